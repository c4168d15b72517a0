//! A table of two sets of labels, with n and mean in each cell (R032–R035): segment by context, misconception by effect.

use super::summary_stats::SummaryStats;
use crate::domain::facts::subject_key;

/// Contexts below which a segment says little about how tolerance varies (R033).
pub const FEW: usize = 2;

/// A crosstab. Spellings of one label meet; the first is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Crosstab {
    /// The labels of the rows, in order.
    pub rows: Vec<String>,
    /// The labels of the columns, in order.
    pub columns: Vec<String>,
    /// Row by row.
    cells: Vec<Vec<SummaryStats>>,
}

impl Crosstab {
    /// Sorts values, each with the label of its row and of its column, into cells. Some labels of columns may stand first
    /// in their order, whether they are used or not; others follow as they come.
    pub fn of<'a>(values: impl IntoIterator<Item = (&'a str, &'a str, f64)>, first: &[&str]) -> Self {
        let (mut rows, mut columns) = (Labels::default(), Labels::default());
        for label in first {
            columns.place(label);
        }
        let values =
            values.into_iter().map(|(row, column, value)| (rows.place(row), columns.place(column), value));
        let values: Vec<_> = values.collect();
        let mut cells = vec![vec![SummaryStats::default(); columns.shown.len()]; rows.shown.len()];
        for (row, column, value) in values {
            cells[row][column].add(value);
        }
        Self { rows: rows.shown, columns: columns.shown, cells }
    }

    /// A cell by its place; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> SummaryStats {
        self.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default()
    }

    /// All values of a row together.
    pub fn row(&self, row: usize) -> SummaryStats {
        self.cells.get(row).map(|cells| together(cells.iter().copied())).unwrap_or_default()
    }

    /// All values of a column together.
    pub fn column(&self, column: usize) -> SummaryStats {
        together((0..self.rows.len()).map(|row| self.cell(row, column)))
    }

    pub fn whole(&self) -> SummaryStats {
        together((0..self.rows.len()).map(|row| self.row(row)))
    }

    /// The rows with values in fewer than [`FEW`] columns.
    pub fn thin_rows(&self) -> Vec<&str> {
        let filled = |cells: &Vec<SummaryStats>| cells.iter().filter(|cell| cell.n() > 0).count();
        let thin = self.rows.iter().zip(&self.cells).filter(|(_, cells)| filled(cells) < FEW);
        thin.map(|(label, _)| label.as_str()).collect()
    }
}

/// Labels in order, each once.
#[derive(Default)]
struct Labels {
    shown: Vec<String>,
    keys: Vec<String>,
}

impl Labels {
    /// The place of a label, a new one at the end.
    fn place(&mut self, label: &str) -> usize {
        let key = subject_key(label);
        self.keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.keys.push(key);
            self.shown.push(label.trim().to_owned());
            self.keys.len() - 1
        })
    }
}

fn together(spreads: impl Iterator<Item = SummaryStats>) -> SummaryStats {
    spreads.fold(SummaryStats::default(), SummaryStats::merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_sorted_into_cells() {
        let values = [
            ("Nurses", "intake", 2.0),
            ("Sales", "mail", 4.0),
            (" nurses ", "Mail", 3.0),
            ("Nurses", "intake", 4.0),
        ];
        let crosstab = Crosstab::of(values, &[]);
        assert_eq!(
            (&crosstab.rows[..], &crosstab.columns[..]),
            (&["Nurses", "Sales"].map(str::to_owned)[..], &["intake", "mail"].map(str::to_owned)[..])
        );
        assert_eq!((crosstab.cell(0, 0).n(), crosstab.cell(0, 0).mean()), (2, Some(3.0)));
        assert_eq!((crosstab.row(0).n(), crosstab.row(0).mean()), (3, Some(3.0)));
        assert_eq!((crosstab.column(1).n(), crosstab.column(1).mean()), (2, Some(3.5)));
        assert_eq!((crosstab.whole().n(), crosstab.whole().mean()), (4, Some(3.25)));
        assert_eq!(crosstab.thin_rows(), ["Sales"]);
    }

    #[test]
    fn a_given_order_comes_first_used_or_not() {
        let crosstab = Crosstab::of([("a", "x", 1.0), ("c", "y", 1.0)], &["z", "y"]);
        assert_eq!(crosstab.rows.join(""), "ac");
        assert_eq!(crosstab.columns.join(""), "zyx");
        assert_eq!((crosstab.column(0).n(), crosstab.column(1).n()), (0, 1));
        assert_eq!(crosstab.thin_rows(), ["a", "c"]);
    }

    #[test]
    fn nothing_is_an_empty_crosstab() {
        let crosstab = Crosstab::of([], &[]);
        assert_eq!(crosstab, Crosstab::default());
        assert_eq!(
            (crosstab.whole().n(), crosstab.cell(3, 3).n(), crosstab.row(9).n(), crosstab.column(9).n()),
            (0, 0, 0, 0)
        );
        // What is no number leaves its labels, so that nothing seems never to have been asked.
        let crosstab = Crosstab::of([("a", "x", f64::NAN)], &[]);
        assert_eq!((crosstab.rows.len(), crosstab.whole().n()), (1, 0));
    }
}
