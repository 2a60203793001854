//! A month of posts: what was published, what has a date, and which times of the rhythm are free.

use jiff::civil::{DateTime, Time};
use maud::{Markup, html};

use super::shell::{DeskFrame, page};
use crate::domain::{CalendarDay, CalendarEntry, CalendarPost, Month, YearMonth};
use crate::texts::en::desk::{calendar as t, posts};

/// Where the rhythm is set.
const RHYTHM: &str = "/desk/settings#publishing";

/// All that the calendar shows.
#[derive(Debug, Clone, Copy)]
pub struct CalendarView<'a> {
    pub month: &'a Month<CalendarEntry>,
    /// The next free time of the rhythm, on the clock of the zone.
    pub free: Option<DateTime>,
    /// The zone's name.
    pub zone: &'a str,
    pub has_rhythm: bool,
}

/// The calendar. On a narrow screen, and without style, it is a list of the days that have something.
pub fn calendar(frame: &DeskFrame<'_>, view: &CalendarView<'_>) -> Markup {
    let month = view.month.month;
    let title = t::month(month.first());
    let days = || view.month.weeks.iter().flatten();
    let body = html! {
        div.head {
            h1 { (title) }
            nav.around aria-label=(t::MONTHS) {
                ul {
                    @if let Some(before) = month.previous() { li { a rel="prev" href=(address(before)) { (t::PREVIOUS) } } }
                    @if let Some(after) = month.next() { li { a rel="next" href=(address(after)) { (t::NEXT) } } }
                    li { a href="/desk/posts" { (t::TO_LIST) } }
                }
            }
        }
        @if let Some(free) = view.free {
            p.notice { (t::free(free)) " " a href=(slot_address(free)) { (t::USE) } }
        }
        @if !view.has_rhythm { p.hint { (t::NO_RHYTHM) " " a href=(RHYTHM) { (t::SET_RHYTHM) } } }
        @if days().filter(|day| day.inside).all(|day| day.items.is_empty()) { p.hint { (t::EMPTY) } }
        table.month aria-label=(title) {
            thead { tr { @for day in t::WEEKDAYS { th scope="col" { (day) } } } }
            tbody { @for week in &view.month.weeks { tr { @for day in week { (square(day)) } } } }
        }
        p.hint.key {
            span.published { (t::PUBLISHED) } " " span.planned { (t::SCHEDULED) }
            @if view.has_rhythm { " " span.free { (t::FREE) } }
        }
        p.hint { (t::zone(view.zone)) }
    };
    page(frame, title.as_str().into(), body)
}

fn square(day: &CalendarDay<CalendarEntry>) -> Markup {
    let date = day.date;
    html! {
        td id={ "d" (date) } .beyond[!day.inside] .today[day.today] .bare[day.items.is_empty()] {
            p.date {
                time datetime=(date) { span.number { (date.day()) } span.long { (t::day(date)) } }
                @if day.today { span.vh { " (" (t::TODAY) ")" } }
            }
            @if !day.items.is_empty() {
                ul {
                    @for item in &day.items {
                        @match &item.item {
                            CalendarEntry::Post(post) => (entry(item.time, post)),
                            CalendarEntry::Free => (slot(date.to_datetime(item.time))),
                        }
                    }
                }
            }
        }
    }
}

fn entry(time: Time, post: &CalendarPost) -> Markup {
    let state = if post.scheduled { t::SCHEDULED } else { t::PUBLISHED };
    html! {
        li.planned[post.scheduled] {
            span.when { (t::time(time)) " " span.vh { (state) " " } }
            a dir="auto" href={ "/desk/posts/" (post.id) } { (posts::title(&post.title)) }
        }
    }
}

/// A time that is free, with the way to a post for it.
fn slot(free: DateTime) -> Markup {
    html! {
        li.free { span.when { (t::time(free.time())) " " } a href=(slot_address(free)) { (t::FREE) } }
    }
}

fn address(month: YearMonth) -> String {
    format!("/desk/posts/calendar?month={month}")
}

/// Where a post is chosen for a time.
fn slot_address(free: DateTime) -> String {
    format!("/desk/posts?show=drafts&at={}", free.strftime("%Y-%m-%dT%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, PostId, Zone};
    use crate::pages::desk::tests::framed;
    use jiff::civil::date;

    #[test]
    fn a_hostile_title_is_text_on_its_day_and_the_free_time_leads_to_its_own() {
        let zone = Zone::default();
        let post = |title: &str, scheduled| {
            CalendarEntry::Post(CalendarPost { id: PostId(1), title: title.into(), scheduled })
        };
        // 1 December 2026, 7:00.
        let first = Moment(1_796_108_400);
        let month = Month::new(
            &zone,
            YearMonth::parse("2026-12").unwrap(),
            first,
            [
                (first, post("<b>\u{202e}💌", true)),
                (Moment(first.0 + 86_400), post("", false)),
                (Moment(first.0 + 7 * 86_400), CalendarEntry::Free),
            ],
        );
        let free = Some(date(2026, 12, 8).at(7, 0, 0, 0));
        let view = CalendarView { month: &month, free, zone: zone.name(), has_rhythm: true };
        let html = framed(|frame| calendar(frame, &view));
        assert!(html.contains("&lt;b&gt;[U+202E]💌") && html.contains(posts::UNTITLED), "{html}");
        assert_eq!(html.matches("<li class=\"planned\"").count(), 1);
        let slot = "href=\"/desk/posts?show=drafts&amp;at=2026-12-08T07:00\"";
        let (_, day) = html.split_once("id=\"d2026-12-08\"").unwrap();
        assert!(html.matches(slot).count() == 2 && day.contains(slot), "{html}");
    }
}
