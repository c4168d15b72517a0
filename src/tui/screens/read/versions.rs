//! How the history of an entry reads: a version after the other, with what changed.

use crate::app::history::{Event, Stage, format_move};
use crate::tui::changes;
use crate::tui::find::Line;
use crate::tui::theme::Role;

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
        Some(all) => lines.extend(all.iter().flat_map(|change| changes::lines(change, width))),
    }
}
