//! One exercise of the catalog: its heading is at hand, the rest of its file is read at first use.
//!
//! Only what comes with the program is read late, since its files are tested to have no mistakes. What is wrong with a
//! person's own file is told when the catalog is loaded, so it has been read by then.

use std::cell::{LazyCell, OnceCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::domain::exercise::{Exercise, Heading};
use crate::domain::metric::Disagreement;

use super::embedded::BuiltIn;
use super::{parse, parse_heading};

/// Why a built-in file can always be read.
const SOUND: &str = "the built-in files are tested";

/// Where an exercise came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program; the path is the one in the `exercises` folder of its sources.
    BuiltIn(&'static str),
    /// It is the person's own file.
    Own(PathBuf),
}

impl Origin {
    /// Gives the path of the file.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::BuiltIn(path) => Path::new(path),
            Self::Own(path) => path,
        }
    }
}

/// An exercise with the text it is read from. Copies share what has been read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it is called and how long it takes.
    pub heading: Heading,
    /// Where it came from.
    pub origin: Origin,
    body: Rc<Body>,
}

#[derive(Debug)]
struct Body {
    text: Text,
    exercise: OnceCell<Exercise>,
}

#[derive(Debug)]
enum Text {
    BuiltIn(&'static str),
    Own(String),
    Written(LazyCell<String>),
}

impl Loaded {
    /// Keeps an exercise that has been read.
    pub fn of(exercise: Exercise, text: String, origin: Origin) -> Self {
        let heading = exercise.heading.clone();
        let body = Body { text: Text::Own(text), exercise: OnceCell::from(exercise) };
        Self { heading, origin, body: Rc::new(body) }
    }

    /// Reads the heading of a built-in file.
    pub(super) fn built_in((path, text): BuiltIn) -> Self {
        Self::later(path, text, Text::BuiltIn(text))
    }

    /// Reads the heading of an exercise of which the program writes the rest at first use.
    pub(super) fn written(path: &'static str, head: &str, write: fn() -> String) -> Self {
        Self::later(path, head, Text::Written(LazyCell::new(write)))
    }

    fn later(path: &'static str, head: &str, text: Text) -> Self {
        Self {
            heading: parse_heading(Path::new(path), head).expect(SOUND),
            origin: Origin::BuiltIn(path),
            body: Rc::new(Body { text, exercise: OnceCell::new() }),
        }
    }

    /// Leaves out the measures that an earlier exercise understands differently.
    pub(super) fn without(self, wrong: &[Disagreement]) -> Self {
        if wrong.is_empty() {
            return self;
        }
        let mut exercise = self.exercise().clone();
        exercise.measures.retain(|measure| wrong.iter().all(|wrong| wrong.measure != measure.id));
        Self::of(exercise, self.text().to_owned(), self.origin)
    }

    /// Gives the whole exercise, read at first use: some tenths of a millisecond. What only names it takes the heading.
    pub fn exercise(&self) -> &Exercise {
        self.body.exercise.get_or_init(|| parse(self.origin.path(), self.text()).expect(SOUND))
    }

    /// Gives the text of its file, which an entry remembers.
    pub fn text(&self) -> &str {
        match &self.body.text {
            Text::BuiltIn(text) => text,
            Text::Own(text) => text,
            Text::Written(text) => text,
        }
    }

    /// Tells whether the whole exercise has been read by now.
    pub fn is_read(&self) -> bool {
        self.body.exercise.get().is_some()
    }
}
