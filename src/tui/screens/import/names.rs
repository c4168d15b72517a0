//! Names of files for a path that is typed, looked up on a thread of its own: a folder may take its time, or never answer.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::sys::incoming::beginning_with;

/// How the names of files of reviews end.
const ENDS: [&str; 7] = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".tab"];
/// How many names are offered for what is typed.
const NAMES: usize = 6;
/// How long after a key it is asked for them, and how often that doubles at most: to about a second.
const SOON: Duration = Duration::from_millis(15);
const LEAST_OFTEN: u32 = 6;

/// What is offered, and what is being looked up.
#[derive(Debug, Default)]
pub(super) struct Names {
    offered: Vec<String>,
    /// What was typed when it was begun. There is one at a time, however long it takes.
    looking: Option<(String, Receiver<Vec<String>>)>,
    /// How often nothing was there yet.
    asked: u32,
}

impl Names {
    /// The names that are offered.
    pub fn offered(&self) -> &[String] {
        &self.offered
    }

    /// Offers nothing any more.
    pub fn clear(&mut self) {
        self.offered.clear();
    }

    /// Begins to look for what is typed, unless it is looking for something else still.
    pub fn look_for(&mut self, typed: &str) {
        self.clear();
        if typed.is_empty() || self.looking.is_some() {
            return;
        }
        let (to, found) = channel();
        let wanted = typed.to_owned();
        // Nobody may be waiting any more.
        let look = move || drop(to.send(beginning_with(&wanted, &ENDS, NAMES)));
        let begun = Builder::new().spawn(look);
        (self.looking, self.asked) = (begun.is_ok().then(|| (typed.to_owned(), found)), 0);
    }

    /// Takes what was found; looks again if something else is typed by now.
    pub fn hear(&mut self, typed: &str) {
        let Some((wanted, found)) = &self.looking else { return };
        match found.try_recv() {
            Err(TryRecvError::Empty) => self.asked += 1,
            found if wanted == typed => {
                self.offered = found.unwrap_or_default();
                self.looking = None;
            }
            _ => {
                self.looking = None;
                self.look_for(typed);
            }
        }
    }

    /// When to ask again while it is looking: soon at first, and less often each time.
    pub fn next_wakeup(&self) -> Option<Duration> {
        self.looking.is_some().then(|| SOON * (1 << self.asked.min(LEAST_OFTEN)))
    }
}
