//! What has just been done, as an address carries it and as the next page confirms it.

use crate::domain::{CommentState, Status};
use crate::texts::en::desk::{comments, done as t};

/// Something that was done at the desk; `?done=` carries its word across a redirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Opened,
    Kept,
    Declined,
    Spam,
    Renewed,
    Tagged,
    Noted,
    Replied,
    Seen,
    ProofSent,
    ProofKnown,
    Drafted,
    Saved,
    Published,
    Unpublished,
    Scheduled,
    ScheduledLater,
    ScheduledEarlier,
    Unscheduled,
    Attached,
    Detached,
    MarkBlurred,
    MarkKept,
    MarkRaised,
    Removed,
    Restored,
    WentBack,
    Begun,
    Copied,
    Binned,
    Unbinned,
    Reordered,
    BlockChanged,
    BlockRetired,
    PictureAdded,
    PicturePut,
    PictureStill,
    PictureSet,
    CommentsApproved,
    CommentsDeclined,
    CommentsSpam,
    CommentsRenewed,
    CommentsSome,
    CommentEdited,
    CommentAnswered,
}

impl Done {
    const ALL: [Self; 45] = [
        Self::Opened,
        Self::Kept,
        Self::Declined,
        Self::Spam,
        Self::Renewed,
        Self::Tagged,
        Self::Noted,
        Self::Replied,
        Self::Seen,
        Self::ProofSent,
        Self::ProofKnown,
        Self::Drafted,
        Self::Saved,
        Self::Published,
        Self::Unpublished,
        Self::Scheduled,
        Self::ScheduledLater,
        Self::ScheduledEarlier,
        Self::Unscheduled,
        Self::Attached,
        Self::Detached,
        Self::MarkBlurred,
        Self::MarkKept,
        Self::MarkRaised,
        Self::Removed,
        Self::Restored,
        Self::WentBack,
        Self::Begun,
        Self::Copied,
        Self::Binned,
        Self::Unbinned,
        Self::Reordered,
        Self::BlockChanged,
        Self::BlockRetired,
        Self::PictureAdded,
        Self::PicturePut,
        Self::PictureStill,
        Self::PictureSet,
        Self::CommentsApproved,
        Self::CommentsDeclined,
        Self::CommentsSpam,
        Self::CommentsRenewed,
        Self::CommentsSome,
        Self::CommentEdited,
        Self::CommentAnswered,
    ];

    /// What moving a letter to `status` by hand did; none for what is not done by hand.
    pub fn moved(status: Status) -> Option<Self> {
        match status {
            Status::New => Some(Self::Renewed),
            Status::Kept => Some(Self::Kept),
            Status::Declined => Some(Self::Declined),
            Status::Spam => Some(Self::Spam),
            Status::Drafting | Status::Scheduled | Status::Published | Status::Answered => None,
        }
    }

    /// What moving responses to a state did.
    pub fn decided(to: CommentState) -> Self {
        match to {
            CommentState::Approved => Self::CommentsApproved,
            CommentState::Declined => Self::CommentsDeclined,
            CommentState::Spam => Self::CommentsSpam,
            CommentState::New => Self::CommentsRenewed,
        }
    }

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Kept => "kept",
            Self::Declined => "declined",
            Self::Spam => "spam",
            Self::Renewed => "renewed",
            Self::Tagged => "tagged",
            Self::Noted => "noted",
            Self::Replied => "replied",
            Self::Seen => "seen",
            Self::ProofSent => "proof-sent",
            Self::ProofKnown => "proof-known",
            Self::Drafted => "drafted",
            Self::Saved => "saved",
            Self::Published => "published",
            Self::Unpublished => "unpublished",
            Self::Scheduled => "scheduled",
            Self::ScheduledLater => "scheduled-later",
            Self::ScheduledEarlier => "scheduled-earlier",
            Self::Unscheduled => "unscheduled",
            Self::Attached => "attached",
            Self::Detached => "detached",
            Self::MarkBlurred => "mark-blurred",
            Self::MarkKept => "mark-kept",
            Self::MarkRaised => "mark-raised",
            Self::Removed => "removed",
            Self::Restored => "restored",
            Self::WentBack => "went-back",
            Self::Begun => "begun",
            Self::Copied => "copied",
            Self::Binned => "binned",
            Self::Unbinned => "unbinned",
            Self::Reordered => "reordered",
            Self::BlockChanged => "block-changed",
            Self::BlockRetired => "block-retired",
            Self::PictureAdded => "picture-added",
            Self::PicturePut => "picture-put",
            Self::PictureStill => "picture-still",
            Self::PictureSet => "picture-set",
            Self::CommentsApproved => "comments-approved",
            Self::CommentsDeclined => "comments-declined",
            Self::CommentsSpam => "comments-spam",
            Self::CommentsRenewed => "comments-renewed",
            Self::CommentsSome => "comments-some",
            Self::CommentEdited => "comment-edited",
            Self::CommentAnswered => "comment-answered",
        }
    }

    /// Reads the word; none for any other, so that an address can never put its own sentence on the page.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == word)
    }

    /// The sentence that confirms it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Opened => t::OPENED,
            Self::Kept => t::KEPT,
            Self::Declined => t::DECLINED,
            Self::Spam => t::SPAM,
            Self::Renewed => t::RENEWED,
            Self::Tagged => t::TAGGED,
            Self::Noted => t::NOTED,
            Self::Replied => t::REPLIED,
            Self::Seen => t::SEEN,
            Self::ProofSent => t::PROOF_SENT,
            Self::ProofKnown => t::PROOF_KNOWN,
            Self::Drafted => t::DRAFTED,
            Self::Saved => t::SAVED,
            Self::Published => t::PUBLISHED,
            Self::Unpublished => t::UNPUBLISHED,
            Self::Scheduled => t::SCHEDULED,
            Self::ScheduledLater => t::SCHEDULED_LATER,
            Self::ScheduledEarlier => t::SCHEDULED_EARLIER,
            Self::Unscheduled => t::UNSCHEDULED,
            Self::Attached => t::ATTACHED,
            Self::Detached => t::DETACHED,
            Self::MarkBlurred => t::MARK_BLURRED,
            Self::MarkKept => t::MARK_KEPT,
            Self::MarkRaised => t::MARK_RAISED,
            Self::Removed => t::REMOVED,
            Self::Restored => t::RESTORED,
            Self::WentBack => t::WENT_BACK,
            Self::Begun => t::BEGUN,
            Self::Copied => t::COPIED,
            Self::Binned => t::BINNED,
            Self::Unbinned => t::UNBINNED,
            Self::Reordered => t::REORDERED,
            Self::BlockChanged => t::BLOCK_CHANGED,
            Self::BlockRetired => t::BLOCK_RETIRED,
            Self::PictureAdded => t::PICTURE_ADDED,
            Self::PicturePut => t::PICTURE_PUT,
            Self::PictureStill => t::PICTURE_STILL,
            Self::PictureSet => t::PICTURE_SET,
            Self::CommentsApproved => comments::APPROVED,
            Self::CommentsDeclined => comments::DECLINED,
            Self::CommentsSpam => comments::SPAM,
            Self::CommentsRenewed => comments::RENEWED,
            Self::CommentsSome => comments::SOME,
            Self::CommentEdited => comments::EDITED,
            Self::CommentAnswered => comments::ANSWERED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reads_back_and_anything_else_is_nothing() {
        for done in Done::ALL {
            assert_eq!(Done::parse(done.as_str()), Some(done));
        }
        assert_eq!(Done::parse("Your password has ended, write to evil.example"), None);
    }

    #[test]
    fn every_status_that_is_chosen_by_hand_is_confirmed() {
        for status in Status::ALL {
            assert_eq!(
                Done::moved(status).is_some(),
                Status::BY_HAND.contains(&status),
                "{status:?}"
            );
        }
    }
}
