//! What the product is: questions, consent, posts, tags, receipts as words, sealed things as opaque bytes.
//!
//! It does no input or output, and knows neither the stores, nor the web, nor cryptography.

mod account;
mod address;
mod calendar;
mod consent;
mod crisis;
mod day;
mod envelope;
mod exit;
mod giveaway;
mod helplines;
mod ids;
mod letter;
mod mailbox;
mod outbox;
mod pattern;
mod picture;
mod post;
mod prefix;
mod proof;
mod public_post;
mod question;
mod receipt;
mod rhythm;
mod schedule;
mod settings;
mod settings_change;
mod site;
mod slug;
mod spam;
mod status;
mod submission;
mod tag;
mod terms;
mod thread;
#[cfg(test)]
mod transitions;
mod turn;
mod typed_helplines;
mod vault_key;
mod visible;
mod words;
mod zone;

pub use account::*;
pub use address::{
    ADDRESS_CHARS_MAX, InvalidSiteUrl, SiteUrl, is_host, is_loopback, is_web_address,
};
pub use calendar::*;
pub use consent::{Consent, InvalidConsent};
pub use crisis::*;
pub use day::{Day, Moment};
pub use envelope::*;
pub use exit::*;
pub use giveaway::*;
pub use helplines::*;
pub use ids::*;
pub use letter::Letter;
pub use mailbox::*;
pub use outbox::{OutboxRow, Outgoing};
pub use picture::*;
pub use post::*;
pub use prefix::Prefix;
pub use proof::*;
pub use public_post::*;
pub use question::*;
pub use receipt::*;
pub use rhythm::*;
pub use schedule::*;
pub use settings::*;
pub use settings_change::*;
pub use site::*;
pub use slug::{InvalidSlug, SLUG_CHARS_MAX, Slug};
pub use spam::{SpamReason, bare_text, looks_like_spam};
pub use status::{InvalidStatus, InvalidTransition, Status};
pub use submission::*;
pub use tag::*;
pub use terms::{all_telling_words, telling_words};
pub use thread::*;
pub use turn::{ProofTurn, ProofWords};
pub use typed_helplines::*;
pub use vault_key::*;
pub use visible::{visible, without_hidden};
pub use zone::*;
