//! What both front doors do with the store and the library: the week at a glance, beginning and finishing an entry,
//! gathering a review.
//!
//! Deliberately absent: printing, drawing, and anything a person types.

pub mod computed;
pub mod demo;
pub mod log;
pub mod picks;
pub mod practice;
pub mod reading;
pub mod review;
pub mod undo;
pub mod week;
