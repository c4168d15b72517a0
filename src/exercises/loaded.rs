//! One exercise of the catalog, with the text it was read from.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::LazyLock;
use std::thread;

use crate::domain::exercise::{Exercise, Heading};

/// Where an exercise came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program; the path is the one in the `exercises` folder of its sources.
    BuiltIn(&'static str),
    /// It is the person's own file.
    Own(PathBuf),
}

impl Origin {
    /// The path of the file.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::BuiltIn(path) => Path::new(path),
            Self::Own(path) => path,
        }
    }
}

/// An exercise with the text it was read from. Copies share both.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Where it came from.
    pub origin: Origin,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    BuiltIn(&'static BuiltIn),
    Read(Rc<Body>),
}

/// An exercise, and the text of its file.
#[derive(Debug)]
pub(super) struct Body {
    pub exercise: Exercise,
    pub text: Cow<'static, str>,
}

/// A built-in exercise: its id, the path of its file, and what is made of that file when it is needed.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub id: &'static str,
    pub path: &'static str,
    pub heading: LazyLock<Heading>,
    pub body: LazyLock<Body>,
}

impl BuiltIn {
    /// Parses exercises on a thread, in their order. Where no thread can be started, they are parsed when they are needed.
    pub fn parse_ahead(exercises: Vec<&'static Self>) {
        let each = move || exercises.into_iter().for_each(|one| _ = LazyLock::force(&one.body));
        drop(thread::Builder::new().spawn(each));
    }
}

impl Loaded {
    /// An exercise that was read from a text.
    pub fn of(exercise: Exercise, text: impl Into<Cow<'static, str>>, origin: Origin) -> Self {
        Self { origin, source: Source::Read(Rc::new(Body { exercise, text: text.into() })) }
    }

    /// An exercise that comes with the program; it is read when it is needed.
    pub(super) fn built_in(exercise: &'static BuiltIn) -> Self {
        Self { origin: Origin::BuiltIn(exercise.path), source: Source::BuiltIn(exercise) }
    }

    /// Its id; reads nothing.
    pub fn id(&self) -> &str {
        match &self.source {
            Source::BuiltIn(exercise) => exercise.id,
            Source::Read(body) => &body.exercise.id,
        }
    }

    /// What it is called and how long it takes; reads no more than that.
    pub fn heading(&self) -> &Heading {
        match &self.source {
            Source::BuiltIn(exercise) => &exercise.heading,
            Source::Read(body) => &body.exercise.heading,
        }
    }

    /// The whole exercise.
    pub fn exercise(&self) -> &Exercise {
        &self.body().exercise
    }

    /// The text of its file, which an entry remembers.
    pub fn text(&self) -> &str {
        &self.body().text
    }

    /// The folder of its file, which says what it belongs to; nothing for one's own.
    pub fn topic(&self) -> Option<&str> {
        match &self.origin {
            Origin::BuiltIn(path) => Some(path.split_once('/').map_or("", |(folder, _)| folder)),
            Origin::Own(_) => None,
        }
    }

    /// The exercise if it comes with the program.
    pub(super) fn as_built_in(&self) -> Option<&'static BuiltIn> {
        match self.source {
            Source::BuiltIn(exercise) => Some(exercise),
            Source::Read(_) => None,
        }
    }

    fn body(&self) -> &Body {
        match &self.source {
            Source::BuiltIn(exercise) => &exercise.body,
            Source::Read(body) => body,
        }
    }
}
