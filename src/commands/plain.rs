//! An exercise line by line, on standard input and output: the same questions, checks and drafts as in the full-screen form.

use std::collections::BTreeSet;
use std::io::BufRead;

use super::practice::Target;
use super::{Out, World};
use crate::coach;
use crate::error::{Error, Result};
use crate::journal::practice::{begin, finish, stored_exercise};
use crate::library::{Catalog, Loaded};
use crate::model::check::plural;
use crate::model::condition::all_hold;
use crate::model::entry::{Draft, Place};
use crate::model::evidence::Citable;
use crate::model::exercise::{Exercise, Field, GroupKind, Kind, Proposal};
use crate::model::plan::Week;
use crate::model::scope::Scope;
use crate::model::template::spoken_value;
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
            let loaded = super::exercises::find(catalog, &id)?.clone();
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

    fn ask_one(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<Said> {
        self.describe(exercise, field, row)?;
        loop {
            let typed = if matches!(&field.kind, Kind::Text(kind) if kind.prose) {
                self.prose()?
            } else {
                self.prompt()?
            };
            let text = match typed {
                Typed::End => return Ok(Said::Leave),
                Typed::Command(command) => match self.command(&command, exercise, field, row)? {
                    Some(said) => return Ok(said),
                    None => continue,
                },
                Typed::Line(text) => text,
            };
            if text.trim().is_empty() {
                return Ok(Said::Next);
            }
            let Some(value) = read(field, &text) else {
                self.out.line(&format!("! {}", expected(field)))?;
                continue;
            };
            if let Some(fault) = field.check(Some(&value)) {
                self.out.line(&format!("! {}", fault.words()))?;
                // What was written stays: it may be mended later.
                if !matches!(field.kind, Kind::Text(_)) {
                    continue;
                }
            }
            self.set(row, &field.id, Some(value))?;
            for hint in coach::hints(&field.hints, &text) {
                self.out.line(&format!("~ {}", hint.says))?;
            }
            return Ok(Said::Next);
        }
    }

    fn describe(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<()> {
        let optional = if field.optional { " (optional)" } else { "" };
        self.out.line(&format!("{}{optional}", field.label))?;
        if let Some(help) = &field.help {
            self.out.line(&format!("  {help}"))?;
        }
        match &field.kind {
            Kind::Scale(scale) => {
                for value in scale.min..=scale.max {
                    let word = scale.anchor(value).map_or(String::new(), |word| format!(" {word}"));
                    self.out.line(&format!("  {value}{word}"))?;
                }
            }
            Kind::Choice(choice) => {
                for (index, option) in choice.options.iter().enumerate() {
                    let help = option.help.as_ref().map_or(String::new(), |help| format!(" – {help}"));
                    self.out.line(&format!("  {} {}{help}", index + 1, option.label))?;
                }
                if choice.other {
                    self.out.line("  other: your own words")?;
                }
                if choice.many {
                    self.out.line("  several, with commas between")?;
                }
            }
            _ => {}
        }
        let here = self
            .answers
            .row(row)
            .and_then(|answers| answers.get(&field.id))
            .and_then(|value| spoken_value(field, value));
        if let Some(said) = here {
            self.out.line(&format!("  now: {said}"))?;
        }
        let scope = Scope::at(exercise, &self.answers, row);
        let proposal = proposals(field).iter().find(|proposal| all_hold(&proposal.when, &scope));
        if let Some(Proposal { value, because, .. }) = proposal {
            let value = match &field.kind {
                Kind::Choice(kind) => kind.label(value),
                _ => value.as_str(),
            };
            self.out.line(&format!("  proposed: {value}. {because} (:take)"))?;
        }
        Ok(())
    }

    fn command(
        &mut self,
        command: &str,
        exercise: &Exercise,
        field: &Field,
        row: &RowPath,
    ) -> Result<Option<Said>> {
        match command {
            "quit" | "q" => return Ok(Some(Said::Leave)),
            "back" | "b" => return Ok(Some(Said::Back)),
            "clear" => {
                self.set(row, &field.id, None)?;
                self.out.line("  empty now")?;
            }
            "example" | "e" => match &field.example {
                Some(example) => {
                    self.out.line(&format!(
                        "  thin: {}\n  rich: {}",
                        example.thin.trim(),
                        example.rich.trim()
                    ))?;
                }
                None => self.out.line("  there is no example for this question")?,
            },
            "take" => {
                let scope = Scope::at(exercise, &self.answers, row);
                let value = proposals(field)
                    .iter()
                    .find(|proposal| all_hold(&proposal.when, &scope))
                    .and_then(|p| field.read(&p.value));
                match value {
                    Some(value) => {
                        self.set(row, &field.id, Some(value))?;
                        return Ok(Some(Said::Next));
                    }
                    None => self.out.line("  nothing is proposed here")?,
                }
            }
            _ => self.out.line(HELP)?,
        }
        Ok(None)
    }

    fn ask_rows(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        group: &GroupKind,
        row: &RowPath,
    ) -> Result<Said> {
        let wanted = crate::model::check::wanted_rows(group);
        self.out.line(&format!("{} ({wanted})", field.label))?;
        if !group.nudges.is_empty() {
            self.out.line(&format!("  worth a thought: {}", group.nudges.join(", ")))?;
        }
        let mut index = 0;
        while group.max.is_none_or(|max| index < max) {
            let path = row.into_row(&field.id, index);
            let there = self.answers.row(&path).is_some_and(|answers| !answers.is_empty());
            let begins = group.start.len().max(group.min);
            if !there && index >= begins {
                self.out.line(&format!("another {}? Enter goes on", group.row))?;
            } else {
                self.out.line(&format!("{} {}", group.row, index + 1))?;
            }
            if self.answers.row(&path).is_none()
                && let Some(here) = self.answers.row_mut(row)
            {
                let rows = here.rows_mut(&field.id);
                while rows.len() <= index {
                    rows.push(group.new_row(rows.len()));
                }
            }
            for (place, column) in group.fields.iter().enumerate() {
                if !exercise.shows(column, &self.answers, &path)
                    || exercise.waits(column, &self.answers, &path).is_some()
                {
                    continue;
                }
                match self.ask(exercise, column, &path)? {
                    Said::Next => {}
                    other => return Ok(other),
                }
                let empty = self.answers.row(&path).is_none_or(Answers::is_empty);
                if place == 0 && empty && index >= begins {
                    return Ok(Said::Next);
                }
            }
            let empty = self.answers.row(&path).is_none_or(Answers::is_empty);
            if empty && index + 1 >= begins {
                return Ok(Said::Next);
            }
            index += 1;
        }
        Ok(Said::Next)
    }

    fn ask_rank(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        of: &str,
        by: Option<&str>,
        row: &RowPath,
    ) -> Result<Said> {
        self.out.line(&field.label)?;
        let count = self.answers.row(row).map_or(0, |here| here.rows(of).len());
        for index in 0..count {
            let path = row.into_row(of, index);
            let number = by.and_then(|by| self.answers.row(&path)?.get(by)?.as_number());
            let number = number.map_or(String::new(), |number| format!(" ({number})"));
            let title = exercise.row_title(&self.answers, &path);
            self.out.line(&format!("  {} {title}{number}", index + 1))?;
        }
        loop {
            self.out.line("  a new order, as in `2 1 3`; Enter keeps this one")?;
            let text = match self.prompt()? {
                Typed::End => return Ok(Said::Leave),
                Typed::Command(command) => match self.command(&command, exercise, field, row)? {
                    Some(said) => return Ok(said),
                    None => continue,
                },
                Typed::Line(text) => text,
            };
            if text.trim().is_empty() {
                return Ok(Said::Next);
            }
            let order: Vec<usize> =
                text.split([' ', ',']).filter_map(|word| word.trim().parse().ok()).collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            if sorted != (1..=count).collect::<Vec<_>>() {
                self.out.line(&format!("! every number from 1 to {count}, once"))?;
                continue;
            }
            if let Some(here) = self.answers.row_mut(row) {
                let rows = here.rows_mut(of);
                let new: Vec<Answers> = order.iter().filter_map(|n| rows.get(n - 1).cloned()).collect();
                *rows = new;
            }
            self.save()?;
            return Ok(Said::Next);
        }
    }

    fn ask_evidence(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        about: Option<&str>,
        row: &RowPath,
    ) -> Result<Said> {
        let scope = Scope::at(exercise, &self.answers, row);
        let subject = about.and_then(|name| scope.text(name)).map(str::to_owned);
        let entry = self.draft.as_ref().map(|draft| draft.entry);
        let found: Vec<Citable> = match &subject {
            Some(subject) => self.store.findings_about(subject, entry, 40)?,
            None => Vec::new(),
        };
        self.out.line(&field.label)?;
        if found.is_empty() {
            self.out.line("  nothing earlier says anything about this yet")?;
            return Ok(Said::Next);
        }
        for (index, citable) in found.iter().enumerate() {
            self.out.line(&format!(
                "  {} {} {}: {}",
                index + 1,
                citable.day.format("%a %-d %b"),
                citable.short,
                citable.text
            ))?;
        }
        loop {
            self.out.line("  numbers to cite, as in `1 3`; Enter keeps what is cited")?;
            let text = match self.prompt()? {
                Typed::End => return Ok(Said::Leave),
                Typed::Command(command) => match self.command(&command, exercise, field, row)? {
                    Some(said) => return Ok(said),
                    None => continue,
                },
                Typed::Line(text) => text,
            };
            if text.trim().is_empty() {
                return Ok(Said::Next);
            }
            let numbers: Option<Vec<usize>> = text
                .split([' ', ','])
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().ok())
                .collect();
            let cites: Option<Vec<_>> = numbers.and_then(|numbers| {
                numbers.iter().map(|n| Some(found.get(n.checked_sub(1)?)?.cite())).collect()
            });
            match cites {
                Some(cites) => {
                    self.set(row, &field.id, Some(Value::Cites(cites)))?;
                    return Ok(Said::Next);
                }
                None => self.out.line(&format!("! numbers from 1 to {}", found.len()))?,
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
