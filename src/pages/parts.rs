//! The pieces that pages are made of.

mod card;
mod exit;
mod fields;
mod gate;
mod notice;
mod words;

pub use card::{Card, card};
pub use exit::exit;
pub use fields::*;
pub use gate::*;
pub use notice::*;
pub use words::*;
