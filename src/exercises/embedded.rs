//! The files that come with the program. Its exercises are parsed at first use and once in a process: all of them take
//! 3 ms, a third of a start, and a command that needs one exercise does a ninth of that.

use std::path::Path;
use std::sync::LazyLock;
use std::thread;

use super::loaded::{Body, BuiltIn};
use super::{checklist, parse_built_in};
use crate::domain::metric::Metrics;

/// Why a built-in file can always be read.
const SOUND: &str = "the built-in files are tested";

/// How many threads [`parse_ahead`] starts.
const THREADS: usize = 2;

/// A built-in file: its path in the `exercises` folder, and its text.
pub(super) type File = (&'static str, &'static str);

macro_rules! file {
    ($path:expr) => {
        ($path, include_str!(concat!("../../exercises/", $path)))
    };
}

macro_rules! exercise {
    ($folder:literal, $id:literal) => {
        BuiltIn {
            id: $id,
            path: concat!($folder, "/", $id, ".toml"),
            body: LazyLock::new(|| {
                let (path, text) = file!(concat!($folder, "/", $id, ".toml"));
                Body { exercise: parse_built_in(Path::new(path), text).expect(SOUND), text: text.into() }
            }),
        }
    };
}

/// The plans, the one that is practised unless another is chosen first.
pub(super) const PLANS: [File; 2] = [file!("plans/five-days.toml"), file!("plans/no-access.toml")];

/// The checklist.
pub(super) const CHECKLIST: File = file!("checklist.toml");

/// The figures of progress.
pub(super) const BOARD: File = file!("progress.toml");

/// The exercises.
pub(super) static EXERCISES: [BuiltIn; 15] = [
    exercise!("week", "trust-audit"),
    exercise!("week", "error-map"),
    exercise!("week", "mental-models"),
    exercise!("week", "automation-spectrum"),
    exercise!("week", "dimension-review"),
    exercise!("log", "reaction"),
    exercise!("craft", "explain-trust"),
    exercise!("craft", "complaint-sort"),
    exercise!("craft", "study-plan"),
    exercise!("craft", "three-places"),
    exercise!("craft", "decision"),
    exercise!("craft", "pattern"),
    exercise!("daily", "two-minutes"),
    exercise!("daily", "second-look"),
    exercise!("daily", "what-happened"),
];

/// The exercise in which a person rates themselves on the items of the checklist.
pub(super) static SELF_RATING: BuiltIn = BuiltIn {
    id: "self-check",
    path: CHECKLIST.0,
    body: LazyLock::new(|| {
        let (path, text) = CHECKLIST;
        let read = checklist::parse_checklist(Path::new(path), text, &Metrics::default(), &[]);
        let text = checklist::self_rating(&read.map(|(list, _)| list).unwrap_or_default());
        Body { exercise: parse_built_in(Path::new(path), &text).expect(SOUND), text: text.into() }
    }),
};

/// Parses all exercises on threads, for a caller that needs them a little later; where none can be started, they are
/// parsed when they are needed.
pub fn parse_ahead() {
    for first in 0..THREADS {
        let mine = EXERCISES.iter().chain([&SELF_RATING]).skip(first).step_by(THREADS);
        let started = thread::Builder::new().spawn(move || {
            for exercise in mine {
                LazyLock::force(&exercise.body);
            }
        });
        drop(started);
    }
}
