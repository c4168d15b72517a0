//! The rail beside a page: what earlier entries say about the subject, newest first.

use crate::domain::evidence::Citable;
use crate::sanitize;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording;

/// How many findings the rail reads at most.
pub(super) const MOST: usize = 40;

/// Draws the rail.
pub(super) fn draw(brush: &mut Brush<'_>, subject: Option<&str>, found: &[&Citable]) {
    for y in 0..brush.area.height {
        brush.line(0, y, "│", Role::Border);
    }
    let (width, height) = (brush.area.width.saturating_sub(3), brush.area.height);
    let mut page = brush.part(2, 0, width, height);
    let Some(subject) = subject else {
        page.block(0, 0, "Name the product to see what you found out about it.", Role::Dim);
        return;
    };
    let heading = format!("On {}", sanitize::cut(subject, usize::from(width)));
    let mut y = page.block(0, 0, &heading, Role::Title).saturating_add(1);
    if found.is_empty() {
        page.block(0, y, "No earlier entry mentions it yet.", Role::Dim);
    }
    for (index, citable) in found.iter().enumerate() {
        let rows = sanitize::wrap(&citable.text, usize::from(width));
        // The last row is kept for saying how many more there are.
        let left = height.saturating_sub(y + 1);
        if left < 2 {
            let more = found.len() - index;
            page.line(0, height.saturating_sub(1), &format!("and {more} more"), Role::Dim);
            return;
        }
        let known = wording::unobserved(citable.provenance).map(|known| format!(" · {known}"));
        let day = citable.day.format("%a %-d %b");
        let source = format!("{day} · {}{}", citable.short, known.unwrap_or_default());
        page.line(0, y, &source, Role::Dim);
        y += 1;
        for row in rows.iter().take(usize::from(left - 1).min(4)) {
            page.line(0, y, row, Role::Plain);
            y += 1;
        }
        y += 1;
    }
}
