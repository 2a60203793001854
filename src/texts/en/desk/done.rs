//! One line each, after something at the desk has been done.

pub const SAVED: &str = "Saved.";
pub const PUBLISHED: &str = "Published. It is on the site now.";
pub const UNPUBLISHED: &str = "Taken off the site. The draft is still here.";
pub const SCHEDULED: &str = "Saved. It goes out by itself at the time named below.";
pub const SCHEDULED_LATER: &str = "Saved. The clocks go forward that day and the time you typed does not exist, so it goes out a little later: see below.";
pub const SCHEDULED_EARLIER: &str = "Saved. The clocks go back that day and the time you typed comes twice; it goes out at the first of the two.";
pub const UNSCHEDULED: &str = "The date is taken off. The post waits here as a draft.";
pub const ATTACHED: &str = "Saved. The letter stands behind this post too.";
pub const DETACHED: &str = "Saved. The letter is back in the queue. What you took from it still stands \
                            in your text: take it out by hand.";
pub const MARK_BLURRED: &str = "Blurred and saved.";
pub const MARK_KEPT: &str = "Kept. It is not marked in this post again.";
pub const MARK_RAISED: &str = "Marked again.";
pub const DRAFTED: &str = "A post has been begun. The letter is beside it.";
pub const KEPT: &str = "Kept.";
pub const DECLINED: &str = "Declined.";
pub const SPAM: &str = "Set aside as spam.";
pub const RENEWED: &str = "Put back among the new letters.";
pub const TAGGED: &str = "The tags are saved.";
pub const NOTED: &str = "The note is saved.";
pub const REPLIED: &str = "The reply is on its way to the asker.";
pub const SEEN: &str = "Seen to. The letter stands in its usual place again.";
pub const PROOF_SENT: &str = "Saved, and on its way to the asker.";
pub const PROOF_KNOWN: &str =
    "Saved. Nothing was sent: the asker has this text already, or does not ask to see it.";
pub const REMOVED: &str = "Removed.";
pub const WENT_BACK: &str = "The earlier version is the newest now.";
pub const RESTORED: &str = "The list that comes with Unsaid is back.";
pub const OPENED: &str = "Welcome. The desk is open.";
pub const BEGUN: &str = "Begun. Nobody outside can see it yet.";
pub const COPIED: &str = "This is the copy. It is a draft.";
pub const BINNED: &str = "In the bin. It stays there for 30 days.";
pub const UNBINNED: &str = "Out of the bin. It is a draft again. If it had a date, set it anew.";
pub const REORDERED: &str = "The order is saved.";
pub const BLOCK_CHANGED: &str =
    "Changed everywhere. The posts on the site that have it are up to date.";
pub const BLOCK_RETIRED: &str = "Out of use. Posts that have it keep it.";
pub const PICTURE_ADDED: &str = "The picture is in the library, the first one below.";
pub const PICTURE_PUT: &str =
    "The picture stands at the end of the text. Move its line to where you want it.";
pub const PICTURE_STILL: &str =
    "The picture is in the library. It moved before; its first image was kept, and stands still.";
pub const PICTURE_SET: &str = "Done. Every post shows it from now on.";
