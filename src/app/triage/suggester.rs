//! What is suggested about a complaint: by the built-in model and what was learnt from the person's own labels, each at once.

use std::collections::VecDeque;

use crate::db::{Store, ToLearn, Write};
use crate::domain::complaint::{ComplaintId, Decision, Dimension, Label, Suggested};
use crate::error::Result;
use crate::suggest::{Learnt, Model, Subject, Suggestion};

/// How many decisions can be unlearnt one by one; what is older is part of what was learnt.
const APART: usize = 64;
/// How many labels are read at once to learn from them.
const READ: usize = 400;

/// So many labels are worth keeping what was learnt from them, so that the next start has less to read.
const KEEP: usize = 30;

/// How many labels are learnt within a frame.
const SOON: usize = 40;

/// Suggests, and learns.
#[derive(Debug, Clone, Default)]
pub struct Suggester {
    /// What was learnt before those that are kept apart.
    before: Learnt,
    apart: VecDeque<(ComplaintId, String, Subject)>,
    learnt: Learnt,
}

impl Suggester {
    /// Begins with what was learnt before.
    pub fn new(learnt: Learnt) -> Self {
        Self { before: learnt.clone(), apart: VecDeque::new(), learnt }
    }

    /// Suggests what a text is about.
    pub fn suggest(&self, text: &str) -> Suggestion {
        self.learnt.suggest(Model::built_in(), text)
    }

    /// What was learnt so far.
    pub fn learnt(&self) -> &Learnt {
        &self.learnt
    }

    /// Learns from a decision; of what is put off, nothing.
    pub fn learn(&mut self, id: ComplaintId, text: &str, decision: Decision) {
        let Some(subject) = subject(decision) else { return };
        if self.apart.len() == APART
            && let Some((_, text, subject)) = self.apart.pop_front()
        {
            self.before.learn(Model::built_in(), &text, subject);
        }
        self.learnt.learn(Model::built_in(), text, subject);
        self.apart.push_back((id, text.to_owned(), subject));
    }

    /// Unlearns what was decided about some complaints; returns whether all of it is known apart, else it is to be learnt
    /// from the journal again.
    pub fn unlearn(&mut self, ids: &[ComplaintId]) -> bool {
        let before = self.apart.len();
        self.apart.retain(|(id, ..)| !ids.contains(id));
        self.learnt = self.before.clone();
        for (_, text, subject) in &self.apart {
            self.learnt.learn(Model::built_in(), text, *subject);
        }
        before - self.apart.len() >= ids.len()
    }
}

/// What was learnt from the labels of a journal.
#[derive(Debug)]
pub struct Caught {
    /// All of it.
    pub learnt: Learnt,
    /// The last label that is in it.
    pub upto: i64,
    /// How many labels the journal had not kept yet.
    pub fresh: usize,
}

impl Caught {
    /// What is to be written so that the next start has less to read; nothing if that would be little.
    pub fn to_keep(&self) -> Option<Write> {
        let value = || serde_json::to_string(&self.learnt).unwrap_or_default();
        (self.fresh >= KEEP).then(|| Write::KeepLearnt(self.upto, value()))
    }
}

/// Whether a label teaches something: one that a person gave, and that was not put off.
pub fn teaches(label: &Label) -> bool {
    label.made.is_own() && subject(label.decision).is_some()
}

/// Learns from the labels of a journal: what it keeps of that, and those made since. A label is read in about 0.1 ms.
pub fn catch_up(store: &Store) -> Result<Caught> {
    let kept = store.learnt()?;
    let (mut learnt, mut upto) = match serde_json::from_str::<Learnt>(&kept.value) {
        Ok(learnt) => (learnt, kept.upto),
        Err(_) => (Learnt::default(), kept.since),
    };
    let mut fresh = 0;
    loop {
        let labels = store.to_learn(upto, READ)?;
        for ToLearn { number, text, decision } in &labels {
            if let Some(subject) = subject(*decision) {
                learnt.learn(Model::built_in(), text, subject);
            }
            upto = *number;
        }
        fresh += labels.len();
        if labels.len() < READ {
            return Ok(Caught { learnt, upto, fresh });
        }
    }
}

/// The same, if the journal has kept all but a few of them: nothing where it would take longer than a frame.
pub fn catch_up_soon(store: &Store) -> Result<Option<Caught>> {
    if store.to_learn(store.learnt()?.upto, SOON)?.len() < SOON {
        catch_up(store).map(Some)
    } else {
        Ok(None)
    }
}

/// What a decision says a complaint is about; nothing of one that is put off.
pub fn subject(decision: Decision) -> Option<Subject> {
    Some(match decision {
        Decision::About(Dimension::Trust) => Subject::Trust,
        Decision::About(Dimension::ErrorTolerance) => Subject::ErrorTolerance,
        Decision::About(Dimension::MentalModel) => Subject::MentalModel,
        Decision::About(Dimension::AutomationAnxiety) => Subject::AutomationAnxiety,
        Decision::Nothing | Decision::Request | Decision::Broken => Subject::None,
        Decision::Later => return None,
    })
}

/// The decision that takes a suggestion.
pub fn decision(subject: Subject) -> Decision {
    match subject {
        Subject::Trust => Decision::About(Dimension::Trust),
        Subject::ErrorTolerance => Decision::About(Dimension::ErrorTolerance),
        Subject::MentalModel => Decision::About(Dimension::MentalModel),
        Subject::AutomationAnxiety => Decision::About(Dimension::AutomationAnxiety),
        Subject::None => Decision::Nothing,
    }
}

/// What is kept with a label of what had been suggested; nothing where there was no word to go by.
pub fn suggested(suggestion: &Suggestion) -> Option<Suggested> {
    let likeliest = suggestion.likeliest()?;
    Some(Suggested { decision: decision(likeliest), confidence: suggestion.confidence })
}
