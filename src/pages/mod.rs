//! The only module that writes HTML and feeds: data in, markup out. It knows nothing of the web, the stores or the clock.

pub mod assets;
pub mod desk;
pub mod errors;
pub mod layout;
pub mod machines;
pub mod parts;
pub mod problems;
pub mod scripts;
pub mod site;
