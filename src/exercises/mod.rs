//! Exercise files read into exercises, with every mistake located: file, line, column, what was expected.
//!
//! A file is read in two passes over its TOML tree. The first lists the names in it (`symbols`), so that the second
//! (`lower`) can check each name where it stands. Nothing here is shown, stored or computed from answers.

mod catalog;
mod check;
mod checklist;
mod countdown;
mod deck;
mod depth;
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
pub use check::check_files;
pub use loaded::{Loaded, Origin};
pub use scaffold::{id_from, scaffold};

use diagnostics::Source;

/// The format this program reads.
const FORMAT: i64 = 1;

/// Reads an exercise file; `name` stands in the problems, which are sorted by line.
pub fn parse(name: &Path, text: &str) -> Result<Exercise, Vec<Problem>> {
    read_with(name, text, lowered)
}

/// Reads an exercise file that comes with the program, without a look at how deep it is first: a fifth of the time.
fn parse_built_in(name: &Path, text: &str) -> Option<Exercise> {
    read_tree(name, text, lowered)
        .ok()
        .filter(|(_, problems)| problems.is_empty())
        .map(|(exercise, _)| exercise)
}

/// Reads what an exercise is called from the top of its file.
fn parse_heading(name: &Path, top: &str) -> Option<Heading> {
    let heading = |source: &Source<'_>, root: &DeTable<'_>| lower::heading(source, root);
    read_tree(name, top, heading).ok().map(|(heading, _)| heading)
}

fn lowered<'a>(source: &'a Source<'a>, root: &'a DeTable<'a>) -> Exercise {
    lower::exercise(source, &symbols::survey(root), root)
}

/// Reads a file with whatever makes sense of its tree, unless the tree itself is broken or of a newer format.
fn read_with<T>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T,
) -> Result<T, Vec<Problem>> {
    let (made, problems) = read_partly(name, text, make)?;
    if problems.is_empty() { Ok(made) } else { Err(problems) }
}

/// Reads a file of which what has no mistake can be used by itself; fails only where nothing can be read at all.
fn read_partly<T>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    if text.len() > files::LARGEST {
        return Err(vec![files::too_large(name)]);
    }
    if let Some(at) = depth::too_deep(text) {
        let most = depth::DEEPEST;
        let message = format!("nested deeper than {most} tables, which is more than an exercise needs");
        return Err(vec![Problem::at(name, text, at, message)]);
    }
    read_tree(name, text, make)
}

/// Reads a file that is no larger and no deeper than an exercise needs.
fn read_tree<T>(
    name: &Path,
    text: &str,
    make: impl for<'a> FnOnce(&'a Source<'a>, &'a DeTable<'a>) -> T,
) -> Result<(T, Vec<Problem>), Vec<Problem>> {
    let source = Source::new(name, text);
    let (root, mistakes) = DeTable::parse_recoverable(text);
    let root = root.get_ref();
    if let Some((at, found)) = newer_format(root) {
        source.report(
            at,
            format!("written for a newer version of empathy: format {found}, this one reads {FORMAT}"),
        );
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
