//! `tag` and `tags`: words of one's own on entries.

use serde_json::json;

use super::world::talk;
use super::{Out, World};
use crate::cli;
use crate::db::{Write, normal_tag};
use crate::error::{Error, Result};

/// Adds tags to entries and removes others, and says which they have then.
pub fn change(world: &World, out: &mut Out, args: &cli::Tag) -> Result<()> {
    let (add, remove) = (read(&args.add)?, read(&args.remove)?);
    if let Some(tag) = add.iter().find(|tag| remove.contains(tag)) {
        return Err(Error::usage(
            format!("`{tag}` can't be both added and removed"),
            "use either `--add` or `--remove`",
        ));
    }
    let mut store = world.store()?;
    let heads = world.entries(&store, &args.ids)?;
    let ids: Vec<_> = heads.iter().map(|head| head.id).collect();
    let changed = store.apply(&Write::Tag(ids.clone(), add, remove), world.now().wall)?.entries;
    let tags = store.tags_of(&ids)?;
    for head in &heads {
        let those = tags.get(&head.id).map_or_else(|| "no tags".to_owned(), |tags| tags.join(", "));
        out.line(&format!("{:<9} {those}", head.short.as_str()))?;
    }
    if changed == 0 {
        talk("nothing was changed");
    }
    Ok(())
}

/// Lists the tags in use, with how many entries carry each.
pub fn list(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let tags = world.store()?.tags()?;
    if json.json {
        return out
            .json(&tags.iter().map(|(tag, entries)| json!({ "tag": tag, "entries": entries })).collect());
    }
    for (tag, entries) in &tags {
        out.line(&format!("{entries:>4}  {tag}"))?;
    }
    if tags.is_empty() {
        talk("no tags yet; `empathy tag ID --add WORD` gives an entry one");
    }
    Ok(())
}

/// Reads tags as they were typed, in the form they are kept in.
pub fn read(typed: &[String]) -> Result<Vec<String>> {
    let one = |typed: &String| match normal_tag(typed) {
        tag if tag.is_empty() => Err(Error::usage(
            format!("`{typed}` can't be a tag"),
            "use letters or digits, as in `work` or `second-look`",
        )),
        tag => Ok(tag),
    };
    typed.iter().map(one).collect()
}
