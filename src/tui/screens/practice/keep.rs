//! Keeping what is written: the draft that follows every key, leaving, finishing.

use std::sync::Arc;

use super::Practice;
use super::finish::FinishPage;
use crate::app::{citations, finished, practice};
use crate::db::{Finish, NewEntry, Write};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::locate::Place;
use crate::domain::id::EntryId;
use crate::domain::number_format::counted;
use crate::domain::pages::Gap;
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::wording;
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::outcome::Outcome;
use crate::tui::route::Answer;

/// How many lines of what is still open are shown.
const NAMED: usize = 5;

impl Practice {
    /// Keeps what is written: begins the entry with the first answer, then hands every change to the saver.
    pub(super) fn persist(&mut self, cx: &mut Context) {
        let (before, new) = match self.written_over(cx) {
            Ok(found) => found,
            Err(error) => {
                self.trouble = Some(error);
                return;
            }
        };
        let draft = Arc::new(Draft {
            answers: self.form.answers().clone(),
            place: self.form.place(),
            desk: self.desk,
            saved: cx.now.wall,
            ..before
        });
        if self.draft.is_none() {
            self.trouble = None;
        }
        match new {
            Some(new) => cx.saver.begin(new, Arc::clone(&draft)),
            None => cx.saver.put(Arc::clone(&draft)),
        }
        self.draft = Some(draft);
        self.saving = true;
    }

    /// The draft that the next one is written over, and the entry if that is to be begun. Nothing is written here.
    fn written_over(&mut self, cx: &mut Context) -> Result<(Draft, Option<NewEntry>)> {
        if let Some(draft) = self.draft.as_deref() {
            // Only what says which draft it is; the answers come from the form.
            let (entry, revision, saved) = (draft.entry, draft.revision, draft.saved);
            let (answers, place, desk) = (Answers::default(), Place::default(), draft.desk);
            return Ok((Draft { entry, revision, answers, place, desk, saved }, None));
        }
        if let Some(base) = self.base.take() {
            return Ok((base, None));
        }
        if let Some(head) = &self.head {
            return Ok((cx.store.resume(head.id, cx.now.wall)?, None));
        }
        let when = (self.week, cx.today(), cx.now.wall);
        let first = (self.form.answers(), &self.form.place());
        let (new, head, draft) = practice::plan(&cx.store, &self.loaded, when, first, &mut cx.chance)?;
        self.head = Some(head);
        Ok((draft, Some(new)))
    }

    pub(super) fn follow_saver(&mut self, cx: &Context) {
        let status = cx.saver.status();
        self.saving = status.pending;
        if self.draft.is_some() {
            // The saver may have written another entry last.
            let ours = self.head.as_ref().zip(status.revision).is_some_and(|(head, (id, _))| head.id == id);
            self.saved = status.saved.filter(|_| ours).or(self.saved);
            self.trouble = status.trouble;
        }
    }

    /// Follows the entry to the sibling that was made because it was open twice.
    pub fn forked(&mut self, from: EntryId, to: &Head) -> bool {
        let ours = self.head.as_ref().is_some_and(|head| head.id == from);
        if ours {
            self.head = Some(to.clone());
            if let Some(draft) = &mut self.draft {
                Arc::make_mut(draft).entry = to.id;
            }
        }
        ours
    }

    /// Hands what is written to the saver, with the place; returns what kept it from being handed over.
    pub fn hand_over(&mut self, cx: &mut Context) -> Option<Error> {
        self.form.set_now(cx.now.mono);
        if self.draft.is_some() || self.trouble.is_some() {
            self.persist(cx);
        }
        cx.left.extend(self.entry().map(|id| (id, self.form.left())));
        self.trouble.clone().filter(|_| self.draft.is_none())
    }

    /// Goes on with `done` once what is written is on disk.
    pub fn keep(&mut self, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        if let Some(error) = self.hand_over(cx) {
            return Err(error);
        }
        Ok(match &self.draft {
            Some(draft) => Outcome::write(Write::Keep(Arc::clone(draft)), done),
            None => done,
        })
    }

    /// Reports where earlier versions are, if there are any, once there is nothing left to undo in a field.
    pub(super) fn point_to_history(&self, cx: &Context) -> Result<Outcome> {
        let Some(head) = &self.head else { return Ok(Outcome::Ignored) };
        let versions = cx.store.history(head.id)?;
        Ok(if versions.is_empty() {
            Outcome::Ignored
        } else {
            Outcome::Say(format!("nothing left to undo here; `empathy history {}` shows earlier versions", head.short))
        })
    }

    pub(super) fn leave(&mut self, cx: &mut Context) -> Result<Outcome> {
        let kept = self.head.as_ref().filter(|_| self.quick && self.draft.is_some());
        let message = kept.map(|head| format!("{} is kept as a draft; open it in the log to continue", head.short));
        self.keep(Outcome::Back(message), cx)
    }

    pub(super) fn try_to_finish(&mut self, cx: &mut Context) -> Result<Outcome> {
        if self.draft.is_none() {
            if self.head.is_some() {
                return Ok(Outcome::Back(Some("nothing was changed".to_owned())));
            }
            return Ok(Outcome::Say("nothing is written yet".to_owned()));
        }
        let gaps = self.gaps(cx)?;
        if gaps.is_empty() {
            return self.finish(cx);
        }
        let (exercise, count) = (self.loaded.exercise(), gaps.len());
        let most = if count > NAMED { NAMED - 1 } else { NAMED };
        let line = |gap| format!("· {}", practice::format_gap(exercise, self.form.answers(), gap));
        let mut lines: Vec<String> = gaps.iter().take(most).map(line).collect();
        lines.extend((count > most).then(|| format!("  and {} more", count - most)));
        let title = format!("{} {} still open", counted(count, "answer"), if count == 1 { "is" } else { "are" });
        let answers = vec![
            ("Go to the first one", Answer::FirstGap),
            ("Finish anyway", Answer::FinishAsIs),
            ("Keep the draft", Answer::KeepDraft),
        ];
        Ok(Outcome::Ask(Box::new(Dialog::new(title, lines, answers))))
    }

    /// Lists what is still open. What cites a deleted entry is not answered by that.
    pub(super) fn gaps(&self, cx: &Context) -> Result<Vec<Gap>> {
        Ok(self.loaded.exercise().gaps(citations::standing(&cx.store, self.form.answers())?.as_ref()))
    }

    pub(super) fn finish(&mut self, cx: &mut Context) -> Result<Outcome> {
        if let Some(error) = self.hand_over(cx) {
            return Err(error);
        }
        let Some(draft) = &self.draft else { return Ok(Outcome::Moved) };
        let done = practice::done(&cx.store, &cx.catalog, &self.loaded, &draft.answers, cx.now.wall)?;
        let done = Finish { logged: self.quick, ..done };
        Ok(Outcome::write(Write::Finish(Arc::clone(draft), done), Outcome::Moved))
    }

    /// Closes once the draft is kept or finished, unless it was written on meanwhile.
    pub(super) fn kept(
        &mut self,
        draft: &Draft,
        head: Option<&Head>,
        done: Outcome,
        cx: &mut Context,
    ) -> Result<Outcome> {
        let went_on = draft.answers != *self.form.answers();
        let Some(head) = head else { return Ok(if went_on { Outcome::Moved } else { done }) };
        let again = self.head.as_ref().is_some_and(|head| head.state != State::Draft);
        let how = match (again, head.state) {
            (true, _) => "changed – the version before is kept",
            (false, State::Partial) => "finished with answers open",
            (false, _) => "finished",
        };
        let time = crate::domain::time::spoken(head.desk);
        let planned = wording::against_plan(head.desk, self.loaded.heading().minutes).filter(|_| !self.quick);
        let planned = planned.map_or_else(String::new, |words| format!(", {words}"));
        let message = format!("{} {how} · {} · {time}{planned}", self.loaded.heading().title, head.short);
        self.head = Some(head.clone());
        if went_on {
            self.persist(cx);
            return Ok(Outcome::Confirm(format!("{message} · what you wrote since then is a draft")));
        }
        self.draft = None;
        if again || self.quick {
            return Ok(Outcome::Back(Some(message)));
        }
        let exercise = self.loaded.exercise();
        let said = (exercise, self.form.answers());
        let finished = finished::read(&cx.store, &cx.catalog, head.clone(), said, self.week)?;
        let page = FinishPage::new(&exercise.title, exercise.hue, message, finished, cx);
        self.finished = Some(Box::new(page));
        Ok(Outcome::Moved)
    }
}
