//! Where *Leave this page* leads.

use std::fmt;
use std::str::FromStr;

use super::{ADDRESS_CHARS_MAX, is_web_address};

/// A page that nobody minds being seen with: an https address on another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitUrl(String);

/// Why an address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidExit {
    #[error("it must begin with https://")]
    Scheme,
    #[error("write it as https://weather.example/today, in plain letters, without spaces")]
    Address,
    #[error("it is longer than {ADDRESS_CHARS_MAX} characters")]
    TooLong,
}

impl FromStr for ExitUrl {
    type Err = InvalidExit;

    /// Reads an address as `https://weather.example/today`.
    fn from_str(text: &str) -> Result<Self, InvalidExit> {
        if !text.starts_with("https://") {
            return Err(InvalidExit::Scheme);
        }
        if text.len() > ADDRESS_CHARS_MAX {
            return Err(InvalidExit::TooLong);
        }
        if is_web_address(text) { Ok(Self(text.to_owned())) } else { Err(InvalidExit::Address) }
    }
}

/// The weather: always there, the same for everybody, and a page that anyone may have open.
impl Default for ExitUrl {
    fn default() -> Self {
        Self("https://www.bbc.co.uk/weather".to_owned())
    }
}

impl ExitUrl {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ExitUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_https_address_of_another_site_is_taken() {
        let parse = |text: &str| text.parse::<ExitUrl>();
        for text in
            ["https://weather.example", "https://weather.example/today?c=1#x", "https://a:8443/"]
        {
            assert_eq!(parse(text).unwrap().as_str(), text);
        }
        for text in
            ["http://weather.example", "javascript:alert(1)", "", "weather.example", "HTTPS://x"]
        {
            assert_eq!(parse(text), Err(InvalidExit::Scheme), "{text}");
        }
        for text in [
            "https://",
            "https:///x",
            "https://a b",
            "https://a/\"onclick",
            "https://me@a",
            "https://é",
        ] {
            assert_eq!(parse(text), Err(InvalidExit::Address), "{text}");
        }
        assert_eq!(parse(&format!("https://a/{}", "x".repeat(500))), Err(InvalidExit::TooLong));
    }

    #[test]
    fn what_stands_in_for_a_setting_is_itself_valid() {
        let exit = ExitUrl::default();
        assert_eq!(exit.to_string().parse(), Ok(exit));
    }
}
