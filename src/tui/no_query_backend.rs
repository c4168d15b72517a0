//! A backend that never asks the terminal anything: answers come late over slow lines, or not at all, and what is typed
//! meanwhile would be taken for one. Nor does it say again what the terminal knows: where the cursor is, and whether it shows.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// Draws through another backend, and knows by itself where the cursor stands.
#[derive(Debug)]
pub struct NoQueryBackend<B> {
    inner: B,
    /// Where the cursor was last put.
    cursor: Position,
    /// Whether the terminal's cursor may be elsewhere, as something was drawn since.
    moved: bool,
    /// Whether the cursor shows, once that was said.
    shown: Option<bool>,
}

impl<B> NoQueryBackend<B> {
    /// Wraps a backend.
    pub fn new(inner: B) -> Self {
        Self { inner, cursor: Position::ORIGIN, moved: true, shown: None }
    }
}

impl<B: Backend> Backend for NoQueryBackend<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.moved = true;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        if self.shown == Some(false) {
            return Ok(());
        }
        self.shown = Some(false);
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        if self.shown == Some(true) {
            return Ok(());
        }
        self.shown = Some(true);
        self.inner.show_cursor()
    }

    /// Returns where the cursor was last put. Each frame places it again, so what was drawn since does not matter.
    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        let position = position.into();
        if position == self.cursor && !self.moved {
            return Ok(());
        }
        (self.cursor, self.moved) = (position, false);
        self.inner.set_cursor_position(position)
    }

    /// Clears the screen. That comes after another program had it, which may have left the cursor in any state.
    fn clear(&mut self) -> Result<(), Self::Error> {
        (self.moved, self.shown) = (true, None);
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Self::Error> {
        (self.moved, self.shown) = (true, None);
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        self.inner.flush()
    }
}
