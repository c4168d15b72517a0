//! Words into rows: wrapping for text that is only shown. What people write in wraps in `tui/text`.

use unicode_segmentation::UnicodeSegmentation;

/// Wraps shown text to a width in columns, by UAX 14; a word longer than a row is cut by grapheme.
///
/// Newlines are kept; the result has at least one row.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let clean = super::block(text);
    clean.split('\n').flat_map(|line| wrap_line(line, width, &mut super::width)).collect()
}

/// Wraps a text into at most so many rows; the last one ends with an ellipsis where there is more.
pub fn clipped(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut rows = wrap(text, width);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            *last = super::cut(&format!("{last}…"), width);
        }
    }
    rows
}

fn wrap_line(line: &str, width: usize, measure: &mut impl FnMut(&str) -> usize) -> Vec<String> {
    let mut rows = Vec::new();
    // The row begins at a byte of the line and is so many columns wide.
    let (mut row, mut used) = (0, 0);
    let mut begun = 0;
    for (end, _) in unicode_linebreak::linebreaks(line) {
        let word = line[begun..end].trim_end();
        let columns = measure(word);
        if row < begun && used + columns > width {
            rows.push(line[row..begun].trim_end().to_owned());
            (row, used) = (begun, 0);
        }
        if used + columns > width {
            for (at, cluster) in word.grapheme_indices(true) {
                let columns = measure(cluster);
                if used + columns > width && row < begun + at {
                    rows.push(line[row..begun + at].to_owned());
                    (row, used) = (begun + at, 0);
                }
                used += columns;
            }
        } else {
            used += columns;
        }
        used += measure(&line[begun + word.len()..end]);
        begun = end;
    }
    rows.push(line[row..].trim_end().to_owned());
    rows
}

/// Sets the cells of shown lines below one another: lines of several cells that follow each other are rows of a table. What
/// stands alone in its line is left as it is.
pub fn columns(lines: &[Vec<String>]) -> String {
    let tables = lines.chunk_by(|one, next| (one.len() > 1) == (next.len() > 1));
    tables.flat_map(aligned).collect::<Vec<_>>().join("\n")
}

fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    if rows.iter().all(|row| row.len() < 2) {
        return rows.concat();
    }
    let shown = |row: &Vec<String>| row.iter().map(|cell| super::line(cell).trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(shown).collect();
    let width = |row: &[String], at: usize| row.get(at).map_or(0, |cell| super::width(cell));
    let cells = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> =
        (0..cells).map(|at| rows.iter().map(|row| width(row, at)).max().unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let padded = row
            .iter()
            .zip(&widths)
            .map(|(cell, widest)| format!("{cell}{}", " ".repeat(widest.saturating_sub(super::width(cell)))));
        padded.collect::<Vec<_>>().join(" │ ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_below_one_another() {
        let lines = |text: &str| -> Vec<Vec<String>> {
            text.split('\n').map(|line| line.split(" | ").map(str::to_owned).collect()).collect()
        };
        let text = "Read it:\n | so | not so\nfound | 15 日 | 3\nlet through | 5 | –\nAnd | or\n\na | b";
        let shown = "Read it:\n            │ so    │ not so\nfound       │ 15 日 │ 3\nlet through │ 5     │ –\nAnd         │ or\n\na │ b";
        assert_eq!(columns(&lines(text)), shown);
        assert_eq!(columns(&lines("plain text\n\n  and more ")), "plain text\n\n  and more ");
        let cells = ["a\nb", "c"].map(str::to_owned).to_vec();
        assert_eq!(columns(&[vec!["so | not".into()], cells]), "so | not\na b │ c");
    }

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

    #[test]
    fn rows_beyond_the_most_are_told_of_by_an_ellipsis() {
        assert_eq!(clipped("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(clipped("one two three", 7, 1), ["one tw…"]);
        assert_eq!(clipped("one two three", 5, 2), ["one", "two…"]);
    }

    /// Measures at most three times the length of the text, whether it has places to break at or not.
    #[test]
    fn wrapping_takes_time_in_proportion_to_the_text() {
        for text in ["x".repeat(100_000), "xy ".repeat(30_000), "日".repeat(30_000), " ".repeat(100_000)] {
            for width in [1, 20, 200_000] {
                let mut measured = 0;
                let mut measure = |part: &str| {
                    measured += part.len();
                    crate::sanitize::width(part)
                };
                let rows = wrap_line(&text, width, &mut measure);
                assert!(measured <= 3 * text.len(), "{measured} bytes of {} in {width}", text.len());
                assert!(rows.iter().all(|row| crate::sanitize::width(row) <= width.max(2)));
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn rows_fit_and_hold_everything_but_spaces(text in "[a-e 日é\u{301}👩‍👧\n-]{0,60}", width in 1..12_usize) {
            let rows = wrap(&text, width);
            let fits = |row: &String| crate::sanitize::width(row) <= width || row.graphemes(true).count() == 1;
            proptest::prop_assert!(rows.iter().all(fits), "{:?}", rows);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(letters(&rows.concat()), letters(&crate::sanitize::block(&text)));
        }
    }
}
