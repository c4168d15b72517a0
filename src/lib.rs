//! map
pub mod chance;
pub mod cli;
pub mod clock;
pub mod coach;
pub mod commands;
pub mod error;
pub mod files;
pub mod journal;
pub mod library;
pub mod model;
pub mod paths;
pub mod report;
pub mod settings;
pub mod shown;
pub mod store;
pub mod tui;
