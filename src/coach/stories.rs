//! Rules about stories: numbers about people, claims of empathy, solutions before a pain, the company's numbers.

use super::judge::{is_number, percentage};
use super::lexicon::known;
use super::words::{Hit, Text, keep};

/// From how many people on it is a survey, and not a conversation.
const MANY: u32 = 20;

/// How many words lie at most between a wish and what was built for it.
const NEAR: usize = 14;

/// Finds percentages and surveys that stand without the words of a single person.
pub(super) fn surveys(text: &Text<'_>) -> Vec<Hit> {
    if text.has_quote() {
        return Vec::new();
    }
    let words = &known().words;
    let filled =
        |hit: &Hit| (1..=4).any(|by| hit.first >= by && text.low(hit.first - by).starts_with("fill"));
    let mut hits = keep(text.find(&words.surveys), |hit| {
        !filled(hit) && !words.not_a_survey_before.hold(text.low(hit.last + 1))
    });
    hits.extend(text.find(&words.shares).into_iter().filter_map(|hit| {
        let last = text.length_of(&words.asked, hit.last + 1)? + hit.last;
        Some(Hit { last, at: text.span(hit.first, last), ..hit })
    }));
    for index in (0..text.len()).filter(|index| is_number(text.low(*index))) {
        hits.extend(share_of(text, index));
        hits.extend(asked(text, index));
    }
    let out_of = |index: &usize| text.low(*index) == "out" && text.low(index + 1) == "of";
    hits.extend((1..text.len()).filter(out_of).filter_map(|index| {
        let counts = [index - 1, index + 2].iter().all(|at| counts(text.low(*at)));
        counts.then(|| Hit { first: index - 1, last: index + 2, at: text.span(index - 1, index + 2) })
    }));
    keep(hits, |_| true)
}

fn counts(word: &str) -> bool {
    is_number(word) || known().words.counts.hold(word)
}

/// Returns a percentage of people that begins at a number.
fn share_of(text: &Text<'_>, index: usize) -> Option<Hit> {
    let at = percentage(text, index)?;
    let of = |index: usize| known().words.after_a_share.hold(text.low(index));
    (of(index + 1) || of(index + 2)).then_some(Hit { first: index, last: index, at })
}

/// Returns "asked 300 users" around a number.
fn asked(text: &Text<'_>, index: usize) -> Option<Hit> {
    let many = text.low(index).replace(',', "").parse::<u32>().is_ok_and(|number| number >= MANY);
    let asks = ["asked", "interviewed", "surveyed", "polled"].contains(&text.before(index));
    let last = text.length_of(&known().words.asked, index + 1).filter(|_| many && asks)? + index;
    Some(Hit { first: index - 1, last, at: text.span(index - 1, last) })
}

/// Finds claims of empathy. "Customer first" with a space is an order of things.
pub(super) fn claims(text: &Text<'_>) -> Vec<Hit> {
    let order = |hit: &Hit| text.low(hit.last) == "first" && text.gap(hit.first) == " ";
    keep(text.find(&known().words.claims), |hit| !text.is_quoted(&hit.at) && !order(hit))
}

/// Finds the first solution, unless a pain was named before it.
pub(super) fn solutions(text: &Text<'_>) -> Vec<Hit> {
    let words = &known().words;
    let mut hits = text.find(&words.openers);
    hits.extend(text.find(&words.built).into_iter().filter_map(|hit| {
        let could = ["could", "would"].contains(&text.low(hit.last + 1)) && text.low(hit.last + 2) != "not";
        let article =
            (1..=3).find(|by| hit.first >= *by && ["a", "an", "the"].contains(&text.low(hit.first - by)));
        let first = hit.first - article.filter(|_| could)?;
        let last = hit.last + 1;
        Some(Hit { first, last, at: text.span(first, last) })
    }));
    let mut hits = keep(hits, |hit| !text.is_quoted(&hit.at));
    hits.truncate(1);
    hits.retain(|hit| !(0..hit.first).any(|index| text.begins(&words.pains, index)));
    hits
}

/// Finds what was built because somebody asked for it, where nobody looked at what is behind the wish.
pub(super) fn as_asked(text: &Text<'_>) -> Vec<Hit> {
    let words = &known().words;
    let wishes = text.find(&words.asks_for);
    let looks =
        |mut around: std::ops::Range<usize>| around.any(|index| text.begins(&words.looked_behind, index));
    let follows = |hit: &Hit| {
        let wish = wishes.iter().rev().find(|wish| wish.last < hit.first);
        let near = wish.filter(|wish| hit.first - wish.last <= NEAR);
        near.is_some_and(|wish| !looks(wish.last + 1..hit.last + NEAR))
    };
    let mut hits = text.find(&words.delivers);
    hits.retain(follows);
    let obliged = text.find(&words.obliges).into_iter();
    hits.extend(obliged.filter(|hit| !looks(hit.last + 1..hit.last + NEAR)));
    keep(hits, |hit| !text.is_quoted(&hit.at))
}

/// Finds numbers of the company; what someone earns is theirs.
pub(super) fn company_metrics(text: &Text<'_>) -> Vec<Hit> {
    let words = &known().words;
    let theirs = |hit: &Hit| {
        let before = text.before(hit.first);
        words.someones.hold(before) || before.ends_with("'s")
    };
    keep(text.find(&words.company_metrics), |hit| !text.is_quoted(&hit.at) && !theirs(hit))
}
