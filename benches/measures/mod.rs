//! What is measured.

mod arrivals;
mod footprint;
mod growth;
mod pages;
mod pictures;
mod rounds;
mod sealed;
mod site;
mod submissions;
mod uploads;
mod writing;

pub use arrivals::arrivals;
pub use footprint::footprint;
pub use growth::growth;
pub use pages::pages;
pub use pictures::pictures;
pub use sealed::sealed;
pub use site::site;
pub use submissions::submissions;
pub use uploads::uploads;
pub use writing::{previews, saves};
