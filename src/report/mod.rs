//! What a week says: a document made of what was practised, and its writers.
//!
//! Architecture invariant: pure, and given everything it shows. Nothing here queries, knows an exercise by its id, or
//! removes control characters (the sink does that).

pub mod compose;
pub(crate) mod document;
pub(crate) mod entry;
pub(crate) mod input;
pub mod markdown;
pub(crate) mod plain;

mod blocks;
mod days;
mod escape;
mod format;
mod measure;
mod overview;
mod responsive_tables;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
