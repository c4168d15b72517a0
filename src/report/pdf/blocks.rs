//! What stands where: each part of a document as pieces of a page, in the order they are read.

use super::pages::{Mark, Piece};
use super::setter::{Place, Setter, TEXT, mark};
use super::tags::{Role, Tags};
use super::typeset::{DIM, Style, Typesetter, colour};
use super::{MARGIN, PAPER, drawings, tables};
use crate::report::document::{Block, Body, Card, Document, Item, Section};

const TITLE: Style = Style::plain(21.0).bold();
const NOTE: Style = Style::plain(9.0).coloured(DIM);

/// How far the text of a list stands in, in points.
const INDENT: f32 = 18.0;
/// The space between paragraphs, in points.
const GAP: f32 = 6.0;

/// A document as pieces, and what each is.
pub(super) struct Laid {
    pub pieces: Vec<Piece>,
    pub tags: Tags,
}

const PAGE: Place = Place { x: MARGIN, width: PAPER.0 - 2.0 * MARGIN };

pub(super) fn lay_out(document: &Document, typesetter: &mut Typesetter) -> Laid {
    let mut setter = Setter { typesetter, pieces: Vec::new(), tags: Tags::default(), hue: None };
    setter.heading(&document.title, 1, TITLE, 0.0);
    if let Some(about) = &document.about {
        setter.note(about);
    }
    document.opening.iter().for_each(|block| setter.block(block, 2));
    document.sections.iter().for_each(|section| setter.section(section, 2));
    if !document.appendix.is_empty() {
        let begins = setter.pieces.len();
        setter.heading("Appendix", 2, TITLE, 0.0);
        if let Some(first) = setter.pieces.get_mut(begins) {
            first.breaks = true;
        }
        document.appendix.iter().for_each(|section| setter.section(section, 3));
    }
    for (at, line) in document.closing.iter().enumerate() {
        let above = if at == 0 { 18.0 } else { 2.0 };
        let tag = setter.tags.add(None, Role::Paragraph);
        setter.lines(line, NOTE, PAGE, above, tag);
    }
    Laid { pieces: setter.pieces, tags: setter.tags }
}

impl Setter<'_> {
    fn section(&mut self, section: &Section, level: u8) {
        self.hue = section.hue;
        let size = if level == 2 { 14.0 } else { 12.0 };
        let above = if level == 2 { 20.0 } else { 16.0 };
        self.heading(&section.title, level, Style::plain(size).bold().coloured(colour(section.hue)), above);
        if let Some(about) = &section.about {
            self.note(about);
        }
        section.blocks.iter().for_each(|block| self.block(block, level + 1));
        self.hue = None;
    }

    fn heading(&mut self, title: &str, level: u8, style: Style, above: f32) {
        let tag = self.tags.add(None, Role::Heading(level, title.to_owned()));
        let begins = self.pieces.len();
        self.lines(title, style, PAGE, above, tag);
        for piece in self.pieces.iter_mut().skip(begins) {
            piece.keeps = true;
        }
        if let Some(first) = self.pieces.get_mut(begins) {
            first.bookmark = Some((level, title.to_owned()));
        }
    }

    fn note(&mut self, text: &str) {
        let tag = self.tags.add(None, Role::Paragraph);
        self.lines(text, NOTE, PAGE, 3.0, tag);
    }

    fn block(&mut self, block: &Block, level: u8) {
        if let Some(title) = &block.title {
            let style = Style::plain(10.5).bold().coloured(colour(self.hue));
            let begins = self.pieces.len();
            self.heading(title, level, style, 12.0);
            // Only sections are bookmarks.
            self.pieces.iter_mut().skip(begins).for_each(|piece| piece.bookmark = None);
        }
        match &block.body {
            Body::Text(texts) => {
                for text in texts {
                    self.paragraphs(text, TEXT, PAGE, None);
                }
            }
            Body::Note(text) => self.paragraphs(text, NOTE, PAGE, None),
            Body::Strip { row, signs } => {
                self.paragraphs(row, TEXT, PAGE, None);
                self.paragraphs(signs, NOTE, PAGE, None);
            }
            Body::Charts(charts) => {
                let title = block.title.clone().unwrap_or_default();
                drawings::charts(self, charts, &title, PAGE);
            }
            Body::Quote(texts) => texts.iter().for_each(|text| self.quote(text)),
            Body::List { items, numbered } => self.list(items, *numbered),
            Body::Table(table) => tables::table(self, table, PAGE),
            Body::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
        }
    }

    /// Sets paragraphs, divided by blank lines.
    fn paragraphs(&mut self, text: &str, style: Style, place: Place, within: Option<usize>) {
        for paragraph in text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
            let tag = self.tags.add(within, Role::Paragraph);
            self.lines(paragraph, style, place, GAP, tag);
        }
    }

    fn quote(&mut self, text: &str) {
        let tag = self.tags.add(None, Role::Quote);
        let begins = self.pieces.len();
        self.paragraphs(text, TEXT.italic(), PAGE.inner(14.0), Some(tag));
        let colour = colour(self.hue);
        for (at, piece) in self.pieces.iter_mut().skip(begins).enumerate() {
            // The bar beside it goes through the space between its paragraphs.
            let above = if at == 0 { 0.0 } else { piece.above };
            let height = piece.height + above;
            piece.marks.push(Mark::Area { x: MARGIN, y: -above, width: 2.0, height, colour });
        }
    }

    fn list(&mut self, items: &[Item], numbered: bool) {
        let list = self.tags.add(None, Role::List { numbered });
        for (number, item) in (1..).zip(items) {
            let one = self.tags.add(Some(list), Role::Item);
            let label = self.tags.add(Some(one), Role::Label);
            let body = self.tags.add(Some(one), Role::Body);
            let marker = if numbered { format!("{number}.") } else { "•".to_owned() };
            let marker = self.typesetter.set(&marker, TEXT.coloured(colour(self.hue)), INDENT);
            let begins = self.pieces.len();
            let place = PAGE.inner(INDENT);
            self.paragraphs(&item.text, TEXT, place, Some(body));
            for evidence in &item.evidence {
                let tag = self.tags.add(Some(body), Role::Paragraph);
                self.lines(&evidence.format(), NOTE, place, 2.0, tag);
            }
            if let Some(first) = self.pieces.get_mut(begins) {
                first.marks.insert(0, mark(&marker, 0, PAGE.x, label));
            }
        }
    }

    fn card(&mut self, card: &Card) {
        if let Some(heading) = &card.heading {
            let tag = self.tags.add(None, Role::Paragraph);
            let begins = self.pieces.len();
            self.lines(heading, TEXT.bold(), PAGE, 10.0, tag);
            self.pieces.iter_mut().skip(begins).for_each(|piece| piece.keeps = true);
        }
        let rows = card.lines.iter().map(|line| [line.label.clone(), line.text.clone()]);
        tables::pairs(self, &rows.collect::<Vec<_>>(), PAGE);
    }
}
