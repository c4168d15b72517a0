//! What both front doors do with the store and the library: the week at a glance, beginning and finishing an entry,
//! gathering a review.
//!
//! Deliberately absent: printing, drawing, and anything a person types.

pub(crate) mod agreement;
mod around;
pub(crate) mod capture;
pub(crate) mod checklist;
pub(crate) mod citations;
pub(crate) mod complaint_patterns;
pub(crate) mod complaints;
pub mod countdown;
pub mod daily;
pub mod demo;
pub(crate) mod derived;
pub(crate) mod drills;
pub(crate) mod evidence_rules;
pub mod export;
pub(crate) mod finished;
pub mod glance;
pub(crate) mod history;
pub(crate) mod import;
pub mod library;
pub(crate) mod log;
pub(crate) mod log_filters;
pub(crate) mod outgoing;
pub(crate) mod page;
pub(crate) mod people;
pub mod practice;
pub(crate) mod profiles;
pub mod progress;
pub mod ratings;
pub(crate) mod reading;
pub mod rehearsal;
pub(crate) mod repairs;
pub(crate) mod retelling;
pub mod returning;
pub mod review;
pub mod sample;
pub(crate) mod search;
pub(crate) mod share;
pub(crate) mod sources;
pub mod stopped;
pub mod stories;
pub(crate) mod trash;
pub mod triage;
pub(crate) mod undo;
pub mod week;
