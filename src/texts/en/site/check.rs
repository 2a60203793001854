//! The step between writing and sending.
