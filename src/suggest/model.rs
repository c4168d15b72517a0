//! The trained model: what each expression, word and pair of words counts for.
//!
//! `training/complaints/model.py` writes the file that is read here.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::suggestion::{Shares, Subject, Suggestion};
use super::words::{Word, whole_letters, words};

/// The expressions.
pub(super) const LEXICON: &str = include_str!("../../assets/suggest/lexicon.toml");
/// What they count for.
pub(super) const WEIGHTS: &[u8] = include_bytes!("../../assets/suggest/model.bin");
/// How the file begins: the number at the end is its version.
const MAGIC: &[u8] = b"EMPSUGG2";
/// How long the checksum of the lexicon is.
const CHECKSUM: usize = 32;
/// A text of fewer words is short.
const SHORT: usize = 8;
/// So many letters of a word are looked at.
const LONGEST: usize = 24;
/// The names of products are one word to the model: what is said of one holds for others.
const BRANDS: &str = "brands";

/// How many tables of expressions there are.
const TABLES: usize = 6;
/// The table of those that only say that the AI is meant.
const ABOUT: usize = 5;

/// The file of the expressions, table by table, in the order of the subjects.
#[derive(Deserialize)]
struct File {
    words: HashMap<String, String>,
    trust: Section,
    error_tolerance: Section,
    mental_model: Section,
    automation_anxiety: Section,
    none: Section,
    about: Section,
}

#[derive(Deserialize)]
struct Section {
    expressions: Vec<String>,
}

/// Reads the file of the expressions.
pub(super) fn lexicon(text: &str) -> Result<Lexicon, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let sections: [Section; TABLES] =
        [file.trust, file.error_tolerance, file.mental_model, file.automation_anxiety, file.none, file.about];
    Ok(Lexicon::new(file.words, sections.into_iter().map(|section| section.expressions)))
}

/// How much something counts: for being about the AI at all, against none, and then for each dimension.
pub(super) type Counts = [f32; 5];

/// A trained model.
#[derive(Debug)]
pub struct Model {
    lexicon: Lexicon,
    bias: Counts,
    /// For how many expressions of a table there are.
    tables: [Counts; TABLES],
    /// For how long the text is, and for its being short.
    length: [Counts; 2],
    expressions: Vec<Counts>,
    /// Words, and pairs of words.
    grams: Known,
    /// Pieces of words.
    pieces: Known,
}

/// What is known by its hash, in their order, and what each counts for.
#[derive(Debug)]
struct Known {
    hashes: Vec<u32>,
    counts: Vec<Counts>,
}

/// Something in a text that counts.
#[derive(Debug)]
pub(super) struct Clue {
    pub what: What,
    pub words: Range<usize>,
    pub counts: Counts,
}

/// What counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An expression of the lexicon, by its number.
    Expression(usize),
    /// An expression that only says that the AI is meant.
    About,
    /// A word, a pair of words, or a piece of a word.
    Gram,
    /// A word that the person's decisions taught.
    Learnt,
}

/// A text as the model sees it.
#[derive(Debug)]
pub(super) struct Reading {
    pub words: Vec<Word>,
    pub clues: Vec<Clue>,
    pub scores: Counts,
}

impl Model {
    /// The model that is built in.
    pub fn built_in() -> &'static Self {
        static MODEL: LazyLock<Model> =
            LazyLock::new(|| Model::read(WEIGHTS).expect("a test reads the built-in model"));
        &MODEL
    }

    /// Reads a model that was trained on the built-in lexicon; `None` for any other file.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let lexicon = lexicon(LEXICON).ok()?;
        let mut file = Bytes(bytes.strip_prefix(MAGIC)?.get(CHECKSUM..)?);
        let bias = file.counts()?;
        let mut tables = [bias; TABLES];
        let mut length = [bias; 2];
        for counts in tables.iter_mut().chain(&mut length) {
            *counts = file.counts()?;
        }
        let (many, scale) = (file.number()?, file.float()?);
        let expressions = file.scaled(many, scale)?;
        let (grams, pieces) = (file.known()?, file.known()?);
        let whole = file.0.is_empty() && expressions.len() == lexicon.len();
        whole.then_some(Self { lexicon, bias, tables, length, expressions, grams, pieces })
    }

    /// Suggests what a complaint is about.
    pub fn suggest(&self, text: &str) -> Suggestion {
        self.see(text).suggestion(text)
    }

    /// An expression as the lexicon has it.
    pub(super) fn written(&self, expression: usize) -> &str {
        self.lexicon.written(expression)
    }

    /// Reads a text, and adds up what counts in it.
    pub(super) fn see(&self, text: &str) -> Reading {
        let words = words(text);
        let mut scores = self.bias;
        let long = (words.len() as f32).ln_1p() / 5.0;
        add(&mut scores, &self.length[0], long);
        if words.len() < SHORT {
            add(&mut scores, &self.length[1], 1.0);
        }
        let mut clues = self.expressions_in(&words);
        clues.extend(self.grams_in(&words));
        for clue in &clues {
            add(&mut scores, &clue.counts, 1.0);
        }
        Reading { words, clues, scores }
    }

    fn expressions_in(&self, words: &[Word]) -> Vec<Clue> {
        let hits = self.lexicon.hits(words);
        let mut many = [0.0_f32; TABLES];
        for hit in &hits {
            if let Some(count) = many.get_mut(self.lexicon.table(hit.expression)) {
                *count += 1.0;
            }
        }
        let clue = |hit: super::lexicon::Hit| {
            let subject = self.lexicon.table(hit.expression);
            let mut counts = self.expressions.get(hit.expression).copied().unwrap_or_default();
            // What the number of a table's expressions counts for is parted among them.
            if let (Some(table), Some(many)) = (self.tables.get(subject), many.get(subject)) {
                add(&mut counts, table, many.ln_1p() / many);
            }
            let about = subject == ABOUT;
            let what = if about { What::About } else { What::Expression(hit.expression) };
            Clue { what, words: hit.words, counts }
        };
        hits.into_iter().map(clue).collect()
    }

    /// The words, the pairs of words and the pieces of words that the model knows.
    fn grams_in(&self, words: &[Word]) -> Vec<Clue> {
        let plain = |word: &Word| -> String {
            let name = if self.lexicon.holds(BRANDS, &word.low) { BRANDS } else { &word.low };
            name.to_owned()
        };
        let names: Vec<String> = words.iter().map(plain).collect();
        let mut grams = Vec::new();
        let mut pieces = Vec::new();
        let mut seen = HashSet::new();
        for (at, (word, name)) in words.iter().zip(&names).enumerate() {
            grams.extend(self.grams.find(&[name], at..at + 1));
            if let (Some(next), Some(after)) = (names.get(at + 1), words.get(at + 1))
                && after.sentence == word.sentence
            {
                grams.extend(self.grams.find(&[name, " ", next], at..at + 2));
            }
            if seen.insert(name) {
                let found = pieces_of(name).into_iter().filter_map(|p| self.pieces.find(&[&p], at..at + 1));
                pieces.extend(found);
            }
        }
        let mut clues = self.grams.clues(grams);
        clues.extend(self.pieces.clues(pieces));
        clues
    }
}

/// The parts of a word, three to five letters each, with its edges: typing errors and endings share most of them.
fn pieces_of(word: &str) -> Vec<String> {
    let edged: Vec<char> =
        std::iter::once('<').chain(word.chars().take(LONGEST)).chain(std::iter::once('>')).collect();
    (3..=5).flat_map(|long| edged.windows(long)).map(|letters| letters.iter().collect()).collect()
}

impl Known {
    /// The place of what stands at some words, if it is known.
    fn find(&self, parts: &[&str], words: Range<usize>) -> Option<(usize, Range<usize>)> {
        self.hashes.binary_search(&hash(parts)).ok().map(|place| (place, words))
    }

    /// What was found, each once; the more there is, the less each counts.
    fn clues(&self, mut found: Vec<(usize, Range<usize>)>) -> Vec<Clue> {
        // Stable: the first in the text is kept.
        found.sort_by_key(|(place, _)| *place);
        found.dedup_by_key(|(place, _)| *place);
        let share = 1.0 / (found.len() as f32).sqrt();
        let clue = |(place, words): (usize, Range<usize>)| {
            let mut counts = Counts::default();
            if let Some(known) = self.counts.get(place) {
                add(&mut counts, known, share);
            }
            Clue { what: What::Gram, words, counts }
        };
        found.into_iter().map(clue).collect()
    }
}

impl Reading {
    /// How likely each subject is.
    pub fn shares(&self) -> Shares {
        let [about, trust, errors, models, automation] = self.scores;
        let scores = [trust, errors, models, automation, -about];
        let top = scores.into_iter().fold(f32::MIN, f32::max);
        let odds = scores.map(|score| (score - top).exp());
        let sum: f32 = odds.iter().sum();
        odds.map(|odd| odd / sum)
    }

    /// Makes a suggestion of it: none at all where there is no word.
    pub fn suggestion(&self, text: &str) -> Suggestion {
        if self.words.is_empty() {
            return Suggestion::default();
        }
        let shares = self.shares();
        let likely = Subject::ALL.into_iter().max_by(|one, other| {
            // Of two that are as likely, the first.
            shares[one.index()].total_cmp(&shares[other.index()]).then(other.cmp(one))
        });
        Suggestion::new(shares, likely.map_or_else(Vec::new, |subject| self.because(text, subject)))
    }

    /// Where the words stand that count most for a subject: expressions, or single words where there are none.
    fn because(&self, text: &str, subject: Subject) -> Vec<Range<usize>> {
        let mut reasons = self.expressions(subject);
        if reasons.is_empty() {
            reasons = self.single_words(subject);
        }
        reasons.sort_by(|one, other| other.0.total_cmp(&one.0));
        let enough = reasons.first().map_or(0.0, |(weight, _)| weight * WORTH_SAYING);
        let mut spans: Vec<Range<usize>> = Vec::new();
        for (_, words) in reasons.into_iter().filter(|(weight, _)| *weight >= enough) {
            if spans.len() < MOST_REASONS || spans.iter().any(|span| touch(span, &words)) {
                join(&mut spans, words);
            }
        }
        spans.sort_by_key(|span| span.start);
        let bytes = |span: &Range<usize>| {
            let words = self.words.get(span.clone())?;
            Some(whole_letters(text, &(words.first()?.at.start..words.last()?.at.end)))
        };
        spans.iter().filter_map(bytes).collect()
    }

    /// The expressions that count for a subject, and how much.
    fn expressions(&self, subject: Subject) -> Vec<(f32, Range<usize>)> {
        let expressions = self.clues.iter().filter(|clue| matches!(clue.what, What::Expression(_)));
        let weighed = expressions.map(|clue| (weight(&clue.counts, subject), clue.words.clone()));
        weighed.filter(|(weight, _)| *weight > LEAST).collect()
    }

    /// The words that count for a subject, with the pairs they are in, their pieces, and what was learnt of them.
    fn single_words(&self, subject: Subject) -> Vec<(f32, Range<usize>)> {
        let mut weights = vec![0.0; self.words.len()];
        for clue in &self.clues {
            let share = weight(&clue.counts, subject) / clue.words.len().max(1) as f32;
            weights.get_mut(clue.words.clone()).into_iter().flatten().for_each(|weight| *weight += share);
        }
        let placed = weights.into_iter().enumerate().map(|(at, weight)| (weight, at..at + 1));
        placed.filter(|(weight, _)| *weight > 0.0).collect()
    }
}

/// What counts less is no reason.
const LEAST: f32 = 0.02;
/// How much of the best reason another must count.
const WORTH_SAYING: f32 = 0.4;
/// How many places are named as reasons.
const MOST_REASONS: usize = 3;

fn add(sum: &mut Counts, counts: &Counts, times: f32) {
    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count * times);
}

/// How much something counts for one subject against the others.
fn weight(counts: &Counts, subject: Subject) -> f32 {
    let [about, dimensions @ ..] = counts;
    let own = dimensions.get(subject.index()).copied().unwrap_or(-about);
    let others = dimensions.iter().sum::<f32>() - about - own;
    own - others / 4.0
}

/// Whether ranges overlap, or follow each other.
fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// Adds a range to others, and makes one of those that touch.
fn join(spans: &mut Vec<Range<usize>>, mut new: Range<usize>) {
    spans.retain(|span| {
        let apart = !touch(span, &new);
        if !apart {
            new = span.start.min(new.start)..span.end.max(new.end);
        }
        apart
    });
    spans.push(new);
}

/// FNV-1a, 32 bits.
fn hash(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What is left of a file.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }

    fn counts(&mut self) -> Option<Counts> {
        let mut counts = Counts::default();
        for count in &mut counts {
            *count = self.float()?;
        }
        Some(counts)
    }

    /// Reads hashes and their counts.
    fn known(&mut self) -> Option<Known> {
        let (many, scale) = (self.number()?, self.float()?);
        let hashes = (0..many).map(|_| self.number()).collect::<Option<Vec<u32>>>()?;
        let counts = self.scaled(many, scale)?;
        hashes.is_sorted().then_some(Known { hashes, counts })
    }

    /// Reads counts that were written as whole numbers.
    fn scaled(&mut self, many: u32, scale: f32) -> Option<Vec<Counts>> {
        let mut one = || {
            let mut counts = Counts::default();
            for count in &mut counts {
                *count = f32::from(self.take().map(i16::from_le_bytes)?) * scale;
            }
            Some(counts)
        };
        (0..many).map(|_| one()).collect()
    }
}
