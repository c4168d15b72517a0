//! `show`: one entry with its answers, or one complaint.

use serde_json::json;

use super::complaints::show as show_complaint;
use super::entry::{answers_json, head_json};
use super::world::{is_complaint, talk_all};
use super::{Out, World};
use crate::app::people::{self, veil};
use crate::app::practice::stored_exercise;
use crate::app::review::entry_markdown;
use crate::cli;
use crate::domain::entry::{Head, State};
use crate::domain::people::{Person, Pseudonyms};
use crate::domain::time::spent;
use crate::error::{Error, Result};
use crate::wording;

pub fn run(world: &World, out: &mut Out, args: &cli::Show) -> Result<()> {
    let store = world.store()?;
    if is_complaint(&store, &args.id)? {
        return show_complaint(world, out, &store, &world.complaint(&store, &args.id)?, args.json);
    }
    let head = world.entry(&store, &args.id)?;
    let gone =
        || Error::unknown(format!("`{}` no longer exists", head.short), "`empathy list` shows your entries");
    let loaded = stored_exercise(&store, &head)?.ok_or_else(gone)?;
    let draft = store.draft(head.id)?;
    let inside = match (head.state, &draft) {
        (State::Draft, Some(draft)) => draft.answers.clone(),
        _ => store.entry(head.id)?.ok_or_else(gone)?.answers,
    };
    let all = draft.iter().map(|draft| &draft.answers).chain([&inside]);
    let veil = if args.aliases { veil(&store, loaded.exercise(), all)? } else { Pseudonyms::default() };
    let answers = veil.over_answers(loaded.exercise(), &inside);
    let tags = store.tags_of(&[head.id])?.remove(&head.id).unwrap_or_default();
    let (cites, cited_by) = (store.links_from(head.id)?, store.linked_by(head.id)?);
    let complaints = store.cited_complaints(head.id)?;
    let catalog = world.catalog_in_passing();
    if args.json.json {
        let linked = |heads: &[Head]| -> serde_json::Value {
            let one =
                |head: &Head| json!({ "id": head.short.as_str(), "title": catalog.title(&head.exercise) });
            heads.iter().map(one).collect()
        };
        let mut object = head_json(&Head { summary: veil.over(&head.summary), ..head.clone() });
        object["answers"] = answers_json(loaded.exercise(), &answers);
        object["draft"] = match &draft {
            Some(draft) if head.state != State::Draft => {
                answers_json(loaded.exercise(), &veil.over_answers(loaded.exercise(), &draft.answers))
            }
            _ => json!(null),
        };
        object["tags"] = json!(tags);
        object["cites"] = linked(&cites);
        object["cited_by"] = linked(&cited_by);
        object["cited_complaints"] =
            complaints.iter().map(|one| json!({ "id": one.short.as_str() })).collect();
        if args.aliases {
            let printed = |answers| entry_markdown(&store, &catalog, loaded.exercise(), answers);
            let replaced = people::replaced(&store, &veil, &printed(&inside)?, &printed(&answers)?)?;
            // No names: this leaves.
            let person = |(person, count): &(Person, usize)| json!({ "alias": person.alias, "times": count });
            object["replaced"] = json!({
                "people": replaced.people.iter().map(person).collect::<Vec<_>>(),
                "unsure": replaced.unsure.iter().map(|(_, _, count)| count).sum::<usize>(),
                "email_addresses": replaced.mails,
                "phone_numbers": replaced.phones,
                "secrets": replaced.secrets,
                "undeclared": replaced.strangers.len(),
            });
            talk_all(&people::warnings(&replaced));
        }
        return out.json(&object);
    }
    let state = match head.state {
        State::Draft => "draft",
        State::Complete => "finished",
        State::Partial => "finished with answers open",
    };
    out.line(&format!(
        "{} · {} · week {} · {state}{} · version {}{}",
        head.short,
        head.day.format("%a %-d %b %Y"),
        head.week,
        spent(head.desk).map(|time| format!(" · {time}")).unwrap_or_default(),
        head.version,
        later(&head)
    ))?;
    if !tags.is_empty() {
        out.line(&format!("tags: {}", tags.join(", ")))?;
    }
    out.line("")?;
    out.text(&entry_markdown(&store, &catalog, loaded.exercise(), &answers)?)?;
    for (what, heads) in [("Cites", &cites), ("Cited by", &cited_by)] {
        if !heads.is_empty() {
            out.line(&format!("\n{what}:"))?;
        }
        for head in heads {
            let day = head.day.format("%a %-d %b %Y");
            out.line(&format!("  {} · {day} · {}", head.short, catalog.title(&head.exercise)))?;
        }
    }
    if !complaints.is_empty() {
        out.line("\nComplaints:")?;
    }
    for one in &complaints {
        let said = format!("  {} · {}: {}", one.short, one.said.product, one.said.text);
        out.row(&said, world.longest_line())?;
    }
    if head.state != State::Draft && draft.is_some() {
        out.line("\n(You changed this entry after finishing it. Open it to continue.)")?;
    }
    Ok(())
}

/// When an entry of an earlier day was written.
fn later(head: &Head) -> String {
    match head.days_later() {
        0 => String::new(),
        days => format!(" · written {}, {}", head.written.format("%a %-d %b"), wording::days_later(days)),
    }
}
