//! Gathering what a weekly review is given: the runs of the week, what was before, what is cited.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::Store;
use crate::domain::entry::State;
use crate::domain::exercise::{Exercise, Field, Kind};
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::projections::BlockKind;
use crate::domain::scope::{Scope, filled_rows_of};
use crate::domain::template::spoken_value;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Value};
use crate::error::Result;
use crate::exercises::Catalog;
use crate::report::input::{Before, CitedEntry, PlanGiven, Run, Slot, WeekGiven};

use super::practice;
use super::week::{SlotState, WeekView, view};

/// Gathers a week, with people under their real names; [`WeekGiven::veiled`] is what leaves the machine.
pub fn gather(store: &Store, catalog: &Catalog, week: Week, written: Moment) -> Result<WeekGiven> {
    let view = view(store, catalog, week)?;
    let mut runs = Vec::new();
    for head in store.of_week(week.label())? {
        let Some(exercise) = practice::answered_against(store, catalog, &head)? else { continue };
        let drafted = head.state == State::Draft;
        let answers = if drafted { None } else { store.entry(head.id)? };
        runs.push(Run {
            head,
            exercise: exercise.into_owned(),
            answers: answers.map(|entry| entry.answers).unwrap_or_default(),
            drafted,
        });
    }
    let later = written_later(&runs, week);
    Ok(WeekGiven {
        label: week.label(),
        starts: week.starts,
        ends: week.day(7),
        plan: plan(&view),
        before: before(store, &runs, week)?,
        cited: cited(store, catalog, &runs)?,
        runs,
        remarks: later.into_iter().collect(),
        written,
    })
}

/// Says which runs were written when their week was over.
fn written_later(runs: &[Run], week: Week) -> Option<String> {
    let late = runs.iter().filter(|run| !run.drafted && run.head.written >= week.ends());
    let named: Vec<String> = late
        .map(|run| {
            format!("{} ({}) on {}", run.exercise.title, run.head.short, run.head.written.format("%-d %B %Y"))
        })
        .collect();
    (!named.is_empty()).then(|| format!("Written after the week was over: {}.", named.join(", ")))
}

fn plan(view: &WeekView) -> Vec<PlanGiven> {
    view.slots
        .iter()
        .map(|slot| PlanGiven {
            exercise: slot.exercise.clone(),
            title: slot.title.clone(),
            day: slot.day,
            state: match slot.state {
                SlotState::Open => Slot::Open,
                SlotState::Skipped => Slot::Skipped,
                SlotState::Begun(..) => Slot::InProgress,
                SlotState::Done | SlotState::Partial => Slot::Done,
            },
        })
        .collect()
}

/// Looks up the last value before the week of every measure whose change is printed.
fn before(store: &Store, runs: &[Run], week: Week) -> Result<Before> {
    let mut before = Before::default();
    for run in runs.iter().filter(|run| !run.drafted) {
        let changes: BTreeSet<&str> = run
            .exercise
            .report
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Table { columns, .. } => Some(columns),
                _ => None,
            })
            .flatten()
            .filter_map(|column| column.change.as_deref())
            .collect();
        for measure in run.exercise.measures.iter().filter(|measure| changes.contains(measure.id.as_str())) {
            for path in filled_rows_of(&run.answers, &measure.group) {
                let scope = Scope::at(&run.exercise, &run.answers, &path);
                let subject = measure.subject.as_deref().and_then(|name| scope.text(name));
                let value = store.last_fact_before(&measure.id, subject.unwrap_or_default(), week.label())?;
                if let Some(value) = value {
                    before.set(&measure.id, subject, value);
                }
            }
        }
    }
    Ok(before)
}

fn cited(store: &Store, catalog: &Catalog, runs: &[Run]) -> Result<BTreeMap<EntryId, CitedEntry>> {
    let mut ids = BTreeSet::new();
    for run in runs {
        collect_cites(&run.answers, &mut ids);
    }
    let ids: Vec<EntryId> = ids.into_iter().collect();
    let heads = store.shorts(&ids)?;
    Ok(heads
        .into_iter()
        .map(|(id, head)| {
            let title =
                catalog.get(&head.exercise).map_or(head.exercise.clone(), |l| l.heading.title.clone());
            (id, CitedEntry { short: head.short, title, day: head.day })
        })
        .collect())
}

fn collect_cites(answers: &Answers, ids: &mut BTreeSet<EntryId>) {
    for (_, value) in answers.iter() {
        match value {
            Value::Cites(cites) => ids.extend(cites.iter().map(|cite| cite.entry)),
            Value::Rows(rows) => rows.iter().for_each(|row| collect_cites(row, ids)),
            _ => {}
        }
    }
}

/// A piece of an entry that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A page that has answers, with the row it is about.
    Page(String),
    /// A row of a group, and how deep it lies.
    Row(String, usize),
    /// A question and its answer.
    Answer(String, String),
}

/// Takes one entry apart, question by question; pages without an answer are left out.
pub fn said(exercise: &Exercise, answers: &Answers) -> Vec<Said> {
    let mut all = Vec::new();
    for page in exercise.pages(answers) {
        let step = &exercise.steps[page.step];
        let Some(row) = answers.row(&page.row) else { continue };
        let mut here = Vec::new();
        for field in &step.fields {
            say_field(&mut here, field, row, 0);
        }
        if here.is_empty() {
            continue;
        }
        let of = if page.row.0.is_empty() {
            String::new()
        } else {
            format!(": {}", exercise.row_title(answers, &page.row))
        };
        all.push(Said::Page(format!("{}{of}", step.title)));
        all.extend(here);
    }
    all
}

fn say_field(all: &mut Vec<Said>, field: &Field, row: &Answers, depth: usize) {
    let Some(value) = row.get(&field.id) else { return };
    if let (Kind::Group(group), Value::Rows(rows)) = (&field.kind, value) {
        for (index, inner) in rows.iter().filter(|row| !row.is_empty()).enumerate() {
            all.push(Said::Row(format!("{} {}", group.row, index + 1), depth));
            for column in &group.fields {
                say_field(all, column, inner, depth + 1);
            }
        }
        return;
    }
    if let Some(said) = spoken_value(field, value) {
        all.push(Said::Answer(field.label.clone(), said));
    }
}

/// Writes one entry as Markdown.
pub fn entry_markdown(exercise: &Exercise, answers: &Answers) -> String {
    use std::fmt::Write as _;
    let mut text = format!("# {}\n", exercise.title);
    for piece in said(exercise, answers) {
        let _ = match piece {
            Said::Page(title) => write!(text, "\n## {title}\n"),
            Said::Row(title, depth) => write!(text, "\n{} {title}\n", "#".repeat((3 + depth).min(6))),
            Said::Answer(label, said) => write!(text, "\n**{label}**\n\n{said}\n"),
        };
    }
    text
}
