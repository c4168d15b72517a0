//! Opening a page, the rows that its groups begin with, and what is built and counted again as answers change.

use super::Form;
use super::item::{self, PageItem};
use super::kinds::Control;
use crate::domain::exercise::Field;
use crate::domain::value::{Answers, Value};
use crate::tui::outcome::Outcome;

impl Form {
    /// Opens a page; says so if that stopped a clock.
    pub(super) fn open_page(&mut self, page: usize) -> Outcome {
        self.window.follow = true;
        self.prune();
        self.page = page.min(self.overview.pages.len().saturating_sub(1));
        self.leave_texts();
        self.grading = None;
        self.suggestions.clear();
        self.just_removed = false;
        self.orders.clear();
        self.window.scroll = 0;
        self.make_room();
        self.rebuild();
        let first_open = self.items.iter().position(|item| match item {
            // The words beside "other" are open only together with their choice.
            PageItem::Field { key, .. } if key.other => false,
            PageItem::Field { key, waits: None, .. } => self.value(key).is_none_or(Value::is_empty),
            _ => false,
        });
        let first = self.items.iter().position(PageItem::takes_focus);
        self.set_focus(first_open.or(first).unwrap_or(0));
        self.leave_clock()
    }

    pub(super) fn groups_here(&self) -> Vec<Field> {
        let group = |field: &&Field| field.kind.as_group().is_some();
        self.step().map_or_else(Vec::new, |step| step.fields.iter().filter(group).cloned().collect())
    }

    /// Lets go of rows on this page that hold nothing. The rows behind them get other numbers, and so do their pages.
    pub(super) fn prune(&mut self) {
        let Some(row) = self.page().map(|page| page.row.clone()) else { return };
        for group in self.groups_here() {
            let key = row.field(&group.id);
            if self.rows(&key).iter().any(Answers::is_empty) {
                self.rows_mut(&key).retain(|row| !row.is_empty());
                self.forget_controls(&key);
                self.recount();
            }
        }
    }

    /// Returns groups on this page the rows they begin with.
    pub(super) fn make_room(&mut self) {
        let Some(row) = self.page().map(|page| page.row.clone()) else { return };
        for field in self.groups_here() {
            let Some(kind) = field.kind.as_group() else { continue };
            let Some(here) = self.answers.row_mut(&row) else { continue };
            let rows = here.rows_mut(&field.id);
            let wanted = kind.first_rows().max(1);
            while rows.len() < wanted {
                rows.push(kind.new_row(rows.len()));
            }
        }
    }

    /// Counts pages and progress again after the answers changed.
    pub(super) fn recount(&mut self) {
        let here = self.page().map(|page| (page.step, page.row.clone()));
        self.overview = self.exercise.overview(&self.answers);
        if let Some(here) = here
            && let Some(page) = self.overview.pages.iter().position(|p| (p.step, p.row.clone()) == here)
        {
            self.page = page;
        }
        self.page = self.page.min(self.overview.pages.len().saturating_sub(1));
    }

    /// Builds the items of this page again, keeping the focus on its field.
    pub(super) fn rebuild(&mut self) {
        let kept = self.items.get(self.focus).and_then(PageItem::key).cloned();
        let page = self.page();
        self.items = page
            .map_or_else(Vec::new, |page| item::items(&self.exercise, &self.answers, page, &self.overview));
        for item in &self.items {
            if let PageItem::Field { key, .. } = item
                && !self.controls.contains_key(key)
                && let Some(field) = self.exercise.field_at(key)
            {
                let mut control = Control::new(field, key.other, self.answers.at(key));
                control.go_on_from(self.left.texts.remove(key));
                self.controls.insert(key.clone(), control);
            }
        }
        if let Some(kept) = kept
            && let Some(index) = self.items.iter().position(|item| item.key() == Some(&kept))
        {
            self.focus = index;
        }
        self.focus = self.focus.min(self.items.len().saturating_sub(1));
        if !self.items.get(self.focus).is_some_and(PageItem::takes_focus) {
            self.focus = self.items.iter().position(PageItem::takes_focus).unwrap_or(0);
        }
        self.find_theirs();
    }
}
