//! What readers see.

mod ask;
mod home;
mod mailbox;
mod post;
mod receipt;
mod tags;

pub use ask::{AskForm, AskNotice, ask, asked};
pub use home::home;
pub use mailbox::{MailboxView, mailbox};
pub use post::{post, preview};
pub use receipt::{ReceiptProblem, receipt_form};
pub use tags::{tag, tags};
