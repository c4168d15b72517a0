//! Marks as shapes: known numbers stand where they belong, and nothing stands outside.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{all, gauge, line_of, today};
use crate::charts::{Anchor, Bar, Bars, Line, Mark, Points, Scene, Second, Shape, Stroke, Tone};
use crate::domain::projections::Better;

fn scene(mark: &Mark) -> Scene {
    mark.scene(340.0).expect("something to see")
}

fn dots(scene: &Scene) -> Vec<(f64, f64)> {
    let dot = |shape: &Shape| if let Shape::Dot { x, y, .. } = shape { Some((*x, *y)) } else { None };
    scene.shapes.iter().filter_map(dot).collect()
}

fn words(scene: &Scene) -> Vec<&str> {
    let mut all = Vec::new();
    for shape in &scene.shapes {
        if let Shape::Words { text, .. } = shape {
            all.push(text.as_str());
        }
    }
    all
}

fn bars_of(values: &[(&str, f64)]) -> Mark {
    let bar = |(label, value): &(&str, f64)| Bar {
        label: (*label).to_owned(),
        value: *value,
        hue: None,
        second: None,
        notes: vec![(value.to_string(), Tone::Plain)],
    };
    Mark::Bars(Bars { all: values.iter().map(bar).collect(), second: Second::Nothing, full: None })
}

#[test]
fn a_line_holds_its_value_until_the_next_one() {
    let Mark::Line(line) = line_of(
        [(20, 1.0), (10, 5.0), (0, 3.0)].map(|(ago, value)| (today() - Days::new(ago), value)).into(),
    ) else {
        panic!("no line");
    };
    let drawn = scene(&Mark::Line(Line { today: None, ..line }));
    let step = drawn.shapes.iter().find_map(|shape| match shape {
        Shape::Path { places, stroke: Stroke::Bold, .. } => Some(places.clone()),
        _ => None,
    });
    let step = step.expect("a step line");
    assert_eq!(step.len(), 5);
    assert!(step.windows(2).all(|pair| pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1), "{step:?}");
    let (low, high, half) = (step[0], step[2], step[4]);
    assert_eq!((step[1].0, step[1].1), (high.0, low.1));
    assert!((f64::midpoint(low.0, half.0) - high.0).abs() < 0.01, "ten days are half of twenty");
    assert!((f64::midpoint(low.1, high.1) - half.1).abs() < 0.01, "3 lies between 1 and 5");
    assert!(low.1 > high.1, "more is higher");
    let falls = drawn.shapes.iter().filter(|shape| matches!(shape, Shape::Solid { tone: Tone::Bad, .. }));
    assert_eq!(falls.count(), 2, "one that fell, and what that means");
    let said = words(&drawn);
    assert!(said.contains(&"rating") && said.contains(&"lower than before"), "{said:?}");
    assert!(!said.contains(&"today"), "{said:?}");
}

#[test]
fn bars_are_as_long_as_their_values() {
    let areas = |mark: &Mark| -> Vec<(f64, f64)> {
        let area =
            |shape: &Shape| if let Shape::Area { x, width, .. } = shape { Some((*x, *width)) } else { None };
        scene(mark).shapes.iter().filter_map(area).collect()
    };
    let beside = areas(&bars_of(&[("one", 4.0), ("other", 1.0), ("none", 0.0)]));
    assert!((beside[0].1 / beside[1].1 - 4.0).abs() < 0.01 && beside[2].1 == 0.0, "{beside:?}");
    assert!(beside[0].0 > 30.0, "labels stand at the left");
    let long = "A line she has already read changes without a sign, and nobody tells her";
    let above = areas(&bars_of(&[(long, 4.0), ("other", 1.0)]));
    assert_eq!(above[0].0, 0.0, "long labels stand above");
    let drawn = scene(&bars_of(&[(long, 4.0)]));
    let said = words(&drawn).join(" ");
    assert!(said.starts_with(long), "nothing is cut: {said}");
    assert_eq!(areas(&gauge()).len(), 6, "three parts, and what each is");
}

#[test]
fn pairs_that_meet_share_a_dot_and_carry_their_numbers() {
    let pairs = Points {
        all: vec![(1.0, 1.0), (5.0, 5.0), (5.0, 5.0)],
        names: ["Booking", "Paying", "Choosing"].map(str::to_owned).into(),
        axes: ["time".to_owned(), "comfort".to_owned()],
        range: (1.0, 5.0),
    };
    let drawn = scene(&Mark::Points(pairs.clone()));
    let dots = dots(&drawn);
    let [low, high] = dots.as_slice() else { panic!("{dots:?}") };
    assert!(low.0 < high.0 && low.1 > high.1, "{dots:?}");
    let said = words(&drawn);
    for wanted in ["2, 3", "Booking", "Choosing", "→ time", "↑ comfort"] {
        assert!(said.contains(&wanted), "{wanted}: {said:?}");
    }
    let counted = scene(&Mark::Points(Points { names: Vec::new(), ..pairs }));
    let strong = |shape: &&Shape| matches!(shape, Shape::Words { tone: Tone::Strong, .. });
    assert_eq!(counted.shapes.iter().filter(strong).count(), 1, "two that meet are counted");
}

#[test]
fn what_is_told_in_words_has_no_shapes() {
    for (name, mark) in all() {
        let is_drawn = matches!(mark, Mark::Line(_) | Mark::Points(_) | Mark::Gauge(_)) || name == "bars";
        assert_eq!(mark.scene(340.0).is_some(), is_drawn, "{name}");
    }
}

/// Whether everything stands inside of the scene, as far as letters can be measured.
fn stands_well(scene: &Scene) -> bool {
    let inside = |(x, y): (f64, f64)| {
        (-5.0..=scene.width + 5.0).contains(&x) && (-5.0..=scene.height + 5.0).contains(&y)
    };
    scene.shapes.iter().all(|shape| match shape {
        Shape::Path { places, .. } | Shape::Solid { places, .. } => places.iter().all(|place| inside(*place)),
        Shape::Area { x, y, width, height, .. } => inside((*x, *y)) && inside((x + width, y + height)),
        Shape::Dot { x, y, .. } => inside((*x, *y)),
        Shape::Words { x, y, anchor, .. } => {
            inside((*x, *y)) && (*anchor != Anchor::Start || *x < scene.width)
        }
    })
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..6.0_f64, 1 => prop::sample::select(vec![0.0, f64::MAX, f64::MIN, 1e300, f64::NAN])]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_stands_outside(
        values in prop::collection::vec((0_u64..900, value()), 0..40),
        labels in prop::collection::vec("\\PC{0,60}", 0..8),
        width in 220.0..900.0_f64,
    ) {
        let dated: Vec<(NaiveDate, f64)> =
            values.iter().map(|(ago, value)| (today() - Days::new(*ago), *value)).collect();
        let line = Line {
            points: dated,
            range: (1.0, 5.0),
            noun: "rating".to_owned(),
            better: Better::Higher,
            today: None,
        };
        let pairs = values.windows(2).map(|pair| (pair[0].1, pair[1].1)).collect();
        let axes = [0, 1].map(|at| labels.get(at).cloned().unwrap_or_default());
        let points = Points { all: pairs, names: labels.clone(), axes, range: (1.0, 5.0) };
        let bars: Vec<(&str, f64)> =
            labels.iter().zip(&values).map(|(label, (_, value))| (label.as_str(), *value)).collect();
        for mark in [Mark::Line(line), Mark::Points(points), bars_of(&bars)] {
            let drawn = mark.scene(width);
            prop_assert!(drawn.as_ref().is_none_or(stands_well), "{:?}", drawn);
        }
    }
}
