//! Complaints of strangers: files of reviews as people get them, read into the journal.

mod columns;
mod table;
mod taking;

#[cfg(test)]
mod tests;

pub use self::taking::{Stars, Taken, Taking, take};
