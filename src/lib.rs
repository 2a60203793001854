//! Unsaid: an anonymous question box and answering desk for advice columns.
//!
//! | module | is the only one that | may use, besides `domain` |
//! | --- | --- | --- |
//! | [`domain`] | says what the product is; no input or output | |
//! | [`seal`] | knows cryptography | |
//! | [`sqlite`] | opens and writes databases, for the two stores alone | |
//! | [`public`] | keeps what may lie open: envelopes, mailboxes, posts, accounts | `sqlite` |
//! | [`vault`] | keeps what may not: questions, drafts, history, the outbox | `sqlite` |
//! | [`markdown`] | makes HTML of Markdown | |
//! | [`pictures`] | knows picture formats | |
//! | [`archive`] | knows formats to export and import | |
//! | [`service`] | gets the writers of both stores, so all that crosses the wall is there | `public`, `vault`, `seal`, `markdown`, `pictures`, `archive` |
//! | [`texts`] | holds sentences that a person reads, by language | |
//! | [`pages`] | writes HTML and feeds: data in, markup out | `texts` |
//! | [`web`] | knows axum | `service`, `pages`, `public::Site`, and the public store's reader through `service` |
//! | [`jobs`] | runs by the clock | `service` |
//! | [`control`] | knows the socket by which a command reaches the running program | `service` |
//! | [`config`] | knows flags and the environment | |
//!
//! `main` wires them and prints. The stores know neither each other nor `seal`: what is sealed is bytes to
//! them. Their errors are `sqlite::Error`, which `service` and `web` may name too. Time comes in as a value.
//! `tests/architecture.rs` holds the code to this table.
#![forbid(unsafe_code)]

pub mod archive;
pub mod config;
pub mod control;
pub mod domain;
pub mod jobs;
pub mod markdown;
pub mod pages;
pub mod pictures;
pub mod public;
pub mod seal;
pub mod service;
pub mod sqlite;
pub mod texts;
pub mod vault;
pub mod web;
