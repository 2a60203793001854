//! The settings of the column's own pictures.

use axum::Router;
use axum::response::Response;
use axum::routing::post;

use super::super::App;
use super::super::Error;
use super::super::fields::Fields;
use super::admit::SignedIn;
use super::frame::done;
use crate::domain::{PictureId, PicturePlace, SettingsChange};
use crate::pages::desk::Done;
use crate::service::SettingsError;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/settings/pictures", post(save))
}

/// Puts a picture of the library in its place; with none named, takes away the one that is there.
async fn save(SignedIn(desk): SignedIn, fields: Fields) -> Result<Response, Error> {
    let place = PicturePlace::parse(fields.get("place")).ok_or(Error::BadForm)?;
    let to = match fields.get("picture") {
        "" => None,
        id => {
            let id = PictureId::from_hex(id).map_err(|_| Error::NotFound)?;
            Some(desk.picture(id).await?)
        }
    };
    let told = if to.is_some() { Done::PictureSet } else { Done::Removed };
    match desk.change_settings(SettingsChange::Picture { place, to }).await {
        Ok(()) => Ok(done("/desk/settings", Some(told))),
        Err(SettingsError::Unfit(_)) => Err(Error::Stale),
        Err(SettingsError::Failed(error)) => Err(error.into()),
    }
}
