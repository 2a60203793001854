//! The archive: years, and what stands beside a post.

use jiff::civil::Date;

use super::{Day, Moment, Slug, Zone};

/// The first year that there is a page of: days are counted from here.
const FIRST: i16 = 1970;
/// The last one.
const LAST: i16 = 9_998;

/// A year of the column's calendar, as all dates of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(i16);

impl Year {
    /// Reads a year as addresses bear it, in four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
        let year = plain.then(|| text.parse().ok()).flatten()?;
        (FIRST..=LAST).contains(&year).then_some(Self(year))
    }

    /// The year that a day is in.
    pub fn of(day: Day) -> Self {
        Self(day.date().year().clamp(FIRST, LAST))
    }

    /// Every year from this one to `last`, the latest first.
    pub fn down_from(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).rev().map(Self)
    }

    /// Its first moment in a zone, and the next year's.
    pub fn span(self, zone: &Zone) -> (Moment, Moment) {
        let start = |year| {
            let date = Date::new(year, 1, 1).unwrap_or(Date::MAX);
            zone.resolve(date.at(0, 0, 0, 0)).moment
        };
        (start(self.0), start(self.0 + 1))
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A year with how many posts came out in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearCount {
    pub year: Year,
    pub posts: u64,
}

/// A post that another one leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    pub slug: Slug,
    pub title: String,
}

/// What stands beside a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The one that came out before it.
    pub older: Option<PostLink>,
    /// The one that came out after it.
    pub newer: Option<PostLink>,
    /// Others on its topics, those that share the most first, then the newest.
    pub related: Vec<PostLink>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_digits_and_ends_where_the_next_begins() {
        let year = Year::parse("2026").unwrap();
        assert_eq!(year, Year::of(Day(20_779)));
        assert_eq!(year.span(&Zone::default()), (Moment(1_767_225_600), Moment(1_798_761_600)));
        let tokyo = Zone::parse("Asia/Tokyo").unwrap();
        assert_eq!(year.span(&tokyo), (Moment(1_767_193_200), Moment(1_798_729_200)));
        assert_eq!(year.to_string(), "2026");
        for text in ["", "26", "02026", "1969", "9999", "-200", "20x6", "２０２６"] {
            assert_eq!(Year::parse(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_counted_down_and_both_ends_are_among_them() {
        let year = |text| Year::parse(text).unwrap();
        let years: Vec<_> = year("2024").down_from(year("2026")).collect();
        assert_eq!(years, ["2026", "2025", "2024"].map(year));
    }
}
