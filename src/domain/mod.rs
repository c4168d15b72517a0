//! What things are: exercises, answers, entries, plans, and the rules between them.
//!
//! Architecture invariant: nothing here reads a clock, touches a file, or names `SQLite`, a terminal or TOML.

pub mod against;
pub mod asymmetry;
pub mod calibration;
pub mod campaign;
pub mod check;
pub mod checklist;
pub mod condition;
pub mod difference;
pub mod entry;
pub mod evidence;
pub mod exercise;
pub mod extract;
pub mod id;
pub mod matrix;
pub mod metric;
pub mod opposites;
pub mod outline;
pub mod people;
pub mod place;
pub mod plan;
pub mod policy;
pub mod practised;
pub mod progress;
pub mod rank;
pub mod reading;
pub mod say;
pub mod scope;
pub mod search;
pub mod spread;
pub mod template;
pub mod time;
pub mod trust;
pub mod value;
pub mod when;
