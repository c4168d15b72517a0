//! The file of the checklist, and the exercise in which a person rates themselves on its items.

use std::path::Path;

use crate::domain::checklist::{Checklist, ChecklistItem, Distinct, EvidenceRule};
use crate::domain::metric::Metrics;
use crate::error::Problem;

use super::diagnostics::quoted;
use super::lower::{Case, need_id};
use super::progress_file::{check_measure, known_measure};
use super::reader::Reader;

/// How many items stand on one page of the self-rating.
const PAGE: usize = 5;

/// Where an item shows.
const USED: [&str; 3] = ["interview", "review", "daily"];

/// Reads a checklist over the measures and exercises there are. A rule with a mistake is left out and told of: its item
/// can only be self-rated.
pub(super) fn parse_checklist(
    name: &Path,
    text: &str,
    metrics: &Metrics,
    exercises: &[&str],
) -> Result<(Checklist, Vec<Problem>), Vec<Problem>> {
    super::read_partly(name, text, |source, root| {
        let mut reader = Reader::new(source, root, 0, "checklist");
        let mut list = head(&mut reader);
        for table in reader.need_tables("item", "item", "item") {
            list.items.extend(item(table, metrics, exercises, &list.items));
        }
        reader.finish();
        list
    })
}

/// Takes what stands above the items.
fn head(reader: &mut Reader<'_>) -> Checklist {
    reader.need_whole("format", 1..=super::FORMAT);
    Checklist {
        id: need_id(reader, Case::Kebab).value.to_owned(),
        title: reader.need_string("title"),
        about: reader.need_string("about"),
        why: reader.need_string("why"),
        items: Vec::new(),
    }
}

/// Makes an item; nothing if it cannot be told from others.
fn item(
    mut reader: Reader<'_>,
    metrics: &Metrics,
    exercises: &[&str],
    before: &[ChecklistItem],
) -> Option<ChecklistItem> {
    let sound = reader.source.count();
    let id = need_id(&mut reader, Case::Kebab);
    if before.iter().any(|other| other.id == id.value) {
        reader.source.report(id.at, format!("the item {} is there already", quoted(id.value)));
    }
    let kept = reader.source.count() == sound && !id.value.is_empty();
    let title = reader.need_string("title");
    let says = reader.need_string("says");
    let used = reader.texts("used");
    for word in used.iter().filter(|word| !USED.contains(&word.value)) {
        let message = format!(
            "{} is no place where it shows, expected `interview`, `review` or `daily`",
            quoted(word.value)
        );
        reader.source.report_near(word.at, message, word.value, USED);
    }
    let close = reader.text("close");
    if let Some(close) = close.filter(|close| !exercises.contains(&close.value)) {
        let message = format!("there is no exercise {}", quoted(close.value));
        reader.source.report_near(close.at, message, close.value, exercises.iter().copied());
    }
    let close = close.map(|close| close.value).filter(|close| exercises.contains(close));
    // `proof` is what evidence was called before.
    let tables = ["evidence", "proof"].map(|key| reader.tables(key, "evidence")).into_iter().flatten();
    let tables: Vec<Reader<'_>> = tables.collect();
    let all = tables.len();
    let rules: Vec<EvidenceRule> = tables.into_iter().filter_map(|table| rule(table, metrics)).collect();
    reader.finish();
    kept.then(|| ChecklistItem {
        id: id.value.to_owned(),
        title,
        says,
        used: used.into_iter().map(|word| word.value.to_owned()).collect(),
        close: close.map(str::to_owned),
        // With half of its rules an item would be evidenced too easily.
        rules: if rules.len() == all { rules } else { Vec::new() },
    })
}

fn rule(mut reader: Reader<'_>, metrics: &Metrics) -> Option<EvidenceRule> {
    let sound = reader.source.count();
    let needs = reader.need_string("needs");
    reader.needs_unless_there("measure");
    let measure =
        known_measure(&mut reader, "measure", metrics).map_or(String::new(), |id| id.value.to_owned());
    let count =
        reader.whole("count", 1..=1000).and_then(|count| usize::try_from(count.value).ok()).unwrap_or(1);
    let distinct = reader.text("distinct").and_then(|word| {
        let found = Distinct::ALL.into_iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let names = Distinct::ALL.map(|(name, _)| name);
            let list = names.map(|name| format!("`{name}`")).join(", ");
            let message =
                format!("{} is nothing that can differ, expected one of {list}", quoted(word.value));
            reader.source.report_near(word.at, message, word.value, names);
        }
        found.map(|(_, distinct)| distinct)
    });
    let category = reader.strings("category");
    let at_least = reader.number("at_least").map(|number| number.value);
    let within_days = reader.whole("within_days", 1..=3650).and_then(|days| u32::try_from(days.value).ok());
    let with = reader.texts("with");
    for id in &with {
        check_measure(&reader, *id, metrics);
    }
    let with = with.into_iter().map(|id| id.value.to_owned()).collect();
    let clean = reader.flag("clean");
    let source = reader.source;
    reader.finish();
    let rule = EvidenceRule { needs, measure, count, distinct, category, at_least, within_days, with, clean };
    (source.count() == sound).then_some(rule)
}

/// Writes the exercise in which a person rates themselves: a number from 0 to 100 for each item, then reasons to count
/// one without evidence. It is a text because an entry keeps the text of what it answered.
pub(super) fn self_rating(list: &Checklist) -> String {
    let quote = |text: &str| toml::Value::from(text).to_string();
    let [id, about, why] = [&list.id, &list.about, &list.why].map(|text| quote(text));
    let mut text = format!(
        "format = 1\nid = {id}\nrevision = 1\ntitle = \"Self-check\"\nabout = {about}\nwhy = {why}\nminutes = [3, 6]\nprefix = \"chk\"\ntags = [\"checklist\"]\n"
    );
    let pages = list.items.chunks(PAGE).len();
    for (page, items) in (1..).zip(list.items.chunks(PAGE)) {
        let of = if pages == 1 { String::new() } else { format!(", {page} of {pages}") };
        text += &format!("\n[[step]]\nid = \"sure_{page}\"\ntitle = \"How sure{of}\"\n{SURE}");
        for item in items {
            let [id, title, says] = [&item.rating(), &item.title, &item.says].map(|text| quote(text));
            text += &format!(
                "\n[[step.field]]\nid = {id}\nkind = \"number\"\nlabel = {title}\nhelp = {says}\nmin = 0\nmax = 100\nunit = \"of 100\"\n"
            );
        }
    }
    text += OTHER_EVIDENCE;
    let (mut measures, mut report) = (String::new(), String::new());
    for item in &list.items {
        let [rating, claim, title] = [&item.rating(), &item.claim(), &item.title].map(|text| quote(text));
        text +=
            &format!("\n[[step.field]]\nid = {claim}\nkind = \"text\"\nlabel = {title}\noptional = true\n");
        measures += &format!(
            "\n[[measure]]\nid = {rating}\ntitle = {title}\nfield = {rating}\nbetter = \"higher\"\n\n[[measure]]\nid = {claim}\ntitle = {title}\nfield = {claim}\n"
        );
        let line = quote(&format!("{}: {{{}}}", item.title, item.rating()));
        report += &format!(
            "\n[[report]]\nkind = \"text\"\ntext = {line}\nwhen = {{ field = {rating}, answered = true }}\n"
        );
    }
    text + &measures + &report
}

/// What each page of ratings asks, and why.
const SURE: &str = r#"ask = "How sure are you of each of these, from 0 to 100?"
why = "Answer before you look at the evidence. The gap between the two is what you learn from. 100 means you would say it in front of the room today."
"#;

/// The page for evidence that is not in the journal.
const OTHER_EVIDENCE: &str = r#"
[[step]]
id = "claims"
title = "Other evidence"
ask = "Do you have evidence for any of these outside this journal?"
why = "Write what the journal cannot know, such as a study you ran at work or a talk you gave. The skill stays marked as self-rated."
"#;
