//! What things are: exercises, answers, entries, plans, and the rules between them.
//!
//! Architecture invariant: nothing here reads a clock, touches a file, or names another room, `SQLite`, a terminal or
//! TOML.

pub mod checklist;
pub mod difference;
pub mod entry;
pub mod evidence;
pub mod exercise;
pub mod facts;
pub mod fault;
pub mod field_role;
pub mod id;
pub mod kinds;
pub mod locate;
pub mod metric;
pub mod natural_date;
pub mod number_format;
pub mod people;
pub mod plan;
pub mod progress;
pub mod projections;
pub mod rank;
pub mod search;
pub mod stats;
pub mod time;
pub mod value;

pub use exercise::{condition, pages, scope, template};
