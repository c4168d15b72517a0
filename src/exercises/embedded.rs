//! The files that come with the program. Its exercises are parsed at first use and once in a process, and what they are
//! called without the rest: a list of all is a fraction of the work, and a start waits for two exercises, not for all.

use std::path::Path;
use std::sync::LazyLock;

use super::loaded::{Body, BuiltIn};
use super::{checklist, countdown, parse_built_in, parse_heading};
use crate::domain::checklist::Checklist;
use crate::domain::metric::Metrics;

/// Why a built-in file can always be read.
const SOUND: &str = "the built-in files are tested";

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
            heading: LazyLock::new(|| {
                let (path, text) = file!(concat!($folder, "/", $id, ".toml"));
                parse_heading(Path::new(path), top(text)).expect(SOUND)
            }),
            body: LazyLock::new(|| {
                let (path, text) = file!(concat!($folder, "/", $id, ".toml"));
                Body { exercise: parse_built_in(Path::new(path), text).expect(SOUND), text: text.into() }
            }),
        }
    };
}

/// The plans, the one that is practised unless another is chosen first.
pub(super) const PLANS: [File; 2] = [file!("plans/five-days.toml"), file!("plans/no-access.toml")];

/// The decks.
pub(super) const DECKS: [File; 4] = [
    file!("decks/questions.toml"),
    file!("decks/cases.toml"),
    file!("decks/cards.toml"),
    file!("decks/sources.toml"),
];

/// The checklist.
pub(super) const CHECKLIST: File = file!("checklist.toml");

/// The figures of progress.
pub(super) const BOARD: File = file!("progress.toml");

/// The countdown to an interview.
pub(super) const COUNTDOWN: File = file!("countdown.toml");

/// The id of the exercise that keeps the day of an interview. The top of the countdown says so by itself: what else is in it
/// needs all exercises, and most days there is no interview to plan for.
pub(super) static KEEPS_INTERVIEWS: LazyLock<String> = LazyLock::new(|| {
    let (path, text) = COUNTDOWN;
    countdown::keeps_interviews(Path::new(path), top(text)).expect(SOUND)
});

/// The exercises.
pub(super) static EXERCISES: [BuiltIn; 31] = [
    exercise!("week", "trust-audit"),
    exercise!("week", "error-map"),
    exercise!("week", "mental-models"),
    exercise!("week", "automation-spectrum"),
    exercise!("week", "dimension-review"),
    exercise!("log", "reaction"),
    exercise!("log", "watch"),
    exercise!("log", "shared-review"),
    exercise!("craft", "explain-trust"),
    exercise!("craft", "complaint-sort"),
    exercise!("craft", "study-plan"),
    exercise!("craft", "three-places"),
    exercise!("craft", "decision"),
    exercise!("craft", "pattern"),
    exercise!("craft", "seven-questions"),
    exercise!("craft", "eval-plan"),
    exercise!("craft", "threshold-designer"),
    exercise!("craft", "copy-workshop"),
    exercise!("craft", "ai-or-not"),
    exercise!("daily", "two-minutes"),
    exercise!("daily", "second-look"),
    exercise!("daily", "what-happened"),
    exercise!("interview", "user-model"),
    exercise!("interview", "story"),
    exercise!("interview", "listen-research"),
    exercise!("interview", "listen-loop"),
    exercise!("interview", "listen-pressure"),
    exercise!("interview", "debrief"),
    exercise!("interview", "interview-date"),
    exercise!("interview", "retrieval-drill"),
    exercise!("interview", "retelling"),
];

/// The exercise in which a person rates themselves on the items of the checklist.
pub(super) static SELF_RATING: BuiltIn = BuiltIn {
    id: "self-check",
    path: CHECKLIST.0,
    heading: LazyLock::new(|| {
        let text = checklist::self_rating(&checklist(top(CHECKLIST.1)));
        parse_heading(Path::new(CHECKLIST.0), top(&text)).expect(SOUND)
    }),
    body: LazyLock::new(|| {
        let text = checklist::self_rating(&checklist(CHECKLIST.1));
        Body { exercise: parse_built_in(Path::new(CHECKLIST.0), &text).expect(SOUND), text: text.into() }
    }),
};

/// The checklist in a text, whatever proves its items.
fn checklist(text: &str) -> Checklist {
    let read = checklist::parse_checklist(Path::new(CHECKLIST.0), text, &Metrics::default(), &[]);
    read.map(|(list, _)| list).unwrap_or_default()
}

/// The part of a file before its first table, where an exercise says what it is called.
fn top(text: &str) -> &str {
    text.find("\n[").map_or(text, |end| &text[..end])
}
