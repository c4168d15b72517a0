//! `sources`: where what the exercises and the concept cards say comes from. It needs no journal.

use serde_json::json;

use super::{Out, World};
use crate::app::sources::{self, Cited};
use crate::cli::Json;
use crate::error::Result;

pub fn run(world: &World, out: &mut Out, args: Json) -> Result<()> {
    let catalog = world.catalog();
    let all = sources::all(catalog.deck());
    if args.json {
        let as_json = |one: &Cited<'_>| json!({ "title": one.title, "about": one.about, "link": one.link, "cards": one.cards });
        return out.json(&all.iter().map(as_json).collect());
    }
    for one in &all {
        out.line(one.title)?;
        let about = one.about.map(str::to_owned);
        let cards = (!one.cards.is_empty()).then(|| format!("Concept cards: {}", one.cards.join(" ")));
        for line in about.into_iter().chain(one.link.map(str::to_owned)).chain(cards) {
            out.line(&format!("  {line}"))?;
        }
    }
    Ok(())
}
