//! What readers see.

mod ask;
mod asked;
mod check;
mod column_page;
mod help;
mod home;
mod mailbox;
mod post;
mod receipt;
mod slow;
mod tags;

pub use ask::{AskForm, AskNotice, AskPage, ask};
pub use asked::asked;
pub use check::{CheckView, SEEN_FIELD, check};
pub use column_page::column_page;
pub use help::{giveaway_note, help};
pub use home::{HomeView, earlier, home, home_preview};
pub use mailbox::{LOOKED_FIELD, MailboxView, Told, Typed, mailbox};
pub use post::{post, preview, typed};
pub use receipt::{ReceiptProblem, Sealer, receipt_form};
pub use slow::{SlowForm, slow};
pub use tags::{tag, tags};
