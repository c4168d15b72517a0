//! Exercise files read into exercises, with every mistake located: file, line, column, what was expected.
//!
//! A file is read in two passes over its TOML tree. The first lists the names in it (`survey`), so that the second
//! (`lower`) can check each name where it stands. Nothing here is shown, stored or computed from answers.
//!
//! Of what comes with the program only the headings are read at load (`loaded`); an exercise is read whole, and what all
//! of them measure is put together (`measured`), when it is first asked for.

mod catalog;
mod checklist;
mod diagnostics;
mod embedded;
mod files;
mod line_index;
mod loaded;
mod lower;
mod merge;
mod names;
mod plan;
mod progress_file;
mod reader;
mod registry;
mod resolve;
mod room;
mod scaffold;
mod symbols;
#[cfg(test)]
mod tests;
mod user_files;
mod values;

use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::domain::exercise::{Exercise, Heading};
use crate::error::Problem;

pub use catalog::Catalog;
pub use files::check_files;
pub use loaded::{Loaded, Origin};
pub use scaffold::{id_from, scaffold};

use diagnostics::Source;
use reader::Reader;

/// The format this program reads.
const FORMAT: i64 = 1;

/// Reads an exercise file; `name` stands in the problems, which are sorted by line.
pub fn parse(name: &Path, text: &str) -> Result<Exercise, Vec<Problem>> {
    read_with(name, text, |source, root| {
        let names = symbols::survey(root);
        lower::exercise(source, &names, root)
    })
}

/// Reads what stands above the first list of tables of an exercise file: what it is called and how long it takes.
fn parse_heading(name: &Path, text: &str) -> Result<Heading, Vec<Problem>> {
    read_with(name, above_tables(text), |source, root| {
        lower::heading(&mut Reader::new(source, root, 0, "exercise"))
    })
}

/// Cuts a file above its first list of tables.
fn above_tables(text: &str) -> &str {
    text.split_once("\n[[").map_or(text, |(above, _)| above)
}

/// Reads a file with whatever makes sense of its tree, unless the tree itself is broken or of a newer format.
fn read_with<T: Send>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T + Send,
) -> Result<T, Vec<Problem>> {
    let (made, problems) = read_partly(name, text, make)?;
    if problems.is_empty() { Ok(made) } else { Err(problems) }
}

/// Reads a file of which what has no mistake can be used by itself; fails only where nothing can be read at all.
fn read_partly<T: Send>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T + Send,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    if text.len() > files::LARGEST {
        return Err(vec![files::too_large(name)]);
    }
    room::with_room(text, || read_parts(name, text, make))
        .unwrap_or_else(|| Err(vec![files::of_file(name, "nested too deep to be read")]))
}

fn read_parts<T>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    let source = Source::new(name, text);
    let (root, mistakes) = DeTable::parse_recoverable(text);
    let root = root.get_ref();
    if let Some((at, found)) = newer_format(root) {
        source.report(at, format!("written for a newer empathy: format {found}, this one reads {FORMAT}"));
        return Err(source.into_problems());
    }
    if !mistakes.is_empty() {
        source.report_syntax(&mistakes);
        return Err(source.into_problems());
    }
    let made = make(&source, root);
    Ok((made, source.into_problems()))
}

fn newer_format(root: &DeTable<'_>) -> Option<(usize, i64)> {
    let value = root.get("format")?;
    let DeValue::Integer(number) = value.get_ref() else { return None };
    let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
    (number > FORMAT).then_some((value.span().start, number))
}
