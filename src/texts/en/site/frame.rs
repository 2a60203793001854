//! What stands around every public page.

pub const NAV: &str = "Main";
pub const NAV_HOME: &str = "Home";
pub const NAV_ASK: &str = "Ask a question";
pub const NAV_RECEIPT: &str = "Your answer";
pub const NAV_TOPICS: &str = "Topics";
pub const FOOTER_PRIVACY: &str =
    "This site sets no cookies and keeps no record of who reads or who asks.";
pub const FOOTER_MENU: &str = "About this column";
pub const FOOTER_ASK: &str = "Ask a question";
pub const FOOTER_HELP: &str = "Help";
pub const FOOTER_ARCHIVE: &str = "Archive";
pub const FOOTER_SEARCH: &str = "Search";
pub const FOOTER_KEPT: &str = "What we keep";
pub const FOOTER_FEED: &str = "Feed";
/// The name that a page bears before the column has one.
pub const NAMELESS: &str = "Unsaid";
