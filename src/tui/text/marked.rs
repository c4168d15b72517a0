//! A text with its cursor in sight, for tests: `a|b` has it between the letters.

use super::{Lines, TextArea};

/// Opens an area of a width and a height, with the cursor where the `|` is.
pub(super) fn area(marked: &str, width: u16, height: u16) -> TextArea {
    let cursor = marked.find('|').unwrap_or(marked.len());
    let mut area = TextArea::new(&marked.replace('|', ""), Lines::Many);
    area.set_size(width + 1, height);
    area.set_cursor(cursor);
    area
}

/// Returns the text with a `|` where the cursor is.
pub(super) fn marked(area: &TextArea) -> String {
    let mut text = area.text();
    text.insert(area.cursor(), '|');
    text
}
