//! The last rows of the screen: the keys that work here, or what was just said. Deliberately absent: which keys and words.

use super::action::Action;
use super::theme::Role;
use super::widgets::paint::Brush;
use crate::sanitize;

/// Rows that something said may take.
const MOST_SAID: usize = 4;

/// One key to show: what it does, its name, its label.
pub type Shown<'a> = (Action, String, &'a str);

/// Draws keys in one row. Where there is no room for all, the way back and the help stay: the help has the others.
pub fn keys(foot: &mut Brush<'_>, mut keys: Vec<Shown<'_>>) {
    let wide = |(_, key, label): &Shown<'_>| sanitize::width(key) + 1 + sanitize::width(label) + 2;
    let may_go = |(action, ..): &Shown<'_>| !matches!(action, Action::Back | Action::Help);
    while keys.iter().map(wide).sum::<usize>() > usize::from(foot.area.width) + 2
        && let Some(least) = keys.iter().skip(1).rposition(may_go)
    {
        keys.remove(least + 1);
    }
    let mut x = 0;
    for (_, key, label) in &keys {
        x = foot.pieces(x, 0, &[(key, Role::Accent), (" ", Role::Plain), (label, Role::Dim)]) + 2;
    }
}

/// Draws what was said at the bottom. What is longer than the last row takes rows above it too: it was not said to be
/// cut. `aside` stays in the corner if there is room beside the end.
pub fn said(brush: &mut Brush<'_>, words: &str, role: Role, aside: (&str, Role)) {
    let (width, height) = (brush.area.width, brush.area.height);
    let rows = sanitize::wrap(words, usize::from(width.saturating_sub(2)));
    let top = height.saturating_sub(rows.len().min(MOST_SAID) as u16);
    let mut end = 0;
    for (y, row) in (top..height).zip(&rows) {
        brush.part(0, y, width, 1).clear();
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
