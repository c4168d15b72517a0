//! Opposite reactions to one part of a product: the pairs there are, and two entries side by side.

use ratatui::layout::Rect;

use super::LONGEST;
use crate::app::log::Asked;
use crate::app::page::{self, Page};
use crate::app::reading::{self, Half, Pair};
use crate::domain::exercise::Exercise;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::list::List;
use crate::tui::page as layout;
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// Rows that one pair takes, and rows above the list.
const ROWS: u16 = 2;
const HEAD: u16 = 2;
/// From this width on two entries stand beside each other, below it one above the other.
const BESIDE: u16 = 100;

/// The pairs, and the two entries that are looked at.
#[derive(Debug)]
pub(super) struct Pairs {
    all: Vec<Pair>,
    list: List,
    open: Option<Box<Open>>,
}

#[derive(Debug)]
struct Open {
    both: [Page; 2],
    /// Which of them Enter opens.
    which: usize,
    top: usize,
}

impl Pairs {
    pub fn open(exercise: &Exercise, cx: &Context) -> Result<Self> {
        let mut pairs = Self { all: Vec::new(), list: List::new(ROWS), open: None };
        pairs.read(exercise, cx)?;
        Ok(pairs)
    }

    fn read(&mut self, exercise: &Exercise, cx: &Context) -> Result<()> {
        self.all = reading::opposites(&cx.store, exercise)?;
        self.list.set_length(self.all.len());
        Ok(())
    }

    /// Reads everything again, with the two that are open.
    pub fn reload(&mut self, exercise: &Exercise, cx: &Context, asked: &mut Asked) -> Result<()> {
        self.read(exercise, cx)?;
        if let Some(open) = self.open.take() {
            let Open { which, top, .. } = *open;
            self.look(cx, asked)?;
            if let Some(open) = &mut self.open {
                (open.which, open.top) = (which, top);
            }
        }
        Ok(())
    }

    /// Puts the two entries of the marked pair side by side.
    fn look(&mut self, cx: &Context, asked: &mut Asked) -> Result<()> {
        let Some(pair) = self.all.get(self.list.marked()) else { return Ok(()) };
        let [newer, older] = &pair.both;
        let mut read = |half: &Half| page::read(&cx.store, &cx.catalog, asked, half.head.id, LONGEST);
        let both = read(newer)?.zip(read(older)?);
        self.open = both.map(|(newer, older)| Box::new(Open { both: [newer, older], which: 0, top: 0 }));
        Ok(())
    }

    /// Does what an input asks for; going back from the list is for whoever opened it.
    pub fn act(&mut self, input: &Input, cx: &Context, asked: &mut Asked) -> Result<Outcome> {
        if let Some(open) = &mut self.open {
            return Ok(match input {
                Input::Do(Action::Left | Action::Right | Action::NextPlace | Action::Toggle) => {
                    open.which = 1 - open.which;
                    Outcome::Moved
                }
                Input::Do(Action::Open) => Outcome::Open(Route::Entry(open.both[open.which].head.id, None)),
                Input::Do(Action::Back | Action::Opposites) => {
                    self.open = None;
                    Outcome::Moved
                }
                input => match input.moves(open.top, open.last() + 1, (8, 1)) {
                    Some(top) => {
                        open.top = top;
                        Outcome::Moved
                    }
                    None => Outcome::Ignored,
                },
            });
        }
        let outcome = self.list.act(input);
        if outcome == Outcome::Chosen || *input == Input::Do(Action::Open) {
            self.look(cx, asked)?;
            return Ok(Outcome::Moved);
        }
        Ok(outcome)
    }

    pub fn arrange(&mut self, area: Rect) {
        let height = area.height.saturating_sub(HEAD);
        self.list.arrange(Rect { y: area.y + HEAD, height, ..area });
    }

    /// Draws the pairs, or the two that are looked at.
    pub fn draw(&self, brush: &mut Brush<'_>) {
        match (&self.open, self.all.get(self.list.marked())) {
            (Some(open), Some(pair)) => open.draw(brush, pair),
            _ => self.draw_list(brush),
        }
    }

    fn draw_list(&self, brush: &mut Brush<'_>) {
        brush.line(3, 0, "Mixed reactions", Role::Title);
        if self.all.is_empty() {
            let label = "None yet. Two entries about the same part of a product show here when their feelings differ.";
            let width = brush.area.width.saturating_sub(6);
            brush.part(3, 2, width, u16::MAX).block(0, 0, label, Role::Dim);
            return;
        }
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            let Some(pair) = self.all.get(index) else { return };
            row.line(2, 0, &pair.title(), if marked { Role::Accent } else { Role::Plain });
            let [newer, older] = pair.both.each_ref().map(side_label);
            row.pieces(4, 1, &[(&newer, Role::Plain), (" ↔ ", Role::Dim), (&older, Role::Plain)]);
        };
        self.list.draw(&mut brush.part(1, HEAD, u16::MAX, u16::MAX), line);
        let (from, total) = self.list.scrolled();
        brush.part(0, HEAD, u16::MAX, u16::MAX).scrollbar(from, total);
    }

    pub fn footer(&self) -> Vec<Action> {
        if self.open.is_some() {
            return vec![Action::Open, Action::Right, Action::Down, Action::Back, Action::Help];
        }
        vec![Action::Open, Action::Up, Action::Down, Action::Back, Action::Help]
    }
}

impl Open {
    /// Returns how far the two can be scrolled, by what they hold at the least width.
    fn last(&self) -> usize {
        self.both.iter().map(|preview| layout::lines(preview, 28).len()).max().unwrap_or(0)
    }

    fn draw(&self, brush: &mut Brush<'_>, pair: &Pair) {
        brush.line(3, 0, &pair.title(), Role::Title);
        let (width, height) = (brush.area.width, brush.area.height.saturating_sub(1));
        let beside = width >= BESIDE;
        for (index, (preview, half)) in self.both.iter().zip(&pair.both).enumerate() {
            let at = index as u16;
            let (x, y, width, height) = if beside {
                (at * (width / 2), 1, width / 2, height)
            } else {
                (0, 1 + at * (height / 2 + 1), width, height / 2)
            };
            let mut part = brush.part(x, y, width, height);
            let here = self.which == index;
            part.line(1, 0, if here { "▸" } else { " " }, Role::Accent);
            let label = match half.segment.as_str() {
                "" => half.words.clone(),
                segment => format!("{} – {segment}", half.words),
            };
            part.line(3, 0, &label, if here { Role::Accent } else { Role::Plain });
            let width = part.area.width.saturating_sub(5);
            let lines = layout::lines(preview, usize::from(width));
            part.part(3, 1, width, u16::MAX).scrolled(&lines, self.top);
        }
    }
}

fn side_label(half: &Half) -> String {
    let who = if half.segment.is_empty() { String::new() } else { format!(" ({})", half.segment) };
    format!("{} {}{who}", half.head.day.format("%-d %b"), half.words)
}
