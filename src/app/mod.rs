//! What both front doors do with the store and the library: the week at a glance, beginning and finishing an entry,
//! gathering a review.
//!
//! Deliberately absent: printing, drawing, and anything a person types.

mod around;
pub mod checklist;
pub mod demo;
pub mod derived;
pub mod evidence_rules;
pub mod log;
pub mod log_filters;
pub mod people;
pub mod practice;
pub mod progress;
pub mod reading;
pub mod review;
pub mod trash;
pub mod undo;
pub mod week;
