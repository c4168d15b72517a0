//! Nothing, one, all the same, and more than fits.

use chrono::NaiveDate;

use super::{bar, bars_of, line_of, plain, series, table, today, values, weeks_of, year};
use crate::charts::{
    Bar, Bars, Cells, Column, Fit, Gauge, Look, Mark, Points, Second, Sentence, Series, Table, Tone, draw,
    draw_within,
};
use crate::domain::projections::Better;

#[test]
fn nothing_is_said_in_words() {
    let cells = |rows| Cells {
        rows,
        look: Look::Counts([1, 2, 3, 5]),
        heads: Vec::new(),
        today: None,
        legend: None,
        better: Better::Neither,
    };
    let empty = Series { label: "A".to_owned(), values: Vec::new(), latest: None };
    let columns = vec![Column::new("error", "Error", Fit::Words)];
    for mark in [
        line_of(Vec::new()),
        weeks_of(Vec::new(), Better::Higher),
        bars_of(Vec::new()),
        Mark::Bars(Bars { all: Vec::new(), second: Second::Opposite("a".into(), "b".into()), full: None }),
        Mark::Points(Points {
            all: Vec::new(),
            names: Vec::new(),
            axes: Default::default(),
            range: (1.0, 5.0),
        }),
        Mark::Cells(cells(Vec::new())),
        Mark::Cells(cells(vec![empty])),
        Mark::Gauge(Gauge { parts: Vec::new() }),
        Mark::Table(Table { columns, ..Table::default() }),
    ] {
        assert_eq!(plain(&mark.rows(80)), "nothing to show yet", "{mark:?}");
        assert_eq!(draw(&[mark], 80).1, [0; 0]);
    }
}

#[test]
fn one_rating_and_equal_ratings_are_a_picture_too() {
    let one = line_of(values(&[Some(4.0)], 1, 0)).rows(40);
    let same = line_of(values(&[Some(3.0); 4], 30, 0)).rows(40);
    let one_day = line_of([4.0, 2.0].map(|value| (today(), value)).into()).rows(40);
    insta::assert_snapshot!([one, same, one_day].map(|rows| plain(&rows)).join("\n\n"));
}

#[test]
fn years_of_ratings_keep_their_drops() {
    let given: Vec<Option<f64>> = (0..120).map(|n| Some(f64::from(n % 29 % 4 + 1))).collect();
    insta::assert_snapshot!(plain(&line_of(values(&given, 8, 0)).rows(60)));
}

#[test]
fn a_value_holds_until_the_next_one_and_a_drop_is_marked() {
    let rows = line_of(values(&[Some(4.0), Some(2.0), Some(5.0)], 10, 10)).rows(40);
    let shown = plain(&rows);
    assert!(shown.contains("4 ┤●━━━━━━━━━━━┓"), "{shown}");
    assert!(shown.contains("2 ┤            ▼━━━━━━━━━━━┛"), "{shown}");
    assert!(shown.contains("5 ┤                        ●╌╌╌╌╌╌╌╌╌╌╌╌"), "{shown}");
    assert!(shown.contains("today") && !shown.contains('⠤'), "{shown}");
    let tone =
        |glyph: &str| rows.iter().flatten().find(|(text, _)| text.contains(glyph)).map(|(_, tone)| *tone);
    assert_eq!(tone("▼"), Some(Tone::Bad));
    assert_eq!(tone("●━"), Some(Tone::Value(4)), "by its value");
    assert!(rows.iter().flatten().any(|(text, tone)| text == "today" && *tone == Tone::Strong), "{shown}");
}

#[test]
fn a_line_takes_the_height_that_others_leave_and_stands_alone_where_that_is_little() {
    let marks = [line_of(values(&[Some(4.0), Some(2.0)], 10, 10)), Mark::sentence("Good.")];
    let shown = |height| draw_within(&marks, 40, height).0;
    for height in [30, 20, 14, 10] {
        let rows = shown(height);
        assert!(rows.len() <= height && plain(&rows).ends_with("\n\nGood."), "{height}: {}", plain(&rows));
    }
    assert!(shown(20).len() > shown(14).len());
    for height in [8, 7] {
        let rows = shown(height);
        assert!(rows.len() <= height && !plain(&rows).contains("Good"), "{height}: {}", plain(&rows));
        assert!(plain(&rows).contains("2 ┤"), "{height}: {}", plain(&rows));
    }
    assert_eq!(shown(3).len(), 1);
}

#[test]
fn cells_have_the_colour_of_their_value() {
    let tones = |better: Better| -> Vec<Tone> {
        let rows = weeks_of(vec![series("A", &[1, 3, 5], 0)], better).rows(80);
        rows[0].iter().filter(|(text, _)| text.contains(['▁', '▃', '▇'])).map(|(_, tone)| *tone).collect()
    };
    assert_eq!(tones(Better::Higher), [1, 3, 5].map(Tone::Value));
    assert_eq!(tones(Better::Lower), [5, 3, 1].map(Tone::Value));
    assert_eq!(tones(Better::Neither), [Tone::Series(0); 3]);
}

#[test]
fn rows_of_weeks_are_told_in_short_where_there_is_little_room() {
    let rows =
        weeks_of(vec![series("Ledgerline assistant", &[1, 3, 5, 4, 4, 4, 3, 2], 0)], Better::Higher).rows(24);
    assert_eq!(plain(&rows[..1]), "Ledgerline … ▃▇▅▅▅▃▂ 2 ▼");
}

#[test]
fn what_is_too_narrow_for_axes_is_a_row() {
    let given = [1, 2, 3, 4, 5, 2].map(|value| Some(f64::from(value)));
    let line = line_of(values(&given, 7, 0));
    assert_eq!(plain(&line.rows(15)), "▁▂▃▅▇▂");
    assert_eq!(plain(&line.rows(3)), "▅▇▂");
}

#[test]
fn a_change_has_its_arrow_in_a_tone_that_says_whether_it_is_good() {
    let tones = |values: &[u8], better: Better| -> Vec<(String, Tone)> {
        let rows = weeks_of(vec![series("A", values, 0)], better).rows(80);
        rows.into_iter().flatten().filter(|(text, _)| text.contains(['▼', '▲'])).collect()
    };
    assert_eq!(tones(&[3, 1], Better::Higher), [("▼ 2".to_owned(), Tone::Bad)]);
    assert_eq!(tones(&[3, 1], Better::Lower), [("▼ 2".to_owned(), Tone::Good)]);
    assert_eq!(tones(&[1, 3], Better::Higher), [("▲ 2".to_owned(), Tone::Good)]);
    assert_eq!(tones(&[3, 3], Better::Higher), []);
}

#[test]
fn counts_have_fixed_cuts() {
    let values = [0, 1, 2, 3, 4, 5, 500].map(|n| Some(f64::from(n))).into_iter().chain([None]).collect();
    let cells = Cells {
        rows: vec![Series { label: "Mon".to_owned(), values, latest: None }],
        look: Look::Counts([1, 2, 3, 5]),
        heads: Vec::new(),
        today: None,
        legend: None,
        better: Better::Neither,
    };
    assert_eq!(plain(&Mark::Cells(cells).rows(14)), "Mon  ·▂▃▅▅▇▇");
}

#[test]
fn a_bar_above_nothing_is_seen_and_a_mark_shows_where_it_was_expected_to_end() {
    let rows = bars_of(vec![bar("a", 1), bar("b", 900), bar("c", 0)]).rows(40);
    assert!(plain(&rows[..1]).starts_with("a  ▌ "), "{}", plain(&rows));
    assert!(!plain(&rows[2..]).contains(['▌', '█']), "{}", plain(&rows));
    let to = |value: f64, target: Option<f64>| {
        let bars = vec![Bar { label: "a".to_owned(), value, hue: None, second: target, notes: Vec::new() }];
        let second = Second::Target("b".to_owned(), "c".to_owned());
        plain(&Mark::Bars(Bars { all: bars, second, full: Some(1.0) }).rows(13)[..1])
    };
    assert_eq!(to(0.5, Some(0.8)), "a  █████···┃·");
    assert_eq!(to(1.0, Some(1.0)), "a  █████████┃");
    assert_eq!(to(0.0, None), "a  ··········");
}

#[test]
fn only_columns_with_a_title_are_drawn() {
    let rows = Mark::Table(table()).rows(200);
    assert!(!plain(&rows).contains("err-5"), "{}", plain(&rows));
    assert!(plain(&rows).contains("Severity"));
}

#[test]
fn marks_stand_below_one_another_with_the_place_of_each_item() {
    let warning = Mark::Sentence(Sentence { text: "Look at this one.".to_owned(), warns: true });
    let marks =
        [bars_of(vec![bar("a", 1), bar("b", 2)]), Mark::Table(table()), Mark::sentence("Good."), warning];
    let (rows, places) = draw(&marks, 120);
    assert_eq!(places, [0, 1, 5, 6, 7]);
    assert!(plain(&rows).ends_with("\n\nGood.\n! Look at this one."), "{}", plain(&rows));
    assert_eq!(draw(&[year()], 80).1, [0; 0]);
}

#[test]
fn text_that_must_not_reach_a_terminal_does_not() {
    let rows = bars_of(vec![bar("a\u{1B}[31mb\nc", 1)]).rows(40);
    assert!(plain(&rows).starts_with("a�b c"), "{}", plain(&rows));
}

#[test]
fn the_ends_of_time_are_drawn() {
    let ends = [NaiveDate::MIN, NaiveDate::MAX].map(|day| (day, 3.0));
    assert_eq!(line_of(ends.into()).rows(80).len(), 12);
}
