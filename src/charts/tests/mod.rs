//! Marks as people see them, and at any size.

mod edges;
mod pictures;
mod scenes;
mod sizes;

use chrono::{Days, NaiveDate};

use super::{
    Bar, Bars, Cell, Cells, Column, Fit, Gauge, Latest, Line, Look, Mark, Part, Points, Row, Second,
};
use super::{Series, Table, Tone, text};
use crate::domain::projections::Better;

/// A Wednesday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day")
}

/// Values on days before today, `None` on a day without; the last so many days ago.
fn values(values: &[Option<f64>], apart: u64, ago: u64) -> Vec<(NaiveDate, f64)> {
    let all = values
        .iter()
        .rev()
        .zip(0_u64..)
        .filter_map(|(value, back)| Some((today() - Days::new(ago + back * apart), (*value)?)));
    let mut all: Vec<_> = all.collect();
    all.reverse();
    all
}

fn line_of(points: Vec<(NaiveDate, f64)>) -> Mark {
    Mark::Line(Line {
        points,
        range: (1.0, 5.0),
        noun: "rating".to_owned(),
        better: Better::Higher,
        today: Some(today()),
    })
}

fn line() -> Mark {
    let given = [3, 3, 4, 4, 2, 3, 3, 4, 5, 2, 2, 3, 4].map(|value| Some(f64::from(value)));
    line_of(values(&given, 9, 1))
}

/// A row of weeks; 0 is a week without a value.
fn series(label: &str, values: &[u8], ahead: usize) -> Series {
    let given = |value: &u8| (*value > 0).then_some(f64::from(*value));
    let mut newest = values.iter().rev().filter_map(given);
    let (value, before) = (newest.next(), newest.next());
    let latest = Latest {
        value,
        change: value.zip(before).map(|(now, before)| now - before),
        n: values.iter().filter(|value| **value > 0).count() as u64,
    };
    let values = values.iter().map(given).chain(std::iter::repeat_n(None, ahead)).collect();
    Series { label: label.to_owned(), values, latest: Some(latest) }
}

fn weeks_of(rows: Vec<Series>, better: Better) -> Mark {
    let legend = Some("one column a week, the newest at the right".to_owned());
    let look = Look::Heights(1.0, 5.0);
    Mark::Cells(Cells { rows, look, heads: Vec::new(), today: None, legend, better })
}

fn weeks() -> Mark {
    weeks_of(
        vec![
            series("ChatGPT", &[3, 3, 4, 4, 2, 3, 0, 4], 0),
            series("Spotify DJ", &[2, 3, 4, 5], 1),
            series("日本語の翻訳アプリ", &[4, 0, 0, 4], 0),
            series("Meeting notes in our video tool, the paid plan for teams", &[5, 4, 3, 1], 0),
            series("Copilot", &[3], 0),
            series("Otter", &[], 0),
        ],
        Better::Higher,
    )
}

/// A year of days with some entries, up to today.
fn year() -> Mark {
    let first = today() - Days::new(52 * 7 + 2);
    let entries = |week: u64, at: u64| {
        let day = first + Days::new(week * 7 + at);
        let back = (today() - day).num_days();
        (back >= 0).then(|| {
            let rest = back % 7 == 3 || back % 11 <= 2 || (90..130).contains(&back);
            if rest { 0.0 } else { (back % 6 + i64::from(back % 5 == 0)) as f64 }
        })
    };
    let row = |at: u64| Series {
        label: (first + Days::new(at)).format("%a").to_string(),
        values: (0..53).map(|week| entries(week, at)).collect(),
        latest: None,
    };
    let heads = [(1, "Dec"), (5, "Jan"), (9, "Feb"), (14, "Mar"), (48, "Nov")];
    Mark::Cells(Cells {
        rows: (0..7).map(row).collect(),
        look: Look::Counts([1, 2, 3, 5]),
        heads: heads.map(|(at, month)| (at, month.to_owned())).into(),
        today: Some(2),
        legend: Some("entries".to_owned()),
        better: Better::Neither,
    })
}

fn bar(label: &str, n: u64) -> Bar {
    let notes = vec![(n.to_string(), Tone::Plain), (format!("{}%", n * 2), Tone::Dim)];
    Bar { label: label.to_owned(), value: n as f64, hue: None, second: None, notes }
}

fn bars_of(bars: Vec<Bar>) -> Mark {
    Mark::Bars(Bars { all: bars, second: Second::Nothing, full: None })
}

fn bars() -> Mark {
    bars_of(vec![
        bar("Trust & transparency", 21),
        bar("Error tolerance", 12),
        bar("Mental model", 9),
        bar("Automation anxiety ⚙", 1),
        bar("日本語", 0),
    ])
}

fn sides() -> Mark {
    let side = |(label, good, bad): (&str, u64, u64)| Bar {
        label: label.to_owned(),
        value: good as f64,
        hue: None,
        second: Some(bad as f64),
        notes: [good, bad].map(|n| (n.to_string(), Tone::Plain)).into(),
    };
    let bars = [("ChatGPT", 7, 3), ("Spotify DJ", 12, 0), ("日本語の翻訳アプリ", 1, 5)].map(side).into();
    Mark::Bars(Bars {
        all: bars,
        second: Second::Opposite("built".to_owned(), "broke".to_owned()),
        full: None,
    })
}

fn targets() -> Mark {
    let bar = |(label, value, target, notes): (&str, f64, Option<f64>, &[&str])| Bar {
        label: label.to_owned(),
        value,
        hue: None,
        second: target,
        notes: notes.iter().map(|note| ((*note).to_owned(), Tone::Plain)).collect(),
    };
    let bars = [
        ("0–20%", 0.0, None, &["none"][..]),
        ("20–40%", 0.5, Some(0.25), &["sure 25%", "evidenced 50%", "n 3"]),
        ("80–100%", 1.0, Some(0.9), &["sure 90%", "evidenced 100%", "n 10"]),
    ];
    let second = Second::Target("evidenced".to_owned(), "how sure you were".to_owned());
    Mark::Bars(Bars { all: bars.map(bar).into(), second, full: Some(1.0) })
}

fn points() -> Mark {
    let points =
        [(5.0, 5.0), (5.0, 5.0), (1.0, 4.0), (2.0, 5.0), (2.0, 4.0), (4.0, 1.0), (3.0, 3.0), (1.0, 1.0)];
    let axes =
        ["comfort: 1 would rather do it myself, 5 glad to hand it over", "efficiency: 1 little, 5 much"];
    Mark::Points(Points {
        all: points.into(),
        names: Vec::new(),
        axes: axes.map(str::to_owned),
        range: (1.0, 5.0),
    })
}

fn table() -> Table {
    let row = |error: &str, severity: u64, tone: Tone, must: &str, who: &str| {
        vec![
            error.into(),
            format!("err-{severity}").into(),
            Cell::from(severity).toned(tone),
            must.into(),
            Cell::from(who).toned(Tone::Dim),
        ]
    };
    Table {
        columns: vec![
            Column::new("error", "Error", Fit::Words),
            Column::data("id"),
            Column::new("severity", "Severity", Fit::Number),
            Column::new("", "Must be", Fit::Words),
            Column::new("", "Who looks first", Fit::Words),
        ],
        rows: vec![
            row(
                "The notes list a decision that nobody took",
                5,
                Tone::Bad,
                "surer than usual",
                "the person confirms it",
            ),
            row("会議の日付が違う", 3, Tone::Warn, "as sure as usual", "somebody checks a sample"),
            row("A name is misspelt", 1, Tone::Plain, "less sure than usual", "nobody has to"),
        ],
        cards: false,
    }
}

fn cards() -> Mark {
    let mut table = table();
    table.columns[0].fit = Fit::Main;
    Mark::Table(Table { cards: true, ..table })
}

fn gauge() -> Mark {
    let part = |(label, n, tone): (&str, u64, Tone)| Part { label: label.to_owned(), n, tone };
    let parts = [("evidenced", 4, Tone::Good), ("self-rated", 3, Tone::Warn), ("gap", 3, Tone::Dim)];
    Mark::Gauge(Gauge { parts: parts.map(part).into() })
}

/// Every mark, with a name.
fn all() -> Vec<(&'static str, Mark)> {
    vec![
        ("line", line()),
        ("weeks", weeks()),
        ("bars", bars()),
        ("sides", sides()),
        ("targets", targets()),
        ("points", points()),
        ("year", year()),
        ("gauge", gauge()),
        ("table", Mark::Table(table())),
        ("cards", cards()),
        (
            "sentence",
            Mark::sentence("All ratings are those you gave, and none of them was changed afterwards."),
        ),
    ]
}

/// Writes rows as text, without looks.
fn plain(rows: &[Row]) -> String {
    rows.iter().map(|row| text(row)).collect::<Vec<_>>().join("\n")
}
