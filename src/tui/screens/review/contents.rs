//! What goes into the review, to be chosen beside it: whom it is for, of which days, its parts and their order, products,
//! entries, how it goes out and to whom, what was shared before, and choices that were saved under a name.

use ratatui::layout::{Position, Rect};

use crate::app::outgoing::Asked;
use crate::app::review::Span;
use crate::domain::id::EntryId;
use crate::tui::action::Input;
use crate::tui::effects::{Audience, Choice, Format, Part, Reading};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::list::List;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Surface, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// The glyphs of what is in and what is not, alone or of several; and of a place further up or down.
const IN: [&str; 2] = ["○", "●"];
const PICKED: [&str; 2] = ["·", "✓"];
const MOVES: &str = "▲▼";

/// The least width of a label.
const LEAST: u16 = 8;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Reader(Audience),
    /// Days, in words.
    Days(Span, &'static str),
    Title(Option<String>),
    Part(Part),
    Product(String),
    /// An entry: its id and what it is.
    Entry(String, String),
    /// What it is written as.
    Format(Format),
    /// Who gets it.
    Recipient(Option<String>),
    /// What was shared before: the entry that keeps it, and what it is.
    Shared(EntryId, String),
    /// A choice that was saved under this name.
    Saved(String),
    /// To save this one.
    Save,
}

impl Row {
    /// What stands above the first of its kind.
    fn heading(&self) -> &'static str {
        match self {
            Self::Reader(_) => "Who reads it",
            Self::Days(..) => "Which days",
            Self::Title(_) => "Title",
            Self::Part(_) => "Parts, in their order",
            Self::Product(_) => "Only what is about",
            Self::Entry(..) => "Entries",
            Self::Format(_) => "Written as",
            Self::Recipient(_) => "Who gets it",
            Self::Shared(..) => "Shared before",
            Self::Saved(_) | Self::Save => "Saved choices",
        }
    }

    fn is_part_of(&self, asked: &Asked, going: &Going) -> bool {
        let choice = &asked.choice;
        match self {
            Self::Reader(reader) => *reader == asked.reader,
            Self::Days(span, _) => *span == asked.span,
            Self::Title(title) => title.is_some(),
            Self::Part(part) => parts(asked).contains(part),
            Self::Product(product) => choice.products.contains(product),
            Self::Entry(short, _) => !choice.without.contains(short),
            Self::Format(format) => *format == going.format,
            Self::Recipient(to) => to.is_some(),
            Self::Shared(..) | Self::Saved(_) | Self::Save => false,
        }
    }
}

/// How a review goes out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Going {
    pub format: Format,
    /// Who gets it, if that was said.
    pub to: Option<String>,
}

/// What there is to choose from beside what the review itself offers.
#[derive(Debug)]
pub(super) struct Offered {
    /// Days, in words.
    pub days: Vec<(Span, &'static str)>,
    /// The names of saved choices.
    pub saved: Vec<String>,
    pub going: Going,
    /// What was shared before, the newest first.
    pub shared: Vec<(EntryId, String)>,
}

/// The parts of a review in their order.
fn parts(asked: &Asked) -> Vec<Part> {
    asked.choice.parts.clone().unwrap_or_else(|| Part::usual(asked.reader))
}

/// A list of what there is to choose.
#[derive(Debug)]
pub(super) struct Contents {
    rows: Vec<Row>,
    asked: Asked,
    going: Going,
    list: List,
    area: Rect,
}

impl Contents {
    /// Lists what there is to choose for a review.
    pub fn new(asked: &Asked, reading: &Reading, offered: Offered) -> Self {
        let mut contents = Self {
            rows: Vec::new(),
            asked: asked.clone(),
            going: Going::default(),
            list: List::new(1),
            area: Rect::ZERO,
        };
        contents.renew(asked, reading, offered);
        contents
    }

    /// Lists again what there is, with the mark on the same row.
    pub fn renew(&mut self, asked: &Asked, reading: &Reading, offered: Offered) {
        let Offered { days, saved, going, shared } = offered;
        let marked = self.rows.get(self.list.marked()).cloned();
        let chosen = parts(asked);
        let others = Part::all(asked.reader).into_iter().filter(|part| !chosen.contains(part));
        let parts: Vec<Part> = chosen.iter().copied().chain(others).collect();
        let readers = [Audience::Peer, Audience::Interview, Audience::Me].map(Row::Reader);
        let mut rows: Vec<Row> = readers.into_iter().collect();
        rows.extend(days.into_iter().map(|(span, words)| Row::Days(span, words)));
        rows.push(Row::Title(asked.choice.title.clone()));
        rows.extend(parts.into_iter().map(Row::Part));
        rows.extend(reading.products().iter().cloned().map(Row::Product));
        rows.extend(reading.entries().iter().map(|(short, what)| Row::Entry(short.clone(), what.clone())));
        rows.extend(Format::ALL.map(|(format, ..)| Row::Format(format)));
        // What is for oneself goes to nobody else.
        if asked.reader != Audience::Me {
            rows.push(Row::Recipient(going.to.clone()));
        }
        rows.extend(shared.into_iter().map(|(entry, what)| Row::Shared(entry, what)));
        rows.extend(saved.into_iter().map(Row::Saved));
        rows.push(Row::Save);
        self.list.set_length(rows.len());
        let begins = |at: &usize| *at == 0 || rows[at - 1].heading() != rows[*at].heading();
        self.list.set_headed((0..rows.len()).filter(begins).collect());
        if let Some(at) = marked.and_then(|marked| rows.iter().position(|row| *row == marked)) {
            self.list.mark(at);
        }
        self.rows = rows;
        self.going = going;
        self.asked = asked.clone();
    }

    /// What is marked.
    pub fn marked(&self) -> Option<&Row> {
        self.rows.get(self.list.marked())
    }

    /// Takes an input; a click chooses what it marks.
    pub fn act(&mut self, input: &Input) -> Outcome {
        let before = self.list.marked();
        let outcome = self.list.act(input);
        let pressed = matches!(input, Input::Mouse(mouse) if mouse.kind == MouseKind::Press);
        if pressed && self.list.marked() != before { Outcome::Chosen } else { outcome }
    }

    /// Whether a click is on the marked row.
    pub fn is_marked(&self, mouse: Mouse) -> bool {
        let area = Panel::inside(self.area);
        area.contains(Position::new(mouse.column, mouse.row)) && self.list.at(mouse) == Some(self.list.marked())
    }

    /// Where a click moves the marked part: up, down, or nowhere.
    pub fn moved_by(&self, mouse: Mouse) -> Option<isize> {
        let right = Panel::inside(self.area).right();
        let is_part = matches!(self.marked(), Some(Row::Part(part)) if parts(&self.asked).contains(part));
        match right.checked_sub(mouse.column).filter(|_| is_part) {
            Some(2) => Some(-1),
            Some(1) => Some(1),
            _ => None,
        }
    }

    /// What is asked for once the marked row is turned on or off; nothing for rows that ask for something else first.
    pub fn chosen(&self) -> Option<Asked> {
        let mut asked = self.asked.clone();
        let choice = &mut asked.choice;
        let turn = |all: &mut Vec<String>, one: &String| match all.iter().position(|other| other == one) {
            Some(at) => drop(all.remove(at)),
            None => all.push(one.clone()),
        };
        match self.marked()? {
            Row::Reader(reader) => {
                let is_usual = asked.reader == *reader;
                asked.reader = *reader;
                choice.parts = choice.parts.take().filter(|_| is_usual);
            }
            Row::Days(span, _) => asked.span = *span,
            Row::Part(part) => {
                let (all, mut chosen) = (Part::all(asked.reader), parts(&self.asked));
                if let Some(at) = chosen.iter().position(|other| other == part) {
                    chosen.remove(at);
                } else {
                    // It comes back before those that usually follow it.
                    let place = |one: &Part| all.iter().position(|other| other == one);
                    let at = chosen.iter().position(|other| place(other) > place(part));
                    chosen.insert(at.unwrap_or(chosen.len()), *part);
                }
                set_parts(&mut asked, chosen);
            }
            Row::Product(product) => turn(&mut choice.products, product),
            Row::Entry(short, _) => turn(&mut choice.without, short),
            Row::Title(_)
            | Row::Format(_)
            | Row::Recipient(_)
            | Row::Shared(..)
            | Row::Saved(_)
            | Row::Save => return None,
        }
        Some(asked)
    }

    /// What is asked for once the marked part stands one place further up or down.
    pub fn moved(&self, by: isize) -> Option<Asked> {
        let Row::Part(part) = self.marked()? else { return None };
        let mut chosen = parts(&self.asked);
        let at = chosen.iter().position(|other| other == part)?;
        let to = at.checked_add_signed(by).filter(|to| *to < chosen.len())?;
        chosen.swap(at, to);
        let mut asked = self.asked.clone();
        set_parts(&mut asked, chosen);
        Some(asked)
    }

    /// Fits it to its area.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(area);
        self.list.arrange(inside);
    }

    pub fn draw(&self, brush: &mut Brush<'_>, keys: &[(String, &str)], focused: bool) {
        let (from, total) = self.list.scrolled();
        let panel = Panel::new("What goes in").keys(keys).focused(focused).scrolled(from, total);
        let mut inside = panel.draw(brush, Surface::Panel);
        let width = inside.area.width;
        self.list.draw(&mut inside, |line, index, marked| {
            let Some(row) = self.rows.get(index) else { return };
            let y = line.area.height.saturating_sub(1);
            if y > 0 {
                line.line(0, 0, row.heading(), Role::Dim);
            }
            self.draw_row(line, (y, width), row, marked);
        });
    }

    fn draw_row(&self, line: &mut Brush<'_>, (y, width): (u16, u16), row: &Row, marked: bool) {
        let is_in = row.is_part_of(&self.asked, &self.going);
        let glyphs = if matches!(row, Row::Reader(_) | Row::Days(..) | Row::Format(_)) { IN } else { PICKED };
        let role = match (marked, is_in) {
            (true, _) => Role::Title,
            (false, true) => Role::Plain,
            (false, false) => Role::Dim,
        };
        let mut x = 2;
        if !matches!(row, Row::Shared(..) | Row::Saved(_) | Row::Save) {
            let glyph = glyphs[usize::from(is_in)];
            x = line.line(x, y, glyph, if is_in { Role::Accent } else { Role::Dim }) + 1;
        }
        if let Row::Part(part) = row
            && let Some(hue) = part.hue()
        {
            x = line.line(x, y, hue_mark(hue).0, Role::Hue(hue)) + 1;
        }
        let label = match row {
            Row::Reader(Audience::Me) => "you: everything".to_owned(),
            Row::Reader(reader) => reader.words().to_owned(),
            Row::Days(_, words) => (*words).to_owned(),
            Row::Title(title) => title.clone().unwrap_or_else(|| "its own".to_owned()),
            Row::Part(part) => part.title().to_owned(),
            Row::Product(product) => product.clone(),
            Row::Entry(_, what) | Row::Shared(_, what) => what.clone(),
            Row::Format(format) => format.words().to_owned(),
            Row::Recipient(to) => to.clone().unwrap_or_else(|| "nobody is named".to_owned()),
            Row::Saved(name) => name.clone(),
            Row::Save => "Save this choice…".to_owned(),
        };
        let moves = marked && is_in && matches!(row, Row::Part(_));
        let right = width.saturating_sub(if moves { 3 } else { 0 });
        line.part(x, y, right.saturating_sub(x).max(LEAST), 1).line(0, 0, &label, role);
        if moves {
            line.line(width.saturating_sub(2), y, MOVES, Role::Accent);
        }
    }
}

/// Chooses parts; the usual ones are no choice.
fn set_parts(asked: &mut Asked, chosen: Vec<Part>) {
    let usual = chosen == Part::usual(asked.reader);
    asked.choice = Choice { parts: (!usual).then_some(chosen), ..std::mem::take(&mut asked.choice) };
}
