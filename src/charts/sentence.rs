//! What the numbers of a figure say.

use super::ink::{piece, space};
use super::{Row, Tone};
use crate::sanitize;

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
        let lines = sanitize::wrap(&self.text, width.saturating_sub(mark.len()).max(1));
        let before = |at: usize| if at == 0 { piece(mark, tone) } else { space(mark.len()) };
        lines.into_iter().enumerate().map(|(at, line)| vec![before(at), piece(line, tone)]).collect()
    }
}
