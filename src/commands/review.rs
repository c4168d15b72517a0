//! `review`: the week as a document for a reader.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::world::{talk, talk_all};
use super::{Out, World};
use crate::app::people;
use crate::app::review::gather;
use crate::cli;
use crate::error::{Error, Problem, Result};
use crate::report::compose::compose;
use crate::report::document::Document;
use crate::report::{Reader, csv, html, json, markdown, pdf};
use crate::sanitize;
use crate::sys::files;
use crate::sys::paths::expanded;

/// Writes the weekly review for a reader, people by their aliases.
pub fn run(world: &World, out: &mut Out, args: &cli::Review) -> Result<()> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-").map(expanded).transpose()?;
    let format = format(args.format, path.as_deref())?;
    let (store, catalog) = (world.store()?, world.catalog());
    let week = world.week(&store, args.week)?;
    let (input, reader) =
        (gather(&store, &catalog, week, world.now().wall)?, reader(args.reader, path.is_some()));
    let veil = store.veil(&input.people())?;
    let (inside, outside) = (compose(&input, reader), compose(&input.veiled(&veil), reader));
    let text = markdown::markdown(&outside);
    let replaced = people::replaced(&store, &veil, &markdown::markdown(&inside), &text)?;
    let unknown = people::warnings(&replaced);
    let written = || match format {
        cli::Format::Md => Ok(Written::Text(text)),
        cli::Format::Html => page(world, &outside).map(Written::Text),
        cli::Format::Pdf => print_ready(&outside, world.now().wall.local().date()).map(Written::Bytes),
        cli::Format::Json => Ok(Written::Text(json::json(&input, reader, &outside))),
        cli::Format::Csv => Ok(Written::Tables(csv::tables(&outside))),
    };
    let Some(path) = path else {
        talk_all(&unknown);
        return written()?.print(out);
    };
    talk_all(&people::describe(&replaced));
    if !unknown.is_empty() && !args.anyway {
        return Err(Error::usage(
            format!("the review was not written, because it may name people:\n  {}", unknown.join("\n  ")),
            "`empathy people add NAME` gives someone an alias; `--anyway` writes the file as it is",
        ));
    }
    let path = written()?.save(path, args.force)?;
    talk(&format!("Wrote the review to `{}`.", path.display()));
    Ok(())
}

/// Finds the reader: as asked for, else a peer for a file, and the person for what is printed.
fn reader(asked: Option<cli::Reader>, to_file: bool) -> Reader {
    match asked {
        Some(cli::Reader::Me) => Reader::Me,
        Some(cli::Reader::Peer) => Reader::Peer,
        Some(cli::Reader::Interview) => Reader::Interview,
        None if to_file => Reader::Peer,
        None => Reader::Me,
    }
}

/// Finds the format: as asked for, else as the file is named, else Markdown.
fn format(asked: Option<cli::Format>, path: Option<&Path>) -> Result<cli::Format> {
    let Some(extension) = path.and_then(Path::extension).and_then(|extension| extension.to_str()) else {
        return Ok(asked.unwrap_or_default());
    };
    let named = match extension.to_lowercase().as_str() {
        "md" | "markdown" | "txt" => Some(cli::Format::Md),
        "html" | "htm" => Some(cli::Format::Html),
        "pdf" => Some(cli::Format::Pdf),
        "json" => Some(cli::Format::Json),
        "csv" => Some(cli::Format::Csv),
        _ => None,
    };
    asked.or(named).ok_or_else(|| {
        Error::usage(
            format!("a `.{extension}` file can't be written"),
            "add `--format md`, `html`, `pdf`, `json` or `csv`",
        )
    })
}

/// A review as it leaves.
enum Written {
    Text(String),
    /// What is no text.
    Bytes(Vec<u8>),
    /// Tables with their names.
    Tables(Vec<(String, String)>),
}

/// Writes a document as a PDF, and says which letters it could not print.
fn print_ready(document: &Document, day: NaiveDate) -> Result<Vec<u8>> {
    let pdf = pdf::pdf(document, day).map_err(|what| {
        Error::usage(
            format!("the PDF could not be written: {what}"),
            "write it as `--format html`, and print that",
        )
    })?;
    if !pdf.missing.is_empty() {
        let letters: String = pdf.missing.iter().take(20).collect();
        talk(&format!(
            "No font on this machine has {letters}. They are printed as boxes. Install a font that has them, or write the review as `--format html`."
        ));
    }
    Ok(pdf.bytes)
}

/// Writes a document as a web page, by the person's own template if they have one.
fn page(world: &World, document: &Document) -> Result<String> {
    let path = world.places.template();
    let own = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => None,
        Err(cause) => {
            return Err(Error::file("read", &path, &cause, "correct the template, or move it away"));
        }
    };
    let template = own.as_deref().unwrap_or(html::TEMPLATE);
    html::html(document, template)
        .map_err(|mistake| Error::Problems(vec![Problem::at(&path, template, mistake.at, mistake.what)]))
}

impl Written {
    fn print(self, out: &mut Out) -> Result<()> {
        match self {
            Self::Text(text) => out.text(&text),
            Self::Bytes(_) if std::io::stdout().is_terminal() => Err(Error::usage(
                "a PDF can't be shown in a terminal",
                "name a file with `--output review.pdf`",
            )),
            Self::Bytes(bytes) => out.bytes(&bytes),
            Self::Tables(tables) => tables.iter().enumerate().try_for_each(|(at, (name, text))| {
                out.line(&format!("{}# {name}", if at > 0 { "\n" } else { "" }))?;
                out.text(text)
            }),
        }
    }

    /// Writes it to a file; tables go into a folder, each to a file of its own. Returns where it is.
    fn save(self, path: PathBuf, over: bool) -> Result<PathBuf> {
        let tables = match self {
            Self::Text(text) => {
                files::write_whole(&path, sanitize::block(&text).as_bytes(), over)?;
                return Ok(path);
            }
            Self::Bytes(bytes) => {
                files::write_whole(&path, &bytes, over)?;
                return Ok(path);
            }
            Self::Tables(tables) => tables,
        };
        if tables.is_empty() {
            return Err(Error::usage("the review has no tables", "write it as `--format md` or `json`"));
        }
        let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let folder = if named { path.with_extension("") } else { path };
        std::fs::create_dir_all(&folder)
            .map_err(|cause| Error::file("make the folder", &folder, &cause, "name another folder"))?;
        for (name, text) in tables {
            let path = folder.join(format!("{name}.csv"));
            files::write_whole(&path, sanitize::block(&text).as_bytes(), over)?;
        }
        Ok(folder)
    }
}
