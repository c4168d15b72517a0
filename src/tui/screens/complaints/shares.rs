//! How many are labelled of each product and each source, beside the complaint; a click narrows to one.

use ratatui::layout::{Position, Rect};

use crate::app::triage::narrow::Pick;
use crate::app::triage::{Share, Tally};
use crate::sanitize;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};

/// The rows, each with what it narrows to; a heading with nothing.
fn rows(tally: &Tally) -> Vec<(Option<Pick>, Share)> {
    let heading = |name: &str| (None, Share { name: name.to_owned(), ..Share::default() });
    let products = tally.products().into_iter().map(|share| (Some(Pick::Product(share.name.clone())), share));
    let sources = tally.sources().into_iter().map(|share| (Some(Pick::Source(share.name.clone())), share));
    let mut rows = vec![heading("By product")];
    rows.extend(products);
    rows.extend([heading(""), heading("By source")]);
    rows.extend(sources);
    rows
}

/// Returns what a click narrows to.
pub(super) fn hit(area: Rect, at: Position, tally: &Tally) -> Option<Pick> {
    let row = usize::from(at.y.checked_sub(area.y)?);
    rows(tally).into_iter().nth(row).filter(|_| area.contains(at))?.0
}

/// Draws as many as there is room for.
pub(super) fn draw(brush: &mut Brush<'_>, tally: &Tally, on: &[Pick]) {
    for ((pick, share), y) in rows(tally).iter().zip(0..brush.area.height) {
        let Some(pick) = pick else {
            let end = brush.line(0, y, &share.name, Role::Title);
            if end > 0 {
                brush.right(end, y, if tally.automatic() > 0 { "labelled + automatic" } else { "labelled" }, Role::Dim);
            }
            continue;
        };
        let count = format!("{} of {}", share.labelled(), share.all);
        let room = brush.area.width.saturating_sub(text_width(&count) + 2);
        let name = if share.name.is_empty() { "not said" } else { &share.name };
        let name = sanitize::cut(&sanitize::line(name), usize::from(room));
        brush.line(0, y, &name, if on.contains(pick) { Role::Marked } else { Role::Plain });
        brush.right(0, y, &count, Role::Dim);
    }
}
