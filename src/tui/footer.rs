//! The last rows of the screen: the keys that work here, or a message. Deliberately absent: which keys, and what it says.

use super::action::Action;
use super::theme::{Role, Surface};
use super::widgets::paint::Brush;
use crate::sanitize;

/// Rows that a message may take.
const MOST_ROWS: usize = 4;

/// One key to show: what it does, its name, its label.
pub type Hint = (Action, String, &'static str);

/// Draws keys in one row. Where there is no room for all, the way back and the help stay: the help has the others.
pub fn keys(row: &mut Brush<'_>, mut keys: Vec<Hint>) {
    let wide = |(_, key, label): &Hint| sanitize::width(key) + 1 + sanitize::width(label) + 2;
    let may_go = |(action, ..): &Hint| !matches!(action, Action::Back | Action::Help);
    while keys.iter().map(wide).sum::<usize>() > usize::from(row.area.width) + 2
        && let Some(least) = keys.iter().skip(1).rposition(may_go)
    {
        keys.remove(least + 1);
    }
    let mut x = 0;
    for (_, key, label) in &keys {
        x = row.pieces(x, 0, &[(key, Role::Accent), (" ", Role::Plain), (label, Role::Dim)]) + 2;
    }
}

/// Draws a message at the bottom. One longer than the last row takes rows above it too. `aside` stays in the corner if
/// there is room beside the end.
pub fn message(brush: &mut Brush<'_>, message: &str, role: Role, aside: (&str, Role)) {
    let (width, height) = (brush.area.width, brush.area.height);
    let rows = sanitize::wrap(message, usize::from(width.saturating_sub(2)));
    let top = height.saturating_sub(rows.len().min(MOST_ROWS) as u16);
    let mut end = 0;
    for (y, row) in (top..height).zip(&rows) {
        brush.part(0, y, width, 1).clear(Surface::Base);
        end = brush.line(1, y, row, role);
    }
    corner(brush, end + 1, aside);
}

/// Draws something in the corner, if there is room from a column on.
pub fn corner(brush: &mut Brush<'_>, from: u16, (aside, role): (&str, Role)) {
    if !aside.is_empty() {
        brush.right(from, brush.area.height.saturating_sub(1), &format!("{aside} "), role);
    }
}
