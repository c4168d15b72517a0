//! The file of the checklist, and the exercise in which a person rates themselves on its items.

use std::path::Path;

use crate::domain::checklist::{
    Checklist, ChecklistItem, EvidenceRule, Key, Needed, Use, claim_of, rating_of,
};
use crate::domain::metric::{Metrics, Reading};
use crate::error::Problem;
use crate::wording;

use super::diagnostics::{Spot, quoted};
use super::lower::{Case, need_id, was};
use super::progress_file::{check_measure, known_measure};
use super::reader::{Node, Reader};

/// How many items stand on one page of the self-rating.
const PAGE: usize = 6;

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
    let was = was(&mut reader, |old| old == id.value || before.iter().any(|other| other.id == old));
    let title = reader.need_string("title");
    let says = reader.need_string("says");
    let used = reader.many_of("used", &Use::ALL, "a place where a skill is used");
    let close = reader.text("close");
    if let Some(close) = close.filter(|close| !exercises.contains(&close.value)) {
        let message = format!("there is no exercise {}", quoted(close.value));
        reader.source.report_near(close.at, message, close.value, exercises.iter().copied());
    }
    let close = close.map(|close| close.value).filter(|close| exercises.contains(close));
    let story = known_measure(&mut reader, "story", metrics);
    if let Some(id) = story {
        must_be_text(&reader, id, metrics);
    }
    // `proof` is what evidence was called before.
    let tables = ["evidence", "proof"].map(|key| reader.tables(key, "rule")).into_iter().flatten();
    let tables: Vec<Reader<'_>> = tables.collect();
    let all = tables.len();
    let rules: Vec<EvidenceRule> = tables.into_iter().filter_map(|table| rule(table, metrics)).collect();
    reader.finish();
    kept.then(|| ChecklistItem {
        id: id.value.to_owned(),
        was,
        title,
        says,
        used,
        close: close.map(str::to_owned),
        story: story.map(|id| id.value.to_owned()),
        // With half of its rules an item would be evidenced too easily.
        rules: if rules.len() == all { rules } else { Vec::new() },
    })
}

fn rule(mut reader: Reader<'_>, metrics: &Metrics) -> Option<EvidenceRule> {
    let sound = reader.source.count();
    let needs = reader.need_string("needs");
    let same = size(&mut reader, "same");
    // What was labelled twice is no fact of a measure.
    let fits = if same.is_some() { Needed::default() } else { needed(&mut reader, metrics) };
    let count = size(&mut reader, "count");
    if let Some((same, count)) = same.zip(count).filter(|(same, count)| same > count) {
        let message = format!("`same` is {same} of `count`, which is only {count}");
        reader.source.report(reader.at, message);
    }
    let complaints = reader.flag("complaints");
    let distinct = reader.text_or_texts("distinct").unwrap_or_default();
    let distinct = distinct.into_iter().filter_map(|name| key(&reader, name, metrics)).collect();
    let per = reader.text("per").and_then(|name| key(&reader, name, metrics));
    let each = size(&mut reader, "each");
    if each.is_some() && per.is_none() {
        reader.needs("per");
    }
    let within_days = reader.whole("within_days", 1..=3650).and_then(|days| u32::try_from(days.value).ok());
    let with = with(&mut reader, metrics);
    let unlike = reader.texts("unlike");
    for id in &unlike {
        check_measure(&reader, *id, metrics);
        must_be_text(&reader, *id, metrics);
    }
    let unlike = unlike.into_iter().map(|id| id.value.to_owned()).collect();
    let (clean, fresh) = (reader.flag("clean"), reader.flag("fresh"));
    let source = reader.source;
    reader.finish();
    let (count, each) = (count.unwrap_or(1), each.unwrap_or(1));
    let rule = EvidenceRule {
        needs,
        count,
        distinct,
        per,
        each,
        fits,
        with,
        unlike,
        within_days,
        clean,
        fresh,
        complaints,
        same,
    };
    (source.count() == sound).then_some(rule)
}

fn size(reader: &mut Reader<'_>, key: &'static str) -> Option<usize> {
    reader.whole(key, 1..=1000).and_then(|size| usize::try_from(size.value).ok())
}

/// Takes a measure, and what a fact of it must be.
fn needed(reader: &mut Reader<'_>, metrics: &Metrics) -> Needed {
    reader.needs_unless_there("measure");
    let measure = known_measure(reader, "measure", metrics);
    let category = reader.strings("category");
    let at_least = reader.number("at_least").map(|number| number.value);
    let (words, observable) = (size(reader, "words"), reader.flag("observable"));
    if let Some(id) = measure.filter(|_| words.is_some() || observable) {
        must_be_text(reader, id, metrics);
    }
    let measure = measure.map_or(String::new(), |id| id.value.to_owned());
    Needed { measure, category, at_least, words: words.unwrap_or(0), observable }
}

/// Takes what must be said beside a fact: names of measures, or tables that ask more of one.
fn with(reader: &mut Reader<'_>, metrics: &Metrics) -> Vec<Needed> {
    let items = reader.list("with").map(|list| list.value).unwrap_or_default();
    let one = |node: Node<'_>| {
        if node.get_ref().as_str().is_some() {
            let id = reader.as_text("with", node)?;
            check_measure(reader, id, metrics);
            return Some(Needed { measure: id.value.to_owned(), ..Needed::default() });
        }
        let mut table = reader.as_table("with", node, "needed answer")?;
        let needed = needed(&mut table, metrics);
        table.finish();
        Some(needed)
    };
    items.into_iter().filter_map(one).collect()
}

/// Reads what answers must differ in: a word of its own, or a measure.
fn key(reader: &Reader<'_>, name: Spot<&str>, metrics: &Metrics) -> Option<Key> {
    if let Some((_, key)) = Key::NAMED.into_iter().find(|(known, _)| *known == name.value) {
        return Some(key);
    }
    if metrics.get(name.value).is_some() {
        return Some(Key::Beside(name.value.to_owned()));
    }
    let names = Key::NAMED.map(|(name, _)| name);
    let list = names.map(|name| format!("`{name}`")).join(", ");
    let message = format!("{} can't tell answers apart, expected {list} or a measure", quoted(name.value));
    let known = metrics.all().map(|metric| metric.id.as_str());
    reader.source.report_near(name.at, message, name.value, names.into_iter().chain(known));
    None
}

/// Notes a measure that is not of a text.
fn must_be_text(reader: &Reader<'_>, id: Spot<&str>, metrics: &Metrics) {
    let reading = metrics.get(id.value).map(|metric| &metric.reading);
    if let Some(reading) = reading.filter(|reading| !matches!(reading, Reading::Words { .. })) {
        let message = format!("{} is {}, expected a text", quoted(id.value), wording::reading(reading));
        reader.source.report(id.at, message);
    }
}

/// Writes the exercise in which a person rates themselves: a number from 0 to 100 for each item, then reasons to count
/// one without evidence. It is a text because an entry keeps the text of what it answered.
pub(super) fn self_rating(list: &Checklist) -> String {
    let quote = |text: &str| toml::Value::from(text).to_string();
    let was = |old: &[String], of: fn(&str) -> String| match old {
        [] => String::new(),
        ids => format!("was = {}\n", toml::Value::from(ids.iter().map(|id| of(id)).collect::<Vec<_>>())),
    };
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
            let was = was(&item.was, rating_of);
            text += &format!(
                "\n[[step.field]]\nid = {id}\n{was}kind = \"number\"\nlabel = {title}\nhelp = {says}\nmin = 0\nmax = 100\nunit = \"of 100\"\n"
            );
        }
    }
    text += OTHER_EVIDENCE;
    let (mut measures, mut report) = (String::new(), String::new());
    for item in &list.items {
        let [rating, claim, title] = [&item.rating(), &item.claim(), &item.title].map(|text| quote(text));
        let was = was(&item.was, claim_of);
        text += &format!(
            "\n[[step.field]]\nid = {claim}\n{was}kind = \"text\"\nlabel = {title}\noptional = true\n"
        );
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
