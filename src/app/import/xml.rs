//! XML of other programs, read as a tree.

use std::path::Path;

use roxmltree::{Document, ParsingOptions};

use crate::error::{Error, Problem, Result};

/// How many nodes a document may have: entities that stand for more than they look like stop here.
const MOST_NODES: u32 = 2_000_000;

/// Reads a document. What it names outside of itself is never looked up.
pub fn tree<'a>(file: &Path, text: &'a str) -> Result<Document<'a>> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let at = error.pos();
        let message = "this is not valid XML".to_owned();
        let (line, column) = (at.row as usize, at.col as usize);
        Error::Problems(vec![Problem { file: file.to_owned(), line, column, message, suggestion: None }])
    })
}
