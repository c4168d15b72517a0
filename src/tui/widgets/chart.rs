//! Painting the rows of a chart: a role for each tone, the first set of data in the hue of what it is about.

use super::paint::Brush;
use crate::charts::{self, Row, Tone};
use crate::tui::theme::{Hue, Role};

/// Roles of sets of data; a sixth looks as the first.
const SERIES: [Role; 5] = [
    Role::Hue(Hue::Review),
    Role::Hue(Hue::Automation),
    Role::Hue(Hue::Trust),
    Role::Hue(Hue::Models),
    Role::Hue(Hue::Errors),
];

/// Paints rows from a place on, one below the other, and returns the number of rows.
pub fn paint(brush: &mut Brush<'_>, (x, y): (u16, u16), rows: &[Row], hue: Option<Hue>) -> u16 {
    let role = |tone: Tone| match (tone, hue) {
        (Tone::Series(0), Some(hue)) => Role::Hue(hue),
        (tone, _) => role(tone),
    };
    for (row, below) in rows.iter().zip(0_u16..) {
        let pieces: Vec<(&str, Role)> = row.iter().map(|(text, tone)| (text.as_str(), role(*tone))).collect();
        brush.pieces(x, y.saturating_add(below), &pieces);
    }
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

/// Returns the role of a tone.
pub fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Plain,
        Tone::Dim => Role::Dim,
        Tone::Strong => Role::Title,
        Tone::Good => Role::Good,
        Tone::Warn => Role::Warn,
        Tone::Bad => Role::Bad,
        Tone::Value(n) => Role::Value(n),
        Tone::Hue(hue) => Role::Hue(hue),
        Tone::Series(n) => SERIES.get(usize::from(n) % SERIES.len()).copied().unwrap_or(Role::Plain),
    }
}

/// What the marks of days say, in short.
pub const HEAT: &str = "· 0  ▂ 1  ▃ 2  ▅ 3–4  ▇ 5+";

/// Returns the mark of a day with so many entries.
pub fn heat(entries: u64) -> (&'static str, Role) {
    let (mark, tone) = charts::count_block(entries as f64, &charts::ENTRIES);
    (mark, role(tone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Bar, Bars, Mark, Second};
    use crate::tui::theme::{Colours, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn the_legend_says_what_the_marks_of_days_are() {
        let shown = [(0, "0"), (1, "1"), (2, "2"), (3, "3–4"), (5, "5+")];
        let shown = shown.map(|(entries, says)| format!("{} {says}", heat(entries).0));
        assert_eq!(HEAT, shown.join("  "));
        assert_eq!(heat(4).0, heat(3).0);
    }

    #[test]
    fn rows_are_painted_within_their_area_in_their_tones() {
        let theme = Theme::new(false, Colours::Many);
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 3));
        let bar = |(label, n): (&str, u32)| Bar {
            label: label.to_owned(),
            value: f64::from(n),
            hue: None,
            second: None,
            notes: vec![(n.to_string(), if n == 4 { Tone::Strong } else { Tone::Plain })],
        };
        let bars = [("Trust", 4), ("Error", 2)].map(bar).into();
        let rows = Mark::Bars(Bars { all: bars, second: Second::Nothing, full: None }).rows(20);
        let below = paint(&mut Brush::new(&mut buf, Rect::new(2, 1, 20, 2), &theme), (0, 0), &rows, None);
        assert_eq!(below, 2);
        let shown: Vec<String> = (0..3)
            .map(|y| (0..24).filter_map(|x| buf.cell((x, y))).map(ratatui::buffer::Cell::symbol).collect())
            .collect();
        insta::assert_snapshot!(shown.join("|\n"));
        assert_eq!(buf.cell((2, 1)).map(|cell| cell.modifier), Some(theme.style(Role::Title).add_modifier));
        assert_eq!(buf.cell((9, 1)).map(|cell| cell.fg), theme.style(SERIES[0]).fg);
    }

    #[test]
    fn sets_of_data_have_roles_of_their_own() {
        let roles: Vec<Role> = (0..SERIES.len() as u8).map(|n| role(Tone::Series(n))).collect();
        assert_eq!(roles, SERIES);
        assert_eq!(role(Tone::Series(255)), SERIES[0]);
    }
}
