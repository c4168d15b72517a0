//! Where a screen can lead: other screens, answers to its questions, and what is done outside the program.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::outgoing::Asked;
use crate::app::progress::Behind;
use crate::app::sample::Sample;
use crate::db::{Recallable, Returned};
use crate::domain::complaint::ComplaintId;
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::plan::Week;

/// Where to go.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// The week at a glance.
    Today(Option<Week>),
    /// What was logged, narrowed to what a measure holds for.
    Log(Option<String>),
    /// What was logged on a day.
    LogDay(NaiveDate),
    /// What the numbers say, at a section.
    Progress(Option<String>),
    /// The entries behind a number, over the screen.
    DrillDown(String, Behind),
    /// The complaints, to be labelled; at one of them.
    Complaints(Option<ComplaintId>),
    /// Stories and concepts, and which of them are due.
    Interview,
    /// Telling something from memory, over the screen it was opened from.
    Recall(Remember),
    /// A question to find a story for, over the screen; it may be typed already.
    Match(String),
    /// Where stories stand and where none does, over the screen.
    Coverage,
    /// The weekly review.
    Review(Option<Week>),
    /// A new run of an exercise in a week.
    Begin(String, Option<Week>),
    /// A new run of an exercise that begins with some answers, by field and as text.
    BeginWith(String, Vec<(String, String)>),
    /// A new run of the exercise that looks again at something that comes back.
    LookAgain(Box<Returned>),
    /// The search, over the screen.
    Search,
    /// A line over the screen, for what the plan says is captured: for a day before, or for today.
    Capture(Option<NaiveDate>),
    /// Every exercise there is, over the screen.
    Library,
    /// Where what is said comes from, over the screen.
    Sources,
    /// What can be set.
    Settings,
    /// The journals there are, over the screen.
    Journals,
    /// Reviews from a file or pasted, over the screen.
    ImportComplaints,
    /// What the first days need to know, over Today.
    Tour,
    /// The small form that goes on from that line: the entry if it is begun, and the field to go on in.
    CaptureFields(Option<Box<(Head, Arc<Draft>)>>, Place),
    /// An entry that is there, at a place of it: to be read, a draft to be continued.
    Entry(EntryId, Option<Place>),
    /// The form of an entry that is there, at a place of it; `None` for where it was left.
    Edit(EntryId, Option<Place>),
}

/// What is told from memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remember {
    /// What is due, one after the other.
    Due,
    /// What is due next, although nothing is due today.
    Anyway,
    /// A concept card that was never graded.
    NewCard,
    /// Just this.
    This(Recallable),
}

/// Which journal is opened once this one is left.
#[derive(Debug)]
pub enum Destination {
    /// The one at a path.
    Journal(PathBuf),
    /// The sample, to come back from.
    Sample(Sample),
}

/// What an answer to a question means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Close the question and change nothing.
    Nothing,
    /// Leave the program although something is not saved.
    QuitUnsaved,
    /// Finish with answers still open.
    FinishAsIs,
    /// Go to the first open answer.
    FirstGap,
    /// Go to a page of the exercise.
    Page(usize),
    /// Go to a step of the exercise, as far as it has pages yet.
    Step(usize),
    /// Go back, keeping the draft.
    KeepDraft,
    /// Put the draft of an entry into the trash.
    Discard(EntryId),
    /// Do an exercise on another day of a week, counted from 1.
    Move(String, u32),
    /// Move what is picked to the day that was typed.
    MoveTo,
    /// Let the week start on a day.
    StartWeek(NaiveDate),
    /// Practise the plan with an id from the week shown on.
    UsePlan(String),
    /// Write texts in the editor that was typed.
    UseEditor,
    /// Put the list into an order, by its place among those that were offered.
    Order(usize),
    /// Change the tags of what is picked by the words that were typed.
    Tag,
    /// Give the review the title that was typed.
    TitleReview,
    /// Keep that whoever was typed gets the review.
    SendReviewTo,
    /// Save what goes into the review under the name that was typed.
    SaveChoice,
    /// Erase what was learnt from labels.
    EraseLearnt,
    /// Undo the last change to what is on the screen.
    Undo,
    /// Give somebody of this name an alias.
    Declare(String),
    /// Write this to the file that was typed.
    ExportTo(Paper),
    /// The same, over a file that is there.
    ExportOver(PathBuf, Paper),
}

/// What is written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A text.
    Text(String),
    /// A review, in the format that the name of the file says; what is shared is kept.
    Review(Box<Sending>),
}

/// A review on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// What it is of.
    pub asked: Asked,
    /// Who gets it, if that was said.
    pub to: Option<String>,
    /// Whether the file is opened once it is there.
    pub shows: bool,
}

/// Something outside the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Let the person write the focused text in their editor; the entry's id names the file.
    Edit {
        /// The text to begin with.
        text: String,
        /// What the file is called, without its ending.
        name: String,
    },
    /// Hand a text to the clipboard.
    Copy(String),
    /// Open a file with whatever opens such files.
    Show(PathBuf),
    /// Ring.
    Bell,
    /// Pause the program.
    Suspend,
    /// Listen to the mouse, or leave it to the terminal.
    ListenToMouse(bool),
}
