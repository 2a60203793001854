//! The address that people use for the site.

use std::fmt;

/// Characters of the address of a page elsewhere.
pub const ADDRESS_CHARS_MAX: usize = 500;

/// Scheme and host, as in `https://column.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteUrl {
    https: bool,
    host: String,
}

/// Why an address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSiteUrl {
    #[error("it must begin with https:// or http://")]
    Scheme,
    #[error("behind the host there may be nothing but a port: write it as https://column.example")]
    Host,
}

impl SiteUrl {
    /// Reads an address as `https://column.example` or `http://127.0.0.1:8080`, a closing slash allowed.
    ///
    /// # Errors
    ///
    /// * [`InvalidSiteUrl`], what is wrong with it and how to write it.
    pub fn parse(text: &str) -> Result<Self, InvalidSiteUrl> {
        let (https, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(InvalidSiteUrl::Scheme),
        };
        let host = rest.strip_suffix('/').unwrap_or(rest).to_ascii_lowercase();
        // Browsers leave the usual port out.
        let usual = if https { ":443" } else { ":80" };
        let host = host.strip_suffix(usual).unwrap_or(&host).to_owned();
        if is_host(&host) { Ok(Self { https, host }) } else { Err(InvalidSiteUrl::Host) }
    }

    /// Whether it is reached over TLS.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Host and port, as a `Host` header has them.
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// The origin, as an `Origin` header has it.
impl fmt::Display for SiteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.host)
    }
}

/// Whether a text can be a host with an optional port: nothing that a header or an address would break on.
pub fn is_host(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 255
        && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]_".contains(c))
}

/// Whether a text is the address of a page, as a link can bear it: with its scheme, in plain letters, of at most
/// [`ADDRESS_CHARS_MAX`] characters.
pub fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    text.len() <= ADDRESS_CHARS_MAX
        && rest.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c))
        && is_host(host)
}

/// Whether a host, with or without a port, is literally this machine.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_scheme_and_host() {
        let url = SiteUrl::parse("https://Column.example/").unwrap();
        assert_eq!((url.is_https(), url.host()), (true, "column.example"));
        assert_eq!(url.to_string(), "https://column.example");
        assert_eq!(SiteUrl::parse("https://column.example:443"), Ok(url));
        assert_eq!(
            SiteUrl::parse("https://column.example:80").unwrap().host(),
            "column.example:80"
        );
        assert_eq!(SiteUrl::parse("column.example"), Err(InvalidSiteUrl::Scheme));
        for text in
            ["https://", "https://a/b", "https://a?b", "https://a b", "https://me@a", "http:///"]
        {
            assert_eq!(SiteUrl::parse(text), Err(InvalidSiteUrl::Host), "{text}");
        }
    }

    #[test]
    fn only_a_literal_loopback_host_is_this_machine() {
        for host in ["127.0.0.1:8080", "localhost", "[::1]:80", "localhost:1"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in
            ["127.0.0.1.example", "localhost.example:80", "example", "127.0.0.2", "", "[::1]x"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
