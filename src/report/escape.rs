//! Text made safe for Markdown: whatever somebody wrote is shown as they wrote it, and never read as markup.

use crate::sanitize;

/// Characters that mean something anywhere in a line.
const ANYWHERE: &[char] = &['\\', '`', '*', '[', ']', '<', '>', '|', '~'];

/// Makes text safe for one line: a heading, a cell of a table. Line breaks become spaces.
pub(super) fn line(text: &str) -> String {
    // Before anything is escaped: a backslash within a terminal's sequence would leave half of it standing.
    let one_line = sanitize::line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let escaped = start(&inline(&one_line));
    // A heading may be closed by number signs.
    escaped.strip_suffix('#').map_or_else(|| escaped.clone(), |head| format!("{head}\\#"))
}

/// Makes text safe as paragraphs: each is a list of lines, each line stays a line.
pub(super) fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = sanitize::block(&text);
    let mut all = vec![Vec::new()];
    for line in text.lines() {
        match all.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push(start(&inline(&indented(line)))),
            Some(last) if !last.is_empty() => all.push(Vec::new()),
            _ => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

/// Keeps an indent to be seen, with spaces that do not make code of the line.
fn indented(line: &str) -> String {
    let text = line.trim_end();
    let body = text.trim_start_matches([' ', '\t']);
    let indent = text.chars().take(text.chars().count() - body.chars().count());
    indent.map(|c| if c == '\t' { "\u{a0}\u{a0}\u{a0}\u{a0}" } else { "\u{a0}" }).chain([body]).collect()
}

fn inline(text: &str) -> String {
    let math = text.matches('$').count() > 1;
    let letters: Vec<char> = text.chars().collect();
    let mut safe = String::with_capacity(text.len() + 8);
    for (i, c) in letters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(i + 1);
        let within_word =
            before.is_some_and(|c| c.is_alphanumeric()) && after.is_some_and(|c| c.is_alphanumeric());
        let escape = match c {
            '_' => !within_word,
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#'),
            '$' => math,
            _ => ANYWHERE.contains(c),
        };
        if escape {
            safe.push('\\');
        }
        safe.push(*c);
    }
    safe
}

/// Escapes what means something only at the start of a line: headings, lists, rules, underlines of headings.
fn start(line: &str) -> String {
    let mut letters = line.chars();
    let first = letters.next();
    let second = letters.next();
    let alone = second.is_none_or(char::is_whitespace);
    let marked = match first {
        Some('#' | '=') => true,
        Some('+') => alone,
        Some('-') => alone || second == Some('-'),
        _ => false,
    };
    if marked {
        return format!("\\{line}");
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let behind = rest.chars().nth(1);
    let counts = digits > 0 && rest.starts_with(['.', ')']) && behind.is_none_or(char::is_whitespace);
    if counts { format!("{number}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_plain_text_stays_plain() {
        let cases = [
            ("plain text, with 3 numbers.", "plain text, with 3 numbers."),
            ("*bold* and _it_", "\\*bold\\* and \\_it\\_"),
            ("snake_case stays", "snake_case stays"),
            ("# no heading", "\\# no heading"),
            ("no #heading", "no #heading"),
            ("C #", "C \\#"),
            ("- no list", "\\- no list"),
            ("+ no list", "\\+ no list"),
            ("-5 degrees", "-5 degrees"),
            ("---", "\\---"),
            ("1. no list", "1\\. no list"),
            ("1) no list", "1\\) no list"),
            ("2026. A year", "2026\\. A year"),
            ("3.5 points", "3.5 points"),
            ("a | b", "a \\| b"),
            ("`code`", "\\`code\\`"),
            ("<b>x</b>", "\\<b\\>x\\</b\\>"),
            ("[x](http://y)", "\\[x\\](http://y)"),
            ("![x](y)", "!\\[x\\](y)"),
            ("&lt; but R&D and A & B", "\\&lt; but R\\&D and A & B"),
            ("$5", "$5"),
            ("$5 or $6$", "\\$5 or \\$6\\$"),
            ("a\nb", "a b"),
            ("back\\slash", "back\\\\slash"),
        ];
        for (text, wanted) in cases {
            assert_eq!(line(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn paragraphs_and_lines_stay() {
        let found = paragraphs("one\ntwo\r\n\r\n\n    three\n===\n\n");
        let wanted: [&[&str]; 2] = [&["one", "two"], &["\u{a0}\u{a0}\u{a0}\u{a0}three", "\\==="]];
        assert_eq!(found, wanted);
        assert_eq!(paragraphs(" \n\n"), Vec::<Vec<String>>::new());
    }
}
