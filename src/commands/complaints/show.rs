//! One complaint: its words, what stands of what was decided, and what was decided before.

use serde_json::{Value as Json, json};

use super::super::{Out, World};
use super::complaint_json;
use crate::cli;
use crate::db::Store;
use crate::domain::complaint::{Complaint, Decision, Labelled, SaidWhy};
use crate::error::Result;
use crate::sanitize;
use crate::wording;

/// How wide its words are set at most.
const WIDE: usize = 76;

/// Shows a complaint.
pub fn show(
    world: &World,
    out: &mut Out,
    store: &Store,
    complaint: &Complaint,
    json: cli::Json,
) -> Result<()> {
    let (standing, labels) = (store.standing_label(complaint.id)?, store.labels_of(complaint.id)?);
    if json.json {
        let mut object = complaint_json(complaint);
        let cited_by = store.citing(complaint.id)?;
        object["cited_by"] = cited_by.iter().map(|head| json!({ "id": head.short.as_str() })).collect();
        object["labels"] = labels.iter().map(|one| label_json(complaint, one)).collect();
        return out.json(&object);
    }
    words(world, out, complaint)?;
    if let Some(link) = &complaint.said.link {
        out.line(&format!("\n{}", sanitize::line(link)))?;
    }
    match &standing {
        None => out.line("\nNot labelled yet")?,
        Some(standing) => out.line(&format!("\n{}", told(complaint, standing)))?,
    }
    let citing = store.citing(complaint.id)?;
    let is_other = |one: &&Labelled| standing.as_ref().is_none_or(|standing| standing.number != one.number);
    for one in labels.iter().filter(is_other) {
        out.line(&format!("  {}", told(complaint, one)))?;
    }
    if !citing.is_empty() {
        out.line("\nCited by:")?;
    }
    for head in &citing {
        let day = head.day.format("%a %-d %b %Y");
        out.line(&format!("  {} · {day} · {}", head.short, sanitize::line(&head.summary)))?;
    }
    Ok(())
}

/// Prints where a complaint is from, and its words.
pub fn words(world: &World, out: &mut Out, complaint: &Complaint) -> Result<()> {
    let id = &complaint.short;
    out.line(&sanitize::line(&format!("{id} · {}", wording::complaint::origin(&complaint.said))))?;
    let width = world.width().min(WIDE).saturating_sub(2);
    for line in sanitize::wrap(complaint.said.text.trim(), width) {
        out.line(format!("  {line}").trim_end())?;
    }
    Ok(())
}

/// What a label says: `trust, and mental model: “it lied” · they could say why · Fri 20 Nov 2026`.
fn told(complaint: &Complaint, labelled: &Labelled) -> String {
    let label = &labelled.label;
    let mut said = wording::complaint::decision(label.decision).to_owned();
    if let Some(second) = label.second {
        said += &format!(", and {}", wording::complaint::decision(Decision::About(second)));
    }
    if let Some(phrase) = phrase(complaint, labelled) {
        said += &format!(": “{}”", sanitize::line(phrase));
    }
    let reader = (!labelled.reader.is_empty()).then(|| format!("by {}", labelled.reader));
    let more = [
        label.why.map(|why| wording::complaint::said_why(why).to_owned()),
        (!label.note.is_empty()).then(|| label.note.clone()),
        Some(labelled.at.local().format("%a %-d %b %Y").to_string()),
        reader,
        label.again.then(|| "labelled again, without seeing the first label".to_owned()),
        wording::complaint::made(label.made).map(str::to_owned),
        labelled.undone.then(|| "undone".to_owned()),
    ];
    let more = more.into_iter().flatten().map(|part| format!(" · {part}"));
    sanitize::line(&(said + &more.collect::<String>())).into_owned()
}

fn phrase<'c>(complaint: &'c Complaint, labelled: &Labelled) -> Option<&'c str> {
    complaint.said.text.get(labelled.label.phrase.clone()?)
}

fn label_json(complaint: &Complaint, labelled: &Labelled) -> Json {
    let label = &labelled.label;
    json!({
        "decision": label.decision.typed(),
        "second": label.second.map(|second| Decision::About(second).typed()),
        "phrase": phrase(complaint, labelled),
        "why": label.why.map(SaidWhy::name),
        "note": label.note,
        "at": labelled.at.rfc3339(),
        "reader": (!labelled.reader.is_empty()).then_some(&labelled.reader),
        "suggested": label.suggested.map(|suggested| json!({
            "decision": suggested.decision.typed(),
            "confidence": suggested.confidence,
        })),
        "picked": label.picked.name(),
        "made": label.made.name(),
        "again": label.again,
        "undone": labelled.undone,
    })
}
