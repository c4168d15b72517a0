//! What things are: exercises, answers, entries, plans, and the rules between them.
//!
//! Architecture invariant: nothing here reads a clock, touches a file, or names another room, `SQLite`, a terminal or
//! TOML.

pub(crate) mod checklist;
pub mod complaint;
pub mod countdown;
pub mod dealing;
pub mod deck;
pub(crate) mod difference;
pub mod drill;
pub mod entry;
pub(crate) mod evidence;
pub mod exercise;
pub(crate) mod facts;
pub(crate) mod fault;
pub(crate) mod field_role;
pub mod fsrs;
pub mod hue;
pub mod id;
pub mod kinds;
pub(crate) mod likeness;
pub mod locate;
pub mod marks;
pub(crate) mod metric;
pub(crate) mod named;
pub(crate) mod natural_date;
pub mod negation;
pub(crate) mod number_format;
pub(crate) mod people;
pub mod plan;
pub mod progress;
pub(crate) mod projections;
pub mod provenance;
pub(crate) mod rank;
pub mod retelling;
pub mod returning;
pub mod search;
pub mod sorting;
pub(crate) mod stats;
pub mod story;
pub mod time;
pub(crate) mod timeline;
pub mod value;

pub(crate) use exercise::{condition, pages, scope, template};
