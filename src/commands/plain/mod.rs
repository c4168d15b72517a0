//! An exercise line by line, on standard input and output: the same questions, checks and drafts as in the full-screen form.

mod clock;
mod compare;
mod input;
mod picks;
mod question;
mod rows;

use std::collections::BTreeSet;

use self::input::Typed;
use super::{Out, World};
use crate::app::practice::{begin, finish, first_answers, format_gap, stored_exercise};
use crate::app::{citations, returning, week};
use crate::db::{Returned, Store};
use crate::domain::entry::{Draft, Head};
use crate::domain::exercise::{Exercise, Field, Step};
use crate::domain::id::EntryId;
use crate::domain::kinds::Answering;
use crate::domain::locate::{FieldPath, Place, RowPath};
use crate::domain::number_format::counted;
use crate::domain::pages::Progress;
use crate::domain::plan::Week;
use crate::domain::returning::Returning;
use crate::domain::scope::Scope;
use crate::domain::value::{Answers, Value};
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};
use crate::sanitize;

const HELP: &str =
    "Press Enter to keep an answer or to skip the question. End a longer text with a `.` on its own line.
:example shows two answers, ? puts your last answer beside the rich one, :back returns to the question before,
:take accepts the suggestion, :clear removes the answer, :quit keeps the draft and leaves.
:another asks for another case, where one is dealt.";

/// What to practise: an entry that is there, or a new run of an exercise in a week.
#[derive(Debug)]
pub enum Target {
    /// An entry that is there.
    Entry(Box<Head>),
    /// A new run.
    New(String, Week),
    /// A new run that looks again at something that comes back today.
    LookAgain(Box<Returned>),
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    Next,
    Back,
    /// There was nothing to ask.
    Passed,
    /// Another case was dealt: everything is asked from the beginning.
    Again,
    /// The person left, or the input ended.
    Leave,
}

/// A field of a row, as it is asked.
#[derive(Clone, Copy)]
struct Question<'q> {
    exercise: &'q Exercise,
    field: &'q Field,
    row: &'q RowPath,
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
    /// Made with the first answer, so that looking changes nothing.
    draft: Option<Draft>,
    place: Place,
    /// The answer that was given last.
    answered: Option<FieldPath>,
    /// What it looks at again, which does not come back once this is finished.
    back: Option<(EntryId, Returning)>,
    /// Where the run was left, until the first question is asked.
    left: Option<Place>,
    started: std::time::Duration,
    before: std::time::Duration,
    /// The clock of steps, while it runs.
    clock: Option<clock::Running>,
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
    let back = match &target {
        Target::LookAgain(one) => Some((one.entry, one.returning.clone())),
        Target::Entry(_) | Target::New(..) => None,
    };
    let (loaded, week, answers, entry, draft, before) = match target {
        Target::New(id, week) => {
            let loaded = catalog.find(&id)?.clone();
            let first = first_answers(store, catalog, loaded.exercise(), world.today())?;
            (loaded, week, first, None, None, std::time::Duration::ZERO)
        }
        Target::LookAgain(one) => {
            let loaded = catalog.find(&one.returning.exercise)?.clone();
            let first = first_answers(store, catalog, loaded.exercise(), world.today())?;
            let first = returning::first_answers(loaded.exercise(), &one.returning.first, first);
            (loaded, this_week, first, None, None, std::time::Duration::ZERO)
        }
        Target::Entry(head) => {
            let gone = || {
                Error::unknown(
                    format!("`{}` no longer exists", head.short),
                    "`empathy list` shows your entries",
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
    let answered = None;
    Run {
        world,
        store,
        out,
        catalog,
        loaded,
        week,
        answers,
        entry,
        draft,
        place,
        answered,
        back,
        left,
        started,
        before,
        clock: None,
    }
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
        if let Some(theme) = week::theme_line(self.store, self.catalog, self.week, &exercise.id)? {
            self.out.line(&theme)?;
        }
        self.out.line(HELP)?;
        let mut told = BTreeSet::new();
        let mut at = self.resume(&exercise);
        let mut back = false;
        // Questions are listed again after each answer: an answer may open or close others.
        while let Some((step, row, field)) = questions(&exercise, &self.answers).into_iter().nth(at) {
            self.turn_clock(&exercise, Some(step))?;
            if told.insert((step.id.as_str(), row.clone())) {
                self.head(&exercise, step, &row)?;
            }
            self.place = Place { step: step.id.clone(), at: row.field(""), cursor: 0 };
            let question = Question { exercise: &exercise, field, row: &row };
            let reply = match self.ask(question)? {
                Reply::Passed if !back => self.tell_aloud(question, step)?,
                reply => reply,
            };
            match reply {
                Reply::Leave => {
                    self.turn_clock(&exercise, None)?;
                    return self.leave();
                }
                Reply::Again => {
                    told.clear();
                    (at, back) = (0, false);
                    continue;
                }
                Reply::Next => back = false,
                // Before the first question there is nothing to go back to: it is asked again.
                Reply::Back if at == 0 => continue,
                Reply::Back => back = true,
                Reply::Passed => back = back && at > 0,
            }
            at = if back { at - 1 } else { at + 1 };
        }
        self.turn_clock(&exercise, None)?;
        self.end(&exercise)
    }

    /// Finds the question to go on with: the one that was left, or the first.
    fn resume(&self, exercise: &Exercise) -> usize {
        let Some(left) = &self.left else { return 0 };
        let is_left = |(step, row, field): &(&Step, RowPath, &Field)| {
            step.id == left.step && leads_to(&left.at, row, &field.id)
        };
        questions(exercise, &self.answers).iter().position(is_left).unwrap_or(0)
    }

    fn head(&mut self, exercise: &Exercise, step: &Step, row: &RowPath) -> Result<()> {
        let of = if row.is_empty() {
            String::new()
        } else {
            format!(": {}", exercise.row_title(&self.answers, row))
        };
        let ask = step.ask.fill(&Scope::at(exercise, &self.answers, row));
        self.out.line(&format!("\n## {}{of}\n{ask}", step.title))?;
        step.why.as_ref().map_or(Ok(()), |why| self.out.line(&format!("({why})")))
    }

    fn ask(&mut self, question: Question<'_>) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        let answering = field.kind.answering();
        if !matches!(answering, Answering::Rows(_)) {
            self.left = None;
            self.place.at = row.field(&field.id);
        }
        match answering {
            Answering::Typed if field.is_dealt(self.answers.row(row)) => Ok(Reply::Passed),
            Answering::Typed if exercise.is_settled(field, &self.answers, row) => Ok(Reply::Passed),
            Answering::Typed => self.ask_one(question),
            Answering::Rows(group) => self.ask_rows(question, group),
            Answering::Order(rank) => self.ask_rank(question, rank),
            Answering::Cites(kind) => self.ask_evidence(question, kind),
            Answering::Shown(text) => {
                let text = sanitize::columns(&text.fill_cells(&Scope::at(exercise, &self.answers, row)));
                text.lines().try_for_each(|line| self.out.line(format!("  {line}").trim_end()))?;
                Ok(Reply::Passed)
            }
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
        self.out.line(&format!("\nkept as draft {short}; `empathy practice {short} --plain` continues it"))
    }

    fn nothing(&mut self) -> Result<()> {
        self.out.line(if self.entry.is_some() { "\nnothing was changed" } else { "\nnothing was written" })
    }

    fn end(&mut self, exercise: &Exercise) -> Result<()> {
        let gaps = exercise.gaps(citations::standing(self.store, &self.answers)?.as_ref());
        if self.draft.is_none() {
            return self.nothing();
        }
        if !gaps.is_empty() {
            let count = gaps.len();
            let are = if count == 1 { "is" } else { "are" };
            self.out.line(&format!("\n{} {are} still open:", counted(count, "answer")))?;
            for gap in &gaps {
                self.out.line(&format!("  {}", format_gap(exercise, &self.answers, gap)))?;
            }
            self.out.line("finish anyway? Type yes, or press Enter to keep the draft.")?;
            match self.prompt()? {
                Typed::Line(text) if matches!(text.trim().to_lowercase().as_str(), "y" | "yes") => {}
                _ => return self.leave(),
            }
        }
        self.save()?;
        let Some(draft) = self.draft.take() else { return Ok(()) };
        let head = finish(self.store, self.catalog, &self.loaded, &draft, self.world.now().wall)?;
        if let Some((entry, what)) = &self.back {
            self.store.settle(*entry, what, self.world.today())?;
        }
        let said = if head.summary.is_empty() { String::new() } else { format!(" · {}", head.summary) };
        self.out.line(&format!("\nfinished · {}{said}", head.short))
    }
}

/// Returns whether the place where the person left is a field, or in a row of it.
fn leads_to(left: &FieldPath, row: &RowPath, field: &str) -> bool {
    let inner = left.row.strip_prefix(&row[..]);
    inner.is_some_and(|inner| inner.first().map_or(left.field == field, |(group, _)| group == field))
}

/// Lists the questions there are for these answers, in order: step, row of the page, field.
fn questions<'e>(exercise: &'e Exercise, answers: &Answers) -> Vec<(&'e Step, RowPath, &'e Field)> {
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
                list.push((step, page.row.clone(), field));
            }
        }
    }
    list
}
