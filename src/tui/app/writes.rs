//! What screens want written: asked of the saver, which needs a few milliseconds as a rule, and followed once it is there.
//! While another program holds the journal the footer says so, and keys go on working.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::App;
use crate::app::undo::{self, TakenBack};
use crate::db::{Write, Written};
use crate::error::{DbError, Error, Result};
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::tui::screens::{Screen, View};

/// A frame waits this long for an answer, so that the usual case is one picture.
const AT_ONCE: Duration = Duration::from_millis(50);
/// How often to look for an answer after that.
pub(super) const LOOK: Duration = Duration::from_millis(60);

/// What is said of an undo whose change is on its way to the disk.
pub(super) const NOT_YET: &str = "the last change isn't saved yet – try undo again in a moment";

/// What was asked for and is not answered yet, the first first.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    all: VecDeque<Asked>,
    /// Whether another program holds the journal.
    held_up: bool,
}

#[derive(Debug)]
struct Asked {
    write: Arc<Write>,
    /// What it comes to once it is written.
    done: Outcome,
    answer: Receiver<Result<Written>>,
}

impl Waiting {
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns what the footer says meanwhile.
    pub fn label(&self) -> Option<&'static str> {
        match (self.all.is_empty(), self.held_up) {
            (true, _) => None,
            (false, true) => Some("Waiting for another program that is writing to the journal"),
            (false, false) if self.all.iter().all(|asked| asked.write.is_label()) => None,
            (false, false) => Some("Saving…"),
        }
    }

    /// Lists what is not done yet, in sentences.
    pub fn sentences(&self) -> impl Iterator<Item = String> {
        self.all.iter().map(|asked| format!("Not done yet: {}.", asked.write.label()))
    }

    /// Whether the same is asked for already: a key was pressed again while its answer was not there.
    fn holds(&self, write: &Write) -> bool {
        self.all.iter().any(|asked| match (&*asked.write, write) {
            (Write::Keep(one), Write::Keep(other)) | (Write::Finish(one, _), Write::Finish(other, _)) => {
                one.entry == other.entry
            }
            (one, other) => one == other,
        })
    }
}

impl App {
    /// Asks for something to be written, and goes on with `done` once it is.
    pub(super) fn write(&mut self, write: Write, done: Outcome) -> Result<()> {
        if matches!(write, Write::Undo(..) | Write::Redo(..)) && self.waits() {
            return self.take(Outcome::Warn(NOT_YET.to_owned()));
        }
        let is_label = write.is_label();
        if is_label || !self.waiting.holds(&write) {
            let write = Arc::new(write);
            let answer = self.cx.saver.ask(Arc::clone(&write), self.cx.now.wall);
            self.waiting.all.push_back(Asked { write, done, answer });
        }
        // What it comes to is shown already.
        self.follow_writes(if is_label { Duration::ZERO } else { AT_ONCE })
    }

    /// Goes on from what is written, waiting for it at most so long.
    pub(super) fn follow_writes(&mut self, within: Duration) -> Result<()> {
        while let Some(asked) = self.waiting.all.pop_front() {
            let Ok(answer) = asked.answer.recv_timeout(within) else {
                self.waiting.all.push_front(asked);
                let trouble = self.cx.saver.status().trouble;
                self.waiting.held_up = matches!(trouble, Some(Error::Journal { cause: DbError::Busy, .. }));
                return Ok(());
            };
            match answer {
                Ok(written) => self.wrote(&asked.write, &written, asked.done)?,
                Err(error) => {
                    if let Some((_, (screen, cx))) = self.screen_for(&asked.write) {
                        screen.refused(&asked.write, cx)?;
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Finds the screen that something is written for: a draft is for the exercise it was written in, a label for where
    /// complaints are labelled, everything else for what is on the screen. Returns how many lie over it, too.
    fn screen_for(&mut self, write: &Write) -> Option<(usize, (&mut Screen, &mut Context))> {
        let draft = match write {
            Write::Keep(draft) | Write::Finish(draft, _) => Some(draft.entry),
            _ => None,
        };
        let is_label = write.is_label();
        let screens = std::iter::once(&mut self.screen).chain(self.back_stack.iter_mut().rev());
        let is_for =
            |screen: &Screen| (draft.is_none() || screen.writes() == draft) && (!is_label || screen.labels());
        let found = screens.enumerate().find(|(_, screen)| is_for(screen));
        found.map(|(depth, screen)| (depth, (screen, &mut self.cx)))
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome) -> Result<()> {
        let done = match (write, written.entries) {
            (Write::Redo(..), _) => match &written.undone {
                None => Outcome::Say("there is nothing to redo here".to_owned()),
                Some(redone) => Outcome::Confirm(format!(
                    "redone: {}",
                    undo::describe_change(&self.cx.store, &redone.change)?
                )),
            },
            (Write::Undo(..), _) => match &written.undone {
                None => Outcome::Say("there is nothing to undo".to_owned()),
                Some(undone) => match undo::describe(&self.cx.store, undone)? {
                    TakenBack::Gone(message) => Outcome::Warn(message),
                    TakenBack::Done { done, now, .. } => {
                        Outcome::Confirm([vec![format!("undone: {done}")], now].concat().join("; "))
                    }
                },
            },
            (Write::Tag(..), 0) => Outcome::Say("nothing was changed".to_owned()),
            (Write::Move(..), 0) => Outcome::Say("nothing was changed – that is its day already".to_owned()),
            _ => done,
        };
        let Some((depth, (screen, cx))) = self.screen_for(write) else {
            // What no screen waits for is told all the same.
            return if matches!(done, Outcome::Confirm(_)) { self.take(done) } else { Ok(()) };
        };
        match screen.wrote(write, written, done, cx)? {
            // What lies over it stays, and is told.
            Outcome::Back(Some(message)) if depth > 0 => self.take(Outcome::Confirm(message)),
            Outcome::Back(None) | Outcome::Visit(_) if depth > 0 => Ok(()),
            outcome => {
                if matches!(outcome, Outcome::Back(_) | Outcome::Visit(_)) {
                    self.dialog = None;
                }
                self.take(outcome)
            }
        }
    }
}
