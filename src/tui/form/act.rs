//! What a key does to the form: to the focused field, to the focus, to the page.

use super::control::{Control, OTHER};
use super::item::Item;
use super::{Form, Key, Reply};
use crate::domain::condition::all_hold;
use crate::domain::exercise::{Kind, Proposal};
use crate::domain::scope::Scope;
use crate::domain::validate::Progress;
use crate::domain::value::{Picks, Value};
use crate::tui::action::{Action, Input};
use crate::tui::text::{Edit, Motion, Outcome};

impl Form {
    /// Does what a key, a pasted text or the mouse asks for.
    pub fn act(&mut self, input: Input) -> Reply {
        let typing = matches!(input, Input::Char(_) | Input::Do(Action::Toggle));
        self.stray &= typing;
        let reply = match input {
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Rest => {
                self.advise_focused();
                Reply::Moved
            }
            Input::Char(c) => match self.typed(c) {
                Reply::Ignored => self.misplaced(),
                reply => reply,
            },
            Input::Do(Action::Toggle) if self.stray => self.misplaced(),
            Input::Paste(text) => self.paste(text),
            Input::Do(action) => self.do_action(action),
        };
        if matches!(reply, Reply::Changed) && self.removed.is_some() {
            self.removed = None;
        }
        reply
    }

    fn do_action(&mut self, action: Action) -> Reply {
        if let Some(reply) = self.do_in_suggestions(action) {
            return reply;
        }
        match action {
            Action::NextField => self.step_focus(true),
            Action::PreviousField => self.step_focus(false),
            Action::NextPage => self.turn(true),
            Action::PreviousPage => self.turn(false),
            Action::Done => self.done(),
            Action::Example => {
                self.examples = !self.examples;
                Reply::Moved
            }
            Action::Accept => self.accept(),
            Action::Ignore => self.ignore(),
            Action::AddRow => self.add_row(),
            Action::RemoveRow => self.remove_row(),
            Action::RowUp => self.move_row(false),
            Action::RowDown => self.move_row(true),
            Action::Sort => self.sort_rows(),
            Action::Undo if self.removed.is_some() => self.bring_back(),
            _ => self.do_in_field(action),
        }
    }

    fn do_in_field(&mut self, action: Action) -> Reply {
        match self.items.get(self.focus) {
            Some(Item::Go { .. }) => match action {
                Action::Open | Action::Toggle | Action::Newline => self.done(),
                _ => self.arrow(action),
            },
            Some(Item::AddRow { .. }) => match action {
                Action::Open | Action::Toggle | Action::Newline => self.add_row(),
                _ => self.arrow(action),
            },
            Some(Item::Field { .. }) => match self.focused_control() {
                Some(Control::Scale) => self.do_on_scale(action),
                Some(Control::Choice(_)) => self.do_on_choice(action),
                Some(Control::Evidence(_)) => self.do_on_evidence(action),
                Some(Control::Rank(_)) => self.do_on_rank(action),
                Some(_) => self.do_in_text(action),
                None => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn typed(&mut self, c: char) -> Reply {
        match self.focused_control() {
            Some(Control::Scale) => self.type_on_scale(c),
            Some(Control::Choice(_)) => self.type_on_choice(c),
            Some(control) if control.text().is_some() => self.edit(Edit::Insert(c)),
            None if matches!(self.items.get(self.focus), Some(Item::AddRow { .. })) && !c.is_whitespace() => {
                // Whoever types on "another" means the row.
                self.add_row();
                if self.is_writing() { self.edit(Edit::Insert(c)) } else { Reply::Changed }
            }
            _ => Reply::Ignored,
        }
    }

    /// Pastes a text; several lines into a plain list become rows.
    fn paste(&mut self, text: String) -> Reply {
        let bare = self.is_writing()
            && matches!(self.items.get(self.focus), Some(Item::Field { number: Some(_), .. }));
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if !bare || lines.len() < 2 {
            return self.edit(Edit::Paste(text));
        }
        self.paste_rows(&lines)
    }

    /// Tells whether the focus is on a written row of a plain list with room for another right below.
    fn ends_list(&self) -> bool {
        let bare = matches!(self.items.get(self.focus), Some(Item::Field { number: Some(_), .. }));
        let room = matches!(self.items.get(self.focus + 1), Some(Item::AddRow { .. }));
        bare && room && self.focused_text().is_some_and(|text| !text.is_blank())
    }

    /// Says where letters can be typed, when they were typed where none can.
    fn misplaced(&mut self) -> Reply {
        self.stray = true;
        let what = match (self.items.get(self.focus), self.focused_control()) {
            (_, Some(Control::Scale)) => "this is a scale: type its number; Tab goes on",
            (_, Some(Control::Choice(_))) => "this is a choice: arrows and Space, or its number; Tab goes on",
            (_, Some(Control::Rank(_))) => "this is a ranking: Alt-↑ and Alt-↓ move a row; Tab goes on",
            (_, Some(_)) => "Space cites what is marked; Tab goes on",
            _ => "nothing to write here: Enter goes on, Shift-Tab goes back",
        };
        Reply::Say(what.to_owned())
    }

    fn do_in_text(&mut self, action: Action) -> Reply {
        let prose = self.is_writing_prose();
        let edit = match action {
            Action::Newline if prose => Edit::Newline,
            Action::Newline | Action::Open if self.ends_list() => return self.add_row(),
            Action::Newline | Action::Open => return self.step_focus(true),
            Action::Copy => {
                return self.focused_text().and_then(super::super::text::TextArea::selection).map_or_else(
                    || Reply::Say("nothing is selected; Ctrl-Q leaves".to_owned()),
                    Reply::Copied,
                );
            }
            _ => match edit_of(action) {
                Some(edit) => edit,
                None => return Reply::Ignored,
            },
        };
        let vertical = match &edit {
            Edit::Move(Motion::Up) => Some(false),
            Edit::Move(Motion::Down) => Some(true),
            _ => None,
        };
        match (self.edit(edit), vertical) {
            (Reply::Ignored, Some(down)) => self.step_focus(down),
            (reply, _) => reply,
        }
    }

    /// Edits the focused text and takes the result over as the answer.
    pub(super) fn edit(&mut self, edit: Edit) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(control) = self.controls.get_mut(&key) else { return Reply::Ignored };
        let Some(text) = control.text_mut() else { return Reply::Ignored };
        match text.edit(edit) {
            Outcome::Nothing => Reply::Ignored,
            Outcome::Moved => Reply::Moved,
            Outcome::Changed => self.take_text(&key),
            Outcome::Cut(cut) => {
                self.take_text(&key);
                Reply::Copied(cut)
            }
        }
    }

    /// Replaces the focused text as a whole, as one step of undo.
    pub fn replace_text(&mut self, new: &str) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(text) = self.controls.get_mut(&key).and_then(Control::text_mut) else {
            return Reply::Ignored;
        };
        text.replace_all(new);
        self.take_text(&key)
    }

    /// Gives the focused text, for the editor outside.
    pub fn text_to_edit(&self) -> Option<String> {
        Some(self.focused_text()?.text())
    }

    fn take_text(&mut self, key: &Key) -> Reply {
        // What was said is about another text now; it is said anew when the writing rests.
        self.advice.remove(key);
        let Some(control) = self.controls.get(key) else { return Reply::Ignored };
        let value = match control {
            Control::Other(text) => {
                let choice = key.1.trim_end_matches(OTHER);
                let mut picks = self.picks(&(key.0.clone(), choice.to_owned()));
                picks.other = Some(text.text());
                Some(Value::Choice(picks))
            }
            control => control.typed_value(),
        };
        let field = key.1.trim_end_matches(OTHER).to_owned();
        self.set(&(key.0.clone(), field), value)
    }

    /// Sets an answer, or takes it away.
    pub(super) fn set(&mut self, key: &Key, value: Option<Value>) -> Reply {
        let Some(row) = self.answers.row_mut(&key.0) else { return Reply::Ignored };
        match value {
            Some(value) => row.set(key.1.clone(), value),
            None => {
                row.remove(&key.1);
            }
        }
        self.changed()
    }

    pub(super) fn picks(&self, key: &Key) -> Picks {
        self.value(key).and_then(Value::as_picks).cloned().unwrap_or_default()
    }

    /// Moves the focus one item on or back; over the edges it stays.
    pub(super) fn step_focus(&mut self, down: bool) -> Reply {
        self.advise_focused();
        let next = if down {
            (self.focus + 1..self.items.len()).find(|i| self.items[*i].takes_focus())
        } else {
            (0..self.focus).rev().find(|i| self.items[*i].takes_focus())
        };
        match next {
            Some(index) => {
                self.set_focus(index);
                self.enter(down);
            }
            None if !down => self.scroll = 0,
            None => {}
        }
        Reply::Moved
    }

    /// Puts the cursor where the focus came in: at the top coming down, at the bottom coming up.
    fn enter(&mut self, down: bool) {
        let last = self.focus_length().saturating_sub(1);
        if let Some(key) = self.focused_key()
            && let Some(Control::Evidence(cursor) | Control::Rank(cursor)) = self.controls.get_mut(&key)
        {
            *cursor = if down { 0 } else { last };
        }
    }

    fn arrow(&mut self, action: Action) -> Reply {
        match action {
            Action::Up => self.step_focus(false),
            Action::Down => self.step_focus(true),
            _ => Reply::Ignored,
        }
    }

    /// Up and down within a list of `length`, out of it over the edges.
    pub(super) fn list_cursor(&mut self, cursor: usize, length: usize, action: Action) -> Option<usize> {
        match action {
            Action::Up if cursor > 0 => Some(cursor - 1),
            Action::Down if cursor + 1 < length => Some(cursor + 1),
            _ => {
                self.arrow(action);
                None
            }
        }
    }

    /// Turns to the page after or before.
    fn turn(&mut self, forward: bool) -> Reply {
        self.advise_focused();
        let target = if forward { self.page + 1 } else { self.page.wrapping_sub(1) };
        if target < self.overview.pages.len() {
            self.open_page(target);
        }
        Reply::Moved
    }

    /// Goes to the first page of a step.
    pub fn open_step(&mut self, step: usize) -> Reply {
        let Some(page) = self.overview.pages.iter().position(|page| page.step == step) else {
            return Reply::Say("this page comes once there is something to ask about".to_owned());
        };
        self.open_page(page);
        Reply::Moved
    }

    /// Is done with this page: on to the next that is open, or to the end.
    fn done(&mut self) -> Reply {
        self.advise_focused();
        let Some(page) = self.overview.pages.get(self.page) else { return Reply::Finish };
        self.judged.insert((page.step, page.row.clone()));
        let open = |index: &usize| {
            let Some(page) = self.overview.pages.get(*index) else { return false };
            let closed = matches!(self.overview.progress.get(page.step), Some(Progress::Closed(_)));
            let judged = self.judged.contains(&(page.step, page.row.clone()));
            !closed && (!judged || self.overview.gaps_on(page).next().is_some())
        };
        if self.page + 1 < self.overview.pages.len() {
            let next = (self.page + 1..self.overview.pages.len()).find(open).unwrap_or(self.page + 1);
            self.open_page(next);
            return Reply::Moved;
        }
        self.prune();
        self.make_room();
        self.rebuild();
        Reply::Finish
    }

    /// Goes to the first thing that is still open and shows what is wrong on its page.
    pub fn open_first_gap(&mut self) {
        let Some(gap) = self.overview.gaps.first().cloned() else { return };
        let Some(index) = self.overview.pages.iter().position(|page| gap.is_on(page)) else { return };
        self.open_page(index);
        self.judged.insert((gap.step, self.overview.pages[index].row.clone()));
        let key = (gap.row, gap.field);
        if let Some(item) = self.items.iter().position(|item| item.key() == Some(&key) && item.takes_focus())
        {
            self.set_focus(item);
        }
    }

    /// Gives the proposal for a field, if one holds and is not yet the answer.
    pub(super) fn proposal(&self, key: &Key) -> Option<&Proposal> {
        let proposals = match &self.field(key)?.kind {
            Kind::Text(kind) => &kind.propose,
            Kind::Choice(kind) => &kind.propose,
            _ => return None,
        };
        let scope = Scope::at(&self.exercise, &self.answers, &key.0);
        let proposal = proposals.iter().find(|proposal| all_hold(&proposal.when, &scope))?;
        match self.value(key) {
            Some(Value::Text(text)) if !text.trim().is_empty() => None,
            Some(Value::Choice(picks)) if picks.picked.contains(&proposal.value) => None,
            _ => Some(proposal),
        }
    }

    fn accept(&mut self) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(proposal) = self.proposal(&key) else {
            return Reply::Say("nothing is proposed here".to_owned());
        };
        let words = proposal.value.clone();
        if self.focused_text().is_some() {
            return self.replace_text(&words);
        }
        let reply = self.set(&key, Some(Value::Choice(Picks::one(words))));
        self.controls.remove(&key);
        self.rebuild();
        reply
    }

    fn ignore(&mut self) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        if self.ignored.remove(&key) {
            self.advise_focused();
            return Reply::Say("the coach reads this field again".to_owned());
        }
        if self.advice.get(&key).is_none_or(|advice| advice.hints.is_empty()) {
            return Reply::Say("there is no hint here".to_owned());
        }
        self.ignored.insert(key);
        Reply::Say("the coach is quiet in this field; F4 again lets it speak".to_owned())
    }

    /// Keys that belong to the list of suggestions, while it shows.
    fn do_in_suggestions(&mut self, action: Action) -> Option<Reply> {
        if self.suggestions.is_empty() {
            return None;
        }
        match (action, self.suggestion) {
            (Action::Down, None) => self.suggestion = Some(0),
            (Action::Down, Some(i)) => self.suggestion = Some((i + 1).min(self.suggestions.len() - 1)),
            (Action::Up, Some(0)) => self.suggestion = None,
            (Action::Up, Some(i)) => self.suggestion = Some(i - 1),
            (Action::Newline | Action::Open | Action::NextField, Some(i)) => {
                let word = self.suggestions.get(i).cloned().unwrap_or_default();
                self.suggestions.clear();
                self.suggestion = None;
                let reply = self.replace_text(&word);
                // A beginning wants to be written on.
                if !self.is_writing_prose() {
                    self.step_focus(true);
                }
                return Some(reply);
            }
            (Action::Back, Some(_)) => self.suggestion = None,
            _ => return None,
        }
        Some(Reply::Moved)
    }
}

fn edit_of(action: Action) -> Option<Edit> {
    let edit = match action {
        Action::Backspace => Edit::Backspace,
        Action::Delete => Edit::Delete,
        Action::DeleteWordLeft => Edit::DeleteWordLeft,
        Action::DeleteWordRight => Edit::DeleteWordRight,
        Action::DeleteToRowStart => Edit::DeleteToRowStart,
        Action::DeleteToRowEnd => Edit::DeleteToRowEnd,
        Action::Left => Edit::Move(Motion::Left),
        Action::Right => Edit::Move(Motion::Right),
        Action::Up => Edit::Move(Motion::Up),
        Action::Down => Edit::Move(Motion::Down),
        Action::WordLeft => Edit::Move(Motion::WordLeft),
        Action::WordRight => Edit::Move(Motion::WordRight),
        Action::RowStart => Edit::Move(Motion::RowStart),
        Action::RowEnd => Edit::Move(Motion::RowEnd),
        Action::TextStart => Edit::Move(Motion::Start),
        Action::TextEnd => Edit::Move(Motion::End),
        Action::SelectLeft => Edit::Select(Motion::Left),
        Action::SelectRight => Edit::Select(Motion::Right),
        Action::SelectUp => Edit::Select(Motion::Up),
        Action::SelectDown => Edit::Select(Motion::Down),
        Action::SelectWordLeft => Edit::Select(Motion::WordLeft),
        Action::SelectWordRight => Edit::Select(Motion::WordRight),
        Action::SelectRowStart => Edit::Select(Motion::RowStart),
        Action::SelectRowEnd => Edit::Select(Motion::RowEnd),
        Action::SelectAll => Edit::SelectAll,
        Action::Cut => Edit::Cut,
        Action::Undo => Edit::Undo,
        Action::Redo => Edit::Redo,
        _ => return None,
    };
    Some(edit)
}
