//! The settings of what the column shows of itself, and how it would look.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use maud::Markup;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use super::settings::ADDRESS;
use crate::domain::{Accent, Column, Face, InvalidFace, seen_mark};
use crate::pages::desk::{DeskPlace, Done, FaceForm, SettingsView, settings};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::pages::site::{HomeView, home_preview};
use crate::service::{Desk, SettingsError, about_html};

/// Posts that the page shows on which a face is tried.
const TRIED_POSTS: u32 = 4;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/settings/column", post(save))
        .route("/desk/settings/column/preview", post(preview))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let mut form = typed(&fields);
    let face = match read(&form) {
        Ok(face) => face,
        Err(wrong) => return refused(&app, &desk, form, wrong).await,
    };
    match desk.change_face(face, &form.seen).await {
        Ok(()) => Ok(done(ADDRESS, Some(Done::Saved))),
        Err(SettingsError::Unfit(_)) => {
            // Made from what is there by now, so that saving it again is deliberate.
            form.seen = seen_mark(&desk.face()?);
            let shown = shown(&app, &desk, form, vec![problems::face_changed()]).await?;
            Ok((StatusCode::CONFLICT, page::html(shown)).into_response())
        }
        Err(SettingsError::Failed(error)) => {
            let problems = vec![frame::unsaved("name", error)?];
            Ok(frame::not_now(shown(&app, &desk, form, problems).await?))
        }
    }
}

/// The home page as it would look. Nothing is saved.
async fn preview(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let form = typed(&fields);
    let face = match read(&form) {
        Ok(face) => face,
        Err(wrong) => return refused(&app, &desk, form, wrong).await,
    };
    let (site, posts) = (app.service.site()?, app.service.public().posts(None, TRIED_POSTS).await?);
    let about_html = about_html(&face.about);
    let column = Column {
        name: face.name,
        columnist: face.columnist,
        line: face.line,
        accent: face.accent,
        menu: site.column.menu.clone(),
    };
    let pictures = &site.settings.pictures;
    let view = HomeView { column: &column, pictures, about_html: &about_html, posts: &posts };
    Ok(page::html(home_preview(&view)))
}

fn typed(fields: &Fields) -> FaceForm {
    let text = |name: &str| fields.get(name).to_owned();
    FaceForm {
        name: text("name"),
        columnist: text("columnist"),
        line: text("line"),
        accent: Accent::parse(fields.get("accent")),
        about: text("about"),
        seen: text("seen"),
    }
}

fn read(form: &FaceForm) -> Result<Face, Vec<InvalidFace>> {
    Face::parse(&form.name, &form.columnist, &form.line, form.accent, &form.about)
}

async fn refused(
    app: &App,
    desk: &Arc<Desk>,
    form: FaceForm,
    wrong: Vec<InvalidFace>,
) -> Result<Response, Error> {
    let problems = wrong.into_iter().map(problems::face).collect();
    Ok(page::unprocessable(shown(app, desk, form, problems).await?))
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    form: FaceForm,
    problems: Vec<FieldProblem>,
) -> Result<Markup, Error> {
    let (found, facts) = (desk.settings()?, Facts::gather(app, desk).await?);
    let view = SettingsView { face: form, problems, ..SettingsView::of(&found, &desk.face()?) };
    Ok(facts.page(DeskPlace::Settings, "", |frame| settings(frame, &view)))
}
