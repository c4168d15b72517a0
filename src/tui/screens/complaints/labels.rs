//! The keys that label, each with what it labels and how many there are: the four dimensions as bars in their hues.

use ratatui::layout::{Position, Rect};

use super::act::KEYS;
use crate::app::triage::Tally;
use crate::domain::complaint::{Decision, Dimension};
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::{Role, hue_mark};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::wording::complaint::title as called;

/// How many of them have a bar.
const BARS: usize = 4;
/// Columns of a key and a name.
const NAMES: u16 = 26;
/// Columns of a number after a bar.
const NUMBER: u16 = 8;
/// Columns of each of the others where they stand in one row, and of one where two do.
const OTHERS: [u16; 4] = [14, 24, 22, 14];
const HALF: u16 = 24;

/// Returns the rows it takes in a width.
pub(super) fn rows(width: u16) -> u16 {
    BARS as u16 + (OTHERS.len() / beside(width)) as u16
}

/// How many of the others stand beside each other.
fn beside(width: u16) -> usize {
    match width {
        width if width >= OTHERS.iter().sum() => OTHERS.len(),
        width if width >= 2 * HALF => 2,
        _ => 1,
    }
}

/// Where each label stands.
fn places(area: Rect) -> impl Iterator<Item = (Decision, Rect)> {
    let beside = beside(area.width);
    let place = move |(index, (_, decision)): (usize, (_, Decision))| {
        let place = match index.checked_sub(BARS) {
            None => Rect { y: area.y + index as u16, height: 1, ..area },
            Some(other) => {
                let (column, row) = (other % beside, (other / beside) as u16);
                let (x, width) = match beside {
                    4 => (OTHERS[..column].iter().sum(), OTHERS[column]),
                    2 => (column as u16 * area.width / 2, area.width / 2),
                    _ => (0, area.width),
                };
                Rect { x: area.x + x, y: area.y + BARS as u16 + row, width, height: 1 }
            }
        };
        (decision, place.intersection(area))
    };
    KEYS.into_iter().enumerate().map(place)
}

/// Returns what is labelled by a click.
pub(super) fn hit(area: Rect, at: Position) -> Option<Decision> {
    places(area).find(|(_, place)| place.contains(at)).map(|(decision, _)| decision)
}

/// Draws them.
pub(super) fn draw(brush: &mut Brush<'_>, tally: &Tally, keys: &Keys<'_>) {
    let most = KEYS[..BARS].iter().map(|(_, decision)| tally.sorted(*decision).decided).max().unwrap_or_default();
    let area = brush.area;
    let named = |(action, decision): &(Action, Decision)| {
        let (glyph, letter) = hue_mark(decision.dimension()?.hue());
        let name = format!("{} {glyph}{letter} {} ", keys.name(*action), called(*decision));
        Some(text_width(&name))
    };
    // All bars begin where the longest name ends, so that equal counts are equally long.
    let from = KEYS.iter().filter_map(named).max().unwrap_or_default().max(NAMES);
    for ((action, decision), (_, place)) in KEYS.into_iter().zip(places(area)) {
        let mut line = Brush::new(brush.buf, place, brush.theme);
        let share = tally.sorted(decision);
        let (n, number) = (share.decided, share.labelled());
        let key = keys.name(action);
        let x = line.pieces(0, 0, &[(&key, Role::Accent), (" ", Role::Plain)]);
        let Some(hue) = decision.dimension().map(Dimension::hue) else {
            // A number that is cut says something else.
            let room = line.area.width.saturating_sub(x + text_width(called(decision)));
            let count = Some(format!(" {number}")).filter(|count| number != "0" && text_width(count) < room);
            let count = count.unwrap_or_default();
            line.pieces(x, 0, &[(called(decision), Role::Plain), (&count, Role::Title)]);
            continue;
        };
        let (glyph, letter) = hue_mark(hue);
        line.pieces(x, 0, &[(&format!("{glyph}{letter} "), Role::Hue(hue)), (called(decision), Role::Plain)]);
        let room = u64::from(line.area.width.saturating_sub(from + NUMBER));
        // As long as there is room, a cell is a complaint.
        let long = if n > 0 { (n * room / most.max(room).max(1)).max(1) } else { 0 };
        let bar = "▇".repeat(usize::try_from(long).unwrap_or_default());
        let end = line.line(from, 0, &bar, Role::Hue(hue));
        let gap = u16::from(text_width(&bar) > 0);
        line.line(end + gap, 0, &number, if number == "0" { Role::Dim } else { Role::Title });
    }
}
