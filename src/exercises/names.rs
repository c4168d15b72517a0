//! The names in an exercise file, and what a name means from where it stands.

use std::collections::{BTreeMap, HashSet};

/// The groups around a row, from the top inwards; empty at the top.
pub(super) type GroupPath<'a> = Vec<&'a str>;

/// A field that was declared, as far as other places may refer to it.
#[derive(Debug, Clone)]
pub(super) struct Symbol<'a> {
    /// Where its table begins.
    pub at: usize,
    /// Its kind, a person being a text; empty if it is missing or not known, which is reported where it stands.
    pub kind: &'a str,
    /// The ids of its options, if it is a choice.
    pub options: Vec<&'a str>,
    /// Whether "other" is an option, too.
    pub other: bool,
    /// Whether it is an ordered group.
    pub ordered: bool,
}

impl Symbol<'_> {
    /// Returns the kind as part of a sentence: `a text`.
    pub(super) fn noun(&self) -> String {
        match self.kind {
            "" => "a field".to_owned(),
            "evidence" => "evidence".to_owned(),
            kind => format!("a {kind}"),
        }
    }
}

/// What a name or a path leads to.
#[derive(Debug)]
pub(super) enum Lookup<'n, 'a> {
    /// A field, and how many groups are around its row.
    Field(&'n Symbol<'a>, usize),
    /// Something that another mistake hides: nothing can be said about it.
    Unsure,
    Nothing,
}

/// Every name declared in a file.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub rows: BTreeMap<GroupPath<'a>, BTreeMap<&'a str, Symbol<'a>>>,
    /// Fields of pages for a group that is none: no one knows where they belong.
    pub lost: HashSet<&'a str>,
    /// Where each step begins.
    pub steps: BTreeMap<&'a str, usize>,
    /// Where each measure begins.
    pub measures: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Finds a field in exactly this row.
    pub(super) fn field(&self, row: &[&'a str], id: &str) -> Option<&Symbol<'a>> {
        self.rows.get(row)?.get(id)
    }

    /// Whether each name of a row's path is a group, as far as is known.
    pub(super) fn is_row(&self, row: &[&'a str]) -> bool {
        self.row_fault(row).is_none()
    }

    /// How many names of a row's path are fine, if not all of them.
    fn row_fault(&self, row: &[&'a str]) -> Option<usize> {
        (0..row.len()).find(|n| {
            let known = row.get(*n).and_then(|id| self.field(row.get(..*n)?, id));
            known.is_none_or(|known| known.kind != "group")
        })
    }

    /// Finds what a path from the top leads to.
    pub(super) fn at_path(&self, path: &[&'a str]) -> Lookup<'_, 'a> {
        let Some((id, row)) = path.split_last() else { return Lookup::Nothing };
        if let Some(n) = self.row_fault(row) {
            let known = row.get(n).and_then(|id| self.field(row.get(..n)?, id));
            let unsure = known.is_some_and(|known| known.kind.is_empty());
            let lost = row.get(n).is_some_and(|id| self.lost.contains(id));
            return if unsure || lost { Lookup::Unsure } else { Lookup::Nothing };
        }
        match self.field(row, id) {
            Some(known) => Lookup::Field(known, row.len()),
            None if self.lost.contains(id) => Lookup::Unsure,
            None => Lookup::Nothing,
        }
    }

    /// Finds what a name means from a row: a field there, else in the row around it, else at the top.
    pub(super) fn seen_from(&self, row: &[&'a str], name: &str) -> Lookup<'_, 'a> {
        if !self.is_row(row) {
            return Lookup::Unsure;
        }
        let level = |n: usize| Some((self.field(row.get(..n)?, name)?, n));
        match (0..=row.len()).rev().find_map(level) {
            Some((known, n)) => Lookup::Field(known, n),
            None if self.lost.contains(name) => Lookup::Unsure,
            None => Lookup::Nothing,
        }
    }

    pub(super) fn in_sight(&self, row: &[&'a str]) -> impl Iterator<Item = &'a str> {
        let levels = (0..=row.len()).rev().filter_map(|n| self.rows.get(row.get(..n)?));
        levels.flat_map(|fields| fields.keys().copied())
    }

    /// Finds a row that has a field of this name, wherever it is.
    pub(super) fn row_with(&self, name: &str) -> Option<&GroupPath<'a>> {
        self.rows
            .iter()
            .find(|(row, fields)| fields.contains_key(name) && self.is_row(row))
            .map(|(row, _)| row)
    }

    /// Lists the paths of all fields, or of all groups.
    pub(super) fn paths(&self, groups_only: bool) -> Vec<String> {
        let mut paths = Vec::new();
        for (row, fields) in &self.rows {
            if !self.is_row(row) {
                continue;
            }
            let wanted = fields.iter().filter(|(_, k)| !groups_only || k.kind == "group");
            paths.extend(wanted.map(|(id, _)| row.iter().chain([id]).copied().collect::<Vec<_>>().join(".")));
        }
        paths
    }
}
