//! When a post comes out, how, and what stands behind it.

use crate::domain::{
    InvalidRhythm, InvalidSchedule, MIN_DAYS_MAX, Moment, RHYTHM_SLOTS_MAX, SCHEDULE_YEARS_MAX,
    Zone,
};
use jiff::civil::Weekday;

pub const WHEN: &str = "At a later time";
pub const DATE: &str = "Date";
pub const TIME: &str = "Time";
pub const SET: &str = "Save and set this time";
pub const SET_ANEW: &str = "Save and set this time instead";
pub const TAKE_OFF: &str = "Take the date off";
pub const TAKE_OFF_HINT: &str = "It stays here as a draft then.";

/// Whose clock counts.
pub fn clock(zone: &Zone) -> String {
    format!("By the clock of {}. The desk may be locked then.", place(zone))
}

/// The button for the next time of the rhythm.
pub fn next(zone: &Zone, slot: Moment) -> String {
    format!("Save for {}", moment(zone, slot))
}

/// The next time of the rhythm, where it is only told.
pub fn next_free(zone: &Zone, slot: Moment) -> String {
    format!("The next free time is {}.", moment(zone, slot))
}

pub const TO_CALENDAR: &str = "See the calendar";

/// How a released post stands.
pub fn stands(zone: &Zone, due: Moment, ahead: bool) -> String {
    let when = moment(zone, due);
    if ahead {
        format!(
            "Goes out on {when}. The changes since then are not in it: set the time again to take them along."
        )
    } else {
        format!("Goes out on {when}.")
    }
}

/// A moment as the clock on the wall shows it: `Tuesday 24 November 2026, 7:00`.
pub fn moment(zone: &Zone, moment: Moment) -> String {
    zone.local(moment).strftime("%A %-d %B %Y, %-H:%M").to_string()
}

/// The day of a moment on the clock on the wall: `24 November 2026`.
pub fn day(zone: &Zone, moment: Moment) -> String {
    zone.local(moment).strftime("%-d %B %Y").to_string()
}

/// A zone's place as people write it: `Berlin`, `New York`.
pub fn place(zone: &Zone) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}

pub const HOW: &str = "How it comes out";
pub const WARNING: &str = "Content warning";
pub const WARNING_HINT: &str = "What the text speaks of, such as “violence”. It folds the text until the reader opens it. Not needed.";
pub const UNLISTED: &str = "Unlisted";
pub const UNLISTED_HINT: &str =
    "Only who has the link finds it: it stands in no list and in no topic.";
pub const COMMENTS: &str = "Readers may comment";

/// How a post is shown, a line for each choice.
pub fn told(warning: &str, unlisted: bool, comments: bool) -> Vec<String> {
    let warning = match warning {
        "" => "No content warning".to_owned(),
        text => format!("{WARNING}: {text}"),
    };
    let unlisted = if unlisted { UNLISTED } else { "Listed" };
    let comments = if comments { COMMENTS } else { "No comments" };
    vec![warning, unlisted.to_owned(), comments.to_owned()]
}

pub const LETTERS: &str = "The letters behind this post";
pub const LETTERS_LEAD: &str =
    "One post can answer several letters. Every asker with a receipt is led to it.";
pub const ADD: &str = "Save and add";
pub const REMOVE: &str = "Save and take it away";
pub const KINDRED: &str = "Waiting letters on the same topics";
pub const LETTER: &str = "Or any other letter, by its address";
pub const LETTER_HINT: &str = "Copy it from the browser when the letter is open.";
pub const LETTER_PROBLEM: &str =
    "No letter is at this address. Open the letter and copy its address from the browser.";
pub const LETTER_SHUT: &str = "This letter is declined or spam. Keep it first, then add it.";
pub const NO_SLOT: &str =
    "No time of your rhythm is free in the next weeks, or none is set. Choose a date and a time.";

/// The field of a date and time that was not taken, and how to mend it.
pub fn schedule_problem(problem: InvalidSchedule, zone: &Zone) -> (&'static str, String) {
    match problem {
        InvalidSchedule::Date => ("date", "Choose a date, as 2026-11-24.".to_owned()),
        InvalidSchedule::Time => ("time", "Choose a time, as 7:00.".to_owned()),
        InvalidSchedule::Past { now } => {
            ("time", format!("This time is over: in {} it is {}.", place(zone), moment(zone, now)))
        }
        InvalidSchedule::TooFar { .. } => {
            ("date", format!("Choose a date within the next {SCHEDULE_YEARS_MAX} years."))
        }
    }
}

pub const TITLE: &str = "When the column comes out";
pub const ZONE: &str = "Time zone";
pub const ZONE_HINT: &str = "All times of publishing go by its clock, summer time included.";
pub const MIN_DAYS: &str = "Days between a letter and its answer";
pub const MIN_DAYS_HINT: &str = "Who saw somebody write can guess whose letter it was if the answer comes out too soon. Before that, the desk asks again.";
pub const RHYTHM: &str = "Your rhythm";
pub const RHYTHM_HINT: &str = "The times of a week at which you publish. The editor then offers the next free one. Empty a time to remove it.";
pub const DAY_OF: &str = "Day of time";
pub const TIME_OF: &str = "Time";

/// The label of one field of the rhythm, counted from 1.
pub fn slot_label(label: &str, row: usize) -> String {
    format!("{label} {}", row + 1)
}

pub fn zone_problem() -> String {
    "Choose a time zone from the list.".to_owned()
}

pub fn min_days_problem() -> String {
    format!("Write a whole number of days, from 0 to {MIN_DAYS_MAX}.")
}

pub fn rhythm_problem(problem: InvalidRhythm) -> String {
    match problem {
        InvalidRhythm::Weekday { row } => format!("Choose a day for time {}.", row + 1),
        InvalidRhythm::Time { row } => format!("Write time {} as 7:00.", row + 1),
        InvalidRhythm::TooMany { .. } => {
            format!("There is room for {RHYTHM_SLOTS_MAX} times a week.")
        }
    }
}

/// A day of the week.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
