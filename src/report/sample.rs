//! A week to test with: the built-in exercises, answered in files of `path = answer` lines.

use std::rc::Rc;
use std::time::Duration;

use chrono::NaiveDate;

use super::input::{Before, CitedEntry, PlannedExercise, Run, WeekInput};
use crate::domain::entry::{Digest, Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::locate::RowPath;
use crate::domain::plan::Week;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Cite};
use crate::exercises::Catalog;

const WEEK: [(&str, &str); 5] = [
    ("trust-audit", include_str!("sample/trust-audit.txt")),
    ("error-map", include_str!("sample/error-map.txt")),
    ("mental-models", include_str!("sample/mental-models.txt")),
    ("automation-spectrum", include_str!("sample/automation-spectrum.txt")),
    ("dimension-review", include_str!("sample/dimension-review.txt")),
];

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn built_in(id: &str) -> Exercise {
    Catalog::built_in().get(id).expect("built in").exercise().clone()
}

/// Reads answers written as `group.0.field = answer`, with `\n` for a line break.
pub(super) fn answers(exercise: &Exercise, text: &str) -> Answers {
    let mut answers = Answers::default();
    for line in text.lines() {
        let (path, answer) = line.split_once(" = ").expect(line);
        let mut names: Vec<&str> = path.split('.').collect();
        let field = names.pop().expect(line);
        let mut row = RowPath::default();
        for pair in names.chunks(2) {
            let [group, index] = pair else { panic!("{line}") };
            let index: usize = index.parse().expect(line);
            let rows = answers.row_mut(&row).expect(line).rows_mut(group);
            rows.resize(rows.len().max(index + 1), Answers::default());
            row = row.into_row(group, index);
        }
        let known = exercise.field(&row, field).expect(line);
        let value = known.read(&answer.replace("\\n", "\n")).expect(line);
        answers.row_mut(&row).expect(line).set(field, value);
    }
    answers
}

/// Makes a finished run of 25 minutes.
pub(super) fn run(exercise: Exercise, answers: Answers, on: &str) -> Run {
    let begun = Moment::parse(&format!("{on}T09:00:00+01:00")).expect("a time");
    let id = EntryId::new(begun.ms, [u8::try_from(exercise.id.len()).expect("short"); 10]);
    let head = Head {
        id,
        short: id.short_ids(&exercise.prefix).next().expect("one"),
        exercise: exercise.id.clone(),
        revision: exercise.revision,
        definition: Digest::of(b""),
        state: State::Complete,
        open_draft: false,
        week: Week { starts: day("2026-11-16") }.label(),
        day: day(on),
        written: day(on),
        happened: None,
        begun,
        finished: Some(begun),
        desk: Duration::from_mins(25),
        version: 1,
        summary: exercise.summary_of(&answers),
    };
    Run { head, exercise: Rc::new(exercise), answers, drafted: false }
}

/// Makes a week with nothing in it.
pub(super) fn empty() -> WeekInput {
    let week = Week { starts: day("2026-11-16") };
    WeekInput {
        label: Some(week.label()),
        starts: week.starts,
        ends: week.day(7),
        plan: Vec::new(),
        runs: Vec::new(),
        before: Before::default(),
        cited: std::collections::BTreeMap::new(),
        labelled: Vec::new(),
        stories: Vec::new(),
        standings: Vec::new(),
        recalled: Vec::new(),
        remarks: Vec::new(),
        written: Moment::parse("2026-11-20T17:00:00+01:00").expect("a time"),
    }
}

/// Makes a week in which all five exercises were finished.
pub(super) fn full() -> WeekInput {
    let mut input = empty();
    for (i, (id, text)) in WEEK.iter().enumerate() {
        let exercise = built_in(id);
        let answers = answers(&exercise, text);
        let on = day("2026-11-16") + chrono::Days::new(i as u64);
        input.plan.push(PlannedExercise {
            exercise: exercise.id.clone(),
            title: exercise.title.clone(),
            day: on,
            state: crate::domain::plan::SlotState::Done,
        });
        input.runs.push(run(exercise, answers, &on.to_string()));
    }
    cite(&mut input);
    input.before.set("trust", Some("chatgpt"), 3.0);
    input.before.set("trust", Some("GitHub  Copilot"), 3.0);
    input.remarks.push("Teun was described by somebody else.".to_owned());
    input
}

/// Lets the recommendations cite the trust audit, and an entry that is gone.
fn cite(input: &mut WeekInput) {
    let [audit, .., review] = input.runs.as_mut_slice() else { return };
    let quote = "Trust 2 of 5. Monday, 8:50. I asked when the night train to Graz leaves. It said 22:12 and named \
                 the platform; the board at the station said 21:40. I stood there for *nine* minutes.";
    let cites = [
        vec![Cite { of: audit.head.id.into(), quote: quote.to_owned(), provenance: None }],
        vec![Cite { of: EntryId::new(0, [1; 10]).into(), quote: "Gone since.".to_owned(), provenance: None }],
    ];
    for (row, cites) in review.answers.rows_mut("recommendations").iter_mut().zip(cites) {
        row.set("evidence", cites.into());
    }
    let entry = CitedEntry {
        short: audit.head.short.clone(),
        title: audit.exercise.title.clone(),
        day: audit.head.day,
        found: Vec::new(),
    };
    input.cited.insert(audit.head.id.into(), entry);
}
