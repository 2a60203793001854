//! What narrows the list of posts, and the places around it.

use maud::{Markup, html};

use super::parts;
use super::posts::PostsFilter;
use crate::domain::{
    PageStart, PostCounts, PostId, PostKind, PostShow, PostSort, TagName, visible,
};
use crate::texts::en::desk::{page_starts, posts as t};

/// The address of a list, from its first page or from behind a post.
pub(super) fn address(filter: &PostsFilter<'_>, after: Option<PostId>) -> String {
    let mut pairs = Vec::new();
    if filter.show != PostShow::default() {
        pairs.push(format!("show={}", filter.show.as_str()));
    }
    if filter.sort != PostSort::default() {
        pairs.push(format!("sort={}", filter.sort.as_str()));
    }
    for (name, value) in [("tag", filter.tag), ("q", filter.q), ("at", filter.at)] {
        if !value.is_empty() {
            pairs.push(format!("{name}={}", parts::encoded(value)));
        }
    }
    pairs.extend(after.map(|id| format!("after={id}")));
    if pairs.is_empty() {
        "/desk/posts".to_owned()
    } else {
        format!("/desk/posts?{}", pairs.join("&"))
    }
}

/// Begins what answers no letter.
pub(super) fn begin(at: &str) -> Markup {
    html! {
        form.buttons method="post" action="/desk/posts" aria-describedby="begin-hint" {
            @if !at.is_empty() { input type="hidden" name="at" value=(at); }
            button name="kind" value="entry" { (t::NEW_ENTRY) }
            button name="kind" value="page" { (t::NEW_PAGE) }
            p.hint #begin-hint { (t::NEW_HINT) }
        }
    }
}

/// Pages that most columns need, each with a text to begin from.
pub(super) fn starts() -> Markup {
    html! {
        section.starts aria-labelledby="starts" {
            h2 #starts { (t::STARTS) }
            p.hint { (t::STARTS_HINT) }
            form.buttons method="post" action="/desk/posts" {
                input type="hidden" name="kind" value=(PostKind::Page.as_str());
                @for start in PageStart::ALL {
                    button name="start" value=(start.as_str()) { (page_starts::title(start)) }
                }
            }
        }
    }
}

/// A page to begin from: its title and its text in Markdown.
pub fn page_start(start: PageStart) -> (&'static str, &'static str) {
    (page_starts::title(start), page_starts::text(start))
}

/// The ways to what belongs to posts.
pub(super) fn places() -> Markup {
    let all = [
        ("/desk/posts/calendar", t::CALENDAR),
        ("/desk/blocks", t::BLOCKS),
        ("/desk/snippets", t::SNIPPETS),
    ];
    html! {
        nav.around aria-label=(t::PLACES) {
            ul { @for (href, text) in all { li { a href=(href) { (text) } } } }
        }
    }
}

/// One tab for each part, with how many posts it has.
pub(super) fn tabs(filter: &PostsFilter<'_>, counts: &PostCounts) -> Markup {
    html! {
        nav.tabs aria-label=(t::PARTS) {
            ul {
                @for (show, count) in counts {
                    @let to = PostsFilter { show: *show, ..*filter };
                    li {
                        a href=(address(&to, None)) aria-current=[(filter.show == *show).then_some("page")] {
                            (t::part(*show))
                            // They count all posts, so they say nothing of a search.
                            @if !filter.narrows() { " " span.count { (count) } }
                        }
                    }
                }
            }
        }
    }
}

/// The search, the tag and the order.
pub(super) fn narrow(filter: &PostsFilter<'_>, tags: &[(TagName, u64)]) -> Markup {
    let clear = PostsFilter { q: "", tag: "", ..*filter };
    html! {
        search {
            form.narrowing action="/desk/posts" {
                @if filter.show != PostShow::default() {
                    input type="hidden" name="show" value=(filter.show.as_str());
                }
                @if !filter.at.is_empty() { input type="hidden" name="at" value=(filter.at); }
                div {
                    label for="q" { (t::SEARCH) }
                    input #q name="q" type="search" value=(filter.q) autocomplete="off" spellcheck="false";
                }
                div {
                    label for="tag" { (t::TAG) }
                    input #tag name="tag" value=(filter.tag) list="known-tags" autocomplete="off" autocapitalize="none";
                    datalist #known-tags { @for (tag, _) in tags { option value=(visible(tag.as_str())) {} } }
                }
                div {
                    label for="sort" { (t::SORT) }
                    select #sort name="sort" {
                        @for sort in PostSort::ALL {
                            option value=(sort.as_str()) selected[sort == filter.sort] { (t::sort(sort, filter.show)) }
                        }
                    }
                }
                button { (t::SEND) }
                @if filter.narrows() { a href=(address(&clear, None)) { (t::CLEAR) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_what_is_looked_for_and_nothing_else() {
        let all = PostsFilter::default();
        assert_eq!(address(&all, None), "/desk/posts");
        let some = PostsFilter {
            show: PostShow::Pages,
            sort: PostSort::Title,
            tag: "#a",
            q: "b&c",
            at: "2026-12-01T07:00",
        };
        assert_eq!(
            address(&some, Some(PostId(7))),
            "/desk/posts?show=pages&sort=title&tag=%23a&q=b%26c&at=2026-12-01T07%3A00&after=7"
        );
    }
}
