//! Snippets: all of them on one page, with the form of one.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use crate::domain::{InvalidSnippet, Slug, Snippet};
use crate::pages::desk::{DeskPlace, Done, SnippetForm, snippets};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

/// Where the snippets are.
const ADDRESS: &str = "/desk/snippets";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/snippets", get(list).post(save))
        .route("/desk/snippets/delete", post(remove))
}

async fn list(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let all = desk.snippets().await?;
    let edited = all.iter().find(|snippet| snippet.name.as_str() == query.get("edit"));
    let form = edited.map_or_else(SnippetForm::default, |snippet| SnippetForm {
        old: snippet.name.as_str().to_owned(),
        name: snippet.name.as_str().to_owned(),
        text: snippet.text.clone(),
    });
    let facts = Facts::gather(&app, &desk).await?;
    let shown = facts.page(DeskPlace::Posts, query.get("done"), |frame| {
        snippets(frame, &all, &form, Vec::new())
    });
    Ok(page::html(shown))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let field = |name: &str| fields.get(name).to_owned();
    let typed = SnippetForm { old: field("old"), name: field("name"), text: field("text") };
    let saved = match Snippet::parse(&typed.name, &typed.text) {
        Ok(snippet) => desk.put_snippet(Slug::parse(&typed.old), snippet).await,
        Err(problem) => Ok(Err(problem)),
    };
    match saved {
        Ok(Ok(())) => Ok(done(ADDRESS, Some(Done::Saved))),
        Ok(Err(problem)) => refused(&app, &desk, &typed, problem).await,
        Err(error) => {
            let problems = vec![frame::unsaved("text", error)?];
            Ok(frame::not_now(again(&app, &desk, &typed, problems).await?))
        }
    }
}

async fn remove(SignedIn(desk): SignedIn, fields: Fields) -> Result<Response, Error> {
    let name = Slug::parse(fields.get("name")).ok_or(Error::BadForm)?;
    desk.remove_snippet(name).await?;
    Ok(done(ADDRESS, Some(Done::Removed)))
}

async fn refused(
    app: &App,
    desk: &std::sync::Arc<Desk>,
    typed: &SnippetForm,
    problem: InvalidSnippet,
) -> Result<Response, Error> {
    Ok(page::unprocessable(again(app, desk, typed, vec![problems::snippet(problem)]).await?))
}

async fn again(
    app: &App,
    desk: &std::sync::Arc<Desk>,
    typed: &SnippetForm,
    problems: Vec<FieldProblem>,
) -> Result<maud::Markup, Error> {
    let (all, facts) = (desk.snippets().await?, Facts::gather(app, desk).await?);
    Ok(facts.page(DeskPlace::Posts, "", |frame| snippets(frame, &all, typed, problems)))
}
