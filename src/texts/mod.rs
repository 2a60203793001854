//! Every sentence that a person reads, by language. It knows nothing but words.

pub mod en;
