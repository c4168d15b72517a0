//! The tables of a document as CSV, safe to open in a spreadsheet.

use super::document::{Block, Body, Chart, Document, Section, Table};

/// Lists the tables of a document, each with a name that is good for a file, in the order they are printed.
pub fn tables(document: &Document) -> Vec<(String, String)> {
    let of = |section: &Section| -> Vec<(String, String)> {
        let tables = |block: &Block| -> Vec<(String, String)> {
            let title = block.title.as_ref().unwrap_or(&section.title);
            let named = |name: &String| format!("{title} {name}");
            match &block.body {
                Body::Table(table) => vec![(title.clone(), rows(table))],
                Body::Charts(charts) => {
                    let one = |chart: &Chart| {
                        (chart.name.as_ref().map_or_else(|| title.clone(), named), rows(&chart.table))
                    };
                    charts.iter().map(one).collect()
                }
                _ => Vec::new(),
            }
        };
        section.blocks.iter().flat_map(tables).collect()
    };
    let opening =
        Section { title: "Plan".to_owned(), blocks: document.opening.clone(), ..Section::default() };
    let sections = std::iter::once(&opening).chain(&document.sections).chain(&document.appendix);
    let found = sections.flat_map(of).enumerate();
    found.map(|(at, (title, text))| (format!("{:02}-{}", at + 1, file_name(&title)), text)).collect()
}

fn rows(table: &Table) -> String {
    let rows = std::iter::once(&table.columns).chain(&table.rows);
    rows.map(|row| row.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\n").collect()
}

/// Quotes a text where it must be. One that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Makes a name of lower-case letters and digits with hyphens between words.
fn file_name(title: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = title.to_lowercase().chars().map(letter).collect();
    words.split_whitespace().take(6).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("@a", "'@a"),
            ("-1, 2", "\"'-1, 2\""),
            ("a\"b", "\"a\"\"b\""),
        ];
        for (text, wanted) in cases {
            assert_eq!(cell(text), wanted);
        }
    }

    #[test]
    fn tables_are_named_for_files() {
        let table = Table { columns: vec!["A".into()], rows: vec![vec!["1\n2".into()]], ..Table::default() };
        let block = Block { title: Some("Errors by severity, 5 is worst!".into()), body: Body::Table(table) };
        let section = Section { title: "Map".into(), blocks: vec![block], ..Section::default() };
        let document = Document { sections: vec![section], ..Document::default() };
        assert_eq!(tables(&document), [("01-errors-by-severity-5-is-worst".into(), "A\n\"1\n2\"\n".into())]);
    }
}
