//! What a week says: a document made of what was practised, and its writers.
//!
//! Architecture invariant: pure, and given everything it shows. Nothing here queries, knows an exercise by its id, or
//! removes control characters (the sink does that).

pub mod compose;
pub mod document;
pub mod given;
pub mod markdown;
pub mod plain;

mod blocks;
mod days;
mod escape;
mod fold;
mod measure;
mod overview;
mod questions;
mod say;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
