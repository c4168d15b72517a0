//! Search, over whatever is on the screen: what is typed is looked for at once, Enter opens what is marked.

use std::rc::Rc;

use crate::app::search;
use crate::db::Hit;
use crate::domain::complaint::Complaint;
use crate::domain::id::EntryId;
use crate::domain::search::Query;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording;

/// How many entries are listed at most.
const MOST: usize = 50;
/// How many complaints are listed at most.
const COMPLAINTS: usize = 20;
/// What can be typed.
const HINT: &str = "words, \"a phrase\", product: feeling: job: exercise: dimension: tag: after: before: is:draft";

/// The search over a screen.
pub type Search = ListOverlay<Found>;

/// What is looked for, and what was found.
#[derive(Debug)]
pub struct Found {
    query: Query,
    hits: Vec<Hit>,
    /// The complaints with the same words, below the entries.
    complaints: Vec<Complaint>,
    catalog: Rc<Catalog>,
}

impl Search {
    /// Opens the search with nothing typed.
    pub fn open(cx: &Context) -> Result<Self> {
        let catalog = Rc::clone(&cx.catalog);
        Self::over(Found { query: Query::default(), hits: Vec::new(), complaints: Vec::new(), catalog }, cx)
    }
}

impl Found {
    /// The complaint of a line.
    fn complaint(&self, index: usize) -> Option<&Complaint> {
        self.complaints.get(index.checked_sub(self.hits.len())?)
    }

    fn draw_complaint(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(complaint) = self.complaint(index) else { return };
        let said = &complaint.said;
        let day = said.day.map(|day| day.format("%a %-d %b %Y ").to_string()).unwrap_or_default();
        let x = row.line(2, 0, &day, Role::Dim);
        let title = format!("Complaint about {}", said.product);
        let x = row.line(x, 0, &title, if marked { Role::Accent } else { Role::Plain });
        let x = row.line(x + 1, 0, complaint.short.as_str(), Role::Dim);
        row.line(x + 1, 0, complaint.decision.map_or("waiting", wording::complaint::decision), Role::Dim);
        row.line(4, 1, &said.text, Role::Plain);
    }
}

impl Source for Found {
    const ROWS: u16 = 2;

    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize> {
        self.query = Query::parse(typed, cx.today());
        self.query.resolve(|| self.catalog.searchable());
        self.hits = cx.store.search(&self.query, MOST)?;
        self.complaints = search::complaints(&cx.store, &self.query, COMPLAINTS)?;
        Ok(self.hits.len() + self.complaints.len())
    }

    fn chosen(&self, index: usize, _: &Context) -> Result<Outcome> {
        Ok(match self.hits.get(index) {
            Some(hit) => Outcome::Open(Route::Entry(hit.head.id, hit.passage.clone())),
            None if let Some(complaint) = self.complaint(index) => {
                Outcome::Open(Route::Complaints(Some(complaint.id)))
            }
            None => Outcome::Say("there is no entry to open".to_owned()),
        })
    }

    fn entry(&self, index: usize) -> Option<EntryId> {
        self.hits.get(index).map(|hit| hit.head.id)
    }

    fn title(&self) -> (&str, &str) {
        ("Find", HINT)
    }

    fn instead(&self, blank: bool) -> Option<(String, Role)> {
        match self.query.problems.first() {
            Some(problem) => {
                let (message, hint) = wording::misread(problem);
                Some((format!("{message} – {hint}"), Role::Warn))
            }
            None if !self.hits.is_empty() || !self.complaints.is_empty() => None,
            None if blank => Some(("You have no entries yet.".to_owned(), Role::Dim)),
            None => Some(("No entries match.".to_owned(), Role::Dim)),
        }
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(hit) = self.hits.get(index) else {
            return self.draw_complaint(row, index, marked);
        };
        let title = self.catalog.title(&hit.head.exercise);
        let x = row.line(2, 0, &hit.head.day.format("%a %-d %b %Y").to_string(), Role::Dim);
        let x = row.line(x + 1, 0, title, if marked { Role::Accent } else { Role::Plain });
        let x = row.line(x + 1, 0, hit.head.short.as_str(), Role::Dim);
        row.line(x + 1, 0, &hit.head.later().unwrap_or_default(), Role::Dim);
        let mut x = row.line(4, 1, wording::standing(search::applies(&self.catalog, hit)), Role::Dim);
        for (words, matched) in &hit.snippet {
            x = row.line(x, 1, words, if *matched { Role::Hint } else { Role::Plain });
        }
    }
}
