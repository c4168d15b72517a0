//! An exercise line by line, on standard input and output: the same questions, checks and drafts as in the full-screen form.

mod input;
mod picks;
mod question;
mod rows;

use std::collections::BTreeSet;

use self::input::Typed;
use super::practice::Target;
use super::{Out, World};
use crate::app::practice::{begin, finish, stored_exercise};
use crate::db::Store;
use crate::domain::entry::{Draft, Place};
use crate::domain::exercise::{Exercise, Field, Kind};
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::scope::Scope;
use crate::domain::validate::{Progress, plural};
use crate::domain::value::{Answers, RowPath, Value};
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};

/// What is said at the beginning.
const HELP: &str = "Enter keeps what is there or leaves a question open. `.` on a line of its own ends a longer text.
:example shows two answers, :back asks the question before again, :take takes what is proposed, :clear empties the answer,
:quit keeps the draft and leaves.";

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The next one, please.
    Next,
    /// The one before, please.
    Back,
    /// There was nothing to ask.
    Passed,
    /// The person left, or the input ended.
    Leave,
}

/// One run, line by line.
struct Run<'a> {
    world: &'a mut World,
    store: &'a mut Store,
    out: &'a mut Out,
    catalog: &'a Catalog,
    loaded: Loaded,
    week: Week,
    answers: Answers,
    /// The entry, if it is one that was there.
    entry: Option<EntryId>,
    /// Made with the first answer, so that looking on changes nothing.
    draft: Option<Draft>,
    place: Place,
    /// Where the run was left, until the first question is asked.
    left: Option<Place>,
    started: std::time::Duration,
    before: std::time::Duration,
}

/// Practises an exercise line by line.
pub fn run(
    world: &mut World,
    store: &mut Store,
    catalog: &Catalog,
    target: Target,
    out: &mut Out,
) -> Result<()> {
    let this_week = world.week(store, None)?;
    let started = world.now().mono;
    let (loaded, week, answers, entry, draft, before) = match target {
        Target::New(id, week) => {
            let loaded = catalog.find(&id)?.clone();
            (loaded, week, Answers::default(), None, None, std::time::Duration::ZERO)
        }
        Target::Entry(head) => {
            let gone = || {
                Error::unknown(
                    format!("`{}` is not there any more", head.short),
                    "`empathy list` shows the entries there are",
                )
            };
            let loaded = stored_exercise(store, &head)?.ok_or_else(gone)?;
            let draft = store.draft(head.id)?;
            let answers = match &draft {
                Some(draft) => draft.answers.clone(),
                None => store.entry(head.id)?.ok_or_else(gone)?.answers,
            };
            (loaded, this_week, answers, Some(head.id), draft, head.desk)
        }
    };
    let left = draft.as_ref().map(|draft| draft.place.clone());
    let place = left.clone().unwrap_or_default();
    Run { world, store, out, catalog, loaded, week, answers, entry, draft, place, left, started, before }
        .all()
}

impl Run<'_> {
    fn all(&mut self) -> Result<()> {
        let exercise = self.loaded.exercise().clone();
        self.out.line(&format!(
            "{} ({}–{} min)",
            exercise.title, exercise.minutes.least, exercise.minutes.most
        ))?;
        self.out.line(exercise.why.trim())?;
        self.out.line(HELP)?;
        let mut told: BTreeSet<(usize, RowPath)> = BTreeSet::new();
        let mut at = self.resume(&exercise);
        let mut back = false;
        loop {
            // Questions are listed anew after each answer: an answer may open or close others.
            let questions = questions(&exercise, &self.answers);
            let Some((page, key)) = questions.get(at) else { break };
            let (step, row) = page.clone();
            if told.insert((step, row.clone())) {
                self.head(&exercise, step, &row)?;
            }
            let Some(field) = exercise.field(&key.0.0, &key.1) else { break };
            self.place = Place { step: exercise.steps[step].id.clone(), page: row, ..Place::default() };
            let said = self.ask(&exercise, field, &key.0)?;
            match said {
                Said::Leave => return self.leave(),
                Said::Next => back = false,
                // Before the first question there is nothing to go back to: it is asked again.
                Said::Back if at == 0 => continue,
                Said::Back => back = true,
                Said::Passed => back = back && at > 0,
            }
            at = if back { at - 1 } else { at + 1 };
        }
        self.end(&exercise)
    }

    /// Finds the question to go on with: the one that was left, or the first.
    fn resume(&self, exercise: &Exercise) -> usize {
        let Some(left) = &self.left else { return 0 };
        let position = questions(exercise, &self.answers).iter().position(|((step, row), key)| {
            exercise.steps[*step].id == left.step && *row == left.page && leads_to(left, &key.0, &key.1)
        });
        position.unwrap_or(0)
    }

    fn head(&mut self, exercise: &Exercise, step: usize, row: &RowPath) -> Result<()> {
        let scope = Scope::at(exercise, &self.answers, row);
        let here = &exercise.steps[step];
        let of = if row.0.is_empty() {
            String::new()
        } else {
            format!(": {}", exercise.row_title(&self.answers, row))
        };
        let ask = here.ask.fill(&scope);
        self.out.line(&format!("\n## {}{of}\n{ask}", here.title))?;
        here.why.as_ref().map_or(Ok(()), |why| self.out.line(&format!("({why})")))
    }

    fn ask(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<Said> {
        if let Kind::Group(group) = &field.kind {
            return self.ask_rows(exercise, field, group, row);
        }
        self.left = None;
        self.place.row = row.clone();
        self.place.field.clone_from(&field.id);
        match &field.kind {
            Kind::Note(text) => {
                let said = text.fill(&Scope::at(exercise, &self.answers, row));
                self.out.line(&format!("  {said}"))?;
                Ok(Said::Passed)
            }
            Kind::Rank(rank) => {
                let by = rank.by.clone();
                self.ask_rank(exercise, field, &rank.of.clone(), by.as_deref(), row)
            }
            Kind::Evidence(kind) => self.ask_evidence(exercise, field, kind.about.as_deref(), row),
            _ => self.ask_one(exercise, field, row),
        }
    }

    fn set(&mut self, row: &RowPath, field: &str, value: Option<Value>) -> Result<()> {
        if let Some(here) = self.answers.row_mut(row) {
            match value {
                Some(value) => here.set(field, value),
                None => {
                    here.remove(field);
                }
            }
        }
        self.save()
    }

    /// Keeps the answers so far: on disk before the next question is asked.
    fn save(&mut self) -> Result<()> {
        let now = self.world.now();
        if let (None, Some(entry)) = (&self.draft, self.entry) {
            self.draft = Some(self.store.reopen(entry, now.wall)?);
        }
        let desk = self.before + now.mono.saturating_sub(self.started);
        if let Some(draft) = &mut self.draft {
            draft.answers = self.answers.clone();
            draft.place = self.place.clone();
            draft.desk = desk;
            draft.saved = now.wall;
            draft.revision = self.store.save_draft(draft)?;
        } else {
            let when = (self.week, self.world.today(), now.wall);
            let first = (&self.answers, &self.place);
            let (_, draft) = begin(self.store, &self.loaded, when, first, &mut self.world.chance)?;
            self.draft = Some(draft);
        }
        Ok(())
    }

    fn leave(&mut self) -> Result<()> {
        let Some(draft) = &self.draft else { return self.nothing() };
        let entry = draft.entry;
        self.save()?;
        let head = self.store.head(entry)?;
        let short = head.map_or_else(String::new, |head| head.short.to_string());
        self.out.line(&format!("\nkept as draft {short}; `empathy practice {short} --plain` goes on"))
    }

    fn nothing(&mut self) -> Result<()> {
        self.out.line(if self.entry.is_some() { "\nnothing was changed" } else { "\nnothing was written" })
    }

    fn end(&mut self, exercise: &Exercise) -> Result<()> {
        let gaps = exercise.gaps(&self.answers);
        if self.draft.is_none() {
            return self.nothing();
        }
        if !gaps.is_empty() {
            let count = gaps.len();
            self.out.line(&format!(
                "\n{count} {} still open:",
                if count == 1 { "answer is".to_owned() } else { format!("{} are", plural("answer")) }
            ))?;
            for gap in gaps.iter().take(8) {
                let label = exercise.field(&gap.row.0, &gap.field).map_or("", |field| field.label.as_str());
                self.out.line(&format!(
                    "  {} – {label}: {}",
                    exercise.steps[gap.step].title,
                    gap.fault.words()
                ))?;
            }
            self.out.line("finish as it is? (yes, or Enter keeps the draft)")?;
            match self.prompt()? {
                Typed::Line(text) if matches!(text.trim().to_lowercase().as_str(), "y" | "yes") => {}
                _ => return self.leave(),
            }
        }
        self.save()?;
        let Some(draft) = self.draft.take() else { return Ok(()) };
        let head = finish(self.store, self.catalog, &self.loaded, &draft, self.world.now().wall)?;
        self.out.line(&format!("\nfinished · {} · {}", head.short, head.summary))
    }
}

/// A page and the field asked on it.
type Question = ((usize, RowPath), (RowPath, String));

/// Tells whether the place somebody left is a field, or in a row of it.
fn leads_to(left: &Place, row: &RowPath, field: &str) -> bool {
    let inner = left.row.0.strip_prefix(row.0.as_slice());
    inner.is_some_and(|inner| inner.first().map_or(left.field == field, |(group, _)| group == field))
}

/// Lists the questions there are for these answers, in order.
fn questions(exercise: &Exercise, answers: &Answers) -> Vec<Question> {
    let mut list = Vec::new();
    let overview = exercise.overview(answers);
    for page in &overview.pages {
        let step = &exercise.steps[page.step];
        if matches!(overview.progress[page.step], Progress::Closed(_)) {
            continue;
        }
        for field in &step.fields {
            if exercise.shows(field, answers, &page.row)
                && exercise.waits(field, answers, &page.row).is_none()
            {
                list.push(((page.step, page.row.clone()), (page.row.clone(), field.id.clone())));
            }
        }
    }
    list
}
