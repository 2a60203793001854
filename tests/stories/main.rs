//! The product as people use it, one file for each story: the real app, over HTTP.

#[path = "../common/mod.rs"]
mod common;

mod asking;
mod by_hand;
mod coming_back;
mod hostile_fields;
mod moving_in;
mod replying;
mod routes;
mod setting_up;
mod the_door;
mod triage;
mod when_it_fails;
mod writing;
