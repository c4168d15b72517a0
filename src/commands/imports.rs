//! `import list` and `import undo`: the files of reviews that were imported, and taking one back.

use serde_json::{Value as Json, json};

use super::world::talk;
use super::{Out, World};
use crate::cli;
use crate::db::ComplaintImport;
use crate::domain::number_format::counted;
use crate::error::{Error, Result};

pub fn list(world: &World, out: &mut Out, args: cli::Json) -> Result<()> {
    let imports = world.store()?.complaint_imports()?;
    if args.json {
        return out.json(&imports.iter().map(as_json).collect());
    }
    for import in &imports {
        let day = import.at.day(0);
        let of = [&import.told.product, &import.told.source].map(String::as_str);
        let of = of.into_iter().filter(|part| !part.is_empty() && *part != import.told.file);
        let row = format!(
            "{:>3}  {day}  {}  {}  {}",
            import.number,
            import.told.file,
            of.collect::<Vec<_>>().join(" · "),
            held(import)
        );
        out.row(&row, world.longest_line())?;
    }
    if imports.is_empty() {
        talk("You have imported no complaints. `empathy import complaints FILE` reads a file of reviews.");
    }
    Ok(())
}

pub fn undo(world: &World, out: &mut Out, args: &cli::ImportUndo) -> Result<()> {
    let mut store = world.store()?;
    let last = || Ok::<_, Error>(store.complaint_imports()?.first().map(|import| import.number));
    let Some(number) = args.number.map_or_else(last, |number| Ok(Some(number)))? else {
        talk("There is no import to undo.");
        return Ok(());
    };
    let undone = store.undo_import(number)?;
    let gone = usize::try_from(undone.gone).unwrap_or(usize::MAX);
    out.line(&format!(
        "undone: the import of {}; {} deleted",
        crate::sanitize::line(&undone.import.told.file),
        counted(gone, "complaint")
    ))?;
    let kept = undone.import.complaints - undone.gone;
    if kept > 0 {
        let kept = usize::try_from(kept).unwrap_or(usize::MAX);
        talk(&format!(
            "{} that you labelled or cited {}. Import the file again to restore the rest.",
            counted(kept, "complaint"),
            if kept == 1 { "stays" } else { "stay" }
        ));
    }
    Ok(())
}

fn held(import: &ComplaintImport) -> String {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let labelled =
        if import.labelled > 0 { format!(", {} labelled", import.labelled) } else { String::new() };
    format!("{}{labelled}", counted(count(import.complaints), "complaint"))
}

fn as_json(import: &ComplaintImport) -> Json {
    json!({
        "number": import.number,
        "at": import.at.rfc3339(),
        "file": import.told.file,
        "product": import.told.product,
        "source": import.told.source,
        "columns": import.told.mapping,
        "complaints": import.complaints,
        "labelled": import.labelled,
    })
}
