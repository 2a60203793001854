//! What the desk can set of the public site.

use serde::{Deserialize, Serialize};

use super::{Accent, ColumnPictures, EmbedOrigins, Helplines, Rhythm, Zone};

/// Days after which readers are told to look for an answer, unless the desk says otherwise.
const RETURN_DAYS: u32 = 7;
/// The most that the desk can say.
pub const RETURN_DAYS_MAX: u32 = 365;

/// Days that lie between a letter and its answer at the least, unless the desk says otherwise: who sees the letter
/// written and the post come out the day after can tell whose it is.
const MIN_DAYS: u32 = 3;
/// The most that the desk can say.
pub const MIN_DAYS_MAX: u32 = 90;

/// Days for which a post takes responses, unless the desk says otherwise.
const COMMENTS_DAYS: u32 = 90;
/// The most that the desk can say: ten years.
pub const COMMENTS_DAYS_MAX: u32 = 3_650;

/// The settings of the site. The public store keeps them as JSON; what is missing there is as it comes with the
/// program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Days after which readers are told to look for an answer, 1 to [`RETURN_DAYS_MAX`].
    pub return_days: u32,
    /// The help lines as the desk edited them; none for those that come with the program.
    pub helplines: Option<Helplines>,
    /// By whose clock the column comes out.
    pub zone: Zone,
    /// The times of a week at which it comes out.
    pub rhythm: Rhythm,
    /// Days after which a letter may be answered in public without a second thought, 0 to [`MIN_DAYS_MAX`].
    pub min_days: u32,
    /// Days for which a post takes responses from the one on which it is published, 0 to [`COMMENTS_DAYS_MAX`]; 0
    /// for never.
    pub comments_days: u32,
    /// The pictures of the column itself.
    pub pictures: ColumnPictures,
    /// Other sites that may show the ask box.
    pub embeds: EmbedOrigins,
    /// The line under the column's name; empty for the program's own.
    pub line: String,
    /// The one colour of its pages.
    pub accent: Accent,
    /// A few words on who answers, in Markdown; empty where nothing is said.
    pub about: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            return_days: RETURN_DAYS,
            helplines: None,
            zone: Zone::default(),
            rhythm: Rhythm::default(),
            min_days: MIN_DAYS,
            comments_days: COMMENTS_DAYS,
            pictures: ColumnPictures::default(),
            embeds: EmbedOrigins::default(),
            line: String::new(),
            accent: Accent::default(),
            about: String::new(),
        }
    }
}

impl Settings {
    /// The help lines that the site shows.
    pub fn helplines(&self) -> &Helplines {
        self.helplines.as_ref().unwrap_or_else(|| super::helplines())
    }

    /// Reads days after which readers are told to look for an answer, 1 to [`RETURN_DAYS_MAX`]; none for anything else.
    pub fn parse_days(typed: &str) -> Option<u32> {
        typed.trim().parse().ok().filter(|days| (1..=RETURN_DAYS_MAX).contains(days))
    }

    /// Reads days for which a post takes responses, 0 to [`COMMENTS_DAYS_MAX`]; none for anything else.
    pub fn parse_comments_days(typed: &str) -> Option<u32> {
        typed.trim().parse().ok().filter(|days| *days <= COMMENTS_DAYS_MAX)
    }

    /// Reads days between a letter and its answer, 0 to [`MIN_DAYS_MAX`]; none for anything else.
    pub fn parse_min_days(typed: &str) -> Option<u32> {
        typed.trim().parse().ok().filter(|days| *days <= MIN_DAYS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_what_they_write_and_fill_in_what_is_missing() {
        let settings = Settings {
            return_days: 3,
            helplines: Some(crate::domain::helplines().clone()),
            zone: Zone::parse("Europe/Berlin").unwrap(),
            rhythm: Rhythm::parse([("tue", "7:00")]).unwrap(),
            min_days: 0,
            embeds: EmbedOrigins::parse("https://blog.example").unwrap(),
            ..Settings::default()
        };
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&json).unwrap(), settings);
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::default());
        assert!(serde_json::from_str::<Settings>(r#"{"colour":1}"#).is_err());
    }

    #[test]
    fn days_are_a_whole_number_of_at_most_a_year() {
        assert_eq!(["1", " 14 ", "365"].map(Settings::parse_days), [Some(1), Some(14), Some(365)]);
        for typed in ["", "0", "366", "-1", "1.5", "soon", "99999999999"] {
            assert_eq!(Settings::parse_days(typed), None, "{typed}");
        }
    }
}
