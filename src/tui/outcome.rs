//! What an input came to. One type for whatever takes inputs: texts, lists, questions, forms and screens. Each passes on
//! what is not for it, and the app does what is left.

use std::path::PathBuf;

use super::action::Action;
use super::dialog::Dialog;
use super::route::{Answer, Effect, Route};
use crate::db::Write;
use crate::sys::settings::{Change, Settings};

/// What an input came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was not for whoever got it.
    Ignored,
    /// It was taken; at most a cursor, a mark or a page moved.
    Moved,
    /// A text or an answer is another one now.
    Changed,
    /// This was selected, and is for the clipboard.
    Copied(String),
    /// This is for the clipboard, and there is something to tell about it.
    CopiedSaying(String, String),
    /// A text is another one now, and this was cut out of it for the clipboard.
    Cut(String),
    /// The marked line of a list is meant.
    Chosen,
    /// The last page is done: the person wants to finish.
    Finish,
    /// There is something to tell.
    Say(String),
    /// There is something to tell about what was done.
    Confirm(String),
    /// There is something to tell that is worth a look.
    Warn(String),
    /// Something is asked over the screen.
    Ask(Box<Dialog>),
    /// A question has this answer, with what was typed.
    Answered(Answer, String),
    /// A screen opens over this one, or in its place.
    Open(Route),
    /// What is one further or one back in the list below is read instead.
    Neighbour(isize),
    /// This closes, and what it was opened from shows what is true now; there may be something to tell.
    Back(Option<String>),
    /// What lies over a screen closes, and the screen is as it was left; it may go on from there.
    Close(Option<Next>),
    /// A place of the bar is shown, and nothing is left to go back to.
    Visit(Route),
    /// This is to be written, and then comes to that.
    Write(Box<Write>, Box<Outcome>),
    /// This journal is left for another one.
    OpenJournal(PathBuf),
    /// The sample journal opens, and this one is come back to.
    OpenSample,
    /// Something is to be done outside the program.
    Run(Effect),
    /// These settings count from now on, and this change is written into the file.
    Set(Box<Settings>, Change),
}

impl Outcome {
    /// Writes something, and then comes to `done`.
    pub fn write(write: Write, done: Self) -> Self {
        Self::Write(Box::new(write), Box::new(done))
    }

    /// Returns whether a text is another one now.
    pub fn changed(&self) -> bool {
        matches!(self, Self::Changed | Self::Cut(_))
    }
}

/// How to go on from the screen below.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Do what a key there would do.
    Do(Action),
    Go(Route),
}
