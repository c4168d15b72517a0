//! What a complaint is about, as a suggestion: one of four dimensions, none of them, or not sure; with the words that led to it.
//!
//! ```text
//!   text ─► words.rs ─► lexicon.rs   expressions that people use, assets/suggest/lexicon.toml
//!                       model.rs     what each counts for, assets/suggest/model.bin
//!                       learnt.rs    what the person's own decisions say against that
//!                    ─► suggestion.rs
//!   question.rs        what an interviewer asks for, assets/suggest/questions.toml
//! ```
//!
//! The model is additive: each expression, word and pair of words counts for or against each subject, so the words that
//! led to a suggestion are exactly those that counted most. How it was trained and where it fails is in `training/complaints`.
//!
//! Architecture invariant: pure. Nothing here knows a journal, a screen or a product.

mod learnt;
mod lexicon;
mod model;
pub mod question;
pub mod recurring;
mod suggestion;
mod words;

#[cfg(test)]
mod tests;

pub use learnt::Learnt;
pub use model::Model;
pub use suggestion::{SURE, Shares, Subject, Suggestion};

/// Suggests what a complaint is about, by the built-in model alone.
///
/// Reads the first 600 words; an empty text is not sure.
pub fn suggest(text: &str) -> Suggestion {
    Model::built_in().suggest(text)
}
