//! Search, over whatever is on the screen: what is typed is looked for at once, Enter opens what is marked.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::db::Hit;
use crate::domain::search::Query;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::route::Route;
use crate::tui::screens::{Extent, View};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// How many entries are listed at most.
const MOST: usize = 50;
/// Rows that one entry takes.
const ROWS: u16 = 2;
/// What can be typed.
const HINT: &str = "words, \"a phrase\", product: feeling: exercise: dimension: tag: after: before: is:draft";

/// What is looked for, and what was found.
#[derive(Debug)]
pub struct Search {
    picker: Picker,
    query: Query,
    hits: Vec<Hit>,
    catalog: Rc<Catalog>,
}

impl Search {
    /// Opens the search with nothing typed.
    pub fn open(cx: &Context) -> Result<Self> {
        let mut search = Self {
            picker: Picker::new(ROWS),
            query: Query::default(),
            hits: Vec::new(),
            catalog: Rc::clone(&cx.catalog),
        };
        search.look(cx)?;
        Ok(search)
    }

    /// Looks again for what is typed.
    fn look(&mut self, cx: &Context) -> Result<()> {
        self.query = Query::parse(&self.picker.typed(), cx.today());
        self.query.resolve(|| self.catalog.searchable());
        self.hits = cx.store.search(&self.query, MOST)?;
        self.picker.set_length(self.hits.len());
        Ok(())
    }

    fn open_marked(&self) -> Outcome {
        match self.hits.get(self.picker.marked()) {
            Some(hit) => Outcome::Open(match hit.passage.clone() {
                Some(passage) => Route::Passage(hit.head.id, passage),
                None => Route::Entry(hit.head.id, None),
            }),
            None => Outcome::Say("there is no entry to open".to_owned()),
        }
    }

    fn draw_hit(&self, row: &mut Brush<'_>, hit: &Hit, marked: bool) {
        let title = self.catalog.title(&hit.head.exercise);
        let x = row.line(2, 0, &hit.head.day.format("%a %-d %b %Y").to_string(), Role::Dim);
        let x = row.line(x + 1, 0, title, if marked { Role::Accent } else { Role::Plain });
        let x = row.line(x + 1, 0, hit.head.short.as_str(), Role::Dim);
        row.line(x + 1, 0, &hit.head.later().unwrap_or_default(), Role::Dim);
        let mut x = 4;
        for (words, matched) in &hit.snippet {
            x = row.line(x, 1, words, if *matched { Role::Hint } else { Role::Plain });
        }
    }
}

impl View for Search {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        let outcome = self.picker.act(&input);
        if outcome.changed() {
            self.look(cx)?;
        }
        Ok(if outcome == Outcome::Chosen { self.open_marked() } else { outcome })
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.look(cx)
    }

    fn extent(&self) -> Extent {
        Extent::LIST
    }

    fn contexts(&self) -> Vec<KeyContext> {
        Picker::contexts()
    }

    fn footer(&self) -> Vec<Action> {
        Picker::footer()
    }

    fn label(&self, action: Action) -> &'static str {
        Picker::label(action)
    }

    fn arrange(&mut self, area: Rect) {
        self.picker.arrange(area);
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            if let Some(hit) = self.hits.get(index) {
                self.draw_hit(row, hit, marked);
            }
        };
        self.picker.draw(buf, cx.theme, ("Find", HINT), line, |list| {
            if let Some(problem) = self.query.problems.first() {
                list.block(0, 0, &format!("{} – {}", problem.message, problem.hint), Role::Warn);
            } else if self.hits.is_empty() {
                let blank = self.picker.is_blank();
                list.line(
                    0,
                    0,
                    if blank { "You have no entries yet." } else { "No entries match." },
                    Role::Dim,
                );
            } else {
                return false;
            }
            true
        })
    }
}
