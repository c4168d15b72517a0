//! Keys, tokens and passwords in a text. What begins like a key of a known service, or stands behind the word for a
//! password, is one; nothing is tried.

use std::ops::Range;

/// How keys of services begin.
const BEGINNINGS: &str = "sk- sk_live_ sk_test_ rk_live_ ghp_ gho_ ghs_ ghu_ github_pat_ glpat- xoxb- xoxp- xoxa- AKIA ASIA AIza ya29. hf_ npm_ pypi- eyJ";

/// The fewest letters and digits of a key after its beginning.
const SHORTEST: usize = 14;

/// Words before a colon or an equals sign that make a secret of what follows.
const NAMED: [&str; 9] =
    ["password", "passwort", "passwd", "passphrase", "secret", "token", "api key", "api_key", "apikey"];

/// Finds what must not leave, from the left; none overlaps another.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found = private_keys(text);
    found.extend(keys(text));
    found.extend(named(text));
    found.sort_by_key(|at| at.start);
    let mut end = 0;
    found.retain(|at| {
        let apart = at.start >= end;
        end = end.max(at.end);
        apart
    });
    found
}

fn private_keys(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("-----BEGIN ")) {
        let start = from + start;
        let rest = text.get(start..).unwrap_or_default();
        let first = rest.lines().next().unwrap_or_default();
        let last = rest
            .find("-----END ")
            .map(|at| at + rest.get(at..).and_then(|end| end.lines().next()).map_or(0, str::len));
        let end = start + last.unwrap_or(rest.len());
        if first.contains("PRIVATE KEY") {
            found.push(start..end);
        }
        from = if first.contains("PRIVATE KEY") { end } else { start + first.len() };
    }
    found
}

/// What may stand in a key.
fn in_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_-.+/=".contains(letter)
}

fn keys(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most texts have no word that could be one.
    let may_be = |run: &str| run.len() > SHORTEST && run.contains(|letter: char| letter.is_ascii_digit());
    if !text.split(|letter| !in_key(letter)).any(may_be) {
        return found;
    }
    for beginning in BEGINNINGS.split(' ') {
        for (at, _) in text.match_indices(beginning) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let key = text.get(at..).unwrap_or_default();
            let end = key.find(|letter| !in_key(letter)).unwrap_or(key.len());
            let key = key.get(..end).unwrap_or_default().trim_end_matches(['.', '-', '=']);
            let rest = key.get(beginning.len()..).unwrap_or_default();
            let letters = rest.chars().filter(char::is_ascii_alphanumeric).count();
            let mixed = rest.contains(|letter: char| letter.is_ascii_digit());
            if !before.is_some_and(char::is_alphanumeric) && letters >= SHORTEST && mixed {
                found.push(at..at + key.len());
            }
        }
    }
    found
}

fn named(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains([':', '=']) {
        return found;
    }
    // In ASCII only, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    for name in NAMED {
        for (at, _) in lower.match_indices(name) {
            let after = at + name.len();
            let rest = text.get(after..).unwrap_or_default();
            let value = rest.trim_start_matches(' ');
            let Some(value) = value.strip_prefix([':', '=']) else { continue };
            let value = value.trim_start_matches([' ', '"', '\'', '`']);
            let start = text.len() - value.len();
            let end = value.find(|letter: char| letter.is_whitespace() || "\"'`,;)".contains(letter));
            let value = value.get(..end.unwrap_or(value.len())).unwrap_or_default().trim_end_matches('.');
            let start = if start < after { continue } else { start };
            // "The password: they forget it" is a sentence.
            let is_word = value.chars().all(char::is_alphabetic);
            if value.chars().count() >= 6 && !is_word {
                found.push(start..start + value.len());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::secrets;

    /// Replaces what was found.
    fn without(text: &str) -> String {
        let mut text = text.to_owned();
        for at in secrets(&text).into_iter().rev() {
            text.replace_range(at, "#");
        }
        text
    }

    #[test]
    fn keys_tokens_and_passwords_are_found_where_they_stand() {
        let key = format!("{}{}", "sk-", "proj4Tz8Qw1Lm6Xv2Rb9");
        let token = format!("{}{}", "ghp_", "a1B2c3D4e5F6g7H8i9J0");
        for (text, wanted) in [
            (format!("It printed {key}."), "It printed #."),
            (format!("({token})"), "(#)"),
            ("The password: hunter2go, she said".to_owned(), "The password: #, she said"),
            ("API key = \"9f8a7b6c5d\"".to_owned(), "API key = \"#\""),
            (
                "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nb".to_owned(),
                "a\n#\nb",
            ),
            ("-----BEGIN PRIVATE KEY-----\nMIIB".to_owned(), "#"),
        ] {
            assert_eq!(without(&text), wanted);
        }
    }

    #[test]
    fn ordinary_words_are_none() {
        for text in [
            "The password: they forget it every Monday",
            "A token of thanks: flowers",
            "task-force and risk-averse-people-in-2026-and-after",
            "ASIA and Africa, sk-8",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "Passwort: ümlaut",
            "secret:",
            "",
        ] {
            assert_eq!(without(text), text);
        }
    }
}
