//! One line that is logged: what it may be marked with, and the answers that its marks are.

use crate::db::Store;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::id::EntryId;
use crate::domain::marks::{Known, Mark, Marked};
use crate::domain::value::{Answers, Value};
use crate::error::Result;

/// How many names are known at most, those used last.
const NAMES: usize = 300;

/// Reads what a line for an exercise may be marked with: only what the exercise asks for.
pub fn known(store: &Store, exercise: &Exercise) -> Result<Known> {
    let names = |role: FieldRole| -> Result<Option<Vec<String>>> {
        let Some(field) = exercise.with_role(role) else { return Ok(None) };
        let Some(text) = field.kind.as_text() else { return Ok(None) };
        let mut names = match text.vocabulary() {
            Some(vocabulary) => store.suggest(vocabulary, "", NAMES)?,
            None => Vec::new(),
        };
        names.extend(text.starters.iter().cloned());
        Ok(Some(names))
    };
    let scale = exercise.with_role(FieldRole::Trust).and_then(|field| field.kind.as_scale());
    Ok(Known {
        products: names(FieldRole::Product)?,
        feelings: names(FieldRole::Feeling)?,
        scale: scale.map(|scale| scale.min..=scale.max),
    })
}

/// Lists the answers that the marks of a line are, with their fields.
pub fn answers<'a>(exercise: &'a Exercise, marked: &Marked) -> Vec<(&'a Field, Value)> {
    let answer = |mark: &Mark| {
        let (role, text) = match mark {
            Mark::Product(name) => (FieldRole::Product, name.clone()),
            Mark::Feeling(name) => (FieldRole::Feeling, name.clone()),
            Mark::Rating(value) => (FieldRole::Trust, value.to_string()),
            Mark::Tag(_) => return None,
        };
        let field = exercise.with_role(role)?;
        Some((field, field.read(&text).ok()?))
    };
    marked.marks.iter().filter_map(answer).collect()
}

/// Lists in words what an entry says that its small form does not ask for: other answers, and its tags.
pub fn beside(
    store: &Store,
    (whole, small): (&Exercise, &Exercise),
    answers: &Answers,
    entry: EntryId,
) -> Result<String> {
    let asks = |field: &Field| small.field::<String>(&[], &field.id).is_some();
    let others = whole.fields_at(&[]).into_iter().filter(|field| !asks(field));
    let said = others.filter_map(|field| {
        let said = field.kind.format(answers.get(&field.id)?)?;
        Some(format!("{} {said}", field.label))
    });
    let mut all: Vec<String> = said.collect();
    let tags = store.tags_of(&[entry])?.remove(&entry).unwrap_or_default();
    all.extend(tags.iter().map(|tag| format!("#{tag}")));
    Ok(all.join(" · "))
}

/// Lists the tags among the marks of a line.
pub fn tags(marked: &Marked) -> Vec<String> {
    let tag = |mark: &Mark| if let Mark::Tag(tag) = mark { Some(tag.clone()) } else { None };
    marked.marks.iter().filter_map(tag).collect()
}

/// Lists the names that what is typed after a sign may become, up to `most`.
pub fn completions(known: &Known, sign: char, typed: &str, most: usize) -> Vec<String> {
    let names = if sign == '@' { &known.products } else { &known.feelings };
    let key = subject_key(typed);
    let names = names.iter().flatten();
    names
        .filter(|name| subject_key(name).starts_with(&key) && subject_key(name) != key)
        .take(most)
        .cloned()
        .collect()
}
