//! What things are: exercises, answers, entries, plans, and the rules between them.
//!
//! Architecture invariant: nothing here reads a clock, touches a file, or names `SQLite`, a terminal or TOML.

pub mod campaign;
pub mod check;
pub mod condition;
pub mod difference;
pub mod entry;
pub mod evidence;
pub mod exercise;
pub mod extract;
pub mod id;
pub mod opposites;
pub mod outline;
pub mod plan;
pub mod reading;
pub mod scope;
pub mod search;
pub mod template;
pub mod time;
pub mod value;
