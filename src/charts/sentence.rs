//! What the numbers of a figure say.

use super::ink::{hanging, piece};
use super::{Row, Tone};

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it says.
    pub text: String,
    /// Whether it warns.
    pub warns: bool,
}

impl Sentence {
    pub(super) fn rows(&self, width: usize) -> Vec<Row> {
        let (mark, tone) = if self.warns { ("! ", Tone::Warn) } else { ("", Tone::Plain) };
        hanging(vec![piece(mark, tone)], &self.text, tone, width)
    }
}
