//! The column's time zone: what the clock on the columnist's wall shows, and when.
//!
//! The database of zones is part of the program; nothing is read from the machine.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use super::{Day, Moment};

/// Seconds in a minute.
const MINUTE_SECONDS: i32 = 60;
/// What the names of places begin with. The other names are old ones, kept for programs.
const AREAS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];
/// The zone of who has not chosen one.
const UTC: &str = "UTC";

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

static CHOICES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = DATABASE.available().map(|name| name.as_str().to_owned());
    let mut places: Vec<_> =
        names.filter(|name| AREAS.iter().any(|area| name.starts_with(area))).collect();
    places.sort_unstable();
    places.push(UTC.to_owned());
    places
});

/// A time zone of the IANA database, as `Europe/Berlin`. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// The database has no zone of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time zone")]
pub struct UnknownZone;

/// What a change of the clocks did to a time that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// The clocks are put forward over it, so it does not exist. It was moved forward by as much as they are.
    Skipped { minutes: i32 },
    /// The clocks are put back over it, so it comes twice. The earlier one was taken.
    Repeated { minutes: i32 },
}

/// When a time on the wall is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    pub moment: Moment,
    pub change: Option<ClockChange>,
}

impl Zone {
    /// Finds a zone by its name, in any case of letters.
    ///
    /// # Errors
    ///
    /// * [`UnknownZone`] when the database does not have it.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let found = DATABASE.get(name.trim()).map_err(|_| UnknownZone)?;
        // `Etc/Unknown` is a name for having none.
        if found.is_unknown() { Err(UnknownZone) } else { Ok(Self(found)) }
    }

    /// The names to choose from, in the order of the alphabet; `UTC` comes last. [`Zone::parse`] knows some more.
    pub fn choices() -> impl Iterator<Item = &'static str> {
        CHOICES.iter().map(String::as_str)
    }

    /// The name, as `Europe/Berlin`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or(UTC)
    }

    /// What the clock on the wall shows at a moment.
    pub fn local(&self, moment: Moment) -> DateTime {
        let beyond = if moment.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        self.0.to_datetime(Timestamp::from_second(moment.0).unwrap_or(beyond))
    }

    /// The day that the calendar beside it shows.
    pub fn day(&self, moment: Moment) -> Day {
        Day::of(self.local(moment).date()).unwrap_or(Day(0))
    }

    /// When the clock on the wall shows `local`.
    ///
    /// A time that does not exist is moved forward by as much as the clocks are; of a time that comes twice, the
    /// earlier one is taken.
    pub fn resolve(&self, local: DateTime) -> Resolved {
        let ambiguous = self.0.to_ambiguous_timestamp(local);
        let change = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => None,
            AmbiguousOffset::Gap { before, after } => Some(ClockChange::Skipped {
                minutes: (after.seconds() - before.seconds()) / MINUTE_SECONDS,
            }),
            AmbiguousOffset::Fold { before, after } => Some(ClockChange::Repeated {
                minutes: (before.seconds() - after.seconds()) / MINUTE_SECONDS,
            }),
        };
        let beyond = if local.year() < 1970 { Timestamp::MIN } else { Timestamp::MAX };
        // `compatible` is the rule above by the name that calendars gave it (RFC 5545).
        let timestamp = ambiguous.compatible().unwrap_or(beyond);
        Resolved { moment: Moment(timestamp.as_second()), change }
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
#[path = "zone_tests.rs"]
mod tests;
