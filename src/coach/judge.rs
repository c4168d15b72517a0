//! Rules that weigh a whole text: whether anything in it could be seen, counted, placed or refused.

use super::lexicon::known;
use super::words::{Hit, Text};

/// How many words a recommendation needs before anything can be missed in it.
const ENOUGH_WORDS: usize = 8;

/// Returns whether the text names a time: a weekday, yesterday, 9:40.
pub(super) fn names_a_moment(text: &Text<'_>) -> bool {
    let day = text
        .find(&known().words.moments)
        .iter()
        .any(|hit| !text.is_quoted(&hit.at) && !known().words.habits.hold(text.before(hit.first)));
    day || (0..text.len()).any(|i| text.gap(i) == ":" && is_number(text.low(i)) && is_number(text.low(i + 1)))
}

/// Finds numbers of a model: a decimal below one after "confidence", "threshold" and the like.
pub(super) fn model_numbers(text: &Text<'_>) -> Vec<Hit> {
    text.find(&known().words.metrics)
        .into_iter()
        .filter_map(|hit| {
            let number = (hit.last + 1..=hit.last + 3).find(|i| {
                text.low(*i).parse::<f64>().is_ok_and(|n| (0.0..=1.0).contains(&n) && n.fract() != 0.0)
            })?;
            Some(Hit { first: hit.first, last: number, at: text.span(hit.first, number) })
        })
        .collect()
}

/// Finds days of a calendar that are in none of these: March 3, 3rd of March, the 14th (not of a row: the 2nd round),
/// 2026-12-01.
pub(super) fn days(text: &Text<'_>, found: &[Hit]) -> Vec<Hit> {
    let day = |i: usize| {
        let digits = text.low(i).trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ends = text.low(i).get(digits.len()..).unwrap_or_default();
        let is_day = digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        (is_day && ["", "st", "nd", "rd", "th"].contains(&ends)).then_some(!ends.is_empty())
    };
    let month = |i: usize| {
        text.begins(&known().words.months, i) && text.as_written(i).starts_with(char::is_uppercase)
    };
    let dashed = |i: usize| text.gap(i) == "-" && text.gap(i + 1) == "-" && text.low(i).len() == 4;
    // The 2nd round, the 5th or 95th percentile, and the 1st, 2nd and 3rd reviewer are no days.
    let words = &known().words;
    let begins_sentence = |i: usize| i == 0 || text.gap(i - 1).contains(['.', '!', '?', '\n']);
    let goes_on = |i: usize| {
        words.before_a_day.hold(text.before(i - 1))
            && (words.after_a_day.hold(text.low(i + 1))
                || words.after_a_first_day.hold(text.low(i + 1)) && begins_sentence(i - 2))
    };
    let stands_alone = |i: usize| {
        let ends = text.gap(i).trim_start().starts_with([',', '.', ';', ':', '!', '?', ')', '–', '—']);
        i + 1 == text.len()
            || (ends && day(i + 1).is_none())
            || ["if", "unless", "when"].contains(&text.low(i + 1))
            || (i > 1 && goes_on(i))
    };
    let last = |i: usize| match day(i) {
        _ if month(i) && day(i + 1).is_some() => Some(i + 1),
        _ if dashed(i) && [i, i + 1, i + 2].iter().all(|i| is_number(text.low(*i))) => Some(i + 2),
        Some(_) if month(i + 1) => Some(i + 1),
        Some(_) if text.low(i + 1) == "of" && month(i + 2) => Some(i + 2),
        Some(true) if text.before(i) == "the" && stands_alone(i) => Some(i),
        _ => None,
    };
    let all =
        (0..text.len()).filter_map(|i| Some(Hit { first: i, last: last(i)?, at: text.span(i, last(i)?) }));
    let mut end = 0;
    let apart = |hit: &Hit| {
        let is_new = hit.first >= end && found.iter().all(|one| one.last < hit.first || hit.last < one.first);
        end = if is_new { hit.last + 1 } else { end };
        is_new
    };
    all.filter(apart).collect()
}

/// Finds "100%" and "100 percent".
pub(super) fn all_of_a_hundred(text: &Text<'_>) -> Vec<Hit> {
    (0..text.len())
        .filter(|i| text.low(*i) == "100")
        .filter_map(|i| Some(Hit { first: i, last: i, at: percentage(text, i)? }))
        .collect()
}

/// Returns where a percentage stands that begins with this number.
pub(super) fn percentage(text: &Text<'_>, index: usize) -> Option<std::ops::Range<usize>> {
    let number = text.span(index, index);
    if text.low(index + 1) == "percent" {
        return Some(text.span(index, index + 1));
    }
    let rest = text.whole.get(number.end..)?;
    let sign = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).strip_prefix('%')?;
    Some(number.start..text.whole.len() - sign.len())
}

/// Returns whether a text holds a number, a count, a stretch of time or an act.
pub(super) fn is_seen(text: &Text<'_>) -> bool {
    text.has(&known().words.counts)
        || text.has(&known().words.acts)
        || (0..text.len()).any(|i| text.low(i).starts_with(char::is_numeric))
}

/// Finds inner states in a text that holds nothing to be seen.
pub(super) fn unseen(text: &Text<'_>) -> Vec<Hit> {
    if is_seen(text) { Vec::new() } else { text.find(&known().words.inner) }
}

/// Finds what is meant for everybody, or done unasked, in a text that names no way to say no.
pub(super) fn for_everybody(text: &Text<'_>) -> Vec<Hit> {
    if text.has(&known().words.ways_out) {
        return Vec::new();
    }
    let mut hits = text.find(&known().words.everybody);
    hits.extend(text.find(&known().words.unasked));
    hits.retain(|hit| {
        let before = [text.before(hit.first), text.before(hit.first.saturating_sub(1))];
        !text.is_quoted(&hit.at) && !before.contains(&"not") && !before.contains(&"nothing")
    });
    hits.sort_by_key(|hit| hit.at.start);
    hits
}

/// Returns what a recommendation does not say yet: who, where, what changes, how it is measured.
pub(super) fn unspecific(text: &Text<'_>) -> Option<String> {
    if text.len() < ENOUGH_WORDS {
        return None;
    }
    let named = (1..text.len()).any(|i| {
        let word = text.as_written(i);
        let name = word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        name && ["for", "like"].contains(&text.before(i))
    });
    let digits = (0..text.len()).any(|i| text.low(i).starts_with(char::is_numeric));
    let missing: Vec<&str> = [
        (named || text.has(&known().words.who), "who it is for"),
        (text.has(&known().words.places), "where in the flow"),
        (text.has(&known().words.changes), "what people would see change"),
        (digits || text.has(&known().words.measures), "how you would measure it"),
    ]
    .into_iter()
    .filter_map(|(said, what)| (!said).then_some(what))
    .collect();
    let (last, others) = missing.split_last()?;
    let listed =
        if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) };
    Some(format!("Not said yet: {listed}."))
}

pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_numeric() || ".,".contains(c))
}
