//! How often posts are opened.

use maud::{Markup, html};

use super::shell::{DeskFrame, page};
use crate::domain::{DayViews, PostViews, Views};
use crate::pages::parts;
use crate::texts::en::common::number;
use crate::texts::en::desk::stats as t;

/// The page.
pub fn stats(frame: &DeskFrame<'_>, views: &Views) -> Markup {
    let total: u64 = views.days.iter().map(|day| day.views).sum();
    let body = html! {
        div.narrow {
            h1 { (t::TITLE) }
            p.lead { (t::LEAD) }
            @if views.posts.is_empty() {
                p.notice { (t::EMPTY) }
            } @else {
                h2 #posts { (t::POSTS) }
                (posts(&views.posts, views.days.len()))
                h2 #days { (t::DAYS) }
                p { (t::total(total, views.days.len())) }
                (days(&views.days))
            }
            p.hint { (t::LIMITS) }
        }
    };
    page(frame, t::TITLE.into(), body)
}

fn posts(posts: &[PostViews], days: usize) -> Markup {
    let most = posts.iter().map(|post| post.recent).max().unwrap_or(0);
    html! {
        table.counts aria-labelledby="posts" {
            thead { tr { th scope="col" { (t::POST) } th.number scope="col" { (t::recent(days)) } td.share {} th.number scope="col" { (t::ALL) } } }
            tbody {
                @for found in posts {
                    tr {
                        th scope="row" { a dir="auto" href={ "/posts/" (found.post.slug.as_str()) } { (found.post.title) } }
                        td.number { (count(found.recent)) }
                        td.share { (share(found.recent, most)) }
                        td.number { (count(found.all)) }
                    }
                }
            }
        }
    }
}

fn days(days: &[DayViews]) -> Markup {
    let most = days.iter().map(|day| day.views).max().unwrap_or(0);
    html! {
        table.counts aria-labelledby="days" {
            thead { tr { th scope="col" { (t::DAY) } th.number scope="col" { (t::OPENED) } td.share {} } }
            tbody {
                @for day in days {
                    tr {
                        th scope="row" { (parts::day(day.day)) }
                        td.number { (count(day.views)) }
                        td.share { (share(day.views, most)) }
                    }
                }
            }
        }
    }
}

fn count(views: u64) -> String {
    number(usize::try_from(views).unwrap_or(usize::MAX))
}

/// How much a number is of the largest, for the eye alone: the number stands beside it. Its width is an attribute of
/// the drawing, as no page has styles of its own.
fn share(views: u64, most: u64) -> Markup {
    let percent = views.saturating_mul(100).checked_div(most).unwrap_or(0);
    html! {
        @if views > 0 {
            svg width="100%" height="10" aria-hidden="true" { rect width={ (percent.max(1)) "%" } height="100%" {} }
        }
    }
}
