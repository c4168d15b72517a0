//! What numbers say: summaries, steps, crosstabs, calibration, days of practice. Values only; the sentences are said by
//! the rooms that show them.

pub mod activity;
pub mod agreement;
pub mod calibration;
pub mod crosstab;
pub mod mixed_reactions;
pub mod policy;
pub mod proportion;
pub mod reading;
pub mod summary_stats;
pub mod trust;
pub mod trust_recovery;
