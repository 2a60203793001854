//! For tests: every change of the clocks, in every zone of the database.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZoneDatabase};

use super::{Moment, Zone};

/// Years whose changes are looked at.
pub const YEARS: std::ops::RangeInclusive<i16> = 2024..=2030;

/// One change of the clocks, in seconds.
pub struct Transition {
    pub zone: Zone,
    /// The first second of the new time.
    pub at: i64,
    /// East of UTC, before it and from it on.
    pub before: i64,
    pub after: i64,
}

impl Transition {
    /// How far the clocks are put forward.
    pub fn gap(&self) -> i64 {
        (self.after - self.before).max(0)
    }

    /// How far the clocks are put back.
    pub fn fold(&self) -> i64 {
        (self.before - self.after).max(0)
    }

    /// A time on the wall, `seconds` after the first that is skipped or comes twice.
    pub fn wall(&self, seconds: i64) -> DateTime {
        wall(self.at + self.before.min(self.after) + seconds)
    }
}

/// What a wall without a zone shows: a date and time as if it were UTC.
pub fn wall(seconds: i64) -> DateTime {
    Offset::UTC.to_datetime(Timestamp::from_second(seconds).unwrap())
}

/// Every zone of the database, old names among them.
pub fn zones() -> Vec<Zone> {
    let database = TimeZoneDatabase::bundled();
    database.available().map(|name| Zone::parse(name.as_str()).unwrap()).collect()
}

/// Every change of the clocks in [`YEARS`]; those that leave the clock as it is are left out.
pub fn transitions() -> Vec<Transition> {
    let found: Vec<_> = zones().into_iter().flat_map(of_zone).collect();
    // Some 190 names change their clocks twice a year; without them, the tests would say nothing.
    assert!(found.len() > 2_500, "{}", found.len());
    found
}

/// The first moment of a year, by UTC.
pub fn year(year: i16) -> Moment {
    let start = Date::constant(year, 1, 1).to_datetime(jiff::civil::Time::midnight());
    Moment(Offset::UTC.to_timestamp(start).unwrap().as_second())
}

fn of_zone(zone: Zone) -> Vec<Transition> {
    let clock = TimeZoneDatabase::bundled().get(zone.name()).unwrap();
    let offset =
        |second: i64| i64::from(clock.to_offset(Timestamp::from_second(second).unwrap()).seconds());
    let (start, end) = (year(*YEARS.start()).0, year(*YEARS.end() + 1).0);
    let changes = clock.following(Timestamp::from_second(start).unwrap());
    let moments = changes.map(|change| change.timestamp().as_second());
    let transition =
        |at| Transition { zone: zone.clone(), at, before: offset(at - 1), after: offset(at) };
    let all = moments.take_while(|at| *at < end).map(transition);
    all.filter(|change| change.before != change.after).collect()
}
