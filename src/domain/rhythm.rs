//! The days and times at which the column comes out, as *Tuesdays at 7:00*.

use jiff::civil::{Time, Weekday};
use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

use super::schedule::{parse_time, time_field};
use super::{Moment, Zone};

/// Times that one week may have.
pub const RHYTHM_SLOTS_MAX: usize = 14;
/// Days ahead that are searched for a free slot.
pub const RHYTHM_SEARCH_DAYS: i64 = 60;

/// Where a day ends, in the whole minutes that slots have.
const DAY_END: Time = Time::constant(23, 59, 59, 0);

/// The days of a week, as forms and settings name them, and in the order of weeks.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// A time of every week, on the clock of the column's zone; in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    weekday: Weekday,
    time: Time,
}

/// The slots of a week: Monday first, none twice, at most [`RHYTHM_SLOTS_MAX`]. A column may have none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Rhythm(Vec<Slot>);

/// Why a rhythm was not taken. Rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRhythm {
    #[error("row {row} has no day of the week")]
    Weekday { row: usize },
    #[error("row {row} has no time of the day")]
    Time { row: usize },
    #[error("there are {count} times; {RHYTHM_SLOTS_MAX} are allowed")]
    TooMany { count: usize },
}

impl Slot {
    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.weekday
    }

    /// The time of the day.
    pub fn time(self) -> Time {
        self.time
    }

    /// As a row of a form is filled in: `tue` and `07:00`.
    pub fn fields(self) -> (&'static str, String) {
        (weekday_field(self.weekday), time_field(self.time))
    }
}

impl Rhythm {
    /// Reads the rows of a form: a day as `tue`, a time as `7:00`. A row without a time is an empty one, and the
    /// same slot twice is one.
    ///
    /// # Errors
    ///
    /// * [`InvalidRhythm::Weekday`] or [`InvalidRhythm::Time`] for the first row that is not readable.
    /// * [`InvalidRhythm::TooMany`] over [`RHYTHM_SLOTS_MAX`] slots.
    pub fn parse<'a>(
        rows: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, InvalidRhythm> {
        let mut slots = Vec::new();
        for (row, (weekday, time)) in rows.into_iter().enumerate() {
            if time.trim().is_empty() {
                continue;
            }
            let weekday = parse_weekday(weekday).ok_or(InvalidRhythm::Weekday { row })?;
            let time = parse_time(time).ok_or(InvalidRhythm::Time { row })?;
            slots.push(Slot { weekday, time });
        }
        slots.sort_by_key(|slot| (slot.weekday.to_monday_zero_offset(), slot.time));
        slots.dedup();
        if slots.len() > RHYTHM_SLOTS_MAX {
            Err(InvalidRhythm::TooMany { count: slots.len() })
        } else {
            Ok(Self(slots))
        }
    }

    /// The slots in the order of a week.
    pub fn slots(&self) -> &[Slot] {
        &self.0
    }

    /// The first slot after `now` that is not among `taken`; none where the next [`RHYTHM_SEARCH_DAYS`] days have
    /// no free one.
    ///
    /// A slot keeps its time on the wall through summer and winter. On the day when the clocks are put forward over
    /// it, it is as much later; when it comes twice, it is the earlier one.
    pub fn next_free(&self, zone: &Zone, now: Moment, taken: &[Moment]) -> Option<Moment> {
        let span = Span::new().days(RHYTHM_SEARCH_DAYS);
        let last = zone.local(now).date().saturating_add(span).to_datetime(DAY_END);
        self.free(zone, (now, zone.resolve(last).moment), taken).into_iter().next()
    }

    /// The slots after `now` and before `to` that are not among `taken`, in their order.
    pub fn free(&self, zone: &Zone, (now, to): (Moment, Moment), taken: &[Moment]) -> Vec<Moment> {
        // Yesterday too: a slot before midnight may have been moved into today.
        let first = zone.local(now).date().yesterday().ok();
        let days = first.into_iter().flat_map(|first| first.series(Span::new().days(1)));
        let days = days.take_while(|date| *date <= zone.local(to).date());
        let slots = days.flat_map(|date| self.on(zone, date));
        let open = |slot: &Moment| *slot > now && *slot < to && !taken.contains(slot);
        // One that was moved may come after its neighbour.
        let mut free: Vec<Moment> = slots.filter(open).collect();
        free.sort_unstable();
        free.dedup();
        free
    }

    /// The slots of one day.
    fn on(&self, zone: &Zone, date: Date) -> impl Iterator<Item = Moment> {
        let slots = self.0.iter().filter(move |slot| slot.weekday == date.weekday());
        slots.map(move |slot| zone.resolve(date.to_datetime(slot.time)).moment)
    }
}

/// A day of the week as forms name it: `mon` to `sun`.
pub fn weekday_field(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, known)| *known == weekday).map_or("", |(name, _)| name)
}

fn parse_weekday(typed: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(name, _)| *name == typed.trim()).map(|(_, weekday)| *weekday)
}

/// As settings keep it: each slot as `tue 07:00`.
impl From<Rhythm> for Vec<String> {
    fn from(rhythm: Rhythm) -> Self {
        let fields = rhythm.0.into_iter().map(Slot::fields);
        fields.map(|(weekday, time)| format!("{weekday} {time}")).collect()
    }
}

impl TryFrom<Vec<String>> for Rhythm {
    type Error = InvalidRhythm;

    fn try_from(slots: Vec<String>) -> Result<Self, InvalidRhythm> {
        Self::parse(slots.iter().map(|slot| slot.split_once(' ').unwrap_or(("", slot))))
    }
}

#[cfg(test)]
#[path = "rhythm_tests.rs"]
mod tests;
