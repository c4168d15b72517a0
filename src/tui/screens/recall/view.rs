//! How telling from memory looks: the cue with its cards, then the parts to compare with, and the grades.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{CONTEXTS, Recall, Stage};
use crate::app::rehearsal::Prompt;
use crate::domain::number_format::counted;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::context::DrawContext;
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::chip::{self, Chip};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::measure;
use crate::wording;

/// Columns that the frame takes of the width.
const FRAME: u16 = 4;
/// Columns that the text of a part is set in.
pub(super) const INDENT: u16 = 4;
/// Columns between what was typed and the story, and how many both need to stand beside each other.
const GAP: u16 = 3;
const BESIDE: u16 = 52;

impl Recall {
    pub(super) fn draw_all(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.frame(), cx.theme);
        let (title, hue) = match &self.prompt {
            Some(prompt) => (format!("Recall · {}", prompt.kind), prompt.hue),
            None => ("Recall".to_owned(), None),
        };
        let counter = match (self.stage, &self.prompt) {
            (_, None) => String::new(),
            (Stage::Telling(from), _) => clock(cx.now.mono.saturating_sub(from)),
            (Stage::Shown(told), _) => told.map(clock).unwrap_or_default(),
        };
        let aside = if self.due > 0 { format!("{} due", self.due) } else { String::new() };
        let panel = Panel::new(&title).counter(&counter).aside(&aside).hue(hue).focused(true);
        let mut inside = panel.draw(&mut brush, Surface::Panel);
        match (&self.prompt, self.stage) {
            (None, _) => self.draw_done(&mut inside, cx),
            (Some(prompt), Stage::Telling(_)) if self.typed.open => return self.draw_typing(&mut inside, prompt, cx),
            (Some(prompt), Stage::Telling(_)) => self.draw_cue(&mut inside, prompt, cx),
            (Some(prompt), Stage::Shown(told)) => self.draw_parts(&mut inside, prompt, told),
        }
        None
    }

    /// Returns the frame around it.
    pub(super) fn frame(&self) -> Rect {
        let room = Rect { width: self.area.width.saturating_sub(FRAME), ..self.area };
        let text = measure(room, true);
        Rect { width: text.width + FRAME, ..text }
    }

    /// Returns the first row that shows, with the marked part in sight.
    pub(super) fn top(&self, height: u16) -> u16 {
        let end = self.rows.get(self.marked + 1).copied().unwrap_or_default();
        let begin = self.rows.get(self.marked).copied().unwrap_or_default();
        if self.marked == 0 { 0 } else { end.saturating_sub(height).min(begin) }
    }

    /// Lists the rows above the parts: what it is called, and how it went.
    pub(super) fn head(prompt: &Prompt, named: Option<Duration>, told: Option<Duration>) -> Vec<(String, Role)> {
        let mut went: Vec<String> = told.map(|told| format!("Told in {}", wording::recall::seconds(told))).into_iter().collect();
        if !prompt.people.is_empty() && told.is_some() {
            went.push(named.map_or("no name".to_owned(), |named| format!("first name after {}", wording::recall::seconds(named))));
        }
        let mut rows = vec![(prompt.title.clone(), Role::Title), (went.join(" · "), Role::Dim)];
        rows.extend(prompt.trouble.as_ref().map(|trouble| {
            (wording::recall::trouble(trouble.failed, trouble.of, trouble.part.as_deref()), Role::Warn)
        }));
        rows.push((String::new(), Role::Plain));
        rows
    }

    fn draw_cue(&self, inside: &mut Brush<'_>, prompt: &Prompt, cx: &DrawContext<'_>) {
        let keys = cx.keymap.at(&CONTEXTS);
        let y = inside.block(0, inside.area.height / 4, &prompt.cue, Role::Title);
        let typing = keys.name(Action::TypeIt);
        let says = if self.typed.text.is_blank() {
            format!("Tell it aloud, or press {typing} to type it.")
        } else {
            format!("Tell the rest aloud, or press {typing} to go on typing. What you typed is kept.")
        };
        let mut y = inside.block(0, y + 1, &says, Role::Plain) + 1;
        if !prompt.people.is_empty() {
            let unnamed = || format!("{} when you have named the person", keys.name(Action::Toggle));
            let said = self.said_named().unwrap_or_else(unnamed);
            y = inside.block(0, y, &said, if self.named.is_some() { Role::Good } else { Role::Dim });
        }
        y = inside.block(0, y, &format!("{} when you have told it", keys.name(Action::Open)), Role::Dim);
        let next = if self.card.is_none() { "shows the first cue card" } else { "moves to the next cue card" };
        let mut says = format!("{} {next}", keys.name(Action::Down));
        if self.card.is_some_and(|card| !self.peeked.get(card).is_none_or(|peeked| *peeked)) {
            says += &format!(" · {} shows what it says, and counts it as left out", keys.name(Action::Peek));
        }
        y = inside.block(0, y, &says, Role::Dim);
        let peeked = self.card.filter(|card| self.peeked.get(*card) == Some(&true));
        if let Some((_, text)) = peeked.and_then(|card| prompt.parts.get(card)) {
            inside.block(0, y + 1, text, Role::Plain);
        }
        let (cards, width) = (self.cards(prompt), inside.area.width);
        let top = inside.area.height.saturating_sub(rows_of(&cards, width));
        chip::draw_all(&mut inside.part(0, top, width, u16::MAX), 0, &cards);
    }

    /// Describes when a person was named first.
    pub(super) fn said_named(&self) -> Option<String> {
        self.named.map(|named| format!("✓ first name after {}", wording::recall::seconds(named)))
    }

    /// Returns what was typed of a part.
    pub(super) fn said(&self, part: usize) -> &str {
        self.typed.beside.get(part).map_or("", |beside| &beside.said)
    }

    /// The parts as cue cards; those before the one that is told are ticked.
    pub(super) fn cards<'a>(&self, prompt: &'a Prompt) -> Vec<Chip<'a>> {
        let card = |(index, (title, _)): (usize, &'a (String, String))| Chip {
            several: true,
            picked: self.furthest.is_some_and(|card| index < card) && self.peeked.get(index) == Some(&false),
            focused: self.card == Some(index),
            ..Chip::new(title)
        };
        prompt.parts.iter().enumerate().map(card).collect()
    }

    fn draw_parts(&self, inside: &mut Brush<'_>, prompt: &Prompt, told: Option<Duration>) {
        let (width, height) = (inside.area.width, inside.area.height.saturating_sub(2));
        let mut sheet = Buffer::empty(Rect::new(0, 0, width, self.rows.last().copied().unwrap_or_default() + 4));
        let (area, theme) = (sheet.area, inside.theme);
        let mut page = Brush::new(&mut sheet, area, theme);
        page.clear(Surface::Panel);
        let mut y = 0;
        for (text, role) in Self::head(prompt, self.named, told) {
            page.block(0, y, &text, role);
            y += rows(&text, usize::from(width));
        }
        let columns = Columns::of(width, !self.typed.beside.is_empty());
        if let Columns::Beside(left, _) = columns {
            page.line(INDENT, y.saturating_sub(1), "What you typed", Role::Dim);
            page.line(INDENT + left + GAP, y.saturating_sub(1), "The story", Role::Dim);
        }
        for (index, (title, text)) in prompt.parts.iter().enumerate() {
            let part = Chip {
                several: true,
                picked: self.told.get(index).copied().unwrap_or_default(),
                focused: index == self.marked,
                ..Chip::new(title)
            };
            y = self.rows.get(index).copied().unwrap_or(y);
            part.draw(&mut page, 0, y);
            y = columns.draw(&mut page, y + 1, self.said(index), text);
        }
        if let Some(source) = &prompt.source {
            page.block(0, y + 1, &format!("Read more: {source}"), Role::Dim);
        }
        inside.part(0, 0, width, height).copy(&sheet, self.top(height));
        let grades = self.chips();
        chip::draw_all(&mut inside.part(0, height + 1, width, 1), 0, &grades);
    }

    pub(super) fn chips(&self) -> Vec<Chip<'_>> {
        self.grades.iter().map(|grade| Chip::new(grade)).collect()
    }

    fn draw_done(&self, inside: &mut Brush<'_>, cx: &DrawContext<'_>) {
        let keys = cx.keymap.at(&CONTEXTS);
        let due = match self.due {
            0 => "Nothing is due today.".to_owned(),
            1 => "1 more recall is due today.".to_owned(),
            more => format!("{more} more recalls are due today."),
        };
        let y = inside.block(0, 1, &due, Role::Title);
        let anyway = format!("{} practises what is due next", keys.name(Action::Anyway));
        let y = inside.block(0, y + 1, &anyway, Role::Plain);
        let cards = counted(self.new_cards, "concept card");
        let new = format!("{} learns a new concept; you haven't seen {cards} yet", keys.name(Action::NewConcept));
        let y = if self.new_cards > 0 { inside.block(0, y, &new, Role::Plain) } else { y };
        inside.block(0, y, &format!("{} goes back", keys.name(Action::Back)), Role::Plain);
    }
}

/// How the parts of a story stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// By themselves, so wide.
    One(u16),
    /// With what was typed beside them: how wide that is, and the story.
    Beside(u16, u16),
    /// With what was typed above each, so wide: there is no room beside.
    Above(u16),
}

impl Columns {
    pub(super) fn of(width: u16, typed: bool) -> Self {
        let width = width.saturating_sub(INDENT);
        match typed {
            false => Self::One(width),
            true if width < BESIDE => Self::Above(width),
            true => {
                let left = (width - GAP) * 2 / 5;
                Self::Beside(left, width - GAP - left)
            }
        }
    }

    /// Returns how many rows a part takes.
    pub(super) fn rows(self, said: &str, text: &str) -> u16 {
        match self {
            Self::One(width) => rows(text, usize::from(width)),
            Self::Beside(left, right) => rows(said, usize::from(left)).max(rows(text, usize::from(right))),
            Self::Above(width) => {
                let above = if said.is_empty() { 0 } else { rows(said, usize::from(width)) };
                above.saturating_add(rows(text, usize::from(width)))
            }
        }
    }

    /// Draws a part from a row on, and returns the row behind it.
    fn draw(self, page: &mut Brush<'_>, y: u16, said: &str, text: &str) -> u16 {
        match self {
            Self::One(_) => page.block(INDENT, y, text, Role::Plain),
            Self::Beside(left, _) => {
                page.part(INDENT, y, left, u16::MAX).block(0, 0, said, Role::Quote);
                page.block(INDENT + left + GAP, y, text, Role::Plain);
                y.saturating_add(self.rows(said, text))
            }
            Self::Above(_) => {
                let y = if said.is_empty() { y } else { page.block(INDENT, y, said, Role::Quote) };
                page.block(INDENT, y, text, Role::Plain)
            }
        }
    }
}

/// Returns how many rows chips take in a width.
pub(super) fn rows_of(chips: &[Chip<'_>], width: u16) -> u16 {
    chip::flow(chips, width).last().map_or(0, |(_, row)| row + 1)
}

/// Returns the chip at a place among chips in a width.
pub(super) fn hit(chips: &[Chip<'_>], width: u16, (x, y): (u16, u16)) -> Option<usize> {
    let places = chip::flow(chips, width);
    let is_hit = |((at, row), chip): (&(u16, u16), &Chip<'_>)| *row == y && (*at..*at + chip.width()).contains(&x);
    places.iter().zip(chips).position(is_hit)
}

/// Returns how many rows a text takes in a width: one at least.
pub(super) fn rows(text: &str, width: usize) -> u16 {
    u16::try_from(sanitize::wrap(text, width).len()).unwrap_or(u16::MAX).max(1)
}

/// Formats a time as minutes and seconds.
fn clock(time: Duration) -> String {
    format!("{:02}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}
