//! Help lines and countries as somebody at the desk types them.

use jiff::civil::Date;

use super::site::one_line;
use super::{CountryHead, CrisisKind, Day, Helpline, InvalidName, Name, is_web_address};

/// Characters of a number that is called.
pub const PHONE_CHARS_MAX: usize = 30;
/// Digits that a number has at the least.
pub const PHONE_DIGITS_MIN: usize = 3;
/// Digits of a number for danger at this moment.
pub const EMERGENCY_DIGITS_MAX: usize = 10;
/// Characters of the words on a help line.
pub const ABOUT_CHARS_MAX: usize = 200;

/// A help line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedHelpline {
    pub name: String,
    pub phone: String,
    pub url: String,
    pub kinds: Vec<CrisisKind>,
    pub about: String,
    pub source: String,
    pub checked: String,
}

/// What is wrong with a help line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidHelpline {
    Name(InvalidName),
    Phone,
    /// There is neither a number nor a page.
    NoWay,
    Url,
    NoKind,
    NoAbout,
    AboutTooLong,
    Source,
    Checked,
    CheckedLater,
}

/// What is wrong with a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidCountry {
    Name(InvalidName),
    Code,
    Emergency,
}

impl TypedHelpline {
    /// The fields of a line that is there.
    pub fn of(line: &Helpline) -> Self {
        let Helpline { name, phone, url, kinds, about, source, checked } = line.clone();
        Self { name, phone, url, kinds, about, source, checked }
    }

    /// Reads a help line.
    ///
    /// # Errors
    ///
    /// * All that is wrong with it, in the order of the fields.
    pub fn parse(&self, today: Day) -> Result<Helpline, Vec<InvalidHelpline>> {
        let name = Name::parse(&self.name).map_err(InvalidHelpline::Name);
        let (phone, url) = (one_line(&self.phone), self.url.trim());
        let about = one_line(&self.about);
        let checked = parse_checked(&self.checked, today);
        let problems = [
            name.as_ref().err().copied(),
            (!phone.is_empty() && !is_phone(&phone)).then_some(InvalidHelpline::Phone),
            (phone.is_empty() && url.is_empty()).then_some(InvalidHelpline::NoWay),
            (!url.is_empty() && !is_web_address(url)).then_some(InvalidHelpline::Url),
            self.kinds.is_empty().then_some(InvalidHelpline::NoKind),
            about.is_empty().then_some(InvalidHelpline::NoAbout),
            (about.chars().count() > ABOUT_CHARS_MAX).then_some(InvalidHelpline::AboutTooLong),
            (!is_web_address(self.source.trim())).then_some(InvalidHelpline::Source),
            checked.err(),
        ];
        let problems: Vec<_> = problems.into_iter().flatten().collect();
        let (Ok(name), Ok(checked), true) = (name, checked, problems.is_empty()) else {
            return Err(problems);
        };
        Ok(Helpline {
            name: name.as_str().to_owned(),
            phone,
            url: url.to_owned(),
            kinds: CrisisKind::ALL.into_iter().filter(|kind| self.kinds.contains(kind)).collect(),
            about,
            source: self.source.trim().to_owned(),
            checked: checked.to_string(),
        })
    }
}

impl CountryHead {
    /// Reads what stands above the lines of a country.
    ///
    /// # Errors
    ///
    /// * All that is wrong with it, in the order of the fields.
    pub fn parse(name: &str, emergency: &str) -> Result<Self, Vec<InvalidCountry>> {
        let name = Name::parse(name).map_err(InvalidCountry::Name);
        let emergency = emergency.trim();
        let digits = emergency.len() <= EMERGENCY_DIGITS_MAX
            && emergency.len() >= PHONE_DIGITS_MIN
            && emergency.chars().all(|c| c.is_ascii_digit());
        match (name, digits) {
            (Ok(name), true) => {
                Ok(Self { name: name.as_str().to_owned(), emergency: emergency.to_owned() })
            }
            (name, digits) => {
                let emergency = (!digits).then_some(InvalidCountry::Emergency);
                Err(name.err().into_iter().chain(emergency).collect())
            }
        }
    }
}

/// Reads the code of a country, as `de`.
///
/// # Errors
///
/// * [`InvalidCountry::Code`] for anything but two letters.
pub fn parse_country_code(typed: &str) -> Result<String, InvalidCountry> {
    let code = typed.trim().to_ascii_lowercase();
    let fits = code.len() == 2 && code.chars().all(|c| c.is_ascii_lowercase());
    if fits { Ok(code) } else { Err(InvalidCountry::Code) }
}

/// Digits as they are dialled, with what people write between them.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    digits >= PHONE_DIGITS_MIN
        && text.chars().count() <= PHONE_CHARS_MAX
        && rest.chars().all(|c| c.is_ascii_digit() || " -().".contains(c))
}

/// The day on which a number was looked up. Where the sun rises first it is tomorrow already.
fn parse_checked(typed: &str, today: Day) -> Result<Date, InvalidHelpline> {
    let date: Date = typed.trim().parse().map_err(|_| InvalidHelpline::Checked)?;
    if date > Day(today.0.saturating_add(1)).date() {
        return Err(InvalidHelpline::CheckedLater);
    }
    Ok(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ADDRESS_CHARS_MAX;
    use crate::domain::helplines;

    const TODAY: Day = Day(20_779);

    fn typed() -> TypedHelpline {
        let text = |text: &str| text.to_owned();
        TypedHelpline {
            name: text(" Night\nline "),
            phone: text("+44 (0)20 7123-4567"),
            url: String::new(),
            kinds: vec![CrisisKind::Violence, CrisisKind::SelfHarm],
            about: text("For  everyone, at night."),
            source: text(" https://night.example/numbers?id=1 "),
            checked: text("2026-11-22"),
        }
    }

    #[test]
    fn a_line_is_tidied_and_its_kinds_stand_in_their_order() {
        let line = typed().parse(TODAY).unwrap();
        assert_eq!(
            (line.name.as_str(), line.about.as_str()),
            ("Night line", "For everyone, at night.")
        );
        assert_eq!(line.kinds, [CrisisKind::SelfHarm, CrisisKind::Violence]);
        assert_eq!(line.source, "https://night.example/numbers?id=1");
        assert_eq!(line.dialled(), "+4402071234567");
        assert_eq!(TypedHelpline::of(&line).parse(TODAY), Ok(line));
    }

    #[test]
    fn every_line_that_comes_with_the_program_could_have_been_typed() {
        let list = helplines();
        for line in
            list.countries.iter().flat_map(|country| &country.lines).chain(&list.directories)
        {
            let mut sorted = line.clone();
            sorted.kinds.sort();
            assert_eq!(TypedHelpline::of(line).parse(TODAY), Ok(sorted));
        }
        for country in &list.countries {
            assert_eq!(CountryHead::parse(&country.name, &country.emergency), Ok(country.head()));
            assert_eq!(parse_country_code(&country.code), Ok(country.code.clone()));
        }
    }

    #[test]
    fn each_rule_of_a_line_is_named_when_it_is_broken() {
        use InvalidHelpline as I;
        type Spoil = fn(&mut TypedHelpline);
        let cases: [(Spoil, I); 14] = [
            (|t| t.name.clear(), I::Name(InvalidName::Empty)),
            (|t| t.phone = "12".to_owned(), I::Phone),
            (|t| t.phone = "call me 112".to_owned(), I::Phone),
            (|t| t.phone = "1".repeat(PHONE_CHARS_MAX + 1), I::Phone),
            (|t| t.phone.clear(), I::NoWay),
            (|t| t.url = "javascript:alert(1)".to_owned(), I::Url),
            (|t| t.url = format!("https://a/{}", "x".repeat(ADDRESS_CHARS_MAX)), I::Url),
            (|t| t.kinds.clear(), I::NoKind),
            (|t| t.about = " \n".to_owned(), I::NoAbout),
            (|t| t.about = "a".repeat(ABOUT_CHARS_MAX + 1), I::AboutTooLong),
            (|t| t.source.clear(), I::Source),
            (|t| t.source = "night.example".to_owned(), I::Source),
            (|t| t.checked = "22 November".to_owned(), I::Checked),
            (|t| t.checked = "2026-11-24".to_owned(), I::CheckedLater),
        ];
        for (spoil, problem) in cases {
            let mut typed = typed();
            spoil(&mut typed);
            assert_eq!(typed.parse(TODAY), Err(vec![problem]), "{typed:?}");
        }
        assert_eq!(TypedHelpline::default().parse(TODAY).unwrap_err().len(), 6);
    }

    #[test]
    fn a_day_that_has_begun_somewhere_is_not_in_the_future() {
        for (checked, right) in [("2026-11-22", true), ("2026-11-23", true), ("2026-11-24", false)]
        {
            let typed = TypedHelpline { checked: checked.to_owned(), ..typed() };
            assert_eq!(typed.parse(TODAY).is_ok(), right, "{checked}");
        }
        let typed = TypedHelpline { about: "a".repeat(ABOUT_CHARS_MAX), ..typed() };
        assert!(typed.parse(TODAY).is_ok());
    }

    #[test]
    fn a_country_has_a_name_a_code_and_a_number_that_is_dialled_in_danger() {
        use InvalidCountry as I;
        assert_eq!(parse_country_code(" DE "), Ok("de".to_owned()));
        for code in ["", "d", "deu", "d3", "дe"] {
            assert_eq!(parse_country_code(code), Err(I::Code), "{code}");
        }
        assert!(CountryHead::parse("Germany", " 112 ").is_ok());
        for emergency in ["", "12", "1 1 2", "112 or 110", "12345678901"] {
            assert_eq!(CountryHead::parse("Germany", emergency), Err(vec![I::Emergency]));
        }
        assert_eq!(CountryHead::parse("", "").unwrap_err().len(), 2);
    }
}
