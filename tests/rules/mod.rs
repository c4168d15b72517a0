//! The project held to its own architecture, house rules and documents.

mod architecture;
mod content;
mod documents;
mod hints;
mod house;
mod kinds;
mod source;
mod words;
