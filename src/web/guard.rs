//! What stands before every handler: the host, the whole body, and behind it the headers of every answer.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

use super::cookies::Jar;
use super::{App, Error, error};
use crate::domain::{
    ENVELOPE_PLAIN_BYTES_MAX, EmbedOrigins, PICTURE_BYTES_MAX, QUESTION_CHARS_MAX, is_loopback,
};

/// Bytes that a character may take in a form: four of UTF-8, each written as `%XX`.
const CHAR_BYTES: usize = 12;
/// Bytes of a form beside its long texts.
const FORM_BYTES: usize = 16 * 1_024;
/// Bytes of a body that a reader may send.
const SITE_BODY_BYTES_MAX: usize =
    if TYPED_BYTES > SEALED_BYTES { TYPED_BYTES } else { SEALED_BYTES };
/// Bytes of the longest letter as it is typed.
const TYPED_BYTES: usize = QUESTION_CHARS_MAX * CHAR_BYTES + FORM_BYTES;
/// Bytes of the largest letter that a page has sealed: its envelope and its asker's copy in base64.
const SEALED_BYTES: usize = (2 * ENVELOPE_PLAIN_BYTES_MAX).div_ceil(3) * 4 + 2 * FORM_BYTES;
/// Bytes of text that may be pasted into the editor: far over its limits, and still it comes back with words.
const PASTED_BYTES: usize = 2 * 1_024 * 1_024;
/// Bytes of a body at the desk. In a form a byte is written as `%XX` at the most.
pub const DESK_BODY_BYTES_MAX: usize = 3 * PASTED_BYTES + TYPED_BYTES;
/// Bytes of a sign-in that brings a kept form along: written into another form, each `%` of it grows by two.
const LOGIN_BODY_BYTES_MAX: usize = DESK_BODY_BYTES_MAX * 5 / 3 + FORM_BYTES;
/// What ends the addresses that pictures are sent to: the library's, and a post's below it.
const PICTURES: &str = "/pictures";
/// Bytes of a body that brings a picture: a fifth more than is taken, so that whoever sends one a little too large is
/// told so beside the field, and what was typed with it is kept.
const PICTURE_BODY_BYTES_MAX: usize = PICTURE_BYTES_MAX / 5 * 6 + FORM_BYTES;
/// How long a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a picture may take to arrive: at a megabit in the second, the largest.
const PICTURE_TIMEOUT: Duration = Duration::from_secs(200);

/// The policy of every page: nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// How that policy ends.
const FRAMED_BY_NOBODY: &str = "frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), usb=()";
const HSTS: &str = "max-age=63072000";

/// Marks an answer that pages of other sites may show within them, with the policy that says which sites.
#[derive(Clone)]
pub struct Framed(HeaderValue);

impl Framed {
    /// By these sites; none where no policy can name them, and then by nobody.
    pub fn by(origins: &EmbedOrigins) -> Option<Self> {
        if origins.is_empty() {
            return None;
        }
        let sites = origins.iter().collect::<Vec<_>>().join(" ");
        let policy = format!("{}frame-ancestors {sites}", POLICY.strip_suffix(FRAMED_BY_NOBODY)?);
        HeaderValue::from_str(&policy).ok().map(Self)
    }
}

/// Marks an answer that any page may show within it, as a picture: who reads a feed in a browser reads it within a page
/// of another site.
#[derive(Clone)]
pub struct ShownAnywhere;

/// Where the same page is as an onion service.
const ONION_LOCATION: HeaderName = HeaderName::from_static("onion-location");

/// Headers of every answer.
static HEADERS: [(HeaderName, HeaderValue); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Headers of every answer but style sheets, which load nothing, run nothing and are a part of every first visit.
static HEADERS_OF_PAGES: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        HeaderValue::from_static("require-corp"),
    ),
];

/// Answers a request by the routes, with all that stands around them. These are no layers of the router: each of
/// those copies what lies behind it at every request, which cost a quarter of the time of a page that is kept.
pub async fn answer(app: &App, routes: Router, request: Request) -> Response {
    let (desk, onion) = (is_desk(&request), onion_address(app, &request));
    let response = match known_host(app, &request) {
        Ok(()) => whole_body(app, routes, request).await,
        Err(error) => error.into_response(),
    };
    add_headers(app, error::dress(app, response), desk, onion)
}

/// The host that a request was sent to, in lower case.
pub fn host(headers: &HeaderMap) -> Option<String> {
    headers.get(header::HOST)?.to_str().ok().map(str::to_ascii_lowercase)
}

/// Reads the body before anything else happens, so that a slow one holds no lock and no worker.
async fn whole_body(app: &App, routes: Router, request: Request) -> Response {
    if request.body().is_end_stream() {
        return routed(routes, request).await;
    }
    let desk = is_desk(&request) && is_known(app, request.headers()).await;
    let limit = match (desk, request.uri().path()) {
        (true, "/desk/login") => LOGIN_BODY_BYTES_MAX,
        (true, path) if path.ends_with(PICTURES) => PICTURE_BODY_BYTES_MAX,
        (true, _) => DESK_BODY_BYTES_MAX,
        (false, _) => SITE_BODY_BYTES_MAX,
    };
    let time = if limit == PICTURE_BODY_BYTES_MAX { PICTURE_TIMEOUT } else { BODY_TIMEOUT };
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(time, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => routed(routes, Request::from_parts(parts, Body::from(bytes))).await,
        // Over the limit, or broken off: then nobody reads the answer.
        Ok(Err(_)) => Error::TooLarge.into_response(),
        Err(_) => Error::Timeout.into_response(),
    }
}

async fn routed(routes: Router, request: Request) -> Response {
    routes.oneshot(request).await.unwrap_or_else(|never| match never {})
}

/// Whether a browser has been at the desk. Strangers cannot make the server hold the large bodies that it takes.
async fn is_known(app: &App, headers: &HeaderMap) -> bool {
    let jar = if app.options.url.is_some() { Jar::Https } else { Jar::Loopback };
    let (token, mark) = (jar.session(headers), jar.device(headers));
    app.service.knows(token.as_ref(), mark.as_deref(), app.now()).await
}

/// Answers only to names that are this site's, so that no other name can be made to lead here.
fn known_host(app: &App, request: &Request) -> Result<(), Error> {
    let host = host(request.headers());
    let host = host.or_else(|| {
        request.uri().authority().map(|authority| authority.as_str().to_ascii_lowercase())
    });
    let host = host.unwrap_or_default();
    let options = &app.options;
    let known = is_loopback(&host)
        || options.url.as_ref().is_some_and(|url| url.host() == host)
        || options.onion.as_ref().is_some_and(|onion| *onion == host);
    match known {
        true if is_text(request.uri().path()) => Ok(()),
        true => Err(Error::NotFound),
        false => Err(Error::WrongHost { host }),
    }
}

/// Whether a path is UTF-8. No page has another one, and axum would refuse it in words of its own.
fn is_text(path: &str) -> bool {
    let plain = path.is_ascii() && !path.contains('%');
    plain
        || form_urlencoded::parse(path.as_bytes())
            .all(|(name, value)| !format!("{name}{value}").contains('\u{fffd}'))
}

fn add_headers(
    app: &App,
    mut response: Response,
    desk: bool,
    onion: Option<HeaderValue>,
) -> Response {
    let onion = onion.filter(|_| is_kind(&response, "text/html"));
    let sheet = is_kind(&response, "text/css");
    let shown = response.extensions_mut().remove::<ShownAnywhere>().is_some();
    let framed = response.extensions_mut().remove::<Framed>();
    let headers = response.headers_mut();
    if let Some(onion) = onion {
        headers.insert(ONION_LOCATION, onion);
    }
    for (name, value) in HEADERS.iter().chain(HEADERS_OF_PAGES.iter().filter(|_| !sheet)) {
        headers.insert(name.clone(), value.clone());
    }
    if let Some(Framed(policy)) = framed {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.remove(header::X_FRAME_OPTIONS);
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    if shown {
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    if app.options.url.as_ref().is_some_and(crate::domain::SiteUrl::is_https) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    if desk || !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// The same page's address as an onion service, for whoever reads it elsewhere: Tor Browser offers to go there. The
/// form is Tor's proposal 100: origin, path and query of the page.
fn onion_address(app: &App, request: &Request) -> Option<HeaderValue> {
    let onion = app.options.onion.as_ref()?;
    if is_desk(request)
        || !is_reading(request.method())
        || host(request.headers()).is_some_and(|host| host == *onion)
    {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    HeaderValue::from_str(&format!("http://{onion}{path}")).ok()
}

/// Whether an answer brings what was asked for, and that is of a kind.
fn is_kind(response: &Response, kind: &str) -> bool {
    let told = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    response.status().is_success() && told.is_some_and(|told| told.starts_with(kind))
}

fn is_desk(request: &Request) -> bool {
    let path = request.uri().path();
    path == "/desk" || path.starts_with("/desk/")
}

/// Whether a method only reads.
pub fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}
