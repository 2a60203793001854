//! One post: the letter as printed, the answer, and the invitation to ask.

use maud::{Markup, PreEscaped, html};

use super::column_page;
use super::home::invitation;
use crate::domain::{
    Column, ColumnPictures, PICTURE_SIZES, PICTURES_PUBLIC, PostKind, PostView, visible,
};
use crate::pages::layout::{self, Page};
use crate::pages::parts;
use crate::texts::en::site as t;

/// How wide the portrait is shown, as the attribute `sizes` says it.
const PORTRAIT_SIZES: &str = "6.5rem";

/// A public post.
pub fn post(column: &Column, post: &PostView, pictures: &ColumnPictures) -> Markup {
    layout::site(column, &full_title(column, post), Page::Post, whole(column, post, pictures))
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
                h1 { span.series { (column.name) span.vh { ":" } } " " bdi { (visible(&post.title)) } }
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
    use crate::domain::{Day, Slug};

    fn sample() -> (Column, PostView) {
        let column = Column::new("Ask the SEXpert", "Mara");
        let post = PostView {
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
        };
        (column, post)
    }

    fn no_pictures() -> ColumnPictures {
        ColumnPictures::default()
    }

    #[test]
    fn a_post_bears_the_columns_name_and_no_markup_of_its_letter() {
        let (column, view) = sample();
        let html = post(&column, &view, &no_pictures()).into_string();
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
        let html = post(&column, &PostView { warning: "loss".to_owned(), ..view }, &no_pictures())
            .into_string();
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
        assert!(post(&column, &view, &no_pictures()).into_string().ends_with(article));
        assert!(
            shown.contains(r#"<a href="/desk/posts/7">"#) && shown.contains(t::PREVIEW),
            "{shown}"
        );
    }
}
