//! Rules about questions put to a person: what they would like, what they will do.

use super::lexicon::known;
use super::words::{Hit, Text, keep};

/// Finds where a question asks what somebody would like.
pub(super) fn preferences(text: &Text<'_>) -> Vec<Hit> {
    let words = &known().words;
    let polite = |hit: &Hit| text.begins(&words.courtesies, hit.last + 1);
    keep(text.find(&words.preferences), |hit| text.is_asked(&hit.at) && !polite(hit))
}

/// Finds where a question asks about the future.
pub(super) fn plans(text: &Text<'_>) -> Vec<Hit> {
    keep(text.find(&known().words.future), |hit| text.is_asked(&hit.at))
}
