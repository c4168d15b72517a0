//! `exercises`: list, show, check and begin exercise files.

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use serde_json::json;

use super::script;
use super::world::talk;
use super::{Out, World};
use crate::cli::Exercises;
use crate::domain::exercise::Field;
use crate::error::{Error, Result};
use crate::exercises::{self, Catalog, Loaded, Origin};
use crate::sys::files;
use crate::sys::paths::expanded;
use crate::wording;

pub fn run(world: &World, out: &mut Out, what: Exercises) -> Result<()> {
    match what {
        Exercises::List(json) => list(world, out, json.json),
        Exercises::Show { id, script: true, .. } => {
            out.text(&script::of(world.catalog().find(&id)?.exercise()))
        }
        Exercises::Show { id, source, .. } => show(world, out, &id, source),
        Exercises::Check { paths } => check(world, out, &paths),
        Exercises::New { id, output, force, replace } => {
            let id = free_name(&id, replace)?;
            new(world, out, &id, output, force)
        }
    }
}

fn list(world: &World, out: &mut Out, json: bool) -> Result<()> {
    let catalog = world.catalog();
    if json {
        let all = catalog.all().map(|loaded| {
            let e = loaded.heading();
            json!({
                "id": e.id, "title": e.title, "about": e.about, "revision": e.revision,
                "minutes": [e.minutes.least, e.minutes.most], "tags": e.tags, "from": origin(loaded),
            })
        });
        return out.json(&all.collect());
    }
    for loaded in catalog.all() {
        let e = loaded.heading();
        let own = if matches!(loaded.origin, Origin::Own(_)) { "  (yours)" } else { "" };
        let minutes = format!("{}–{} min", e.minutes.least, e.minutes.most);
        out.line(&format!("{:<20} {minutes:<9}  {}{own}", e.id, e.about))?;
    }
    talk(&format!("Your own exercises go in `{}`.", world.places.exercises().display()));
    Ok(())
}

fn origin(loaded: &Loaded) -> String {
    match &loaded.origin {
        Origin::BuiltIn(_) => "built-in".to_owned(),
        Origin::Own(path) => path.display().to_string(),
    }
}

fn show(world: &World, out: &mut Out, id: &str, source: bool) -> Result<()> {
    let catalog = world.catalog();
    let loaded = catalog.find(id)?;
    if source {
        return out.text(loaded.text());
    }
    let e = loaded.exercise();
    out.line(&format!(
        "{} ({}, revision {}, {}–{} min)",
        e.title, e.id, e.revision, e.minutes.least, e.minutes.most
    ))?;
    out.line(&e.about)?;
    out.line("")?;
    out.line(e.why.trim())?;
    for (number, step) in e.steps.iter().enumerate() {
        let rows = step.each.join(", ");
        let each = match &step.top {
            _ if rows.is_empty() => String::new(),
            None => format!(" (for each of {rows})"),
            Some(top) => format!(" (for the top {} of {rows})", top.count),
        };
        out.line(&format!("\n{}. {}{each}", number + 1, step.title))?;
        out.line(&format!("   {}", step.ask.source()))?;
        for field in &step.fields {
            show_field(out, field, 3)?;
        }
    }
    Ok(())
}

fn show_field(out: &mut Out, field: &Field, indent: usize) -> Result<()> {
    let Some(what) = wording::asked_for(&field.kind) else { return Ok(()) };
    let optional = if field.optional { "; optional" } else { "" };
    out.line(&format!("{:indent$}- {} `{}` ({what}{optional})", "", field.label, field.id))?;
    if let Some(group) = field.kind.as_group() {
        for column in &group.fields {
            show_field(out, column, indent + 2)?;
        }
    }
    Ok(())
}

fn check(world: &World, out: &mut Out, paths: &[PathBuf]) -> Result<()> {
    let own = world.places.exercises();
    let paths = if paths.is_empty() {
        vec![own.clone()]
    } else {
        paths.iter().map(|path| expanded(path)).collect::<Result<Vec<_>>>()?
    };
    if paths == [own.clone()] && !own.is_dir() {
        return out.line("no exercises of your own yet; `empathy exercises new NAME` begins one");
    }
    let problems = exercises::check_files(&paths);
    if problems.is_empty() { out.line("no problems") } else { Err(Error::Problems(problems)) }
}

/// Makes the name of a new exercise of some words. That of a built-in one is taken only if that is meant.
fn free_name(words: &str, replace: bool) -> Result<String> {
    let id = exercises::id_from(words).ok_or_else(|| {
        Error::usage(
            format!("`{words}` cannot be the name of an exercise"),
            "use letters and dashes, as in `morning-notes`",
        )
    })?;
    if !replace && Catalog::built_in().get(&id).is_some() {
        return Err(Error::usage(
            format!("`{id}` is a built-in exercise, which yours would replace"),
            "choose another name, or replace it with `--replace`",
        ));
    }
    if id != words {
        talk(&format!(
            "The exercise is named `{id}`. Names have only lower-case letters, digits and dashes."
        ));
    }
    Ok(id)
}

fn new(world: &World, out: &mut Out, id: &str, output: Option<PathBuf>, force: bool) -> Result<()> {
    let path = if let Some(path) = output {
        expanded(&path)?
    } else {
        let folder = world.places.exercises();
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
        made.map_err(|e| {
            Error::file("make the folder", &folder, &e, "check that the configuration folder can be written")
        })?;
        folder.join(format!("{id}.toml"))
    };
    files::write_whole(&path, exercises::scaffold(id).as_bytes(), force)?;
    out.line(&path.display().to_string())?;
    talk(&format!("Edit it, then use `empathy exercises check` and `empathy practice {id}`."));
    Ok(())
}
