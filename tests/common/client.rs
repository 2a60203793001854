//! A browser as far as a server can tell: requests, forms, cookies. It follows no redirect by itself.

use std::collections::BTreeMap;
use std::sync::Mutex;

use reqwest::header::{COOKIE, HOST, HeaderMap, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder};

use super::html::Page;

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// One visitor, with cookies if any were set.
pub struct Client {
    http: reqwest::Client,
    base: String,
    /// Sent as `Host` when the test stands in for a proxy; else the address itself is.
    host: Option<String>,
    origin: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What the server answered, whole.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Client {
    /// `url` is what the server was told with `--url`.
    pub fn new(base: &str, url: Option<&str>) -> Self {
        let http =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let host = url.map(|url| url.split_once("://").unwrap().1.to_owned());
        let origin = url.unwrap_or(base).to_owned();
        Self { http, base: base.to_owned(), host, origin, cookies: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Sends a form from a page of this site.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_body(path, encode(fields)).await
    }

    /// Sends a form as a script of this site does, which wants JSON.
    pub async fn post_script(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).header(ORIGIN, &self.origin);
        let request = request.header("accept", "application/json");
        self.send(request.header("content-type", FORM_TYPE).body(encode(fields))).await
    }

    /// Sends a form that is encoded already.
    pub async fn post_body(&self, path: &str, body: impl Into<reqwest::Body>) -> Answer {
        let request = self.request(Method::POST, path).header(ORIGIN, &self.origin);
        self.send(request.header("content-type", FORM_TYPE).body(body)).await
    }

    /// Sends a body of another kind from a page of this site; `accept` is what the sender wants back.
    pub async fn post_as(
        &self,
        path: &str,
        kind: &str,
        accept: &str,
        body: impl Into<reqwest::Body>,
    ) -> Answer {
        let request = self.request(Method::POST, path).header(ORIGIN, &self.origin);
        self.send(request.header("content-type", kind).header("accept", accept).body(body)).await
    }

    /// A request with this visitor's host and cookies, and no `Origin`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(host) = &self.host {
            request = request.header(HOST, host);
        }
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<String> =
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() { request } else { request.header(COOKIE, pairs.join("; ")) }
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.keep_cookies(&headers);
        let body = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        assert_ne!(status, 500, "{body}");
        Answer { status, headers, body }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub fn forget_cookie(&self, name: &str) {
        self.cookies.lock().unwrap().remove(name);
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// A header's text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it redirects to; empty when it does not.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// What a script reads.
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), "application/json", "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn page(&self) -> Page {
        Page::parse(&self.body)
    }

    /// The answer itself, once its status has been checked.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body.trim_end());
        self
    }
}

/// A form's fields as its body.
pub fn encode(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
