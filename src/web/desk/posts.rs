//! Writing posts, publishing them, taking them back.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::sealed::FromScript;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::editing;
use super::frame::{self, Facts, done};
use super::{check, publishing};
use crate::domain::{Post, PostId, ThreadRow, Unpublishable, usual_until};
use crate::pages::desk::{DeskPlace, Done, EditorView, PostForm, conflict, editor};
use crate::pages::parts::FieldProblem;
use crate::pages::{problems, site};
use crate::service::{self, Desk};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/posts/{id}", get(show).post(save))
        .route("/desk/posts/{id}/preview", get(preview))
        .route("/desk/posts/{id}/publication", post(publish))
        .route("/desk/posts/{id}/publication/delete", post(unpublish))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let post = desk.post(parse(&id)?).await?;
    let beside = publishing::proposed(&desk.settings()?.zone, query.get("at"), desk.now());
    let shown = saved(&app, &desk, &post, &beside, Vec::new(), query.get("done")).await?;
    Ok(page::html(shown))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    FromScript(script): FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if script {
        return editing::save(&desk, id, &fields).await;
    }
    match store(&app, &desk, id, &fields).await? {
        Ok(_) if fields.get("then") == "preview" => {
            Ok(done(&format!("/desk/posts/{id}/preview"), None))
        }
        Ok(_) => Ok(done(&address(id), Some(Done::Saved))),
        Err(shown) => Ok(shown),
    }
}

async fn preview(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let (site, view) = (app.service.site()?, desk.preview(id).await?);
    Ok(page::html(site::preview(&site.column, &view, &site.settings.pictures, &address(id))))
}

/// Saves what the editor held, then publishes it: nobody publishes another text than the one in sight.
async fn publish(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let revision = match store(&app, &desk, id, &fields).await? {
        Ok(revision) => revision,
        Err(shown) => return Ok(shown),
    };
    match publishing::put_out(&desk, id, revision, &fields).await {
        Ok(Ok(told)) => Ok(done(&address(id), Some(told))),
        Ok(Err(problem)) if problem == problems::not_ticked() => {
            let post = desk.post(id).await?;
            let shown = saved(&app, &desk, &post, &fields, vec![problem], "").await?;
            Ok((StatusCode::CONFLICT, page::html(shown)).into_response())
        }
        Ok(Err(problem)) => again(&app, &desk, id, &fields, problem).await,
        Err(service::Error::Unpublishable(why)) => refused(&app, &desk, id, &fields, why).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes the post back, then saves what the editor held: nothing that is wrong with a field keeps a post on the site.
async fn unpublish(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    desk.unpublish(id).await?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    Ok(done(&address(id), Some(Done::Unpublished)))
}

/// What came of saving the editor's fields.
pub(super) enum Saving {
    /// At this revision.
    Saved(u32),
    Invalid(FieldProblem),
    /// It was saved with another text since: the post as it stands now.
    Stale(Box<Post>),
    NotNow(FieldProblem),
}

/// Saves the editor's fields. A form that sends no fields at all, as a bare button, saves nothing and means the
/// saved post.
pub(super) async fn try_save(
    desk: &Arc<Desk>,
    id: PostId,
    fields: &Fields,
) -> Result<Saving, Error> {
    let post = desk.post(id).await?;
    if fields.is_empty() {
        return Ok(Saving::Saved(post.revision));
    }
    let text = match super::typed::read(desk, &post, fields).await? {
        Ok(text) => text,
        Err(problem) => return Ok(Saving::Invalid(problems::post(&problem))),
    };
    match desk.save(id, typed(fields).revision, text).await {
        Ok(revision) => Ok(Saving::Saved(revision)),
        Err(service::Error::Stale) => Ok(Saving::Stale(Box::new(desk.post(id).await?))),
        Err(error) => Ok(Saving::NotNow(frame::unsaved("answer", error)?)),
    }
}

/// Saves the editor's fields; or answers with the page that says why not and holds all that was typed.
pub(super) async fn store(
    app: &App,
    desk: &Arc<Desk>,
    id: PostId,
    fields: &Fields,
) -> Result<Result<u32, Response>, Error> {
    let post = desk.post(id).await?;
    let blocks = super::typed::ticked(desk, &post, fields).await?;
    let typed = PostForm { blocks, ..typed(fields) };
    let again = |problem| edit(app, desk, &post, (&typed, fields), vec![problem], "");
    Ok(match try_save(desk, id, fields).await? {
        Saving::Saved(revision) => Ok(revision),
        Saving::Invalid(problem) => Err(page::unprocessable(again(problem).await?)),
        Saving::NotNow(problem) => Err(frame::not_now(again(problem).await?)),
        Saving::Stale(post) => {
            let facts = Facts::gather(app, desk).await?;
            let named = [typed.blocks.as_slice(), &post.text.options.blocks].concat();
            let blocks = desk.blocks(&named).await?;
            let shown =
                facts.page(DeskPlace::Posts, "", |frame| conflict(frame, &post, &typed, &blocks));
            Err((StatusCode::CONFLICT, page::html(shown)).into_response())
        }
    })
}

fn typed(fields: &Fields) -> PostForm {
    PostForm {
        title: fields.get("title").to_owned(),
        printed: fields.get("printed").to_owned(),
        answer: fields.get("answer").to_owned(),
        tags: fields.get("tags").to_owned(),
        slug: fields.get("slug").to_owned(),
        blocks: Vec::new(),
        options: publishing::options(fields),
        // A form without a revision was made from none, so it is shown beside what is there.
        revision: fields.get("revision").parse().unwrap_or(0),
    }
}

/// The editor once more, which says what is missing or who did not allow it.
pub(super) async fn refused(
    app: &App,
    desk: &Arc<Desk>,
    id: PostId,
    fields: &Fields,
    why: Unpublishable,
) -> Result<Response, Error> {
    let post = desk.post(id).await?;
    let problems = problems::unpublishable(why).into_iter().collect();
    let shown = saved(app, desk, &post, fields, problems, "").await?;
    Ok((StatusCode::CONFLICT, page::html(shown)).into_response())
}

/// The editor once more, saved, with a problem of what was typed beside the post.
pub(super) async fn again(
    app: &App,
    desk: &Arc<Desk>,
    id: PostId,
    fields: &Fields,
    problem: FieldProblem,
) -> Result<Response, Error> {
    let post = desk.post(id).await?;
    let shown = saved(app, desk, &post, fields, vec![problem], "").await?;
    Ok(page::unprocessable(shown))
}

/// The editor with the fields of a post as it was saved; `beside` has what was typed beside them.
pub(super) async fn saved(
    app: &App,
    desk: &Arc<Desk>,
    post: &Post,
    beside: &Fields,
    problems: Vec<FieldProblem>,
    done: &str,
) -> Result<maud::Markup, Error> {
    edit(app, desk, post, (&PostForm::of(post), beside), problems, done).await
}

/// The editor. An `until` that nobody has typed is the usual one.
async fn edit(
    app: &App,
    desk: &Arc<Desk>,
    post: &Post,
    (typed, beside): (&PostForm, &Fields),
    problems: Vec<FieldProblem>,
    done: &str,
) -> Result<maud::Markup, Error> {
    let (usual, until) = (usual_until(desk.today()).date().to_string(), beside.get("until"));
    let publish = publishing::view(desk, post, beside).await?;
    let (blocks, snippets) = (desk.blocks(&typed.blocks).await?, desk.snippets().await?);
    let checked = check::view(desk, post, beside).await?;
    let threads = threads(desk, post).await?;
    let view = EditorView {
        post,
        threads: &threads,
        alt: beside.get("alt"),
        check: &checked,
        typed,
        problems,
        unpublishable: post.allowed().err(),
        may_publish: desk.person.role.may_publish(),
        today: desk.today(),
        until: if until.is_empty() { &usual } else { until },
        publish: &publish,
        public_url: post.live().map(|publication| post.kind.address(&publication.slug)),
        blocks: &blocks,
        snippets: &snippets,
    };
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Posts, done, |frame| editor(frame, &view)))
}

/// What was said after each of a post's letters, in their order.
async fn threads(desk: &Desk, post: &Post) -> Result<Vec<Vec<ThreadRow>>, Error> {
    let mut threads = Vec::new();
    for letter in &post.questions {
        threads.push(desk.question(letter.id).await?.thread);
    }
    Ok(threads)
}

pub(super) fn address(id: PostId) -> String {
    format!("/desk/posts/{id}")
}

pub(super) fn parse(id: &str) -> Result<PostId, Error> {
    PostId::parse(id).map_err(|_| Error::NotFound)
}
