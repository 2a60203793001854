//! A date and a time as the columnist types them, and the moment that she means.

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

use super::{ClockChange, Moment, Resolved, Zone};

/// Years ahead that something can be scheduled for.
pub const SCHEDULE_YEARS_MAX: i64 = 5;

/// A time of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    pub moment: Moment,
    /// What the clock on the columnist's wall will show. Another time than was typed, if that does not exist.
    pub local: DateTime,
    /// What she should be told of the typed time.
    pub change: Option<ClockChange>,
}

/// Why a date and time were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSchedule {
    #[error("this is no date of the calendar")]
    Date,
    #[error("this is no time of the day")]
    Time,
    /// It is over, or it is this very moment.
    #[error("the time has passed")]
    Past { now: Moment },
    /// `latest` is the last moment that would have been taken.
    #[error("the time is more than {SCHEDULE_YEARS_MAX} years ahead")]
    TooFar { latest: Moment },
}

/// Reads a date as `2026-03-29` and a time as `07:00`, as forms send them, on the clock of `zone`.
///
/// Leading zeros may be left out, and seconds are dropped.
///
/// # Errors
///
/// * [`InvalidSchedule::Date`] and [`InvalidSchedule::Time`] for what is none; the date is read first.
/// * [`InvalidSchedule::Past`] when it is not after `now`.
/// * [`InvalidSchedule::TooFar`] over [`SCHEDULE_YEARS_MAX`] years after `now`.
pub fn schedule(
    zone: &Zone,
    date: &str,
    time: &str,
    now: Moment,
) -> Result<Scheduled, InvalidSchedule> {
    let date = parse_date(date).ok_or(InvalidSchedule::Date)?;
    let time = parse_time(time).ok_or(InvalidSchedule::Time)?;
    let Resolved { moment, change } = zone.resolve(date.to_datetime(time));
    if moment <= now {
        return Err(InvalidSchedule::Past { now });
    }
    let latest = latest(zone, now);
    if moment > latest {
        return Err(InvalidSchedule::TooFar { latest });
    }
    Ok(Scheduled { moment, local: zone.local(moment), change })
}

/// A moment as the date and time that a form is filled in with: what [`schedule`] reads.
pub fn schedule_fields(zone: &Zone, moment: Moment) -> (String, String) {
    let local = zone.local(moment);
    (local.strftime("%Y-%m-%d").to_string(), time_field(local.time()))
}

/// A time as a form is filled in with it, as `07:00`.
pub(super) fn time_field(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A time of the day as typed, as `7:00` or `07:00:00`; the seconds are dropped.
pub(super) fn parse_time(typed: &str) -> Option<Time> {
    let mut parts = typed.trim().split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    if parts.next().is_some() {
        return None;
    }
    let parts = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?);
    Time::new(parts.0, parts.1, parts.2, 0).ok()?.with().second(0).build().ok()
}

fn parse_date(typed: &str) -> Option<Date> {
    let mut parts = typed.trim().split('-');
    let year = number(parts.next().filter(|year| year.len() == 4)?, 4)?;
    let (month, day) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A number of one to `digits` digits, without a sign.
pub(super) fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn latest(zone: &Zone, now: Moment) -> Moment {
    let years = Span::new().years(SCHEDULE_YEARS_MAX);
    zone.resolve(zone.local(now).saturating_add(years)).moment
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
