use chrono::NaiveDate;

use super::pages::{Piece, fill};
use super::{Pdf, pdf};
use crate::charts::{Gauge, Mark, Part, Tone};
use crate::report::document::{Block, Body, Chart, Document, Item, Section, Table};

fn written(document: &Document) -> Pdf {
    pdf(document, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day")).expect("written")
}

fn pages_of(document: &Document) -> usize {
    let bytes = written(document).bytes;
    bytes.windows(10).filter(|bytes| *bytes == b"/Type/Page" || *bytes == b"/Type /Pag").count()
}

fn said(bodies: Vec<Body>) -> Document {
    let blocks = bodies.into_iter().map(|body| Block { title: None, body }).collect();
    let section = Section { title: "What happened".to_owned(), blocks, ..Section::default() };
    Document { title: "A week".to_owned(), sections: vec![section], ..Document::default() }
}

#[test]
fn a_document_makes_the_same_file_twice() {
    let document = said(vec![Body::Text(vec!["She waited. Then she asked a colleague.".to_owned()])]);
    let first = written(&document);
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(first.bytes, written(&document).bytes);
    assert!(first.missing.is_empty());
}

#[test]
fn nothing_written_can_break_the_page() {
    let long = "W".repeat(400);
    let texts = [
        "",
        " ",
        "\n\n\n",
        &long,
        "a\u{202e}b\u{2066}",
        "\u{301}\u{301}",
        "שלום עולם",
        "😀",
        "\t\u{1}\u{7f}",
    ];
    for text in texts {
        let text = text.to_owned();
        let table = Table {
            columns: vec![text.clone(), text.clone(), text.clone()],
            rows: vec![vec![text.clone(); 3]; 2],
            ..Table::default()
        };
        let item = Item { text: text.clone(), evidence: Vec::new() };
        let document = said(vec![
            Body::Text(vec![text.clone()]),
            Body::Quote(vec![text.clone()]),
            Body::Note(text),
            Body::List { items: vec![item.clone(), item], numbered: true },
            Body::Table(table),
        ]);
        assert!(written(&document).bytes.len() > 500);
    }
}

#[test]
fn a_long_table_goes_on_over_pages() {
    let row = |at: usize| vec![format!("Row {at}"), "Something was said there. ".repeat(12)];
    let columns = vec!["What".to_owned(), "Why".to_owned()];
    let table = Table { columns, rows: (0..60).map(row).collect(), ..Table::default() };
    assert!(pages_of(&said(vec![Body::Table(table)])) > 3);
}

#[test]
fn what_stays_together_is_not_divided() {
    let line = |keeps: bool| Piece { height: 100.0, keeps, ..Piece::default() };
    // A page holds seven: the heading would be the last on it, alone.
    let pieces = [vec![line(false); 6], vec![line(true), line(false)]].concat();
    let pages = fill(pieces);
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [6, 2]);
    // More than a page can't stay together, and is not lost.
    let pages = fill(vec![line(true); 30]);
    assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 30);
    assert!(pages.iter().flatten().all(|(top, _)| *top + 100.0 <= 842.0 - 64.0 + 0.1));
}

#[test]
fn the_head_of_a_table_comes_again_on_the_next_page() {
    let head = std::rc::Rc::new(vec![Piece { height: 20.0, ..Piece::default() }]);
    let row = Piece { height: 300.0, head: Some(head), ..Piece::default() };
    let pages = fill(vec![row; 4]);
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(pages[1][0].1.height, 20.0);
}

#[test]
fn a_chart_is_drawn_and_says_what_it_shows() {
    let parts = [("evidenced", 4, Tone::Good), ("gap", 3, Tone::Dim)];
    let part = |(label, n, tone): (&str, u64, Tone)| Part { label: label.to_owned(), n, tone };
    let mark = Mark::Gauge(Gauge { parts: parts.map(part).into() });
    let chart = |says: &str, mark: &Mark| Chart {
        number: 1,
        name: None,
        says: says.to_owned(),
        table: Table::default(),
        mark: mark.clone(),
    };
    let with = |charts: Vec<Chart>| written(&said(vec![Body::Charts(charts)])).bytes;
    let text = with(vec![chart("4 of 7.", &Mark::sentence("4 of 7."))]);
    let drawn = with(vec![chart("4 of 7.", &mark)]);
    let figures = |bytes: &[u8]| bytes.windows(7).filter(|bytes| *bytes == b"/Figure").count();
    assert_eq!((figures(&text), figures(&drawn)), (0, 1));
    assert_eq!(figures(&with(vec![chart("4 of 7.", &mark); 3])), 3);
}
