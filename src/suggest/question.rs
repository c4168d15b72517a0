//! What an interviewer asks for, with the words that say so: the kind of question, what it wants to hear of, dimensions.
//!
//! Deliberately absent: which story answers it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::Lexicon;
use super::words::words;
use crate::domain::deck::QuestionKind;
use crate::domain::hue::Hue;
use crate::domain::story::words::{Topic, topics};

/// The expressions.
const EXPRESSIONS: &str = include_str!("../../assets/suggest/questions.toml");

/// The file.
#[derive(Deserialize)]
struct File {
    words: HashMap<String, String>,
    kind: BTreeMap<String, Section>,
    ask: BTreeMap<String, Section>,
    dimension: BTreeMap<String, Section>,
    beyond: Beyond,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    says: String,
    expressions: Vec<String>,
}

#[derive(Deserialize)]
struct Beyond {
    expressions: Vec<String>,
    users: Vec<String>,
}

/// What a table of expressions stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sense {
    Kind(QuestionKind),
    Ask(String),
    Dimension(Hue),
    /// It is not about users.
    Beyond,
    /// It is about users.
    Users,
}

/// The expressions, and what each table of them stands for.
struct Listener {
    lexicon: Lexicon,
    senses: Vec<Sense>,
    /// What each thing that can be asked for is called.
    asks: BTreeMap<String, String>,
}

static LISTENER: LazyLock<Listener> =
    LazyLock::new(|| Listener::read(EXPRESSIONS).expect("a test reads the built-in expressions"));

impl Listener {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let (mut senses, mut tables, mut asks) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut add = |sense, expressions| {
            senses.push(sense);
            tables.push(expressions);
        };
        for (name, section) in file.kind {
            if let Some(kind) = QuestionKind::named(&name) {
                add(Sense::Kind(kind), section.expressions);
            }
        }
        for (name, section) in file.ask {
            asks.insert(name.clone(), section.says);
            add(Sense::Ask(name), section.expressions);
        }
        for (name, section) in file.dimension {
            if let Some(hue) = Hue::named(&name) {
                add(Sense::Dimension(hue), section.expressions);
            }
        }
        add(Sense::Beyond, file.beyond.expressions);
        add(Sense::Users, file.beyond.users);
        Ok(Self { lexicon: Lexicon::new(file.words, tables), senses, asks })
    }
}

/// What a question asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The kinds of question it may be; none if it does not say.
    pub kinds: Vec<QuestionKind>,
    /// What it wants to hear of, and where it says so, in bytes.
    pub tags: Vec<(String, Range<usize>)>,
    /// The dimensions it names, and where.
    pub hues: Vec<(Hue, Range<usize>)>,
    /// Whether it is about something else than users.
    pub beyond: bool,
    /// The words it is about.
    pub topics: Vec<Topic>,
}

/// Reads a question; the first 600 words of it.
pub fn asked(question: &str) -> Asked {
    let listener = &*LISTENER;
    let words = words(question);
    let (mut asked, mut beyond, mut users) = (Asked::default(), false, false);
    for hit in listener.lexicon.hits(&words) {
        let inside = words.get(hit.words.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
        let at = first.at.start..last.at.end;
        match listener.senses.get(listener.lexicon.table(hit.expression)) {
            Some(Sense::Kind(kind)) if !asked.kinds.contains(kind) => asked.kinds.push(*kind),
            Some(Sense::Ask(tag)) if !asked.tags.iter().any(|(known, _)| known == tag) => {
                asked.tags.push((tag.clone(), at));
            }
            Some(Sense::Dimension(hue)) if !asked.hues.iter().any(|(known, _)| known == hue) => {
                asked.hues.push((*hue, at));
            }
            Some(Sense::Beyond) => beyond = true,
            Some(Sense::Users) => users = true,
            _ => {}
        }
    }
    Asked { beyond: beyond && !users, topics: topics(question), ..asked }
}

/// Returns what a thing that can be asked for is called; nothing if it is none.
pub fn says(tag: &str) -> Option<&'static str> {
    LISTENER.asks.get(tag).map(String::as_str)
}

/// Lists everything that can be asked for.
pub fn tags() -> impl Iterator<Item = &'static str> {
    LISTENER.asks.keys().map(String::as_str)
}
