//! The part of the settings that holds the pictures of the column itself.

use maud::{Markup, html};

use crate::domain::{ColumnPictures, PICTURES_PUBLIC, PicturePlace};
use crate::pages::parts::picture;
use crate::texts::en::desk::pictures as t;

/// How wide a picture is shown here, as the attribute `sizes` says it.
const SIZES: &str = "9rem";

/// The section, with ways to choose for who may change it.
pub(super) fn pictures(pictures: &ColumnPictures, may_change: bool) -> Markup {
    html! {
        h2 #pictures { (t::COLUMN) }
        p { (t::COLUMN_LEAD) }
        ul.places.column-pictures { @for at in PicturePlace::ALL { (place(pictures, at, may_change)) } }
    }
}

fn place(pictures: &ColumnPictures, place: PicturePlace, may_change: bool) -> Markup {
    let (name, what) = t::place(place);
    let shown = pictures.at(place);
    html! {
        li {
            div { h3 { (name) } p.hint { (what) } }
            @match shown {
                Some(shown) => (picture(shown, PICTURES_PUBLIC, "thumb", SIZES)),
                None => p { (t::NONE) },
            }
            @if may_change {
                p.actions { a.button href={ "/desk/pictures?for=" (place.as_str()) } { (t::CHOOSE) span.vh { ": " (name) } } }
                @if shown.is_some() {
                    form method="post" action="/desk/settings/pictures" {
                        input type="hidden" name="place" value=(place.as_str());
                        button { (t::REMOVE) span.vh { ": " (name) } }
                    }
                }
            }
        }
    }
}
