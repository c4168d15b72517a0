//! Takes the keys of one table by name and type, notes what does not fit, and at the end every key nobody asked for.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostics::{Source, Spot, a, quoted};

/// A value of the tree with its place.
pub(super) type Node<'a> = &'a Spanned<DeValue<'a>>;

/// One table being read.
pub(super) struct Reader<'a> {
    /// The file.
    pub source: &'a Source<'a>,
    /// Where the table begins.
    pub at: usize,
    /// What the table describes: "step".
    pub noun: String,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
    missing: Vec<(&'static str, String)>,
}

impl<'a> Reader<'a> {
    /// Begins with a table that describes a `noun`.
    pub(super) fn new(source: &'a Source<'a>, table: &'a DeTable<'a>, at: usize, noun: &str) -> Self {
        Self { source, at, noun: noun.to_owned(), table, asked: Vec::new(), missing: Vec::new() }
    }

    /// Takes a value of any type.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Lists all keys with their values, in the order of the file; every one counts as asked for.
    pub(super) fn entries(&self) -> Vec<(Spot<&'a str>, Node<'a>)> {
        let mut entries: Vec<_> =
            self.table.iter().map(|(key, value)| (spot(key.span(), key.get_ref().as_ref()), value)).collect();
        entries.sort_by_key(|(key, _)| key.at);
        entries
    }

    /// Notes that a key has to be there.
    pub(super) fn needs(&mut self, key: &'static str) {
        self.missing.push((key, format!("`{key}`")));
    }

    /// Notes that a key has to be there, unless it is there and was reported for another reason.
    pub(super) fn needs_unless_there(&mut self, key: &'static str) {
        if self.count_of(&[key]) == 0 {
            self.needs(key);
        }
    }

    /// Notes that one of some keys has to be there; `words` names them all.
    pub(super) fn needs_one_of(&mut self, key: &'static str, words: &str) {
        self.missing.push((key, words.to_owned()));
    }

    /// Notes that a list has to have something in it.
    pub(super) fn needs_filled(&self, key: &str) {
        if let Some(node) = self.table.get(key) {
            self.source.report(node.span().start, format!("`{key}` is empty, expected at least one"));
        }
    }

    /// Counts how many of some keys are there.
    pub(super) fn count_of(&self, keys: &[&str]) -> usize {
        keys.iter().filter(|key| self.table.get(**key).is_some()).count()
    }

    /// Takes a table that describes a `noun`.
    pub(super) fn table(&mut self, key: &'static str, noun: &str) -> Option<Reader<'a>> {
        let node = self.take(key)?;
        self.as_table(key, node, noun)
    }

    pub(super) fn as_table(&self, key: &str, node: Node<'a>, noun: &str) -> Option<Reader<'a>> {
        let Some(table) = node.get_ref().as_table() else {
            self.unfit(key, node, "a table");
            return None;
        };
        Some(Reader::new(self.source, table, node.span().start, noun))
    }

    /// Takes a list of tables that each describe a `noun`; empty if it is not there.
    pub(super) fn tables(&mut self, key: &'static str, noun: &str) -> Vec<Reader<'a>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let Some(items) = node.get_ref().as_array() else {
            self.unfit(key, node, "a list of tables: `[[…]]`, or `[{ … }]`");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.as_table(key, item, noun)).collect()
    }

    /// Takes a list of tables with at least one; `header` is how it is written.
    pub(super) fn need_tables(&mut self, key: &'static str, noun: &str, header: &str) -> Vec<Reader<'a>> {
        match self.table.get(key).map(|node| (node.span().start, node.get_ref())) {
            None => self.missing.push((key, format!("at least one `[[{header}]]`"))),
            Some((at, DeValue::Array(items))) if items.is_empty() => {
                self.source.report(at, format!("`{key}` is empty, expected at least one {noun}"));
            }
            Some(_) => {}
        }
        self.tables(key, noun)
    }

    /// Takes a table or a list of tables.
    pub(super) fn table_or_tables(&mut self, key: &'static str, noun: &str) -> Vec<Reader<'a>> {
        match self.take(key).map(Spanned::get_ref) {
            Some(DeValue::Array(_)) => self.tables(key, noun),
            Some(_) => self.table(key, noun).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Takes one word or a list of words that are some of the names.
    pub(super) fn many_of<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[(&'static str, T)],
        what: &str,
    ) -> Vec<T> {
        let words = self.texts(key);
        words.into_iter().filter_map(|word| self.source.one_of(word, all, what)).collect()
    }

    /// Notes a value of the wrong type.
    pub(super) fn unfit(&self, key: &str, node: Node<'_>, expected: &str) {
        let found = type_words(node.get_ref());
        self.source.report(node.span().start, format!("{} is {found}, expected {expected}", quoted(key)));
    }

    /// Notes every key nobody asked for, and every missing one that is not among them misspelt.
    pub(super) fn finish(mut self) {
        let known = |key: &str| self.asked.contains(&key);
        let unknown = self.table.iter().filter(|(key, _)| !known(key.get_ref().as_ref()));
        let mut unknown: Vec<_> = unknown.map(|(key, _)| spot(key.span(), key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.at);
        for key in unknown {
            let meant = self.source.near(key.value, self.asked.iter().copied());
            if let Some(meant) = &meant {
                let named = format!("`{meant}`");
                self.missing.retain(|(key, message)| key != meant && !message.contains(&named));
            }
            let message = format!("{} is not a key of {}", quoted(key.value), a(&self.noun));
            self.source.suggest(key.at, message, meant);
        }
        self.finish_unsure();
    }

    /// Notes the missing keys only, for a table whose kind is not known.
    pub(super) fn finish_unsure(self) {
        for (_, what) in &self.missing {
            self.source.report(self.at, format!("{} needs {what}", a(&self.noun)));
        }
    }
}

/// Puts a value in its place.
pub(super) fn spot<T>(span: std::ops::Range<usize>, value: T) -> Spot<T> {
    Spot { at: span.start, end: span.end, value }
}

fn type_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
