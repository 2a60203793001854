//! What narrows the queue: statuses, tags and the search.

use maud::{Markup, html};

use super::{QueueFilter, parts};
use crate::domain::{QuestionId, Status, TagName, Tally, visible};
use crate::texts::en::desk::{queue as t, words};

/// The address of a list, from its first page or from after a letter.
pub(super) fn address(filter: &QueueFilter<'_>, after: Option<QuestionId>) -> String {
    let mut pairs = Vec::new();
    if let Some(status) = filter.status {
        pairs.push(format!("status={}", status.as_str()));
    }
    if let Some(tag) = filter.tag {
        pairs.push(format!("tag={}", parts::encoded(tag)));
    }
    if !filter.q.is_empty() {
        pairs.push(format!("q={}", parts::encoded(filter.q)));
    }
    if let Some(after) = after {
        pairs.push(format!("after={after}"));
    }
    if pairs.is_empty() { "/desk".to_owned() } else { format!("/desk?{}", pairs.join("&")) }
}

/// One tab for each status, with how many letters have it.
pub(super) fn status_tabs(filter: &QueueFilter<'_>, tally: &Tally) -> Markup {
    let counts =
        |status| tally.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
    let waiting = Status::WAITING.into_iter().map(counts).sum();
    // A tag without a status shows all of its letters.
    let first = if filter.tag.is_some() { t::ALL } else { t::WAITING };
    html! {
        nav.tabs aria-label=(t::STATUSES) {
            ul {
                (tab(filter, None, first, waiting))
                @for status in Status::ALL { (tab(filter, Some(status), words::status(status), counts(status))) }
            }
        }
    }
}

/// The counts are of all letters, so they are left out where a tag narrows the list.
fn tab(filter: &QueueFilter<'_>, status: Option<Status>, text: &str, count: u64) -> Markup {
    let here = filter.q.is_empty() && filter.status == status;
    let to = QueueFilter { status, tag: filter.tag, q: "" };
    html! {
        li {
            a href=(address(&to, None)) aria-current=[here.then_some("page")] {
                (text)
                @if filter.tag.is_none() { " " span.count { (count) } }
            }
        }
    }
}

/// The search over all letters.
pub(super) fn search(q: &str) -> Markup {
    html! {
        search {
            form.search action="/desk" {
                label.vh for="q" { (t::SEARCH) }
                input #q name="q" type="search" value=(q) placeholder=(t::SEARCH) autocomplete="off" spellcheck="false";
                button { (t::SEARCH_SEND) }
            }
        }
    }
}

/// The tags in use, each leading to its letters; folded away until wanted.
pub(super) fn tag_list(filter: &QueueFilter<'_>, tags: &[(TagName, u64)]) -> Markup {
    html! {
        @if !tags.is_empty() {
            details.by-tag {
                summary { (t::TAGS) }
                ul {
                    @for (tag, count) in tags {
                        @let to = QueueFilter { status: None, tag: Some(tag.as_str()), q: "" };
                        @let here = filter.tag == Some(tag.as_str());
                        li {
                            a.private[tag.is_private()] href=(address(&to, None)) aria-current=[here.then_some("true")] {
                                bdi { (visible(tag.as_str())) } " " span.count { (count) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Names the chosen tag, with the way back.
pub(super) fn current_tag(filter: &QueueFilter<'_>, tag: &str) -> Markup {
    let without = QueueFilter { tag: None, ..*filter };
    html! {
        div.shown {
            h2 dir="auto" { (t::tagged(&visible(tag))) }
            p { a href=(address(&without, None)) { (t::ALL_TAGS) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_what_is_looked_for_and_nothing_else() {
        let all = QueueFilter { status: None, tag: None, q: "" };
        assert_eq!(address(&all, None), "/desk");
        let some = QueueFilter { status: Some(Status::Kept), tag: Some("#to do"), q: "" };
        assert_eq!(address(&some, Some(QuestionId(7))), "/desk?status=kept&tag=%23to%20do&after=7");
        assert_eq!(address(&QueueFilter { q: "a&b", ..all }, None), "/desk?q=a%26b");
    }

    #[test]
    fn counts_that_a_tag_makes_untrue_are_left_out() {
        let tally = vec![(Status::New, 4)];
        let plain = QueueFilter { status: Some(Status::New), tag: None, q: "" };
        assert!(
            status_tabs(&plain, &tally).into_string().contains(r#"<span class="count">4</span>"#)
        );
        let tagged = QueueFilter { tag: Some("trust"), ..plain };
        assert!(!status_tabs(&tagged, &tally).into_string().contains("count"));
    }
}
