//! The pieces that pages are made of.

mod exit;
mod fields;
mod gate;
mod help_panel;
mod words;

pub use exit::exit;
pub use fields::*;
pub use gate::*;
pub use help_panel::*;
pub use words::*;
