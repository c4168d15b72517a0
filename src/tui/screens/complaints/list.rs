//! What is done in the list: one is opened again, several are labelled at once.

use super::act::KEYS;
use super::listing::Listing;
use super::sitting::Done;
use super::{Complaints, Over};
use crate::app::triage::{Next, levels};
use crate::app::triage::narrow::{self, Pick};
use crate::db::Towards;
use crate::domain::complaint::{ComplaintId, Decision, Label, Made};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::window::MOVES;
use crate::wording::complaint::{complaints, title};

/// The most that are labelled in one go.
const MOST: usize = 1_000;

impl Complaints {
    /// Shows the complaints as a list, as they are narrowed.
    pub(super) fn show_list(&mut self, cx: &Context) -> Result<Outcome> {
        let filter = narrow::filter(&self.on, cx.today());
        self.over = Over::List(Box::new(Listing::open(filter, &cx.store)?));
        Ok(Outcome::Moved)
    }

    pub(super) fn list_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::List(list) = &mut self.over else { return Ok(Outcome::Ignored) };
        let store = &cx.store;
        match input {
            Input::Mouse(mouse) => return self.list_mouse(*mouse, cx),
            Input::Tick(_) => return self.hear(cx),
            Input::Do(action) if MOVES.contains(action) => list.go(store, |rows, read| rows.act(*action, read))?,
            Input::Do(Action::Toggle) => list.pick(store)?,
            Input::Do(Action::PickNone) => list.picked.clear(),
            Input::Do(Action::PickAll) => {
                let all = store.complaints(list.filter(), None, Towards::Older, MOST)?;
                list.picked = all.iter().map(|row| row.id).collect();
                return Ok(Outcome::Say(match all.len() {
                    MOST => format!("the newest {MOST} picked"),
                    count => format!("{count} picked"),
                }));
            }
            Input::Do(Action::Open) => return self.open_marked(cx),
            Input::Do(Action::Filter) => {
                self.behind = Some(std::mem::take(list));
                self.open_filters();
            }
            Input::Do(Action::Back) if !list.picked.is_empty() => list.picked.clear(),
            Input::Do(Action::Back) if self.on.pop().is_some() => return self.show_list(cx),
            Input::Do(Action::List | Action::Back) => {
                self.over = Over::Nothing;
                self.on.retain(|pick| !matches!(pick, Pick::Decided(_)));
                self.begin(self.queue.order(), cx)?;
            }
            Input::Do(Action::TakeBack) => return self.undo(cx),
            Input::Do(Action::DoAgain) => return self.redo(cx),
            Input::Do(action) => match KEYS.iter().find(|(key, _)| key == action) {
                Some((_, decision)) => return self.label_several(*decision, cx),
                None => return Ok(Outcome::Ignored),
            },
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Opens the marked one again; the list comes back after it.
    fn open_marked(&mut self, cx: &Context) -> Result<Outcome> {
        let Over::List(list) = &mut self.over else { return Ok(Outcome::Moved) };
        let Some(complaint) = list.marked().cloned() else {
            return Ok(Outcome::Say("there is nothing to open here".to_owned()));
        };
        self.behind = Some(std::mem::take(list));
        self.over = Over::Nothing;
        self.open_again(complaint, cx)?;
        Ok(Outcome::Moved)
    }

    /// Comes back to the list that a complaint was opened from.
    pub(super) fn back_to_list(&mut self, cx: &Context) -> Result<bool> {
        let Some(mut list) = self.behind.take() else { return Ok(false) };
        if !self.sitting.waits() {
            list.reload(&cx.store)?;
        }
        self.over = Over::List(list);
        Ok(true)
    }

    /// Labels what is picked, else what is marked.
    fn label_several(&mut self, decision: Decision, cx: &Context) -> Result<Outcome> {
        let Over::List(list) = &mut self.over else { return Ok(Outcome::Moved) };
        let ids: Vec<ComplaintId> = match list.picked.len() {
            0 => list.marked().map(|row| row.id).into_iter().collect(),
            _ => std::mem::take(&mut list.picked).into_iter().collect(),
        };
        let (mut batch, mut overruled) = (Vec::new(), None);
        for id in ids {
            let Some(complaint) = cx.store.complaint(id)? else { continue };
            let before = cx.store.standing_label(id)?.map(|labelled| labelled.label);
            let from = before.as_ref().map(Into::into);
            overruled = overruled.or_else(|| before.clone().filter(|label| levels::overrules(Some(label), decision)));
            // What was said of it stays.
            let label = before.unwrap_or_else(|| Label::new(decision));
            let second = label.second.filter(|second| decision.dimension().is_some_and(|first| first != *second));
            let suggested = None;
            let label = Label { decision, second, suggested, made: Made::Person, ..label };
            batch.push(Done { next: Next { complaint, picked: label.picked }, from, label });
        }
        if batch.is_empty() {
            return Ok(Outcome::Say("there is nothing to label here".to_owned()));
        }
        for done in &batch {
            self.tally.move_one(&done.next.complaint.said, done.from, Some((&done.label).into()));
            self.helped.learn(&done.next.complaint, &done.label);
        }
        let message = format!("labelled {}: {}", complaints(batch.len()), title(decision));
        let back = self.step_back(overruled.as_ref(), decision, cx);
        Ok(Outcome::write(self.sitting.label(batch), back.unwrap_or(Outcome::Confirm(message))))
    }

    fn list_mouse(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let inside = self.list_area();
        let Over::List(list) = &mut self.over else { return Ok(Outcome::Ignored) };
        match mouse.kind {
            MouseKind::WheelUp => list.go(&cx.store, |rows, read| rows.step(-2, read))?,
            MouseKind::WheelDown => list.go(&cx.store, |rows, read| rows.step(2, read))?,
            MouseKind::Press if inside.contains((mouse.column, mouse.row).into()) => {
                match list.rows.view().nth(usize::from(mouse.row - inside.y)) {
                    Some(index) if list.rows.is_marked(index) => return self.open_marked(cx),
                    Some(index) => list.go(&cx.store, |rows, read| rows.mark(index, read))?,
                    None => {}
                }
            }
            _ => {}
        }
        Ok(Outcome::Moved)
    }

    /// Whether something that was written is shown in the list, which is read again then.
    pub(super) fn reload_list(&mut self, cx: &Context) -> Result<()> {
        match &mut self.over {
            Over::List(list) => list.reload(&cx.store),
            _ => Ok(()),
        }
    }

    /// Narrows by what was picked, or no more, in the list or in the queue, wherever the filters were opened.
    pub(super) fn narrow(&mut self, pick: Pick, cx: &Context) -> Result<Outcome> {
        narrow::toggle(&mut self.on, pick);
        match &mut self.behind {
            Some(list) => **list = Listing::open(narrow::filter(&self.on, cx.today()), &cx.store)?,
            None => self.begin(self.queue.order(), cx)?,
        }
        Ok(Outcome::Moved)
    }
}
