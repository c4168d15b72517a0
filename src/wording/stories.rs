//! What is said of stories: why one answers a question, why none does, and what is worth knowing of each.

use chrono::NaiveDate;

use crate::domain::deck::QuestionKind;
use crate::domain::hue::Hue;
use crate::domain::number_format::{counted, times as often};
use crate::domain::projections::ToldIn;

/// What a kind of question is called.
pub fn kind(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Design => "product design",
        QuestionKind::Behavioural => "behavioural",
        QuestionKind::Analytical => "analytical",
    }
}

/// That a story answers what is asked for.
pub fn asks(says: &str, words: &str) -> String {
    format!("answers a question about {says}{}", quoted(words))
}

/// That a story shows a dimension.
pub fn shows(hue: Hue, words: &str) -> String {
    format!("shows {}{}", super::hue_name(hue).to_lowercase(), quoted(words))
}

/// That a story has words of the question.
pub fn shares(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    let words = if all.len() == 1 { "word" } else { "words" };
    format!("shares the {words} {}", all.join(", "))
}

/// The words in a question that lead to something; not the whole of it.
fn quoted(words: &str) -> String {
    if words.is_empty() || words.split_whitespace().count() > 6 {
        String::new()
    } else {
        format!(": “{words}”")
    }
}

/// That there is no story.
pub const NO_STORIES_HERE: &str =
    "You have no stories yet. Close the drill and start one under “Write one” on the Interview screen.";

/// The same, on the command line.
pub const NO_STORIES: &str = "You have no stories yet. Write one with `empathy practice story`.";
/// That a question is not about users.
pub const BEYOND: &str = "None of your stories fits this question. It doesn't ask about users.";

/// That no story answers what is asked for.
pub fn missing(says: &[&str]) -> String {
    format!(
        "None of your stories fits this question. It asks about {}, and none of your stories covers that.",
        says.join(" and ")
    )
}

/// That no story answers such a question.
pub fn unlike(kinds: &[QuestionKind]) -> String {
    match kinds {
        [one] => format!("None of your stories fits this {} question.", kind(*one)),
        _ => "None of your stories fits this question.".to_owned(),
    }
}

/// Where and how often a story was told.
pub fn told(interviews: usize, practice: usize) -> String {
    match (interviews, practice) {
        (0, 0) => "never told".to_owned(),
        (0, times) => format!("told {} in practice", often(times)),
        (times, 0) => format!("told {} in interviews, never in practice", often(times)),
        (real, times) => format!("told {} in interviews, {} in practice", often(real), often(times)),
    }
}

/// That it is always the same story.
pub fn overused(place: ToldIn, times: usize, of: usize) -> String {
    let place = match place {
        ToldIn::Interview => "in interviews",
        ToldIn::Practice => "in practice",
    };
    format!("told too often: {times} of the last {of} times {place}")
}

/// That nobody told a story for long.
pub fn stale(since: NaiveDate) -> String {
    format!("stale: not told since {}", since.format("%-d %b %Y"))
}

/// That a story is nearly the same as another one.
pub fn twin(title: &str) -> String {
    format!("nearly the same as “{title}”")
}

/// How a story stands: ready, or what it lacks.
pub fn standing(lacks: &[String], observed: bool) -> String {
    match lacks {
        [] if observed => "ready".to_owned(),
        [] => "needs evidence".to_owned(),
        lacks => lacks.join(", "),
    }
}

/// What stands in a cell: how many stories are ready, and whether others lack something.
pub fn spot(ready: usize, unready: usize) -> String {
    match (ready, unready) {
        (0, 0) => "·".to_owned(),
        (0, unready) => format!("{unready}○"),
        (ready, 0) => ready.to_string(),
        (ready, unready) => format!("{ready} {unready}○"),
    }
}

/// How to read the cells.
pub const MARKS: &str = "2 ready, 1○ not ready, · no story";
/// How to read the heads of the columns.
pub const HEADS: &str = "T trust, E errors, M mental models, A automation";
/// What the coverage is called over a screen, with its columns in their order.
pub const COVERAGE: &str = "Coverage: trust, errors, mental models, automation";

/// What the rows of the coverage are.
pub const ASKED: &str = "What interviewers ask for";
/// What can be typed to find a story.
pub const ASK: &str = "paste or type a question, as the interviewer put it";
/// What stands there before.
pub const BLANK: &str = "The stories that answer it show here, with the reason and what each still lacks.";

/// What a drill asks.
pub fn drill(questions: usize, seconds: u64) -> String {
    format!(
        "{}, {} each. Name the story you would tell, or type none: one or two fit none of your stories.",
        counted(questions, "question"),
        counted(usize::try_from(seconds).unwrap_or_default(), "second")
    )
}

/// What was named for a question, a retired story or not, and what could have been.
pub fn named(said: &str, retired: bool, fits: &[&str], right: bool) -> String {
    let said = if said.is_empty() { "nothing named" } else { said };
    let said = if retired { format!("{said} (retired)") } else { said.to_owned() };
    match fits {
        _ if right => said,
        [] => format!("{said} · none of your stories fits: the answer was none"),
        fits => format!("{said} · {} fits", fits.join(" or ")),
    }
}
