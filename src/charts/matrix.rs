//! A crosstab as a table, with all of a row at its right and all of a column below.

use super::ink::piece;
use super::{Column, Row, Table, Tone};
use crate::domain::number_format::rounded;
use crate::domain::stats::crosstab::Crosstab;
use crate::domain::stats::summary_stats::SummaryStats;

/// What stands over the last column and before the last row.
const ALL: &str = "all";

impl Table {
    /// Makes one of means, each with its n: `3.5 (2)`. `corner` says what the rows are.
    pub fn of_means(matrix: &Crosstab, corner: &str) -> Self {
        crosstab(matrix, corner, |cell| cell.mean().map(|mean| format!("{} ({})", rounded(mean), cell.n())))
    }

    /// Makes one of counts. `corner` says what the rows are.
    pub fn of_counts(matrix: &Crosstab, corner: &str) -> Self {
        crosstab(matrix, corner, |cell| (cell.n() > 0).then(|| cell.n().to_string()))
    }
}

fn crosstab(matrix: &Crosstab, corner: &str, said: impl Fn(SummaryStats) -> Option<String>) -> Table {
    let mut columns = vec![Column::words(corner)];
    columns.extend(matrix.columns().iter().map(|label| Column::number(label)));
    columns.push(Column::number(ALL));
    let cell = |spread: SummaryStats, tone: Tone| {
        said(spread).map_or_else(|| piece("·", Tone::Dim), |text| piece(text, tone))
    };
    let across = || 0..matrix.columns().len();
    let mut rows: Vec<Row> = Vec::new();
    for (at, label) in matrix.rows().iter().enumerate() {
        let mut row = vec![piece(&**label, Tone::Plain)];
        row.extend(across().map(|column| cell(matrix.cell(at, column), Tone::Plain)));
        row.push(cell(matrix.row(at), Tone::Dim));
        rows.push(row);
    }
    if !rows.is_empty() {
        let mut last = vec![piece(ALL, Tone::Dim)];
        last.extend(across().map(|column| cell(matrix.column(column), Tone::Dim)));
        last.push(cell(matrix.whole(), Tone::Dim));
        rows.push(last);
    }
    Table::new(columns, rows)
}
