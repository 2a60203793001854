//! A column, its posts and its pictures, always the same.

use unsaid::domain::{
    Accent, Column, ColumnId, ColumnKey, ColumnPictures, ColumnSalt, Country, CrisisKind, Day,
    ExitUrl, Helpline, Helplines, KeyId, MenuPage, Picture, PictureFile, PictureFileName,
    PictureId, PictureKind, PictureName, PostKind, PostLink, PostTeaser, PostView, PublicId,
    Receipt, Slug,
};
use unsaid::markdown::{Gallery, render_with};
use unsaid::pages::layout::Shell;
use unsaid::pages::machines::At;
use unsaid::pages::site::{AskPage, Place};

/// 22 November 2026.
pub const TODAY: Day = Day(20_779);
/// Days after which readers are told to come back.
pub const RETURN_DAYS: u32 = 7;
/// Where the site is.
pub const ORIGIN: &str = "http://127.0.0.1:8080";
/// The token of every form.
pub const TOKEN: &str = "0a1b2c";

pub fn column() -> Column {
    Column::new("Ask the SEXpert", "Mara")
}

/// A column that says all it can of itself.
pub fn full_column() -> Column {
    let page = |slug: &str, title: &str| MenuPage { slug: slug_of(slug), title: title.to_owned() };
    Column {
        line: "Plain words on love, sex and everything between.".to_owned(),
        accent: Accent::Pine,
        menu: vec![page("about", "About Mara"), page("imprint", "Imprint")],
        ..Column::new("Ask the SEXpert, and her sister too", "Mara")
    }
}

pub fn slug_of(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn receipt() -> Receipt {
    Receipt::parse("abacus abdomen zoom abacus unzip cope gulf").unwrap()
}

pub fn exit() -> ExitUrl {
    ExitUrl::default()
}

pub fn no_pictures() -> ColumnPictures {
    ColumnPictures::default()
}

pub fn pictures() -> ColumnPictures {
    ColumnPictures {
        portrait: Some(picture(1, "Mara, laughing, at a table full of letters")),
        closing: Some(picture(2, "A hand that signs a letter")),
    }
}

/// A picture in two widths, told apart by a number.
pub fn picture(number: u8, alt: &str) -> Picture {
    let file = |width| PictureFile {
        file: PictureFileName { name: PictureName([number; 16]), kind: PictureKind::Jpeg },
        width,
        height: width * 2 / 3,
    };
    Picture { id: PictureId([number; 16]), alt: alt.to_owned(), files: vec![file(480), file(960)] }
}

/// The answer to a letter, with what an answer may have.
pub fn post() -> PostView {
    PostView {
        id: PublicId([1; 16]),
        kind: PostKind::Answer,
        slug: slug_of("telling-her"),
        title: "Telling her <now>".to_owned(),
        printed: "I lied to her, and she does not know.\n\nShould I tell her?".to_owned(),
        answer_html: answer(
            "Thank you for writing.\n\n## Before you do\n\nAsk *why*, then [read on](/tags).\n\nYours, Mara",
        ),
        warning: String::new(),
        unlisted: false,
        tags: vec![
            ("trust & lies".to_owned(), slug_of("trust-lies")),
            ("dating".to_owned(), slug_of("dating")),
        ],
        published: Day(TODAY.0 - 20),
        updated: None,
        comments: true,
        responses: 0,
    }
}

pub fn entry() -> PostView {
    PostView {
        kind: PostKind::Entry,
        slug: slug_of("letters-at-night"),
        title: "Letters at night".to_owned(),
        printed: String::new(),
        answer_html: answer(
            "What you write after midnight.\n\n![](picture:03030303030303030303030303030303 \"My desk.\")",
        ),
        tags: Vec::new(),
        ..post()
    }
}

pub fn page_of_the_column() -> PostView {
    PostView {
        kind: PostKind::Page,
        slug: slug_of("about"),
        title: "About Mara".to_owned(),
        answer_html: answer("I read every letter.\n\n## How I answer\n\nSlowly."),
        ..entry()
    }
}

fn answer(markdown: &str) -> String {
    let pictures = [picture(3, "A lamp beside a pile of letters")];
    render_with(markdown, &Gallery { pictures: &pictures, ..Gallery::default() })
}

/// Posts in a list: an answer, an entry, one behind a warning.
pub fn teasers() -> Vec<PostTeaser> {
    let warned = PostView {
        slug: slug_of("after-the-loss"),
        title: "After the loss".to_owned(),
        warning: "losing a child".to_owned(),
        published: Day(TODAY.0 - 40),
        ..post()
    };
    let (answer, entry) =
        (PostView { responses: 3, ..post() }, PostView { responses: 1, ..entry() });
    [answer, entry, warned].iter().map(teaser).collect()
}

fn teaser(post: &PostView) -> PostTeaser {
    let own =
        if post.printed.is_empty() { "What you write after midnight." } else { &post.printed };
    PostTeaser {
        kind: post.kind,
        slug: post.slug.clone(),
        title: post.title.clone(),
        excerpt: own.to_owned(),
        warning: post.warning.clone(),
        published: post.published,
        tags: post.tags.clone(),
        responses: post.responses,
    }
}

pub fn link(slug: &str, title: &str) -> PostLink {
    PostLink { slug: slug_of(slug), title: title.to_owned() }
}

/// One country, and one list for all of them.
pub fn helplines() -> Helplines {
    let line = |name: &str, phone: &str| Helpline {
        name: name.to_owned(),
        phone: phone.to_owned(),
        url: "https://line.example".to_owned(),
        kinds: CrisisKind::ALL.to_vec(),
        about: "For everyone, day and night.".to_owned(),
        source: "https://line.example/contact".to_owned(),
        checked: "2026-11-20".to_owned(),
    };
    let country = Country {
        name: "Germany".to_owned(),
        code: "de".to_owned(),
        emergency: "112".to_owned(),
        lines: vec![line("Night line", "0800 111 222")],
    };
    Helplines { directories: vec![line("A list for every country", "")], countries: vec![country] }
}

/// What a page for reading is made with.
pub fn place<'a>(column: &'a Column, pictures: &'a ColumnPictures, path: &'a str) -> Place<'a> {
    Place { column, pictures, at: At { origin: ORIGIN, path } }
}

/// Calls with the shell of the pages of asking and coming back.
pub fn within_shell<T>(make: impl FnOnce(&Shell<'_>) -> T) -> T {
    let (column, exit) = (column(), exit());
    make(&Shell { column: &column, exit: &exit })
}

/// Calls with what the pages of asking say of the column.
pub fn within_ask<T>(make: impl FnOnce(&AskPage<'_>) -> T) -> T {
    let (key, helplines) = (key(), helplines());
    within_shell(|shell| {
        make(&AskPage {
            shell: *shell,
            column: &COLUMN_ID,
            salt: &SALT,
            key: &key,
            helplines: &helplines,
            return_days: RETURN_DAYS,
        })
    })
}

pub const COLUMN_ID: ColumnId = ColumnId([1; 16]);
pub const SALT: ColumnSalt = ColumnSalt([2; 32]);

pub fn key() -> ColumnKey {
    ColumnKey { id: KeyId([3; 8]), public: [4; 32] }
}
