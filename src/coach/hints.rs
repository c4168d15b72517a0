//! Hints: which words of a text are worth a second look, and one short sentence for each.

use std::ops::Range;

use super::lexicon::{Saying, known};
use super::words::{Hit, Text, keep};
use super::{grade, judge, questions, stories};
use crate::domain::exercise::Rule;

/// How many words a rule points at, so that a page of text does not light up.
const MOST_PER_RULE: usize = 2;
/// From so many words on, a text stands by itself unless it begins by pointing elsewhere.
const STANDS_ALONE: usize = 12;

/// A remark about some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The rule it comes from.
    pub rule: Rule,
    /// The words it is about, in bytes of the text; always at character boundaries.
    pub span: Range<usize>,
    /// What to say, one or two short sentences.
    pub says: String,
    /// An answer that draws no such remark.
    pub repair: &'static str,
}

/// The rules that fit a text of which nothing else is known.
pub const ANYWHERE: [Rule; 10] = [
    Rule::GroupUser,
    Rule::Survey,
    Rule::Devotion,
    Rule::SolutionFirst,
    Rule::AsAsked,
    Rule::Preference,
    Rule::Leading,
    Rule::Future,
    Rule::CompanyMetric,
    Rule::VagueMoment,
];

/// Reads a text by some rules. At most two hints a rule, in the order of the rules and then of the text.
///
/// Rules that compare rows have nothing to say about one text: `across_rows` looks at all of them.
pub fn hints(rules: &[Rule], text: &str) -> Vec<Hint> {
    if rules.is_empty() || text.trim().is_empty() {
        return Vec::new();
    }
    let text = Text::read(text);
    rules.iter().flat_map(|rule| of_rule(*rule, &text)).collect()
}

/// Returns whether a text names something that can be seen or counted: a number, a stretch of time, an act.
pub fn is_observable(text: &str) -> bool {
    judge::is_seen(&Text::read(text))
}

/// Returns whether a text does little more than point at another answer or fill a box: "same as before", "asdf", "x".
pub fn leans(text: &str) -> bool {
    let text = Text::read(text);
    let says_nothing = |char: char| char.is_ascii() || "–—…·•・".contains(char);
    is_half(&leaning(&text), &text) || (text.len() == 0 && text.whole.chars().all(says_nothing))
}

/// Returns whether half the words of a text are these.
fn is_half(hits: &[Hit], text: &Text<'_>) -> bool {
    let words: usize = hits.iter().map(|hit| hit.last + 1 - hit.first).sum();
    words * 2 >= text.len().max(1)
}

/// Finds what a rule points at, each with what to say about it.
fn of_rule(rule: Rule, text: &Text<'_>) -> Vec<Hint> {
    let says = &known().says;
    let found = match rule {
        Rule::VagueMoment => vec![(vague(text), &says.vague_moment)],
        Rule::ModelSpeak => {
            let numbers = keep(judge::model_numbers(text), |hit| !text.is_quoted(&hit.at));
            let words = model_speak(text, &numbers);
            vec![(numbers, &says.model_number), (words, &says.model_speak)]
        }
        Rule::Jargon => vec![(jargon(text), &says.jargon)],
        Rule::OverPromise => vec![(promises(text), &says.over_promise)],
        Rule::GroupUser => vec![(groups(text), &says.group_user)],
        Rule::Survey => vec![(stories::surveys(text), &says.survey)],
        Rule::Devotion => vec![(stories::claims(text), &says.devotion)],
        Rule::SolutionFirst => vec![(stories::solutions(text), &says.solution_first)],
        Rule::AsAsked => vec![(stories::as_asked(text), &says.as_asked)],
        Rule::CompanyMetric => vec![(stories::company_metrics(text), &says.company_metric)],
        Rule::Deadline => {
            let mut dates = text.find(&known().words.dates);
            dates.extend(judge::days(text, &dates));
            let dates = keep(dates, |hit| !text.is_quoted(&hit.at));
            vec![(dates, &says.deadline)]
        }
        Rule::Preference => vec![(questions::preferences(text), &says.preference)],
        Rule::Leading => vec![(text.find(&known().words.leading), &says.leading)],
        Rule::Future => vec![(questions::plans(text), &says.future)],
        Rule::FeelingWords => vec![(feelings(text), &says.feeling_words)],
        Rule::Observable => vec![(judge::unseen(text), &says.observable)],
        Rule::OneSize => vec![(judge::for_everybody(text), &says.one_size)],
        Rule::AsAbove => vec![(leaning(text), &says.as_above)],
        Rule::Specific => {
            let span = text.span(0, text.len().saturating_sub(1));
            let missing = judge::unspecific(text).map(|missing| (span, missing));
            return missing.map(|found| whole(rule, &says.specific, found)).into_iter().collect();
        }
        Rule::ReadingGrade => {
            return grade::hard(text)
                .map(|found| whole(rule, &says.reading_grade, found))
                .into_iter()
                .collect();
        }
        Rule::SameEverywhere | Rule::Repeats => return Vec::new(),
    };
    let hints = found.into_iter().flat_map(|(hits, saying)| each(rule, text, hits, saying));
    hints.take(MOST_PER_RULE).collect()
}

/// Makes a hint whose reason depends on the text.
fn whole(rule: Rule, saying: &'static Saying, (span, says): (Range<usize>, String)) -> Hint {
    Hint { rule, span, says, repair: &saying.repair }
}

/// Makes a hint of each hit, the same words only once.
fn each(rule: Rule, text: &Text<'_>, hits: Vec<Hit>, saying: &'static Saying) -> Vec<Hint> {
    let mut seen: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for hit in hits {
        let words = text.whole.get(hit.at.clone()).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if found.len() == MOST_PER_RULE || seen.contains(&words.to_lowercase()) {
            continue;
        }
        let says = saying.reason.replace("{}", &words);
        found.push(Hint { rule, span: hit.at, says, repair: &saying.repair });
        seen.push(words.to_lowercase());
    }
    found
}

fn vague(text: &Text<'_>) -> Vec<Hit> {
    if judge::names_a_moment(text) {
        return Vec::new();
    }
    let compares = |hit: &Hit| ["how", "more", "less", "as"].contains(&text.before(hit.first));
    keep(text.find(&known().words.vague), |hit| !text.is_quoted(&hit.at) && !compares(hit))
}

fn model_speak(text: &Text<'_>, numbers: &[Hit]) -> Vec<Hit> {
    let craft = |hit: &Hit| {
        text.low(hit.first) == "precision"
            && (["with", "surgical"].contains(&text.before(hit.first))
                || ["work", "tools", "engineering", "mechanics"].contains(&text.low(hit.last + 1)))
    };
    let told = |hit: &Hit| numbers.iter().any(|n| n.first <= hit.last && hit.first <= n.last);
    keep(text.find(&known().words.model_speak), |hit| !text.is_quoted(&hit.at) && !craft(hit) && !told(hit))
}

fn jargon(text: &Text<'_>) -> Vec<Hit> {
    let other_model = |hit: &Hit| text.low(hit.last) == "model" && text.low(hit.last + 1) == "of";
    keep(text.find(&known().words.jargon), |hit| !other_model(hit))
}

fn promises(text: &Text<'_>) -> Vec<Hit> {
    let somebodys_words = |hit: &Hit| !text.is_one_quote() && text.is_quoted(&hit.at);
    let denied = |hit: &Hit| {
        let before = hit.first.saturating_sub(3)..hit.first;
        let mut said = before.rev().take_while(|i| !text.gap(*i).contains(['.', '!', '?', ';', '\n']));
        said.any(|i| known().words.denials.hold(text.low(i)) || text.low(i).ends_with("n't"))
    };
    let offered = |hit: &Hit| {
        text.low(hit.first) == "always" && ["can", "could", "may", "as"].contains(&text.before(hit.first))
    };
    let mut hits = text.find(&known().words.over_promise);
    hits.extend(judge::all_of_a_hundred(text));
    keep(hits, |hit| !somebodys_words(hit) && !denied(hit) && !offered(hit))
}

fn groups(text: &Text<'_>) -> Vec<Hit> {
    let words = &known().words;
    let part = |hit: &Hit| words.not_a_group_before.hold(text.low(hit.last + 1));
    let counted = |hit: &Hit| {
        let before = text.before(hit.first);
        words.not_a_group_after.hold(before) || before.chars().any(char::is_numeric)
    };
    let served =
        |hit: &Hit| (1..=3).any(|by| hit.first >= by && text.begins(&words.looks_after, hit.first - by));
    let like_one = |hit: &Hit| {
        let named = |i: usize| text.as_written(i).starts_with(char::is_uppercase);
        text.low(hit.last + 1) == "like" && named(hit.last + 2)
            || text.low(hit.last + 1) == "such" && text.low(hit.last + 2) == "as" && named(hit.last + 3)
    };
    keep(text.find(&words.groups), |hit| {
        !text.is_quoted(&hit.at) && !part(hit) && !counted(hit) && !served(hit) && !like_one(hit)
    })
}

/// Finds what points at another answer, and "same", "asdf" and single letters where little else is written.
fn leaning(text: &Text<'_>) -> Vec<Hit> {
    let points = |hit: &Hit| hit.first == 0 || text.len() < STANDS_ALONE;
    let mut hits = keep(text.find(&known().words.as_above), |hit| !text.is_quoted(&hit.at) && points(hit));
    let whole =
        text.find(&known().words.same).into_iter().filter(|hit| hit.first == 0 && hit.last + 1 == text.len());
    hits.extend(whole);
    let fillers = keep(text.find(&known().words.fillers), |hit| !text.is_quoted(&hit.at));
    if is_half(&fillers, text) {
        hits.extend(fillers);
    }
    let is_letter =
        |at: usize| text.low(at).chars().count() == 1 && text.low(at).starts_with(char::is_lowercase);
    if text.len() > 0 && (0..text.len()).all(is_letter) {
        hits.push(Hit { first: 0, last: text.len() - 1, at: text.span(0, text.len() - 1) });
    }
    hits
}

fn feelings(text: &Text<'_>) -> Vec<Hit> {
    let other = |hit: &Hit| known().words.not_a_feeling_before.hold(text.low(hit.last + 1));
    let polite = |hit: &Hit| text.low(hit.first) == "love" && text.low(hit.last + 1) == "to";
    keep(text.find(&known().words.feelings), |hit| !text.is_quoted(&hit.at) && !other(hit) && !polite(hit))
}
