//! What a review needs, of a week or of a longer stretch. The caller looks everything up; nothing here queries.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::checklist::Standing;
use crate::domain::complaint::LabelledCount;
use crate::domain::entry::Head;
use crate::domain::exercise::Exercise;
use crate::domain::facts::{Found, subject_key};
use crate::domain::fsrs::Grade;
use crate::domain::id::{EntryId, ShortId};
use crate::domain::people::Pseudonyms;
use crate::domain::plan::{SlotState, WeekLabel};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Cited};
use crate::wording;

#[derive(Debug, Clone)]
pub struct WeekInput {
    /// Which week it is; nothing for another stretch of days.
    pub label: Option<WeekLabel>,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    /// The exercises planned for it, in the order of the plan.
    pub plan: Vec<PlannedExercise>,
    /// What was practised, in any order.
    pub runs: Vec<Run>,
    /// What measures said before this week.
    pub before: Before,
    /// What is cited anywhere in `runs`.
    pub cited: BTreeMap<Cited, CitedEntry>,
    /// What its entries show of the skills of the checklist.
    pub stories: Vec<SkillStory>,
    /// Where each skill of the checklist stands; none before the person has rated themselves.
    pub standings: Vec<Standing>,
    /// How well things were recalled from memory.
    pub recalled: Vec<Grade>,
    /// The complaints that were labelled outside an exercise, the most first.
    pub labelled: Vec<LabelledCount>,
    /// What a reader must know about what is missing. One sentence each.
    pub remarks: Vec<String>,
    pub written: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedExercise {
    pub exercise: String,
    pub title: String,
    pub day: NaiveDate,
    pub state: SlotState,
}

/// One run of an exercise.
#[derive(Debug, Clone)]
pub struct Run {
    /// What lists show of it.
    pub head: Head,
    /// The exercise in the revision it was answered against.
    pub exercise: Rc<Exercise>,
    /// The answers it was finished with.
    pub answers: Answers,
    /// Whether it is in progress: named, not printed.
    pub drafted: bool,
}

impl Run {
    /// Describes in a line what the answers are, with aliases, and that all of it is only imagined: that word is nobody's name.
    pub fn summary(&self, veil: &Pseudonyms) -> String {
        let summary = veil.over(&self.exercise.summary_of(&self.answers));
        wording::with_provenance(self.exercise.provenance(&self.answers), summary)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedEntry {
    /// The id for people.
    pub short: ShortId,
    pub title: String,
    pub day: NaiveDate,
    /// What it says, with how that is known.
    pub found: Vec<Found>,
}

/// The words to tell a skill with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillStory {
    /// The skill.
    pub title: String,
    /// Where it is used, in words.
    pub used: Vec<&'static str>,
    pub told: String,
    /// What it is about, if it says so, under its real name: to choose by, never printed.
    pub subject: Option<String>,
    /// The entry it is from.
    pub short: ShortId,
}

impl WeekInput {
    /// Lists who is named in fields for people.
    pub fn people(&self) -> Vec<String> {
        self.runs.iter().flat_map(|run| run.exercise.people_in(&run.answers)).collect()
    }

    /// A copy with an alias in place of every name, for everything that leaves the machine.
    #[must_use]
    pub fn veiled(&self, veil: &Pseudonyms) -> Self {
        let mut input = self.clone();
        for run in &mut input.runs {
            run.answers = veil.over_answers(&run.exercise, &run.answers);
            if !run.head.summary.is_empty() {
                run.head.summary = run.summary(veil);
            }
        }
        input.before = input.before.veiled(veil);
        input.labelled.iter_mut().for_each(|one| one.product = veil.over(&one.product));
        input.stories.iter_mut().for_each(|story| story.told = veil.over(&story.told));
        input
    }
}

/// The most values of a subject before an entry that are drawn over time.
pub const DRAWN: usize = 100;

/// The last value of each measure and subject before the week, with the subject as it was written; and of those that are
/// drawn over time, every one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Before {
    last: BTreeMap<(String, String), (String, f64)>,
    all: BTreeMap<(String, String), (String, Vec<Earlier>)>,
}

/// A value of an earlier entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    pub entry: EntryId,
    pub day: NaiveDate,
    pub value: f64,
}

impl Before {
    /// Notes a value; the subject in any spelling, `None` for the entry as a whole.
    pub fn set(&mut self, measure: &str, subject: Option<&str>, value: f64) {
        self.last.insert(key(measure, subject), (subject.unwrap_or_default().to_owned(), value));
    }

    /// The value of a measure for a subject.
    pub fn get(&self, measure: &str, subject: Option<&str>) -> Option<f64> {
        self.last.get(&key(measure, subject)).map(|(_, value)| *value)
    }

    /// Notes every value of a measure for a subject in any spelling, the oldest first.
    pub fn set_all(&mut self, measure: &str, subject: &str, values: Vec<Earlier>) {
        self.all.insert(key(measure, Some(subject)), (subject.to_owned(), values));
    }

    /// Whether every value of a measure for a subject is known.
    pub fn has_all(&self, measure: &str, subject: &str) -> bool {
        self.all.contains_key(&key(measure, Some(subject)))
    }

    /// What others than a run say of a subject up to its day, the newest [`DRAWN`] of them, the oldest first.
    pub fn all(&self, run: &Run, measure: &str, subject: &str) -> impl Iterator<Item = &Earlier> {
        let all = self.all.get(&key(measure, Some(subject))).map_or(&[][..], |(_, values)| values);
        let until = &all[..all.partition_point(|one| one.day <= run.head.day)];
        let of_others = until.iter().rev().filter(|one| one.entry != run.head.id);
        of_others.take(DRAWN).collect::<Vec<_>>().into_iter().rev()
    }

    /// Leaves out what an entry says.
    pub fn leave_out(&mut self, entry: EntryId) {
        for (_, values) in self.all.values_mut() {
            values.retain(|value| value.entry != entry);
        }
    }

    fn veiled(&self, veil: &Pseudonyms) -> Self {
        Self { last: veiled(&self.last, veil), all: veiled(&self.all, veil) }
    }
}

/// The same under aliases.
fn veiled<T: Clone>(
    of: &BTreeMap<(String, String), (String, T)>,
    veil: &Pseudonyms,
) -> BTreeMap<(String, String), (String, T)> {
    let one = |((measure, _), (subject, value)): (&(String, String), &(String, T))| {
        let subject = veil.over(subject);
        (key(measure, Some(&subject)), (subject, value.clone()))
    };
    of.iter().map(one).collect()
}

fn key(measure: &str, subject: Option<&str>) -> (String, String) {
    (measure.to_owned(), subject.map(subject_key).unwrap_or_default())
}
