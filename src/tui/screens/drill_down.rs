//! The entries behind a number, over whatever is on the screen: typed words narrow them, Enter opens the marked one.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::progress::Behind as Source;
use crate::domain::entry::Head;
use crate::domain::facts::subject_key;
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

/// What stands where nothing is typed.
const HINT: &str = "words that narrow the list";

/// The entries behind a number.
#[derive(Debug)]
pub struct DrillDown {
    title: String,
    source: Source,
    all: Vec<Head>,
    /// Those that hold what is typed, by their place in `all`.
    shown: Vec<usize>,
    picker: Picker,
    catalog: Rc<Catalog>,
}

impl DrillDown {
    /// Opens the entries behind something.
    pub fn open(title: String, source: Source, cx: &Context) -> Result<Self> {
        let (all, catalog) = (source.entries(&cx.store)?, Rc::clone(&cx.catalog));
        let mut screen = Self { title, source, all, shown: Vec::new(), picker: Picker::new(1), catalog };
        screen.narrow();
        Ok(screen)
    }

    /// Keeps those that hold every word that is typed.
    fn narrow(&mut self) {
        let message: Vec<String> = self.picker.typed().split_whitespace().map(subject_key).collect();
        let holds = |head: &Head| {
            let text =
                subject_key(&format!("{} {} {} {}", head.short, head.day, self.title_of(head), head.summary));
            message.iter().all(|word| text.contains(word))
        };
        self.shown = (0..self.all.len()).filter(|index| holds(&self.all[*index])).collect();
        self.picker.set_length(self.shown.len());
    }

    fn title_of(&self, head: &Head) -> &str {
        self.catalog.get(&head.exercise).map_or("", |loaded| loaded.heading.title.as_str())
    }

    fn draw_head(&self, row: &mut Brush<'_>, head: &Head, marked: bool) {
        let x = row.line(2, 0, &head.day.format("%a %-d %b %Y").to_string(), Role::Dim);
        let x = row.line(x.max(18), 0, self.title_of(head), if marked { Role::Accent } else { Role::Plain });
        let x = row.line(x + 1, 0, head.short.as_str(), Role::Dim);
        row.line(x + 2, 0, &head.summary, Role::Plain);
    }
}

impl View for DrillDown {
    fn update(&mut self, input: Input, _: &mut Context) -> Result<Outcome> {
        let outcome = self.picker.act(&input);
        if outcome.changed() {
            self.narrow();
        }
        if outcome != Outcome::Chosen {
            return Ok(outcome);
        }
        let head = self.shown.get(self.picker.marked()).and_then(|index| self.all.get(*index));
        Ok(match head {
            Some(head) => Outcome::Open(Route::Entry(head.id, None)),
            None => Outcome::Say("no entry matches what you typed".to_owned()),
        })
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.all = self.source.entries(&cx.store)?;
        self.narrow();
        Ok(())
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
            if let Some(head) = self.shown.get(index).and_then(|index| self.all.get(*index)) {
                self.draw_head(row, head, marked);
            }
        };
        self.picker.draw(buf, cx.theme, (&self.title, HINT), line, |list| {
            if self.shown.is_empty() {
                let message = if self.all.is_empty() { "No entries yet." } else { "No entry matches." };
                list.line(0, 0, message, Role::Dim);
            }
            self.shown.is_empty()
        })
    }
}
