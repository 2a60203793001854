//! The library of pictures, and the pictures of the column itself.

use crate::domain::{ALT_CHARS_MAX, PicturePlace};

pub const TITLE: &str = "Pictures";
pub const LEAD: &str = "They lie in the vault until a post that shows them is public. Where and when a photo was taken, and with what, is taken out at once.";
pub const ADD: &str = "Add a picture";
pub const FILE: &str = "File";
pub const FILE_HINT: &str = "JPEG, PNG, WebP or GIF, at most 20 MB.";
pub const ALT: &str = "What it shows";
pub const ALT_HINT: &str =
    "A sentence for readers who do not see it. Leave it empty if it is decoration alone.";
pub const ADD_BUTTON: &str = "Add";
pub const EMPTY_HEAD: &str = "No pictures yet";
pub const EMPTY_LINE: &str = "The ones you add are kept here, to choose from again.";
pub const NO_ALT: &str = "Nobody has said yet what it shows.";
pub const CODE: &str = "To show it, put this line into a post";
pub const MORE: &str = "Change or delete";
pub const SAVE: &str = "Save";
pub const DELETE: &str = "Delete";
pub const PAGES: &str = "Pages";
pub const NEXT: &str = "Older pictures";
pub const LIST: &str = "All pictures";

pub const NO_FILE: &str = "Choose a file first.";
pub const SEVERAL_FILES: &str = "Send one picture at a time.";
pub const LIBRARY_FULL: &str =
    "The library is full. Delete pictures that no post shows, then add this one.";
pub const BUSY: &str = "Other pictures are being made ready just now. Try again in a moment.";
pub const NAMED: &str = "This picture stays: a post, a block, a snippet or the settings show it. Take it out there first.";

pub const COLUMN: &str = "Pictures of the column";
pub const COLUMN_LEAD: &str =
    "Every post shows them. They are public from the moment you choose them.";
pub const NONE: &str = "None.";
pub const CHOOSE: &str = "Choose from the library";
pub const REMOVE: &str = "Take away";
pub const CHOOSE_CANCEL: &str = "Back to the settings";

/// What is said above a library that a picture is chosen from.
pub fn choosing(place: PicturePlace) -> &'static str {
    match place {
        PicturePlace::Portrait => "Choose the portrait. Add it first if it is not here yet.",
        PicturePlace::Closing => "Choose the closing picture. Add it first if it is not here yet.",
    }
}

/// The button below a picture that can be chosen.
pub fn choose(place: PicturePlace) -> &'static str {
    match place {
        PicturePlace::Portrait => "Make this the portrait",
        PicturePlace::Closing => "Make this the closing picture",
    }
}

/// A place of the column's own pictures, with what it is.
pub fn place(place: PicturePlace) -> (&'static str, &'static str) {
    match place {
        PicturePlace::Portrait => ("Portrait", "You, small, beside your name above every answer."),
        PicturePlace::Closing => ("Closing picture", "Below the text of every post."),
    }
}

/// Too many words for what a picture shows.
pub fn long_alt(chars: usize) -> String {
    format!(
        "{chars} characters are too many here: {ALT_CHARS_MAX} at the most. One sentence is enough."
    )
}
