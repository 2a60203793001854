//! What is measured.

mod arrivals;
mod footprint;
mod growth;
mod pages;
mod rounds;
mod sealed;
mod site;
mod submissions;

pub use arrivals::arrivals;
pub use footprint::footprint;
pub use growth::growth;
pub use pages::pages;
pub use sealed::sealed;
pub use site::site;
pub use submissions::submissions;
