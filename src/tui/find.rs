//! Looking for words in lines that are laid out, whatever the case of their letters.

use std::ops::Range;

use super::theme::Role;

/// A line of text in pieces.
pub type Line = Vec<(String, Role)>;

/// Marks every place where some words stand, and returns the lines that have any.
pub fn mark(lines: &mut [Line], words: &str) -> Vec<usize> {
    let wanted: Vec<char> = words.trim().chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    for (n, line) in lines.iter_mut().enumerate().filter(|_| !wanted.is_empty()) {
        let text: String = line.iter().map(|(piece, _)| piece.as_str()).collect();
        let places = places(&text, &wanted);
        if !places.is_empty() {
            *line = marked(line, &places);
            found.push(n);
        }
    }
    found
}

fn places(text: &str, wanted: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        found.extend(begins(&text[at..], wanted).map(|length| at..at + length));
    }
    found
}

/// How many bytes of a text are the words it begins with; `None` if it begins otherwise.
fn begins(text: &str, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter();
    for (at, c) in text.char_indices() {
        if wanted.as_slice().is_empty() {
            return Some(at);
        }
        if !c.to_lowercase().all(|lower| wanted.next() == Some(&lower)) {
            return None;
        }
    }
    wanted.as_slice().is_empty().then_some(text.len())
}

/// Cuts the pieces of a line where places begin and end.
fn marked(line: &Line, places: &[Range<usize>]) -> Line {
    let mut pieces = Line::new();
    let mut from = 0;
    for (text, role) in line {
        let mut done = 0;
        for place in places {
            let within = |at: usize| at.saturating_sub(from).clamp(done, text.len());
            let (start, end) = (within(place.start), within(place.end));
            if start < end {
                pieces.push((text[done..start].to_owned(), *role));
                pieces.push((text[start..end].to_owned(), Role::Hint));
                done = end;
            }
        }
        pieces.push((text[done..].to_owned(), *role));
        from += text.len();
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_found_over_pieces_and_in_any_case() {
        let line = |pieces: &[(&str, Role)]| -> Line {
            pieces.iter().map(|(text, role)| ((*text).to_owned(), *role)).collect()
        };
        let mut lines = vec![
            line(&[("It GUESS", Role::Dim), ("ed; it guessed", Role::Plain)]),
            line(&[("no", Role::Plain)]),
        ];
        assert_eq!(mark(&mut lines, " guessed "), [0]);
        let wanted = [
            ("It ", Role::Dim),
            ("GUESS", Role::Hint),
            ("ed", Role::Hint),
            ("; it ", Role::Plain),
            ("guessed", Role::Hint),
        ];
        assert_eq!(lines[0], line(&wanted));
        assert_eq!(mark(&mut lines, "  "), [0; 0]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[aAbßİé日👩 ]{0,20}", more in "[aAbßİé日 ]{0,9}", words in "[aAbßİé日]{1,3}") {
            let mut lines = vec![vec![(text.clone(), Role::Plain), (more.clone(), Role::Dim)]];
            let found = mark(&mut lines, &words);
            let all: String = lines[0].iter().map(|(piece, _)| piece.as_str()).collect();
            prop_assert_eq!(&all, &format!("{text}{more}"));
            let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
            prop_assert!(found.is_empty() || lower(&all).contains(&lower(&words)));
        }
    }
}
