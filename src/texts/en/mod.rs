//! English, in small files by area.

pub mod common;
pub mod desk;
pub mod errors;
pub mod pictures;
pub mod problems;
pub mod site;
