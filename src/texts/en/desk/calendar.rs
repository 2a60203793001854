//! The calendar of posts.

use jiff::civil::{Date, DateTime, Time};

pub const TITLE: &str = "Calendar";
pub const PREVIOUS: &str = "Month before";
pub const NEXT: &str = "Month after";
pub const MONTHS: &str = "Other months";
pub const TO_LIST: &str = "All posts";
pub const TODAY: &str = "Today";
pub const EMPTY: &str = "Nothing was published in this month, and nothing is planned for it.";
pub const SCHEDULED: &str = "Scheduled";
pub const PUBLISHED: &str = "Published";
pub const FREE: &str = "Free";
pub const USE: &str = "Choose a post for it";
pub const NO_RHYTHM: &str = "Your column has no days of its own yet.";
pub const SET_RHYTHM: &str = "Set the days and times at which it comes out";
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A month, as *December 2026*.
pub fn month(first: Date) -> String {
    first.strftime("%B %Y").to_string()
}

/// A day in full, as *Tuesday, 1 December*.
pub fn day(date: Date) -> String {
    date.strftime("%A, %-d %B").to_string()
}

/// The next time of the rhythm that no post has.
pub fn free(local: DateTime) -> String {
    local.strftime("The next free time is %A %-d %B %Y, %-H:%M.").to_string()
}

/// A time of the day, as `7:00`.
pub fn time(time: Time) -> String {
    time.strftime("%-H:%M").to_string()
}

/// Whose clock this is.
pub fn zone(name: &str) -> String {
    format!("Times are those of {name}.")
}
