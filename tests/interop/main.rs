//! What the page seals the server opens, and what the server seals the page opens: the scripts of `assets/js` run
//! in Node beside the real `seal`.

// Clippy lets tests unwrap, and takes the functions that tests share for something else.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod page;
mod scripts;
mod sealing;
mod texts;
