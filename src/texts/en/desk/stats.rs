//! How often posts are opened.

pub const TITLE: &str = "Views";
pub const LEAD: &str = "How often your posts are opened. It is a plain count for each post and day, in which no reader is \
     told from another.";
pub const LIMITS: &str = "Machines that go through the web are counted too, and so are you. A reader who opens a post twice \
     counts twice. Where a service in front of this site hands out copies of pages, it answers some readers by itself, \
     and they are missing here. Feeds are not counted. A day shows here once it is over, and its counts are written down then: so \
     neither this page nor the files tell when a post was read. If the power fails, those of that day may be lost.";
pub const EMPTY: &str = "There is nothing to show yet. A day shows here once it is over.";
pub const DAYS: &str = "The last days";
pub const POSTS: &str = "Posts";
/// On the page of one post: the ways to all of them and to itself.
pub const ALL_POSTS: &str = "Views of all posts";
pub const READ: &str = "Read it on the site";
pub const DAY: &str = "Day";
pub const POST: &str = "Post";
pub const OPENED: &str = "Opened";
pub const ALL: &str = "Ever";
/// Heads the count of the days that are shown.
pub fn recent(days: usize) -> String {
    format!("In {days} days")
}
/// The sum of the days that are shown.
pub fn total(views: u64, days: usize) -> String {
    let views = crate::texts::en::common::number(usize::try_from(views).unwrap_or(usize::MAX));
    let s = if views == "1" { "" } else { "s" };
    format!("Opened {views} time{s} in {days} days.")
}
