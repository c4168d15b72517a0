//! One exercise of the catalog, with the text it was read from.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::rc::Rc;

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
    /// What it is called and how long it takes.
    pub heading: Heading,
    /// Where it came from.
    pub origin: Origin,
    body: Rc<(Exercise, Cow<'static, str>)>,
}

impl Loaded {
    /// An exercise that was read from a text.
    pub fn of(exercise: Exercise, text: impl Into<Cow<'static, str>>, origin: Origin) -> Self {
        Self { heading: exercise.heading.clone(), origin, body: Rc::new((exercise, text.into())) }
    }

    /// The whole exercise.
    pub fn exercise(&self) -> &Exercise {
        &self.body.0
    }

    /// The text of its file, which an entry remembers.
    pub fn text(&self) -> &str {
        &self.body.1
    }
}
