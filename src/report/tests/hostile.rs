//! Whatever somebody writes stays text.

use proptest::prelude::*;

use crate::domain::value::{Answers, Value};
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::compose::compose;
use crate::report::document::{Block, Body, Document};
use crate::report::input::WeekInput;
use crate::report::markdown::{laid_out, markdown};
use crate::report::plain::{self, Role};
use crate::report::sample;

/// Pieces of text that mean something to Markdown, and some that do not.
pub(super) const HOSTILE: [&str; 32] = [
    "# ",
    "## x\n",
    "\n",
    "\n\n",
    "|",
    "\n---\n",
    "- ",
    "1. ",
    "\n```\n",
    "> ",
    "<div>",
    "*",
    "_",
    "**a**",
    "[a](b)",
    "![a](b)",
    "\n    ",
    "\t",
    "&amp;",
    "\n===\n",
    "word ",
    "\r",
    "$x$",
    "\\",
    "~~",
    "é日本",
    "| a | b |\n|---|---|\n",
    "<!--",
    "`",
    "+ ",
    "#",
    " longer words to fill a line with something harmless",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(&HOSTILE), 1..12).prop_map(|pieces| pieces.concat()),
        "\\PC{1,80}",
    ]
    .prop_filter("an answer", |text| !text.trim().is_empty())
}

/// Puts the texts, one after the other, in place of every text somebody wrote.
fn rewrite(answers: &mut Answers, texts: &mut impl Iterator<Item = String>) {
    let fields: Vec<String> = answers.iter().map(|(field, _)| field.to_owned()).collect();
    for field in fields {
        match answers.get(&field).cloned() {
            Some(Value::Text(_)) => answers.set(field, Value::Text(texts.next().unwrap_or_default())),
            Some(Value::Rows(_)) => answers.rows_mut(&field).iter_mut().for_each(|row| rewrite(row, texts)),
            Some(Value::Cites(mut cites)) => {
                for cite in &mut cites {
                    cite.quote = texts.next().unwrap_or_default();
                }
                answers.set(field, Value::Cites(cites));
            }
            _ => {}
        }
    }
}

/// Puts the texts in place of every text of a week.
pub(super) fn rewrite_all(input: &mut WeekInput, texts: &mut impl Iterator<Item = String>) {
    input.runs.iter_mut().for_each(|run| rewrite(&mut run.answers, texts));
}

/// Counts the headings, table lines and bullets a document should have as Markdown.
fn expected(document: &Document) -> (usize, usize, usize) {
    let (mut headings, mut rows, mut bullets) = (1, 0, 0);
    let sections = document.sections.iter().map(|section| (1, &section.blocks));
    for (own, blocks) in sections.chain([(0, &document.opening)]) {
        headings += own;
        for Block { title, body } in laid_out(blocks) {
            headings += usize::from(title.is_some());
            match body {
                Body::Table(table) => rows += table.rows.len() + 2,
                Body::List { items, numbered } => {
                    bullets += if numbered { 0 } else { items.len() };
                }
                Body::Cards(cards) => {
                    headings += cards.iter().filter(|card| card.heading.is_some()).count();
                    bullets += cards.iter().map(|card| card.lines.len()).sum::<usize>();
                }
                _ => {}
            }
        }
    }
    (headings, rows, bullets)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_written_changes_the_structure(texts in prop::collection::vec(hostile(), 40), width in 1usize..120) {
        let mut input = sample::full();
        let mut texts = texts.into_iter().cycle();
        rewrite_all(&mut input, &mut texts);
        let document = compose(&input, Reader::Me, &Choice::default());
        let text = markdown(&document);
        let count = |marks: &[&str]| text.lines().filter(|line| marks.iter().any(|mark| line.starts_with(mark))).count();
        let found = (count(&["# ", "## ", "### ", "#### "]), count(&["|"]), count(&["- "]));
        prop_assert_eq!(found, expected(&document), "{}", text);
        for line in plain::lines(&document, width) {
            prop_assert!(line.role == Role::Blank || !line.text.is_empty());
            prop_assert!(width < 12 || crate::sanitize::width(&line.text) <= width, "{:?}", line);
        }
    }
}
