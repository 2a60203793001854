//! Blurring and keeping what may give the asker away in the printed question.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::super::fields::Fields;
use super::super::{App, Error};
use super::admit::SignedIn;
use super::posts::{address, again, parse, store};
use crate::domain::{
    Mark, MarkAction, MarkChoice, OWN_WORDS_CHARS_MAX, Post, PostId, PostText, clean_text,
};
use crate::pages::desk::{Done, own_words_field};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/posts/{id}/marks", post(choose))
}

/// Saves what the editor held, then does with one mark what its button says. A mark that is gone by now is done with.
async fn choose(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let choice = MarkChoice::parse(fields.get("mark")).ok_or(Error::BadForm)?;
    // A button that brings no more than itself means the saved post.
    if fields.has("revision")
        && let Err(shown) = store(&app, &desk, id, &fields).await?
    {
        return Ok(shown);
    }
    if choice.action == MarkAction::Raise {
        desk.keep_mark(id, choice.mark, false).await?;
        return Ok(onward(id, Done::MarkRaised));
    }
    let post = desk.post(id).await?;
    let marks = desk.inspect(&post, desk.today()).await?.marks;
    let Some(mark) = choice.find(&post.text.printed, &marks) else {
        return Ok(onward(id, Done::Saved));
    };
    if choice.action == MarkAction::Keep {
        desk.keep_mark(id, choice.mark, true).await?;
        return Ok(onward(id, Done::MarkKept));
    }
    let typed = clean_text(fields.get(&own_words_field(choice.start)));
    match blurred(&post, mark, &typed) {
        Ok(text) => blur(&app, &desk, &post, text, &fields).await,
        Err(problem) => again(&app, &desk, id, &fields, problem).await,
    }
}

/// The post with other words in a mark's place: those that were typed, or the suggestion where none were.
fn blurred(post: &Post, mark: &Mark, typed: &str) -> Result<PostText, FieldProblem> {
    if typed.chars().count() > OWN_WORDS_CHARS_MAX {
        return Err(problems::own_words_long());
    }
    let words = match (typed.is_empty(), &mark.suggestion) {
        (false, _) => typed,
        (true, Some(suggestion)) => suggestion,
        (true, None) => return Err(problems::no_own_words()),
    };
    let printed = mark.blurred_to(&post.text.printed, words);
    PostText::with_printed(post.text.clone(), &printed).map_err(|problem| problems::post(&problem))
}

async fn blur(
    app: &App,
    desk: &Arc<Desk>,
    post: &Post,
    text: PostText,
    fields: &Fields,
) -> Result<Response, Error> {
    match desk.save(post.id, post.revision, text).await {
        Ok(_) => Ok(onward(post.id, Done::MarkBlurred)),
        Err(error) => {
            let problem = super::frame::unsaved("printed", error)?;
            again(app, desk, post.id, fields, problem).await
        }
    }
}

/// Back to the list of marks.
fn onward(id: PostId, done: Done) -> Response {
    Redirect::to(&format!("{}?done={}#marks", address(id), done.as_str())).into_response()
}
