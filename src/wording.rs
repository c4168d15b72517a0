//! What the values of the domain are called in English, for every room that shows them.

pub mod complaint;
pub mod countdown;
pub mod evidence;
mod fields;
pub mod recall;
pub mod stories;

pub use fields::{QUESTIONS, asked_for, fault, options, questions, reading, wanted_rows};

use std::ops::Range;
use std::time::Duration;

use crate::domain::checklist::Use;
use crate::domain::entry::Head;
use crate::domain::exercise::Minutes;
use crate::domain::hue::Hue;
use crate::domain::natural_date::Unread;
use crate::domain::number_format::counted;
use crate::domain::plan::SlotState;
use crate::domain::provenance::Provenance;
use crate::domain::search::{Misread, filter_names};
use crate::error::{Error, did_you_mean};

/// Puts the first letter of a sentence in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Puts the first letter of words into the middle of a sentence, unless they begin with an abbreviation.
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// What was picked most often: one, or two that were picked equally often; of more there is nothing to say.
pub fn most_often(labels: &[String], n: u64, whole: u64) -> Option<String> {
    match labels {
        [one] => Some(format!("Most often: {one} ({n} of {whole}).")),
        [one, other] => Some(format!("Most often: {one} and {other} ({n} of {whole} each).")),
        _ => None,
    }
}

/// Reports what of a search was not understood, and what to do.
pub fn misread(misread: &Misread) -> (String, String) {
    match misread {
        Misread::NoFilter(name) => {
            let near = did_you_mean(&name.to_lowercase(), filter_names());
            let names = filter_names().map(|name| format!("`{name}:`")).collect::<Vec<_>>();
            let hint = near.map_or_else(
                || format!("use one of {}, or put the words in quotes", names.join(", ")),
                |near| format!("did you mean `{near}:`?"),
            );
            (format!("there is no filter `{name}:`"), hint)
        }
        Misread::NoDate(text, key) => (
            format!("`{text}` after `{key}:` is not a date"),
            "use a day, a week, a month or a year, as in `2026-11-20`, `2026-W47`, `2026-11`, `2026`"
                .to_owned(),
        ),
        Misread::NoState(text, known) => {
            let near = did_you_mean(text, known.iter().map(String::as_str));
            let names = known.iter().map(|name| format!("`is:{name}`")).collect::<Vec<_>>();
            let all = || format!("use one of {}", names.join(", "));
            (
                format!("`{text}` after `is:` is not a state of an entry"),
                near.map_or_else(all, |near| format!("did you mean `is:{near}`?")),
            )
        }
        Misread::NoWord(text) => (
            format!("`{text}` has no word to search for"),
            "a search needs a letter or a digit, or a filter as in `product:Otter`".to_owned(),
        ),
    }
}

/// Names where a skill is used.
pub fn used(place: Use) -> &'static str {
    match place {
        Use::Interview => "interviews",
        Use::Review => "reviews",
        Use::Daily => "daily work",
    }
}

/// Returns the glyph and the letter of a dimension: what tells it apart without colours.
pub fn hue_mark(hue: Hue) -> (&'static str, &'static str) {
    match hue {
        Hue::Trust => ("●", "T"),
        Hue::Errors => ("▲", "E"),
        Hue::Models => ("◆", "M"),
        Hue::Automation => ("■", "A"),
        Hue::Review => ("★", "R"),
    }
}

/// Returns the name of a dimension.
pub fn hue_name(hue: Hue) -> &'static str {
    match hue {
        Hue::Trust => "Trust",
        Hue::Errors => "Errors",
        Hue::Models => "Mental models",
        Hue::Automation => "Automation",
        Hue::Review => "Review",
    }
}

/// Returns the mark of how far an exercise of the week is.
pub fn slot_mark(state: SlotState) -> &'static str {
    match state {
        SlotState::Done => "■",
        SlotState::Partial => "▣",
        SlotState::Begun(..) => "◐",
        SlotState::Open => "□",
        SlotState::Skipped => "–",
    }
}

/// Names how something is known that nobody observed; `None` for observations.
pub fn unobserved(provenance: Provenance) -> Option<&'static str> {
    match provenance {
        Provenance::Did | Provenance::Watched | Provenance::Told | Provenance::Read => None,
        Provenance::Imagined => Some("imagined"),
        Provenance::Idea => Some("idea"),
        Provenance::Unsaid => Some("no source"),
    }
}

/// Describes in a word how something is known.
pub fn known(provenance: Provenance) -> &'static str {
    unobserved(provenance).unwrap_or(match provenance {
        Provenance::Watched => "watched",
        Provenance::Told => "told",
        Provenance::Read => "read",
        _ => "your own",
    })
}

/// Puts before a text that what it says is only imagined, an idea, or has no source.
pub fn with_provenance(provenance: Provenance, text: String) -> String {
    match unobserved(provenance).filter(|_| !text.is_empty()) {
        Some(known) => format!("({known}) {text}"),
        None => text,
    }
}

/// What is put before a line that search found, by whether the answer still applies.
pub fn standing(applies: bool) -> &'static str {
    if applies { "" } else { "(no longer applies) " }
}

/// Makes the error of a text that is not when something was, with what to write instead.
pub fn unread(text: &str, why: &Unread) -> Error {
    let text = text.trim();
    match why {
        Unread::Unclear => Error::usage(
            format!("could not read `{text}` as a date or time"),
            "use a form like `yesterday 18:30`, `last friday`, `friday evening`, `3 days ago`, `2 hours ago`, `18:30`, \
             `20 nov`, `20.11.` or `2026-11-20 18:30`",
        ),
        Unread::Future(when) => {
            let date = when.at.local().format("%A %-d %B %Y, %H:%M");
            let hint = "enter a time that has passed, as in `yesterday 18:30`";
            Error::usage(format!("`{text}` is {date}, which is in the future"), hint)
        }
        Unread::Weekday(day) => Error::usage(
            format!("`{text}` has the wrong weekday: {} is a {}", day.format("%-d %B %Y"), day.format("%A")),
            "leave the weekday out, or correct the date",
        ),
    }
}

/// Names how time spent compares with the time an exercise should take; `None` within it.
pub fn against_plan(spent: Duration, minutes: Minutes) -> Option<&'static str> {
    let least = Duration::from_secs(u64::from(minutes.least) * 60);
    match spent {
        spent if spent > minutes.cap() => Some("over the planned time"),
        spent if spent < least => Some("less than planned"),
        _ => None,
    }
}

/// Formats the days between an event and its writing: `a day later`, `3 days later`.
pub fn days_later(days: i64) -> String {
    if days == 1 { "a day later".to_owned() } else { format!("{days} days later") }
}

impl Head {
    /// Formats that it was written later than on its day: `written 2 days later`.
    pub fn later(&self) -> Option<String> {
        let days = self.days_later();
        (days > 0).then(|| format!("written {}", days_later(days)))
    }

    /// Formats the line for lists, with that it was written later, if it was.
    pub fn outcome(&self) -> String {
        let parts = self.later().into_iter().chain(Some(self.summary.clone()));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// How long ago something was, in days: "3 weeks ago".
pub fn ago(days: i64) -> String {
    let label = |count: i64, unit: &str| counted(usize::try_from(count).unwrap_or_default(), unit) + " ago";
    match days {
        1 => "yesterday".to_owned(),
        ..14 => label(days, "day"),
        14..61 => label(days / 7, "week"),
        _ => label(days / 30, "month"),
    }
}

/// Which words of a text somebody said, given where they stand in it, in bytes.
pub fn theirs(text: &str, spans: &[Range<usize>]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in spans.iter().filter_map(|span| text.get(span.clone())) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.as_slice() {
        [] => "this answer has none of their words yet; keep a phrase of theirs".to_owned(),
        words => format!("this answer uses their words: {}", words.join(", ")),
    }
}

/// What the exercises of a folder are called together; those of one's own have none.
pub fn topic(folder: Option<&str>) -> &'static str {
    match folder {
        None => "Yours",
        Some("week") => "The week",
        Some("log") => "Your log",
        Some("daily") => "Two minutes a day",
        Some("craft") => "The craft of AI products",
        Some("interview") => "Interviews",
        Some(_) => "Your skills",
    }
}

/// The welcome after so many days without an entry.
pub fn welcome_back(days: i64) -> String {
    let days = counted(usize::try_from(days).unwrap_or_default(), "day");
    format!("{days} since your last entry. Nothing is late. Two minutes will do.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_that_were_picked_equally_often_are_both_named_and_three_are_no_headline() {
        let names = ["trust", "control", "quality"].map(str::to_owned);
        assert_eq!(most_often(&names[..1], 3, 4).as_deref(), Some("Most often: trust (3 of 4)."));
        assert_eq!(
            most_often(&names[..2], 2, 4).as_deref(),
            Some("Most often: trust and control (2 of 4 each).")
        );
        assert_eq!(most_often(&names, 1, 3), None);
    }

    #[test]
    fn time_spent_is_compared_with_the_plan_in_words() {
        let planned = Minutes { least: 20, most: 30 };
        let said = |minutes: u64| against_plan(Duration::from_secs(minutes * 60), planned);
        assert_eq!(
            [19, 20, 30, 31].map(said),
            [Some("less than planned"), None, None, Some("over the planned time")]
        );
    }
}
