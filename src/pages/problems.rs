//! A mistake in a field, told beside it.

mod pictures;
mod responses;

pub use pictures::*;
pub use responses::*;

use super::parts::FieldProblem;
use crate::domain::{
    InvalidAccount, InvalidBlock, InvalidCountry, InvalidEmbed, InvalidFace, InvalidHelpline,
    InvalidName, InvalidPost, InvalidQuestion, InvalidRhythm, InvalidSchedule, InvalidSnippet,
    InvalidTag, OWN_WORDS_CHARS_MAX, PROOF_WORDS_CHARS_MAX, QUESTION_CHARS_MAX, UnfitChange,
    Unpublishable, WeakPassword, Zone,
};
use crate::texts::en::desk::settings;
use crate::texts::en::desk::{blocks, check, embed, face as face_texts, marks, proof, publishing};
use crate::texts::en::{problems as t, site};

/// Of the reader's question.
pub fn question(problem: InvalidQuestion) -> FieldProblem {
    FieldProblem { field: "question", text: site::question_problem(problem) }
}

/// Of a question that holds the seven words of its own page.
pub fn own_words() -> FieldProblem {
    FieldProblem { field: "question", text: site::OWN_WORDS.to_owned() }
}

/// Of what the column shows of itself.
pub fn face(problem: InvalidFace) -> FieldProblem {
    let (field, text) = face_texts::problem(problem);
    FieldProblem { field, text }
}

/// Of the same, when it is another by now than what was changed.
pub fn face_changed() -> FieldProblem {
    FieldProblem { field: "name", text: face_texts::CHANGED.to_owned() }
}

/// Of the reader's consent.
pub fn consent() -> FieldProblem {
    FieldProblem { field: "consent", text: site::CONSENT_PROBLEM.to_owned() }
}

/// Of what a reader adds to a letter.
pub fn follow_up(field: &'static str, problem: InvalidQuestion) -> FieldProblem {
    let text = match problem {
        InvalidQuestion::Empty => site::BACK_EMPTY.to_owned(),
        InvalidQuestion::TooLong { chars } => site::back_long(chars - QUESTION_CHARS_MAX),
    };
    FieldProblem { field, text }
}

/// Of the words for a change of a text, of which there are too many.
pub fn proof_words_long(field: &'static str, chars: usize) -> FieldProblem {
    let over = chars.saturating_sub(PROOF_WORDS_CHARS_MAX);
    FieldProblem { field, text: site::back_long(over) }
}

/// Of the words for a change of a text, which nobody can guess.
pub fn proof_words_empty(field: &'static str) -> FieldProblem {
    FieldProblem { field, text: site::BACK_NO_CHANGES.to_owned() }
}

/// Of a text that holds the very words that it comes with.
pub fn own_words_in(field: &'static str) -> FieldProblem {
    FieldProblem { field, text: site::BACK_OWN_WORDS.to_owned() }
}

/// Of a text with seven words that look like a receipt.
pub fn looks_like_receipt(field: &'static str) -> FieldProblem {
    FieldProblem { field, text: site::BACK_RECEIPT.to_owned() }
}

/// Of a withdrawal that was not confirmed.
pub fn not_sure() -> FieldProblem {
    FieldProblem { field: "sure", text: site::SURE_PROBLEM.to_owned() }
}

/// Of a text at the desk: a letter, a note, a reply.
pub fn text(field: &'static str, problem: InvalidQuestion) -> FieldProblem {
    FieldProblem { field, text: t::text(problem) }
}

/// Of a reply to a letter that was declined or set aside while it was written.
pub fn reply_refused() -> FieldProblem {
    FieldProblem { field: "reply", text: t::REPLY_REFUSED.to_owned() }
}

/// Of a reply that nobody can be sent.
pub fn no_asker() -> FieldProblem {
    FieldProblem { field: "reply", text: t::NO_ASKER.to_owned() }
}

/// Of the consent of a letter entered by hand.
pub fn entered_consent() -> FieldProblem {
    FieldProblem { field: "consent", text: t::CONSENT.to_owned() }
}

/// Of a list of tags.
pub fn tags(problem: &InvalidTag) -> FieldProblem {
    FieldProblem { field: "tags", text: t::tags(problem) }
}

/// Of a post's fields.
pub fn post(problem: &InvalidPost) -> FieldProblem {
    let (field, text) = t::post(problem);
    FieldProblem { field, text }
}

/// What a post still lacks; none where no field can mend it.
pub fn unpublishable(problem: Unpublishable) -> Option<FieldProblem> {
    match problem {
        Unpublishable::NoTitle => {
            Some(FieldProblem { field: "title", text: t::NO_TITLE.to_owned() })
        }
        Unpublishable::NoAnswer => {
            Some(FieldProblem { field: "answer", text: t::NO_ANSWER.to_owned() })
        }
        Unpublishable::Private
        | Unpublishable::Proof
        | Unpublishable::ProofWaiting { .. }
        | Unpublishable::ProofChanges
        | Unpublishable::ProofOutdated
        | Unpublishable::Unreachable
        | Unpublishable::Refused => None,
    }
}

/// Of what protects an asker and has not been ticked.
pub fn not_ticked() -> FieldProblem {
    FieldProblem { field: "check", text: check::NOT_TICKED.to_owned() }
}

/// Of a mark that is to be blurred, for which there are no words.
pub fn no_own_words() -> FieldProblem {
    FieldProblem { field: "marks", text: marks::NO_WORDS.to_owned() }
}

/// Of words in a mark's place, of which there are too many.
pub fn own_words_long() -> FieldProblem {
    FieldProblem { field: "marks", text: marks::own_words_long(OWN_WORDS_CHARS_MAX) }
}

/// Of a date and time that was not taken.
pub fn schedule(problem: InvalidSchedule, zone: &Zone) -> FieldProblem {
    let (field, text) = publishing::schedule_problem(problem, zone);
    FieldProblem { field, text }
}

/// Of the next free time, where there is none.
pub fn no_slot() -> FieldProblem {
    FieldProblem { field: "date", text: publishing::NO_SLOT.to_owned() }
}

/// Of the address of a letter that is to stand behind a post.
pub fn letter_address(shut: bool) -> FieldProblem {
    let text = if shut { publishing::LETTER_SHUT } else { publishing::LETTER_PROBLEM };
    FieldProblem { field: "letter", text: text.to_owned() }
}

/// Of the sites that may show the ask box.
pub fn embed(problem: &InvalidEmbed) -> FieldProblem {
    FieldProblem { field: "sites", text: embed::problem(problem) }
}

/// Of the column's time zone.
pub fn zone() -> FieldProblem {
    FieldProblem { field: "zone", text: publishing::zone_problem() }
}

/// Of the days between a letter and its answer.
pub fn min_days() -> FieldProblem {
    FieldProblem { field: "min_days", text: publishing::min_days_problem() }
}

/// Of the times of a week.
pub fn rhythm(problem: InvalidRhythm) -> FieldProblem {
    FieldProblem { field: "rhythm", text: publishing::rhythm_problem(problem) }
}

/// Of the last day for an asker's yes.
pub fn until() -> FieldProblem {
    FieldProblem { field: "until", text: proof::until_problem() }
}

/// Of a text as printed that is not there to be shown to its asker.
pub fn nothing_to_prove() -> FieldProblem {
    FieldProblem { field: "printed", text: proof::NOTHING.to_owned() }
}

/// Of a name.
pub fn name(field: &'static str, problem: InvalidName) -> FieldProblem {
    FieldProblem { field, text: t::name(problem) }
}

/// Of an account's name.
pub fn account(problem: InvalidAccount) -> FieldProblem {
    FieldProblem { field: "account", text: t::account(problem) }
}

/// Of a new password.
pub fn password(problem: &WeakPassword) -> FieldProblem {
    FieldProblem { field: "password", text: t::password(problem) }
}

/// Of a new password that was typed twice, differently.
pub fn password_again() -> FieldProblem {
    FieldProblem { field: "password_again", text: t::PASSWORD_AGAIN.to_owned() }
}

/// Of the days after which readers come back.
pub fn return_days() -> FieldProblem {
    FieldProblem { field: "return_days", text: settings::return_problem() }
}

/// Of a help line.
pub fn helpline(problem: InvalidHelpline) -> FieldProblem {
    let (field, text) = settings::line_problem(problem);
    FieldProblem { field, text }
}

/// Of a country and its number.
pub fn country(problem: InvalidCountry) -> FieldProblem {
    let (field, text) = settings::country_problem(problem);
    FieldProblem { field, text }
}

/// Of a help line that does not fit the list as it is by now.
pub fn unfit_line(problem: UnfitChange) -> FieldProblem {
    let text = match problem {
        UnfitChange::TooMany => settings::too_many_lines(),
        UnfitChange::Gone | UnfitChange::Taken => settings::LINE_CHANGED.to_owned(),
    };
    FieldProblem { field: "name", text }
}

/// Of a help line whose country was removed meanwhile.
pub fn country_gone() -> FieldProblem {
    FieldProblem { field: "name", text: settings::COUNTRY_GONE.to_owned() }
}

/// Of a country that does not fit the list as it is by now.
pub fn unfit_country(problem: UnfitChange) -> FieldProblem {
    match problem {
        UnfitChange::TooMany => {
            FieldProblem { field: "name", text: settings::too_many_countries() }
        }
        UnfitChange::Taken => {
            FieldProblem { field: "code", text: settings::COUNTRY_TAKEN.to_owned() }
        }
        UnfitChange::Gone => {
            FieldProblem { field: "name", text: settings::COUNTRY_CHANGED.to_owned() }
        }
    }
}

/// Of a block.
pub fn block(problem: InvalidBlock) -> FieldProblem {
    let (field, text) = blocks::block_problem(problem);
    FieldProblem { field, text }
}

/// Of a snippet.
pub fn snippet(problem: InvalidSnippet) -> FieldProblem {
    let (field, text) = blocks::snippet_problem(problem);
    FieldProblem { field, text }
}

/// Of a text that could not be saved just now.
pub fn not_saved(field: &'static str) -> FieldProblem {
    FieldProblem { field, text: t::NOT_SAVED.to_owned() }
}
