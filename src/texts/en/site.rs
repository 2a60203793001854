//! What the public pages say, in a file for each part of them.

mod ask;
mod card;
mod check;
mod find;
mod follow;
mod frame;
mod help;
mod mailbox;
mod privacy;
mod read;
mod receipt;
mod respond;
mod slow;
mod thread;

pub use ask::*;
pub use card::*;
pub use check::*;
pub use find::*;
pub use follow::*;
pub use frame::*;
pub use help::*;
pub use mailbox::*;
pub use privacy::*;
pub use read::*;
pub use receipt::*;
pub use respond::*;
pub use slow::*;
pub use thread::*;
