//! How far suggestions may go: to be accepted one by one, approved in lists, or taken without asking; and what each is
//! earned by.

use std::collections::VecDeque;

use super::suggester::subject;
use crate::db::Store;
use crate::domain::complaint::{ComplaintId, Decision, Label, Made};
use crate::error::Result;

/// From this confidence on, a suggestion is among those to approve in a list.
pub const CONFIDENT: f32 = 0.8;
/// The confidences at which taking suggestions without asking can be earned.
const BARS: [f32; 4] = [0.6, 0.7, 0.8, 0.9];
/// By how many of the last decisions it is earned.
pub const LAST: usize = 30;
/// How many of those have to agree.
pub const AGREE: usize = 27;
/// One in so many is asked all the same, without a suggestion.
const ASKED: u8 = 10;
/// How many labels are looked through for them.
const LOOKED: usize = 1_000;

/// A decision that was made with a suggestion at hand.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Tried {
    confidence: f32,
    agreed: bool,
}

/// The last decisions that were made one by one while something was suggested.
#[derive(Debug, Clone, Default)]
pub struct Trials(VecDeque<Tried>);

impl Trials {
    /// Reads them.
    pub fn read(store: &Store) -> Result<Self> {
        let labels = store.last_labels(None, LOOKED)?;
        Ok(Self(labels.iter().rev().filter_map(|labelled| tried(&labelled.label)).collect()))
    }

    /// Takes another decision.
    pub fn add(&mut self, label: &Label) {
        self.0.extend(tried(label));
        if self.0.len() > LOOKED {
            self.0.pop_front();
        }
    }

    /// Forgets the last ones: these labels were undone.
    pub fn take_back<'a>(&mut self, labels: impl Iterator<Item = &'a Label>) {
        let many = labels.filter_map(tried).count();
        self.0.truncate(self.0.len().saturating_sub(many));
    }

    /// Of the last decisions at a confidence or a higher one: how many there are, at most [`LAST`], and how many agreed.
    pub fn agreement(&self, at: f32) -> (usize, usize) {
        self.last(at).fold((0, 0), |(all, agreed), tried| (all + 1, agreed + usize::from(tried.agreed)))
    }

    /// The lowest confidence from which suggestions may be taken without asking; nothing while that is not earned. It is no
    /// lower than [`AGREE`] of the decisions that earned it: those of 99% say nothing about one of 60%.
    pub fn earned(&self) -> Option<f32> {
        let is_earned = |bar: &f32| matches!(self.agreement(*bar), (LAST.., AGREE..));
        let bar = BARS.into_iter().find(is_earned)?;
        let mut shown: Vec<f32> = self.last(bar).map(|tried| tried.confidence).collect();
        shown.sort_by(f32::total_cmp);
        shown.get(LAST - AGREE).copied()
    }

    fn last(&self, at: f32) -> impl Iterator<Item = &Tried> {
        self.0.iter().rev().filter(move |tried| tried.confidence >= at).take(LAST)
    }

    /// The most that agreed at any of the confidences, of the last decisions there.
    pub fn best(&self) -> (usize, usize) {
        BARS.into_iter()
            .map(|bar| self.agreement(bar))
            .max_by_key(|(all, agreed)| (*agreed, *all))
            .unwrap_or_default()
    }
}

/// Describes what is missing until suggestions may be taken without asking; nothing once that is earned.
pub fn missing(trials: &Trials) -> Option<String> {
    if trials.earned().is_some() {
        return None;
    }
    let (all, agreed) = trials.best();
    Some(format!(
        "Automatic has to be earned: {AGREE} of your last {LAST} decisions at the same confidence have to agree with the \
         suggestion. So far {agreed} of {all} do."
    ))
}

/// What a label says of the suggestion that was there; nothing of one that was taken over in a list or without asking.
fn tried(label: &Label) -> Option<Tried> {
    let suggested = label.suggested.filter(|_| label.made == Made::Person)?;
    let decided = subject(label.decision)?;
    Some(Tried { confidence: suggested.confidence, agreed: subject(suggested.decision) == Some(decided) })
}

/// Whether a complaint is one of those that are asked without a suggestion, as a check.
pub fn is_check(id: ComplaintId) -> bool {
    id.bytes().iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)) % ASKED == 0
}

/// Whether a decision overrules what was taken without asking.
pub fn overrules(before: Option<&Label>, decision: Decision) -> bool {
    before.is_some_and(|label| label.made == Made::Automatic && label.decision != decision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::complaint::{Dimension, Suggested};

    fn label(decided: Decision, confidence: f32) -> Label {
        let decision = Decision::About(Dimension::Trust);
        Label { suggested: Some(Suggested { decision, confidence }), ..Label::new(decided) }
    }

    #[test]
    fn it_is_earned_by_the_last_thirty_at_that_confidence_and_lost_by_the_next_ones() {
        let trust = Decision::About(Dimension::Trust);
        let mut trials = Trials::default();
        for _ in 0..29 {
            trials.add(&label(trust, 0.85));
            trials.add(&label(Decision::Nothing, 0.75));
        }
        assert_eq!(trials.earned(), None, "twenty-nine are not enough");
        trials.add(&Label { made: Made::Automatic, ..label(trust, 0.95) });
        trials.add(&Label { made: Made::Batch, ..label(trust, 0.95) });
        trials.add(&label(Decision::Later, 0.95));
        assert_eq!(trials.earned(), None, "what nobody looked at is no agreement");
        trials.add(&label(trust, 0.85));
        assert_eq!((trials.earned(), trials.agreement(0.8)), (Some(0.85), (30, 30)));
        for _ in 0..3 {
            trials.add(&label(Decision::Broken, 0.9));
        }
        assert_eq!(trials.earned(), Some(0.85), "nine in ten are enough");
        trials.add(&label(Decision::Broken, 0.9));
        assert_eq!((trials.earned(), trials.best()), (None, (30, 26)));
        let mut sure = Trials::default();
        (0..27).for_each(|_| sure.add(&label(trust, 0.99)));
        (0..3).for_each(|_| sure.add(&label(trust, 0.65)));
        assert_eq!(sure.earned(), Some(0.99), "three show nothing about those of 65%");
        sure.add(&label(trust, 0.65));
        assert_eq!(sure.earned(), Some(0.65));
    }

    #[test]
    fn about_one_in_ten_is_a_check_and_it_is_always_the_same_one() {
        let ids = (0..1_000).map(|n| ComplaintId::of("Otter", &format!("It lied {n} times")));
        let checks = ids.filter(|id| is_check(*id)).count();
        assert!((70..130).contains(&checks), "{checks}");
    }
}
