//! An entry as it is read: laid out for a width, by whichever screen shows it. The words it was written in stand first,
//! then a line of marks, then what else was answered, label and answer on one row where they are short.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::effects;
use super::find::Line;
use super::theme::{Role, hue_mark};
use crate::app::page::{Mark, Page};
use crate::charts::HEIGHTS;
use crate::domain::entry::{Head, State};
use crate::domain::story::words::shared;
use crate::report::document::{Block, Body, Card, CardLine};
use crate::sanitize;

/// A page that begins with what happened does without titles for so many parts.
const MOST_UNTITLED: usize = 6;
/// What stands between marks, and between short answers.
const GAP: usize = 3;
/// A label of so many columns at most stands beside its answer, where there is so much room.
const LABEL: usize = 24;
const ROOM: usize = 52;

/// Lays an entry out.
pub fn lines(page: &Page, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(note(&page.head).map(|(text, role)| vec![(text, role)]));
    lines.extend(wrapped(&page.lead, width, Role::Title));
    let mut marks: Vec<Line> = page.marks.iter().map(mark).collect();
    marks.extend(page.tags.iter().map(|tag| vec![(format!("#{tag}"), Role::Accent)]));
    marks.extend(page.head.later().map(|later| vec![(later, Role::Dim)]));
    if !marks.is_empty() {
        part(&mut lines);
        lines.extend(flow(marks, width));
    }
    let titled = page.lead.is_empty() || page.blocks.len() > MOST_UNTITLED;
    for block in if titled { Cow::Borrowed(&page.blocks) } else { Cow::Owned(joined(&page.blocks)) }.iter() {
        part(&mut lines);
        lines.extend(of_block(block, titled, width, &page.echoed));
    }
    for (what, heads) in [("Cites", &page.cites), ("Cited by", &page.cited_by)] {
        if heads.is_empty() {
            continue;
        }
        part(&mut lines);
        lines.push(vec![(what.to_owned(), Role::Dim)]);
        for (head, title) in heads {
            let line = format!("{} · {} · {title}", head.short, head.day.format("%a %-d %b"));
            lines.extend(wrapped(&line, width, Role::Plain));
        }
    }
    lines
}

/// Names the entry a page is of, for the frame around it.
pub fn title(page: &Page) -> String {
    format!("{} · {}", page.head.day.format("%a %-d %b %Y"), page.title)
}

/// What has to be known of an entry before it is read.
fn note(head: &Head) -> Option<(String, Role)> {
    let text = match head.state {
        State::Draft => "A draft, not finished yet",
        State::Complete | State::Partial if head.open_draft => {
            "Changed since it was finished: this is the draft"
        }
        State::Partial => "Finished with answers open",
        State::Complete => return None,
    };
    Some((text.to_owned(), Role::Warn))
}

/// Writes a mark in pieces: a dimension with its glyph, a rating as a block of its colour.
pub fn mark(mark: &Mark) -> Line {
    match mark {
        Mark::Dimension(Some(hue), text) => {
            vec![(format!("{} {text}", hue_mark(*hue).0), Role::Hue(*hue))]
        }
        Mark::Dimension(None, text) | Mark::Product(text) => vec![(text.clone(), Role::Plain)],
        Mark::Feeling(text) => vec![(text.clone(), Role::Quote)],
        Mark::Trust(value, text) => {
            let block = HEIGHTS.get(usize::from(value.saturating_sub(1))).copied().unwrap_or_default();
            vec![(block.to_owned(), Role::Value(*value)), (format!(" {text}"), Role::Plain)]
        }
        Mark::Known(text, observed) => {
            vec![(format!("({text})"), if *observed { Role::Dim } else { Role::Warn })]
        }
    }
}

fn part(lines: &mut Vec<Line>) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(Line::new());
    }
}

fn wrapped(text: &str, width: usize, role: Role) -> impl Iterator<Item = Line> {
    let rows = if text.is_empty() { Vec::new() } else { sanitize::wrap(text, width) };
    rows.into_iter().map(move |row| if row.is_empty() { Line::new() } else { vec![(row, role)] })
}

fn wide(line: &Line) -> usize {
    line.iter().map(|(text, _)| sanitize::width(&sanitize::line(text))).sum()
}

/// Puts pieces beside each other in as many rows as they need.
fn flow(all: Vec<Line>, width: usize) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for pieces in all {
        match rows.last_mut().filter(|row| wide(row) + GAP + wide(&pieces) <= width) {
            Some(row) => {
                row.push((" ".repeat(GAP), Role::Plain));
                row.extend(pieces);
            }
            None => rows.push(pieces),
        }
    }
    rows
}

/// Puts answers together that follow each other without a title.
fn joined(blocks: &[Block]) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for block in blocks {
        if let (Some(Block { body: Body::Cards(before), .. }), Body::Cards(cards)) =
            (all.last_mut(), &block.body)
            && let ([before], [card]) = (before.as_mut_slice(), cards.as_slice())
            && before.heading.is_none()
            && card.heading.is_none()
        {
            before.lines.extend(card.lines.iter().cloned());
            continue;
        }
        all.push(block.clone());
    }
    all
}

/// Whether a label and its answer fit into one row.
fn short(line: &CardLine, width: usize) -> bool {
    sanitize::width(&line.heading()) + 1 + sanitize::width(&line.text) <= width && !line.text.contains('\n')
}

/// Splits a row where it has words that somebody said.
fn split(row: &str, theirs: Option<&BTreeSet<u32>>) -> Line {
    let (mut pieces, mut from) = (Line::new(), 0);
    for span in theirs.map(|keys| shared(row, keys)).unwrap_or_default() {
        let (before, word) = (row.get(from..span.start), row.get(span.clone()));
        pieces.extend(before.filter(|text| !text.is_empty()).map(|text| (text.to_owned(), Role::Plain)));
        pieces.extend(word.map(|word| (word.to_owned(), Role::Theirs)));
        from = span.end;
    }
    pieces.push((row.get(from..).unwrap_or_default().to_owned(), Role::Plain));
    pieces
}

fn of_block(block: &Block, titled: bool, width: usize, echoed: &[(String, BTreeSet<u32>)]) -> Vec<Line> {
    let mut lines = Vec::new();
    let title = block.title.as_ref().filter(|_| titled || !matches!(block.body, Body::Cards(_)));
    lines.extend(title.into_iter().flat_map(|title| wrapped(title, width, Role::Accent)));
    match &block.body {
        Body::Cards(cards) => {
            for (n, card) in cards.iter().enumerate() {
                if n > 0 {
                    part(&mut lines);
                }
                of_card(&mut lines, card, width, echoed);
            }
        }
        Body::Text(texts) => {
            lines.extend(texts.iter().flat_map(|text| wrapped(text, width, Role::Plain)));
        }
        _ => {
            let untitled = [Block { title: None, body: block.body.clone() }];
            lines.extend(effects::block_lines(&untitled, width).skip(1).map(|piece| vec![piece]));
        }
    }
    lines
}

/// Writes labels beside answers; short ones share rows.
fn of_card(lines: &mut Vec<Line>, card: &Card, width: usize, echoed: &[(String, BTreeSet<u32>)]) {
    lines.extend(card.heading.iter().flat_map(|heading| wrapped(heading, width, Role::Title)));
    let theirs = |line: &CardLine| {
        let keys = echoed.iter().find(|(field, _)| line.field.as_ref() == Some(field));
        keys.map(|(_, keys)| keys)
    };
    let label_width = |line: &CardLine| sanitize::width(&line.heading());
    let beside = |line: &CardLine| width >= ROOM && label_width(line) <= LABEL && !line.text.contains("\n\n");
    let short = |line: &CardLine| short(line, width);
    let long = card.lines.iter().filter(|line| !short(line) && beside(line));
    let column = long.map(label_width).max().unwrap_or(0) + 2;
    for run in card.lines.chunk_by(|one, other| short(one) == short(other)) {
        if run.iter().any(short) {
            let pair = |line: &CardLine| {
                let label = vec![(format!("{} ", line.heading()), Role::Dim)];
                [label, split(&line.text, theirs(line))].concat()
            };
            lines.extend(flow(run.iter().map(pair).collect(), width));
            continue;
        }
        for line in run {
            let label = line.heading();
            if beside(line) {
                let rows = sanitize::wrap(&line.text, width - column);
                for (n, row) in rows.into_iter().enumerate() {
                    let label = if n == 0 { label.as_str() } else { "" };
                    let air = " ".repeat(column.saturating_sub(sanitize::width(label)));
                    lines.push(
                        [vec![(format!("{label}{air}"), Role::Dim)], split(&row, theirs(line))].concat(),
                    );
                }
            } else {
                lines.extend(wrapped(&label, width, Role::Dim));
                let rows = sanitize::wrap(&line.text, width.saturating_sub(2)).into_iter();
                let indented =
                    |row: String| [vec![("  ".to_owned(), Role::Plain)], split(&row, theirs(line))].concat();
                lines.extend(rows.map(indented));
            }
        }
    }
}
