//! `move`: entries to the day they are about.

use super::world::talk;
use super::{Out, World};
use crate::app::undo::named;
use crate::app::week;
use crate::cli;
use crate::db::Write;
use crate::error::Result;

pub fn run(world: &World, out: &mut Out, args: &cli::Move) -> Result<()> {
    let day = world.when(&args.to)?.day;
    let mut store = world.store()?;
    let heads = world.entries(&store, &args.ids)?;
    let ids: Vec<_> = heads.iter().map(|head| head.id).collect();
    let week = week::holding(&store, day)?.label();
    let moved = store.apply(&Write::Move(ids, day, week), world.now().wall)?.entries;
    let to = day.format("%a %-d %b %Y");
    if moved == 0 {
        talk(&format!("Nothing was changed: {} on {to} already.", are(heads.len())));
        return Ok(());
    }
    out.line(&format!("moved {} to {to}", named(&heads)))?;
    talk("`empathy undo` reverses this.");
    Ok(())
}

fn are(count: usize) -> &'static str {
    if count == 1 { "it is" } else { "they are" }
}
