//! What readers have said below a post.

use maud::{Markup, html};

use crate::domain::{CommentBy, CommentThread, CommentView, PostView, visible};
use crate::pages::parts;
use crate::texts::en::site as t;

/// The responses to a post, two levels deep, with the way to the form while it is `open`.
pub(super) fn responses(post: &PostView, threads: &[CommentThread], open: bool) -> Markup {
    html! {
        @if open || post.responses > 0 {
            section.responses #responses aria-labelledby="responses-to" {
                h2 #responses-to { (t::responses_to(post.responses)) " " cite { (visible(&post.title)) } }
                @if threads.is_empty() {
                    p { (t::RESPONSES_NONE) }
                } @else {
                    ol { @for thread in threads { li { (whole(post, thread, open)) } } }
                }
                p {
                    @if open {
                        a.button href=(form(post, None)) rel="nofollow" { (t::RESPOND) }
                    } @else {
                        (t::RESPONSES_CLOSED)
                    }
                }
            }
        }
    }
}

fn whole(post: &PostView, thread: &CommentThread, open: bool) -> Markup {
    html! {
        @match &thread.first {
            Some(first) => (response(post, first, open)),
            None => { p.gone { (t::RESPONSE_GONE) } }
        }
        @if !thread.answers.is_empty() {
            ol { @for answer in &thread.answers { li { (response(post, answer, open)) } } }
        }
    }
}

fn response(post: &PostView, comment: &CommentView, open: bool) -> Markup {
    html! {
        article id={ "response-" (comment.place) } {
            header {
                (who(comment))
                p.when {
                    (parts::day(comment.day))
                    @if comment.edited { " " span { (t::EDITED) } }
                }
            }
            (parts::paragraphs(&comment.text))
            @if open {
                p.respond {
                    a href=(form(post, Some(comment.place))) rel="nofollow" {
                        (t::RESPOND_TO) span.vh { (t::respond_to_whom(&visible(&comment.name))) }
                    }
                }
            }
        }
    }
}

/// The name, as a heading, and the badge of whoever is more than a reader.
fn who(comment: &CommentView) -> Markup {
    let badge = match comment.by {
        CommentBy::Reader => None,
        CommentBy::Asker => Some(t::BADGE_ASKER),
        CommentBy::Columnist => Some(t::BADGE_COLUMNIST),
    };
    html! {
        h3 {
            bdi { (visible(&comment.name)) }
            @if let Some(badge) = badge { " " span.badge { (badge) } }
        }
    }
}

/// The address of the form, for an answer to the response at a place.
pub(super) fn form(post: &PostView, place: Option<u32>) -> String {
    let address = format!("/posts/{}/respond", post.slug.as_str());
    match place {
        Some(place) => format!("{address}?to={place}"),
        None => address,
    }
}

/// How many there are, where a list shows any.
pub(super) fn count(slug: &str, responses: u32) -> Markup {
    html! {
        @if responses > 0 {
            p.count { a href={ "/posts/" (slug) "#responses" } { (t::responses(responses)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, PostKind, PublicId, Slug};

    fn post(responses: u32) -> PostView {
        PostView {
            id: PublicId([1; 16]),
            kind: PostKind::Answer,
            slug: Slug::parse("trust").unwrap(),
            title: "Trust <b>".to_owned(),
            printed: String::new(),
            answer_html: String::new(),
            warning: String::new(),
            unlisted: false,
            tags: Vec::new(),
            published: Day(20_779),
            updated: None,
            comments: true,
            responses,
        }
    }

    fn comment(place: u32, by: CommentBy, name: &str) -> CommentView {
        CommentView {
            place,
            parent: None,
            by,
            name: name.to_owned(),
            text: "<script>x</script>\n\nhttps://example.com \u{202e}".to_owned(),
            day: Day(20_780),
            edited: place == 1,
        }
    }

    #[test]
    fn a_response_is_plain_text_whatever_stands_in_it() {
        let threads = [
            CommentThread {
                first: Some(comment(1, CommentBy::Reader, "<i>\u{202e}")),
                answers: vec![comment(2, CommentBy::Columnist, "Mara")],
            },
            CommentThread { first: None, answers: vec![comment(4, CommentBy::Asker, "Warm Wren")] },
        ];
        let html = responses(&post(3), &threads, true).into_string();
        assert!(html.contains("3 Responses to <cite>Trust &lt;b&gt;</cite>"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<i>"), "{html}");
        assert!(!html.contains("href=\"https://example.com"), "{html}");
        assert!(html.contains("[U+202E]") && html.contains(t::EDITED), "{html}");
        assert!(html.contains(t::BADGE_COLUMNIST) && html.contains(t::BADGE_ASKER), "{html}");
        assert!(html.contains(t::RESPONSE_GONE) && html.contains("id=\"response-4\""), "{html}");
        assert!(html.contains("href=\"/posts/trust/respond?to=2\""), "{html}");
    }

    #[test]
    fn a_post_that_is_closed_and_has_none_says_nothing_of_them() {
        assert_eq!(responses(&post(0), &[], false).into_string(), "");
        let closed = responses(&post(1), &[], false).into_string();
        assert!(closed.contains(t::RESPONSES_CLOSED) && !closed.contains("/respond"), "{closed}");
    }
}
