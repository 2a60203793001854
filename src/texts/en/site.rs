//! What the public pages say, in a file for each part of them.

mod ask;
mod frame;
mod mailbox;
mod read;
mod receipt;

pub use ask::*;
pub use frame::*;
pub use mailbox::*;
pub use read::*;
pub use receipt::*;
