//! Other sites that may show the ask box within their own pages.

use serde::{Deserialize, Serialize};

use super::{SiteUrl, is_loopback};

/// Sites at the most.
pub const EMBED_ORIGINS_MAX: usize = 10;
/// Characters of what may be typed for all of them.
const TYPED_CHARS_MAX: usize = 4_000;

/// The origins of those sites, each once: scheme and host, as a browser names a site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct EmbedOrigins(Vec<SiteUrl>);

/// Why a list of sites was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmbed {
    /// The line is no address of a site, or of a page within it.
    #[error("{line} is not the address of a site")]
    Address { line: String },
    /// Plain http, where anybody on the way could put another form in the place of this one.
    #[error("{line} is not reached over https")]
    Plain { line: String },
    #[error("there are more than {EMBED_ORIGINS_MAX} sites")]
    TooMany,
}

impl EmbedOrigins {
    /// Reads sites as typed, a line each; a line may be empty. Plain http is taken of this machine alone, for trying out.
    ///
    /// # Errors
    ///
    /// * [`InvalidEmbed`], with the first line that is wrong.
    pub fn parse(typed: &str) -> Result<Self, InvalidEmbed> {
        if typed.chars().count() > TYPED_CHARS_MAX {
            return Err(InvalidEmbed::TooMany);
        }
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut origins: Vec<SiteUrl> = Vec::new();
        for line in lines {
            let origin = parse_one(line)?;
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        if origins.len() > EMBED_ORIGINS_MAX {
            return Err(InvalidEmbed::TooMany);
        }
        Ok(Self(origins))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each as a browser names it, as `https://blog.example`.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(SiteUrl::to_string)
    }
}

fn parse_one(line: &str) -> Result<SiteUrl, InvalidEmbed> {
    let invalid = || InvalidEmbed::Address { line: line.to_owned() };
    let origin = SiteUrl::parse(line).map_err(|_| invalid())?;
    // A policy takes names of plain letters alone; anything else it would read as the end of the list.
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    if !origin.host().chars().all(plain) || origin.host().starts_with([':', '.', '-']) {
        return Err(invalid());
    }
    match origin.host().split_once(':') {
        Some((_, port)) if port.parse::<u16>().is_err() => Err(invalid()),
        _ if !origin.is_https() && !is_loopback(origin.host()) => {
            Err(InvalidEmbed::Plain { line: line.to_owned() })
        }
        _ => Ok(origin),
    }
}

impl TryFrom<Vec<String>> for EmbedOrigins {
    type Error = InvalidEmbed;

    fn try_from(lines: Vec<String>) -> Result<Self, InvalidEmbed> {
        Self::parse(&lines.join("\n"))
    }
}

impl From<EmbedOrigins> for Vec<String> {
    fn from(origins: EmbedOrigins) -> Self {
        origins.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<String> {
        EmbedOrigins::parse(typed).unwrap().into()
    }

    #[test]
    fn sites_are_read_a_line_each_and_kept_once() {
        let typed =
            "\n https://Blog.example/ \r\nhttps://blog.example:443\nhttp://127.0.0.1:8000\n";
        assert_eq!(read(typed), ["https://blog.example", "http://127.0.0.1:8000"]);
        assert_eq!(read(" \n"), Vec::<String>::new());
    }

    #[test]
    fn what_would_break_out_of_the_policy_is_no_site() {
        for line in [
            "*",
            "https://*",
            "https://*.example",
            "https://a.example;script-src *",
            "'self'",
            "data:",
            "https://a.example b.example",
            "https://a_b.example",
            "https://[::1]",
            "https://a.example/page",
            "https://a.example:",
            "https://a.example:99999",
            "https://:80",
            "https://",
            "blog.example",
            "https://ä.example",
            "https://a.example,https://b.example",
            "https://a.example?x",
        ] {
            let invalid = EmbedOrigins::parse(&format!("https://ok.example\n{line}"));
            assert_eq!(invalid, Err(InvalidEmbed::Address { line: line.to_owned() }));
        }
        let plain = EmbedOrigins::parse("http://blog.example");
        assert!(matches!(plain, Err(InvalidEmbed::Plain { .. })));
    }

    #[test]
    fn there_are_ten_at_the_most() {
        let sites = |n: usize| (0..n).map(|n| format!("https://{n}.example\n")).collect::<String>();
        assert!(EmbedOrigins::parse(&sites(EMBED_ORIGINS_MAX)).is_ok());
        assert_eq!(EmbedOrigins::parse(&sites(11)), Err(InvalidEmbed::TooMany));
        assert_eq!(EmbedOrigins::parse(&"\n".repeat(4_001)), Err(InvalidEmbed::TooMany));
    }
}
