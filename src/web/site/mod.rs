//! The public site. It knows the public store and what readers may do; the vault it does not know.

mod archive;
mod ask;
mod check;
mod help;
mod machines;
mod pictures;
mod privacy;
mod read;
mod receipt;
mod respond;
mod sealed_letter;
mod search;

use axum::Router;

use super::App;

pub fn routes() -> Router<App> {
    Router::new()
        .merge(read::routes())
        .merge(ask::routes())
        .merge(receipt::routes())
        .merge(respond::routes())
        .merge(help::routes())
        .merge(archive::routes())
        .merge(search::routes())
        .merge(privacy::routes())
        .merge(machines::routes())
        .merge(pictures::routes())
}
