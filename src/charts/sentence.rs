//! What the numbers of a figure say.

use super::ink::{hanging, piece};
use super::{Row, Tone};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub warns: bool,
}

impl Sentence {
    pub(super) fn rows(&self, width: usize) -> Vec<Row> {
        let (mark, tone) = if self.warns { ("! ", Tone::Warn) } else { ("", Tone::Plain) };
        hanging(vec![piece(mark, tone)], &self.text, tone, width)
    }
}
