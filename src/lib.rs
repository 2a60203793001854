//! Unsaid: an anonymous question box and answering desk for advice columns.
#![forbid(unsafe_code)]

pub mod archive;
pub mod config;
pub mod control;
pub mod domain;
pub mod jobs;
pub mod markdown;
pub mod pages;
pub mod public;
pub mod seal;
pub mod service;
pub mod sqlite;
pub mod texts;
pub mod vault;
pub mod web;
