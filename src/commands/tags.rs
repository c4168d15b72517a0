//! `tag` and `tags`: words of one's own on entries.

use serde_json::json;

use super::world::talk;
use super::{Out, World};
use crate::cli;
use crate::db::{Write, normal_tag};
use crate::domain::number_format::counted;
use crate::error::{Error, Result, did_you_mean};

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
        talk("Nothing was changed.");
    }
    Ok(())
}

/// Lists the tags, or renames one.
pub fn run(world: &World, out: &mut Out, args: &cli::Tags) -> Result<()> {
    match &args.change {
        None => list(world, out, args.json),
        Some(cli::TagsChange::Rename { old, new }) => rename(world, out, old, new),
    }
}

/// Renames a tag on every entry that carries it, those in the trash too.
fn rename(world: &World, out: &mut Out, old: &str, new: &str) -> Result<()> {
    let (from, to) = (one(old)?, one(new)?);
    if from == to {
        return Err(Error::usage(
            format!("`{old}` and `{new}` are the same tag"),
            "tags are kept in lower case, with dashes for spaces; choose another name",
        ));
    }
    let mut store = world.store()?;
    let ids = store.tagged(&from)?;
    let there = store.tagged(&to)?;
    let meets = !there.is_empty() && there != ids;
    let changed = store.apply(&Write::Tag(ids, vec![to.clone()], vec![from.clone()]), world.now().wall)?;
    if changed.entries == 0 {
        let tags: Vec<String> = store.tags()?.into_iter().map(|(tag, _)| tag).collect();
        let near = did_you_mean(&from, tags.iter().map(String::as_str));
        let hint = near.map_or_else(
            || "`empathy tags` lists the tags there are".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Error::unknown(format!("no entry has the tag `{from}`"), hint));
    }
    let entries = counted(changed.entries, "entry");
    let merged =
        if meets { format!("; `{to}` was in use, so the two are one tag now") } else { String::new() };
    out.line(&format!("renamed `{from}` to `{to}` on {entries}{merged}; `empathy undo` reverses this"))
}

/// Lists the tags in use, with how many entries carry each.
fn list(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let tags = world.store()?.tags()?;
    if json.json {
        return out
            .json(&tags.iter().map(|(tag, entries)| json!({ "tag": tag, "entries": entries })).collect());
    }
    for (tag, entries) in &tags {
        out.line(&format!("{entries:>4}  {tag}"))?;
    }
    if tags.is_empty() {
        talk("No tags yet. `empathy tag ID --add WORD` gives an entry one.");
    }
    Ok(())
}

/// Reads tags as they were typed, in the form they are kept in.
pub fn read(typed: &[String]) -> Result<Vec<String>> {
    typed.iter().map(|typed| one(typed)).collect()
}

/// Reads the tags of something that is logged, which is logged whatever they are: one that cannot be kept is told of.
pub fn read_or_tell(typed: &[String]) -> Vec<String> {
    let (kept, lost): (Vec<_>, Vec<_>) =
        typed.iter().map(|typed| (typed, normal_tag(typed))).partition(|(_, tag)| !tag.is_empty());
    for (typed, _) in lost {
        talk(&format!(
            "`{typed}` can't be a tag and was left out. A tag needs a letter, a digit or an emoji."
        ));
    }
    kept.into_iter().map(|(_, tag)| tag).collect()
}

fn one(typed: &str) -> Result<String> {
    match normal_tag(typed) {
        tag if tag.is_empty() => Err(Error::usage(
            format!("`{typed}` can't be a tag"),
            "use letters, digits or emoji, as in `work` or `second-look`",
        )),
        tag => Ok(tag),
    }
}
