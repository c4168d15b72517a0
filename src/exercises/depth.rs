//! Refuses files nested deeper than any honest one before they are parsed: every dot of a key is a table in a table, and
//! dropping some thousands of those overflows the stack.

/// The most tables and lists within one another.
pub(super) const DEEPEST: usize = 64;

/// The byte at which a text is nested deeper than [`DEEPEST`], counted by its brackets and the dots of its keys.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // The depth of the key being read, and of those around its brackets.
    let (mut depth, mut around) = (0, Vec::new());
    let mut rest = text;
    while let Some(next) = rest.find(['"', '\'', '#', '[', '{', ']', '}', ',', '\n', '.']) {
        let at = text.len() - rest.len() + next;
        let (sign, behind) = rest[next..].split_at(1);
        rest = behind;
        match sign {
            "#" => rest = &rest[rest.find('\n').unwrap_or(rest.len())..],
            "\"" | "'" => rest = behind_string(rest, sign),
            "[" | "{" => {
                around.push(depth);
                depth += 1;
            }
            "." => depth += 1,
            "]" | "}" => depth = around.pop().unwrap_or_default(),
            "," => depth = around.last().map_or(0, |outside| outside + 1),
            _ if around.is_empty() => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// What follows the string that opened with `quote`; one without an end goes to the end of its line, or of the text.
fn behind_string<'a>(text: &'a str, quote: &str) -> &'a str {
    let (mut rest, end) = match text.strip_prefix(&quote.repeat(2)) {
        Some(body) => (body, quote.repeat(3)),
        None => (text, quote.to_owned()),
    };
    let short = end.len() == 1;
    let stops =
        |letter: char| letter == '\\' && quote == "\"" || letter == '\n' && short || end.starts_with(letter);
    while let Some(at) = rest.find(stops) {
        rest = &rest[at..];
        if let Some(behind) = rest.strip_prefix(&end) {
            // A long string may end in quotes of its own.
            return if short { behind } else { behind.trim_start_matches(quote) };
        }
        if rest.starts_with('\n') {
            return rest;
        }
        let mut letters = rest.chars();
        // A backslash takes the letter behind it along.
        if letters.next() == Some('\\') {
            letters.next();
        }
        rest = letters.as_str();
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_by_keys_and_brackets_and_not_in_strings_and_comments() {
        let dots = |count: usize| "a.".repeat(count);
        let deep = [
            format!("{}a = 1", dots(65)),
            format!("x = 1\n[{}a]", dots(64)),
            "[".repeat(65),
            "{ a = ".repeat(65),
            format!("{}a = {{ {}a = 1 }}", dots(32), dots(32)),
            format!("a = \"\"\"x\"\"\"\", {}a", dots(65)),
            format!("a = '\n{}a", dots(65)),
        ];
        for text in &deep {
            assert!(too_deep(text).is_some(), "{text}");
        }
        assert_eq!(too_deep(&deep[0]), Some(129));
        let fine = [
            format!("{}a = 1\n{}a = 2", dots(64), dots(64)),
            format!("a = [{}1]", "1.5, ".repeat(1000)),
            format!("a = \"{}\" # {}", ".".repeat(100), ".".repeat(100)),
            format!("a = \"\"\"\n{}\\\"\"\"\" \nb = '\\' # {}", ".".repeat(100), ".".repeat(100)),
            format!("a = '''{}\n'''\nb = \"\"", ".[{".repeat(100)),
            "[[step]]\n[step.field.field.example]\n".repeat(100),
        ];
        for text in &fine {
            assert_eq!(too_deep(text), None, "{text}");
        }
    }
}
