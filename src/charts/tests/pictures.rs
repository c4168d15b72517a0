//! Every chart with made-up data, in the widths of a small, an ordinary and a wide terminal.

use super::{all, plain};

/// Draws every chart 40, 80 and 120 columns wide.
#[test]
fn every_chart_is_drawn_in_three_widths() {
    for (name, draw) in all() {
        let pictures: Vec<String> = [40, 80, 120]
            .map(|width| {
                format!("{}\n{}", "─".repeat(width), plain(&draw(width, if width == 40 { 12 } else { 16 })))
            })
            .into();
        insta::assert_snapshot!(name, pictures.join("\n"));
    }
}

/// Names the tones of each chart, so that none is told by colour that is not told otherwise.
#[test]
fn tones_stand_beside_glyphs() {
    let rows: Vec<String> = all()
        .iter()
        .map(|(name, draw)| {
            let mut tones: Vec<String> = Vec::new();
            for (text, tone) in draw(80, 16).iter().flatten().filter(|(text, _)| !text.trim().is_empty()) {
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
