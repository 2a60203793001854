//! How long what is kept, for the page that tells readers.

use super::gate::QUIET_SECONDS;
use crate::domain::{BIN_DAYS, Keeping, VIEW_DAYS_KEPT};
use crate::public;

/// The times as they are.
pub const KEEPING: Keeping = Keeping {
    network_minutes: QUIET_SECONDS.unsigned_abs() as u32 / 60,
    evicted_days: public::EVICTED_DAYS,
    withdrawn_days: public::WITHDRAWN_DAYS,
    bin_days: BIN_DAYS,
    view_days: VIEW_DAYS_KEPT,
};
