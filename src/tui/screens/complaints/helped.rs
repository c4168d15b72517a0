//! What helps with labelling: what is suggested, what is learnt from each label at once, and labels that are taken without
//! asking once that is earned. Longer work is done aside, and heard of.

use super::Complaints;
use super::sitting::Done;
use crate::app::triage::aside::{self, Aside};
use crate::app::triage::levels::{self, Trials};
use crate::app::triage::narrow::{self, Pick};
use crate::app::triage::suggester::{self, Caught};
use crate::app::triage::{Next, Suggester};
use crate::db::ComplaintFilter;
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Label, Made, Picked};
use crate::error::Result;
use crate::suggest::Suggestion;
use crate::sys::settings::{Change, Level, Value};
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::wording::complaint::complaints;

/// The most that are labelled without asking in one go.
const MOST: usize = 40;

/// What was learnt, and what is worked out aside.
#[derive(Debug)]
pub(super) struct Helped {
    pub suggester: Suggester,
    pub trials: Trials,
    learning: Option<Aside<Caught>>,
    looking: Option<Aside<Vec<Next>>>,
    /// Whether none was found that the suggestion is not sure of.
    found_none: bool,
    /// Whether what was learnt has to be learnt from the journal again.
    is_stale: bool,
}

impl Helped {
    pub fn begin(cx: &Context) -> Result<Self> {
        let mut helped = Self {
            suggester: Suggester::default(),
            trials: Trials::read(&cx.store)?,
            learning: None,
            looking: None,
            found_none: false,
            is_stale: false,
        };
        match suggester::catch_up_soon(&cx.store)? {
            Some(caught) => helped.suggester = Suggester::new(caught.learnt),
            None => helped.learning = cx.store.path().map(aside::learn),
        }
        Ok(helped)
    }

    /// Whether something is worked out aside.
    pub fn waits(&self) -> bool {
        self.learning.is_some() || self.looking.is_some()
    }

    /// Learns from a label at once.
    pub fn learn(&mut self, complaint: &Complaint, label: &Label) {
        self.trials.add(label);
        if !label.made.is_own() {
            return;
        }
        self.suggester.learn(complaint.id, &complaint.said.text, label.decision);
        // What is being learnt aside may not have it.
        self.is_stale |= self.learning.is_some() || complaint.decision.is_some();
    }

    /// Unlearns labels that are undone.
    pub fn unlearn(&mut self, batch: &[Done]) {
        let taught = batch.iter().filter(|done| suggester::teaches(&done.label));
        let ids: Vec<ComplaintId> = taught.map(|done| done.next.complaint.id).collect();
        self.is_stale |= !self.suggester.unlearn(&ids) || self.learning.is_some();
        self.trials.take_back(batch.iter().map(|done| &done.label));
    }

    /// Learns again from what is written now, if that is needed.
    pub fn settle(&mut self, cx: &Context) -> Result<()> {
        if std::mem::take(&mut self.is_stale) {
            self.trials = Trials::read(&cx.store)?;
            self.learning = cx.store.path().map(aside::learn);
        }
        Ok(())
    }

    /// Forgets what was looked for: the queue is another one.
    pub fn look_elsewhere(&mut self) {
        (self.looking, self.found_none) = (None, false);
    }

    /// Looks for those that the suggestion is least sure of.
    pub fn look_for_unsure(&mut self, narrow: &ComplaintFilter, cx: &Context) {
        let Some(path) = cx.store.path().filter(|_| self.looking.is_none() && !self.found_none) else { return };
        let seed = u64::from_be_bytes(cx.now.wall.ms.to_be_bytes()).rotate_right(17);
        let learnt = self.suggester.learnt().clone();
        self.looking = Some(aside::least_sure(path, narrow.clone(), learnt, seed));
    }
}

impl Helped {
    /// Looks for those that the suggestion is most sure of; nothing if the journal lies in memory alone.
    pub fn look_for_likely(&self, on: &[Pick], cx: &Context) -> Option<Aside<Vec<(Next, Suggestion)>>> {
        let learnt = self.suggester.learnt().clone();
        let seed = u64::from_be_bytes(cx.now.wall.ms.to_be_bytes()).rotate_right(29);
        Some(aside::likeliest(cx.store.path()?, narrow::filter(on, cx.today()), learnt, seed))
    }
}

impl Complaints {
    /// Suggests what the complaint that is looked at is about.
    pub(super) fn suggest(&mut self, cx: &Context) {
        self.explained = cx.settings.explanations;
        let Some(card) = &mut self.card else { return };
        let level = cx.settings.suggestions;
        let text = &card.next.complaint.said.text;
        card.suggestion = (level != Level::Off).then(|| self.helped.suggester.suggest(text));
        card.is_check = level == Level::Automatic
            && card.from.is_none()
            && self.helped.trials.earned().is_some()
            && levels::is_check(card.next.complaint.id);
    }

    /// Whether something is suggested that can be taken.
    pub(super) fn can_accept(&self) -> bool {
        self.card.as_ref().and_then(|card| card.shown()).is_some_and(|suggestion| suggestion.subject.is_some())
    }

    /// Takes what is suggested.
    pub(super) fn accept(&mut self, cx: &Context) -> Result<Outcome> {
        let Some(card) = &self.card else {
            return Ok(Outcome::Say("there is no complaint to label here".to_owned()));
        };
        match card.shown().map(|suggestion| suggestion.subject) {
            Some(Some(subject)) => self.decide(suggester::decision(subject), cx),
            Some(None) => Ok(Outcome::Say("it isn't sure about this one: please choose yourself".to_owned())),
            None => Ok(Outcome::Say("nothing is suggested here: please choose yourself".to_owned())),
        }
    }

    /// Shows suggestions, or hides them.
    pub(super) fn switch(cx: &Context) -> Outcome {
        let to = if cx.settings.suggestions == Level::Off { Level::Suggest } else { Level::Off };
        set(to, cx)
    }

    /// Hears what was worked out aside.
    pub(super) fn hear(&mut self, cx: &Context) -> Result<Outcome> {
        if let Some(found) = self.helped.looking.as_ref().and_then(Aside::take) {
            self.helped.looking = None;
            let found = found.transpose()?.unwrap_or_default();
            self.helped.found_none = found.is_empty();
            // They come by turns with those by chance, from the next one on; unless those have all been read meanwhile.
            if self.queue.wants_unsure() {
                self.queue.set_unsure(found);
                self.ahead.retain(|next| next.picked != Picked::Chance);
                self.go_on(&[], cx)?;
            }
        }
        if let Some(caught) = self.helped.learning.as_ref().and_then(Aside::take) {
            self.helped.learning = None;
            let Some(caught) = caught.transpose()? else { return Ok(Outcome::Moved) };
            let keep = caught.to_keep();
            self.helped.suggester = Suggester::new(caught.learnt);
            if !self.sitting.waits() {
                self.helped.settle(cx)?;
            }
            self.suggest(cx);
            if let Some(keep) = keep.filter(|_| !self.helped.is_stale) {
                return Ok(Outcome::write(keep, Outcome::Moved));
            }
        }
        Ok(Outcome::Moved)
    }

    /// Labels those that come next without asking, as far as that is earned: they are part of the batch, and undone with it.
    pub(super) fn label_automatically(&mut self, batch: &mut Vec<Done>, cx: &Context) -> Result<()> {
        let earned = self.helped.trials.earned().filter(|_| cx.settings.suggestions == Level::Automatic);
        let (Some(bar), asked) = (earned, batch.len()) else { return Ok(()) };
        while batch.len() < asked + MOST {
            self.read_on(batch, cx)?;
            let Some(next) = self.ahead.pop_front() else { break };
            let Some(label) = self.automatic_label(&next, bar) else {
                self.ahead.push_front(next);
                break;
            };
            self.tally.move_one(&next.complaint.said, None, Some((&label).into()));
            batch.push(Done { next, from: None, label });
        }
        let labelled = batch.len() - asked;
        if labelled > 0 {
            self.notice = Some(format!("{} labelled automatically. Undo removes them together with yours", complaints(labelled)));
        }
        Ok(())
    }

    fn automatic_label(&self, next: &Next, bar: f32) -> Option<Label> {
        if next.complaint.decision.is_some() || levels::is_check(next.complaint.id) {
            return None;
        }
        let suggestion: Suggestion = self.helped.suggester.suggest(&next.complaint.said.text);
        let subject = suggestion.subject.filter(|_| suggestion.confidence >= bar)?;
        let label = Label::new(suggester::decision(subject));
        Some(Label { picked: next.picked, made: Made::Automatic, suggested: suggester::suggested(&suggestion), ..label })
    }

    /// Goes back to suggesting, where labels are taken without asking and the person has just overruled that; says so.
    pub(super) fn step_back(&mut self, before: Option<&Label>, decision: Decision, cx: &Context) -> Option<Outcome> {
        if cx.settings.suggestions != Level::Automatic {
            return None;
        }
        let why = if levels::overrules(before, decision) {
            "you overruled one"
        } else if self.helped.trials.earned().is_none() {
            "fewer than 27 of your last 30 decisions agree"
        } else {
            return None;
        };
        self.notice = Some(format!("Automatic labels are off again: {why}. Suggestions stay."));
        Some(set(Level::Suggest, cx))
    }
}

/// Sets how far suggestions go.
fn set(level: Level, cx: &Context) -> Outcome {
    let settings = crate::sys::settings::Settings { suggestions: level, ..cx.settings.clone() };
    let change = Change { key: "suggestions", value: Value::Text(level.name().to_owned()) };
    Outcome::Set(Box::new(settings), change)
}
