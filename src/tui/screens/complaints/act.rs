//! What a key does to the complaint that is looked at: it is labelled, and the next one is there.

use super::card::{Card, Mode};
use super::sitting::Done;
use super::{Complaints, Over};
use crate::app::triage::{Next, Order};
use crate::db::Write;
use crate::domain::complaint::{ComplaintId, Decision, Dimension, SaidWhy};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::outcome::Outcome;
use crate::tui::route::Answer;
use crate::wording::complaint::{complaints, title as called};

/// What a key labels.
pub(super) const KEYS: [(Action, Decision); 8] = [
    (Action::Trust, Decision::About(Dimension::Trust)),
    (Action::Errors, Decision::About(Dimension::ErrorTolerance)),
    (Action::Models, Decision::About(Dimension::MentalModel)),
    (Action::Automation, Decision::About(Dimension::AutomationAnxiety)),
    (Action::Nothing, Decision::Nothing),
    (Action::Request, Decision::Request),
    (Action::Broken, Decision::Broken),
    (Action::Later, Decision::Later),
];

impl Complaints {
    pub(super) fn act(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        if let Some((_, decision)) = KEYS.iter().find(|(key, _)| *key == action) {
            return self.decide(*decision, cx);
        }
        if self.mode() == Mode::Note && !matches!(action, Action::Back | Action::Newline | Action::Accept) {
            return Ok(self.type_note(&Input::Do(action)));
        }
        match action {
            Action::TakeBack => return self.undo(cx),
            Action::DoAgain => return self.redo(cx),
            Action::Order => return Ok(ask_order()),
            Action::List => return self.show_list(cx),
            Action::HowWell => return self.show_page(cx),
            Action::Approve => return Ok(self.list_likely(cx)),
            Action::Accept => return self.accept(cx),
            Action::Suggestions => return Ok(Self::switch(cx)),
            Action::Filter => {
                self.open_filters();
                return Ok(Outcome::Moved);
            }
            Action::Back if self.mode() == Mode::Labelling => return self.leave_card(cx),
            _ => {}
        }
        let Some(card) = &mut self.card else { return Ok(Outcome::Ignored) };
        match (card.mode, action) {
            (Mode::Phrase, Action::Left) => card.step(false),
            (Mode::Phrase, Action::Right) => card.step(true),
            (Mode::Phrase, Action::Lengthen) => card.extend(true),
            (Mode::Phrase, Action::Shorten) => card.extend(false),
            (Mode::Phrase, Action::Clear) => {
                card.phrase = None;
                card.text.set_cursor(0);
                card.mode = Mode::Labelling;
            }
            (_, Action::Phrase | Action::Open) if card.mode == Mode::Phrase => card.mode = Mode::Labelling,
            (_, Action::Back | Action::Newline) => card.mode = Mode::Labelling,
            (_, Action::Phrase) => {
                let pointed_out = card.because().first().cloned();
                card.begin_phrase(pointed_out);
            }
            (_, Action::Second) => card.mode = Mode::Second,
            (_, Action::Note) => card.mode = Mode::Note,
            (_, Action::SaidWhy) => card.why = next_why(card.why),
            (_, Action::ReadDown | Action::HalfDown) => card.text.scroll_by(i32::from(card.text.height() / 2).max(1)),
            (_, Action::ReadUp | Action::HalfUp) => card.text.scroll_by(-i32::from(card.text.height() / 2).max(1)),
            (_, Action::Down) => card.text.scroll_by(1),
            (_, Action::Up) => card.text.scroll_by(-1),
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Takes what is typed into the note.
    pub(super) fn type_note(&mut self, input: &Input) -> Outcome {
        match &mut self.card {
            Some(card) if card.mode == Mode::Note => card.note.act(input),
            _ => Outcome::Ignored,
        }
    }

    /// Labels what is looked at and goes on, or takes the second dimension.
    pub(super) fn decide(&mut self, decision: Decision, cx: &Context) -> Result<Outcome> {
        let Some(card) = &mut self.card else {
            return Ok(Outcome::Say("there is no complaint to label here".to_owned()));
        };
        if card.mode == Mode::Second {
            card.mode = Mode::Labelling;
            let Some(dimension) = decision.dimension() else {
                return Ok(Outcome::Warn("only one of the four can be the second dimension".to_owned()));
            };
            card.second = Some(dimension).filter(|dimension| card.second != Some(*dimension));
            return Ok(Outcome::Moved);
        }
        let label = card.label(decision);
        let said = match (card.second, label.second) {
            (Some(second), None) => Outcome::Say(format!(
                "labelled {} without the second dimension, {}: it has to be another of the four",
                called(decision),
                called(Decision::About(second)),
            )),
            _ => Outcome::Moved,
        };
        let Some(Card { next, from, before, .. }) = self.card.take() else { return Ok(Outcome::Moved) };
        self.tally.move_one(&next.complaint.said, from, Some((&label).into()));
        self.helped.learn(&next.complaint, &label);
        let back = self.step_back(before.as_ref(), decision, cx);
        let mut batch = vec![Done { next, from, label }];
        if back.is_none() {
            self.label_automatically(&mut batch, cx)?;
        }
        self.go_on(&batch, cx)?;
        let write = self.sitting.label(batch);
        self.back_to_list(cx)?;
        Ok(Outcome::write(write, back.unwrap_or(said)))
    }

    /// Undoes the last batch of labels: what it was about is looked at again.
    pub(super) fn undo(&mut self, cx: &Context) -> Result<Outcome> {
        if let Some(batch) = self.sitting.undo() {
            for done in batch.iter().rev() {
                self.tally.move_one(&done.next.complaint.said, Some((&done.label).into()), done.from);
            }
            self.helped.unlearn(&batch);
            if matches!(self.over, Over::List(_)) {
                // The list shows what becomes of them.
                self.ahead.clear();
            } else {
                self.put_back(batch);
            }
            self.suggest(cx);
            self.go_on(&[], cx)?;
        }
        Ok(Outcome::write(Write::UndoLabels, Outcome::Moved))
    }

    /// Puts complaints before what is looked at, with what was said of the first.
    fn put_back(&mut self, batch: Vec<Done>) {
        let ids: Vec<ComplaintId> = batch.iter().map(|done| done.next.complaint.id).collect();
        if let Some(card) = self.card.take() {
            self.ahead.push_front(card.next);
        }
        self.ahead.retain(|next| !ids.contains(&next.complaint.id));
        let mut batch = batch.into_iter();
        let first = batch.next();
        let rest: Vec<Next> = batch.map(|done| done.next).collect();
        rest.into_iter().rev().for_each(|next| self.ahead.push_front(next));
        self.card = first.map(|done| Card::new(done.next, done.from).said(&done.label));
        self.fit_card();
    }

    pub(super) fn redo(&mut self, cx: &Context) -> Result<Outcome> {
        if let Some(batch) = self.sitting.redo() {
            let ids: Vec<ComplaintId> = batch.iter().map(|done| done.next.complaint.id).collect();
            if self.card.as_ref().is_some_and(|card| ids.contains(&card.next.complaint.id)) {
                self.card = None;
            }
            self.ahead.retain(|next| !ids.contains(&next.complaint.id));
            for done in &batch {
                self.tally.move_one(&done.next.complaint.said, done.from, Some((&done.label).into()));
                self.helped.learn(&done.next.complaint, &done.label);
            }
            self.go_on(&[], cx)?;
        }
        Ok(Outcome::write(Write::RedoLabels, Outcome::Moved))
    }

    /// Shows what an undo or a redo came to that was not shown yet.
    pub(super) fn show_written(&mut self, write: &Write, about: &[ComplaintId], cx: &Context) -> Result<Outcome> {
        let those = complaints(about.len());
        match (write, about.first()) {
            (Write::UndoLabels, None) => Ok(Outcome::Say("there is nothing to undo".to_owned())),
            (Write::RedoLabels, None) => Ok(Outcome::Say("there is nothing to redo here".to_owned())),
            (Write::UndoLabels, Some(first)) => {
                if let Some(complaint) = cx.store.complaint(*first)? {
                    self.open_again(complaint, cx)?;
                }
                Ok(Outcome::Confirm(format!("undone: the label of {those}")))
            }
            (Write::RedoLabels, Some(_)) => Ok(Outcome::Confirm(format!("redone: the label of {those}"))),
            _ => Ok(Outcome::Moved),
        }
    }

    /// Goes on from a complaint that has a label already, which stays; else takes off what the queue is narrowed to.
    fn leave_card(&mut self, cx: &Context) -> Result<Outcome> {
        if self.card.as_ref().is_some_and(|card| card.from.is_some()) {
            self.card = None;
            self.go_on(&[], cx)?;
            self.back_to_list(cx)?;
        } else if self.back_to_list(cx)? {
            // It was opened from there.
        } else if self.on.pop().is_some() {
            self.begin(self.queue.order(), cx)?;
        } else {
            return Ok(Outcome::Ignored);
        }
        Ok(Outcome::Moved)
    }
}

fn ask_order() -> Outcome {
    let answers = Order::ALL.iter().enumerate().map(|(n, order)| (order_label(*order), Answer::Order(n)));
    let lines = vec![
        "Most useful first takes one by chance and one that the suggestion is least sure of, by turns.".to_owned(),
    ];
    Outcome::Ask(Box::new(Dialog::new("Which complaints first?", lines, answers.collect())))
}

/// What an order is called.
pub(super) fn order_label(order: Order) -> &'static str {
    match order {
        Order::Date => "Newest first",
        Order::Product => "Product by product",
        Order::Useful => "Most useful first",
    }
}

fn next_why(why: Option<SaidWhy>) -> Option<SaidWhy> {
    match why {
        None => Some(SaidWhy::Yes),
        Some(SaidWhy::Yes) => Some(SaidWhy::Partly),
        Some(SaidWhy::Partly) => Some(SaidWhy::No),
        Some(SaidWhy::No) => None,
    }
}
