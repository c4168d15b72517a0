//! An exercise line by line, on standard input and output: the same questions, checks and drafts as in the full-screen form.

mod ask;

use std::collections::BTreeSet;
use std::io::BufRead;

use super::practice::Target;
use super::{Out, World};
use crate::error::{Error, Result};
use crate::journal::practice::{begin, finish, stored_exercise};
use crate::library::{Catalog, Loaded};
use crate::model::check::plural;
use crate::model::entry::{Draft, Place};
use crate::model::exercise::{Exercise, Field, Kind, Proposal};
use crate::model::plan::Week;
use crate::model::scope::Scope;
use crate::model::value::{Answers, RowPath, Value};
use crate::store::Store;

/// What is said at the beginning.
const HELP: &str = "Enter keeps what is there or leaves a question open. `.` on a line of its own ends a longer text.
:example shows two answers, :back asks the question before again, :clear empties the answer, :quit keeps the draft and leaves.";

/// What became of a question.
enum Said {
    /// The next one, please.
    Next,
    /// The one before, please.
    Back,
    /// The person left, or the input ended.
    Leave,
}

/// What was typed at a prompt.
enum Typed {
    Line(String),
    Command(String),
    End,
}

/// One run, line by line.
struct Run<'a> {
    world: &'a mut World,
    store: &'a mut Store,
    out: &'a mut Out,
    loaded: Loaded,
    week: Week,
    answers: Answers,
    draft: Option<Draft>,
    place: Place,
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
    let (loaded, week, answers, draft, before) = match target {
        Target::New(id, week) => {
            let loaded = catalog.find(&id)?.clone();
            (loaded, week, Answers::default(), None, std::time::Duration::ZERO)
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
            // Over a finished entry the draft is made with the first change.
            let draft = match draft {
                Some(draft) => Some(draft),
                None => Some(store.reopen(head.id, world.now().wall)?),
            };
            (loaded, this_week, answers, draft, head.desk)
        }
    };
    let place = draft.as_ref().map(|draft| draft.place.clone()).unwrap_or_default();
    let mut run = Run { world, store, out, loaded, week, answers, draft, place, started, before };
    run.all()
}

impl Run<'_> {
    fn all(&mut self) -> Result<()> {
        let exercise = self.loaded.exercise.clone();
        self.out.line(&format!(
            "{} ({}–{} min)",
            exercise.title, exercise.minutes.least, exercise.minutes.most
        ))?;
        self.out.line(exercise.why.trim())?;
        self.out.line(HELP)?;
        let mut told: BTreeSet<(usize, RowPath)> = BTreeSet::new();
        // Questions are listed anew after each answer: an answer may open or close others.
        let mut at = self.resume(&exercise);
        loop {
            let questions = questions(&exercise, &self.answers);
            let Some((page, key)) = questions.get(at) else { break };
            let (step, row) = page.clone();
            if told.insert((step, row.clone())) {
                self.head(&exercise, step, &row)?;
            }
            let Some(field) = exercise.field(&key.0.groups(), &key.1) else { break };
            self.place = Place {
                step: exercise.steps[step].id.clone(),
                page: row,
                row: key.0.clone(),
                field: key.1.clone(),
                cursor: 0,
            };
            match self.ask(&exercise, field, &key.0)? {
                Said::Next => at += 1,
                Said::Back => at = at.saturating_sub(1),
                Said::Leave => return self.leave(),
            }
        }
        self.end(&exercise)
    }

    /// Finds the question to go on with: the one that was left, or the first.
    fn resume(&self, exercise: &Exercise) -> usize {
        let left = &self.place;
        let position = questions(exercise, &self.answers).iter().position(|((step, row), key)| {
            exercise.steps[*step].id == left.step
                && *row == left.page
                && key.0 == left.row
                && key.1 == left.field
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
        match &field.kind {
            Kind::Note(text) => {
                let said = text.fill(&Scope::at(exercise, &self.answers, row));
                self.out.line(&format!("  {said}"))?;
                Ok(Said::Next)
            }
            Kind::Group(group) => self.ask_rows(exercise, field, group, row),
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
        let Some(draft) = &self.draft else { return self.out.line("\nnothing was written") };
        let entry = draft.entry;
        self.save()?;
        let head = self.store.head(entry)?;
        let short = head.map_or_else(String::new, |head| head.short.to_string());
        self.out.line(&format!("\nkept as draft {short}; `empathy practice {short}` goes on"))
    }

    fn end(&mut self, exercise: &Exercise) -> Result<()> {
        let gaps = exercise.gaps(&self.answers);
        if self.draft.is_none() {
            return self.out.line("\nnothing was written");
        }
        if !gaps.is_empty() {
            let count = gaps.len();
            self.out.line(&format!(
                "\n{count} {} still open:",
                if count == 1 { "answer is".to_owned() } else { format!("{} are", plural("answer")) }
            ))?;
            for gap in gaps.iter().take(8) {
                let label =
                    exercise.field(&gap.row.groups(), &gap.field).map_or("", |field| field.label.as_str());
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
        let head = finish(self.store, &self.loaded, &draft, self.world.now().wall)?;
        self.out.line(&format!("\nfinished · {} · {}", head.short, head.summary))
    }

    /// Reads a text of several lines, up to a `.` on a line of its own. An empty first line means none.
    fn prose(&mut self) -> Result<Typed> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            match self.prompt()? {
                Typed::Line(line) if line.trim() == "." => break,
                Typed::Line(line) if line.trim().is_empty() && lines.is_empty() => break,
                Typed::Line(line) => lines.push(line),
                Typed::Command(command) if lines.is_empty() => return Ok(Typed::Command(command)),
                Typed::Command(command) => lines.push(format!(":{command}")),
                Typed::End if lines.is_empty() => return Ok(Typed::End),
                Typed::End => break,
            }
        }
        Ok(Typed::Line(lines.join("\n").trim_end().to_owned()))
    }

    fn prompt(&mut self) -> Result<Typed> {
        self.out.text("> ")?;
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_until(b'\n', &mut bytes).map_err(|error| Error::File {
            attempt: "read the answer".to_owned(),
            cause: error.to_string(),
            hint: "what was written before is kept as a draft".to_owned(),
        })?;
        if read == 0 {
            return Ok(Typed::End);
        }
        let text = String::from_utf8_lossy(&bytes);
        let line = text.trim_end_matches(['\n', '\r']);
        Ok(match line.strip_prefix(':') {
            Some(rest) if rest.starts_with(':') => Typed::Line(rest.to_owned()),
            Some(command) => Typed::Command(command.trim().to_lowercase()),
            None => Typed::Line(line.to_owned()),
        })
    }
}

/// A page and the field asked on it.
type Question = ((usize, RowPath), (RowPath, String));

/// Lists the questions there are for these answers, in order.
fn questions(exercise: &Exercise, answers: &Answers) -> Vec<Question> {
    let mut list = Vec::new();
    for page in exercise.pages(answers) {
        let step = &exercise.steps[page.step];
        if exercise.closed_by(step, answers).is_some() {
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

fn proposals(field: &Field) -> &[Proposal] {
    match &field.kind {
        Kind::Text(kind) => &kind.propose,
        Kind::Choice(kind) => &kind.propose,
        _ => &[],
    }
}

/// Reads an answer; options may be given by number.
fn read(field: &Field, text: &str) -> Option<Value> {
    if let Kind::Choice(kind) = &field.kind {
        let named = |part: &str| {
            let number = part.trim().parse::<usize>().ok();
            let option = number.and_then(|n| kind.options.get(n.checked_sub(1)?));
            option.map_or_else(|| part.trim().to_owned(), |option| option.id.clone())
        };
        let text =
            if kind.many { text.split(',').map(named).collect::<Vec<_>>().join(",") } else { named(text) };
        return field.read(&text);
    }
    field.read(text)
}

fn expected(field: &Field) -> String {
    match &field.kind {
        Kind::Scale(kind) => format!("a whole number from {} to {}", kind.min, kind.max),
        Kind::Number(_) => "a number".to_owned(),
        Kind::Choice(kind) if kind.other => "a number from the list, or `other: your own words`".to_owned(),
        Kind::Choice(_) => "a number from the list".to_owned(),
        _ => "that does not fit here".to_owned(),
    }
}
