//! The screens, one file each. A screen never names another: it opens a [`Route`](super::route::Route).

pub mod drill_down;
pub mod evidence_panel;
pub mod log;
pub mod palette;
pub mod practice;
pub mod progress;
pub mod review;
pub mod search;
pub mod today;
