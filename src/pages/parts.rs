//! The pieces that pages are made of.

mod fields;
mod words;

pub use fields::*;
pub use words::*;
