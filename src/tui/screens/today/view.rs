//! How Today looks: the week, what is marked in it, the weeks before.

use super::{Line, Today};
use crate::app::recall;
use crate::app::week::Slot;
use crate::db::Recalled;
use crate::domain::entry::{Head, State};
use crate::domain::plan::SlotState;
use crate::domain::time::spoken;
use crate::sanitize;
use crate::wording;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};

/// Rows that are kept for what is marked: a rule, its title, what it is about, what Enter does.
const DETAIL: u16 = 6;
/// Rows of the list without which none are kept.
const LIST: u16 = 10;

impl Today {
    /// Scrolls so that the marked line shows.
    pub(super) fn show_marked(&mut self) {
        let (room, marked) = (self.room(), self.row(self.marked));
        let top = self.top.max((marked + 1).saturating_sub(room));
        self.top = top.min(marked).min(self.rows().saturating_sub(room));
    }

    /// Counts the rows above the list.
    fn head(&self) -> u16 {
        2 + u16::from(self.read_only) + u16::from(self.theme.is_some()) + u16::from(self.away.is_some())
    }

    /// Returns the row of the list that a line stands on. A heading parts what is beside the plan from it.
    fn row(&self, index: usize) -> u16 {
        index as u16 + if index >= self.planned() { 2 } else { 0 }
    }

    /// Counts the lines above that heading.
    fn planned(&self) -> usize {
        self.lines.iter().take_while(|line| matches!(line, Line::Slot(_) | Line::Daily(_) | Line::Recall(..))).count()
    }

    /// Counts the rows of the list.
    fn rows(&self) -> u16 {
        self.lines.len().checked_sub(1).map_or(0, |last| self.row(last) + 1)
    }

    /// Counts the rows of the list that there is room for.
    pub(super) fn room(&self) -> u16 {
        let free = self.area.height.saturating_sub(self.head());
        let kept = if free >= LIST + DETAIL { DETAIL } else { 0 };
        self.rows().min(free - kept)
    }

    /// Returns the row of the area on which a row of the list shows, if it does.
    fn shown_at(&self, row: u16) -> Option<u16> {
        row.checked_sub(self.top).filter(|row| *row < self.room()).map(|row| self.head() + row)
    }

    /// Returns the row of the area on which a line shows, if it does.
    pub(super) fn row_of(&self, index: usize) -> Option<u16> {
        self.shown_at(self.row(index))
    }

    /// Returns the first and the last row of the list, with how many lines there are beyond.
    fn edges(&self) -> [(u16, Option<String>); 2] {
        let hidden = |index: &usize| self.row_of(*index).is_none();
        let above = (0..self.marked).filter(hidden).count();
        let below = (self.marked..self.lines.len()).filter(hidden).count();
        let label = |arrow: &str, count: usize| (count > 0).then(|| format!("{arrow} {count} more "));
        let last = (self.head() + self.room()).saturating_sub(1);
        [(self.head(), label("↑", above)), (last, label("↓", below))]
    }

    pub(super) fn draw_all(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        self.draw_head(brush, key);
        let edges = self.edges();
        for (y, label) in &edges {
            brush.right(0, *y, label.as_deref().unwrap_or_default(), Role::Dim);
        }
        for (index, line) in self.lines.iter().enumerate() {
            let Some(y) = self.row_of(index) else { continue };
            let marked = index == self.marked;
            let beyond = edges.iter().filter(|(edge, _)| *edge == y).find_map(|(_, label)| label.as_deref());
            let width = brush.area.width.saturating_sub(beyond.map_or(0, |label| text_width(label) + 1));
            let (mut brush, y) = (brush.part(0, y, width, 1), 0);
            brush.line(1, y, if marked { "▸" } else { " " }, Role::Accent);
            match line {
                Line::Slot(slot) => self.draw_slot(&mut brush, y, marked, &self.view.slots[*slot]),
                Line::Draft(head) => {
                    let title = format!("draft of week {}", head.week);
                    let role = if marked { Role::Accent } else { Role::Plain };
                    brush.line(3, y, "◐", Role::Warn);
                    let x = brush.line(8, y, &format!("{} – {title}", head.exercise), role);
                    brush.line(x.max(38) + 1, y, head.short.as_str(), Role::Dim);
                }
                Line::Other { title, minutes, head, .. } => {
                    let role = if marked { Role::Accent } else { Role::Plain };
                    let x = brush.line(8, y, &sanitize::cut(title, 28), role);
                    let label = head.as_ref().map_or_else(
                        || format!("{}–{} min", minutes.0, minutes.1),
                        |head| {
                            if head.open_draft {
                                "started".to_owned()
                            } else {
                                format!("✓ {}", head.outcome())
                            }
                        },
                    );
                    brush.line(x.max(37) + 1, y, &label, Role::Dim);
                }
                Line::Daily(daily) => {
                    let role = if marked { Role::Accent } else { Role::Plain };
                    let (mark, mark_role) = match (&daily.head, daily.is_done()) {
                        (None, _) => (" ", Role::Dim),
                        (Some(_), false) => ("◐", Role::Warn),
                        (Some(_), true) => ("✓", Role::Good),
                    };
                    brush.line(3, y, &self.day.format("%a").to_string(), Role::Title);
                    brush.line(8, y, &sanitize::cut(&daily.title, 26), role);
                    brush.line(35, y, mark, mark_role);
                    brush.line(37, y, &daily.question, Role::Dim);
                }
                Line::Recall(one, title) => {
                    let role = if marked { Role::Accent } else { Role::Plain };
                    brush.line(8, y, &sanitize::cut(title, 26), role);
                    brush.line(37, y, &self.format_recall(one), Role::Dim);
                }
                Line::Offer(label, _) => {
                    brush.line(8, y, label, if marked { Role::Accent } else { Role::Plain });
                }
            }
            if marked {
                brush.select(0, 1);
            }
        }
        if let Some(y) = self.shown_at(self.planned() as u16 + 1) {
            brush.line(3, y, "Also", Role::Title);
        }
        self.draw_detail(brush, key);
    }

    fn format_recall(&self, one: &Recalled) -> String {
        format!("{}: {}", wording::ago(recall::age(one, self.day)), one.recall.text)
    }

    fn draw_head(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        let week = self.view.week;
        let days = format!("{} – {}", week.starts.format("%-d %b"), week.day(7).format("%-d %b %Y"));
        let x = brush.line(3, 0, &format!("Week {}", self.number), Role::Title);
        let past = if week == self.this_week {
            String::new()
        } else {
            format!("  (past week, {} returns to this one)", key.name(Action::ThisWeek))
        };
        let x = brush.line(x + 2, 0, &format!("{days} · {}{past}", week.label()), Role::Dim);
        let marks: String =
            self.view.slots.iter().map(|slot| square(slot.state)).collect::<Vec<_>>().join(" ");
        let time = if self.view.desk.is_zero() {
            String::new()
        } else {
            format!("   {} so far", spoken(self.view.desk))
        };
        brush.right(x + 1, 0, &format!("{marks}{time} "), Role::Dim);
        if let Some(theme) = &self.theme {
            let x = brush.line(3, 1, &format!("{}: ", theme.title), Role::Accent);
            brush.line(x, 1, &theme.constraint, Role::Plain);
        }
        if let Some(days) = self.away {
            brush.line(3, 1 + u16::from(self.theme.is_some()), &wording::welcome_back(days), Role::Good);
        }
        if self.read_only {
            brush.line(
                3,
                self.head() - 2,
                "This journal is read-only here. You can read it, but not write in it.",
                Role::Warn,
            );
        }
    }

    fn draw_slot(&self, brush: &mut Brush<'_>, y: u16, marked: bool, slot: &Slot) {
        let today = slot.day == self.day;
        let role = match (marked, slot.state) {
            (true, _) => Role::Accent,
            (_, SlotState::Skipped) => Role::Dim,
            _ => Role::Plain,
        };
        brush.line(3, y, &slot.day.format("%a").to_string(), if today { Role::Title } else { Role::Dim });
        brush.line(8, y, &sanitize::cut(&slot.title, 26), role);
        let (mark, mark_role) = match slot.state {
            SlotState::Done => ("✓", Role::Good),
            SlotState::Partial => ("◕", Role::Warn),
            SlotState::Begun(..) => ("◐", Role::Warn),
            SlotState::Open => (" ", Role::Dim),
            SlotState::Skipped => ("–", Role::Dim),
        };
        brush.line(35, y, mark, mark_role);
        brush.line(37, y, &slot.format_progress(), Role::Dim);
        let changed = slot.current().is_some_and(|head| head.open_draft && head.state != State::Draft);
        let runs = slot.heads.len();
        let label = match (slot.state, changed) {
            (SlotState::Done | SlotState::Partial, true) => {
                format!("changed, not finished · {}", slot.outcome())
            }
            (SlotState::Done | SlotState::Partial, false) if runs > 1 => {
                format!("{runs} runs · {}", slot.outcome())
            }
            (SlotState::Done | SlotState::Partial, false) => slot.outcome(),
            (SlotState::Open, _) if slot.moved => "moved".to_owned(),
            _ => String::new(),
        };
        brush.line(50, y, &label, Role::Plain);
    }

    fn draw_detail(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        let after = self.head() + self.room() + 1;
        let height = brush.area.height.saturating_sub(after);
        if height < 3 {
            return;
        }
        let open = key.name(Action::Open);
        let (title, about, dim, next) = match self.lines.get(self.marked) {
            Some(Line::Slot(index)) => {
                let slot = &self.view.slots[*index];
                let came_of_it = slot.outcome();
                let dim = if came_of_it.is_empty() { slot.why.clone() } else { came_of_it };
                (slot.title.clone(), slot.about.clone(), dim, self.what_next(slot, key))
            }
            Some(Line::Daily(daily)) => {
                let next = match (&daily.head, daily.is_done()) {
                    (None, _) => format!("{open} starts it. One or two sentences are enough."),
                    (Some(_), false) => format!("{open} continues where you stopped."),
                    (Some(_), true) => format!("Done for today. {open} opens it to read or change."),
                };
                let dim = daily.head.as_ref().map(Head::outcome).unwrap_or_default();
                (daily.title.clone(), daily.question.clone(), dim, next)
            }
            Some(Line::Recall(one, title)) => {
                let next = format!("{open} looks at it again. {} skips it for good.", key.name(Action::Skip));
                (title.clone(), self.format_recall(one), String::new(), next)
            }
            Some(Line::Draft(head)) => {
                let about = "A draft from an earlier week.".to_owned();
                (head.exercise.clone(), about, String::new(), format!("{open} continues it. {} discards it.", key.name(Action::Discard)))
            }
            Some(Line::Other { title, about, .. }) => {
                (title.clone(), about.clone(), String::new(), format!("{open} starts it."))
            }
            Some(Line::Offer(label, _)) => {
                let about = "One line was enough to log it. You can add what is missing now.".to_owned();
                (label.clone(), about, String::new(), format!("{open} shows them in the log."))
            }
            None => {
                let about = "Use `empathy exercises list` to see which there are.".to_owned();
                ("There are no exercises".to_owned(), about, String::new(), String::new())
            }
        };
        brush.rule(after.saturating_sub(1));
        let width = brush.area.width.saturating_sub(6).min(96);
        let mut detail = brush.part(3, after, width, height);
        detail.line(0, 0, &title, Role::Title);
        let mut y = detail.block(0, 1, &about, Role::Plain);
        y = detail.block(0, y, &next, Role::Accent);
        if !dim.is_empty() {
            y = detail.block(0, y, &dim, Role::Dim);
        }
        self.draw_before(brush, y.saturating_add(after + 1));
    }

    /// Draws the weeks before, where there is room for at least three of them.
    fn draw_before(&self, brush: &mut Brush<'_>, top: u16) {
        let rows = usize::from(brush.area.height.saturating_sub(top.saturating_add(2)));
        if rows < 3 || self.before.is_empty() {
            return;
        }
        brush.rule(top);
        brush.line(3, top + 1, "Weeks before", Role::Title);
        for (index, view) in self.before.iter().take(rows).enumerate() {
            let y = top + 2 + index as u16;
            let x = brush.line(3, y, &view.week.label().to_string(), Role::Dim);
            let marks: Vec<&str> = view.slots.iter().map(|slot| square(slot.state)).collect();
            let x = brush.line(x + 2, y, &marks.join(" "), Role::Plain);
            let time = if view.desk.is_zero() { String::new() } else { spoken(view.desk) };
            brush.line(x + 2, y, &time, Role::Dim);
            let said = view.slots.iter().map(Slot::summary).find(|said| !said.is_empty());
            brush.line(x + 16, y, said.unwrap_or_default(), Role::Dim);
        }
    }

    fn what_next(&self, slot: &Slot, key: &Keys<'_>) -> String {
        let open = key.name(Action::Open);
        let changed = slot.current().is_some_and(|head| head.open_draft);
        match slot.state {
            SlotState::Open
                if self.view.next() == self.view.slots.iter().position(|s| s.exercise == slot.exercise) =>
            {
                format!(
                    "Next. {open} starts it. It takes {} to {} minutes, and you can stop at any point.",
                    slot.minutes.0, slot.minutes.1
                )
            }
            SlotState::Open => format!("{open} starts it. Any order is fine."),
            SlotState::Begun(..) => format!("{open} continues where you stopped."),
            SlotState::Skipped => format!("Skipped this week. {} restores it.", key.name(Action::Skip)),
            _ if changed => {
                let discard = key.name(Action::Discard);
                format!("Changed since it was finished. {open} continues, {discard} discards the changes.")
            },
            SlotState::Partial => {
                format!("Finished with open answers. {open} opens it, {} starts it again.", key.name(Action::Repeat))
            }
            SlotState::Done => {
                let repeat = key.name(Action::Repeat);
                format!("{open} opens it to read or change, and keeps the version before. {repeat} starts it again.")
            }
        }
    }
}

fn square(state: SlotState) -> &'static str {
    match state {
        SlotState::Done => "■",
        SlotState::Partial => "▣",
        SlotState::Begun(..) => "◐",
        SlotState::Open => "□",
        SlotState::Skipped => "–",
    }
}
