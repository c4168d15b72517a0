//! The entries behind a number.

use chrono::NaiveDate;

use crate::charts::Mark;
use crate::db::{Order, Store, Wanted};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::error::Result;

/// How many entries behind a figure are listed.
const LISTED: usize = 200;

/// Something of a figure that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// The entries behind it.
    pub behind: Behind,
    /// The exercise that would change it, to be begun.
    pub begin: Option<String>,
    /// Short ids of the entries that are its evidence, if it is evidenced.
    pub evidence: Vec<String>,
    /// How many values it is drawn from; 0 if that is not known.
    pub n: u64,
    /// What belongs to it alone, to be drawn beside the rows.
    pub detail: Option<Detail>,
}

/// What belongs to one row of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// What it is about.
    pub title: String,
    /// How that stands, in a few words.
    pub state: String,
    /// What is drawn of it.
    pub marks: Vec<Mark>,
}

impl Item {
    pub(super) fn of(label: impl Into<String>, behind: Behind) -> Self {
        Self { label: label.into(), behind, begin: None, evidence: Vec::new(), n: 0, detail: None }
    }
}

/// Which entries something was drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Those with a fact of a measure, perhaps only about a subject or of a category.
    Facts {
        /// The measures.
        measures: Vec<String>,
        /// The subject, as written.
        subject: Option<String>,
        /// The category.
        category: Option<String>,
    },
    /// These.
    Entries(Vec<EntryId>),
    /// This one alone.
    Entry(EntryId),
    /// Those of some days.
    Days(NaiveDate, NaiveDate),
}

impl Behind {
    pub(super) fn facts(measure: &str, subject: Option<&str>, category: Option<&str>) -> Self {
        let [subject, category] = [subject, category].map(|text| text.map(str::to_owned));
        Self::Facts { measures: vec![measure.to_owned()], subject, category }
    }

    /// Whether it is known that there are none.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Entries(entries) if entries.is_empty())
    }

    /// The entries, the newest first, up to two hundred, and how many values were found in them if these were counted.
    pub fn entries(&self, store: &Store) -> Result<(Vec<Head>, Option<usize>)> {
        let mut ids: Vec<EntryId> = Vec::new();
        match self {
            Self::Entries(entries) => ids.extend(entries.iter().take(LISTED)),
            Self::Entry(entry) => ids.push(*entry),
            Self::Days(from, to) => return Ok((store.of_days(*from, *to, LISTED)?, None)),
            Self::Facts { measures, subject, category } => {
                for measure in measures {
                    let (subject, category) = (subject.as_deref(), category.as_deref());
                    let wanted = Wanted { measure, subject, category, ..Wanted::default() };
                    let facts = store.facts(&wanted, Order::Newest, LISTED)?;
                    ids.extend(facts.into_iter().map(|dated| dated.entry));
                }
            }
        }
        let mut heads: Vec<Head> = store.shorts(&ids)?.into_values().collect();
        heads.sort_by_key(|head| std::cmp::Reverse((head.day, head.at(), head.id)));
        let counted = matches!(self, Self::Facts { .. }).then_some(ids.len());
        Ok((heads, counted))
    }
}
