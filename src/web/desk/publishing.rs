//! When and how a post comes out, and the letters behind it. Whatever is pressed, the editor's fields are saved first.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

use super::super::fields::Fields;
use super::super::{App, Error};
use super::admit::SignedIn;
use super::check;
use super::frame::done;
use super::posts::{address, again, parse, store};
use crate::domain::{
    ClockChange, InvalidPost, Moment, Post, PostId, PostOptions, PostText, QuestionId, Zone,
    schedule, schedule_fields,
};
use crate::pages::desk::{Done, OptionsForm, PostForm, PublishView};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{self, Desk};

/// Seconds ahead that a time is proposed for, where there is no rhythm: a day.
const PROPOSED_SECONDS: i64 = 86_400;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/posts/{id}/schedule/delete", post(unschedule))
        .route("/desk/posts/{id}/letters", post(attach))
        .route("/desk/posts/{id}/letters/{question}/delete", post(detach))
}

/// Publishes a saved revision now, at the time that was typed, or at the next free one; the field at fault where that
/// is no time.
pub(super) async fn put_out(
    desk: &Arc<Desk>,
    id: PostId,
    revision: u32,
    fields: &Fields,
) -> Result<Result<Done, FieldProblem>, service::Error> {
    let (due, told) = match fields.get("when") {
        "at" => {
            let zone = desk.settings()?.zone;
            match schedule(&zone, fields.get("date"), fields.get("time"), desk.now()) {
                Ok(typed) => (Some(typed.moment), scheduled(typed.change)),
                Err(problem) => return Ok(Err(problems::schedule(problem, &zone))),
            }
        }
        "next" => match desk.next_slot().await? {
            Some(slot) => (Some(slot), Done::Scheduled),
            None => return Ok(Err(problems::no_slot())),
        },
        _ => (None, Done::Published),
    };
    if !check::passes(desk, id, desk.settings()?.zone.day(due.unwrap_or(desk.now())), fields)
        .await?
    {
        return Ok(Err(problems::not_ticked()));
    }
    match due {
        Some(due) => desk.schedule(id, revision, due).await?,
        None => drop(desk.publish(id, revision).await?),
    }
    Ok(Ok(told))
}

/// What is told of a time that was set.
fn scheduled(change: Option<ClockChange>) -> Done {
    match change {
        None => Done::Scheduled,
        Some(ClockChange::Skipped { .. }) => Done::ScheduledLater,
        Some(ClockChange::Repeated { .. }) => Done::ScheduledEarlier,
    }
}

async fn unschedule(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    desk.unschedule(id).await?;
    Ok(done(&address(id), Some(Done::Unscheduled)))
}

/// Puts a letter behind the post: the one whose button was pressed, or whose address was typed.
async fn attach(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    let typed = if fields.has("chosen") { fields.get("chosen") } else { fields.get("letter") };
    let Some(letter) = letter(typed) else {
        return again(&app, &desk, id, &fields, problems::letter_address(false)).await;
    };
    match desk.attach(id, letter).await {
        Ok(()) => Ok(done(&address(id), Some(Done::Attached))),
        Err(service::Error::NotFound) => {
            again(&app, &desk, id, &fields, problems::letter_address(false)).await
        }
        Err(service::Error::Transition(_)) => {
            again(&app, &desk, id, &fields, problems::letter_address(true)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A letter by its address, as copied from the browser, or by its id alone.
fn letter(typed: &str) -> Option<QuestionId> {
    let path = typed.trim().split(['?', '#']).next().unwrap_or_default();
    QuestionId::parse(path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()).ok()
}

async fn detach(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path((id, letter)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let letter = QuestionId::parse(&letter).map_err(|_| Error::NotFound)?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    desk.detach(id, letter).await?;
    Ok(done(&address(id), Some(Done::Detached)))
}

/// A time to come that an address names, as `2026-12-01T07:00`.
pub(super) fn slot(zone: &Zone, at: &str, now: Moment) -> Option<Moment> {
    let (date, time) = at.split_once('T')?;
    Some(schedule(zone, date, time, now).ok()?.moment)
}

/// What a form would have sent with such a time typed in it; nothing where it is none.
pub(super) fn proposed(zone: &Zone, at: &str, now: Moment) -> Fields {
    let moment = slot(zone, at, now).map(|moment| schedule_fields(zone, moment));
    moment.map_or_else(Fields::default, |(date, time)| {
        Fields::parse(format!("when=at&date={date}&time={time}").as_bytes())
    })
}

/// The options as typed; none where the form does not have them.
pub(super) fn options(fields: &Fields) -> Option<OptionsForm> {
    let typed = || OptionsForm {
        warning: fields.get("warning").to_owned(),
        unlisted: fields.has("unlisted"),
        comments: fields.has("comments"),
    };
    fields.has("options").then(typed)
}

/// A text with the options that were typed; those that were not stay as they were saved.
pub(super) fn with_options(
    text: PostText,
    typed: &PostForm,
    post: &Post,
) -> Result<PostText, InvalidPost> {
    let saved = post.text.options.clone();
    let options = match &typed.options {
        Some(OptionsForm { warning, unlisted, comments }) => {
            PostOptions { unlisted: *unlisted, comments: *comments, ..saved }
                .with_warning(warning)?
        }
        None => saved,
    };
    Ok(PostText { options, ..text })
}

/// What the editor shows besides the post's text; `typed` has what was typed beside it.
pub(super) async fn view<'a>(
    desk: &Arc<Desk>,
    post: &Post,
    typed: &'a Fields,
) -> Result<PublishView<'a>, Error> {
    let (zone, next) = (desk.settings()?.zone, desk.next_slot().await?);
    let proposed = post.due.or(next).unwrap_or_else(|| desk.now().after(PROPOSED_SECONDS));
    let (mut date, mut time) = schedule_fields(&zone, proposed);
    if typed.get("when") == "at" {
        (date, time) = (typed.get("date").to_owned(), typed.get("time").to_owned());
    }
    Ok(PublishView {
        zone,
        next,
        chosen: typed.get("when") == "at",
        date,
        time,
        letter: typed.get("letter"),
        kindred: desk.kindred_letters(post.id).await?,
        further: desk.further_letters(post.id).await?,
    })
}
