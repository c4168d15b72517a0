//! Hints: which words of a text are worth a second look, and one short sentence for each.

use std::ops::Range;

use super::lexicon as known;
use super::words::{Hit, Text};
use super::{grade, judge};
use crate::domain::exercise::Rule;

/// How many words a rule points at, so that a page of text does not light up.
const MOST_PER_RULE: usize = 2;

/// A remark about some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The rule it comes from.
    pub rule: Rule,
    /// The words it is about, in bytes of the text; always at character boundaries.
    pub span: Range<usize>,
    /// What to say, one or two short sentences.
    pub says: String,
}

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

/// Returns whether a text does little more than point at another answer: "as above", "same as before".
pub fn leans(text: &str) -> bool {
    let text = Text::read(text);
    let pointing: usize = leaning(&text).iter().map(|hit| hit.last + 1 - hit.first).sum();
    pointing * 2 >= text.len().max(1)
}

/// Finds what a rule points at, each with what to say about it; `{}` stands for the words.
fn of_rule(rule: Rule, text: &Text<'_>) -> Vec<Hint> {
    let found = match rule {
        Rule::VagueMoment => vec![(vague(text), "“{}” is not a moment. Which time?")],
        Rule::ModelSpeak => {
            let numbers = keep(judge::model_numbers(text), |hit| !text.is_quoted(&hit.at));
            let words = model_speak(text, &numbers);
            vec![
                (numbers, "“{}” is the model's number. What is it like for the person when answers vary?"),
                (words, "“{}” is the model's view. What does the person see, or lose?"),
            ]
        }
        Rule::Jargon => {
            vec![(jargon(text), "“{}” is a word for builders. How would you say it to a neighbour?")]
        }
        Rule::OverPromise => {
            vec![(promises(text), "“{}” promises a lot. What will they see when it goes wrong?")]
        }
        Rule::GroupUser => vec![
            (groups(text), "“{}” is nobody in particular. Who: by name or role?"),
            (judge::surveys(text), "“{}” counts people. What did one of them say?"),
        ],
        Rule::FeelingWords => vec![
            (feelings(text), "“{}” is a feeling. What did they do?"),
            (
                text.find(known::CLAIMS),
                "“{}” is a claim. What did you do last week to learn about one person?",
            ),
        ],
        Rule::Observable => {
            vec![(judge::unseen(text), "Nobody can see “{}”. What would they do, and how many times?")]
        }
        Rule::OneSize => {
            vec![(judge::for_everybody(text), "“{}”: who would rather not, and how do they say no?")]
        }
        Rule::Specific => {
            let span = text.span(0, text.len().saturating_sub(1));
            return judge::unspecific(text).map(|says| Hint { rule, span, says }).into_iter().collect();
        }
        Rule::AsAbove => {
            vec![(leaning(text), "“{}”: what would you write here if this were the only row?")]
        }
        Rule::SameEverywhere | Rule::Repeats => return Vec::new(),
        Rule::ReadingGrade => {
            return grade::hard(text).map(|(span, says)| Hint { rule, span, says }).into_iter().collect();
        }
    };
    let hints = found.into_iter().flat_map(|(hits, says)| each(rule, text, hits, says));
    hints.take(MOST_PER_RULE).collect()
}

/// Makes a hint of each hit, the same words only once.
fn each(rule: Rule, text: &Text<'_>, hits: Vec<Hit>, says: &str) -> Vec<Hint> {
    let mut seen: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for hit in hits {
        let words = text.whole.get(hit.at.clone()).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if found.len() == MOST_PER_RULE || seen.contains(&words.to_lowercase()) {
            continue;
        }
        found.push(Hint { rule, span: hit.at, says: says.replace("{}", &words) });
        seen.push(words.to_lowercase());
    }
    found
}

fn vague(text: &Text<'_>) -> Vec<Hit> {
    if judge::names_a_moment(text) {
        return Vec::new();
    }
    let compares = |hit: &Hit| ["how", "more", "less", "as"].contains(&text.before(hit.first));
    keep(text.find(known::VAGUE), |hit| !text.is_quoted(&hit.at) && !compares(hit))
}

fn model_speak(text: &Text<'_>, numbers: &[Hit]) -> Vec<Hit> {
    let craft = |hit: &Hit| {
        text.low(hit.first) == "precision"
            && (["with", "surgical"].contains(&text.before(hit.first))
                || ["work", "tools", "engineering", "mechanics"].contains(&text.low(hit.last + 1)))
    };
    let told = |hit: &Hit| numbers.iter().any(|n| n.first <= hit.last && hit.first <= n.last);
    keep(text.find(known::MODEL_SPEAK), |hit| !text.is_quoted(&hit.at) && !craft(hit) && !told(hit))
}

fn jargon(text: &Text<'_>) -> Vec<Hit> {
    let other_model = |hit: &Hit| text.low(hit.last) == "model" && text.low(hit.last + 1) == "of";
    keep(text.find(known::JARGON), |hit| !other_model(hit))
}

fn promises(text: &Text<'_>) -> Vec<Hit> {
    let somebodys_words = |hit: &Hit| !text.is_one_quote() && text.is_quoted(&hit.at);
    let denied = |hit: &Hit| {
        let before = hit.first.saturating_sub(3)..hit.first;
        let mut said = before.rev().take_while(|i| !text.gap(*i).contains(['.', '!', '?', ';', '\n']));
        said.any(|i| known::DENIALS.hold(text.low(i)) || text.low(i).ends_with("n't"))
    };
    let offered = |hit: &Hit| {
        text.low(hit.first) == "always" && ["can", "could", "may", "as"].contains(&text.before(hit.first))
    };
    let mut hits = text.find(known::OVER_PROMISE);
    hits.extend(judge::all_of_a_hundred(text));
    keep(hits, |hit| !somebodys_words(hit) && !denied(hit) && !offered(hit))
}

fn groups(text: &Text<'_>) -> Vec<Hit> {
    let part = |hit: &Hit| known::NOT_A_GROUP_BEFORE.hold(text.low(hit.last + 1));
    let counted = |hit: &Hit| {
        let before = text.before(hit.first);
        known::NOT_A_GROUP_AFTER.hold(before) || before.chars().any(char::is_numeric)
    };
    let like_one = |hit: &Hit| {
        let named = |i: usize| text.as_written(i).starts_with(char::is_uppercase);
        text.low(hit.last + 1) == "like" && named(hit.last + 2)
            || text.low(hit.last + 1) == "such" && text.low(hit.last + 2) == "as" && named(hit.last + 3)
    };
    keep(text.find(known::GROUPS), |hit| {
        !text.is_quoted(&hit.at) && !part(hit) && !counted(hit) && !like_one(hit)
    })
}

/// Finds what points at another answer, and "same" where nothing else is written.
fn leaning(text: &Text<'_>) -> Vec<Hit> {
    let mut hits = keep(text.find(known::AS_ABOVE), |hit| !text.is_quoted(&hit.at));
    let whole = text.find(known::SAME).into_iter().filter(|hit| hit.first == 0 && hit.last + 1 == text.len());
    hits.extend(whole);
    hits
}

fn feelings(text: &Text<'_>) -> Vec<Hit> {
    let other = |hit: &Hit| known::NOT_A_FEELING_BEFORE.hold(text.low(hit.last + 1));
    let polite = |hit: &Hit| text.low(hit.first) == "love" && text.low(hit.last + 1) == "to";
    keep(text.find(known::FEELINGS), |hit| !text.is_quoted(&hit.at) && !other(hit) && !polite(hit))
}

/// Keeps the hits that pass, from left to right.
fn keep(hits: Vec<Hit>, fits: impl Fn(&Hit) -> bool) -> Vec<Hit> {
    let mut kept: Vec<Hit> = hits.into_iter().filter(fits).collect();
    kept.sort_by_key(|hit| hit.at.start);
    kept
}
