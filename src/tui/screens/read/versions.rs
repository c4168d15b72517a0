//! How the history of an entry reads: a version after the other, and of what changed what went with a minus and what came
//! with a plus. Of long texts only the sentences show that are not the same.

use crate::app::history::{Event, Stage, format_move};
use crate::domain::difference::Difference;
use crate::sanitize;
use crate::tui::find::Line;
use crate::tui::theme::Role;

/// What stands for sentences that are the same.
const SAME: &str = "…";

/// Lays the history out for a width.
pub(super) fn lines(events: &[Event], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for event in events {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        match event {
            Event::Moved(at, from, to) => lines.push(vec![(format_move(*at, *from, *to), Role::Dim)]),
            Event::Stage(stage) => of_stage(&mut lines, stage, width),
        }
    }
    lines
}

fn of_stage(lines: &mut Vec<Line>, stage: &Stage, width: usize) {
    lines.push(vec![(stage.format(), if stage.current { Role::Title } else { Role::Plain })]);
    match stage.changes.as_deref() {
        None => lines.push(vec![("  the first version".to_owned(), Role::Dim)]),
        Some([]) => lines.push(vec![("  no answer changed".to_owned(), Role::Dim)]),
        Some(changes) => changes.iter().for_each(|change| of_change(lines, change, width)),
    }
}

fn of_change(lines: &mut Vec<Line>, change: &Difference, width: usize) {
    lines.push(vec![(format!("  {}", change.place), Role::Dim)]);
    let (before, after) = (sentences(change.from.as_deref()), sentences(change.to.as_deref()));
    let begin = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (before_rest, after_rest) = (&before[begin..], &after[begin..]);
    let end = before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let sides = [("-", before_rest, Role::Bad), ("+", after_rest, Role::Good)];
    for (sign, rest, role) in sides {
        let changed = &rest[..rest.len() - end];
        if changed.is_empty() {
            continue;
        }
        let same = |there: bool| if there { SAME } else { "" };
        let text = format!("{}{}{}", same(begin > 0), changed.concat().trim(), same(end > 0));
        for (n, row) in sanitize::wrap(&text, width.saturating_sub(4)).into_iter().enumerate() {
            let sign = if n == 0 { sign } else { " " };
            lines.push(vec![(format!("  {sign} {row}"), role)]);
        }
    }
}

/// Cuts a text after its sentences and lines.
fn sentences(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().split_inclusive(['.', '!', '?', '\n']).collect()
}
