//! Reading what was written: small hints that point at words, never change them and never keep anybody from going on.
//!
//! Architecture invariant: pure. Nothing here knows a field, a screen or the journal; it is given rules and a text.

mod grade;
mod hints;
mod judge;
mod lexicon;
mod questions;
mod same;
mod stories;
mod words;

#[cfg(test)]
mod tests;

pub use hints::{ANYWHERE, Hint, hints, is_observable, leans};
pub use same::{across_rows, of_example};
pub use words::sentence;
