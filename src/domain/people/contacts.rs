//! Email addresses, phone numbers and secrets in a text. Nothing is looked up: what has the shape of one is one.

use std::ops::Range;

use super::secrets::secrets;

/// Words before a number that make a phone number of it.
const CALLS: [&str; 11] =
    ["call", "cell", "handy", "mobile", "number", "phone", "sms", "tel", "telefon", "telephone", "whatsapp"];

/// What never leaves: a way to reach somebody, or a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contact {
    Mail,
    Phone,
    Secret,
}

/// Finds email addresses, phone numbers and secrets, from the left; none overlaps another.
pub(super) fn contacts(text: &str) -> Vec<(Range<usize>, Contact)> {
    let mut found: Vec<_> = mails(text).into_iter().map(|at| (at, Contact::Mail)).collect();
    found.extend(phones(text).into_iter().map(|at| (at, Contact::Phone)));
    found.extend(secrets(text).into_iter().map(|at| (at, Contact::Secret)));
    // Of what overlaps, the longest that begins first.
    found.sort_by_key(|(at, _)| (at.start, usize::MAX - at.end));
    let mut end = 0;
    found.retain(|(at, _)| {
        let apart = at.start >= end;
        end = end.max(at.end);
        apart
    });
    found
}

fn mails(text: &str) -> Vec<Range<usize>> {
    let local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let from = found.last().map_or(0, |last| last.end);
        let (before, after) =
            (text.get(from..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let name = before.trim_end_matches(local).len();
        let name = before.get(name..).unwrap_or_default().trim_start_matches(['.', '\'', '-']);
        let host = after.find(|c| !domain(c)).map_or(after, |end| after.get(..end).unwrap_or_default());
        let host = host.trim_end_matches(['.', '-']);
        let last = host.rsplit_once('.').map(|(_, last)| last).unwrap_or_default();
        if !name.is_empty() && last.chars().count() > 1 && last.chars().all(char::is_alphabetic) {
            found.push(at - name.len()..at + 1 + host.len());
        }
    }
    found
}

/// Returns whether a character stands within a phone number.
fn dials(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '\u{2011}' | '.' | '/' | '(' | ')' | '+')
}

fn phones(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) =
        text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit() || "+(".contains(c)))
    {
        let start = from + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c| !dials(c)).unwrap_or(rest.len());
        from = start + length.max(1);
        let (before, after) =
            (text.get(..start).unwrap_or_default(), text.get(start + length..).unwrap_or_default());
        let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ":_#@,".contains(c));
        if within(before.chars().next_back()) {
            continue;
        }
        // What runs into a letter is no number up to there.
        let mut run = rest.get(..length).unwrap_or_default();
        if within(after.chars().next())
            && !after.starts_with(',')
            && run.ends_with(|c: char| c.is_ascii_digit())
        {
            run = run.trim_end_matches(|c: char| c.is_ascii_digit());
        }
        let called = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n');
        let called = called.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        found.extend(phone(run, CALLS.contains(&called.as_str())).map(|at| start + at.start..start + at.end));
    }
    found
}

/// Finds the phone number in a run of digits and what stands between them.
fn phone(run: &str, called: bool) -> Option<Range<usize>> {
    let end = run.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
    let run = run.get(..end)?;
    let begins = |(at, c): &(usize, char)| {
        let first =
            run.get(..*at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        *c == '+' || first && (c.is_ascii_digit() || *c == '(')
    };
    let mut starts = run.char_indices().filter(begins).map(|(at, _)| at).take(12);
    starts.find(|at| run.get(*at..).is_some_and(|text| is_phone(text, called && *at == 0))).map(|at| at..end)
}

fn is_phone(text: &str, called: bool) -> bool {
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let digits: usize = lengths.iter().sum();
    // Dates, and times one after the other.
    let day = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 2] | [1 | 2, 1 | 2, 4, ..] | [4, 2, 2, ..]);
    let mixed = text.contains(' ') && text.contains('.') && lengths.iter().all(|length| *length < 3);
    let date = (day || mixed) && !text.starts_with(['+', '(']);
    let begins = |with: &str| groups.first().is_some_and(|group| group.starts_with(with));
    if date || !(7..=15).contains(&digits) {
        return false;
    }
    if text.starts_with('+') || begins("00") {
        return digits > 7;
    }
    let home = (begins("0") || text.starts_with("(0")) && digits > 8 && lengths.first() != Some(&1);
    let american = matches!(lengths.as_slice(), [3, 3, 4] | [1, 3, 3, 4]) && !begins("0");
    let indian =
        lengths == [5, 5] && groups.first().is_some_and(|group| group.starts_with(['6', '7', '8', '9']));
    called || home || american || indian
}
