//! Time as the product knows it. It always comes in as a value; nothing but `main` and `web` looks at a clock.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Seconds in a UTC day.
const DAY_SECONDS: i64 = 86_400;

/// A day, counted from 1970-01-01: one of the column's calendar wherever people see it, else one of UTC. Nothing finer
/// is kept of anything that a reader did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub u32);

/// A moment, in whole seconds since 1970-01-01 UTC. For what the desk does, never for what a reader did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment(pub i64);

impl Day {
    /// The calendar's date of this day.
    pub fn date(self) -> Date {
        let days = jiff::Span::new().try_days(i64::from(self.0));
        days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days)).unwrap_or(Date::MAX)
    }

    /// The day of this date; none before 1970.
    pub fn of(date: Date) -> Option<Self> {
        let days = date.since(Date::constant(1970, 1, 1)).ok()?.get_days();
        u32::try_from(days).ok().map(Self)
    }

    /// Reads a calendar's date, as date fields send it: `2026-11-22`. None for days before 1970.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of(text.parse().ok()?)
    }

    /// The day that comes `days` later.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The day's first moment.
    pub fn start(self) -> Moment {
        Moment(i64::from(self.0) * DAY_SECONDS)
    }
}

impl Moment {
    /// The UTC day that this moment falls on.
    pub fn day(self) -> Day {
        Day(u32::try_from(self.0.div_euclid(DAY_SECONDS)).unwrap_or(0))
    }

    /// This moment and `seconds` more.
    pub fn after(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// As people write it: `21 November 2026`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().strftime("%-d %B %Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_falls_on_its_utc_day() {
        assert_eq!(Moment(0).day(), Day(0));
        assert_eq!(Moment(86_399).day(), Day(0));
        assert_eq!(Moment(86_400).day(), Day(1));
        assert_eq!(Moment(-1).day(), Day(0));
        assert_eq!(Day(20_779).to_string(), "22 November 2026");
    }

    #[test]
    fn a_date_is_read_as_it_is_written() {
        for day in [Day(0), Day(20_779), Day(20_779).plus(90)] {
            assert_eq!(Day::parse(&day.date().to_string()), Some(day));
        }
        for text in ["", "1969-12-31", "2026-02-29", "22.11.2026"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_beyond_the_calendar_is_its_last_day_and_no_panic() {
        assert_eq!(Day(u32::MAX).date(), Date::MAX);
    }
}
