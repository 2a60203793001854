//! Mistakes with a picture, told beside it.

use crate::domain::{LongAlt, PictureProblem};
use crate::pages::parts::FieldProblem;
use crate::texts::en::desk::pictures as t;
use crate::texts::en::pictures as told;

/// Why a picture was not taken.
pub fn picture(problem: PictureProblem) -> FieldProblem {
    FieldProblem { field: "picture", text: told::problem(problem) }
}

/// No file was chosen.
pub fn no_picture() -> FieldProblem {
    FieldProblem { field: "picture", text: t::NO_FILE.to_owned() }
}

/// More than one file was chosen.
pub fn several_pictures() -> FieldProblem {
    FieldProblem { field: "picture", text: t::SEVERAL_FILES.to_owned() }
}

/// There is no room for more pictures.
pub fn library_full() -> FieldProblem {
    FieldProblem { field: "picture", text: t::LIBRARY_FULL.to_owned() }
}

/// Others wait to be made ready.
pub fn pictures_busy() -> FieldProblem {
    FieldProblem { field: "picture", text: t::BUSY.to_owned() }
}

/// What a picture shows was told in too many words; `field` is the field's id.
pub fn alt(field: &'static str, problem: LongAlt) -> FieldProblem {
    FieldProblem { field, text: t::long_alt(problem.chars) }
}

/// A post or a setting names the picture.
pub fn picture_named() -> FieldProblem {
    FieldProblem { field: "pictures", text: t::NAMED.to_owned() }
}
