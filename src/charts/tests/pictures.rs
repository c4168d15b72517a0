//! Every mark with made-up data, in the widths of a small, an ordinary and a wide terminal.

use super::{all, plain};

/// Draws every mark 40, 80 and 120 columns wide.
#[test]
fn every_mark_is_drawn_in_three_widths() {
    for (name, mark) in all() {
        let pictures =
            [40, 80, 120].map(|width| format!("{}\n{}", "─".repeat(width), plain(&mark.rows(width))));
        insta::assert_snapshot!(name, pictures.join("\n"));
    }
}

/// Names the tones of each mark, so that none is told by colour that is not told otherwise.
#[test]
fn tones_stand_beside_glyphs() {
    let rows: Vec<String> = all()
        .iter()
        .map(|(name, mark)| {
            let mut tones: Vec<String> = Vec::new();
            for (text, tone) in mark.rows(80).iter().flatten().filter(|(text, _)| !text.trim().is_empty()) {
                let said = format!("{tone:?} `{}`", text.trim());
                if !tones.iter().any(|known| known.starts_with(&format!("{tone:?} "))) {
                    tones.push(said);
                }
            }
            format!("{name}: {}", tones.join(", "))
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}
