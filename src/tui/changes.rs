//! How a change reads: what went with a minus and what came with a plus. Of long texts only the sentences show that are not
//! the same.

use super::find::Line;
use super::theme::Role;
use crate::domain::difference::Difference;
use crate::sanitize;

/// What stands for sentences that are the same.
const SAME: &str = "…";

/// Lays out what changed in one place, for a width.
pub fn lines(change: &Difference, width: usize) -> Vec<Line> {
    let mut lines = vec![vec![(format!("  {}", change.place), Role::Dim)]];
    let (before, after) = (sentences(change.from.as_deref()), sentences(change.to.as_deref()));
    let begin = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (before_rest, after_rest) = (&before[begin..], &after[begin..]);
    let end =
        before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(one, other)| one == other).count();
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
    lines
}

/// Cuts a text after its sentences and lines.
fn sentences(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().split_inclusive(['.', '!', '?', '\n']).collect()
}
