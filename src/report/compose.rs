//! From a week of practice to a document.

use super::blocks;
use super::days;
use super::document::{Block, Body, Document, Item, Section};
use super::entry::Entry;
use super::input::{Run, SkillStory, WeekInput};
use super::{Reader, overview, page};

/// Makes the weekly review for a reader.
pub fn compose(input: &WeekInput, reader: Reader) -> Document {
    if reader == Reader::Me { whole(input) } else { page::page(input, reader) }
}

/// Makes the review of everything that was practised, for the person who did.
fn whole(input: &WeekInput) -> Document {
    let finished = overview::finished(input);
    let opening = overview::opening(input, &finished);
    let mut sections = Vec::new();
    for runs in overview::together(input, &finished) {
        match runs.as_slice() {
            [run] => sections.push(section(input, run, &finished)),
            runs => sections.extend(collection(input, runs)),
        }
    }
    sections.extend(stories(input));
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

/// Makes the section of what can be told: each skill with where it is used, and the words to tell it with.
fn stories(input: &WeekInput) -> Option<Section> {
    let item = |story: &SkillStory| {
        let SkillStory { title, used, told, short } = story;
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
