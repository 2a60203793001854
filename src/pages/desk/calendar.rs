//! A month of posts: what was published, and what has a date.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::shell::{DeskFrame, page};
use crate::domain::{CalendarDay, CalendarItem, CalendarPost, Month};
use crate::texts::en::desk::{calendar as t, posts};

/// All that the calendar shows.
#[derive(Debug, Clone, Copy)]
pub struct CalendarView<'a> {
    pub month: &'a Month<CalendarPost>,
    /// The next free time of the rhythm, on the clock of the zone.
    pub free: Option<DateTime>,
    /// The zone's name.
    pub zone: &'a str,
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
        @if let Some(free) = view.free { p.notice { a href=(free_address(free)) { (t::free(free)) } } }
        @if days().filter(|day| day.inside).all(|day| day.items.is_empty()) { p.hint { (t::EMPTY) } }
        table.month aria-label=(title) {
            thead { tr { @for day in t::WEEKDAYS { th scope="col" { (day) } } } }
            tbody { @for week in &view.month.weeks { tr { @for day in week { (square(day)) } } } }
        }
        p.hint { (t::zone(view.zone)) }
    };
    page(frame, title.as_str().into(), body)
}

fn square(day: &CalendarDay<CalendarPost>) -> Markup {
    let date = day.date;
    html! {
        td id={ "d" (date) } .beyond[!day.inside] .today[day.today] .bare[day.items.is_empty()] {
            p.date {
                time datetime=(date) { span.number { (date.day()) } span.long { (t::day(date)) } }
                @if day.today { span.vh { " (" (t::TODAY) ")" } }
            }
            @if !day.items.is_empty() { ul { @for item in &day.items { (entry(item)) } } }
        }
    }
}

fn entry(item: &CalendarItem<CalendarPost>) -> Markup {
    let post = &item.item;
    let state = if post.scheduled { t::SCHEDULED } else { t::PUBLISHED };
    html! {
        li.planned[post.scheduled] {
            span.when { (item.time.strftime("%H:%M")) " " span.vh { (state) } }
            a dir="auto" href={ "/desk/posts/" (post.id) } { (posts::title(&post.title)) }
        }
    }
}

fn address(month: crate::domain::YearMonth) -> String {
    format!("/desk/posts/calendar?month={month}")
}

/// Leads to the day in its month.
fn free_address(free: DateTime) -> String {
    let date = free.date();
    format!("/desk/posts/calendar?month={}#d{date}", date.strftime("%Y-%m"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Moment, PostId, YearMonth, Zone};
    use crate::pages::desk::tests::framed;
    use jiff::civil::date;

    #[test]
    fn a_hostile_title_is_text_on_its_day_and_the_free_time_leads_to_its_own() {
        let zone = Zone::default();
        let post =
            |title: &str, scheduled| CalendarPost { id: PostId(1), title: title.into(), scheduled };
        // 1 December 2026, 7:00.
        let first = Moment(1_796_108_400);
        let month = Month::new(
            &zone,
            YearMonth::parse("2026-12").unwrap(),
            first,
            [(first, post("<b>\u{202e}💌", true)), (Moment(first.0 + 86_400), post("", false))],
        );
        let free = Some(date(2026, 12, 8).at(7, 0, 0, 0));
        let view = CalendarView { month: &month, free, zone: zone.name() };
        let html = framed(|frame| calendar(frame, &view));
        assert!(html.contains("&lt;b&gt;[U+202E]💌") && html.contains(posts::UNTITLED), "{html}");
        assert_eq!(html.matches("class=\"planned\"").count(), 1);
        assert!(html.contains("href=\"/desk/posts/calendar?month=2026-12#d2026-12-08\""), "{html}");
        assert!(html.contains("id=\"d2026-12-08\""), "{html}");
    }
}
