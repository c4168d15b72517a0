//! How the exercises of the week look: cards in the hue of their dimension, or rows where there is no room for cards.

use ratatui::layout::Rect;

use super::Today;
use crate::app::week::Slot;
use crate::domain::entry::State;
use crate::domain::plan::SlotState;
use crate::sanitize;
use crate::tui::theme::Role;
use crate::tui::widgets::meter::pips;
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::{Card, Panel};
use crate::wording;

/// From this width on, a card has room for its time in the border.
const WIDE: u16 = 20;

impl Today {
    pub(super) fn draw_plan(&self, brush: &mut Brush<'_>) {
        for (index, slot) in self.view.slots.iter().enumerate() {
            let Some(place) = self.page.line(index) else { continue };
            let mut at = brush.part(place.x, place.y, place.width, place.height);
            if self.page.cards {
                self.draw_card(&mut at, index, slot);
            } else {
                self.draw_row(&mut at, index == self.marked, slot);
            }
        }
    }

    fn draw_card(&self, brush: &mut Brush<'_>, index: usize, slot: &Slot) {
        let inside = Panel::inside(brush.area);
        let wide = brush.area.width >= WIDE;
        let (mark, role) = mark(slot.state);
        // In the border, the day and the mark stand beside it.
        let how = how_far(slot, if wide { inside.width.saturating_sub(12) } else { inside.width });
        let name = name(slot, inside.width - u16::from(!wide && !mark.is_empty()) * 2);
        let day = slot.day.format(if brush.area.width >= WIDE + 8 { "%a %-d" } else { "%a" }).to_string().to_uppercase();
        let counter = if mark.is_empty() { how.clone() } else { format!("{mark} {how}") };
        let panel = Panel::new(&day)
            .hue(slot.hue)
            .focused(index == self.marked)
            .counter(if wide { &counter } else { "" })
            .aside(if slot.day == self.day { "today" } else { "" });
        let said = self.said(index, slot);
        let rows = if wide { sanitize::clipped(&said.0, inside.width.into(), usize::from(inside.height - 1)) } else { vec![sanitize::cut(&said.0, inside.width.into())] };
        let mut lines: Vec<(&str, Role)> = rows.iter().map(|row| (row.as_str(), said.1)).collect();
        if !wide {
            lines.push((&how, Role::Dim));
        }
        let state = if wide { ("", role) } else { (mark, role) };
        Card { panel, name: &name, state, lines: &lines }.draw(brush);
    }

    /// Describes what came of it, or what was written last.
    fn said(&self, index: usize, slot: &Slot) -> (String, Role) {
        let quoted = |words: &str| (format!("“{}”", words.trim()), Role::Quote);
        if let Some(words) = slot.stopped.as_ref().and_then(|stopped| stopped.words.as_deref()) {
            return quoted(words);
        }
        let changed = slot.current().is_some_and(|head| head.open_draft && head.state != State::Draft);
        match slot.state {
            SlotState::Done | SlotState::Partial if changed => ("changed, not finished".to_owned(), Role::Warn),
            SlotState::Done | SlotState::Partial => {
                let remembered = self.remembered.get(index).and_then(Option::as_ref);
                let runs = if slot.heads.len() > 1 { format!("{} runs · ", slot.heads.len()) } else { String::new() };
                let outcome = format!("{runs}{}", slot.outcome());
                match remembered {
                    Some(found) if self.area.width >= 100 => (format!("{outcome} · {found}"), Role::Plain),
                    _ => (outcome, Role::Plain),
                }
            }
            SlotState::Open if slot.moved => ("moved here".to_owned(), Role::Dim),
            _ => (slot.about.clone(), Role::Dim),
        }
    }

    fn draw_row(&self, brush: &mut Brush<'_>, marked: bool, slot: &Slot) {
        let role = match (marked, slot.state) {
            (true, _) => Role::Title,
            (_, SlotState::Skipped) => Role::Dim,
            _ => Role::Plain,
        };
        let today = slot.day == self.day;
        brush.line(1, 0, if marked { "▸" } else { " " }, Role::Accent);
        brush.line(3, 0, &slot.day.format("%a").to_string(), if today { Role::Title } else { Role::Dim });
        if let Some(hue) = slot.hue {
            brush.line(7, 0, wording::hue_mark(hue).0, Role::Hue(hue));
        }
        brush.line(9, 0, &sanitize::cut(&slot.title, 25), role);
        let (state, state_role) = mark(slot.state);
        brush.line(35, 0, state, state_role);
        brush.line(37, 0, &slot.format_progress(), Role::Dim);
        let outcome = slot.outcome();
        let label = if slot.state == SlotState::Open && slot.moved { "moved" } else { &outcome };
        brush.line(49, 0, label, Role::Plain);
        if marked {
            brush.select(0, 1);
        }
    }

    /// Draws the line above the plan: which week it is, how much of it is done, how long that took.
    pub(super) fn draw_week(&self, brush: &mut Brush<'_>, past: &str) {
        let week = self.view.week;
        let days = format!("{} – {}", week.starts.format("%-d %b"), week.day(7).format("%-d %b %Y"));
        let slots = &self.view.slots;
        let done = slots.iter().filter(|slot| slot.is_done()).count();
        let practised = self.glance.as_ref().map(|glance| glance.practised).filter(|_| past.is_empty());
        let facts = [
            Some(format!("{done} of {}", slots.len())),
            crate::domain::time::spent(self.view.desk),
            practised.map(|(days, of)| format!("{days} of {of} days practised")).filter(|_| brush.area.width >= 100),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        let facts = format!("{} ", facts.join(" · "));
        let x = brush.line(1, 0, &format!("Week {}", self.number), Role::Title);
        let x = brush.line(x + 2, 0, &format!("{days} · {}{past}", week.label()), Role::Dim);
        brush.right(x + 1, 0, &facts, Role::Plain);
        let room = brush.area.width.saturating_sub(x + 3 + text_width(&facts) + 1);
        let each = room.checked_div(slots.len() as u16).unwrap_or(0).min(12);
        if each < 2 {
            return;
        }
        for (slot, n) in slots.iter().zip(0_u16..) {
            let role = slot.hue.map_or(Role::Good, Role::Hue);
            let full = match slot.state {
                SlotState::Done | SlotState::Partial => each - 1,
                SlotState::Begun(page, of) => ((usize::from(each - 1) * page) / of.max(1)) as u16,
                SlotState::Open | SlotState::Skipped => 0,
            };
            let bar = Rect { x: x + 2 + n * each, y: 0, width: each - 1, height: 1 };
            let mut bar = brush.part(bar.x, bar.y, bar.width, bar.height);
            let end = bar.line(0, 0, &"━".repeat(full.into()), role);
            bar.line(end, 0, &"─".repeat((each - 1 - full).into()), Role::Border);
        }
    }
}

/// Names an exercise: by its title where there is room for it, else by its dimension.
fn name(slot: &Slot, room: u16) -> String {
    match slot.hue {
        Some(hue) if text_width(&slot.title) > room => wording::hue_name(hue).to_owned(),
        _ => slot.title.clone(),
    }
}

/// Describes how far an exercise is: the time it took, the pages done, the minutes it should take.
fn how_far(slot: &Slot, room: u16) -> String {
    let SlotState::Begun(page, of) = slot.state else { return slot.format_progress() };
    let pages = format!("{page}/{of}");
    let full = slot.rows.clone().unwrap_or_else(|| format!("{} {pages}", pips(page, of)));
    if text_width(&full) <= room { full } else { pages }
}

fn mark(state: SlotState) -> (&'static str, Role) {
    match state {
        SlotState::Done => ("✓", Role::Good),
        SlotState::Partial => ("◕", Role::Warn),
        SlotState::Begun(..) => ("◐", Role::Warn),
        SlotState::Open => ("", Role::Dim),
        SlotState::Skipped => ("–", Role::Dim),
    }
}
