//! Complaints one by one on standard input and output: a key and Enter for each.

use std::collections::HashSet;

use super::super::world::{talk, typed_line};
use super::super::{Out, World};
use super::{NONE_YET, label, scope, show};
use crate::app::triage::{GOAL, Next, Order, Queue, Suggester, Tally, suggester};
use crate::cli;
use crate::db::{ComplaintFilter, Store, Write};
use crate::domain::complaint::{Decision, Label};
use crate::domain::number_format::{counted, percent};
use crate::error::Result;
use crate::sanitize;
use crate::suggest::Suggestion;
use crate::wording;

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

pub fn run(world: &World, out: &mut Out, args: &cli::ComplaintScope) -> Result<()> {
    let mut store = world.store()?;
    let (product, source) = scope(&store, args)?;
    let narrow = ComplaintFilter { product, source, ..ComplaintFilter::default() };
    let begin = || Queue::begin(Order::Useful, &narrow, std::iter::empty());
    let mut suggester = learnt(world, &mut store)?;
    let (mut queue, mut labelled) = (begin(), 0_usize);
    // What was put off comes back, but not at once.
    let mut put_off = HashSet::new();
    while let Some(Next { complaint, picked }) = queue.more(&store, 1, &put_off)?.pop() {
        out.line("")?;
        show::words(world, out, &complaint)?;
        let text = &complaint.said.text;
        let suggestion = suggester.suggest(text);
        out.line(&suggested(text, &suggestion))?;
        let label = loop {
            match ask(out)? {
                Typed::Label(label) => break Some(label),
                Typed::Accept => match suggestion.subject {
                    Some(subject) => break Some(Label::new(suggester::decision(subject))),
                    None => talk("There is no suggestion to accept. Type a key from the list."),
                },
                Typed::Leave => return end(&store, out, labelled),
                Typed::Undo => break None,
            }
        };
        let Some(label) = label else {
            labelled = labelled.saturating_sub(label::undo(world, out, &mut store)?);
            suggester = learnt(world, &mut store)?;
            put_off.clear();
            queue = begin();
            continue;
        };
        let decision = label.decision;
        let label = Label { picked, suggested: suggester::suggested(&suggestion), ..label };
        store.apply(&Write::Label(vec![(complaint.id, label)]), world.now().wall)?;
        suggester.learn(complaint.id, text, decision);
        labelled += 1;
        if decision == Decision::Later {
            put_off.insert(complaint.id);
        }
        out.line(&format!("{} · {}", wording::complaint::decision(decision), progress(&store)?))?;
    }
    end(&store, out, labelled)
}

/// Learns from the labels there are, and keeps that for the next time.
fn learnt(world: &World, store: &mut Store) -> Result<Suggester> {
    let caught = suggester::catch_up(store)?;
    if let Some(keep) = caught.to_keep() {
        store.apply(&keep, world.now().wall)?;
    }
    Ok(Suggester::new(caught.learnt))
}

fn end(store: &Store, out: &mut Out, labelled: usize) -> Result<()> {
    let tally = Tally::read(store)?;
    let waiting = usize::try_from(tally.waiting()).unwrap_or(usize::MAX);
    if tally.all() == 0 {
        talk(NONE_YET);
    } else if labelled == 0 && waiting == 0 {
        talk(
            "No complaints are waiting for a label. `empathy complaints patterns` shows what they say together.",
        );
    } else {
        let wait = if waiting == 1 { "waits" } else { "wait" };
        out.line(&format!(
            "\nlabelled {}, {} {wait}",
            counted(labelled, "complaint"),
            counted(waiting, "complaint")
        ))?;
    }
    Ok(())
}

/// How many were labelled, of those that show what recurs: `12 of 50`.
fn progress(store: &Store) -> Result<String> {
    let labelled = Tally::read(store)?.counted();
    Ok(if labelled <= GOAL { format!("{labelled} of {GOAL}") } else { format!("{labelled} labelled") })
}

/// Asks for a key until one fits.
pub fn ask(out: &mut Out) -> Result<Typed> {
    let keys = Decision::ALL
        .map(|decision| format!("{} {}", decision.key(), wording::complaint::decision(decision)));
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
