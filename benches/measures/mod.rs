//! What is measured.

mod arrivals;
mod footprint;
mod pages;
mod pictures;
mod rounds;
mod sealed;
mod submissions;

pub use arrivals::arrivals;
pub use footprint::footprint;
pub use pages::pages;
pub use pictures::pictures;
pub use sealed::sealed;
pub use submissions::submissions;
