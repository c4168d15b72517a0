//! `hints`: words in a text or an entry that are worth a second look. It changes nothing.

use std::io::IsTerminal;
use std::path::Path;

use serde::Serialize;

use super::suggest::read;
use super::texts::decode;
use super::world::talk;
use super::{Out, World};
use crate::app::practice::stored_exercise;
use crate::cli;
use crate::coach::{self, Hint};
use crate::domain::exercise::{Exercise, Field, Rule};
use crate::domain::id::IdPrefix;
use crate::domain::scope::rows_of;
use crate::domain::value::{Answers, Value};
use crate::error::{Error, Result, did_you_mean};
use crate::exercises::{Catalog, Loaded};

/// What is answered in JSON, for each hint.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    rule: &'a str,
    /// From where to where in the text, in bytes.
    span: [usize; 2],
    text: &'a str,
    reason: &'a str,
    repair: &'a str,
}

/// A text to read, and by which rules.
struct Part {
    /// The field, and what it asks for, if it is an answer.
    field: Option<(String, String)>,
    rules: Vec<Rule>,
    text: String,
}

pub fn run(world: &World, out: &mut Out, args: &cli::Hints) -> Result<()> {
    let from = args.from.as_deref().filter(|from| *from != "-");
    if from.is_none() && std::io::stdin().is_terminal() {
        return Err(Error::usage(
            "there is nothing to read",
            "name a file or an entry, as in `empathy hints story.txt`, or pipe a text",
        ));
    }
    let parts = match from.map(|from| (from, from.parse::<IdPrefix>())) {
        Some((from, Ok(id))) if !Path::new(from).exists() => of_entry(world, &id, args.field.as_deref())?,
        from => vec![of_text(world, from.map(|(from, _)| Path::new(from)), args.field.as_deref())?],
    };
    let mut given = 0;
    let mut answers = Vec::new();
    for part in &parts {
        let hints = hints(&world.settings.hints_on(&part.rules), &part.text);
        given += hints.len();
        if args.json.json {
            answers.extend(hints.iter().map(|hint| serde_json::json!(part.answer(hint))));
        } else {
            part.print(&hints, out)?;
        }
    }
    if args.json.json {
        out.json(&serde_json::Value::Array(answers))
    } else {
        if given == 0 {
            talk("Nothing to point out.");
        }
        Ok(())
    }
}

/// Reads a text paragraph by paragraph: each may have its hints.
fn hints(rules: &[Rule], text: &str) -> Vec<Hint> {
    let (mut found, mut start) = (Vec::new(), 0);
    for paragraph in text.split_inclusive("\n\n") {
        found.extend(
            coach::hints(rules, paragraph)
                .into_iter()
                .map(|hint| Hint { span: hint.span.start + start..hint.span.end + start, ..hint }),
        );
        start += paragraph.len();
    }
    found.sort_by_key(|hint| hint.span.start);
    found
}

impl Part {
    fn words(&self, hint: &Hint) -> &str {
        self.text.get(hint.span.clone()).unwrap_or_default()
    }

    fn answer<'a>(&'a self, hint: &'a Hint) -> Answer<'a> {
        Answer {
            field: self.field.as_ref().map(|(field, _)| field.as_str()),
            rule: hint.rule.name(),
            span: [hint.span.start, hint.span.end],
            text: self.words(hint),
            reason: &hint.says,
            repair: hint.repair,
        }
    }

    fn print(&self, hints: &[Hint], out: &mut Out) -> Result<()> {
        if let Some((field, label)) = self.field.as_ref().filter(|_| !hints.is_empty()) {
            out.line(&format!("{label} ({field})"))?;
        }
        for hint in hints {
            let before = self.text.get(..hint.span.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            out.line(&format!("{line}:{column}  {}  [{}]", hint.says, hint.rule.name()))?;
            out.line(&format!("      for example: {}", hint.repair))?;
        }
        Ok(())
    }
}

/// The text of a file or of standard input.
fn of_text(world: &World, file: Option<&Path>, field: Option<&str>) -> Result<Part> {
    let rules = match field {
        Some(name) => rules_of(&world.catalog_in_passing(), name)?,
        None => coach::ANYWHERE.to_vec(),
    };
    let bytes = read(file)?;
    let name = file.unwrap_or(Path::new("standard input"));
    let text = decode(name, &bytes).map_err(|problem| Error::Problems(vec![problem]))?;
    Ok(Part { field: None, rules, text: text.to_owned() })
}

/// The rules of the field that a name means.
fn rules_of(catalog: &Catalog, name: &str) -> Result<Vec<Rule>> {
    let (wanted, id) = name.split_once('.').map_or((None, name), |(exercise, id)| (Some(exercise), id));
    let mut found: Vec<(String, &[Rule])> = Vec::new();
    let mut known = Vec::new();
    for exercise in catalog.all().map(Loaded::exercise) {
        for field in fields(exercise).filter(|field| field.kind.as_text().is_some()) {
            known.push(field.id.as_str());
            if field.id == id && wanted.is_none_or(|wanted| wanted == exercise.id) {
                found.push((format!("{}.{id}", exercise.id), &field.hints));
            }
        }
    }
    let Some(((_, rules), others)) = found.split_first() else {
        let near = did_you_mean(id, known).map(|near| format!("did you mean `{near}`?"));
        let hint =
            near.unwrap_or_else(|| "`empathy exercises show` lists the fields of an exercise".to_owned());
        return Err(Error::usage(format!("no exercise asks for a text named `{name}`"), hint));
    };
    if others.iter().any(|(_, other)| other != rules) {
        let names: Vec<String> = found.iter().map(|(name, _)| format!("`{name}`")).collect();
        return Err(Error::usage(
            format!("several exercises have a field `{id}`, and read it differently"),
            format!("name one of {}", names.join(", ")),
        ));
    }
    if rules.is_empty() {
        talk(&format!("No hints are meant for `{name}`."));
    }
    Ok(rules.to_vec())
}

/// Lists the fields of an exercise, those of its groups too.
fn fields(exercise: &Exercise) -> impl Iterator<Item = &Field> {
    let groups = exercise.groups().into_iter().chain([Vec::new()]);
    groups.flat_map(|group| exercise.fields_at(&group))
}

/// The answers of an entry that are read by rules, or the one that is named.
fn of_entry(world: &World, id: &IdPrefix, field: Option<&str>) -> Result<Vec<Part>> {
    let store = world.store()?;
    let head = world.entry(&store, id)?;
    let gone =
        || Error::unknown(format!("`{}` no longer exists", head.short), "`empathy list` shows your entries");
    let loaded = stored_exercise(&store, &head)?.ok_or_else(gone)?;
    let exercise = loaded.exercise();
    let draft = store.draft(head.id)?.map(|draft| draft.answers);
    let answers = match draft {
        Some(draft) => draft,
        None => store.entry(head.id)?.ok_or_else(gone)?.answers,
    };
    let wanted = field.map(|name| name.rsplit('.').next().unwrap_or(name));
    if let Some(name) = wanted
        && !fields(exercise).any(|field| field.id == name)
    {
        let near = did_you_mean(name, fields(exercise).map(|field| field.id.as_str()));
        let hint = near.map_or("leave `--field` out to read them all".to_owned(), |near| {
            format!("did you mean `{near}`?")
        });
        return Err(Error::usage(format!("`{}` has no field `{name}`", head.short), hint));
    }
    Ok(parts(exercise, &answers, wanted))
}

fn parts(exercise: &Exercise, answers: &Answers, wanted: Option<&str>) -> Vec<Part> {
    let mut parts = Vec::new();
    for group in [Vec::new()].into_iter().chain(exercise.groups()) {
        let read: Vec<&Field> = exercise
            .fields_at(&group)
            .into_iter()
            .filter(|field| !field.hints.is_empty() && wanted.is_none_or(|wanted| field.id == wanted))
            .collect();
        for row in rows_of(answers, &group) {
            for field in &read {
                let key = row.field(&field.id);
                let Some(text) = answers.at(&key).and_then(Value::as_text) else { continue };
                parts.push(Part {
                    field: Some((key.name(), field.label.clone())),
                    rules: field.hints.clone(),
                    text: text.to_owned(),
                });
            }
        }
    }
    parts
}
