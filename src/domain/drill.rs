//! A retrieval drill: questions against the clock, each answered with a story. An exercise declares it, and an entry of that
//! exercise keeps what came of it.

use std::time::Duration;

/// What an exercise says of its drill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// How many questions it asks.
    pub questions: usize,
    /// How many of them no story should answer, so that none is right.
    pub unfitting: usize,
    /// How long there is for each.
    pub each: Duration,
    /// The number that takes how many the person expects to get right.
    pub guess: String,
    /// The number that takes how many were right.
    pub score: String,
    /// The group with a row for each question.
    pub rows: String,
    /// In a row, the text that takes the question.
    pub question: String,
    /// The text that takes the story that was named.
    pub answer: String,
    /// The number that takes the seconds.
    pub took: String,
    /// The choice that takes whether it was right.
    pub result: String,
    /// Its option for that.
    pub right: String,
    /// Its option for the contrary.
    pub wrong: String,
}
