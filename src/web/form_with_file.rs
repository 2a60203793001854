//! A form with a file in it, as a browser sends it.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};

use super::Error;
use super::fields::{Fields, kind};

/// The field of the file.
const FILE: &str = "picture";
const FORM_WITH_FILE: &str = "multipart/form-data";

/// What such a form sent.
#[derive(Debug, Default)]
pub struct FormWithFile {
    pub fields: Fields,
    /// Those that were chosen, and are not empty.
    pub files: Vec<Vec<u8>>,
}

/// Whether a body says that it is such a form.
pub fn is_form_with_file(request: &Request) -> bool {
    kind(request).eq_ignore_ascii_case(FORM_WITH_FILE)
}

impl FormWithFile {
    /// Reads a body, whose bytes the guard has counted already.
    ///
    /// # Errors
    ///
    /// * [`Error::BadForm`] for a body that is none.
    pub async fn read(mut request: Request) -> Result<Self, Error> {
        DefaultBodyLimit::disable().apply(&mut request);
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| Error::BadForm)?;
        let (mut texts, mut files) = (Vec::new(), Vec::new());
        while let Some(field) = form.next_field().await.map_err(|_| Error::BadForm)? {
            let name = field.name().unwrap_or_default().to_owned();
            let value = field.bytes().await.map_err(|_| Error::BadForm)?;
            if name != FILE {
                texts.push((name, String::from_utf8_lossy(&value).into_owned()));
            } else if !value.is_empty() {
                files.push(Vec::from(value));
            }
        }
        Ok(Self { fields: Fields::of(texts), files })
    }
}
