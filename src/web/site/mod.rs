//! The public site. It knows the public store and what readers may do; the vault it does not know.

mod ask;
mod check;
mod help;
mod pictures;
mod read;
mod receipt;
mod respond;

use axum::Router;

use super::App;

pub fn routes() -> Router<App> {
    Router::new()
        .merge(read::routes())
        .merge(ask::routes())
        .merge(receipt::routes())
        .merge(respond::routes())
        .merge(help::routes())
        .merge(pictures::routes())
}
