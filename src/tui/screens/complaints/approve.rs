//! Those that the suggestion is most sure of, to be approved with one key; any of them can be changed or left out first.

use std::collections::HashSet;

use ratatui::layout::Rect;

use super::act::KEYS;
use super::sitting::Done;
use super::{Complaints, Over};
use crate::app::triage::aside::Aside;
use crate::app::triage::{Next, suggester};
use crate::db::Store;
use crate::domain::complaint::{ComplaintId, Decision, Label, Made};
use crate::error::Result;
use crate::sanitize;
use crate::suggest::Suggestion;
use crate::sys::settings::Level;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::list::List;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Surface, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::wording::complaint::{complaints, title};

/// Rows of the words of the marked one, below the list.
const WORDS: u16 = 5;
/// Columns of a label in a row.
const LABEL: u16 = 28;

/// One that is suggested to be labelled so.
#[derive(Debug)]
struct Row {
    next: Next,
    suggestion: Suggestion,
    decision: Decision,
    /// Whether it is approved with the others.
    is_on: bool,
}

#[derive(Debug)]
pub(super) struct Approve {
    /// Where they come from, while they are looked for.
    looking: Option<Aside<Vec<(Next, Suggestion)>>>,
    rows: Vec<Row>,
    list: List,
    area: Rect,
}

impl Approve {
    pub fn waits(&self) -> bool {
        self.looking.is_some()
    }

    /// Takes those that were found, without those that were labelled meanwhile, or whose labels are on their way.
    fn hear(&mut self, pending: &HashSet<ComplaintId>, store: &Store) -> Result<()> {
        let Some(found) = self.looking.as_ref().and_then(Aside::take) else { return Ok(()) };
        self.looking = None;
        for (next, suggestion) in found.transpose()?.unwrap_or_default() {
            let id = next.complaint.id;
            let waits = store.complaint(id)?.is_some_and(|complaint| complaint.decision.is_none());
            if let Some(subject) = suggestion.subject.filter(|_| waits && !pending.contains(&id)) {
                self.rows.push(Row { next, suggestion, decision: suggester::decision(subject), is_on: true });
            }
        }
        self.list.set_length(self.rows.len());
        Ok(())
    }

    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(area);
        self.list.arrange(Rect { height: inside.height.saturating_sub(WORDS + 1), ..inside });
    }

    pub fn draw(&self, brush: &mut Brush<'_>) {
        let on = self.rows.iter().filter(|row| row.is_on).count();
        let counter = format!("{on} of {} to approve", self.rows.len());
        let mut inside = Panel::new("Likely ones").counter(&counter).focused(true).draw(brush, Surface::Panel);
        if self.rows.is_empty() {
            let message = if self.waits() {
                "Looking for complaints with a likely suggestion …"
            } else {
                "No waiting complaint has a suggestion of 80% or more. Label some one by one first. Suggestions learn from each label."
            };
            inside.block(0, 1, message, Role::Dim);
            return;
        }
        let line = |row: &mut Brush<'_>, index: usize, _: bool| {
            let Some(one) = self.rows.get(index) else { return };
            let mark = one.decision.dimension().map(|dimension| (hue_mark(dimension.hue()), dimension.hue()));
            let x = row.line(2, 0, if one.is_on { "[✓] " } else { "[ ] " }, Role::Plain);
            let x = match mark {
                Some(((glyph, letter), hue)) => row.line(x, 0, &format!("{glyph}{letter} "), Role::Hue(hue)),
                None => row.line(x, 0, "   ", Role::Plain),
            };
            row.line(x, 0, title(one.decision), Role::Plain);
            let is_own = one.suggestion.subject.map(suggester::decision) != Some(one.decision);
            let sure = if is_own { "yours".to_owned() } else { format!("{:.0}%", one.suggestion.confidence * 100.0) };
            let x = row.line(LABEL, 0, &format!("{sure:<6}"), Role::Dim);
            row.line(x, 0, &sanitize::line(&one.next.complaint.said.text), Role::Title);
        };
        self.list.draw(&mut inside, line);
        if let Some(one) = self.rows.get(self.list.marked()) {
            let from = inside.area.height.saturating_sub(WORDS + 1);
            inside.rule(from);
            inside.part(0, from + 1, u16::MAX, WORDS).block(0, 0, &one.next.complaint.said.text, Role::Title);
        }
    }
}

impl Complaints {
    /// Lists those that the suggestion is most sure of, where that is wanted.
    pub(super) fn list_likely(&mut self, cx: &Context) -> Outcome {
        if !matches!(cx.settings.suggestions, Level::Approve | Level::Automatic) {
            let key = cx.keymap.name(&super::CONTEXTS, Action::Settings);
            return Outcome::Say(format!("{key} opens the settings: set Suggestions to `approve` to label the likely ones at once"));
        }
        let looking = self.helped.look_for_likely(&self.on, cx);
        let mut approve = Approve { looking, rows: Vec::new(), list: List::new(1), area: Rect::ZERO };
        approve.arrange(self.area);
        self.over = Over::Approve(Box::new(approve));
        Outcome::Moved
    }

    pub(super) fn approve_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Approve(approve) = &mut self.over else { return Ok(Outcome::Ignored) };
        match input {
            Input::Tick(_) => {
                approve.hear(&self.sitting.pending(), &cx.store)?;
                return self.hear(cx);
            }
            Input::Do(Action::Back | Action::Approve) => {
                self.over = Over::Nothing;
                return Ok(Outcome::Moved);
            }
            Input::Do(Action::Open) => return self.approve_all(cx),
            Input::Do(action) => {
                let at = approve.list.marked();
                if let Some(row) = approve.rows.get_mut(at) {
                    if *action == Action::Toggle {
                        row.is_on = !row.is_on;
                        approve.list.mark(at + 1);
                        return Ok(Outcome::Moved);
                    }
                    if let Some((_, decision)) = KEYS.iter().find(|(key, _)| key == action) {
                        (row.decision, row.is_on) = (*decision, true);
                        approve.list.mark(at + 1);
                        return Ok(Outcome::Moved);
                    }
                }
            }
            _ => {}
        }
        match approve.list.act(input) {
            Outcome::Chosen => {
                let at = approve.list.marked();
                if let Some(row) = approve.rows.get_mut(at) {
                    row.is_on = !row.is_on;
                }
                Ok(Outcome::Moved)
            }
            outcome => Ok(outcome),
        }
    }

    /// Labels all that are on, as one batch.
    fn approve_all(&mut self, cx: &Context) -> Result<Outcome> {
        let Over::Approve(approve) = &mut self.over else { return Ok(Outcome::Moved) };
        let mut batch = Vec::new();
        for row in std::mem::take(&mut approve.rows).into_iter().filter(|row| row.is_on) {
            let own = row.suggestion.subject.map(suggester::decision) != Some(row.decision);
            let made = if own { Made::Person } else { Made::Batch };
            let suggested = suggester::suggested(&row.suggestion);
            let label = Label { picked: row.next.picked, suggested, made, ..Label::new(row.decision) };
            batch.push(Done { next: row.next, from: None, label });
        }
        self.over = Over::Nothing;
        if batch.is_empty() {
            return Ok(Outcome::Say("nothing was approved".to_owned()));
        }
        for done in &batch {
            self.tally.move_one(&done.next.complaint.said, None, Some((&done.label).into()));
            self.helped.learn(&done.next.complaint, &done.label);
        }
        let held = |id| batch.iter().any(|done| done.next.complaint.id == id);
        self.ahead.retain(|next| !held(next.complaint.id));
        if self.card.as_ref().is_some_and(|card| held(card.next.complaint.id)) {
            self.card = None;
        }
        self.go_on(&batch, cx)?;
        let message = format!("approved {}", complaints(batch.len()));
        Ok(Outcome::write(self.sitting.label(batch), Outcome::Confirm(message)))
    }
}
