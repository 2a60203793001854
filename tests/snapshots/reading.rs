//! Pages for reading: home, posts, the column's own pages, privacy, help.

use unsaid::domain::{
    Around, Column, ColumnPictures, CommentBy, CommentThread, CommentView, Day, EmbedOrigins,
    Keeping, Moment, PostCursor, PostPage, PostView,
};
use unsaid::pages::site::{
    Below, HomeView, Line, PrivacyView, column_page, earlier, help, home, post, privacy,
};

use crate::kept::{Shown, shown};
use crate::scene::{self, TODAY};

pub fn pages() -> Vec<Shown> {
    let mut pages = homes();
    pages.extend(posts());
    pages.extend(responses());
    pages.extend(ways_on());
    pages.extend(around());
    pages
}

fn homes() -> Vec<Shown> {
    let (plain, full) = (scene::column(), scene::full_column());
    let (none, pictures) = (scene::no_pictures(), scene::pictures());
    let empty = PostPage { posts: Vec::new(), next: None };
    let next = Some(PostCursor { published: Moment(1_790_000_000), row: 7 });
    let posts = PostPage { posts: scene::teasers(), next };
    let last = PostPage { next: None, ..posts.clone() };
    let about = "<p>I read it <strong>all</strong>.</p>";
    let first = HomeView { column: &plain, pictures: &none, about_html: "", posts: &empty };
    let whole = HomeView { column: &full, pictures: &pictures, about_html: about, posts: &posts };
    let at = |column, pictures| scene::place(column, pictures, "/");
    vec![
        shown("home-empty", home(&at(&plain, &none), &first)),
        shown("home-one-page", home(&at(&plain, &none), &HomeView { posts: &last, ..first })),
        shown("home-full", home(&at(&full, &pictures), &whole)),
        shown("home-second-page", earlier(&scene::place(&plain, &none, "/?after=1-1"), &posts)),
        shown("home-last-page", earlier(&scene::place(&plain, &none, "/?after=1-1"), &last)),
        shown(
            "home-beyond-the-last-page",
            earlier(&scene::place(&plain, &none, "/?after=1-1"), &empty),
        ),
    ]
}

/// A post's page where it takes responses and has none, with nothing around it.
fn alone(name: &str, view: &PostView, pictures: &ColumnPictures) -> Shown {
    below(name, view, pictures, &Below { threads: &[], open: true, around: &Around::default() })
}

fn below(name: &str, view: &PostView, pictures: &ColumnPictures, below: &Below<'_>) -> Shown {
    let (column, path) = (scene::column(), view.address());
    shown(name, post(&scene::place(&column, pictures, &path), view, below))
}

fn posts() -> Vec<Shown> {
    let (none, pictures) = (scene::no_pictures(), scene::pictures());
    let answer = scene::post();
    let warned = PostView { warning: "losing a child".to_owned(), ..answer.clone() };
    let unlisted = PostView { unlisted: true, ..answer.clone() };
    let updated = PostView { updated: Some(TODAY), ..answer.clone() };
    vec![
        alone("post", &answer, &none),
        alone("post-with-pictures", &answer, &pictures),
        alone("post-updated", &updated, &none),
        alone("post-behind-a-warning", &warned, &none),
        alone("post-unlisted", &unlisted, &none),
        alone("entry", &scene::entry(), &none),
    ]
}

fn comment(place: u32, by: CommentBy, name: &str, text: &str) -> CommentView {
    let (name, text) = (name.to_owned(), text.to_owned());
    CommentView { place, parent: None, by, name, text, day: Day(TODAY.0 - 3), edited: false }
}

fn responses() -> Vec<Shown> {
    use CommentBy::{Asker, Columnist, Reader};
    let (none, around) = (scene::no_pictures(), Around::default());
    let first = comment(1, Reader, "Quiet Heron", "I did, and it was right.\n\nTake <b>heart</b>.");
    let one = [CommentThread { first: Some(first.clone()), answers: Vec::new() }];
    let edited = CommentView { edited: true, ..comment(3, Reader, "Ann", "We live in […].") };
    let many = [
        CommentThread {
            first: Some(first),
            answers: vec![comment(2, Columnist, "Mara", "Thank you.")],
        },
        CommentThread { first: Some(edited), answers: Vec::new() },
        CommentThread { first: None, answers: vec![comment(5, Asker, "Warm Wren", "I told her.")] },
    ];
    let view = |responses| PostView { responses, ..scene::post() };
    let page = |name: &str, count, threads, open| {
        below(name, &view(count), &none, &Below { threads, open, around: &around })
    };
    vec![
        page("post-one-response", 1, &one, true),
        page("post-many-responses", 4, &many, true),
        page("post-responses-closed", 4, &many, false),
        page("post-closed-without-responses", 0, &[], false),
    ]
}

fn ways_on() -> Vec<Shown> {
    let older = Some(scene::link("seventy-one", "Seventy-one & blushing"));
    let newer = Some(scene::link("slammed-dishes", "Slammed dishes"));
    let related =
        vec![scene::link("after-the-loss", "After the loss"), scene::link("hers", "Hers")];
    let cases = [
        ("post-the-newest", Around { older: older.clone(), ..Around::default() }),
        ("post-the-oldest", Around { newer: newer.clone(), ..Around::default() }),
        ("post-between-others", Around { older, newer, related }),
    ];
    let page = |(name, around): &(&str, Around)| {
        let around = Below { threads: &[], open: true, around };
        below(name, &scene::post(), &scene::no_pictures(), &around)
    };
    cases.iter().map(page).collect()
}

fn around() -> Vec<Shown> {
    let (column, full, none) = (scene::column(), scene::full_column(), scene::no_pictures());
    let about = scene::page_of_the_column();
    let lines = scene::helplines();
    let mut pages = vec![
        shown("page-of-the-column", column_page(&scene::place(&full, &none, "/about"), &about)),
        shown("help", scene::within_shell(|shell| help(shell, &lines))),
    ];
    pages.extend(privacies(&column));
    pages
}

/// What is kept, as this machine alone, plain http and a whole server have it.
fn privacies(column: &Column) -> Vec<Shown> {
    let keeping = Keeping {
        network_minutes: 60,
        evicted_days: 30,
        withdrawn_days: 90,
        bin_days: 30,
        view_days: 400,
    };
    let (none, pictures) = (EmbedOrigins::default(), scene::no_pictures());
    let embeds = EmbedOrigins::parse("https://blog.example\nhttps://old.example").unwrap();
    let plain = PrivacyView {
        keeping: &keeping,
        line: Line::ThisMachine,
        onion: None,
        embeds: &none,
        proxied: false,
    };
    let whole = PrivacyView {
        line: Line::Https,
        onion: Some("abc.onion"),
        embeds: &embeds,
        proxied: true,
        ..plain
    };
    let place = scene::place(column, &pictures, "/privacy");
    vec![
        shown("privacy-this-machine", privacy(&place, &plain)),
        shown("privacy-http", privacy(&place, &PrivacyView { line: Line::Http, ..plain })),
        shown("privacy-whole-server", privacy(&place, &whole)),
    ]
}
