//! Complaints one by one on standard input and output: a key and Enter for each.

use super::super::world::{talk, typed_line};
use super::super::{Out, World};
use super::{NONE_YET, label, scope, show};
use crate::app::triage::suggester;
use crate::cli;
use crate::db::{ComplaintFilter, Standing, Store, Towards, Write};
use crate::domain::complaint::{Complaint, Decision, Label, Picked};
use crate::domain::number_format::{counted, percent};
use crate::error::Result;
use crate::sanitize;
use crate::suggest::{Model, Suggestion};
use crate::wording;

/// How many complaints show what recurs.
const MANY: u64 = 50;

/// What was typed for a complaint.
pub enum Typed {
    /// The decision, and a second one with a space between.
    Label(Label),
    /// What is suggested.
    Accept,
    Undo,
    /// The person left, or the input ended.
    Leave,
}

pub fn run(world: &mut World, out: &mut Out, args: &cli::ComplaintScope) -> Result<()> {
    let mut store = world.store()?;
    let (product, source) = scope(&store, args)?;
    let seed = u64::try_from(world.chance.below(usize::MAX)).unwrap_or_default();
    let mut learnt = suggester::catch_up(&store)?.learnt;
    let mut labelled = 0_usize;
    let next = |store: &Store| -> Result<Option<(Complaint, Picked)>> {
        let mut waits = store.complaints_by_chance(product.as_deref(), source.as_deref(), seed, 1)?;
        if let Some(complaint) = waits.pop() {
            return Ok(Some((complaint, Picked::Chance)));
        }
        let standing = Standing::Is(Decision::Later);
        let (product, source) = (product.clone(), source.clone());
        let later = ComplaintFilter { product, source, standing, ..ComplaintFilter::default() };
        let first = store.complaints(&later, None, Towards::Newer, 1)?.pop();
        Ok(first.map(|complaint| (complaint, Picked::Order)))
    };
    // What was put off comes back, but not at once.
    let mut put_off = Vec::new();
    while let Some((complaint, picked)) = next(&store)? {
        if put_off.contains(&complaint.id) {
            break;
        }
        out.line("")?;
        show::words(world, out, &complaint)?;
        let suggestion = learnt.suggest(Model::built_in(), &complaint.said.text);
        out.line(&suggested(&complaint.said.text, &suggestion))?;
        match ask(out)? {
            Typed::Leave => break,
            Typed::Undo => {
                labelled = labelled.saturating_sub(label::undo(world, out, &mut store)?);
                learnt = suggester::catch_up(&store)?.learnt;
                put_off.clear();
            }
            typed => {
                let Some(label) = decided(typed, &suggestion) else {
                    talk("There is no suggestion to accept. Type a key from the list.");
                    continue;
                };
                let decision = label.decision;
                let label = Label { picked, suggested: suggester::suggested(&suggestion), ..label };
                store.apply(&Write::Label(vec![(complaint.id, label)]), world.now().wall)?;
                if let Some(subject) = suggester::subject(decision) {
                    learnt.learn(Model::built_in(), &complaint.said.text, subject);
                }
                labelled += 1;
                if decision == Decision::Later {
                    put_off.push(complaint.id);
                }
                out.line(&format!("{} · {}", wording::complaint::decision(decision), progress(&store)?))?;
            }
        }
    }
    end(&store, out, labelled)
}

fn end(store: &Store, out: &mut Out, labelled: usize) -> Result<()> {
    let counts = store.complaint_counts()?;
    let waiting: u64 = counts.iter().filter(|count| count.decision.is_none()).map(|count| count.n).sum();
    if counts.is_empty() {
        talk(NONE_YET);
    } else if labelled == 0 && waiting == 0 {
        talk(
            "No complaints are waiting to be sorted. `empathy complaints patterns` shows what they say together.",
        );
    } else {
        let waiting = usize::try_from(waiting).unwrap_or(usize::MAX);
        let wait = if waiting == 1 { "waits" } else { "wait" };
        out.line(&format!(
            "\nsorted {}, {} {wait}",
            counted(labelled, "complaint"),
            counted(waiting, "complaint")
        ))?;
    }
    Ok(())
}

/// How many were sorted, of those that show what recurs: `12 of 50`.
fn progress(store: &Store) -> Result<String> {
    let counts = store.complaint_counts()?;
    let counts = counts.iter().filter(|count| count.decision.is_some_and(Decision::counts));
    let sorted: u64 = counts.map(|count| count.n).sum();
    Ok(if sorted <= MANY { format!("{sorted} of {MANY}") } else { format!("{sorted} sorted") })
}

/// Asks for a key until one fits.
pub fn ask(out: &mut Out) -> Result<Typed> {
    let keys = Decision::ALL.map(|decision| {
        let name = if decision == Decision::Later { "later" } else { wording::complaint::decision(decision) };
        format!("{} {name}", decision.key())
    });
    out.line(&format!("{} · u undo · q leave", keys.join(" · ")))?;
    loop {
        out.text("> ")?;
        let Some(line) = typed_line("every label you gave is kept")? else { return Ok(Typed::Leave) };
        match read(&line) {
            Some(typed) => return Ok(typed),
            None => talk("Type one of these keys; a second dimension goes after a space, as in `1 3`."),
        }
    }
}

fn read(line: &str) -> Option<Typed> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        [] => Some(Typed::Accept),
        ["q" | "Q"] => Some(Typed::Leave),
        ["u" | "U"] => Some(Typed::Undo),
        [first] => Decision::read(first).map(|first| Typed::Label(Label::new(first))),
        [first, second] => {
            let first = Decision::read(first)?;
            let second = Decision::read(second)?.dimension()?;
            let other = first.dimension().is_some_and(|first| first != second);
            other.then(|| Typed::Label(Label { second: Some(second), ..Label::new(first) }))
        }
        _ => None,
    }
}

/// The label that was given, or the one that is suggested.
fn decided(typed: Typed, suggestion: &Suggestion) -> Option<Label> {
    match typed {
        Typed::Label(label) => Some(label),
        Typed::Accept => suggestion.subject.map(|subject| Label::new(suggester::decision(subject))),
        Typed::Undo | Typed::Leave => None,
    }
}

fn suggested(text: &str, suggestion: &Suggestion) -> String {
    let Some(subject) = suggestion.subject else { return "Suggestion: not sure".to_owned() };
    let because = suggestion.because.iter().filter_map(|range| text.get(range.clone()));
    let because: Vec<String> = because.map(|words| format!("“{}”", sanitize::line(words))).collect();
    let because =
        if because.is_empty() { String::new() } else { format!(", because of {}", because.join(", ")) };
    let name = wording::complaint::decision(suggester::decision(subject));
    let sure = percent(f64::from(suggestion.confidence));
    format!("Suggestion: {name} ({sure}){because}; Enter accepts it")
}
