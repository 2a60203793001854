//! The editor's scripts: saving in the background, and the page as it would look.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use serde_json::{Value, json};

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::posts::{Saving, parse, try_save};
use super::typed;
use crate::domain::{Block, Post, PostId, reading_minutes, words};
use crate::pages::desk::{PostForm, block_field};
use crate::pages::parts::FieldProblem;
use crate::pages::{problems, site};
use crate::service::Desk;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/posts/{id}/preview", post(show))
}

/// Saves what a script sends. A stale save is answered with the other text; nothing is written over.
pub(super) async fn save(desk: &Arc<Desk>, id: PostId, fields: &Fields) -> Result<Response, Error> {
    Ok(match try_save(desk, id, fields).await? {
        Saving::Saved(revision) => page::json(StatusCode::OK, &json!({ "revision": revision })),
        Saving::Invalid(problem) => refused(&problem),
        Saving::Stale(post) => {
            let blocks = desk.blocks(&post.text.options.blocks).await?;
            let answer = json!({ "revision": post.revision, "theirs": theirs(&post, &blocks) });
            page::json(StatusCode::CONFLICT, &answer)
        }
        Saving::NotNow(problem) => {
            page::json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "text": problem.text }))
        }
    })
}

/// A saved post by the names of the editor's fields, true or false for a box.
fn theirs(post: &Post, blocks: &[Block]) -> Value {
    let PostForm { title, printed, answer, tags, slug, .. } = PostForm::of(post);
    let options = &post.text.options;
    let mut fields = json!({
        "title": title, "printed": printed, "answer": answer, "tags": tags, "slug": slug,
        "warning": options.warning, "unlisted": options.unlisted, "comments": options.comments,
    });
    for block in blocks {
        fields[block_field(block.id)] = Value::Bool(options.blocks.contains(&block.id));
    }
    fields
}

/// What is typed as it would stand in public, and how long it is. Nothing is saved.
async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let view = if fields.is_empty() {
        desk.preview(id).await?
    } else {
        match typed::read(&desk, &desk.post(id).await?, &fields).await? {
            Ok(text) => desk.preview_typed(id, text).await?,
            Err(problem) => return Ok(refused(&problems::post(&problem))),
        }
    };
    let words = words(fields.get("answer"));
    let site = app.service.site()?;
    let html = site::typed(&site.column, &view, &site.settings.pictures).into_string();
    let answer = json!({ "html": html, "words": words, "minutes": reading_minutes(words) });
    Ok(page::json(StatusCode::OK, &answer))
}

fn refused(problem: &FieldProblem) -> Response {
    let answer = json!({ "field": problem.field, "text": problem.text });
    page::json(StatusCode::UNPROCESSABLE_ENTITY, &answer)
}
