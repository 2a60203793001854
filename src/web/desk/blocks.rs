//! Blocks: what they are, and which of them a post has.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use crate::domain::{BLOCKS_MAX, Block, BlockId, BlockPlace, BlockText, InvalidBlock, Move};
use crate::pages::desk::{
    BLOCKS_FIELD, BlockForm, Changed, DeskPlace, Done, block, block_field, blocks,
};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{Desk, Reach};

/// Where the blocks are.
const ADDRESS: &str = "/desk/blocks";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/blocks", get(list))
        .route("/desk/blocks/new", get(new).post(add))
        .route("/desk/blocks/{id}", get(show).post(change))
        .route("/desk/blocks/{id}/place", post(place))
        .route("/desk/blocks/{id}/delete", post(retire))
}

async fn list(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let (all, facts) = (desk.blocks(&[]).await?, Facts::gather(&app, &desk).await?);
    let shown = facts.page(DeskPlace::Posts, query.get("done"), |frame| blocks(frame, &all));
    Ok(page::html(shown))
}

async fn new(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    Ok(page::html(form(&app, &desk, &BlockForm::default(), None, Vec::new()).await?))
}

async fn add(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let typed = typed(&fields);
    let text = match parse_text(&fields) {
        Ok(text) => text,
        Err(problem) => return refused(&app, &desk, &typed, None, problem).await,
    };
    match desk.add_block(text).await {
        Ok(true) => Ok(done(ADDRESS, Some(Done::Saved))),
        Ok(false) => refused(&app, &desk, &typed, None, InvalidBlock::TooMany).await,
        Err(error) => {
            let problems = vec![frame::unsaved("text", error)?];
            Ok(frame::not_now(form(&app, &desk, &typed, None, problems).await?))
        }
    }
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let (found, public) = desk.block(id).await?;
    if found.retired {
        return Err(Error::NotFound);
    }
    let typed = BlockForm { name: found.name, place: found.place, text: found.text };
    Ok(page::html(form(&app, &desk, &typed, Some((id, public)), Vec::new()).await?))
}

async fn change(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let (_, public) = desk.block(id).await?;
    let (typed, changed) = (typed(&fields), Some((id, public)));
    let text = match parse_text(&fields) {
        Ok(text) => text,
        Err(problem) => return refused(&app, &desk, &typed, changed, problem).await,
    };
    // What reaches further is never done by accident.
    let reach = match fields.get("reach") {
        "everywhere" => Reach::Everywhere,
        _ => Reach::FromNow,
    };
    match desk.change_block(id, text, reach).await {
        Ok(0) => Ok(done(ADDRESS, Some(Done::Saved))),
        Ok(_) => Ok(done(ADDRESS, Some(Done::BlockChanged))),
        Err(error) => {
            let problems = vec![frame::unsaved("text", error)?];
            Ok(frame::not_now(form(&app, &desk, &typed, changed, problems).await?))
        }
    }
}

async fn place(
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let step = match Move::parse(fields.get("step")) {
        Some(step @ (Move::Up | Move::Down)) => step,
        Some(Move::In | Move::Out) | None => return Err(Error::BadForm),
    };
    desk.move_block(parse(&id)?, step).await?;
    Ok(done(ADDRESS, Some(Done::Reordered)))
}

async fn retire(SignedIn(desk): SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    desk.retire_block(parse(&id)?).await?;
    Ok(done(ADDRESS, Some(Done::BlockRetired)))
}

/// The blocks that the editor's boxes choose, in the order of the list; none when the form has no boxes.
pub(super) fn chosen(fields: &Fields, offered: &[Block]) -> Option<Vec<BlockId>> {
    if !fields.has(BLOCKS_FIELD) {
        return None;
    }
    let ticked = offered.iter().map(|block| block.id).filter(|id| fields.has(&block_field(*id)));
    Some(ticked.take(BLOCKS_MAX).collect())
}

fn typed(fields: &Fields) -> BlockForm {
    BlockForm {
        name: fields.get("name").to_owned(),
        place: BlockPlace::parse(fields.get("place")).unwrap_or_default(),
        text: fields.get("text").to_owned(),
    }
}

fn parse_text(fields: &Fields) -> Result<BlockText, InvalidBlock> {
    BlockText::parse(fields.get("name"), fields.get("place"), fields.get("text"))
}

async fn refused(
    app: &App,
    desk: &Arc<Desk>,
    typed: &BlockForm,
    changed: Changed,
    problem: InvalidBlock,
) -> Result<Response, Error> {
    let problems = vec![problems::block(problem)];
    Ok(page::unprocessable(form(app, desk, typed, changed, problems).await?))
}

async fn form(
    app: &App,
    desk: &Arc<Desk>,
    typed: &BlockForm,
    changed: Changed,
    problems: Vec<FieldProblem>,
) -> Result<maud::Markup, Error> {
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Posts, "", |frame| block(frame, typed, changed, problems)))
}

fn parse(id: &str) -> Result<BlockId, Error> {
    id.parse().map(BlockId).map_err(|_| Error::NotFound)
}
