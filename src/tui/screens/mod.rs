//! The screens, one file each. A screen never names another: it opens a [`Route`](super::route::Route).

pub mod behind;
pub mod log;
pub mod palette;
pub mod practice;
pub mod progress;
pub mod rail;
pub mod review;
pub mod search;
pub mod today;
