//! The only module that knows axum: the site, the desk, and what stands before both.
//!
//! `site` knows nothing of the vault. Nothing here logs or keeps an address, an agent or a path of a request.

mod accept;
mod assets;
mod cached;
mod cookies;
mod desk;
mod encoded;
mod error;
mod fields;
mod form_with_file;
mod guard;
mod memory;
mod page;
mod peer;
mod sealed;
mod server;
mod site;

use desk::Setup;
pub use error::Error;
use memory::PageMemory;
pub use server::{ServeError, serve};

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::{Column, Day, ExitUrl, Moment, SiteUrl};
use crate::pages::layout::Shell;
use crate::pages::machines::At;
use crate::pages::site::Place;
use crate::public::Site;
use crate::service::{Gate, GateLimits, Service, Token};

/// How the pages are served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address that people use; none means this machine alone.
    pub url: Option<SiteUrl>,
    /// The onion host that leads here too.
    pub onion: Option<String>,
    /// Connections that may be open at once.
    pub connections: usize,
    /// Where *Leave this page* leads.
    pub exit: ExitUrl,
    /// Proxies that are believed when they say whom they stand for.
    pub proxies: Vec<IpAddr>,
    /// How many letters come in before people are asked to wait.
    pub limits: GateLimits,
}

/// Tells the time; a test's clock stands still.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What every handler gets. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What an app is made of.
pub struct Parts {
    service: Service,
    options: Options,
    clock: Clock,
    /// What the setup link leads to.
    setup: Mutex<Setup>,
    /// Held by a set-up from its form until its code can be shown.
    setting_up: tokio::sync::Mutex<()>,
    /// Stands before every public form.
    gate: Gate,
    /// Scheme and host by which pages name themselves: as set, or where this listens.
    origin: OnceLock<String>,
    /// Public pages, ready to be sent.
    memory: PageMemory,
}

impl App {
    /// The pages over a service. `setup` is the token of the setup link, while there is no column.
    pub fn new(service: Service, options: Options, clock: Clock, setup: Option<Token>) -> Self {
        let setup = Mutex::new(setup.map_or(Setup::Done, Setup::Open));
        let setting_up = tokio::sync::Mutex::default();
        let gate = Gate::new(options.limits);
        let origin = match (&options.url, &options.onion) {
            (Some(url), _) => url.to_string().into(),
            (None, Some(onion)) => format!("http://{onion}").into(),
            (None, None) => OnceLock::new(),
        };
        let memory = PageMemory::new();
        Self(Arc::new(Parts { service, options, clock, setup, setting_up, gate, origin, memory }))
    }

    /// Without an address set, this machine alone is answered, by whatever it listens on.
    fn listen_on(&self, mut address: SocketAddr) {
        if address.ip().is_unspecified() {
            address.set_ip(Ipv4Addr::LOCALHOST.into());
        }
        self.origin.get_or_init(|| format!("http://{address}"));
    }

    /// What a page for reading is made with; `path` is its own address.
    fn place<'a>(&'a self, site: &'a Site, path: &'a str) -> Place<'a> {
        let at = At { origin: self.origin(), path };
        Place { column: &site.column, pictures: &site.settings.pictures, at }
    }

    fn origin(&self) -> &str {
        self.origin.get().map_or("", String::as_str)
    }

    /// What stands around the pages of asking and coming back.
    fn shell<'a>(&'a self, column: &'a Column) -> Shell<'a> {
        Shell { column, exit: &self.options.exit }
    }

    fn now(&self) -> Moment {
        (self.clock)()
    }

    /// The column's day on which this is.
    fn today(&self) -> Day {
        self.service.today(self.now())
    }
}

/// Every address.
fn router(app: App) -> Router {
    let routes =
        Router::new().merge(site::routes()).merge(desk::routes(&app)).merge(assets::routes());
    routes
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(other_method)
        .with_state(app)
}

/// A form of the desk may show its page again at the address that it was sent to. Whoever enters that address, or finds
/// it in a restored tab, is led to the page above it, which has the form.
async fn other_method(method: Method, uri: Uri) -> Response {
    match uri.path().rsplit_once('/') {
        Some((above, _)) if method == Method::GET && above.starts_with("/desk") => {
            Redirect::to(above).into_response()
        }
        _ => Error::MethodNotAllowed.into_response(),
    }
}
