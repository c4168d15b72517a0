//! From a week of practice to a document.

use super::blocks;
use super::choice::Choice;
use super::days;
use super::document::{Block, Body, Document, Item, Section, Table};
use super::entry::Entry;
use super::input::{Run, SkillStory, WeekInput};
use super::parts::Part;
use super::{Reader, joined, overview, page, practice};
use crate::domain::complaint::LabelledCount;
use crate::domain::number_format::counted;
use crate::wording;

/// Makes the review for a reader. What is left out must have been left out of the input.
pub fn compose(input: &WeekInput, reader: Reader, choice: &Choice) -> Document {
    let document = match (reader, &choice.parts) {
        (Reader::Me, parts) => whole(input, parts.as_deref()),
        (_, Some(parts)) => page::page(input, parts),
        (_, None) => page::page(input, &Part::usual(reader)),
    };
    let document = match &choice.title {
        Some(title) => {
            let about = document.about.or(Some(document.title));
            Document { title: title.clone(), about, ..document }
        }
        None => document,
    };
    document.numbered()
}

/// Makes the review of everything that was practised, for the person who did: in the order of the week, or in that of parts.
fn whole(input: &WeekInput, parts: Option<&[Part]>) -> Document {
    let finished = overview::finished(input);
    let mut sections: Vec<(Part, Section)> = Vec::new();
    for runs in overview::together(input, &finished) {
        let section = match runs.as_slice() {
            [run] => Some(section(input, run, &finished)),
            runs => collection(input, runs),
        };
        sections.extend(section.map(|section| (Part::Exercises(section.hue), section)));
    }
    let joined = joined::sections(input, &finished, |block| !block.others);
    sections.extend(joined.into_iter().map(|section| (Part::Exercises(section.hue), section)));
    sections.extend(labelled(input).map(|section| (Part::Exercises(None), section)));
    sections.extend(stories(input).map(|section| (Part::Stories, section)));
    sections.extend(practice::section(input).map(|section| (Part::Practice, section)));
    let mut opening = overview::opening(input, &finished);
    if let Some(parts) = parts {
        sections.retain(|(part, _)| parts.contains(part));
        sections.sort_by_key(|(part, _)| parts.iter().position(|other| other == part));
        opening.retain(|_| parts.contains(&Part::Summary));
    }
    let sections = sections.into_iter().map(|(_, section)| section).collect();
    let closing = overview::closing(input, true);
    Document { title: overview::title(input), opening, sections, closing, ..Document::default() }
}

/// Makes one section of several short entries of one exercise, each under its day.
fn collection(input: &WeekInput, runs: &[&Run]) -> Option<Section> {
    let mut blocks = Vec::new();
    for run in runs {
        let mut own = run_blocks(input, run);
        if let Some(first) = own.first_mut() {
            let names = [Some(run.head.short.to_string()), run.head.later()];
            let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let day = format!("{} ({names})", days::short(run.head.day));
            first.title = Some(first.title.take().map_or(day.clone(), |title| format!("{day}: {title}")));
        }
        blocks.extend(own);
    }
    let exercise = &runs.first()?.exercise;
    let (title, about) = (exercise.title.clone(), Some(format!("{} entries", runs.len())));
    Some(Section { title, about, hue: exercise.hue, blocks })
}

/// Lists what a run says. What its exercise declares may all be empty; what was answered is printed nevertheless.
fn run_blocks(input: &WeekInput, run: &Run) -> Vec<Block> {
    let declared = blocks::declared(input, run);
    if !declared.is_empty() {
        return declared;
    }
    let cited = &input.cited;
    Entry { exercise: &run.exercise, answers: &run.answers, cited, longest: usize::MAX, without: &[] }
        .blocks()
}

/// Makes the section of the complaints that were labelled, product by product.
fn labelled(input: &WeekInput) -> Option<Section> {
    let sum = |of: fn(&LabelledCount) -> u64| input.labelled.iter().map(of).sum::<u64>();
    let (own, automatic) = (sum(|one| one.n), sum(|one| one.automatic));
    let columns = ["Product", "What they are about", "Complaints"].map(str::to_owned);
    let row = |one: &LabelledCount| {
        let more = if one.automatic > 0 { format!(" + {} automatic", one.automatic) } else { String::new() };
        let about = wording::complaint::decision(one.decision).to_owned();
        vec![one.product.clone(), about, format!("{}{more}", one.n)]
    };
    let table = Table::tidy(&columns, input.labelled.iter().map(row).collect())?;
    let reviews = |n: u64| counted(usize::try_from(n).unwrap_or(usize::MAX), "review");
    let about = match (own, automatic) {
        (0, _) => format!("{} by strangers, labelled automatically", reviews(automatic)),
        (_, 0) => format!("{} by strangers, labelled by dimension", reviews(own)),
        _ => {
            format!(
                "{} by strangers, labelled by dimension, and {automatic} more labelled automatically",
                reviews(own)
            )
        }
    };
    Some(Section {
        title: "Complaints".to_owned(),
        about: Some(about),
        hue: None,
        blocks: vec![Block { title: None, body: Body::Table(table) }],
    })
}

/// Makes the section of what can be told: each skill with where it is used, and the words to tell it with.
fn stories(input: &WeekInput) -> Option<Section> {
    let item = |story: &SkillStory| {
        let SkillStory { title, used, told, short, .. } = story;
        let used = if used.is_empty() { String::new() } else { format!(" (for {})", used.join(", ")) };
        Item { text: format!("{title}{used}: {told} ({short})"), evidence: Vec::new() }
    };
    let items: Vec<Item> = input.stories.iter().map(item).collect();
    let about = Some("Skills that entries of this week show, each with the words to tell it with".to_owned());
    let blocks = vec![Block { title: None, body: Body::List { items, numbered: false } }];
    (!input.stories.is_empty()).then(|| Section {
        title: "Your stories".to_owned(),
        about,
        hue: None,
        blocks,
    })
}

fn section(input: &WeekInput, run: &Run, finished: &[&Run]) -> Section {
    let same = |other: &&&Run| other.head.exercise == run.head.exercise;
    let repeated = finished.iter().filter(same).count() > 1;
    let same_day = finished.iter().filter(same).filter(|other| other.head.day == run.head.day).count() > 1;
    let mut title = run.exercise.title.clone();
    if repeated {
        title = format!("{title}, {}", days::short(run.head.day));
    }
    if same_day {
        title = format!("{title} ({})", run.head.short);
    }
    let about = [
        days::short(run.head.day),
        overview::time(run.head.desk),
        overview::open_answers(run).unwrap_or_default(),
        run.head.later().unwrap_or_default(),
        run.head.short.to_string(),
    ];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Section { title, about: Some(about), hue: run.exercise.hue, blocks: run_blocks(input, run) }
}
