//! Charts as people see them, and at any size.

mod edges;
mod pictures;
mod sizes;

use chrono::{Days, NaiveDate, Weekday};

use super::{
    Axis, Bars, Column, Fortnight, Gauge, Heat, Line, Parts, Reliability, Row, Scatter, Side, Sides, Strip,
};
use super::{Strips, Table, Tone, text};
use crate::domain::stats::activity::{Activity, Done, WEEKS};
use crate::domain::stats::calibration::{Calibration, Judgement};
use crate::domain::stats::crosstab::{Crosstab, Order};
use crate::domain::stats::trust::Rating;

/// A Wednesday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day")
}

/// Ratings on days before today, `None` on a day without; the last so many days ago.
fn ratings(values: &[Option<f64>], apart: u64, ago: u64) -> Vec<Rating> {
    let all = values.iter().rev().zip(0_u64..).filter_map(|(value, back)| {
        Some(Rating { day: today() - Days::new(ago + back * apart), value: (*value)? })
    });
    let mut all: Vec<Rating> = all.collect();
    all.reverse();
    all
}

fn line() -> Line {
    let values = [3, 3, 4, 4, 2, 3, 3, 4, 5, 2, 2, 3, 4].map(|value| Some(f64::from(value)));
    Line::new(&ratings(&values, 9, 1), 1.0, 5.0)
}

fn strips() -> Strips {
    let some = |label: &str, values: &[u8], ago: u64| {
        let values: Vec<Option<f64>> =
            values.iter().map(|value| (*value > 0).then_some(f64::from(*value))).collect();
        Strip::new(label, &ratings(&values, 7, ago), today(), Weekday::Mon)
    };
    let strips = vec![
        some("ChatGPT", &[3, 3, 4, 4, 2, 3, 0, 4], 0),
        some("Spotify DJ", &[2, 3, 4, 5], 7),
        some("日本語の翻訳アプリ", &[4, 0, 0, 4], 0),
        some("Meeting notes in our video tool, the paid plan for teams", &[5, 4, 3, 1], 0),
        some("Copilot", &[3], 0),
        some("Otter", &[], 0),
    ];
    Strips::new(strips, 1.0, 5.0)
}

fn bars() -> Bars {
    Bars::new([
        ("Trust & transparency", 21),
        ("Error tolerance", 12),
        ("Mental model", 9),
        ("Automation anxiety ⚙", 1),
        ("日本語", 0),
    ])
}

fn sides() -> Sides {
    let side = |label: &str, left, right| Side { label: label.to_owned(), left, right };
    let sides = vec![side("ChatGPT", 7, 3), side("Spotify DJ", 12, 0), side("日本語の翻訳アプリ", 1, 5)];
    Sides::new(sides, "built", "eroded")
}

fn scatter() -> Scatter {
    let points =
        [(5.0, 5.0), (5.0, 5.0), (1.0, 4.0), (2.0, 5.0), (2.0, 4.0), (4.0, 1.0), (3.0, 3.0), (1.0, 1.0)];
    let comfort = Axis::new("comfort", "would rather do it myself", "glad to hand it over");
    let efficiency = Axis::new("efficiency", "saves nothing", "saves a lot");
    Scatter::new(&points, comfort, efficiency, (1.0, 5.0)).with_corners([
        "useful, unwelcome",
        "hand it over",
        "leave it",
        "pleasant, idle",
    ])
}

fn practised() -> Activity {
    let days = (0_u64..400).filter(|back| back % 7 != 3 && back % 11 > 2 && !(90..130).contains(back));
    let done = days.map(|back| {
        let entries = (back % 6 + u64::from(back % 5 == 0)) as usize;
        (today() - Days::new(back), Done { entries, time: std::time::Duration::from_mins(20) })
    });
    Activity::of(done, today())
}

fn heat() -> Heat {
    Heat::new(practised().grid(WEEKS, Weekday::Mon))
}

fn table() -> Table {
    let columns = vec![
        Column::words("Error"),
        Column::number("Severity"),
        Column::words("Must be"),
        Column::words("Who looks first"),
    ];
    let row = |error: &str, severity: &str, tone: Tone, must: &str, who: &str| -> Row {
        vec![
            (error.to_owned(), Tone::Plain),
            (severity.to_owned(), tone),
            (must.to_owned(), Tone::Plain),
            (who.to_owned(), Tone::Dim),
        ]
    };
    let rows = vec![
        row(
            "The notes list a decision that nobody took",
            "5",
            Tone::Bad,
            "surer than usual",
            "the person confirms it",
        ),
        row("会議の日付が違う", "3", Tone::Warn, "as sure as usual", "somebody checks a sample"),
        row("A name is misspelt", "1", Tone::Plain, "less sure than usual", "nobody has to"),
    ];
    Table::new(columns, rows)
}

fn matrix() -> Crosstab {
    let values = [
        ("Nurses on night shift", "reading a summary", 1.0),
        ("Nurses on night shift", "picking a song", 4.0),
        ("Nurses on night shift", "picking a song", 5.0),
        ("営業チーム", "reading a summary", 3.0),
        ("Students", "a first draft", 5.0),
    ];
    Crosstab::of(values, Order::default())
}

fn reliability() -> Reliability {
    let judgements = (0..40_u32).filter(|n| n % 5 != 1).map(|n| {
        let confidence = f64::from(n % 10) / 10.0 + 0.05;
        Judgement { confidence, held: n % 3 != 0 && confidence > 0.3 }
    });
    Reliability::new(Calibration::of(&judgements.collect::<Vec<_>>()))
}

/// Every chart, with its name.
type Draw = Box<dyn Fn(usize, usize) -> Vec<Row>>;

fn all() -> Vec<(&'static str, Draw)> {
    let (line, strips, bars, sides, scatter) = (line(), strips(), bars(), sides(), scatter());
    let (heat, fortnight, table, reliability) =
        (heat(), Fortnight::new(&practised()), table(), reliability());
    vec![
        ("line", Box::new(move |w, h| line.rows(w, h))),
        ("strips", Box::new(move |w, h| strips.rows(w, h))),
        ("bars", Box::new(move |w, h| bars.rows(w, h))),
        ("sides", Box::new(move |w, h| sides.rows(w, h))),
        ("scatter", Box::new(move |w, h| scatter.rows(w, h))),
        ("heat", Box::new(move |w, h| heat.rows(w, h))),
        ("fortnight", Box::new(move |w, h| fortnight.rows(w, h))),
        ("gauge", Box::new(|w, h| Gauge::new(6, 10).rows(w, h))),
        ("parts", Box::new(|w, h| Parts::of_claims(4, 3, 3).rows(w, h))),
        ("table", Box::new(move |w, h| table.rows(w, h))),
        ("means", Box::new(|w, h| Table::of_means(&matrix(), "Who").rows(w, h))),
        ("counts", Box::new(|w, h| Table::of_counts(&matrix(), "Who").rows(w, h))),
        ("reliability", Box::new(move |w, h| reliability.rows(w, h))),
    ]
}

/// Writes rows as text, without looks.
fn plain(rows: &[Row]) -> String {
    rows.iter().map(|row| text(row)).collect::<Vec<_>>().join("\n")
}
