//! From a byte of a text to its line and column, both counted from 1, columns in characters.

/// The starts of the lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The line and column of a byte; of the end of the text for a byte behind it.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let rest = self.text.get(start..).unwrap_or_default();
        let before = rest.char_indices().take_while(|(i, _)| start + i < at);
        // A byte order mark takes no place on the screen.
        let column = before.filter(|(_, c)| *c != '\u{feff}').count() + 1;
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let lines = Lines::new("äb\n\ncd\n");
        let cases =
            [(0, (1, 1)), (2, (1, 2)), (3, (1, 3)), (4, (2, 1)), (5, (3, 1)), (7, (3, 3)), (99, (4, 1))];
        for (at, wanted) in cases {
            assert_eq!(lines.position(at), wanted, "byte {at}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column_and_an_empty_text_has_a_place() {
        assert_eq!(Lines::new("\u{feff}a").position(3), (1, 1));
        assert_eq!(Lines::new("").position(0), (1, 1));
    }
}
