//! The only module that knows axum: the site, the desk, and what stands before both.
//!
//! `site` knows nothing of the vault. Nothing here logs or keeps an address, an agent or a path of a request.

mod assets;
mod cookies;
mod desk;
mod error;
mod fields;
mod form_with_file;
mod guard;
mod page;
mod peer;
mod sealed;
mod server;
mod site;

use desk::Setup;
pub use error::Error;
pub use server::{ServeError, serve};

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::{Column, Day, ExitUrl, Moment, SiteUrl};
use crate::pages::layout::Shell;
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
pub struct App {
    service: Service,
    options: Arc<Options>,
    clock: Clock,
    /// What the setup link leads to.
    setup: Arc<Mutex<Setup>>,
    /// Held by a set-up from its form until its code can be shown.
    setting_up: Arc<tokio::sync::Mutex<()>>,
    /// Stands before every public form.
    gate: Arc<Gate>,
}

impl App {
    /// The pages over a service. `setup` is the token of the setup link, while there is no column.
    pub fn new(service: Service, options: Options, clock: Clock, setup: Option<Token>) -> Self {
        let setup = Arc::new(Mutex::new(setup.map_or(Setup::Done, Setup::Open)));
        let setting_up = Arc::default();
        let gate = Arc::new(Gate::new(options.limits));
        Self { service, options: Arc::new(options), clock, setup, setting_up, gate }
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

/// Every address, with what stands before it.
fn router(app: App) -> Router {
    let routes =
        Router::new().merge(site::routes()).merge(desk::routes(&app)).merge(assets::routes());
    let routes =
        routes.fallback(async || Error::NotFound).method_not_allowed_fallback(other_method);
    guard::stand_before(routes, &app).with_state(app)
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
