//! The only module that knows axum: the site, the desk, and what stands before both.
//!
//! `site` knows nothing of the vault. Nothing here logs or keeps an address, an agent or a path of a request.

mod assets;
mod cookies;
mod desk;
mod error;
mod fields;
mod guard;
mod page;
mod server;
mod site;

pub use error::Error;
pub use server::{ServeError, serve};

use std::sync::{Arc, Mutex};

use axum::Router;

use crate::domain::{Moment, SiteUrl};
use crate::service::{Service, Token};

/// How the pages are served.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The address that people use; none means this machine alone.
    pub url: Option<SiteUrl>,
    /// The onion host that leads here too.
    pub onion: Option<String>,
    /// Connections that may be open at once.
    pub connections: usize,
}

/// Tells the time; a test's clock stands still.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What every handler gets. Cheap to clone.
#[derive(Clone)]
pub struct App {
    service: Service,
    options: Arc<Options>,
    clock: Clock,
    /// Opens the setup page, until it is used.
    setup: Arc<Mutex<Option<Token>>>,
}

impl App {
    /// The pages over a service. `setup` is the token of the setup link, while there is no column.
    pub fn new(service: Service, options: Options, clock: Clock, setup: Option<Token>) -> Self {
        Self { service, options: Arc::new(options), clock, setup: Arc::new(Mutex::new(setup)) }
    }

    fn now(&self) -> Moment {
        (self.clock)()
    }
}

/// Every address, with what stands before it.
fn router(app: App) -> Router {
    let routes =
        Router::new().merge(site::routes()).merge(desk::routes(&app)).merge(assets::routes());
    let routes = routes
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed);
    guard::stand_before(routes, &app).with_state(app)
}
