//! What is kept of a post's texts over time.

use super::Day;

/// One line of the list of a post's revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Grows with every save; saves of one sitting are kept under the number of the last of them, so there are gaps.
    pub number: u32,
    /// Of the last save in it.
    pub day: Day,
    /// The person's name, as the desk shows it.
    pub by: String,
}
