//! Nothing, one, all the same, and more than fits.

use chrono::{Days, NaiveDate, Weekday};

use super::{plain, ratings, today};
use crate::charts::{
    ANY_HEIGHT, Axis, Bars, Column, Gauge, Heat, Line, Parts, Reliability, Scatter, Sides, Strip, Strips,
};
use crate::charts::{Table, Tone};
use crate::domain::stats::activity::Activity;
use crate::domain::stats::calibration::Calibration;
use crate::domain::stats::crosstab::Crosstab;
use crate::domain::stats::trust::Rating;

#[test]
fn nothing_is_said_in_words() {
    let none = Axis::default();
    let shown = [
        Line::new(&[], 1.0, 5.0).rows(80, 10),
        Strips::new(Vec::new(), 1.0, 5.0).rows(80, 10),
        Bars::new([("", 0_u64); 0]).rows(80, 10),
        Sides::new(Vec::new(), "built", "eroded").rows(80, 10),
        Scatter::new(&[], none.clone(), none, (1.0, 5.0)).rows(80, 10),
        Heat::new(Activity::of([], today()).grid(0, Weekday::Mon)).rows(80, 10),
        Parts::of_claims(0, 0, 0).rows(80, 10),
        Table::new(vec![Column::words("Error")], Vec::new()).rows(80, 10),
        Table::of_means(&Crosstab::default(), "Who").rows(80, 10),
        Reliability::new(Calibration::default()).rows(80, 10),
    ];
    let words: Vec<String> = shown.iter().map(|rows| plain(rows)).collect();
    insta::assert_snapshot!(words.join("\n"));
}

#[test]
fn one_rating_and_equal_ratings_are_a_picture_too() {
    let one = Line::new(&ratings(&[Some(4.0)], 1, 0), 1.0, 5.0).rows(40, 8);
    let same = Line::new(&ratings(&[Some(3.0); 4], 30, 0), 1.0, 5.0).rows(40, 8);
    let day = [4.0, 2.0].map(|value| Rating { day: today(), value });
    let one_day = Line::new(&day, 1.0, 5.0).rows(40, 8);
    insta::assert_snapshot!([one, same, one_day].map(|rows| plain(&rows)).join("\n\n"));
}

#[test]
fn years_of_ratings_keep_their_falls() {
    let values: Vec<Option<f64>> = (0..120).map(|n| Some(f64::from(n % 29 % 4 + 1))).collect();
    let ratings = ratings(&values, 8, 0);
    insta::assert_snapshot!(plain(&Line::new(&ratings, 1.0, 5.0).rows(60, 8)));
}

#[test]
fn what_is_too_small_for_axes_is_a_row() {
    let values = [1, 2, 3, 4, 5, 2].map(|value| Some(f64::from(value)));
    let line = Line::new(&ratings(&values, 7, 0), 1.0, 5.0);
    assert_eq!(plain(&line.rows(80, 3)), "▁▂▃▅▇▂");
    assert_eq!(plain(&line.rows(3, 9)), "▅▇▂");
}

#[test]
fn what_does_not_fit_is_counted() {
    let bars = Bars::new((1..=9_u64).map(|n| (format!("Product {n}"), n)));
    insta::assert_snapshot!(plain(&bars.rows(40, 4)));
    assert_eq!(bars.rows(40, ANY_HEIGHT).len(), 9);
    assert_eq!(bars.rows(40, 1).len(), 1);
}

#[test]
fn a_week_holds_its_last_rating_and_a_change_has_its_arrow() {
    let on = |back: u64, value: f64| Rating { day: today() - Days::new(back), value };
    // Two in one week; one that is yet to come is no week of the picture.
    let strip = Strip::new("A", &[on(9, 1.0), on(2, 5.0), on(0, 3.0)], today(), Weekday::Mon);
    assert_eq!(strip.weeks, [Some(1.0), Some(3.0)]);
    assert_eq!((strip.last, strip.change, strip.n), (Some(3.0), Some(-2.0), 3));
    let future = Rating { day: today() + Days::new(1), value: 2.0 };
    assert_eq!(Strip::new("A", &[future], today(), Weekday::Mon).weeks, []);
    let tones = |strips: Strips| -> Vec<Tone> {
        strips
            .rows(80, 9)
            .iter()
            .flatten()
            .filter(|(text, _)| text.contains('▼'))
            .map(|(_, tone)| *tone)
            .collect()
    };
    assert_eq!(tones(Strips::new(vec![strip.clone()], 1.0, 5.0)), [Tone::Bad]);
    assert_eq!(tones(Strips::new(vec![strip], 1.0, 5.0).lower_is_better()), [Tone::Good]);
}

#[test]
fn a_gauge_is_full_only_when_all_is_done() {
    for (done, of, wanted) in [
        (0, 10, "░░░░░░░░░░ 0 of 10"),
        (6, 10, "██████░░░░ 6 of 10"),
        (10, 10, "██████████ 10 of 10"),
        (12, 10, "██████████ 12 of 10"),
        (1, 900, "█░░░░░░░░░░░ 1 of 900"),
        (899, 900, "█████████░ 899 of 900"),
        (0, 0, "░░░░░░░░░░░░░░ 0 of 0"),
    ] {
        assert_eq!(plain(&Gauge::new(done, of).rows(21, 1)), wanted);
    }
    assert_eq!(plain(&Gauge::new(6, 10).rows(8, 1)), "6 of 10");
}

#[test]
fn text_that_must_not_reach_a_terminal_does_not() {
    let rows = Bars::new([("a\u{1B}[31mb\nc", 1_u64)]).rows(40, 3);
    assert!(plain(&rows).starts_with("a�b c"), "{}", plain(&rows));
}

#[test]
fn the_ends_of_time_are_drawn() {
    let ends = [NaiveDate::MIN, NaiveDate::MAX].map(|day| Rating { day, value: 3.0 });
    assert_eq!(Line::new(&ends, 1.0, 5.0).rows(80, 12).len(), 12);
    let _ = Strip::new("A", &ends, NaiveDate::MAX, Weekday::Sun);
    let _ = Heat::new(Activity::of([], NaiveDate::MIN).grid(53, Weekday::Sun)).rows(80, 10);
}
