//! How many letters a column takes before it asks people to wait.

use crate::seal::FORM_AGE_SECONDS_MIN;

/// Seconds that the slow lane takes.
const SLOW_SECONDS: u32 = 20;
/// Of an hour's letters of a network, one in so many may come at once.
const NETWORK_BURST_PARTS: u32 = 2;
/// The same of the column.
const COLUMN_BURST_PARTS: u32 = 5;

/// The limits of a gate. A burst is what may come at once; it fills up again over the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateLimits {
    pub prefix_burst: u32,
    pub prefix_per_hour: u32,
    pub column_burst: u32,
    pub column_per_hour: u32,
    /// Seconds that a form is open at the least.
    pub form_seconds: u32,
    /// Seconds that the slow lane takes.
    pub slow_seconds: u32,
}

/// Letters with one receipt that may come at once, and in an hour: more than anybody changes her mind.
const MAILBOX_BURST: u32 = 40;
const MAILBOX_PER_HOUR: u32 = 40;
/// Those of all receipts together, which nothing bounds but the store.
const MAILBOXES_PER_HOUR: u32 = 10_000_000;

impl GateLimits {
    /// The limits of what comes with each receipt after the first letter.
    pub(super) fn of_mailboxes() -> Self {
        Self {
            prefix_burst: MAILBOX_BURST,
            prefix_per_hour: MAILBOX_PER_HOUR,
            column_burst: MAILBOXES_PER_HOUR,
            column_per_hour: MAILBOXES_PER_HOUR,
            ..Self::per_hour(MAILBOXES_PER_HOUR, MAILBOX_PER_HOUR)
        }
    }

    /// Limits by letters in an hour: for the column, and for one network.
    pub fn per_hour(column: u32, network: u32) -> Self {
        Self {
            prefix_burst: (network / NETWORK_BURST_PARTS).max(1),
            prefix_per_hour: network,
            column_burst: (column / COLUMN_BURST_PARTS).max(1),
            column_per_hour: column,
            form_seconds: FORM_AGE_SECONDS_MIN,
            slow_seconds: SLOW_SECONDS,
        }
    }
}
