//! A raster of dots, two by four in a cell, as braille letters.

/// The first of the braille letters; the others follow by their dots.
const BLANK: u32 = 0x2800;
/// The bit of each dot of a cell, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// Cells of dots, none set at first.
#[derive(Debug)]
pub(super) struct Dots {
    columns: usize,
    cells: Vec<u8>,
}

impl Dots {
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns, cells: vec![0; columns.saturating_mul(rows)] }
    }

    /// Draws a straight line between two dots, counted from the upper left.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize)) {
        let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
        let between = |a: usize, b: usize, step: usize| {
            let share = step as f64 / steps as f64;
            (a as f64 + (b as f64 - a as f64) * share).round() as usize
        };
        for step in 0..=steps {
            self.set(between(from.0, to.0, step), between(from.1, to.1, step));
        }
    }

    /// Gives the letter of a cell; `None` if no dot of it is set.
    pub fn letter(&self, column: usize, row: usize) -> Option<char> {
        let cell = *self.cells.get(row * self.columns + column).filter(|_| column < self.columns)?;
        if cell == 0 { None } else { char::from_u32(BLANK + u32::from(cell)) }
    }

    fn set(&mut self, x: usize, y: usize) {
        let bit = BITS.get(y % 4).and_then(|bits| bits.get(x % 2)).copied().unwrap_or_default();
        if x / 2 < self.columns
            && let Some(cell) = self.cells.get_mut(y / 4 * self.columns + x / 2)
        {
            *cell |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_letters() {
        let mut dots = Dots::new(2, 1);
        dots.line((0, 0), (3, 3));
        assert_eq!((dots.letter(0, 0), dots.letter(1, 0)), (Some('⠑'), Some('⢄')));
        assert_eq!((dots.letter(2, 0), dots.letter(0, 1)), (None, None));
        let mut dots = Dots::new(1, 1);
        dots.line((9, 9), (9, 9));
        assert_eq!(dots.letter(0, 0), None);
    }
}
