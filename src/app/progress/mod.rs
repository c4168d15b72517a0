//! Figures of progress: what files declare, asked of facts and answered in marks, a table of the numbers, and the
//! entries behind them. The screen, `progress`, `--json` and `--csv` all show the same figure.
//!
//! Architecture invariant: nothing here knows a measure or an exercise by its name. How much is read has a bound in
//! every figure, which its `why` tells.

mod calibration;
mod checklist;
mod complaints;
mod counts;
mod drill_down;
mod first;
mod headlines;
mod newest;
mod policy;
mod practice;
mod recovery;
mod rows;
mod sentences;
mod strips;
mod subjects;
mod time;
mod weeks;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

use chrono::NaiveDate;

pub use self::drill_down::{Behind, Detail, Item};
pub use self::first::{FirstStep, first_step};
use self::subjects::Subject;
use crate::app::around::Around;
use crate::app::checklist::{Judged, judge};
use crate::charts::{self, Cell, Mark, Table, Tone, Value};
use crate::db::Store;
use crate::domain::facts::subject_key;
use crate::domain::metric::{Metric, Reading};
use crate::domain::people::Pseudonyms;
use crate::domain::progress::{Board, FigureSpec, Query, Section, Shown};
use crate::domain::projections::Better;
use crate::error::{Error, Result, did_you_mean};
use crate::exercises::{Catalog, Loaded, Origin};

/// The section of a person's own measures.
const YOURS: &str = "yours";

/// The name of the column of what a row is about.
const PRODUCT: &str = "product";

/// What figures are asked of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The journal.
    pub store: &'a Store,
    /// The exercises, and what they measure.
    pub catalog: &'a Catalog,
    /// The day it is for the person.
    pub today: NaiveDate,
    /// The subject that figures of one subject are about; the one written about last if left out.
    pub subject: Option<&'a str>,
    /// Whether evidence is shown before the person has rated themselves.
    pub evidence: bool,
}

/// A figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its name within the section.
    pub id: String,
    /// What stands above it.
    pub title: String,
    /// How to read it.
    pub about: String,
    /// What is drawn, from the top.
    pub marks: Vec<Mark>,
    /// The numbers.
    pub data: Table,
    /// How they were calculated.
    pub why: Why,
    /// What can be opened of it, one for each row that the marks list.
    pub items: Vec<Item>,
    /// The most important thing its numbers say, in one sentence, if there are enough of them.
    pub headline: Option<String>,
    /// The rows alone, where what belongs to each stands beside them; nothing if that is all drawn in one.
    pub list: Vec<Mark>,
    /// Subjects it could be about instead, for a figure of one subject; the one it was narrowed to, for others.
    pub subjects: Vec<String>,
    /// How many of its items are only imagined: they are marked, and part of no number.
    pub uncounted: u64,
    /// Whether evidence is hidden until the person has rated themselves.
    pub hidden: bool,
}

/// How numbers were calculated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The formula, in words.
    pub formula: String,
    /// What went into it.
    pub inputs: String,
    /// How many facts that were.
    pub n: u64,
}

impl Why {
    fn new(formula: &str, inputs: impl Into<String>, n: u64) -> Self {
        Self { formula: formula.to_owned(), inputs: inputs.into(), n }
    }
}

impl Figure {
    fn new(spec: &FigureSpec, marks: Vec<Mark>, why: Why) -> Self {
        Self {
            id: spec.id.clone(),
            title: spec.title.clone(),
            about: spec.about.clone(),
            headline: None,
            marks,
            list: Vec::new(),
            data: Table::default(),
            why,
            items: Vec::new(),
            subjects: Vec::new(),
            uncounted: 0,
            hidden: false,
        }
    }

    /// Whether there is nothing to show of it yet.
    pub fn is_empty(&self) -> bool {
        self.why.n + self.uncounted == 0 && (self.list.is_empty() || self.items.is_empty())
    }

    /// Puts aliases in the place of names in its numbers and sentences, for what leaves the machine.
    pub fn veil(&mut self, veil: &Pseudonyms) {
        let over = |table: &mut Table| {
            for cell in table.rows.iter_mut().flatten() {
                if let Value::Text(text) = &mut cell.value {
                    *text = veil.over(text);
                }
            }
        };
        self.headline = self.headline.as_deref().map(|words| veil.over(words));
        over(&mut self.data);
        for mark in &mut self.marks {
            match mark {
                Mark::Sentence(sentence) => sentence.text = veil.over(&sentence.text),
                Mark::Table(table) => over(table),
                _ => {}
            }
        }
    }
}

/// The sections: those of files, and one for a person's own measures that no figure looks at.
pub fn sections(catalog: &Catalog) -> Board {
    let mut board = catalog.board().clone();
    let own = catalog.all().filter(|loaded| matches!(loaded.origin, Origin::Own(_)));
    let ids: Vec<&str> = own.map(Loaded::id).collect();
    let unseen = catalog.metrics().all().filter(|metric| {
        metric.fed_by.iter().any(|id| ids.contains(&id.as_str())) && !board.looks_at(&metric.id)
    });
    let figures: Vec<FigureSpec> = unseen.map(own_figure).collect();
    if !figures.is_empty() {
        board.sections.push(Section {
            id: YOURS.to_owned(),
            title: "Yours".to_owned(),
            about: "What your own exercises measure.".to_owned(),
            hue: None,
            verdict: None,
            figures,
        });
    }
    board
}

/// Chooses what to ask of a measure that nobody chose a figure for.
fn own_figure(metric: &Metric) -> FigureSpec {
    let shown = Shown { measure: metric.id.clone(), title: metric.title.clone() };
    let (query, about) = match &metric.reading {
        Reading::Categories(_) => (Query::ByCategory, "How often you picked each."),
        Reading::Words { weighed: false } => (Query::Newest, "What you wrote, the newest first."),
        _ if metric.about_subjects => {
            (Query::BySubject, "One row for each product, one mark for each week, the newest at the right.")
        }
        Reading::Count => (Query::ByWeek, "How many there were in each week."),
        _ => (Query::ByWeek, "The mean of each week."),
    };
    let mut figure = FigureSpec::new(query, &metric.id.replace('_', "-"), &metric.title, about);
    if matches!(query, Query::ByWeek | Query::Newest) {
        figure.columns.push(shown.clone());
    }
    figure.measures.insert("measure", shown);
    figure
}

/// Finds a section by its name, or says which one was probably meant.
pub fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Section> {
    let names = board.sections.iter().map(|section| section.id.as_str());
    board
        .section(id)
        .ok_or_else(|| unknown(format!("there is no section `{id}`"), id, &names.collect::<Vec<_>>()))
}

/// A section with one of its figures alone; an error says which one was probably meant.
pub fn only(section: &Section, id: &str) -> Result<Section> {
    let figures: Vec<_> = section.figures.iter().filter(|figure| figure.is_called(id)).cloned().collect();
    if figures.is_empty() {
        let names: Vec<&str> = section.figures.iter().map(|figure| figure.id.as_str()).collect();
        return Err(unknown(format!("there is no chart `{id}` in `{}`", section.id), id, &names));
    }
    Ok(Section { figures, ..section.clone() })
}

/// An error that names what was probably meant, in any spelling, or all there are.
pub fn unknown(message: String, id: &str, names: &[&str]) -> Error {
    let keys: Vec<String> = names.iter().map(|name| subject_key(name)).collect();
    let near = did_you_mean(&subject_key(id), keys.iter().map(String::as_str));
    let near = near.and_then(|near| names.iter().find(|name| subject_key(name) == near));
    let those = || format!("use one of {}", names.join(", "));
    Error::unknown(message, near.map_or_else(those, |near| format!("did you mean `{near}`?")))
}

/// Values about one subject, oldest first.
type Values = Rc<[(NaiveDate, f64)]>;

/// What the figures of one section are asked of, and what one of them read that others need too.
struct Sheet<'a> {
    source: Source<'a>,
    subjects: RefCell<BTreeMap<String, Rc<[Subject]>>>,
    values: RefCell<BTreeMap<(String, String), Values>>,
    judged: RefCell<Option<Rc<[Judged]>>>,
    around: RefCell<Around<'a>>,
}

impl<'a> Deref for Sheet<'a> {
    type Target = Source<'a>;

    fn deref(&self) -> &Self::Target {
        &self.source
    }
}

impl Sheet<'_> {
    /// What a measure's values are.
    fn reading(&self, measure: &str) -> Option<&Reading> {
        self.catalog.metrics().get(measure).map(|metric| &metric.reading)
    }

    /// Which end of a measure's values is better.
    fn better(&self, measure: &str) -> Better {
        self.catalog.metrics().get(measure).map_or(Better::Neither, |metric| metric.better)
    }

    /// A value of a measure as it looks on its scale.
    fn cell(&self, measure: &str, value: Option<f64>) -> Cell {
        let tone = match (self.reading(measure), value) {
            (Some(Reading::Scale { min, max }), Some(value)) => {
                charts::tone_of(value, (*min as f64, *max as f64), self.better(measure))
            }
            _ => Tone::Strong,
        };
        Cell::from(value).toned(tone)
    }

    /// The checklist as it is today, judged once for all figures of it.
    fn judged(&self) -> Result<Rc<[Judged]>> {
        if let Some(judged) = &*self.judged.borrow() {
            return Ok(Rc::clone(judged));
        }
        let judged: Rc<[Judged]> = judge(self.store, self.catalog, self.today)?.into();
        self.judged.replace(Some(Rc::clone(&judged)));
        Ok(judged)
    }

    /// What people read for a measure; its id if it is not known.
    fn title<'a>(&'a self, measure: &'a str) -> &'a str {
        self.catalog.metrics().get(measure).map_or(measure, |metric| &metric.title)
    }

    /// The options of a choice, each an id with what people read, in their order.
    fn options(&self, measure: &str) -> &[(String, String)] {
        match self.reading(measure) {
            Some(Reading::Categories(options)) => options,
            _ => &[],
        }
    }
}

/// Works out the figures of a section.
pub fn figures(section: &Section, source: &Source<'_>) -> Result<Vec<Figure>> {
    let (subjects, values, judged) = (RefCell::default(), RefCell::default(), RefCell::default());
    let around = RefCell::new(Around::new(source.store));
    let sheet = Sheet { source: *source, subjects, values, judged, around };
    section.figures.iter().map(|spec| figure(spec, &sheet)).collect()
}

/// The most important sentence of a section: the headline of the figure it names, else the first there is.
pub fn verdict<'a>(section: &Section, figures: &'a [Figure]) -> Option<&'a str> {
    let named = figures.iter().find(|figure| Some(&figure.id) == section.verdict.as_ref());
    let mut told = named.into_iter().chain(figures).filter(|figure| !figure.is_empty());
    told.find_map(|figure| figure.headline.as_deref())
}

fn figure(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    match spec.query {
        Query::BySubject => subjects::by_subject(spec, on),
        Query::ByWeek => time::by_week(spec, on),
        Query::OneSubject => subjects::one_subject(spec, on),
        Query::Recovery => recovery::recovery(spec, on),
        Query::ByCategory => counts::by_category(spec, on),
        Query::Crosstab => counts::crosstab(spec, on),
        Query::Highest => rows::highest(spec, on),
        Query::Newest => newest::newest(spec, on),
        Query::Strips => strips::strips(spec, on),
        Query::Pairs => rows::pairs(spec, on),
        Query::Policy => policy::policy(spec, on),
        Query::Days => practice::days(spec, on),
        Query::Minutes => practice::minutes(spec, on),
        Query::Topics => practice::topics(spec, on),
        Query::WeekComparison => practice::week_comparison(spec, on),
        Query::Checklist => checklist::items(spec, on),
        Query::Calibration => calibration::calibration(spec, on),
        Query::ComplaintDimensions => complaints::by_dimension(spec, on),
        Query::ComplaintPatterns => complaints::by_product(spec, on),
        Query::ComplaintPhrases => complaints::phrases(spec, on),
        Query::Stories => checklist::stories(spec, on),
    }
}
