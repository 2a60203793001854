//! The product as people use it, one file for each story: the real app, over HTTP.

#[path = "../common/mod.rs"]
mod common;

mod asking;
mod coming_back;
mod triage;
mod writing;
