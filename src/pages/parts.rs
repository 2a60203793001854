//! The pieces that pages are made of.

mod card;
mod exit;
mod fields;
mod gate;
mod help_panel;
mod notice;
mod picture;
mod words;

pub use card::{Card, card};
pub use exit::exit;
pub use fields::*;
pub use gate::*;
pub use help_panel::*;
pub use notice::*;
pub use picture::picture;
pub use words::*;
