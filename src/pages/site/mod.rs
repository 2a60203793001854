//! What readers see.

mod archive;
mod around;
mod ask;
mod ask_box;
mod asked;
mod check;
mod column_page;
mod help;
mod home;
mod mailbox;
mod place;
mod post;
mod privacy;
mod receipt;
mod respond;
mod responses;
mod search;
mod slow;
mod tags;

pub use archive::{archive, archive_year};
pub use ask::{AskForm, AskNotice, AskPage, ask};
pub use ask_box::ask_box;
pub use asked::asked;
pub use check::{CheckView, SEEN_FIELD, check};
pub use column_page::column_page;
pub use help::{giveaway_note, help};
pub use home::{HomeView, earlier, home, home_preview};
pub use mailbox::{LOOKED_FIELD, MailboxView, Told, Typed, mailbox};
pub use place::Place;
pub use post::{Below, post, preview, typed};
pub use privacy::{Line, PrivacyView, privacy};
pub use receipt::{ReceiptProblem, Sealer, receipt_form};
pub use respond::{RespondForm, RespondNotice, closed, respond, responded};
pub use search::{SearchView, search};
pub use slow::{SlowForm, slow};
pub use tags::{tag, tags};
