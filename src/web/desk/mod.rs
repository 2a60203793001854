//! The desk. Every address below it is behind the guard but for the door itself.

mod admit;
mod blocks;
mod check;
mod comments;
mod door;
mod editing;
mod frame;
mod help_line;
mod help_lines;
mod kept;
mod letter;
mod marks;
mod pictures;
mod post_list;
mod post_pictures;
mod posts;
mod proof;
mod publishing;
mod question;
mod queue;
mod revisions;
mod settings;
mod settings_comments;
mod settings_embed;
mod settings_face;
mod settings_pictures;
mod settings_publishing;
mod setup;
mod snippets;
mod stats;
mod typed;

pub use setup::Setup;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;

use super::{App, Error};

pub fn routes(app: &App) -> Router<App> {
    let behind = Router::new()
        .merge(queue::routes())
        .merge(letter::routes())
        .merge(question::routes())
        .merge(posts::routes())
        .merge(post_list::routes())
        .merge(comments::routes())
        .merge(blocks::routes())
        .merge(snippets::routes())
        .merge(editing::routes())
        .merge(revisions::routes())
        .merge(proof::routes())
        .merge(publishing::routes())
        .merge(marks::routes())
        .merge(pictures::routes())
        .merge(post_pictures::routes())
        .merge(settings_embed::routes())
        .merge(settings_pictures::routes())
        .merge(settings::routes())
        .merge(settings_face::routes())
        .merge(settings_publishing::routes())
        .merge(stats::routes())
        .merge(settings_comments::routes())
        .merge(help_lines::routes())
        .merge(help_line::routes())
        .route("/desk/{*unknown}", any(async || Error::NotFound))
        .route_layer(from_fn_with_state(app.clone(), admit::signed_in));
    let door = Router::new().merge(door::routes()).merge(setup::routes());
    behind.merge(door).route_layer(from_fn_with_state(app.clone(), admit::right_way))
}
