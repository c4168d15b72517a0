//! Columns by the width there is, and the measure of prose.

use ratatui::layout::Rect;

/// From these widths on there are two and three columns.
const TWO: u16 = 100;
const THREE: u16 = 160;
/// Longest row of prose, in columns; longer ones are hard to read.
const MEASURE: u16 = 76;

/// Returns how many columns there is room for.
pub fn columns(width: u16) -> usize {
    match width {
        ..TWO => 1,
        TWO..THREE => 2,
        THREE.. => 3,
    }
}

/// Parts an area among columns beside each other, as many as its width allows, by the shares of those that are wanted;
/// the last ones are left out where there is no room.
pub fn split(area: Rect, shares: &[u16]) -> Vec<Rect> {
    let shares = &shares[..shares.len().min(columns(area.width))];
    let whole: u32 = shares.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
    let end = |upto: usize| {
        let taken: u32 = shares[..upto].iter().map(|share| u32::from(*share)).sum();
        area.x + (u32::from(area.width) * taken / whole) as u16
    };
    (0..shares.len()).map(|n| Rect { x: end(n), width: end(n + 1) - end(n), ..area }).collect()
}

/// Returns the part of an area that prose takes: at its left, or in its middle.
pub fn measure(area: Rect, centred: bool) -> Rect {
    let width = area.width.min(MEASURE);
    let x = if centred { area.x + (area.width - width) / 2 } else { area.x };
    Rect { x, width, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_are_as_many_as_it_allows() {
        for (width, shares, widths) in [
            (99, &[1, 1][..], &[99][..]),
            (100, &[1, 1], &[50, 50]),
            (120, &[70, 50, 40], &[70, 50]),
            (160, &[2, 1, 1], &[80, 40, 40]),
            (200, &[3, 2, 1], &[100, 66, 34]),
            (200, &[1], &[200]),
            (200, &[], &[]),
        ] {
            let parts = split(Rect::new(3, 1, width, 10), shares);
            assert_eq!(parts.iter().map(|part| part.width).collect::<Vec<_>>(), widths, "{width}");
            for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
                assert_eq!(before.right(), after.x, "{width}");
            }
        }
    }

    #[test]
    fn prose_keeps_its_measure() {
        assert_eq!(measure(Rect::new(0, 0, 60, 9), true), Rect::new(0, 0, 60, 9));
        assert_eq!(measure(Rect::new(2, 0, 120, 9), false), Rect::new(2, 0, 76, 9));
        assert_eq!(measure(Rect::new(2, 0, 120, 9), true), Rect::new(24, 0, 76, 9));
    }
}
