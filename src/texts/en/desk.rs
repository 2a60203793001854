//! What the people at the desk read.

pub mod attention;
pub mod blocks;
pub mod calendar;
pub mod check;
pub mod comments;
pub mod conversation;
pub mod done;
pub mod door;
pub mod editor;
pub mod embed;
pub mod face;
pub mod letter;
pub mod marks;
pub mod page_starts;
pub mod pictures;
pub mod posts;
pub mod proof;
pub mod publishing;
pub mod question;
pub mod queue;
pub mod revisions;
pub mod settings;
pub mod shell;
pub mod stats;
pub mod words;
pub mod writing;
