//! One change of the settings. Each touches a part of its own and says what it replaces, so that two windows, or two
//! people, never lose each other's work.

use serde::{Deserialize, Serialize};

use super::{
    COUNTRIES_MAX, Country, CountryHead, EmbedOrigins, Face, Helpline, Helplines, LINES_MAX,
    Picture, PicturePlace, Rhythm, Settings, Zone, parse_country_code,
};

const EVERYWHERE: &str = "everywhere";

/// The place of a help line: a country, or the lists for every country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinePlace {
    Everywhere,
    /// The code of a country.
    Country(String),
}

impl LinePlace {
    /// Reads a place as an address bears it; none for what can be neither.
    pub fn parse(text: &str) -> Option<Self> {
        if text == EVERYWHERE {
            return Some(Self::Everywhere);
        }
        let code = parse_country_code(text).ok().filter(|code| code == text)?;
        Some(Self::Country(code))
    }

    /// The word for it in addresses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Everywhere => EVERYWHERE,
            Self::Country(code) => code,
        }
    }
}

/// What was decided at the desk. Making one twice is the same as making it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one is made at a time, and boxed where it is kept")]
pub enum SettingsChange {
    /// When readers are told to come back, in days.
    ReturnDays { days: u32 },
    /// By whose clock the column comes out.
    Zone { zone: Zone },
    /// The times of a week at which it comes out.
    Rhythm { rhythm: Rhythm },
    /// Days between a letter and its answer.
    MinDays { days: u32 },
    /// Days for which a post takes responses.
    CommentsDays { days: u32 },
    /// A picture of the column itself, or none in its place any more.
    Picture { place: PicturePlace, to: Option<Picture> },
    /// The other sites that may show the ask box, all of them.
    Embeds { origins: EmbedOrigins },
    /// What the column shows of itself. Its two names stand beside the settings, where they were set up.
    Face { to: Face },
    /// Adds a country without lines, or changes what stands above its lines.
    Country { code: String, was: Option<CountryHead>, to: CountryHead },
    /// Takes a country away, with its lines.
    CountryGone { was: Country },
    /// Adds a line, changes it or takes it away.
    Line { place: LinePlace, was: Option<Helpline>, to: Option<Helpline> },
    /// Goes back to the help lines that come with the program.
    BuiltIn,
}

/// Why a change does not fit the settings as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnfitChange {
    #[error("what it would change is not there, or is another by now")]
    Gone,
    #[error("there is a country of this code already")]
    Taken,
    #[error("there are {COUNTRIES_MAX} countries, or {LINES_MAX} lines of a country, already")]
    TooMany,
}

impl Settings {
    /// Whether a change was made from what is there, and keeps within the limits.
    ///
    /// # Errors
    ///
    /// * [`UnfitChange`], the rule that it breaks.
    pub fn check(&self, change: &SettingsChange) -> Result<(), UnfitChange> {
        let helplines = self.helplines();
        match change {
            SettingsChange::ReturnDays { .. }
            | SettingsChange::Zone { .. }
            | SettingsChange::Rhythm { .. }
            | SettingsChange::MinDays { .. }
            | SettingsChange::CommentsDays { .. }
            | SettingsChange::Picture { .. }
            | SettingsChange::Embeds { .. }
            | SettingsChange::Face { .. }
            | SettingsChange::BuiltIn => Ok(()),
            SettingsChange::Country { code, was, .. } => {
                match (was, helplines.country(code).map(Country::head)) {
                    (None, Some(_)) => Err(UnfitChange::Taken),
                    (None, None) if helplines.countries.len() >= COUNTRIES_MAX => {
                        Err(UnfitChange::TooMany)
                    }
                    (was, now) if *was == now => Ok(()),
                    _ => Err(UnfitChange::Gone),
                }
            }
            SettingsChange::CountryGone { was } => helplines
                .country(&was.code)
                .filter(|now| *now == was)
                .map(drop)
                .ok_or(UnfitChange::Gone),
            SettingsChange::Line { place, was, .. } => {
                let lines = helplines.lines(place).ok_or(UnfitChange::Gone)?;
                match was {
                    Some(was) if !lines.contains(was) => Err(UnfitChange::Gone),
                    None if lines.len() >= LINES_MAX => Err(UnfitChange::TooMany),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Makes a change. It was checked when it was decided, so what does not fit by now loses as little as can be.
    pub fn change(&mut self, change: SettingsChange) {
        match change {
            SettingsChange::ReturnDays { days } => self.return_days = days,
            SettingsChange::Zone { zone } => self.zone = zone,
            SettingsChange::Rhythm { rhythm } => self.rhythm = rhythm,
            SettingsChange::MinDays { days } => self.min_days = days,
            SettingsChange::CommentsDays { days } => self.comments_days = days,
            SettingsChange::Picture { place, to } => self.pictures.put(place, to),
            SettingsChange::Embeds { origins } => self.embeds = origins,
            SettingsChange::Face { to } => {
                (self.line, self.accent, self.about) = (to.line, to.accent, to.about);
            }
            SettingsChange::BuiltIn => self.helplines = None,
            SettingsChange::Country { code, to, .. } => self.edited().put_country(code, to),
            SettingsChange::CountryGone { was } => {
                self.edited().countries.retain(|country| country.code != was.code);
            }
            SettingsChange::Line { place, was, to } => {
                if let Some(lines) = self.edited().lines_mut(&place) {
                    replace(lines, was.as_ref(), to);
                }
            }
        }
    }

    /// The list to edit: from the first change on it is the desk's own.
    fn edited(&mut self) -> &mut Helplines {
        self.helplines.get_or_insert_with(|| super::helplines().clone())
    }
}

impl Helplines {
    /// The country of this code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }

    /// The lines of a place; none where there is no such country.
    pub fn lines(&self, place: &LinePlace) -> Option<&[Helpline]> {
        match place {
            LinePlace::Everywhere => Some(&self.directories),
            LinePlace::Country(code) => self.country(code).map(|country| country.lines.as_slice()),
        }
    }

    fn lines_mut(&mut self, place: &LinePlace) -> Option<&mut Vec<Helpline>> {
        match place {
            LinePlace::Everywhere => Some(&mut self.directories),
            LinePlace::Country(code) => self
                .countries
                .iter_mut()
                .find(|country| country.code == *code)
                .map(|found| &mut found.lines),
        }
    }

    fn put_country(&mut self, code: String, CountryHead { name, emergency }: CountryHead) {
        match self.countries.iter_mut().find(|country| country.code == code) {
            Some(country) => (country.name, country.emergency) = (name, emergency),
            None => self.countries.push(Country { name, code, emergency, lines: Vec::new() }),
        }
        self.countries.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// Puts `to` in the place of `was`. A line that stands there already is not put there twice.
fn replace(lines: &mut Vec<Helpline>, was: Option<&Helpline>, to: Option<Helpline>) {
    let place = lines.iter().position(|line| Some(line) == was);
    let to = to.filter(|to| !lines.contains(to) || Some(to) == was);
    match (place, to) {
        (Some(at), Some(to)) => lines[at] = to,
        (Some(at), None) => drop(lines.remove(at)),
        (None, Some(to)) => lines.push(to),
        (None, None) => {}
    }
}

#[cfg(test)]
#[path = "settings_change_tests.rs"]
mod tests;
