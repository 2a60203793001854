//! How often posts are opened: plain totals, in which no reader is told from another.

use super::{Day, PostLink};

/// Days whose totals are kept apart; what is older is one number for each post.
pub const VIEW_DAYS_KEPT: u32 = 400;

/// How often all posts together were opened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayViews {
    pub day: Day,
    pub views: u64,
}

/// How often one post was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostViews {
    pub post: PostLink,
    /// On the days that were asked for.
    pub recent: u64,
    /// Since it came out, up to the last of them.
    pub all: u64,
}

/// What the desk sees of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Views {
    /// Every day that was asked for, the latest first.
    pub days: Vec<DayViews>,
    /// Those that were opened most on these days, then ever.
    pub posts: Vec<PostViews>,
}
