//! The settings of the site.

use crate::domain::{
    ABOUT_CHARS_MAX, COMMENTS_DAYS_MAX, COUNTRIES_MAX, CrisisKind, EMERGENCY_DIGITS_MAX,
    InvalidCountry, InvalidHelpline, LINES_MAX, PHONE_CHARS_MAX, PHONE_DIGITS_MIN, RETURN_DAYS_MAX,
};
use crate::texts::en::common::number;
use crate::texts::en::problems;

pub const TITLE: &str = "Settings";
pub const SAVE: &str = "Save";
pub const BACK: &str = "Back to the settings";
pub const CANCEL: &str = "Leave it as it is";

/// What somebody who may not change them is told.
pub fn not_yours(columnist: &str) -> String {
    format!("You can look at the settings. {columnist} changes them.")
}

pub const COMMENTS: &str = "Responses";
pub const COMMENTS_LABEL: &str = "Days for which a post takes responses";
pub const COMMENTS_HINT: &str = "Counted from the day on which it is published. With 0 no post takes any. Those that are printed stay.";
pub fn comments_problem() -> String {
    format!("Write a number of days from 0 to {}.", number(COMMENTS_DAYS_MAX as usize))
}

pub const RETURN: &str = "When readers are told to come back";
pub const RETURN_LABEL: &str = "Days until they look for an answer";
pub const RETURN_HINT: &str =
    "Readers see it beside their seven words. Choose a time that you can keep.";

pub fn return_problem() -> String {
    format!("Write a whole number of days, from 1 to {RETURN_DAYS_MAX}.")
}

pub const LINES: &str = "Help lines";
pub const LINES_LEAD: &str = "Whom readers can call when it can’t wait. They stand on the help page, and beside a letter that sounds like danger.";
pub const LINES_OWN: &str = "You have changed this list, so it is yours now: numbers that come with a newer version of Unsaid do not reach it. Look them up once in a while.";
pub const LINES_BUILT_IN: &str =
    "This is the list that comes with Unsaid. Change whatever is wrong or missing.";
pub const LINES_SEE: &str = "See them as readers do";
pub const EVERYWHERE: &str = "Lists for every country";
pub const EVERYWHERE_LEAD: &str =
    "Pages that know help lines all over the world, for readers whose country is not in the list.";
pub const ADD_COUNTRY: &str = "Add a country";
pub const RESET: &str = "Back to the list that comes with Unsaid";

/// How many lines a place has.
pub fn count(lines: usize) -> String {
    match lines {
        0 => "no lines yet".to_owned(),
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    }
}

/// The day on which the line that nobody has looked up for longest was looked up.
pub fn oldest(day: &str) -> String {
    format!("checked {day}")
}

pub const COUNTRY_NAME: &str = "Country";
pub const COUNTRY_CODE: &str = "Its two letters";
pub const COUNTRY_CODE_HINT: &str =
    "As at the end of its web addresses: de for Germany, uk or gb for the United Kingdom.";
pub const EMERGENCY: &str = "Number to call in an emergency";
pub const EMERGENCY_HINT: &str = "Digits alone, as 112.";
pub const NO_LINES: &str = "There is no line here yet.";
pub const ADD_LINE: &str = "Add a help line";
pub const CHANGE_LINE: &str = "Change";
/// Follows *change* for screen readers.
pub fn change_of(name: &str) -> String {
    format!(" {name}")
}
pub const LINES_FULL: &str = "This list is full. Remove a line before you add another one.";
pub const COUNTRIES_FULL: &str =
    "The list of countries is full. Remove one before you add another one.";

pub const REMOVE_COUNTRY: &str = "Remove this country";
/// The question before a country goes.
pub fn remove_country(name: &str) -> String {
    format!("Remove {name}?")
}
/// What goes with a country.
pub fn remove_country_lead(lines: usize) -> String {
    format!("Readers no longer see its emergency number and its help lines ({}).", count(lines))
}
pub const REMOVE: &str = "Remove it";

pub const RESET_TITLE: &str = "Go back to the list that comes with Unsaid?";
pub const RESET_LEAD: &str =
    "All that you changed, added and removed in the help lines is lost. The other settings stay.";
pub const RESET_BUTTON: &str = "Go back to that list";

pub const CHANGE_LINE_TITLE: &str = "Change a help line";
pub const LINE_NAME: &str = "Name";
pub const LINE_PHONE: &str = "Phone number";
pub const LINE_PHONE_HINT: &str =
    "As people dial it in that country. Not needed if there is a web page.";
pub const LINE_URL: &str = "Web page";
pub const LINE_URL_HINT: &str = "With https:// in front. Not needed if there is a number.";
pub const LINE_KINDS: &str = "What it helps with";
pub const LINE_ABOUT: &str = "For whom, and when";
pub const LINE_ABOUT_HINT: &str = "A few words, as: for anyone who is struggling, day and night.";
pub const LINE_SOURCE: &str = "Where you found it";
pub const LINE_SOURCE_HINT: &str =
    "The page that says so, best its own. Readers see it beside the number.";
pub const LINE_CHECKED: &str = "Day you looked it up";
pub const LINE_CHECKED_HINT: &str = "As 2026-01-31. Change it whenever you look again.";
pub const REMOVE_LINE: &str = "Remove this help line";

/// A danger, as a choice.
pub fn kind(kind: CrisisKind) -> &'static str {
    match kind {
        CrisisKind::SelfHarm => "Wanting to die, or hurting oneself",
        CrisisKind::Violence => "Violence, at home or elsewhere",
        CrisisKind::ChildInDanger => "A child or a teenager in danger",
    }
}

pub const LINE_CHANGED: &str = "This help line was changed or removed in another window, or by somebody else. What you typed is still below. Saving it now adds it as a line of its own.";
pub const COUNTRY_CHANGED: &str = "This country was changed in another window, or by somebody else. What you typed is still below. Saving it now puts it in the other’s place.";
pub const COUNTRY_GONE: &str = "This country was removed in another window, or by somebody else. What you typed is still below. Add the country again in another window, then save here.";
pub const COUNTRY_TAKEN: &str = "There is a country with these two letters already.";

/// What is wrong with a help line: the field and the sentence.
pub fn line_problem(problem: InvalidHelpline) -> (&'static str, String) {
    match problem {
        InvalidHelpline::Name(problem) => ("name", problems::name(problem)),
        InvalidHelpline::Phone => (
            "phone",
            format!(
                "Write the number as it is dialled: {PHONE_DIGITS_MIN} digits or more, {PHONE_CHARS_MAX} characters at the most. How to text or chat goes under “{LINE_ABOUT}”."
            ),
        ),
        InvalidHelpline::NoWay => {
            ("phone", "A help line needs a phone number or a web page.".to_owned())
        }
        InvalidHelpline::Url => ("url", page("https://helpline.example/")),
        InvalidHelpline::NoKind => ("kinds", "Choose at least one.".to_owned()),
        InvalidHelpline::NoAbout => {
            ("about", "Say in a few words for whom it is, and when somebody answers.".to_owned())
        }
        InvalidHelpline::AboutTooLong => {
            ("about", format!("Make it shorter: {ABOUT_CHARS_MAX} characters at the most."))
        }
        InvalidHelpline::Source => ("source", page("https://helpline.example/contact")),
        InvalidHelpline::Checked => {
            ("checked", "Write the day as year, month and day: 2026-01-31.".to_owned())
        }
        InvalidHelpline::CheckedLater => {
            ("checked", "This day is still to come. Write the day you looked it up.".to_owned())
        }
    }
}

/// What is wrong with a country: the field and the sentence.
pub fn country_problem(problem: InvalidCountry) -> (&'static str, String) {
    match problem {
        InvalidCountry::Name(problem) => ("name", problems::name(problem)),
        InvalidCountry::Code => ("code", "Write two letters from a to z, as de.".to_owned()),
        InvalidCountry::Emergency => (
            "emergency",
            format!("Write {PHONE_DIGITS_MIN} to {EMERGENCY_DIGITS_MAX} digits, as 112."),
        ),
    }
}

pub fn too_many_lines() -> String {
    format!("{LINES_MAX} lines are here already. Remove one first.")
}

pub fn too_many_countries() -> String {
    format!("{COUNTRIES_MAX} countries are here already. Remove one first.")
}

fn page(example: &str) -> String {
    format!("Write the whole address of a page, as {example}")
}
