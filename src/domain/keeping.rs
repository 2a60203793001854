//! How long what is kept.

/// Times after which something is forgotten or destroyed by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Minutes for which the network of a letter is remembered, in memory, as a code.
    pub network_minutes: u32,
    /// Days for which it is known that a mailbox made way for others.
    pub evicted_days: u32,
    /// Days for which a mailbox stays whose letter was taken back.
    pub withdrawn_days: u32,
    /// Days for which a deleted draft can be fetched back.
    pub bin_days: u32,
    /// Days for which it is known how often a post was opened on one.
    pub view_days: u32,
}
