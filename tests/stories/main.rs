//! The product as people use it, one file for each story: the real app, over HTTP.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;

mod addresses;
mod answered_already;
mod asking;
mod asking_gate;
mod asking_sealed;
mod asking_twice;
mod attacks;
mod autosaving;
mod by_hand;
mod checking;
mod choosing_a_time;
mod column_face;
mod coming_back;
mod consent;
mod days;
mod deciding_responses;
mod demo;
mod editor_whole;
mod embedding;
mod feeds;
mod finding;
mod first_visit;
mod flooding;
mod following_sealed;
mod following_up;
mod forged;
mod hearing_again;
mod hostile_fields;
mod hostile_pictures;
mod hostile_posts;
mod hostile_words;
mod kept_pages;
mod kept_right;
mod life_of_a_post;
mod many_letters;
mod moving_in;
mod pages_of_the_column;
mod pictures;
mod posts_as_a_whole;
mod proofs;
mod proving;
mod publishing;
mod replying;
mod responding;
mod responding_forged;
mod responding_limits;
mod responding_numbers;
mod responding_sealed;
mod responding_taken_back;
mod returning_texts;
mod revising;
mod revisions;
mod routes;
mod scheduling;
mod scheduling_crash;
mod setting_up;
mod settings;
mod taking_back;
mod the_door;
mod triage;
mod twice;
mod viewing;
mod walking;
mod when_it_fails;
mod writing;
