//! Everything in a journal as Markdown, to read and to search: a file for each week, one for the trash and one for people.

use std::fmt::Write as _;

use super::log::Asked;
use super::review::cited;
use crate::db::{Exported, Store};
use crate::domain::entry::{Head, State};
use crate::domain::plan::WeekLabel;
use crate::domain::time::spent;
use crate::domain::value::Answers;
use crate::error::{Result, unless_damaged};
use crate::exercises::Catalog;
use crate::report::document::{Block, Body, Document, Item, Section};
use crate::report::entry::Entry;
use crate::report::markdown::markdown;

/// Returns every file with its name. Names of people stay as they are.
pub fn files(
    store: &Store,
    catalog: &Catalog,
    put: &mut dyn FnMut(&str, &str) -> Result<()>,
) -> Result<Exported> {
    let mut writer = Writer { store, catalog, asked: Asked::default(), told: Exported::default() };
    let mut week = store.first_week()?;
    let last = store.last_week()?;
    while let Some(label) = week.filter(|label| last.is_some_and(|last| *label <= last)) {
        let heads = store.of_week(label)?;
        if !heads.is_empty() {
            put(&format!("{label}.md"), &writer.document(format!("Week {label}"), &heads)?)?;
        }
        week = after(label);
    }
    let trash = store.in_trash(usize::MAX)?;
    if !trash.is_empty() {
        writer.told.trashed = trash.len();
        put("trash.md", &writer.document("Trash".to_owned(), &trash)?)?;
    }
    let people = store.people()?;
    if !people.is_empty() {
        writer.told.people = people.len();
        let item = |text: String| Item { text, evidence: Vec::new() };
        let items = people.iter().map(|person| {
            let names: Vec<&str> = person.names().collect();
            item(format!("{}: {} in what you share", names.join(", "), person.alias))
        });
        let list = Block { title: None, body: Body::List { items: items.collect(), numbered: false } };
        let document = Document { title: "People".to_owned(), opening: vec![list], ..Document::default() };
        put("people.md", &markdown(&document))?;
    }
    Ok(writer.told)
}

/// The week after another.
fn after(label: WeekLabel) -> Option<WeekLabel> {
    let monday = label.monday()?.checked_add_days(chrono::Days::new(7))?;
    Some(WeekLabel::of_start(monday))
}

struct Writer<'a> {
    store: &'a Store,
    catalog: &'a Catalog,
    asked: Asked,
    told: Exported,
}

impl Writer<'_> {
    fn document(&mut self, title: String, heads: &[Head]) -> Result<String> {
        let mut sections = Vec::new();
        for head in heads {
            self.told.entries += 1;
            if head.state != State::Draft {
                let entry = unless_damaged(self.store.entry(head.id))?;
                sections.push(self.section(head, entry.map(|entry| entry.answers), "")?);
            }
            if head.open_draft {
                let draft = unless_damaged(self.store.draft(head.id))?;
                sections.push(self.section(head, draft.map(|draft| draft.answers), " (draft)")?);
            }
        }
        Ok(markdown(&Document { title, sections, ..Document::default() }))
    }

    fn section(&mut self, head: &Head, answers: Option<Answers>, what: &str) -> Result<Section> {
        let title = format!(
            "{}, {}: {}{what}",
            head.day.format("%a %-d %b %Y"),
            head.at().local().format("%H:%M"),
            self.catalog.title(&head.exercise)
        );
        let mut about = head.short.to_string();
        let mut add = |text: String| write!(about, " · {text}").unwrap_or_default();
        spent(head.desk).into_iter().for_each(&mut add);
        let tags = self.store.tags_of(&[head.id])?.remove(&head.id).unwrap_or_default();
        tags.iter().map(|tag| format!("#{tag}")).for_each(&mut add);
        let asked = self.asked.of(self.store, self.catalog, head);
        let blocks = if let Some((answers, exercise)) = answers.zip(asked) {
            let cited = cited(self.store, self.catalog, [&answers])?;
            let (exercise, answers) = (&*exercise, &answers);
            Entry { exercise, answers, cited: &cited, longest: usize::MAX, without: &[] }.blocks()
        } else {
            self.told.damaged.push(head.short.to_string());
            let words = "This entry can't be read. `empathy doctor` says why.".to_owned();
            vec![Block { title: None, body: Body::Note(words) }]
        };
        Ok(Section { title, about: Some(about), hue: None, blocks })
    }
}
