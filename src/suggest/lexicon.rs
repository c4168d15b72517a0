//! Expressions in tables, as in `assets/suggest/lexicon.toml`, and where they stand in a text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::words::Word;

/// How many words `..` stands for at most.
const GAP: usize = 3;

/// One word of an expression.
#[derive(Debug)]
enum Pattern {
    Word(String),
    Prefix(String),
    Group(String),
}

#[derive(Debug)]
struct Step {
    pattern: Pattern,
    /// How many other words may stand before it.
    gap: usize,
}

/// An expression, as it is written in the file.
#[derive(Debug)]
struct Expression {
    written: String,
    /// Which of the tables it is from.
    table: usize,
    rest: Vec<Step>,
}

/// Where an expression stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number of the expression, in the order of the file.
    pub expression: usize,
    /// The words, from first to last.
    pub words: Range<usize>,
}

/// All expressions, by the words they begin with.
#[derive(Debug)]
pub(super) struct Lexicon {
    groups: HashMap<String, HashSet<String>>,
    expressions: Vec<Expression>,
    by_word: HashMap<String, Vec<usize>>,
    by_prefix: Vec<(String, usize)>,
}

impl Lexicon {
    /// Makes one of lists of words that expressions name in braces, each by its name with commas between, and of tables of
    /// expressions.
    pub fn new(groups: HashMap<String, String>, tables: impl IntoIterator<Item = Vec<String>>) -> Self {
        let listed = |list: String| list.split(',').map(|word| word.trim().to_owned()).collect();
        let mut lexicon = Self {
            groups: groups.into_iter().map(|(name, list)| (name, listed(list))).collect(),
            expressions: Vec::new(),
            by_word: HashMap::new(),
            by_prefix: Vec::new(),
        };
        for (table, expressions) in tables.into_iter().enumerate() {
            for written in expressions {
                lexicon.add(written, table);
            }
        }
        lexicon
    }

    fn add(&mut self, written: String, table: usize) {
        let number = self.expressions.len();
        let mut steps = Vec::new();
        let mut gap = 0;
        for word in written.split(' ') {
            if word == ".." {
                gap = GAP;
                continue;
            }
            let pattern = if let Some(name) = word.strip_prefix('{') {
                Pattern::Group(name.trim_end_matches('}').to_owned())
            } else if let Some(begin) = word.strip_suffix('*') {
                Pattern::Prefix(begin.to_owned())
            } else {
                Pattern::Word(word.to_owned())
            };
            steps.push(Step { pattern, gap });
            gap = 0;
        }
        let mut rest = steps.into_iter();
        match rest.next().map(|step| step.pattern) {
            Some(Pattern::Word(word)) => self.by_word.entry(word).or_default().push(number),
            Some(Pattern::Prefix(begin)) => self.by_prefix.push((begin, number)),
            Some(Pattern::Group(name)) => {
                for word in self.groups.get(&name).into_iter().flatten() {
                    self.by_word.entry(word.clone()).or_default().push(number);
                }
            }
            None => {}
        }
        self.expressions.push(Expression { written, table, rest: rest.collect() });
    }

    /// How many expressions there are.
    pub fn len(&self) -> usize {
        self.expressions.len()
    }

    /// An expression as it is written in the file.
    pub fn written(&self, expression: usize) -> &str {
        self.expressions.get(expression).map_or("", |expression| &expression.written)
    }

    /// Which table an expression is from.
    pub fn table(&self, expression: usize) -> usize {
        self.expressions.get(expression).map_or(0, |expression| expression.table)
    }

    /// Whether a word is one of a list of the file.
    pub fn holds(&self, group: &str, word: &str) -> bool {
        self.groups.get(group).is_some_and(|words| words.contains(word))
    }

    /// The first place of each expression that stands in a text, in the order of the file.
    pub fn hits(&self, words: &[Word]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let literal = self.by_word.get(&word.low).into_iter().flatten().copied();
            let begun = self.by_prefix.iter().filter(|(begin, _)| word.low.starts_with(begin.as_str()));
            for expression in literal.chain(begun.map(|(_, number)| *number)) {
                let rest = self.expressions.get(expression).map_or(&[][..], |expression| &expression.rest);
                let end = self.end(rest, words, at + 1, word.sentence);
                hits.extend(end.map(|end| Hit { expression, words: at..end }));
            }
        }
        // Stable: of one expression, the first in the text is kept.
        hits.sort_by_key(|hit| hit.expression);
        hits.dedup_by_key(|hit| hit.expression);
        hits
    }

    /// Where the rest of an expression ends, if it stands there.
    fn end(&self, rest: &[Step], words: &[Word], at: usize, sentence: usize) -> Option<usize> {
        let Some((step, rest)) = rest.split_first() else { return Some(at) };
        (at..=at + step.gap).find_map(|here| {
            let word = words.get(here).filter(|word| word.sentence == sentence)?;
            let fits = match &step.pattern {
                Pattern::Word(other) => word.low == *other,
                Pattern::Prefix(begin) => word.low.starts_with(begin.as_str()),
                Pattern::Group(name) => self.holds(name, &word.low),
            };
            fits.then(|| self.end(rest, words, here + 1, sentence)).flatten()
        })
    }
}
