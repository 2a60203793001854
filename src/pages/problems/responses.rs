//! Mistakes with a response, told beside it.

use crate::domain::InvalidComment;
use crate::pages::parts::FieldProblem;
use crate::texts::en::desk::{comments, settings};
use crate::texts::en::site;

/// Of a response, or the name that it is to bear.
pub fn comment(field: &'static str, problem: InvalidComment) -> FieldProblem {
    FieldProblem { field, text: site::respond_problem(problem) }
}

/// Of a name that is the columnist's.
pub fn poses(columnist: &str) -> FieldProblem {
    FieldProblem { field: "name", text: site::respond_poses(columnist) }
}

/// Of a response that holds words which lead back to its writer.
pub fn response_words(field: &'static str) -> FieldProblem {
    FieldProblem { field, text: site::RESPOND_OWN_WORDS.to_owned() }
}

/// Of seven words that are not those of the post's letter.
pub fn not_asker() -> FieldProblem {
    FieldProblem { field: "asker", text: site::RESPOND_NOT_ASKER.to_owned() }
}

/// Of the days for which posts take responses.
pub fn comments_days() -> FieldProblem {
    FieldProblem { field: "comments_days", text: settings::comments_problem() }
}

/// Of a response that is edited at the desk, or answered there.
pub fn desk_comment(field: &'static str, problem: InvalidComment) -> FieldProblem {
    FieldProblem { field, text: comments::problem(problem) }
}

/// Of a response that says something else by now than what was changed.
pub fn comment_changed() -> FieldProblem {
    FieldProblem { field: "text", text: comments::CHANGED.to_owned() }
}

/// Of an answer for which there is no room below its post.
pub fn comments_full() -> FieldProblem {
    FieldProblem { field: "reply", text: comments::FULL.to_owned() }
}

/// Of an answer that the pressed button does not send.
pub fn reply_unsent() -> FieldProblem {
    FieldProblem { field: "reply", text: comments::REPLY_UNSENT.to_owned() }
}

/// Of the same, when what the button does has been done.
pub fn reply_left() -> FieldProblem {
    FieldProblem { field: "reply", text: comments::REPLY_LEFT.to_owned() }
}
