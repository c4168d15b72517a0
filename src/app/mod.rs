//! What both front doors do with the store and the library: the week at a glance, beginning and finishing an entry,
//! gathering a review.
//!
//! Deliberately absent: printing, drawing, and anything a person types.

pub mod checklist;
pub mod computed;
pub mod demo;
pub mod log;
pub mod people;
pub mod picks;
pub mod practice;
pub mod progress;
pub mod proof;
pub mod reading;
pub mod review;
pub mod trash;
pub mod undo;
pub mod week;
