//! Charts: the same numbers drawn, told and listed, and whatever is written in them stays text.

use chrono::Days;
use roxmltree::Document as Xml;

use super::hostile::{HOSTILE, rewrite_all};
use crate::domain::id::EntryId;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::compose::compose;
use crate::report::document::Document;
use crate::report::html::{self, html};
use crate::report::input::{Earlier, WeekInput};
use crate::report::sample::{self, day};
use crate::report::{csv, json, markdown, plain};

/// A week with two earlier ratings of a product.
fn input() -> WeekInput {
    let mut input = sample::full();
    let earlier = |(number, on, value)| Earlier { entry: EntryId::new(number, [2; 10]), day: day(on), value };
    let values = [(1, "2026-11-02", 5.0), (2, "2026-11-09", 3.0)].map(earlier);
    input.before.set_all("trust", "chatgpt", values.into());
    input
}

fn document(input: &WeekInput) -> Document {
    compose(input, Reader::Peer, &Choice::default())
}

/// The charts of a page, as they stand there.
fn drawings(page: &str) -> Vec<&str> {
    let starts = page.match_indices("<svg ").map(|(at, _)| at);
    starts.map(|at| page[at..].split_inclusive("</svg>").next().expect("an end")).collect()
}

fn page(input: &WeekInput) -> String {
    html(&document(input), html::TEMPLATE, None).expect("renders")
}

#[test]
fn a_product_is_drawn_with_what_was_said_of_it_before() {
    let page = page(&input());
    let all = drawings(&page);
    let first = Xml::parse(all[0]).expect("well formed");
    let text =
        |name: &str| first.descendants().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
    assert_eq!(text("title"), Some("ChatGPT"));
    assert_eq!(
        text("desc"),
        Some("Day: Trust. 2 November 2026: 5. 9 November 2026: 3. 16 November 2026: 2.")
    );
    let step = first.descendants().find(|node| node.attribute("class") == Some("bold series"));
    let points = step.and_then(|node| node.attribute("points")).expect("a line");
    assert_eq!(points.split(' ').count(), 5, "three values, two steps between them: {points}");
    // One value is no line.
    assert_eq!(document(&sample::full()).charts().filter(|chart| chart.name.is_some()).count(), 0);
}

#[test]
fn a_chart_ends_with_the_day_of_its_entry_and_draws_no_rating_twice() {
    let mut input = input();
    let own = input.runs[0].head.clone();
    let mut said: Vec<Earlier> = input.before.all(&input.runs[0], "trust", "chatgpt").cloned().collect();
    let of = |entry, day| Earlier { entry, day, value: 1.0 };
    said.extend([of(own.id, own.day), of(EntryId::new(3, [2; 10]), own.day + Days::new(1))]);
    input.before.set_all("trust", "chatgpt", said);
    let drawn = document(&input);
    let chart = drawn.charts().find(|chart| chart.name.as_deref() == Some("ChatGPT")).expect("a chart");
    assert_eq!(chart.table.rows.iter().map(|row| row[1].as_str()).collect::<Vec<_>>(), ["5", "3", "2"]);
}

#[test]
fn every_format_has_the_numbers() {
    let input = input();
    let document = document(&input);
    let says = "3 ratings, 2–16 November 2026. The first was 5, the newest is 2, and the lowest was 2.";
    assert!(markdown::markdown(&document).contains(&format!("**ChatGPT:** {says}")));
    assert!(page(&input).contains(says));
    let screen: Vec<String> = plain::lines(&document, 72).into_iter().map(|line| line.text).collect();
    assert!(screen.iter().any(|line| line.contains("┓")), "a drop is drawn: {screen:#?}");
    let value: serde_json::Value =
        serde_json::from_str(&json::json(&json::About::review(&input, Reader::Peer), &document))
            .expect("JSON");
    let charts = value.to_string();
    assert!(charts.contains(r#""columns":["Day","Trust"]"#) && charts.contains(r#"["9 November 2026","3"]"#));
    let tables = csv::tables(&document);
    let (_, table) =
        tables.iter().find(|(name, _)| name.ends_with("trust-over-time-chatgpt")).expect("a table");
    assert_eq!(table, "Day,Trust\n2 November 2026,5\n9 November 2026,3\n16 November 2026,2\n");
}

#[test]
fn what_is_left_out_is_not_drawn() {
    let mut input = input();
    input.before.leave_out(EntryId::new(1, [2; 10]));
    let document = document(&input);
    let chart = document.charts().find(|chart| chart.name.is_some()).expect("a chart");
    assert!(chart.says.starts_with("2 ratings, 9–16 November 2026."), "{}", chart.says);
}

#[test]
fn nothing_written_is_run_by_a_drawing() {
    let mut input = input();
    let attacks = [
        "</text><script>alert(1)</script>",
        "</svg><img src=x onerror=alert(1)>",
        "\" onload=\"alert(1)",
        "]]><!--",
        "\u{202e}txt.exe\u{2066}\u{0}\u{1b}[2J",
    ];
    let mut texts = attacks.iter().chain(&HOSTILE).map(|text| (*text).to_owned()).cycle();
    rewrite_all(&mut input, &mut texts);
    let subjects: Vec<String> = input.runs[0]
        .exercise
        .facts(&input.runs[0].answers)
        .into_iter()
        .filter_map(|fact| fact.subject)
        .collect();
    for subject in &subjects {
        let earlier = Earlier { entry: EntryId::new(1, [2; 10]), day: day("2026-11-02"), value: 5.0 };
        input.before.set_all("trust", subject, vec![earlier]);
    }
    let page = page(&input);
    let all = drawings(&page);
    assert!(all.len() > 3, "{}", all.len());
    let known = ["svg", "title", "desc", "polyline", "polygon", "rect", "circle", "text"];
    for drawing in all {
        let xml = Xml::parse(drawing).unwrap_or_else(|error| panic!("{error}: {drawing}"));
        for node in xml.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{node:?}");
            assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")), "{node:?}");
        }
        assert!(!drawing.contains(['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}']), "{drawing}");
    }
}
