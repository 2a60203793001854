//! What is measured.

mod arrivals;
mod footprint;
mod pages;
mod submissions;

pub use arrivals::arrivals;
pub use footprint::footprint;
pub use pages::pages;
pub use submissions::submissions;
