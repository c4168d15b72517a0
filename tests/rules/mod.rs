//! The project held to its own architecture, house rules and documents.

mod architecture;
mod content;
mod documents;
mod hints;
mod house;
mod kinds;
mod matching;
mod source;
mod words;
