//! The screens, one file each. A screen never names another: it opens a [`Route`](super::route::Route).

pub mod log;
pub mod practice;
pub mod rail;
pub mod review;
pub mod search;
pub mod today;
