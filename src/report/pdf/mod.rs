//! A document as pages to print: A4, typeset, with its fonts in it, bookmarks, page numbers, and tags for readers that
//! don't see.
//!
//! ```text
//!   Document ─► blocks: what stands where  ─► Piece, a line or a row of a table   ─► pages   ─► PDF
//!               (typeset: words to lines)      (tags: what each is)                  (ink: lines to glyphs)
//! ```

use chrono::{Datelike, NaiveDate};
use krilla::Document as Pages;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;

use super::document::Document;

mod blocks;
mod drawings;
mod ink;
mod pages;
mod setter;
mod tables;
mod tags;
mod typeset;

/// The paper, in points: A4.
const PAPER: (f32, f32) = (595.0, 842.0);

/// The margins at the sides, above and below, in points.
const MARGIN: f32 = 54.0;

/// A review as pages.
#[derive(Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters no font on this machine has; they are printed as boxes.
    pub missing: Vec<char>,
}

/// Writes a document as a PDF. Its own fonts have Latin, Greek, Cyrillic and Hebrew; for everything else the fonts of
/// the machine are asked.
///
/// # Errors
///
/// Describes what the writer of PDFs can't do.
pub fn pdf(document: &Document, written: NaiveDate) -> Result<Pdf, String> {
    let mut typesetter = typeset::Typesetter::new();
    let mut laid = blocks::lay_out(document, &mut typesetter);
    if typesetter.wants_other_fonts() {
        laid = blocks::lay_out(document, &mut typesetter);
    }
    let pages = pages::fill(laid.pieces);
    let mut tags = laid.tags;
    let mut ink = ink::Ink::default();
    let mut file = Pages::new();
    let mut bookmarks = Vec::new();
    for (at, pieces) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or("the paper has no size")?;
        let mut page = file.start_page_with(size);
        let mut surface = page.surface();
        for (top, piece) in pieces {
            if let Some((level, title)) = &piece.bookmark {
                bookmarks.push((*level, title.clone(), XyzDestination::new(at, Point::from_xy(0.0, *top))));
            }
            ink.draw(&mut surface, *top, piece, &mut tags);
        }
        let number = format!("{} of {}", at + 1, pages.len());
        ink.foot(&mut surface, &typesetter.foot(&document.title, &number));
        surface.finish();
        page.finish();
    }
    file.set_outline(outline(bookmarks));
    file.set_tag_tree(tags.tree());
    file.set_metadata(metadata(document, written));
    let bytes = file.finish().map_err(|error| format!("{error:?}"))?;
    Ok(Pdf { bytes, missing: typesetter.missing() })
}

fn metadata(document: &Document, written: NaiveDate) -> Metadata {
    let mut day = DateTime::new(u16::try_from(written.year()).unwrap_or_default());
    day = day.month(written.month() as u8).day(written.day() as u8);
    let about = document.about.clone().unwrap_or_default();
    Metadata::new()
        .title(document.title.clone())
        .description(about)
        .language("en".to_owned())
        .creator("empathy".to_owned())
        .creation_date(day)
}

/// Makes the tree of bookmarks; each has its level, 1 the outermost.
fn outline(bookmarks: Vec<(u8, String, XyzDestination)>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u8, OutlineNode)>, level: u8| {
        while open.last().is_some_and(|(last, _)| *last >= level) {
            let Some((_, node)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for (level, title, place) in bookmarks {
        close(&mut open, level);
        open.push((level, OutlineNode::new(title, place)));
    }
    close(&mut open, 0);
    outline
}

#[cfg(test)]
mod tests;
