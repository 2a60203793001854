//! What the measures share.

pub mod bare;
pub mod camera;
pub mod client;
pub mod fixture;
pub mod grown;
pub mod load;
pub mod place;
pub mod report;
pub mod sealed;
pub mod server;
pub mod text;
