//! When a save becomes part of the revision before it. A columnist who writes for an hour wants one revision of it,
//! not sixty.

use super::Moment;

/// Seconds between two saves up to which they are of one sitting.
pub const SITTING_GAP_SECONDS: i64 = 30 * 60;

/// What is known of a revision besides its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionMeta {
    /// Counted from 1 within its post.
    pub number: u32,
    /// The account that saved it.
    pub by: String,
    /// When it was last saved: of the columnist, never of a reader.
    pub saved: Moment,
}

/// Whether a save by `by` goes into the revision before it, rather than into one of its own: the same account within
/// a sitting. `published` is the number of the revision that readers see, if any: that one stays as it is.
pub fn folds(previous: &RevisionMeta, by: &str, now: Moment, published: Option<u32>) -> bool {
    // A clock may have been set back a little; by as much as a sitting at most.
    let gap = now.0.saturating_sub(previous.saved.0).unsigned_abs();
    published != Some(previous.number)
        && previous.by == by
        && gap <= SITTING_GAP_SECONDS.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mara_at_noon() -> RevisionMeta {
        RevisionMeta { number: 3, by: "mara".to_owned(), saved: Moment(43_200) }
    }

    #[test]
    fn saves_of_one_account_within_half_an_hour_are_one_revision() {
        let previous = mara_at_noon();
        for seconds in [0, 1, SITTING_GAP_SECONDS] {
            assert!(folds(&previous, "mara", previous.saved.after(seconds), None), "{seconds}");
        }
        assert!(!folds(&previous, "mara", previous.saved.after(SITTING_GAP_SECONDS + 1), None));
    }

    #[test]
    fn another_account_begins_a_revision_of_its_own() {
        let previous = mara_at_noon();
        assert!(!folds(&previous, "assistant", previous.saved.after(1), None));
    }

    #[test]
    fn what_readers_see_is_never_written_over() {
        let previous = mara_at_noon();
        assert!(!folds(&previous, "mara", previous.saved.after(1), Some(3)));
        assert!(folds(&previous, "mara", previous.saved.after(1), Some(2)));
    }

    #[test]
    fn a_clock_set_back_far_begins_a_new_revision_and_no_moment_overflows() {
        let previous = mara_at_noon();
        assert!(folds(&previous, "mara", previous.saved.after(-60), None));
        assert!(!folds(&previous, "mara", previous.saved.after(-SITTING_GAP_SECONDS - 1), None));
        assert!(!folds(&previous, "mara", Moment(i64::MIN), None));
        assert!(!folds(&previous, "mara", Moment(i64::MAX), None));
    }
}
