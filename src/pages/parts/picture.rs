//! A picture of the library, outside of a text.

use maud::{Markup, html};

use crate::domain::Picture;

/// A picture with a file for every screen. `base` is where its files are, `sizes` how wide it is shown, as the
/// attribute says it.
pub fn picture(picture: &Picture, base: &str, class: &str, sizes: &str) -> Markup {
    html! {
        @if let Some(shown) = picture.shown() {
            img class=(class) src={ (base) (shown.file) } srcset=(picture.srcset(base)) sizes=(sizes)
                width=(shown.width) height=(shown.height) alt=(picture.alt) loading="lazy" decoding="async";
        }
    }
}
