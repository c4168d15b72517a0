//! What an exercise declares about its answers: measures, findings, the summary line and the blocks of a report.

use super::condition::Condition;
use super::hue::Hue;
use super::named::named;
use super::negation::{Negation, spaced};
use super::provenance::Provenance;
use super::template::Template;

/// A number, a category or words to follow over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Name across all exercises: two exercises may feed one measure.
    pub id: String,
    pub title: String,
    /// The group of the rows it is found in; empty at the top.
    pub group: Vec<String>,
    pub of: Of,
    /// The field of the row whose number is taken off: what is followed is the difference.
    pub minus: Option<String>,
    /// The field of the row whose number it is multiplied by: what is followed is the product.
    pub times: Option<String>,
    /// Only rows for which all of these hold.
    pub when: Vec<Condition>,
    /// The name of the text that says about what, seen from the row.
    pub subject: Option<String>,
    /// The name of the text that says which part of the subject.
    pub part: Option<String>,
    /// What a text weighs by the words in it; a text with none of them weighs 0. Empty: every text counts 1.
    pub weights: Vec<(String, f64)>,
    /// The words that deny a phrase which weighs something.
    pub negation: Negation,
    /// What is said of one entry and of several that are found so, to offer them again.
    pub offer: Option<(String, String)>,
    /// What is said of one and of several in the first paragraph of the weekly review.
    pub week: Option<(String, String)>,
    /// Whether it is part of the first reading of what was logged.
    pub reading: bool,
    /// How all it finds is known; `None` if the row or the entry says so.
    pub provenance: Option<Provenance>,
    /// Whether values count however they are known: decisions do, observations do not.
    pub counts_all: bool,
    /// Where the story was told that its subject names, if each value is one telling.
    pub tells: Option<ToldIn>,
    /// Whether its options are places where a story may stand, so that the empty ones can be shown.
    pub covers: bool,
    pub better: Better,
}

named! {
    /// Where a story was told.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ToldIn {
        /// In a real interview.
        Interview = "interview",
        /// In practice.
        Practice = "practice",
    }
}

/// What a measure looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A field of the row: a scale, a number, a choice, a text, or a group whose rows are counted.
    Field(String),
    /// That its conditions hold: 1 for each such row.
    Holding,
    /// How many of these numbers of the row are at least so much, once all are there.
    Reaching(Vec<String>, i64),
}

impl Measure {
    /// Returns the field it looks at, if it looks at one.
    pub fn field(&self) -> Option<&str> {
        match &self.of {
            Of::Field(field) => Some(field),
            Of::Holding | Of::Reaching(..) => None,
        }
    }

    /// Weighs a text: what the longest of its weighty phrases says, 1 if nothing is weighed. What is denied weighs
    /// otherwise: "not relieved" is no relief, and "not annoyed" says nothing.
    pub fn weigh(&self, text: &str) -> f64 {
        if self.weights.is_empty() {
            return 1.0;
        }
        let text = spaced(text);
        let said = self.weights.iter().filter(|(phrase, _)| text.contains(&spaced(phrase)));
        let Some((phrase, weight)) = said.max_by_key(|(phrase, _)| phrase.len()) else { return 0.0 };
        // Said once without a denial, it is said.
        let phrase = spaced(phrase);
        let mut before = text.match_indices(&phrase).map(|(at, _)| &text[..at]);
        if before.all(|before| self.negation.denies(before)) { (-weight).min(0.0) } else { *weight }
    }
}

/// A column of the list of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    pub title: String,
    pub text: Template,
}

/// Which direction of a measure is good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    /// Neither.
    #[default]
    Neither,
}

/// What an entry says about a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The name of the text that says about what, seen from the row.
    pub about: String,
    /// The group whose rows each say something; empty at the top.
    pub each: Vec<String>,
    pub text: Template,
    pub when: Vec<Condition>,
    /// How all of it is known; `None` if the row or the entry says so.
    pub provenance: Option<Provenance>,
}

/// A part of the line on the Today screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Summary {
    /// A text, once a row of a group or once for the empty path.
    Text { each: Vec<String>, text: Template, when: Vec<Condition> },
    Count {
        group: Vec<String>,
        when: Vec<Condition>,
        /// The text of the row of which each is counted once; rows without it are not counted.
        distinct: Option<String>,
        /// What one is called, and what several are called.
        words: (String, String),
    },
}

named! {
    /// Where a block stands for readers other than the person who wrote it, in the order of page one.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub enum PagePart {
        /// Nowhere: it is printed for the person alone.
        #[default]
        Own = "own",
        /// The line above all: a thesis, a policy, what is worth saying.
        Headline = "title",
        /// Who is hurt, when and why.
        Finding = "finding",
        /// What should change, ranked, with what it costs.
        Recommendations = "changes",
        /// What somebody said.
        Quotation = "quotation",
        /// The ratings of the dimensions.
        Dimensions = "dimensions",
        /// What came of an earlier recommendation or expectation.
        Changed = "outcomes",
        /// What the reader is asked.
        Question = "ask",
        /// Behind page one.
        Appendix = "appendix",
    }
}

/// A block of the weekly review.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub title: Option<String>,
    pub part: PagePart,
    /// Whether it is printed for other readers alone: the person sees the same in other blocks.
    pub others: bool,
    /// The block is there (with `each`: the row is there) only if all of these hold.
    pub when: Vec<Condition>,
    /// The group it goes through; empty for once.
    pub each: Vec<String>,
    pub kind: BlockKind,
}

/// What a block prints.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    Text(Template),
    /// Words that were said or written; those that were not are printed without quotation marks.
    Quote {
        text: Template,
        /// Who said it and where, in a few words, for readers who do not see the rest.
        by: Option<Template>,
        provenance: Option<Provenance>,
    },
    /// One item a row.
    List {
        text: Template,
        /// Whether items carry numbers.
        numbered: bool,
        /// How many rows at most.
        most: Option<usize>,
        /// The evidence field printed under the item.
        cites: Option<String>,
    },
    /// One line a row.
    Table {
        /// The columns; at least one.
        columns: Vec<Column>,
        /// The scale rows are sorted by, highest first.
        sort: Option<String>,
        /// The evidence field that is counted in a last column.
        cites: Option<String>,
        /// The most rows that are printed.
        most: Option<usize>,
        /// Whether tables of this title are one, whatever entries they are of.
        joined: bool,
    },
    /// One line a dimension.
    Ratings {
        rows: Vec<Rating>,
        /// The evidence field of the rows of `each`: what is cited first for a dimension stands beside its rating.
        cites: Option<String>,
    },
    /// One row against another, with what was answered in each cell.
    Matrix {
        rows: String,
        columns: String,
        value: String,
    },
    /// How a clock ran.
    Strip(String),
    /// What is looked at rather than read.
    Chart(Chart),
    /// Lists side by side.
    Beside(Vec<List>),
    /// One small section a row.
    Cards {
        heading: Template,
        /// Its lines: label and text.
        lines: Vec<(String, Template)>,
    },
}

impl BlockKind {
    /// Whether it is a table that stands in one with those of the same title.
    pub fn is_joined(&self) -> bool {
        matches!(self, Self::Table { joined: true, .. })
    }

    /// The measure that is drawn over time.
    pub fn over_time(&self) -> Option<&str> {
        if let Self::Chart(Chart::OverTime(measure)) = self { Some(measure) } else { None }
    }

    /// Lists the measures whose change is printed.
    pub fn changes(&self) -> Vec<&str> {
        match self {
            Self::Table { columns, .. } => {
                columns.iter().filter_map(|column| column.change.as_deref()).collect()
            }
            Self::Ratings { rows, .. } => rows.iter().filter_map(|row| row.change.as_deref()).collect(),
            _ => Vec::new(),
        }
    }
}

/// A chart of what measures of the entry say; each names measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chart {
    /// Each subject over time, with what was said of it before.
    OverTime(String),
    /// The value of each row, the highest first.
    Values(String),
    /// How often each category was picked.
    Counts(String),
    /// Two values of the same rows, one across and one up.
    Pairs { across: String, up: String },
}

/// A list that stands beside others.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub title: String,
    /// The group it goes through.
    pub each: Vec<String>,
    /// Only rows for which all of these hold.
    pub when: Vec<Condition>,
    pub text: Template,
}

/// How one dimension was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub title: String,
    /// The dimension it is about.
    pub hue: Hue,
    pub text: Template,
    /// The measure whose change since the week before is printed beside it.
    pub change: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    pub text: Template,
    /// Whether the first sentences are enough.
    pub brief: bool,
    /// The measure whose change since the week before is printed beside it.
    pub change: Option<String>,
}
