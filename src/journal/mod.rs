//! What both front doors do with the store and the library: the week at a glance, beginning and finishing an entry,
//! gathering a review.
//!
//! Deliberately absent: printing, drawing, and anything a person types.

pub mod demo;
pub mod people;
pub mod practice;
pub mod review;
pub mod week;
