//! Checks a name, path, template or condition where it stands.

use crate::domain::template::{Part, Template};

use super::diagnostics::{Source, Spot, quoted};
use super::names::{GroupPath, Lookup, Names, Symbol};

/// A place in a file from which names are read.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    pub source: &'a Source<'a>,
    pub names: &'a Names<'a>,
    /// The row that names are seen from.
    pub row: GroupPath<'a>,
    /// Only what is declared before this byte has an answer yet; everything has, if there is none.
    pub before: Option<usize>,
}

impl<'a> Scope<'a> {
    /// Sees from the top, everything answered.
    pub(super) fn top(source: &'a Source<'a>, names: &'a Names<'a>) -> Self {
        Self { source, names, row: GroupPath::new(), before: None }
    }

    pub(super) fn from(&self, row: GroupPath<'a>) -> Self {
        Self { row, ..self.clone() }
    }

    /// Sees from rows nothing is known about: every name is taken as it is.
    pub(super) fn unsure(&self) -> Self {
        self.from(vec![""])
    }

    /// Sees only what is answered before a byte of the file.
    pub(super) fn before(&self, at: usize) -> Self {
        Self { before: Some(at), ..self.clone() }
    }

    /// Finds the field a name means here and how many groups are around it; `None` if that was reported.
    pub(super) fn find(&self, at: usize, name: &str) -> Option<(&'a Symbol<'a>, usize)> {
        match self.names.seen_from(&self.row, name) {
            Lookup::Field(known, depth) => Some((known, depth)),
            Lookup::Unsure => None,
            Lookup::Nothing => {
                let elsewhere = if self.source.suggests() { self.names.row_with(name) } else { None };
                if let Some(row) = elsewhere {
                    self.source.report(at, out_of_sight(name, row));
                } else {
                    let message = format!("{} is not a field in sight here", quoted(name));
                    self.source.report_near(at, message, name, self.names.in_sight(&self.row));
                }
                None
            }
        }
    }

    /// Finds a field that has an answer, and has it early enough.
    pub(super) fn answer(&self, at: usize, name: &str) -> Option<&'a Symbol<'a>> {
        let (known, _) = self.find(at, name)?;
        if matches!(known.kind, "note" | "rank") {
            let message = format!("{} is {}, which has no answer", quoted(name), known.noun());
            self.source.report(at, message);
            return None;
        }
        if self.before.is_some_and(|before| known.at >= before) {
            let wrong = if self.before == Some(known.at) {
                "this field itself".to_owned()
            } else {
                format!("answered later (line {})", self.source.line_of(known.at))
            };
            self.source.report(at, format!("{} is {wrong}, expected an earlier field", quoted(name)));
            return None;
        }
        Some(known)
    }

    pub(super) fn text_field(&self, name: Spot<&'a str>) -> String {
        if let Some((known, _)) = self.find(name.at, name.value) {
            self.expect(name, known, "a text field", "text");
        }
        name.value.to_owned()
    }

    /// Checks the name of a field of this very row, of the kind that is wanted.
    pub(super) fn field_here(&self, name: Spot<&'a str>, wanted: &str, kind: &str) -> String {
        match self.names.seen_from(&self.row, name.value) {
            Lookup::Field(known, depth) if depth == self.row.len() => {
                self.expect(name, known, wanted, kind);
            }
            Lookup::Unsure => {}
            _ => {
                let here = self.names.rows.get(&self.row);
                let fields = here.into_iter().flatten().filter(|(_, known)| known.kind == kind);
                let message = format!("{} is not a field of this row, expected {wanted}", quoted(name.value));
                self.source.report_near(name.at, message, name.value, fields.map(|(id, _)| *id));
            }
        }
        name.value.to_owned()
    }

    /// Checks the name of an earlier choice of this very row, for a field of a kind that is to differ from it.
    pub(super) fn other_choice(&self, name: Spot<&'a str>, kind: &str, earlier: &Self) -> String {
        if kind != "choice" && !kind.is_empty() {
            self.source.report(name.at, "`differs` is for a choice, and this field is none");
        }
        if earlier.answer(name.at, name.value).is_some() {
            self.field_here(name, "a choice", "choice");
        }
        name.value.to_owned()
    }

    /// Notes a field that is not of the kind that is wanted.
    pub(super) fn expect(&self, name: Spot<&str>, known: &Symbol<'a>, wanted: &str, kind: &str) {
        if !known.kind.is_empty() && known.kind != kind {
            let message = format!("{} is {}, expected {wanted}", quoted(name.value), known.noun());
            self.source.report(name.at, message);
        }
    }

    /// Reads a template and checks its names, each at its own place.
    pub(super) fn template(&self, words: Spot<&'a str>) -> Template {
        let template = match Template::parse(words.value) {
            Ok(template) => template,
            Err(message) => {
                self.source.report(words.at, message);
                return Template::default();
            }
        };
        let mut from = words.at;
        for part in template.parts().iter().filter(|part| !matches!(part, Part::Words(_))) {
            let written = part.source();
            let place = self.source.find_in(&words, from, &written);
            from = place.map_or(from, |place| place + written.len());
            let at = place.unwrap_or(words.at);
            for name in part.names() {
                let known = self.answer(at, name);
                let name = Spot { at, end: at + written.len(), value: name };
                match (part, known) {
                    (Part::Share(..) | Part::Product(..), Some(known)) => {
                        self.expect(name, known, "a number", "number");
                    }
                    (Part::Reached(..), Some(known)) if known.kind != "number" => {
                        self.expect(name, known, "a number or a scale", "scale");
                    }
                    _ => {}
                }
            }
        }
        template
    }

    /// Checks the path of a group and gives it apart.
    pub(super) fn group_path(&self, path: Spot<&'a str>) -> GroupPath<'a> {
        let parts: GroupPath<'a> = path.value.split('.').collect();
        let wrong = match self.names.at_path(&parts) {
            Lookup::Unsure => return parts,
            Lookup::Nothing => "not a group of this exercise".to_owned(),
            Lookup::Field(known, _) => match (known.kind, self.before) {
                ("group", Some(before)) if known.at > before => {
                    format!("a group of line {}, expected an earlier one", self.source.line_of(known.at))
                }
                ("group" | "", _) => return parts,
                _ => format!("{}, expected a group", known.noun()),
            },
        };
        self.report_path(path, true, format!("{} is {wrong}", quoted(path.value)));
        parts
    }

    /// Finds the field a path leads to; `None` if that was reported.
    pub(super) fn path(&self, path: Spot<&'a str>) -> Option<(GroupPath<'a>, &'a str, &'a Symbol<'a>)> {
        let parts: GroupPath<'a> = path.value.split('.').collect();
        match self.names.at_path(&parts) {
            Lookup::Field(known, _) => {
                let (id, row) = parts.split_last()?;
                Some((row.to_vec(), *id, known))
            }
            Lookup::Unsure => None,
            Lookup::Nothing => {
                let message = format!("{} does not lead to a field of this exercise", quoted(path.value));
                self.report_path(path, false, message);
                None
            }
        }
    }

    /// Notes a path that leads nowhere, with one that was most likely meant: a near one, or one that ends in it.
    fn report_path(&self, path: Spot<&'a str>, groups_only: bool, message: String) {
        let known = if self.source.suggests() { self.names.paths(groups_only) } else { Vec::new() };
        let tail = format!(".{}", path.value);
        let near = self.source.near(path.value, known.iter().map(String::as_str));
        let meant = near.or_else(|| known.into_iter().find(|known| known.ends_with(&tail)));
        self.source.suggest(path.at, message, meant);
    }

    /// Checks the path of the text that says about what; gives its name as seen from this row.
    pub(super) fn subject(&self, path: Spot<&'a str>) -> String {
        let Some((row, id, known)) = self.path(path) else { return String::new() };
        self.expect(path, known, "a text", "text");
        let message = if !self.row.starts_with(&row) {
            out_of_sight(path.value, &row)
        } else if matches!(self.names.seen_from(&self.row, id), Lookup::Field(_, depth) if depth > row.len())
        {
            format!("{} is hidden here by a field of the same name", quoted(path.value))
        } else {
            return id.to_owned();
        };
        self.source.report(path.at, message);
        String::new()
    }
}

fn out_of_sight(name: &str, row: &[&str]) -> String {
    format!("{} belongs to the rows of `{}`, which are not in sight here", quoted(name), row.join("."))
}
