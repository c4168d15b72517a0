//! What a person chose to show of a week: parts and their order, products, a title, and what is left out.

use super::Reader;
use super::input::{Run, WeekInput};
use super::parts::Part;
use crate::domain::exercise::Exercise;
use crate::domain::facts::{Fact, subject_key};
use crate::domain::field_role::FieldRole;
use crate::domain::people::Pseudonyms;
use crate::domain::value::Answers;

/// What goes into a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The title, in place of its thesis or its week.
    pub title: Option<String>,
    /// The parts in their order; those that its reader usually gets if left out.
    pub parts: Option<Vec<Part>>,
    /// The products it is about, in any spelling; all if there are none.
    pub products: Vec<String>,
    /// The short ids of entries that are left out, with whatever cites them.
    pub without: Vec<String>,
}

impl Choice {
    /// Leaves out of a week what was not chosen.
    pub fn narrow(&self, input: &mut WeekInput) {
        let is_out = |short: &str| self.without.iter().any(|id| id == short);
        input.runs.retain(|run| !is_out(run.head.short.as_str()));
        input.stories.retain(|story| !is_out(story.short.as_str()));
        input.cited.retain(|_, entry| !is_out(entry.short.as_str()));
        if !self.without.is_empty() {
            let cited = &input.cited;
            let keep = |run: &mut Run| run.answers.retain_cites(&mut |cite| cited.contains_key(&cite.of));
            input.runs.iter_mut().for_each(keep);
        }
        if self.products.is_empty() {
            return;
        }
        let wanted: Vec<String> = self.products.iter().map(|product| subject_key(product)).collect();
        let is_about = |subject: &str| wanted.contains(&subject_key(subject));
        let is_wanted = |fact: &Fact| fact.subject.as_deref().is_some_and(is_about);
        input.runs.retain_mut(|run| {
            let facts = run.exercise.facts(&run.answers);
            if !facts.iter().any(is_wanted) {
                return false;
            }
            leave_out_rows(&run.exercise, &mut run.answers, &facts, is_wanted);
            run.head.summary = run.summary(&Pseudonyms::default());
            true
        });
        // These are about all that was practised.
        input.standings.clear();
        input.recalled.clear();
        let runs = &input.runs;
        input.stories.retain(|story| {
            let is_there = runs.iter().any(|run| run.head.short == story.short);
            is_there && story.subject.as_deref().is_none_or(is_about)
        });
    }
}

/// The names under which a choice is kept with what was shared.
const KEPT: [&str; 3] = ["parts", "title", "without"];

impl Choice {
    /// Writes parts, title and what is left out, a line each; nothing of what is usual.
    pub fn kept(&self) -> String {
        let names = |parts: &Vec<Part>| parts.iter().map(|part| part.name()).collect::<Vec<_>>().join(", ");
        let without = (!self.without.is_empty()).then(|| self.without.join(", "));
        let title = self.title.as_ref().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        let said = KEPT.into_iter().zip([self.parts.as_ref().map(names), title, without]);
        let lines = said.filter_map(|(name, said)| Some(format!("{name}: {}", said?)));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Reads what was kept with a review for a reader; whatever else stands there is left alone.
    pub fn of_kept(text: &str, reader: Reader) -> Self {
        let mut choice = Self::default();
        for (name, said) in text.lines().filter_map(|line| line.split_once(": ")) {
            let names = said.split(", ");
            match KEPT.iter().position(|known| *known == name.trim()) {
                Some(0) => {
                    let parts: Vec<Part> = names.filter_map(|name| Part::named(name, reader)).collect();
                    choice.parts = Some(parts).filter(|parts| !parts.is_empty());
                }
                Some(1) => choice.title = Some(said.to_owned()),
                Some(2) => choice.without = names.map(str::to_owned).collect(),
                _ => {}
            }
        }
        choice
    }
}

/// Leaves out the rows of an entry that are about other products alone.
fn leave_out_rows(
    exercise: &Exercise,
    answers: &mut Answers,
    facts: &[Fact],
    is_wanted: impl Fn(&Fact) -> bool,
) {
    let groups = exercise.fields_at(&[]).into_iter().filter(|field| field.kind.as_group().is_some());
    for group in groups {
        let mut at = 0;
        let mut is_kept = |_: &Answers| {
            let place = format!("{}.{at}", group.id);
            at += 1;
            let of_row =
                |fact: &&Fact| fact.subject.is_some() && (fact.place == place || fact.is_within(&place));
            let mut of_row = facts.iter().filter(of_row).peekable();
            of_row.peek().is_none() || of_row.any(&is_wanted)
        };
        if !answers.rows(&group.id).is_empty() {
            answers.rows_mut(&group.id).retain(&mut is_kept);
        }
    }
}

/// Lists the products that a week is about, each once, those with the most entries first. Words that are suggested as
/// something else, such as tasks, are no products.
pub fn products(input: &WeekInput) -> Vec<String> {
    let mut all: Vec<(String, String, usize)> = Vec::new();
    for run in &input.runs {
        let terms = run.exercise.terms(&run.answers);
        let is_other = |key: &str| {
            let mut of_it = terms.iter().filter(|term| subject_key(&term.text) == key).peekable();
            of_it.peek().is_some() && of_it.all(|term| term.vocabulary != FieldRole::Product.name())
        };
        let mut seen = Vec::new();
        for subject in run.exercise.subjects(&run.answers) {
            let key = subject_key(&subject);
            if seen.contains(&key) || is_other(&key) {
                continue;
            }
            match all.iter_mut().find(|(known, ..)| *known == key) {
                Some((.., count)) => *count += 1,
                None => all.push((key.clone(), subject, 1)),
            }
            seen.push(key);
        }
    }
    all.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(_, subject, _)| subject).collect()
}
