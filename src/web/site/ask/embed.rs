//! The ask box within a page of another site. It sends to `/ask` like the form there, in the window as a whole, so the
//! receipt is read on a page of our own.

use axum::extract::State;
use axum::response::Response;

use super::super::super::fields::Fields;
use super::super::super::guard::Framed;
use super::super::super::{App, Error, page};
use super::Sent;

pub(super) async fn show(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    let sent = Sent { app: &app, site: &site, fields: &Fields::default(), prefix: None };
    let mut response = page::html(sent.fresh_box());
    if let Some(framed) = Framed::by(&site.settings.embeds) {
        response.extensions_mut().insert(framed);
    }
    Ok(response)
}
