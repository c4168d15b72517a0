//! Any data at any width: never wider than asked, and no panic.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{all, today};
use crate::charts::{
    Bar, Bars, Cell, Cells, Column, Fit, Gauge, Latest, Line, Look, Mark, Part, Points, Row, Second, Series,
    Table, Tone, draw, text,
};
use crate::domain::projections::Better;
use crate::sanitize;

fn fits(rows: &[Row], columns: usize) -> bool {
    rows.iter().all(|row| {
        let whole: String = row.iter().map(|(text, _)| text.as_str()).collect();
        let clean = !whole.chars().any(char::is_control);
        sanitize::width(&whole) <= columns && clean && text(row).len() <= whole.len()
    })
}

/// Draws a mark; its places must be among its rows.
fn drawn_well(mark: Mark, columns: usize) -> bool {
    let (rows, places) = draw(&[mark], columns);
    fits(&rows, columns) && (columns == 0 || places.iter().all(|place| *place < rows.len()))
}

/// Widths from nothing to more than any terminal.
#[test]
fn every_mark_fits_at_every_width() {
    for (name, mark) in all() {
        for columns in (0..=200).chain([1_000, 5_000]) {
            assert!(drawn_well(mark.clone(), columns), "{name} at {columns}");
        }
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..6.0_f64,
        1 => prop::sample::select(vec![
            0.0, 1.0, 5.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 1e300, -1e300, f64::NAN, f64::INFINITY
        ]),
    ]
}

fn point() -> impl Strategy<Value = (NaiveDate, f64)> {
    let day = prop_oneof![
        8 => (0_u64..900).prop_map(|back| today() - Days::new(back)),
        1 => prop::sample::select(vec![NaiveDate::MIN, NaiveDate::MAX]),
    ];
    (day, value())
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,60}", "[日本語👩\u{301}\u{1B}\n\t]{0,30}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_of_any_kind_fit(
        points in prop::collection::vec(point(), 0..40),
        range in (value(), value()),
        label in label(),
        columns in 0_usize..200,
    ) {
        let noun = label.clone();
        let well = drawn_well({
            let (better, today) = (Better::Higher, Some(super::today()));
            Mark::Line(Line { points: points.clone(), range, noun, better, today })
        }, columns);
        prop_assert!(well);
        let values: Vec<Option<f64>> = points.iter().map(|(_, value)| (*value > 1.0).then_some(*value)).collect();
        let latest = Latest { value: points.first().map(|(_, value)| *value), change: Some(range.0), n: 3 };
        for (look, latest) in [(Look::Heights(range.0, range.1), Some(latest)), (Look::Counts([1, 2, 3, 5]), None)] {
            let row = |values: &[Option<f64>]| Series { label: label.clone(), values: values.to_vec(), latest };
            let rows = vec![row(&values), row(&values[..values.len() / 2])];
            let heads = (0..values.len()).step_by(3).map(|at| (at, label.clone())).collect();
            let legend = Some(label.clone());
            let cells = Cells { rows, look, heads, today: Some(1), legend, better: Better::Lower };
            let well = drawn_well(Mark::Cells(cells), columns);
        prop_assert!(well);
        }
        let points = points.iter().zip(points.iter().skip(1)).map(|((_, a), (_, b))| (*a, *b)).collect();
        let axes = [label.clone(), label];
        let well = drawn_well(Mark::Points(Points { all: points, names: Vec::new(), axes, range }), columns);
        prop_assert!(well);
    }

    #[test]
    fn labels_of_any_kind_fit(
        counts in prop::collection::vec((label(), prop_oneof![0_u64..50, any::<u64>()], value()), 0..20),
        full in prop::option::of(value()),
        columns in 0_usize..200,
    ) {
        let bar = |(label, n, value): &(String, u64, f64)| Bar {
            label: label.clone(),
            value: *value,
            hue: None, second: (n % 3 > 0).then_some(*n as f64),
            notes: vec![(n.to_string(), Tone::Dim), (label.clone(), Tone::Plain)],
        };
        let name = || "name".to_owned();
        for second in [Second::Nothing, Second::Opposite(name(), name()), Second::Target(name(), name())] {
            let bars = counts.iter().map(bar).collect();
            let well = drawn_well(Mark::Bars(Bars { all: bars, second, full }), columns);
        prop_assert!(well);
        }
        let part = |(label, n, _): &(String, u64, f64)| Part { label: label.clone(), n: *n, tone: Tone::Good };
        let well = drawn_well(Mark::Gauge(Gauge { parts: counts.iter().map(part).collect() }), columns);
        prop_assert!(well);
        let column = |(label, n, _): &(String, u64, f64)| {
            Column::new(label, label, [Fit::Words, Fit::Number, Fit::Main, Fit::Whole][(n % 4) as usize])
        };
        let row: Vec<Cell> = counts.iter().map(|(label, _, _)| label.clone().into()).collect();
        let short = row.iter().take(2).cloned().collect();
        for cards in [false, true] {
            let rows = vec![row.clone(), Vec::clone(&short), Vec::new()];
            let table = Table { columns: counts.iter().map(column).collect(), rows, cards };
            let well = drawn_well(Mark::Table(table), columns);
        prop_assert!(well);
        }
    }
}
