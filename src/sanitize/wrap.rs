//! Words into rows: wrapping for text that is only shown. What people write in wraps in `tui/text`.

/// Wraps shown text to a width in columns, by UAX 14; a word longer than a row is cut by grapheme.
///
/// Newlines are kept; the result has at least one row.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let clean = super::block(text);
    clean.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut begun = 0;
    for (end, _) in unicode_linebreak::linebreaks(line) {
        let word = &line[begun..end];
        begun = end;
        if !row.is_empty() && super::width(&row) + super::width(word.trim_end()) > width {
            rows.push(std::mem::take(&mut row).trim_end().to_owned());
        }
        row.push_str(word);
        while super::width(row.trim_end()) > width {
            let head = fitting(&row, width);
            if head >= row.len() {
                break;
            }
            let rest = row.split_off(head);
            rows.push(std::mem::replace(&mut row, rest));
        }
    }
    rows.push(row.trim_end().to_owned());
    rows
}

/// Gives the byte length of the longest beginning that fits, at least one grapheme.
fn fitting(text: &str, width: usize) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += super::width(grapheme);
        if used > width && at > 0 {
            break;
        }
        end = at + grapheme.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_to_the_next_row_and_long_ones_are_cut() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("abcd  efgh", 4), ["abcd", "efgh"]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("日", 1), ["日"]);
    }
}
