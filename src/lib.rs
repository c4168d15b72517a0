//! map
pub mod chance;
pub mod clock;
pub mod coach;
pub mod error;
pub mod library;
pub mod model;
pub mod report;
pub mod shown;
pub mod store;
pub mod tui;
