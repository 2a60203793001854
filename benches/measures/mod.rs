//! What is measured.

mod arrivals;
mod footprint;
mod pages;
mod pictures;
mod rounds;
mod sealed;
mod submissions;
mod uploads;
mod writing;

pub use arrivals::arrivals;
pub use footprint::footprint;
pub use pages::pages;
pub use pictures::pictures;
pub use sealed::sealed;
pub use submissions::submissions;
pub use uploads::uploads;
pub use writing::{previews, saves};
