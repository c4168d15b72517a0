//! `complaints`: what strangers complained about, listed, shown, sorted and counted.

mod again;
mod label;
mod partner;
mod show;
mod triage;

use serde_json::{Value as Json, json};

use super::world::talk;
use super::{Out, World, progress};
use crate::cli;
use crate::cli::ComplaintsChange as Change;
use crate::db::{ComplaintFilter, Standing, Store, Towards};
use crate::domain::complaint::{Complaint, Decision};
use crate::domain::search::Query;
use crate::error::{Error, Result, did_you_mean};
use crate::sanitize;
use crate::wording;

pub use show::show;

/// How many products or sources are named where one is not there.
const NAMED: usize = 8;

/// What is said where there are none yet.
const NONE_YET: &str =
    "You have no complaints yet. `empathy import complaints FILE` reads a file of reviews.";

pub fn run(world: &mut World, out: &mut Out, args: &cli::Complaints) -> Result<()> {
    match &args.what {
        None => list(world, out, &[], &args.list),
        Some(Change::List { words, list: args }) => list(world, out, words, args),
        Some(Change::Show { id, json }) => {
            let store = world.store()?;
            let complaint = world.complaint(&store, id)?;
            show(world, out, &store, &complaint, *json)
        }
        Some(Change::Label(args)) => label::label(world, out, args),
        Some(Change::Triage(scope)) => triage::run(world, out, scope),
        Some(Change::Patterns { product, why, json }) => {
            progress::complaints(world, out, product.as_deref(), *why, *json)
        }
        Some(Change::Again { limit }) => again::run(world, out, *limit),
        Some(Change::Agreement(json)) => again::all(world, out, *json),
        Some(Change::Export(args)) => partner::export(world, out, args),
        Some(Change::Compare(args)) => partner::compare(world, out, args),
        Some(Change::Undo) => label::undo(world, out, &mut world.store()?).map(|_| ()),
    }
}

fn list(world: &World, out: &mut Out, words: &[String], args: &cli::ComplaintList) -> Result<()> {
    let store = world.store()?;
    let (product, source) = scope(&store, &args.scope)?;
    let standing = match args.decision {
        None => Standing::Any,
        Some(cli::Standing::Waiting) => Standing::Waiting,
        Some(cli::Standing::Decided) => Standing::Decided,
        Some(cli::Standing::Is(decision)) => Standing::Is(decision),
    };
    let words = Query::parse(&words.join(" "), world.today()).words;
    let filter = ComplaintFilter { product, source, standing, words };
    let mut all = store.complaints(&filter, None, Towards::Older, args.limit.saturating_add(1))?;
    let more = all.len() > args.limit;
    all.truncate(args.limit);
    if args.json.json {
        return out.json(&all.iter().map(complaint_json).collect());
    }
    for complaint in &all {
        out.row(&row(complaint), world.longest_line())?;
    }
    if more {
        let limit = args.limit.max(1).saturating_mul(2);
        talk(&format!(
            "There are more complaints. Use `--limit {limit}` to see them, or narrow the list with `--product`, `--source` or `--decision`."
        ));
    } else if all.is_empty() {
        let any = !store.complaint_counts()?.is_empty();
        talk(if any { "No complaints match." } else { NONE_YET });
    }
    Ok(())
}

/// A complaint on one line: id, day, stars, what was decided, product and words.
pub fn row(complaint: &Complaint) -> String {
    let said = &complaint.said;
    let day = said.day.map_or_else(String::new, |day| day.to_string());
    let stars = said.stars.map_or_else(String::new, |stars| format!("{stars}★"));
    let decision = complaint.decision.map_or("waiting", wording::complaint::decision);
    let automatic = if complaint.is_automatic { "(automatic) " } else { "" };
    let text = sanitize::line(&said.text);
    format!(
        "{:<9} {day:<10} {stars:<2} {decision:<18} {automatic}{}: {text}",
        complaint.short.as_str(),
        said.product
    )
}

/// What stands for a complaint in JSON.
pub fn complaint_json(complaint: &Complaint) -> Json {
    let said = &complaint.said;
    json!({
        "kind": "complaint",
        "id": complaint.short.as_str(),
        "product": said.product,
        "source": said.source,
        "stars": said.stars,
        "day": said.day.map(|day| day.to_string()),
        "text": said.text,
        "link": said.link,
        "decision": complaint.decision.map(Decision::typed),
        "automatic": complaint.is_automatic,
    })
}

/// Reads about which product and from which source, in any case of letters.
fn scope(store: &Store, args: &cli::ComplaintScope) -> Result<(Option<String>, Option<String>)> {
    if args.product.is_none() && args.source.is_none() {
        return Ok((None, None));
    }
    let counts = store.complaint_counts()?;
    let mut products: Vec<&str> = counts.iter().map(|count| count.product.as_str()).collect();
    let mut sources: Vec<&str> = counts.iter().map(|count| count.source.as_str()).collect();
    products.dedup();
    sources.sort_unstable();
    sources.dedup();
    let product = args.product.as_deref().map(|typed| named(typed, &products, "about")).transpose()?;
    let source = args.source.as_deref().map(|typed| named(typed, &sources, "from")).transpose()?;
    Ok((product, source))
}

fn named(typed: &str, all: &[&str], how: &str) -> Result<String> {
    let wanted = typed.trim().to_lowercase();
    let named = all.iter().find(|name| name.to_lowercase() == wanted);
    named.map(|name| (*name).to_owned()).ok_or_else(|| {
        let hint = match did_you_mean(typed, all.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if all.is_empty() => "`empathy import complaints FILE` reads a file of reviews".to_owned(),
            None => format!("there are {}", all.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ")),
        };
        Error::unknown(format!("there are no complaints {how} `{typed}`"), hint)
    })
}
