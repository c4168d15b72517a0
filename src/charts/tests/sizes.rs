//! Any data at any size: never wider or higher than asked, and no panic.

use chrono::{Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{all, today};
use crate::charts::{
    Axis, Bars, Column, Fortnight, Gauge, Heat, Line, Parts, Reliability, Row, Scatter, Side, Sides,
};
use crate::charts::{Strip, Strips, Table, Tone, text};
use crate::domain::stats::activity::{Activity, Done};
use crate::domain::stats::calibration::{Calibration, Judgement};
use crate::domain::stats::trust::Rating;
use crate::sanitize::width;

fn fits(rows: &[Row], (columns, height): (usize, usize)) -> bool {
    rows.len() <= height
        && rows.iter().all(|row| {
            let whole: String = row.iter().map(|(text, _)| text.as_str()).collect();
            width(&whole) <= columns && !whole.chars().any(char::is_control) && text(row).len() <= whole.len()
        })
}

/// Sizes from nothing to more than any terminal.
#[test]
fn every_chart_fits_at_every_size() {
    for (name, draw) in all() {
        for size in (0..40)
            .chain((40..=200).step_by(7))
            .flat_map(|columns| [0, 1, 3, 9, 16, 60].map(|height| (columns, height)))
        {
            assert!(fits(&draw(size.0, size.1), size), "{name} at {size:?}");
        }
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..6.0_f64,
        1 => prop::sample::select(vec![0.0, 1.0, 5.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 1e300, -1e300]),
    ]
}

fn rating() -> impl Strategy<Value = Rating> {
    let day = prop_oneof![
        8 => (0_u64..900).prop_map(|back| today() - Days::new(back)),
        1 => prop::sample::select(vec![NaiveDate::MIN, NaiveDate::MAX]),
    ];
    (day, value()).prop_map(|(day, value)| Rating { day, value })
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,60}", "[日本語👩\u{301}\u{1B}\n\t]{0,30}", any::<String>()]
}

fn size() -> impl Strategy<Value = (usize, usize)> {
    (0_usize..200, prop_oneof![0_usize..40, Just(usize::MAX)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ratings_of_any_kind_fit(
        ratings in prop::collection::vec(rating(), 0..40),
        ends in (value(), value()),
        label in label(),
        size in size(),
    ) {
        prop_assert!(fits(&Line::new(&ratings, ends.0, ends.1).rows(size.0, size.1), size));
        let strip = Strip::new(&label, &ratings, today(), Weekday::Sun);
        prop_assert!(fits(&Strips::new(vec![strip.clone(), strip], ends.0, ends.1).rows(size.0, size.1), size));
        let pairs: Vec<(f64, f64)> = ratings.iter().zip(ratings.iter().skip(1)).map(|(a, b)| (a.value, b.value)).collect();
        let axis = Axis::new(&label, &label, "");
        let scatter = Scatter::new(&pairs, axis.clone(), axis, ends).with_corners([label.as_str(); 4]);
        prop_assert!(fits(&scatter.rows(size.0, size.1), size));
    }

    #[test]
    fn counts_of_any_kind_fit(
        counts in prop::collection::vec((label(), prop_oneof![0_u64..50, any::<u64>()]), 0..20),
        size in size(),
    ) {
        prop_assert!(fits(&Bars::new(counts.clone()).rows(size.0, size.1), size));
        let side = |(label, n): &(String, u64)| Side { label: label.clone(), left: *n, right: n.reverse_bits() };
        prop_assert!(fits(&Sides::new(counts.iter().map(side).collect(), "built", "eroded").rows(size.0, size.1), size));
        for pair in counts.windows(2) {
            prop_assert!(fits(&Gauge::new(pair[0].1, pair[1].1).rows(size.0, size.1), size));
            prop_assert!(fits(&Parts::of_claims(pair[0].1, pair[1].1, 3).rows(size.0, size.1), size));
        }
        let columns = counts.iter().map(|(label, n)| if n % 2 == 0 { Column::words(label) } else { Column::number(label) });
        let row: Row = counts.iter().map(|(label, _)| (label.clone(), Tone::Plain)).collect();
        let table = Table::new(columns.collect(), vec![row.clone(), row.into_iter().take(2).collect(), Row::new()]);
        prop_assert!(fits(&table.rows(size.0, size.1), size));
    }

    #[test]
    fn days_and_judgements_of_any_kind_fit(
        days in prop::collection::vec((0_u64..500, 0_usize..9), 0..60),
        judgements in prop::collection::vec((0.0..1.0_f64, any::<bool>()), 0..60),
        weeks in 0_usize..80,
        size in size(),
    ) {
        let done = days.iter().map(|(back, entries)| (today() - Days::new(*back), Done { entries: *entries, ..Done::default() }));
        let practised = Activity::of(done, today());
        prop_assert!(fits(&Heat::new(practised.grid(weeks, Weekday::Thu)).rows(size.0, size.1), size));
        prop_assert!(fits(&Fortnight::new(&practised).rows(size.0, size.1), size));
        let judgements: Vec<Judgement> =
            judgements.iter().map(|(confidence, held)| Judgement { confidence: *confidence, held: *held }).collect();
        prop_assert!(fits(&Reliability::new(Calibration::of(&judgements)).rows(size.0, size.1), size));
    }
}
