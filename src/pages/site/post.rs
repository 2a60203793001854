//! One post: the letter as printed, the answer, and the invitation to ask.

use maud::{Markup, PreEscaped, html};

use super::around::ways_on;
use super::home::invitation;
use super::responses::responses;
use super::{Place, column_page};
use crate::domain::{
    Around, Column, ColumnPictures, CommentThread, PICTURE_SIZES, PICTURES_PUBLIC, PostKind,
    PostView, visible,
};
use crate::pages::layout::{self, Page};
use crate::pages::machines::About;
use crate::pages::parts;
use crate::texts::en::site as t;

/// How wide the portrait is shown, as the attribute `sizes` says it.
const PORTRAIT_SIZES: &str = "6.5rem";

/// What stands below a public post.
#[derive(Debug, Clone, Copy)]
pub struct Below<'a> {
    pub threads: &'a [CommentThread],
    /// Whether it takes responses.
    pub open: bool,
    /// Ways on to other posts.
    pub around: &'a Around,
}

/// A public post with what was said to it, and the ways on to others.
pub fn post(place: &Place<'_>, post: &PostView, below: &Below<'_>) -> Markup {
    let title = full_title(place.column, post);
    let body = html! {
        (article(place.column, post, place.pictures))
        (responses(post, below.threads, below.open))
        (ways_on(below.around))
        (invitation())
    };
    place.page(&title, Page::Post, About::Post(post), body)
}

/// The same page before it is public, with the way back to the editor above it.
pub fn preview(column: &Column, post: &PostView, pictures: &ColumnPictures, back: &str) -> Markup {
    let title = format!("{}{}", t::PREVIEW_TITLE, visible(&post.title));
    let bar = html! {
        aside.bar aria-label=(t::PREVIEW) {
            p { strong { (t::PREVIEW) } " " a href=(back) { (t::PREVIEW_BACK) } }
        }
    };
    // A page bears the column's name above it, as the others do.
    let place = if post.kind == PostKind::Page { Page::Other } else { Page::Post };
    layout::with_bar(column, &title, place, bar, whole(column, post, pictures))
}

/// Its own matter alone, for the editor, which shows it while it is written.
pub fn typed(column: &Column, post: &PostView, pictures: &ColumnPictures) -> Markup {
    article(column, post, pictures)
}

/// As *Ask the SEXpert: Trust after infidelity*.
fn full_title(column: &Column, post: &PostView) -> String {
    format!("{}: {}", column.name, visible(&post.title))
}

fn whole(column: &Column, post: &PostView, pictures: &ColumnPictures) -> Markup {
    html! { (article(column, post, pictures)) @if post.kind != PostKind::Page { (invitation()) } }
}

fn article(column: &Column, post: &PostView, pictures: &ColumnPictures) -> Markup {
    if post.kind == PostKind::Page {
        return column_page::text(post);
    }
    html! {
        article.post {
            header {
                h1 { a.series href="/" { (column.name) span.vh { ":" } } " " bdi { (visible(&post.title)) } }
                p.when {
                    (t::PUBLISHED_ON) (parts::day(post.published))
                    @if let Some(updated) = post.updated { ", " (t::UPDATED_ON) (parts::day(updated)) }
                }
            }
            @if post.warning.is_empty() {
                (text(column, post, pictures))
            } @else {
                details.warned {
                    summary { span.label { (t::WARNING) } " " span dir="auto" { (visible(&post.warning)) } " " span.open-it { (t::WARNING_OPEN) } }
                    (text(column, post, pictures))
                }
            }
            @if let Some(closing) = &pictures.closing {
                (parts::picture(closing, PICTURES_PUBLIC, "closing", PICTURE_SIZES))
            }
            footer { (parts::tag_links(&post.tags)) }
        }
    }
}

/// The letter as printed, and the answer.
fn text(column: &Column, post: &PostView, pictures: &ColumnPictures) -> Markup {
    let by = match post.kind {
        PostKind::Answer => t::answer_by(&column.columnist),
        PostKind::Entry | PostKind::Page => t::entry_by(&column.columnist),
    };
    html! {
        @if !post.printed.is_empty() {
            section.letter aria-labelledby="letter" {
                h2.label #letter { (t::LETTER) }
                blockquote { (parts::paragraphs(&post.printed)) }
            }
        }
        section.answer aria-labelledby="answer" {
            div.by {
                @if let Some(portrait) = &pictures.portrait {
                    (parts::picture(portrait, PICTURES_PUBLIC, "portrait", PORTRAIT_SIZES))
                }
                h2.label #answer { (by) }
            }
            // The service has it from `markdown`, which lets nothing through but clean HTML.
            div.prose { (PreEscaped(&post.answer_html)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, PublicId, Slug};
    use crate::pages::machines::At;

    /// The page of a post with nothing around it.
    fn alone(column: &Column, view: &PostView) -> String {
        let below = Below { threads: &[], open: false, around: &Around::default() };
        post(&place(column, &no_pictures()), view, &below).into_string()
    }

    fn sample() -> (Column, PostView) {
        let column = Column::new("Ask the SEXpert", "Mara");
        let post = PostView {
            id: PublicId([1; 16]),
            kind: PostKind::Answer,
            slug: Slug::default(),
            title: "Trust <b>".to_owned(),
            printed: "<script>alert(1)</script>\n\n\u{202e}olleh".to_owned(),
            answer_html: "<p>Yes.</p>".to_owned(),
            warning: String::new(),
            unlisted: false,
            tags: vec![("a&b".to_owned(), Slug::default())],
            published: Day(20_779),
            updated: Some(Day(20_780)),
            comments: true,
            responses: 0,
        };
        (column, post)
    }

    fn no_pictures() -> ColumnPictures {
        ColumnPictures::default()
    }

    fn place<'a>(column: &'a Column, pictures: &'a ColumnPictures) -> Place<'a> {
        let at = At { origin: "https://column.example", path: "/posts/post" };
        Place { column, pictures, at }
    }

    /// The page without what is data for machines.
    fn shown(html: String) -> String {
        let (before, data) = html.split_once("<script type=\"application/ld+json\">").unwrap();
        format!("{before}{}", data.split_once("</script>").unwrap().1)
    }

    #[test]
    fn a_post_bears_the_columns_name_and_no_markup_of_its_letter() {
        let (column, view) = sample();
        let html = shown(alone(&column, &view));
        assert!(html.contains("<title>Ask the SEXpert: Trust &lt;b&gt;</title>"), "{html}");
        assert!(!html.contains("<script") && html.contains("[U+202E]olleh"), "{html}");
        assert!(
            html.contains("<div class=\"prose\"><p>Yes.</p></div>") && html.contains("a&amp;b"),
            "{html}"
        );
        assert!(html.contains("2026-11-23"), "{html}");
    }

    #[test]
    fn a_content_warning_folds_the_letter_and_the_answer() {
        let (column, view) = sample();
        let html = alone(&column, &PostView { warning: "loss".to_owned(), ..view });
        let (before, folded) = html.split_once("<details class=\"warned\">").unwrap();
        let (folded, after) = folded.split_once("</details>").unwrap();
        assert!(folded.contains("loss") && folded.contains("<p>Yes.</p>"), "{html}");
        for outside in [before, after] {
            assert!(!outside.contains("Yes.") && !outside.contains("olleh"), "{outside}");
        }
    }

    #[test]
    fn a_preview_is_the_post_with_a_bar_above_it() {
        let (column, view) = sample();
        let shown = preview(&column, &view, &no_pictures(), "/desk/posts/7").into_string();
        let (_, article) = shown.split_once("<main").unwrap();
        assert!(alone(&column, &view).ends_with(article));
        assert!(
            shown.contains(r#"<a href="/desk/posts/7">"#) && shown.contains(t::PREVIEW),
            "{shown}"
        );
    }
}
