//! What things are: exercises, answers, entries, plans, and the rules between them.
//!
//! Architecture invariant: nothing here reads a clock, touches a file, or names `SQLite`, a terminal or TOML.

pub mod checklist;
pub mod condition;
pub mod difference;
pub mod entry;
pub mod evidence;
pub mod exercise;
pub mod facts;
pub mod field_role;
pub mod id;
pub mod locate;
pub mod metric;
pub mod natural_date;
pub mod number_format;
pub mod people;
pub mod plan;
pub mod progress;
pub mod projections;
pub mod rank;
pub mod scope;
pub mod search;
pub mod stats;
pub mod template;
pub mod time;
pub mod validate;
pub mod value;
