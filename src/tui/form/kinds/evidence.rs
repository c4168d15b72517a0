//! Evidence: what earlier entries and complaints say about the subject, to be cited.

use crate::domain::evidence::Citable;
use crate::domain::locate::FieldPath;
use crate::domain::value::{Cite, Value};
use crate::tui::form::Form;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording;

const SHOWN: usize = 6;

/// One line of the list: cited or not, and where it comes from if that is known.
#[derive(Debug, Clone)]
pub struct CitationLine {
    cite: Cite,
    from: Option<Citable>,
    cited: bool,
    deleted: bool,
}

impl Form {
    /// Lists what can be cited here: what is cited but no longer known, then what is known about the subject.
    pub(in crate::tui::form) fn evidence_lines(&self, key: &FieldPath) -> Vec<CitationLine> {
        let cited = self.value(key).and_then(Value::as_cites).unwrap_or_default();
        let known: Vec<CitationLine> = self
            .citable
            .iter()
            .map(|from| (from.cite(), from))
            .map(|(cite, from)| CitationLine {
                cited: cited.iter().any(|one| one.is_like(&cite)),
                from: Some(from.clone()),
                deleted: false,
                cite,
            })
            .collect();
        // Cited ones keep their place among the known, so that the list does not jump under the cursor.
        let unknown = cited.iter().filter(|cite| !known.iter().any(|line| line.cite.is_like(cite)));
        let unknown = unknown.map(|cite| CitationLine {
            cite: cite.clone(),
            from: None,
            cited: true,
            deleted: !self.there.contains(&cite.of),
        });
        unknown.collect::<Vec<_>>().into_iter().chain(known).collect()
    }

    /// Cites a line of the list, or removes the citation.
    pub(in crate::tui::form) fn cite(&mut self, key: &FieldPath, index: usize) -> Outcome {
        let lines = self.evidence_lines(key);
        let Some(line) = lines.get(index) else { return Outcome::Ignored };
        let mut cites = self.value(key).and_then(Value::as_cites).unwrap_or_default().to_vec();
        if line.cited {
            cites.retain(|cite| !cite.is_like(&line.cite));
        } else {
            cites.push(line.cite.clone());
        }
        self.set_cursor(key, index);
        self.set(key, (!cites.is_empty()).then_some(Value::Cites(cites)))
    }

    /// Cites an earlier entry in the answer of this page that takes evidence, or removes the citation.
    pub(in crate::tui::form) fn cite_here(&mut self, cite: &Cite) -> Outcome {
        let Some(key) = self.evidence_key() else {
            return Outcome::Say("no answer on this page takes evidence".to_owned());
        };
        let index = self.evidence_lines(&key).iter().position(|line| line.cite.is_like(cite));
        index.map_or(Outcome::Ignored, |index| self.cite(&key, index))
    }

    /// Returns the line of the list that stands at a row of its picture.
    pub(in crate::tui::form) fn evidence_at(&self, key: &FieldPath, row: u16) -> usize {
        window(self.cursor(key), self.evidence_lines(key).len()).start + usize::from(row)
    }
}

fn window(cursor: usize, length: usize) -> std::ops::Range<usize> {
    let start = cursor.saturating_sub(SHOWN - 1).min(length.saturating_sub(SHOWN));
    start..(start + SHOWN).min(length)
}

/// Returns the rows the list takes; two more for the whole text of the line under the cursor.
pub fn height(lines: &[CitationLine], focused: bool) -> u16 {
    match lines.len() {
        0 => 2,
        n => n.min(SHOWN) as u16 + if focused { 3 } else { 0 },
    }
}

/// Draws the list; `cursor` is the line under the cursor, if it has the focus.
pub fn draw(brush: &mut Brush<'_>, lines: &[CitationLine], cursor: Option<usize>) {
    if lines.is_empty() {
        let role = if cursor.is_some() { Role::Plain } else { Role::Dim };
        brush.block(0, 0, "No earlier entry says anything about this yet. What you write about the same product in other exercises shows up here.", role);
        return;
    }
    let shown = window(cursor.unwrap_or(0), lines.len());
    let more = lines.len() - shown.len();
    for (y, index) in shown.enumerate() {
        let line = &lines[index];
        let mark = if line.cited { "[x] " } else { "[ ] " };
        let source = line.from.as_ref().map_or_else(
            || if line.deleted { "deleted since" } else { "earlier" }.to_owned(),
            |from| format!("{} {}", from.day.format("%a %-d %b"), from.short),
        );
        let role = match (cursor == Some(index), line.cited) {
            (true, _) => Role::Marked,
            (_, true) => Role::Accent,
            _ => Role::Plain,
        };
        let x = brush.line(0, y as u16, mark, role);
        let x =
            brush.line(x, y as u16, &source, if cursor == Some(index) { Role::Marked } else { Role::Dim });
        let known = line.cite.provenance.and_then(wording::unobserved);
        let text =
            known.map_or_else(|| line.cite.quote.clone(), |known| format!("({known}) {}", line.cite.quote));
        brush.line(x + 1, y as u16, &text, role);
    }
    if let Some(line) = cursor.and_then(|cursor| lines.get(cursor)) {
        let y = lines.len().min(SHOWN) as u16;
        let mut below = brush.part(4, y, u16::MAX, 3);
        let rows = below.block(0, 0, &line.cite.quote, Role::Quote);
        if more > 0 && rows < 3 {
            below.line(0, 2, &format!("{more} more, ↑ ↓"), Role::Dim);
        }
    }
}
