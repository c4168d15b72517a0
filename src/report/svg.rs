//! A chart as SVG inside of a page: no script, no font and no colour of its own. The classes of the shapes say what they
//! mean, and the style of the page how that looks; without one they are drawn in the colour of the words around them.

use std::fmt::Write;

use super::document::Chart;
use crate::charts::{Anchor, LETTER, Scene, Shape, Stroke, Tone};
use crate::sanitize;

/// How wide a chart is drawn, in units: a phone shows a unit a pixel.
const WIDTH: f64 = 340.0;

/// Draws a chart, with its numbers for those who don't see it; nothing if it is told in words alone.
pub(super) fn svg(chart: &Chart, title: &str) -> Option<String> {
    let Scene { width, height, shapes } = chart.mark.scene(WIDTH)?;
    let number = chart.number;
    let title = escaped(chart.name.as_deref().unwrap_or(title));
    let said = |row: &Vec<String>| row.join(": ");
    let numbers = chart.table.rows.iter().map(said).collect::<Vec<_>>().join(". ");
    let numbers = escaped(&format!("{}. {numbers}.", chart.table.columns.join(": ")));
    let mut drawn = format!(
        "<svg viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" font-size=\"{LETTER}\" \
         aria-labelledby=\"chart-{number}-title\" aria-describedby=\"chart-{number}-numbers\">\
         <title id=\"chart-{number}-title\">{title}</title>\
         <desc id=\"chart-{number}-numbers\">{numbers}</desc>"
    );
    for shape in &shapes {
        // Writing to a text never fails.
        let _ = draw(&mut drawn, shape);
    }
    Some(drawn + "</svg>")
}

fn draw(out: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Path { places, stroke, tone } => {
            let (class, width) = match stroke {
                Stroke::Hair => ("hair", 1),
                Stroke::Bold => ("bold", 2),
            };
            let (places, tone) = (listed(places), class_of(*tone));
            write!(
                out,
                "<polyline class=\"{class} {tone}\" points=\"{places}\" fill=\"none\" stroke=\"currentColor\" \
                 stroke-width=\"{width}\"/>"
            )
        }
        Shape::Area { x, y, width, height, tone } => {
            let tone = class_of(*tone);
            write!(
                out,
                "<rect class=\"{tone}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
                 fill=\"currentColor\"/>"
            )
        }
        Shape::Dot { x, y, radius, tone } => {
            let tone = class_of(*tone);
            write!(
                out,
                "<circle class=\"{tone}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"currentColor\"/>"
            )
        }
        Shape::Solid { places, tone } => {
            let (places, tone) = (listed(places), class_of(*tone));
            write!(out, "<polygon class=\"{tone}\" points=\"{places}\" fill=\"currentColor\"/>")
        }
        Shape::Words { x, y, text, anchor, tone } => {
            let (tone, text) = (class_of(*tone), escaped(text));
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            write!(
                out,
                "<text class=\"{tone}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"currentColor\">{text}</text>"
            )
        }
    }
}

fn listed(places: &[(f64, f64)]) -> String {
    places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

/// What a tone is called in the style of a page.
fn class_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Dim => "dim",
        Tone::Strong => "strong",
        Tone::Good | Tone::Value(4..) => "good",
        Tone::Warn | Tone::Value(3) => "warn",
        Tone::Bad | Tone::Value(_) => "bad",
        Tone::Series(_) => "series",
        Tone::Hue(hue) => hue.name(),
    }
}

/// Writes a text so that nothing in it is markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in sanitize::line(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter => safe.push(letter),
        }
    }
    safe
}
