//! What the log can be narrowed to, over the list: what is typed narrows it, Enter turns what is marked on or off.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::log_filters::{self, Pick};
use crate::domain::exercise::Exercise;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::picker::{HEAD, list_area, open_frame};
use crate::tui::text::{Edit, Lines, TextArea};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// A list of what there is to pick, and a line to type in.
#[derive(Debug)]
pub(super) struct Picker {
    text: TextArea,
    all: Vec<Pick>,
    on: Vec<Pick>,
    marked: usize,
    area: Rect,
}

/// A line of the list: a heading, or a pick by its index.
#[derive(Debug, Clone, Copy)]
enum Line {
    Group(&'static str),
    Pick(usize),
}

impl Picker {
    pub fn open(exercise: &Exercise, on: &[Pick], cx: &Context) -> Result<Self> {
        let mut picker = Self {
            text: TextArea::new("", Lines::One),
            all: Vec::new(),
            on: on.to_vec(),
            marked: 0,
            area: Rect::ZERO,
        };
        picker.look(exercise, cx)?;
        Ok(picker)
    }

    /// Lists again what there is for what is typed.
    pub fn look(&mut self, exercise: &Exercise, cx: &Context) -> Result<()> {
        self.all = log_filters::offered(&cx.store, exercise, cx.this_week()?, cx.today(), &self.text.text())?;
        self.marked = self.marked.min(self.all.len().saturating_sub(1));
        Ok(())
    }

    /// Takes note of what is on.
    pub fn set_on(&mut self, on: &[Pick]) {
        self.on = on.to_vec();
    }

    /// Does what an input asks for, and gives what is turned on or off by it.
    pub fn act(&mut self, input: &Input) -> Option<Pick> {
        let last = self.all.len().saturating_sub(1);
        let page = usize::from(self.area.height.saturating_sub(HEAD + 2)).max(1);
        let edit = match input {
            Input::Char(c) => Edit::Insert(*c),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Mouse(mouse) => return self.mouse(*mouse),
            Input::Do(Action::Backspace) => Edit::Backspace,
            Input::Do(Action::DeleteWordLeft) => Edit::DeleteWordLeft,
            Input::Do(Action::DeleteToRowStart | Action::Undo) => Edit::DeleteToRowStart,
            Input::Do(action) => {
                match action {
                    Action::Up => self.marked = self.marked.saturating_sub(1),
                    Action::Down | Action::NextField => self.marked = (self.marked + 1).min(last),
                    Action::PageUp | Action::PreviousPage => self.marked = self.marked.saturating_sub(page),
                    Action::PageDown | Action::NextPage => self.marked = (self.marked + page).min(last),
                    Action::Newline | Action::Open | Action::Done => {
                        return self.all.get(self.marked).cloned();
                    }
                    _ => {}
                }
                return None;
            }
            Input::Rest => return None,
        };
        self.text.edit(edit);
        self.marked = 0;
        None
    }

    fn mouse(&mut self, mouse: Mouse) -> Option<Pick> {
        match mouse.kind {
            MouseKind::WheelUp => self.marked = self.marked.saturating_sub(1),
            MouseKind::WheelDown => self.marked = (self.marked + 1).min(self.all.len().saturating_sub(1)),
            MouseKind::Press => {
                let list = list_area(self.area);
                if !list.contains(Position::new(mouse.column, mouse.row)) {
                    return None;
                }
                let line = usize::from(mouse.row - list.y);
                let (_, Line::Pick(index)) = self.view().into_iter().enumerate().nth(line)? else {
                    return None;
                };
                self.marked = index;
                return self.all.get(index).cloned();
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        None
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut group = None;
        for (index, pick) in self.all.iter().enumerate() {
            if group != Some(pick.group) {
                lines.push(Line::Group(pick.group.title()));
                group = Some(pick.group);
            }
            lines.push(Line::Pick(index));
        }
        lines
    }

    /// Lists the lines in view: the marked one is among them.
    fn view(&self) -> Vec<Line> {
        let lines = self.lines();
        let height = usize::from(self.area.height.saturating_sub(HEAD + 1)).max(1);
        let marked = |line: &Line| matches!(line, Line::Pick(index) if *index == self.marked);
        let at = lines.iter().position(marked).unwrap_or_default();
        lines.into_iter().skip((at + 1).saturating_sub(height)).take(height).collect()
    }

    /// Fits it to the screen it lies over.
    pub fn arrange(&mut self, screen: Rect) {
        let (width, height) =
            (screen.width.saturating_sub(6).min(64), screen.height.saturating_sub(1).min(30));
        self.area = Rect::new(screen.x + (screen.width - width) / 2, screen.y, width, height);
        self.text.set_size(width.saturating_sub(6), 1);
    }

    /// Draws it and gives where the terminal's cursor stands.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear();
        let words = ("Narrow to", "a product, a feeling, a tag, or any words");
        let (mut list, cursor) = open_frame(&mut brush, &self.text, theme, words);
        for (y, line) in self.view().into_iter().enumerate() {
            let y = y as u16;
            match line {
                Line::Group(title) => drop(list.line(0, y, title, Role::Title)),
                Line::Pick(index) => {
                    let Some(pick) = self.all.get(index) else { continue };
                    let marked = index == self.marked;
                    let on = if self.on.contains(pick) { "[x]" } else { "[ ]" };
                    list.line(0, y, if marked { "▸" } else { " " }, Role::Accent);
                    let role = if marked { Role::Accent } else { Role::Plain };
                    list.pieces(2, y, &[(on, role), (" ", role), (&pick.label, role)]);
                }
            }
        }
        cursor
    }
}
