//! `export`: everything in the journal, as JSON Lines or as Markdown files.

use std::io::IsTerminal as _;
use std::path::Path;

use super::world::talk;
use super::{Out, World};
use crate::app::export;
use crate::cli::{self, ExportFormat};
use crate::db::Exported;
use crate::domain::number_format::counted;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::sys::files;
use crate::sys::paths::{expanded, shortened};

/// Writes everything.
pub fn run(world: &World, out: &mut Out, args: &cli::Export) -> Result<()> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-").map(expanded).transpose()?;
    if !world.places.journal.exists() {
        return Err(Error::unknown("there is no journal to export yet", "`empathy` begins one"));
    }
    let store = world.store()?;
    let told = match (args.format, &path) {
        (ExportFormat::Jsonl, None) => {
            if std::io::stdout().is_terminal() {
                return Err(Error::usage(
                    "this would print your whole journal on the terminal",
                    "name a file, as in `empathy export --all -o journal.jsonl`",
                ));
            }
            store.export(&mut |line| out.bytes(line))?
        }
        (ExportFormat::Jsonl, Some(path)) => {
            files::write_parts(path, args.force, |part| store.export(&mut |line| part(line)))?
        }
        (ExportFormat::Md, None) => {
            return Err(Error::usage(
                "Markdown needs a folder to be written to",
                "name one, as in `empathy export --all --format md -o journal`",
            ));
        }
        (ExportFormat::Md, Some(path)) => {
            let catalog = world.catalog_in_passing();
            files::write_folder(path, args.force, |file| {
                export::files(&store, &catalog, &mut |name, text| {
                    file(name, sanitize::block(text).as_bytes())
                })
            })?
        }
    };
    tell(&told, path.as_deref(), args.format);
    if told.damaged.is_empty() && told.unread.is_empty() {
        return Ok(());
    }
    let what = |words: &str, which: &[String]| {
        (!which.is_empty()).then(|| format!("{words} ({})", which.join(", ")))
    };
    let unread: Vec<String> = told.unread.iter().map(|(noun, count)| counted(*count, noun)).collect();
    let said = [
        what("damaged, exported as far as it can be read", &told.damaged),
        what("unreadable, left out", &unread),
    ];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join("; ");
    Err(Error::unknown(
        format!("the export is incomplete: {said}"),
        "`empathy doctor` says what is wrong, and `empathy backup --list` shows your backups",
    ))
}

fn tell(told: &Exported, path: Option<&Path>, format: ExportFormat) {
    let to = path.map_or(String::new(), |path| format!(" to `{}`", shortened(path)));
    let trashed = match told.trashed {
        0 => String::new(),
        trashed => format!(", {trashed} of them in the trash"),
    };
    talk(&format!("Exported {}{trashed}{to}.", counted(told.entries, "entry")));
    talk("People are named in it as you wrote them: keep it to yourself.");
    if format == ExportFormat::Md {
        talk("It holds the entries as they are now. For every version, export JSON Lines.");
    }
}
