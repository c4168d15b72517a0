//! What is said of recalling from memory.

use std::time::Duration;

use chrono::NaiveDate;

use crate::domain::number_format::counted;

/// When something is due, in a few words; what was never told reproaches nobody with a day.
pub fn due(day: NaiveDate, today: NaiveDate, reviews: u32, retired: bool) -> String {
    match (day - today).num_days() {
        _ if retired => "retired".to_owned(),
        ..=0 if reviews == 0 => "not told yet".to_owned(),
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        days if days < 0 => format!("overdue since {}", day.format("%-d %b")),
        days if days < 300 => format!("due {}", day.format("%a %-d %b")),
        _ => format!("due {}", day.format("%-d %b %Y")),
    }
}

/// What is said of a story that was deleted while it was told, and of its grade, if one was given.
pub fn gone(id: &str, graded: bool) -> String {
    let grade = if graded { "Its grade is kept. To count it again, use" } else { "To restore it, use" };
    format!("{id} was deleted while you told it. {grade} `empathy restore {id}`.")
}

/// How long something took, in whole seconds.
pub fn seconds(time: Duration) -> String {
    counted(usize::try_from(time.as_secs()).unwrap_or_default(), "second")
}

/// How something was told last.
pub fn last(
    (day, grade): (NaiveDate, &str),
    (named, told): (Option<Duration>, Option<Duration>),
    missing: &[String],
) -> String {
    let mut said = vec![format!("Last told on {}: {grade}", day.format("%-d %b"))];
    said.extend(told.map(|told| format!("in {}", seconds(told))));
    said.extend(named.map(|named| format!("first name after {}", seconds(named))));
    if !missing.is_empty() {
        said.push(format!("left out: {}", missing.join(", ")));
    }
    said.join(" · ")
}

/// Why something keeps failing, and what helps.
pub fn trouble(failed: usize, of: usize, part: Option<&str>) -> String {
    let part = part.map_or_else(String::new, |part| format!(" “{part}” is missing most often."));
    format!(
        "You couldn't tell this {failed} of the last {of} times.{part} Cut it to one person and one number, then say it aloud twice today."
    )
}
