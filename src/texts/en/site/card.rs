//! The card with the seven words, and what can be done with it.

/// Neutral: the file lies among the reader's other files.
pub const CARD_FILE: &str = "notes.txt";
/// Names the card for screen readers.
pub const CARD: &str = "Your seven words";
pub const CARD_QR: &str = "The same seven words, for a phone’s camera.";
pub const CARD_COPY: &str = "Copy";
pub const CARD_COPIED: &str = "Copied.";
/// Where the browser lets nothing be copied.
pub const CARD_REFUSED: &str = "That did not work here. Please write the words down.";
pub const CARD_SAVE: &str = "Save as notes.txt";
pub const CARD_PRINT: &str = "Print";
/// What stays behind of each of them.
pub const CARD_TRACES: &str = "Copied words stay in the clipboard, and a saved file stays on this device and in its \
     list of downloads. On a shared device, pen and paper are safer.";
