//! A list that is typed into, over the screen it was opened from. One screen for whatever is listed: a [`Source`] says
//! what fits what is typed, how a line of it looks, and what choosing it means.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::id::EntryId;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::screens::{Extent, View};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// What is listed.
pub trait Source {
    /// Rows that a line of the list takes.
    const ROWS: u16 = 1;
    /// Actions that close the list and leave the screen below as it was.
    const CLOSE: &'static [Action] = &[];

    /// Lists what fits what is typed, and returns how many lines that are.
    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize>;

    /// Returns what choosing a line does; the line may be missing.
    fn chosen(&self, index: usize, cx: &Context) -> Result<Outcome>;

    /// The actions of its own whose keys the footer shows.
    const OWN: &'static [Action] = &[];

    /// Does an action of its own with a line; `None` if it is not for it.
    fn act(&mut self, _: Action, _: usize, _: &Context) -> Result<Option<Outcome>> {
        Ok(None)
    }

    /// Returns whether choosing a line leads anywhere.
    fn opens(&self, _: usize) -> bool {
        true
    }

    /// Returns the entry that a line is about, if it is about one.
    fn entry(&self, _: usize) -> Option<EntryId> {
        None
    }

    /// Lists the lines that begin a group, each below a heading.
    fn headed(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Returns the title, and what stands where nothing is typed.
    fn title(&self) -> (&str, &str);

    /// Returns what stands in place of the list, if anything does.
    fn instead(&self, blank: bool) -> Option<(String, Role)>;

    /// Draws a line of the list.
    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool);
}

/// The list, and what is typed.
#[derive(Debug)]
pub struct ListOverlay<S> {
    source: S,
    picker: Picker,
}

impl<S: Source> ListOverlay<S> {
    /// Opens the list with nothing typed.
    pub fn over(source: S, cx: &Context) -> Result<Self> {
        Self::typed(source, "", cx)
    }

    /// Opens the list with something typed.
    pub fn typed(source: S, typed: &str, cx: &Context) -> Result<Self> {
        let mut overlay = Self { source, picker: Picker::new(typed, S::ROWS) };
        overlay.reload(cx)?;
        Ok(overlay)
    }
}

impl<S: Source> View for ListOverlay<S> {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if matches!(input, Input::Do(action) if S::CLOSE.contains(&action)) {
            return Ok(Outcome::Close(None));
        }
        if let Input::Do(action) = input
            && let Some(outcome) = self.source.act(action, self.picker.list.marked(), cx)?
        {
            self.reload(cx)?;
            return Ok(outcome);
        }
        let outcome = self.picker.act(&input);
        if outcome.changed() {
            self.reload(cx)?;
        }
        if outcome == Outcome::Chosen {
            self.source.chosen(self.picker.list.marked(), cx)
        } else {
            Ok(outcome)
        }
    }

    fn neighbour(&mut self, by: isize, _: &Context) -> Result<Option<EntryId>> {
        let next = self.picker.list.marked().checked_add_signed(by).unwrap_or(usize::MAX);
        let entry = self.source.entry(next);
        if entry.is_some() {
            self.picker.list.mark(next);
        }
        Ok(entry)
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let length = self.source.look(&self.picker.typed(), cx)?;
        self.picker.list.set_length(length);
        self.picker.list.set_headed(self.source.headed());
        Ok(())
    }

    fn extent(&self) -> Extent {
        Extent::Over { margin: 4, most: (110, 36) }
    }

    fn contexts(&self) -> Vec<KeyContext> {
        Picker::CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        let opens = usize::from(self.source.opens(self.picker.list.marked()));
        [&Picker::FOOTER[..opens], S::OWN, &Picker::FOOTER[1..]].concat()
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Newline { Action::Open.label() } else { action.label() }
    }

    fn arrange(&mut self, area: Rect) {
        self.picker.arrange(area);
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let line = |row: &mut Brush<'_>, index, marked| self.source.draw_line(row, index, marked);
        let instead = self.source.instead(self.picker.typed().trim().is_empty());
        self.picker.draw(buf, cx.theme, self.source.title(), line, instead)
    }
}
