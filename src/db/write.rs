//! Everything that changes a journal but drafts being typed, in one closed list that is applied in one place.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Derived, Finish, Graded, PersonEdit, Recallable, Scope, Store, Undone};
use crate::domain::complaint::{ComplaintId, Label};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::people::Person;
use crate::domain::plan::{SlotChange, WeekLabel};
use crate::domain::returning::Returning;
use crate::domain::time::Moment;
use crate::error::Result;

/// Something to write. What follows from answers comes with it, since that needs the exercises.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Bring a draft to disk now, where search finds it.
    Keep(Arc<Draft>),
    /// Finish a draft.
    Finish(Arc<Draft>, Finish),
    /// Discard the draft over an entry.
    Discard(EntryId),
    /// Move entries to the trash.
    Trash(Vec<EntryId>),
    /// Take entries out of the trash.
    Restore(Vec<EntryId>),
    /// Erase what went to the trash before a moment.
    EmptyTrash(Moment),
    /// Change the tags of entries: those to add, those to remove.
    Tag(Vec<EntryId>, Vec<String>, Vec<String>),
    /// Move entries to a day and its week.
    Move(Vec<EntryId>, NaiveDate, WeekLabel),
    /// Undo the last change within a scope, with what follows from [`Store::before_last_change`].
    Undo(Scope, Vec<(i64, Derived)>),
    /// Redo what was undone last within a scope, with what follows from [`Store::after_last_undo`].
    Redo(Scope, Vec<(i64, Derived)>),
    /// Make an old revision of an entry the current one, with what follows from it.
    BringBack(EntryId, i64, Derived),
    /// Change one exercise of a week; `None` puts it back as planned.
    Slot(WeekLabel, String, Option<SlotChange>),
    /// Practise the plan with an id from a week on.
    UsePlan(WeekLabel, String),
    /// Let something come back of an entry no more: it was looked at or put off on this day.
    Settle(EntryId, Returning, NaiveDate),
    /// Let it come back again: the answer to it was undone.
    Unsettle(EntryId, Returning),
    /// Record how something was recalled, or that it is not asked for any more.
    Grade(Graded),
    /// Undo the newest of that about something.
    Ungrade(Recallable),
    /// Let weeks start on a day and its weekday from then on, whatever was chosen for days after today, the second.
    StartWeek(NaiveDate, NaiveDate),
    /// Change who is known.
    People(PersonEdit),
    /// Label complaints, in one go.
    Label(Vec<(ComplaintId, Label)>),
    /// Undo the labels that were made in one go last.
    UndoLabels,
    /// Redo those that were undone last.
    RedoLabels,
    /// Keep what was learnt from labels up to one.
    KeepLearnt(i64, String),
    /// Erase what was learnt from labels.
    EraseLearnt,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// How many entries were moved, tagged, restored or erased.
    pub entries: usize,
    /// The entry that was finished or brought back, as it is now.
    pub head: Option<Head>,
    /// What was undone or redone.
    pub undone: Option<Undone>,
    /// The person who was changed, as they are now.
    pub person: Option<Person>,
    /// The complaints that were labelled, or whose labels were undone or redone.
    pub complaints: Vec<ComplaintId>,
}

impl Write {
    /// The entries it changes, as far as they are named; their drafts are saved before.
    pub(super) fn entries(&self) -> &[EntryId] {
        match self {
            Self::Keep(draft) | Self::Finish(draft, _) => std::slice::from_ref(&draft.entry),
            Self::Discard(id) | Self::BringBack(id, ..) => std::slice::from_ref(id),
            Self::Trash(ids) | Self::Restore(ids) | Self::Tag(ids, ..) | Self::Move(ids, ..) => ids,
            Self::EmptyTrash(_)
            | Self::Undo(..)
            | Self::Redo(..)
            | Self::Slot(..)
            | Self::UsePlan(..)
            | Self::Settle(..)
            | Self::Unsettle(..)
            | Self::Grade(_)
            | Self::Ungrade(_)
            | Self::StartWeek(..)
            | Self::People(_)
            | Self::Label(_)
            | Self::UndoLabels
            | Self::RedoLabels
            | Self::KeepLearnt(..)
            | Self::EraseLearnt => &[],
        }
    }

    /// Whether it is about labels of complaints: such writes come in bursts, and each counts.
    pub fn is_label(&self) -> bool {
        matches!(
            self,
            Self::Label(_) | Self::UndoLabels | Self::RedoLabels | Self::KeepLearnt(..) | Self::EraseLearnt
        )
    }

    /// Returns what it does, in the infinitive.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Keep(_) => "save the draft",
            Self::Finish(..) => "finish the entry",
            Self::Discard(_) => "discard the draft",
            Self::Trash(_) => "move to the trash",
            Self::Restore(_) => "restore from the trash",
            Self::EmptyTrash(_) => "empty the trash",
            Self::Tag(..) => "change the tags",
            Self::Move(..) => "move to another day",
            Self::Undo(..) => "undo the last change",
            Self::Redo(..) => "redo the change",
            Self::BringBack(..) => "restore the version",
            Self::Slot(..) => "change the plan of the week",
            Self::UsePlan(..) => "change the plan",
            Self::Settle(..) => "put off the question",
            Self::Unsettle(..) => "restore the question",
            Self::Grade(_) => "record the grade",
            Self::Ungrade(_) => "undo the grade",
            Self::StartWeek(..) => "start the week",
            Self::People(_) => "change the people",
            Self::Label(_) => "label the complaint",
            Self::UndoLabels => "undo the label",
            Self::RedoLabels => "redo the label",
            Self::KeepLearnt(..) => "keep what was learnt",
            Self::EraseLearnt => "erase what was learnt",
        }
    }
}

impl Store {
    /// Writes one thing, all of it or nothing.
    pub fn apply(&mut self, write: &Write, at: Moment) -> Result<Written> {
        let mut written = Written::default();
        match write {
            Write::Keep(_) => self.index_drafts()?,
            Write::Finish(draft, done) => written.head = Some(self.finish(draft, done)?),
            Write::Discard(id) => self.discard_draft(*id, at)?,
            Write::Trash(ids) => written.entries = self.trash(ids, at)?,
            Write::Restore(ids) => written.entries = self.restore(ids, at)?,
            Write::EmptyTrash(before) => written.entries = self.purge_trash(*before)?,
            Write::Tag(ids, add, remove) => written.entries = self.tag(ids, add, remove, at)?,
            Write::Move(ids, day, week) => written.entries = self.move_to_day(ids, *day, *week, at)?,
            Write::Undo(scope, derived) => written.undone = self.undo(scope, derived, at)?,
            Write::Redo(scope, derived) => written.undone = self.redo(scope, derived, at)?,
            Write::BringBack(id, revision, derived) => {
                written.head = Some(self.bring_back(*id, *revision, derived, at)?);
            }
            Write::Slot(week, exercise, change) => self.change_slot(*week, exercise, *change)?,
            Write::UsePlan(week, plan) => self.use_plan(*week, plan)?,
            Write::Settle(entry, what, day) => self.settle(*entry, what, *day)?,
            Write::Unsettle(entry, what) => self.unsettle(*entry, what)?,
            Write::Grade(graded) => self.grade(graded, at)?,
            Write::Ungrade(card) => self.ungrade(card)?,
            Write::StartWeek(day, today) => self.start_week(*day, *today)?,
            Write::People(edit) => written.person = self.edit_people(edit, at)?,
            Write::Label(labels) => written.complaints = self.label(labels, at)?,
            Write::UndoLabels => written.complaints = self.undo_labels()?,
            Write::RedoLabels => written.complaints = self.redo_labels()?,
            Write::KeepLearnt(upto, value) => self.keep_learnt(*upto, value)?,
            Write::EraseLearnt => self.erase_learnt()?,
        }
        Ok(written)
    }
}
