//! Figures of progress, drawn from facts: what the board declares, read in a bounded way and made into charts, sentences,
//! a table of the numbers, and the entries behind them.
//!
//! Architecture invariant: nothing here knows a measure or an exercise by its name. How much is read has a bound in every
//! figure, which its `why` tells.

mod checklist;
mod counts;
mod practice;
mod rows;
mod series;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use self::series::Subject;
use crate::charts::Chart;
use crate::db::{Order, Store, Wanted};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::metric::{Metric, Reading};
use crate::domain::people::Pseudonyms;
use crate::domain::progress::{Board, Figure, FigureKind, Section, Shown};
use crate::error::{Error, Result, did_you_mean};
use crate::exercises::{Catalog, Origin};

/// How many entries behind a figure are listed.
const BEHIND: usize = 200;

/// The section of a person's own measures.
const YOURS: &str = "yours";

/// What figures are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// The journal.
    pub store: &'a Store,
    /// The exercises, and what they measure.
    pub catalog: &'a Catalog,
    /// The day it is for the person.
    pub today: NaiveDate,
    /// The subject that figures of one subject are about; the one written about last if left out.
    pub subject: Option<&'a str>,
    /// Whether proof is shown before the person has rated themselves.
    pub proof: bool,
}

/// A figure, drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its name within the section.
    pub id: String,
    /// What stands above it.
    pub title: String,
    /// How to read it.
    pub about: String,
    /// The picture.
    pub chart: Chart,
    /// What it says in sentences, each with what it is.
    pub said: Vec<Said>,
    /// The numbers.
    pub data: Data,
    /// How they were worked out.
    pub why: Why,
    /// What can be opened of it, one for each row of the picture.
    pub items: Vec<Item>,
    /// Subjects it could be about instead, for a figure of one subject.
    pub subjects: Vec<String>,
    /// Whether proof is hidden until the person has rated themselves.
    pub hidden: bool,
}

impl Drawn {
    /// Puts aliases in the place of names in its numbers and sentences, for what leaves the machine.
    pub fn veil(&mut self, veil: &Pseudonyms) {
        for cell in self.data.rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell {
                *text = veil.over(text);
            }
        }
        for said in &mut self.said {
            let (Said::Plain(words) | Said::Warning(words)) = said;
            *words = veil.over(words);
        }
    }
}

/// A sentence beside a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// What the numbers say.
    Plain(String),
    /// Worth a look.
    Warning(String),
}

/// Where a number comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The formula, in words.
    pub formula: String,
    /// What went into it.
    pub inputs: String,
    /// How many facts that were.
    pub n: u64,
}

/// The numbers of a figure, as a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows; each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Data {
    /// Begins a table.
    fn new(columns: &[&str]) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    None,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Short ids of entries.
    Entries(Vec<String>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Number(count as f64)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

/// Something of a figure that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// The entries it was drawn from.
    pub behind: Behind,
    /// The exercise that would change it, to be begun.
    pub begin: Option<String>,
    /// Short ids of the entries that prove it, if it is proven.
    pub proof: Vec<String>,
}

impl Item {
    /// Makes an item of some entries.
    fn of(label: impl Into<String>, behind: Behind) -> Self {
        Self { label: label.into(), behind, begin: None, proof: Vec::new() }
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
    /// Those of some days.
    Days(NaiveDate, NaiveDate),
}

impl Behind {
    fn facts(measure: &str) -> Self {
        Self::Facts { measures: vec![measure.to_owned()], subject: None, category: None }
    }

    /// Tells whether it is known that there are none.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Entries(entries) if entries.is_empty())
    }

    /// Lists the entries, the newest first, up to two hundred.
    pub fn entries(&self, store: &Store) -> Result<Vec<Head>> {
        let mut ids: Vec<EntryId> = Vec::new();
        match self {
            Self::Entries(entries) => ids.extend(entries.iter().take(BEHIND)),
            Self::Days(from, to) => return store.of_days(*from, *to, BEHIND),
            Self::Facts { measures, subject, category } => {
                for measure in measures {
                    let wanted = Wanted {
                        measure,
                        subject: subject.as_deref(),
                        category: category.as_deref(),
                        ..Wanted::default()
                    };
                    let facts = store.facts(&wanted, Order::Newest, BEHIND)?;
                    ids.extend(facts.into_iter().map(|dated| dated.entry));
                }
            }
        }
        let mut heads: Vec<Head> = store.shorts(&ids)?.into_values().collect();
        heads.sort_by_key(|head| std::cmp::Reverse((head.day, head.id)));
        Ok(heads)
    }
}

/// Lists the sections: those of the board, and one for a person's own measures that no figure looks at.
pub fn sections(catalog: &Catalog) -> Board {
    let mut board = catalog.board().clone();
    let own = catalog.all().filter(|loaded| matches!(loaded.origin, Origin::Own(_)));
    let ids: Vec<&str> = own.map(|loaded| loaded.heading.id.as_str()).collect();
    let unseen = catalog.metrics().all().filter(|metric| {
        metric.fed_by.iter().any(|id| ids.contains(&id.as_str())) && !board.looks_at(&metric.id)
    });
    let figures: Vec<Figure> = unseen.map(own_figure).collect();
    if !figures.is_empty() {
        board.sections.push(Section {
            id: YOURS.to_owned(),
            title: "Yours".to_owned(),
            about: "What your own exercises measure.".to_owned(),
            figures,
        });
    }
    board
}

/// Chooses how to look at a measure that nobody chose a figure for.
fn own_figure(metric: &Metric) -> Figure {
    let shown = Shown { measure: metric.id.clone(), title: metric.title.clone() };
    let (kind, about) = match &metric.reading {
        Reading::Categories(_) => (FigureKind::Categories(metric.id.clone()), "How often each was picked."),
        Reading::Words { weighed: false } => (
            FigureKind::Rows { of: metric.id.clone(), columns: vec![shown] },
            "What you wrote, the newest first.",
        ),
        _ if metric.about_subjects => (
            FigureKind::Subjects(metric.id.clone()),
            "One row a subject, one mark a week, the newest at the right.",
        ),
        _ => (FigureKind::Weeks(vec![shown]), "The mean of each week."),
    };
    Figure { id: metric.id.replace('_', "-"), title: metric.title.clone(), about: about.to_owned(), kind }
}

/// Finds a section by its name, or says which one was probably meant.
pub fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Section> {
    let names = board.sections.iter().map(|section| section.id.as_str());
    board
        .section(id)
        .ok_or_else(|| unknown(format!("there is no section `{id}`"), id, &names.collect::<Vec<_>>()))
}

/// Gives a section with one of its figures alone, or says which one was probably meant.
pub fn only(section: &Section, id: &str) -> Result<Section> {
    let figures: Vec<Figure> = section.figures.iter().filter(|figure| figure.id == id).cloned().collect();
    if figures.is_empty() {
        let names = section.figures.iter().map(|figure| figure.id.as_str());
        return Err(unknown(
            format!("there is no figure `{id}` in `{}`", section.id),
            id,
            &names.collect::<Vec<_>>(),
        ));
    }
    Ok(Section { figures, ..section.clone() })
}

fn unknown(message: String, id: &str, names: &[&str]) -> Error {
    let near = did_you_mean(id, names.iter().copied());
    let those = || format!("there are {}", names.join(", "));
    Error::unknown(message, near.map_or_else(those, |near| format!("did you mean `{near}`?")))
}

/// What the figures of one section are drawn from: the same, and what one of them read that others need too.
struct Sheet<'a> {
    store: &'a Store,
    catalog: &'a Catalog,
    today: NaiveDate,
    subject: Option<&'a str>,
    proof: bool,
    subjects: RefCell<BTreeMap<String, Rc<[Subject]>>>,
}

/// Draws the figures of a section.
pub fn draw(section: &Section, on: &Drawing<'_>) -> Result<Vec<Drawn>> {
    let Drawing { store, catalog, today, subject, proof } = *on;
    let sheet = Sheet { store, catalog, today, subject, proof, subjects: RefCell::default() };
    section.figures.iter().map(|figure| figure_of(figure, &sheet)).collect()
}

fn figure_of(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    match &figure.kind {
        FigureKind::Subjects(measure) => series::subjects(figure, measure, on),
        FigureKind::Weeks(shown) => series::weeks(figure, shown, on),
        FigureKind::Ratings(measure) => series::ratings(figure, measure, on),
        FigureKind::Healing(measure) => series::healing(figure, measure, on),
        FigureKind::Against { good, bad } => counts::against(figure, good, bad, on),
        FigureKind::Categories(measure) => counts::categories(figure, measure, on),
        FigureKind::Crosstab { rows, columns, value, least } => {
            counts::matrix(figure, (rows, columns), value.as_deref(), *least, on)
        }
        FigureKind::Ranked { by, then, columns } => rows::ranked(figure, by, then.as_deref(), columns, on),
        FigureKind::Rows { of, columns } => rows::newest(figure, of, columns, on),
        FigureKind::Scatter { x, y } => rows::scatter(figure, x, y, on),
        FigureKind::Policy { .. } => rows::policy(figure, on),
        FigureKind::Days => practice::days(figure, on),
        FigureKind::Minutes => practice::minutes(figure, on),
        FigureKind::Weekly => practice::weekly(figure, on),
        FigureKind::Checklist => checklist::items(figure, on),
        FigureKind::Calibration => checklist::calibration(figure, on),
    }
}

/// Begins a drawn figure.
fn drawn(figure: &Figure, chart: impl Into<Chart>, why: Why) -> Drawn {
    Drawn {
        id: figure.id.clone(),
        title: figure.title.clone(),
        about: figure.about.clone(),
        chart: chart.into(),
        said: Vec::new(),
        data: Data::default(),
        why,
        items: Vec::new(),
        subjects: Vec::new(),
        hidden: false,
    }
}
