//! The two cookies of the desk. Readers get none.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::service::Token;

/// Seconds that a browser is known to have signed in before: half a year.
const DEVICE_SECONDS: u32 = 183 * 86_400;
const SESSION: &str = "unsaid-session";
const DEVICE: &str = "unsaid-device";

/// How cookies are named and marked: over https with the `__Host-` prefix (RFC 6265bis, 4.1.3.2), on this
/// machine over plain http without it, since browsers refuse it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jar {
    Https,
    Loopback,
}

impl Jar {
    /// The session's token, if a well-formed one was sent.
    pub fn session(self, headers: &HeaderMap) -> Option<Token> {
        self.get(headers, SESSION).and_then(|text| Token::parse(text).ok())
    }

    /// The mark of a browser that has signed in before.
    pub fn device(self, headers: &HeaderMap) -> Option<String> {
        self.get(headers, DEVICE).map(str::to_owned)
    }

    /// Sets the session's cookie, for as long as the browser runs.
    pub fn set_session(self, token: &Token) -> Option<HeaderValue> {
        self.cookie(SESSION, &token.as_text(), "")
    }

    /// Sets the browser's mark.
    pub fn set_device(self, mark: &str) -> Option<HeaderValue> {
        self.cookie(DEVICE, mark, &format!("; Max-Age={DEVICE_SECONDS}"))
    }

    /// Takes the session's cookie away.
    pub fn end_session(self) -> Option<HeaderValue> {
        self.cookie(SESSION, "", "; Max-Age=0")
    }

    fn name(self, name: &str) -> String {
        match self {
            Self::Https => format!("__Host-{name}"),
            Self::Loopback => name.to_owned(),
        }
    }

    fn cookie(self, name: &str, value: &str, age: &str) -> Option<HeaderValue> {
        let secure = if self == Self::Https { "; Secure" } else { "" };
        let name = self.name(name);
        let text = format!("{name}={value}; Path=/{secure}; HttpOnly; SameSite=Strict{age}");
        HeaderValue::from_str(&text).ok()
    }

    fn get<'a>(self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        let name = self.name(name);
        let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs =
            all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}
