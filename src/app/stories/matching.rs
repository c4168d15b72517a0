//! Which stories answer a question, and why.
//!
//! A question asks for something ("said no"), names dimensions, and is about something ("a hospital"). A story fits if it
//! answers what is asked for; if nothing is asked for, if it shows a dimension that is named, or is about the same thing.
//! Among those that fit, what counts is how much of it each answers, how rare that is, and whether it can be told as it is.

use std::fmt;

use super::Stories;
use crate::domain::deck::QuestionKind;
use crate::domain::facts::subject_key;
use crate::domain::hue::Hue;
use crate::exercises::Catalog;
use crate::suggest::question::{self, Asked};
use crate::wording;

/// How many stories are named.
const NAMED: usize = 3;
/// What a thing that is asked for counts, and up to so much more the fewer stories answer it.
const ASK: f64 = 2.0;
const RARE: f64 = 1.0;
/// What a dimension counts.
const DIMENSION: f64 = 1.0;
/// The most that words count.
const WORDS: f64 = 2.0;
/// What words have to count for a story to fit by them alone; a rare word counts 1, a name 2.
const ENOUGH: f64 = 1.5;
/// What it counts that a story can be told as it is, and that it cannot be told as one's own.
const READY: f64 = 0.5;
const IMAGINED: f64 = -1.0;

/// Why a story fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It answers what is asked for: what that is called, and the words that ask for it.
    Asks(&'static str, String),
    /// It shows a dimension that is named, with the words that name it.
    Shows(Hue, String),
    /// It is about the same words, as they stand in the question.
    Shares(Vec<String>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Asks(says, words) => wording::stories::asks(says, words),
            Self::Shows(hue, words) => wording::stories::shows(*hue, words),
            Self::Shares(words) => wording::stories::shares(words),
        })
    }
}

/// A story that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Its place among the stories.
    pub story: usize,
    /// Why it fits, what counts most first.
    pub reasons: Vec<Reason>,
    /// How well, for the order alone.
    pub score: f64,
}

/// Why no story fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFit {
    /// There is no story yet.
    NoStories,
    /// The question is not about users.
    Beyond,
    /// None answers what is asked for: what that is called.
    Missing(Vec<&'static str>),
    /// None answers this kind of question, or is about any of its words.
    Unlike(Vec<QuestionKind>),
}

impl fmt::Display for NoFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStories => f.write_str(wording::stories::NO_STORIES),
            Self::Beyond => f.write_str(wording::stories::BEYOND),
            Self::Missing(says) => f.write_str(&wording::stories::missing(says)),
            Self::Unlike(kinds) => f.write_str(&wording::stories::unlike(kinds)),
        }
    }
}

/// What a question leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// What it asks for.
    pub kinds: Vec<QuestionKind>,
    /// The best stories, the best first; three at most.
    pub best: Vec<Fit>,
    /// How many fit.
    pub fitting: usize,
    /// Why none does, if none does.
    pub nothing: Option<NoFit>,
}

impl Stories {
    /// Finds the stories that answer a question; retired ones never do.
    pub fn matching(&self, catalog: &Catalog, question: &str) -> Matched {
        let asked = read(catalog, question);
        let fits = if asked.beyond { Vec::new() } else { self.fits(&asked, question) };
        let nothing = fits.is_empty().then(|| self.why_none(&asked));
        Matched {
            kinds: asked.kinds,
            fitting: fits.len(),
            best: fits.into_iter().take(NAMED).collect(),
            nothing,
        }
    }

    /// Lists every story that fits, by its place.
    pub fn fitting(&self, catalog: &Catalog, question: &str) -> Vec<usize> {
        let asked = read(catalog, question);
        let fits = if asked.beyond { Vec::new() } else { self.fits(&asked, question) };
        fits.into_iter().map(|fit| fit.story).collect()
    }

    fn why_none(&self, asked: &Asked) -> NoFit {
        if self.all.iter().all(|one| one.retired) {
            return NoFit::NoStories;
        }
        match &asked.tags[..] {
            _ if asked.beyond => NoFit::Beyond,
            [] => NoFit::Unlike(asked.kinds.clone()),
            tags => NoFit::Missing(tags.iter().filter_map(|(tag, _)| question::says(tag)).collect()),
        }
    }

    fn fits(&self, asked: &Asked, question: &str) -> Vec<Fit> {
        let said = |at: &std::ops::Range<usize>| question.get(at.clone()).unwrap_or_default().to_owned();
        let told = || self.standing();
        let count = told().count().max(1) as f64;
        // Of a hundred stories, one in ten is common: what counts is how few say it.
        let rarity =
            |having: usize| ((1.0 + count / having.max(1) as f64).ln() / (1.0 + count).ln()).min(1.0);
        let tags: Vec<(f64, &str, &std::ops::Range<usize>)> = asked
            .tags
            .iter()
            .map(|(tag, at)| {
                let having = told().filter(|(_, one)| one.story.tags.contains(tag)).count();
                (ASK + RARE * rarity(having), tag.as_str(), at)
            })
            .collect();
        let words: Vec<(f64, u32, &str)> = asked
            .topics
            .iter()
            .map(|topic| {
                let word = question.get(topic.start..topic.end).unwrap_or_default();
                let having =
                    told().filter(|(_, one)| one.story.words.binary_search(&topic.key).is_ok()).count();
                let name = if is_name(question, topic.start, word) { 2.0 } else { 1.0 };
                (name * rarity(having), topic.key, word)
            })
            .collect();
        let mut fits: Vec<Fit> = told()
            .filter_map(|(story, one)| {
                let one = &one.story;
                if !asked.kinds.is_empty() && !asked.kinds.iter().any(|kind| one.kinds.contains(kind)) {
                    return None;
                }
                let answered = tags.iter().filter(|(_, tag, _)| one.tags.contains(*tag));
                let shown = asked.hues.iter().filter(|(hue, _)| one.hues.contains(hue));
                let shared = words.iter().filter(|(_, key, _)| one.words.binary_search(key).is_ok());
                let (ask, dimension) = (
                    answered.clone().map(|(worth, ..)| worth).sum::<f64>(),
                    shown.clone().count() as f64 * DIMENSION,
                );
                let about = shared.clone().map(|(worth, ..)| worth).sum::<f64>();
                let fits = ask > 0.0 || tags.is_empty() && (dimension > 0.0 || about >= ENOUGH);
                if !fits {
                    return None;
                }
                let mut reasons: Vec<Reason> = answered
                    .filter_map(|(_, tag, at)| Some(Reason::Asks(question::says(tag)?, said(at))))
                    .chain(shown.map(|(hue, at)| Reason::Shows(*hue, said(at))))
                    .collect();
                let mut same: Vec<String> = shared.map(|(.., word)| (*word).to_owned()).collect();
                same.dedup();
                reasons.extend((!same.is_empty()).then_some(Reason::Shares(same)));
                let ready = match one.is_ready() {
                    true => READY,
                    false if one.observed => 0.0,
                    false => IMAGINED,
                };
                Some(Fit { story, reasons, score: ask + dimension + about.min(WORDS) + ready })
            })
            .collect();
        // Of two that are as good, the newer one.
        fits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.story.cmp(&other.story)));
        fits
    }
}

/// Reads a question; one of the bank says itself what it asks for.
fn read(catalog: &Catalog, text: &str) -> Asked {
    let mut asked = question::asked(text);
    let key = subject_key(text.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let same =
        |known: &&crate::domain::deck::Question| subject_key(known.text.trim_end_matches(['.', '?'])) == key;
    if let Some(known) = catalog.deck().questions.iter().find(same) {
        asked.kinds = vec![known.kind];
        let whole = 0..text.len();
        let tags = known.tags.iter().filter(|tag| question::says(tag).is_some());
        for tag in tags {
            if asked.tags.iter().all(|(one, _)| one != tag) {
                asked.tags.push((tag.clone(), whole.clone()));
            }
        }
        for hue in &known.hues {
            if asked.hues.iter().all(|(one, _)| one != hue) {
                asked.hues.push((*hue, whole.clone()));
            }
        }
    }
    asked
}

/// Whether a word is a name: written with a capital, and not because a sentence begins.
fn is_name(text: &str, start: usize, word: &str) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '?', '!', ':', '"', '“', '\'']);
    !begins && word.chars().next().is_some_and(char::is_uppercase)
}
