//! An entry as a page to read: the words it was written in first, what it is about as marks, then what else was answered.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::practice::Asked;
use super::review::cited;
use crate::db::Store;
use crate::domain::entry::Head;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::field_role::FieldRole;
use crate::domain::hue::Hue;
use crate::domain::id::EntryId;
use crate::domain::locate::RowPath;
use crate::domain::metric::Reading;
use crate::domain::scope::Scope;
use crate::domain::value::{Answers, Value};
use crate::error::{Result, unless_damaged};
use crate::exercises::{Catalog, Loaded};
use crate::report::document::{Block, Body};
use crate::report::entry::Entry;
use crate::wording;

/// What stands in place of an entry that is damaged.
const UNREAD: &str = "The journal could not read this entry. Run “empathy doctor” to see what you can do.";

/// The roles of fields that are shown as marks, in the order of the marks.
const MARKED: [FieldRole; 5] =
    [FieldRole::Dimension, FieldRole::Product, FieldRole::Feeling, FieldRole::Trust, FieldRole::Provenance];

/// What an entry is about, in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Dimension(Option<Hue>, String),
    Product(String),
    Feeling(String),
    /// From 1, the lowest, to 5; and as it was rated.
    Trust(u8, String),
    /// How it is known, and whether anybody observed it.
    Known(String, bool),
}

/// Lists the marks of some answers, each with the field it was answered in. The colours of dimensions are those of the
/// exercise as it is now.
pub fn marks(now: &Exercise, asked: &Exercise, answers: &Answers) -> Vec<(String, Mark)> {
    let top = RowPath::default();
    let scope = Scope::at(asked, answers, &top);
    let one = |role: FieldRole| {
        let (field, value) = scope.own(&asked.with_role(role)?.id)?;
        let mark = match role {
            FieldRole::Provenance => Mark::Known(field.kind.format(value)?, scope.provenance().is_observed()),
            _ => mark(now, role, field, value)?,
        };
        Some((field.id.clone(), mark))
    };
    MARKED.into_iter().filter_map(one).collect()
}

fn mark(now: &Exercise, role: FieldRole, field: &Field, value: &Value) -> Option<Mark> {
    let text = field.kind.format(value)?;
    Some(match role {
        FieldRole::Dimension => {
            let picked = value.as_picks().and_then(|picks| picks.picked.first());
            let options = now.with_role(role).map_or(&[][..], |field| field.kind.options());
            let mut known = options.iter().chain(field.kind.options());
            let hue = known.find_map(|option| option.hue.filter(|_| Some(&option.id) == picked));
            Mark::Dimension(hue, text)
        }
        FieldRole::Product => Mark::Product(text),
        FieldRole::Feeling => Mark::Feeling(text),
        FieldRole::Trust => Mark::Trust(fifth(field, value), text),
        _ => return None,
    })
}

/// Brings a rating to five steps.
fn fifth(field: &Field, value: &Value) -> u8 {
    let number = value.as_number().unwrap_or_default();
    let (min, max) = match field.kind.reading(false) {
        Some(Reading::Scale { min, max }) => (min as f64, max as f64),
        _ => (1.0, 5.0),
    };
    (1.0 + (number - min) / (max - min).max(1.0) * 4.0).round().clamp(1.0, 5.0) as u8
}

/// An entry to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub head: Head,
    /// The title of its exercise.
    pub title: String,
    pub hue: Option<Hue>,
    pub tags: Vec<String>,
    /// What happened, where it begins with that; else empty.
    pub lead: String,
    pub marks: Vec<Mark>,
    /// The other answers.
    pub blocks: Vec<Block>,
    /// The fields whose answers are held against what somebody said, with those words as they are kept.
    pub echoed: Vec<(String, BTreeSet<u32>)>,
    /// The entries it cites, and those that cite it, with the titles of their exercises.
    pub cites: Vec<(Head, String)>,
    /// See `cites`.
    pub cited_by: Vec<(Head, String)>,
    /// What it was asked and what it says, where both can be read: its draft, else what was finished.
    pub said: Option<(Rc<Exercise>, Answers)>,
}

/// Reads an entry as a page, with so many characters of an answer at most; nothing if it is gone.
pub fn read(
    store: &Store,
    catalog: &Catalog,
    asked: &mut Asked,
    id: EntryId,
    longest: usize,
) -> Result<Option<Page>> {
    let Some(head) = store.head(id)? else { return Ok(None) };
    let draft = if head.open_draft { unless_damaged(store.draft(id))? } else { None };
    let answers = match draft {
        Some(draft) => Some(draft.answers),
        None => unless_damaged(store.entry(id))?.map(|entry| entry.answers),
    };
    let titled = |heads: Vec<Head>| -> Vec<(Head, String)> {
        let with_title = |head: Head| {
            let title = catalog.title(&head.exercise).to_owned();
            (head, title)
        };
        heads.into_iter().map(with_title).collect()
    };
    let heading = catalog.get(&head.exercise).map(Loaded::heading);
    let mut page = Page {
        title: catalog.title(&head.exercise).to_owned(),
        hue: heading.and_then(|heading| heading.hue),
        tags: store.tags_of(&[id])?.remove(&id).unwrap_or_default(),
        lead: String::new(),
        marks: Vec::new(),
        blocks: Vec::new(),
        echoed: Vec::new(),
        cites: titled(store.links_from(id)?),
        cited_by: titled(store.linked_by(id)?),
        said: None,
        head,
    };
    match (asked.of(store, catalog, &page.head), answers) {
        (_, None) => page.blocks = vec![Block { title: None, body: Body::Note(UNREAD.to_owned()) }],
        (None, _) => {}
        (Some(exercise), Some(answers)) => {
            let now = catalog.get(&page.head.exercise).map(Loaded::exercise);
            let now = now.unwrap_or(&exercise);
            fill(&mut page, store, catalog, now, (&exercise, &answers), longest)?;
            page.echoed = echoed(now, &answers);
            page.said = Some((exercise, answers));
        }
    }
    Ok(Some(page))
}

/// Lists the answers at the top that are held against what somebody said.
fn echoed(exercise: &Exercise, answers: &Answers) -> Vec<(String, BTreeSet<u32>)> {
    let answers = exercise.current(answers);
    let fields = exercise.fields_at(&[]).into_iter();
    let held = fields.map(|field| (field.id.clone(), exercise.echoed(&answers, field)));
    held.filter(|(_, keys)| !keys.is_empty()).collect()
}

fn fill(
    page: &mut Page,
    store: &Store,
    catalog: &Catalog,
    now: &Exercise,
    (exercise, answers): (&Exercise, &Answers),
    longest: usize,
) -> Result<()> {
    let mut without = Vec::new();
    for (field, mark) in marks(now, exercise, answers) {
        if let Mark::Dimension(hue @ Some(_), _) = mark {
            page.hue = hue;
        }
        without.push(field);
        page.marks.push(mark);
    }
    if let Some((field, text)) = lead(exercise, answers) {
        text.chars().take(longest).collect::<String>().trim().clone_into(&mut page.lead);
        without.push(field);
    }
    if !page.marks.iter().any(|mark| matches!(mark, Mark::Known(..)))
        && let Some(word) = wording::unobserved(exercise.provenance(answers))
    {
        page.marks.push(Mark::Known(word.to_owned(), false));
    }
    let cited = &cited(store, catalog, [answers])?;
    page.blocks = Entry { exercise, answers, cited, longest, without: &without }.blocks();
    Ok(())
}

/// Finds the prose that the first page of an exercise asks for, where it is no page of rows.
fn lead(exercise: &Exercise, answers: &Answers) -> Option<(String, String)> {
    let top = RowPath::default();
    let scope = Scope::at(exercise, answers, &top);
    let first = exercise.steps.first().filter(|step| step.each.is_empty())?;
    let is_own = |field: &&Field| field.case.is_none() && field.kind.as_text().is_some_and(|text| text.prose);
    first.fields.iter().filter(is_own).find_map(|field| {
        let (field, value) = scope.own(&field.id)?;
        Some((field.id.clone(), value.as_text()?.to_owned()))
    })
}
