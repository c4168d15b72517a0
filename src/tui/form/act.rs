//! What a key does to the form: to the focused field, to the focus, to the page.

use super::Form;
use super::item::PageItem;
use super::pane::Section;
use super::spot::{Shape, Spot};
use crate::domain::condition::all_hold;
use crate::domain::kinds::Proposal;
use crate::domain::locate::FieldPath;
use crate::domain::pages::{Gap, Progress};
use crate::domain::scope::Scope;
use crate::domain::value::{Picks, Value};
use crate::tui::action::{Action, Input};
use crate::tui::outcome::Outcome;
use crate::tui::text::Edit;

impl Form {
    /// Does what a key, a pasted text or the mouse asks for.
    pub fn act(&mut self, input: Input) -> Outcome {
        if let Some(outcome) = self.in_pane(&input).or_else(|| self.grade(&input)) {
            return outcome;
        }
        self.window.follow |= !matches!(input, Input::Mouse(_) | Input::Rest | Input::Tick(_));
        let typing = matches!(input, Input::Char(_) | Input::Do(Action::Toggle));
        self.stray &= typing;
        let orders = self.orders.len();
        let outcome = match input {
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Rest => {
                self.advise_focused();
                Outcome::Moved
            }
            Input::Char(c) => match self.typed(c) {
                Outcome::Ignored => self.misplaced(),
                outcome => outcome,
            },
            Input::Do(Action::Toggle) if self.stray => self.misplaced(),
            Input::Paste(text) => self.paste(text),
            Input::Do(action) => self.do_action(action),
            Input::Tick(_) => self.ring(),
        };
        self.just_removed &= !matches!(outcome, Outcome::Changed);
        if matches!(outcome, Outcome::Changed) && self.orders.len() == orders {
            self.orders.clear();
        }
        outcome
    }

    fn do_action(&mut self, action: Action) -> Outcome {
        if let Some(outcome) = self.do_in_suggestions(action) {
            return outcome;
        }
        match action {
            Action::NextField => self.step_focus(true),
            Action::PreviousField => self.step_focus(false),
            Action::NextPage => self.turn(true),
            Action::PreviousPage => self.turn(false),
            Action::Done => self.done(),
            Action::Example => self.call_pane(Section::Example),
            Action::Coach => self.call_pane(Section::Coach),
            Action::Rail => self.call_pane(Section::Evidence),
            Action::Alone => {
                self.window.alone = !self.window.alone;
                Outcome::Moved
            }
            Action::Accept => self.accept(),
            Action::Ignore => self.ignore(),
            Action::Repair => self.repair(),
            Action::AddRow => self.add_row(),
            Action::RemoveRow => self.remove_row(),
            Action::RowUp => self.move_row(false),
            Action::RowDown => self.move_row(true),
            Action::Sort => self.sort_rows(),
            Action::Clock => self.switch_clock(),
            Action::Word => self.add_word(),
            Action::Unmark => self.unmark(),
            Action::Back if self.back_to_clock() => Outcome::Moved,
            Action::Undo if self.just_removed => self.bring_back(),
            Action::Undo if !self.orders.is_empty() => self.order_back(),
            // Where nothing was written since, a row comes back, also on another page.
            Action::Undo => match self.do_in_field(action) {
                Outcome::Ignored => self.bring_back(),
                outcome => outcome,
            },
            Action::Back => match self.do_in_field(action) {
                Outcome::Ignored => self.close_last(),
                outcome => outcome,
            },
            _ => self.do_in_field(action),
        }
    }

    /// Closes what lies over the page or beside it, the field alone first.
    fn close_last(&mut self) -> Outcome {
        if self.window.alone {
            self.window.alone = false;
            return Outcome::Moved;
        }
        self.close_pane()
    }

    fn do_in_field(&mut self, action: Action) -> Outcome {
        match self.items.get(self.focus) {
            Some(PageItem::Go { .. }) => match action {
                Action::Open | Action::Toggle | Action::Newline => self.done(),
                _ => self.arrow(action),
            },
            Some(PageItem::AddRow { .. }) => match action {
                Action::Open | Action::Toggle | Action::Newline => self.add_row(),
                _ => self.arrow(action),
            },
            Some(PageItem::Field { .. }) => self.do_on_control(action),
            _ => Outcome::Ignored,
        }
    }

    fn typed(&mut self, c: char) -> Outcome {
        if !matches!(self.items.get(self.focus), Some(PageItem::AddRow { .. })) || c.is_whitespace() {
            return self.type_on_control(c);
        }
        // Whoever types on "another" means the row.
        self.add_row();
        if self.is_writing() { self.edit(Edit::Insert(c)) } else { Outcome::Changed }
    }

    /// Pastes a text; several lines into a plain list become rows.
    fn paste(&mut self, text: String) -> Outcome {
        let bare = self.is_writing()
            && matches!(self.items.get(self.focus), Some(PageItem::Field { number: Some(_), .. }));
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if !bare || lines.len() < 2 {
            return self.edit(Edit::Paste(text));
        }
        self.paste_rows(&lines)
    }

    pub(super) fn set(&mut self, key: &FieldPath, value: Option<Value>) -> Outcome {
        let Some(row) = self.answers.row_mut(&key.row) else { return Outcome::Ignored };
        match value {
            Some(value) => row.set(key.field.clone(), value),
            None => {
                row.remove(&key.field);
            }
        }
        self.changed()
    }

    pub(super) fn picks(&self, key: &FieldPath) -> Picks {
        self.value(key).and_then(Value::as_picks).cloned().unwrap_or_default()
    }

    /// Moves the focus one item on or back; over the edges it stays.
    pub(super) fn step_focus(&mut self, down: bool) -> Outcome {
        self.advise_focused();
        let next = if down {
            (self.focus + 1..self.items.len()).find(|i| self.items[*i].takes_focus())
        } else {
            (0..self.focus).rev().find(|i| self.items[*i].takes_focus())
        };
        match next {
            Some(index) => {
                self.set_focus(index);
                self.enter_control(down);
            }
            None if !down => self.window.scroll = 0,
            None => {}
        }
        Outcome::Moved
    }

    fn arrow(&mut self, action: Action) -> Outcome {
        match action {
            Action::Up => self.step_vertically(false),
            Action::Down => self.step_vertically(true),
            _ => Outcome::Ignored,
        }
    }

    /// Goes on from an answer: down the column of a table, else to the next field.
    pub(super) fn go_on(&mut self) -> Outcome {
        if self.is_in_cell() { self.step_vertically(true) } else { self.step_focus(true) }
    }

    /// Returns whether the focus is in a column of a table.
    pub(super) fn is_in_cell(&self) -> bool {
        self.layout.spots.get(self.focus).is_some_and(|spot| spot.shape == Shape::Cell)
    }

    /// Moves the focus to the nearest item above or below, in the same column of a table.
    pub(super) fn step_vertically(&mut self, down: bool) -> Outcome {
        let spots = &self.layout.spots;
        let here =
            spots.get(self.focus).filter(|here| here.shape == Shape::Cell && spots.len() == self.items.len());
        let Some(here) = here else { return self.step_focus(down) };
        let is_beyond = |spot: &Spot| if down { spot.y >= here.bottom() } else { spot.bottom() <= here.y };
        let found = self.items.iter().zip(spots).enumerate();
        let found = found.filter(|(_, (item, spot))| item.takes_focus() && is_beyond(spot));
        let away = |spot: &Spot| if down { spot.y - here.y } else { here.y - spot.y };
        let nearest = found.min_by_key(|(_, (_, spot))| (away(spot), spot.x.abs_diff(here.x)));
        match nearest.map(|(index, _)| index) {
            Some(index) => {
                self.advise_focused();
                self.set_focus(index);
                self.enter_control(down);
                Outcome::Moved
            }
            None => self.step_focus(down),
        }
    }

    fn turn(&mut self, forward: bool) -> Outcome {
        self.advise_focused();
        let target = if forward { self.page + 1 } else { self.page.wrapping_sub(1) };
        if target < self.overview.pages.len() { self.open_page(target) } else { Outcome::Moved }
    }

    /// Goes to the first page of a step.
    pub fn open_step(&mut self, step: usize) -> Outcome {
        let Some(page) = self.overview.pages.iter().position(|page| page.step == step) else {
            return Outcome::Say("this page opens once there is something to ask about".to_owned());
        };
        self.turn_to(page)
    }

    /// Goes to a page.
    pub fn turn_to(&mut self, page: usize) -> Outcome {
        self.advise_focused();
        self.open_page(page)
    }

    /// Is done with this page: on to the next that is open, or to the end.
    fn done(&mut self) -> Outcome {
        self.advise_focused();
        let Some(page) = self.page() else { return Outcome::Finish };
        self.judged.insert((page.step, page.row.clone()));
        let open = |index: &usize| {
            let Some(page) = self.overview.pages.get(*index) else { return false };
            let closed = matches!(self.overview.progress.get(page.step), Some(Progress::Closed(_)));
            let judged = self.judged.contains(&(page.step, page.row.clone()));
            !closed && (!judged || self.overview.gaps_on(page).next().is_some())
        };
        if self.page + 1 < self.overview.pages.len() {
            let next = (self.page + 1..self.overview.pages.len()).find(open).unwrap_or(self.page + 1);
            return self.open_page(next);
        }
        self.prune();
        self.make_room();
        self.rebuild();
        Outcome::Finish
    }

    /// Goes to something that is still open and shows what is wrong on its page.
    pub fn open_gap(&mut self, gap: &Gap) {
        let Some(index) = self.overview.pages.iter().position(|page| gap.is_on(page)) else { return };
        self.open_page(index);
        self.judged.insert((gap.step, self.overview.pages[index].row.clone()));
        self.focus_on(&gap.at);
    }

    /// Returns the proposal for a field, if one holds and is not yet the answer.
    pub(super) fn proposal(&self, key: &FieldPath) -> Option<&Proposal> {
        let proposals = self.field(key)?.kind.proposals();
        if proposals.is_empty() || key.other {
            return None;
        }
        let scope = Scope::at(&self.exercise, &self.answers, &key.row);
        let proposal = proposals.iter().find(|proposal| all_hold(&proposal.when, &scope))?;
        let value = self.value(key);
        let written = value.and_then(Value::as_text).is_some_and(|text| !text.trim().is_empty());
        let picked = value.and_then(Value::as_picks).is_some_and(|p| p.picked.contains(&proposal.value));
        (!written && !picked).then_some(proposal)
    }

    fn accept(&mut self) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        let Some(proposal) = self.proposal(&key) else {
            return Outcome::Say("there is no suggestion here".to_owned());
        };
        let words = proposal.value.clone();
        if self.focused_text().is_some() {
            return self.replace_text(&words);
        }
        let outcome = self.set(&key, self.field(&key).and_then(|field| field.read(&words).ok()));
        self.controls.remove(&key);
        self.rebuild();
        outcome
    }

    fn ignore(&mut self) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        if self.ignored.remove(&key) {
            self.advise_focused();
            return Outcome::Say("hints are on again for this answer".to_owned());
        }
        if self.advice.get(&key).is_none_or(Vec::is_empty) {
            return Outcome::Say("there is no hint here".to_owned());
        }
        self.ignored.insert(key);
        Outcome::Say(self.with_keys("hints are off for this answer", &[(Action::Ignore, "turns them on")]))
    }
}
