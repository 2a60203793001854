//! One month as a calendar shows it, with what falls on its days.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Time};

use super::schedule::number;
use super::{Moment, Zone};

/// The first month that the calendar can show, by its first day.
const EARLIEST: Date = Date::constant(1990, 1, 1);
/// The last one.
const LATEST: Date = Date::constant(2199, 12, 1);
/// Days in a week.
const WEEK_DAYS: usize = 7;

/// A month of a year; written as `2026-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    first: Date,
}

/// A month in whole weeks, so with some days of the months before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month<T> {
    pub month: YearMonth,
    /// Each has seven days, Monday first.
    pub weeks: Vec<Vec<CalendarDay<T>>>,
}

/// One day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarDay<T> {
    pub date: Date,
    /// False for the days of the months before and after.
    pub inside: bool,
    pub today: bool,
    /// In their order.
    pub items: Vec<CalendarItem<T>>,
}

/// Something that falls on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarItem<T> {
    /// On the clock of the column's zone.
    pub time: Time,
    pub item: T,
}

impl YearMonth {
    /// A month by its numbers, January being 1; none outside the years that the calendar can show.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Self::around(Date::new(year, month, 1).ok()?)
    }

    /// Reads a month as an address has it: `2026-03`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if (year.len(), month.len()) != (4, 2) {
            return None;
        }
        Self::new(number(year, 4)?, i8::try_from(number(month, 2)?).ok()?)
    }

    /// The month of a moment; the nearest one that the calendar can show.
    pub fn of(zone: &Zone, moment: Moment) -> Self {
        Self { first: zone.local(moment).date().first_of_month().clamp(EARLIEST, LATEST) }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The month before; none where the calendar begins.
    pub fn previous(self) -> Option<Self> {
        Self::around(self.first.yesterday().ok()?)
    }

    /// The month after; none where the calendar ends.
    pub fn next(self) -> Option<Self> {
        Self::around(self.first.last_of_month().tomorrow().ok()?)
    }

    /// The moments at which it begins and ends on the clock of a zone, with some days around it.
    pub fn span(self, zone: &Zone, margin_days: i64) -> (Moment, Moment) {
        let margin = Span::new().days(margin_days);
        let start = self.first.saturating_sub(margin);
        let end = self.first.last_of_month().saturating_add(margin);
        let midnight = |date: Date| zone.resolve(date.to_datetime(Time::midnight())).moment;
        (midnight(start), midnight(end))
    }

    /// The first days of its weeks.
    fn mondays(self) -> impl Iterator<Item = Date> {
        let before = i64::from(self.first.weekday().to_monday_zero_offset());
        let first = self.first.saturating_sub(Span::new().days(before));
        let last = self.first.last_of_month();
        first.series(Span::new().weeks(1)).take_while(move |monday| *monday <= last)
    }

    fn around(date: Date) -> Option<Self> {
        let first = date.first_of_month();
        (EARLIEST..=LATEST).contains(&first).then_some(Self { first })
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.strftime("%Y-%m"))
    }
}

impl<T> Month<T> {
    /// The calendar of `month`, each item on the day that it falls on in `zone`; what falls on none is left out.
    pub fn new(
        zone: &Zone,
        month: YearMonth,
        now: Moment,
        items: impl IntoIterator<Item = (Moment, T)>,
    ) -> Self {
        let today = zone.local(now).date();
        let mut by_date = on_their_dates(zone, items);
        let mut day = |date: Date| CalendarDay {
            date,
            inside: date.first_of_month() == month.first,
            today: date == today,
            items: by_date.remove(&date).unwrap_or_default(),
        };
        let mut week = |monday: Date| {
            monday.series(Span::new().days(1)).take(WEEK_DAYS).map(&mut day).collect()
        };
        Self { month, weeks: month.mondays().map(&mut week).collect() }
    }
}

fn on_their_dates<T>(
    zone: &Zone,
    items: impl IntoIterator<Item = (Moment, T)>,
) -> BTreeMap<Date, Vec<CalendarItem<T>>> {
    let mut items: Vec<(Moment, T)> = items.into_iter().collect();
    items.sort_by_key(|(moment, _)| *moment);
    let mut by_date: BTreeMap<Date, Vec<CalendarItem<T>>> = BTreeMap::new();
    for (moment, item) in items {
        let local = zone.local(moment);
        by_date.entry(local.date()).or_default().push(CalendarItem { time: local.time(), item });
    }
    by_date
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
