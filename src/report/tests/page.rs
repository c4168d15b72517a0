//! Page one, its appendix, and the same in every format.

use std::collections::BTreeSet;

use super::hostile::{HOSTILE, rewrite_all};
use crate::domain::checklist::Standing;
use crate::domain::fsrs::Grade;
use crate::domain::locate::RowPath;
use crate::domain::projections::PagePart;
use crate::domain::provenance::Provenance;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::compose::compose;
use crate::report::document::{Body, Document};
use crate::report::html::{self, html};
use crate::report::input::{SkillStory, WeekInput};
use crate::report::portfolio::portfolio;
use crate::report::{csv, json, markdown, plain, sample};

#[test]
fn a_peer_gets_page_one_and_an_appendix() {
    insta::assert_snapshot!(markdown::markdown(&compose(&sample::full(), Reader::Peer, &Choice::default())));
}

#[test]
fn an_interviewer_gets_page_one_and_six_cues() {
    let text = markdown::markdown(&compose(&sample::full(), Reader::Interview, &Choice::default()));
    let (_, cues) = text.split_once("## In ninety seconds").expect("cues");
    insta::assert_snapshot!(cues.trim());
    assert!(!text.contains("## Appendix"));
}

#[test]
fn a_title_and_a_change_in_a_cue_end_without_a_full_stop_of_their_own() {
    let mut input = sample::full();
    let review = input.runs.last_mut().expect("the review");
    review.answers.set("headline", "It guesses.".to_owned().into());
    review.answers.rows_mut("recommendations")[0].set("name", "Ask the host.".to_owned().into());
    let document = compose(&input, Reader::Interview, &Choice::default());
    assert_eq!(document.title, "It guesses");
    let text = markdown::markdown(&document);
    for cue in ["1. Open: It guesses\n", "The first change: Ask the host. On the page after a call"] {
        assert!(text.contains(cue), "{cue}: {text}");
    }
}

#[test]
fn a_week_without_a_review_says_what_is_worth_saying() {
    let mut input = sample::full();
    input.runs.retain(|run| run.exercise.report.iter().all(|block| block.part != PagePart::Recommendations));
    let document = compose(&input, Reader::Peer, &Choice::default());
    assert_eq!(document.title, "Week 47, 16–22 November 2026");
    let titles: Vec<_> = document.opening.iter().filter_map(|block| block.title.as_deref()).collect();
    assert_eq!(titles, ["Trust Audit", "Error Consequence Map", "Automation Spectrum"]);
    let nothing = compose(&sample::empty(), Reader::Peer, &Choice::default());
    let text = markdown::markdown(&nothing);
    assert!(text.contains("No exercise was finished this week."), "{text}");
    assert!(nothing.sections.is_empty() && nothing.appendix.is_empty());
}

#[test]
fn a_portfolio_says_what_is_missing_in_it_and_draws_the_habit() {
    let mut before = sample::full();
    before.remarks = vec!["Left out because the journal could not read it: Trust Audit.".to_owned()];
    let mut now = sample::full();
    now.standings = vec![Standing::Evidenced, Standing::SelfRated, Standing::Gap];
    now.stories.push(SkillStory {
        title: "Honest copy".to_owned(),
        used: vec!["interviews"],
        told: "She read it aloud.".to_owned(),
        subject: None,
        short: now.runs[0].head.short.clone(),
    });
    let document = portfolio(&[before, now], None);
    let said = document.closing.join("\n");
    assert!(
        said.contains("could not read it") && said.ends_with("Written with empathy on 20 November 2026"),
        "{said}"
    );
    let says: Vec<&str> = document.charts().map(|chart| chart.says.as_str()).collect();
    assert_eq!(says, ["1 of 3 skills has evidence.", "10 days of practice in 2 weeks."]);
    // How sure somebody is of what they can't show is for them alone.
    let text = markdown::markdown(&document);
    assert!(!text.contains("self-rated"), "{text}");
}

#[test]
fn active_time_and_recall_are_drawn_for_oneself_alone() {
    let mut input = sample::full();
    input.standings = vec![Standing::Evidenced, Standing::Gap];
    input.recalled = vec![Grade::Good, Grade::Again, Grade::Good];
    let says = |reader| -> Vec<String> {
        let document = compose(&input, reader, &Choice::default());
        document.charts().map(|chart| chart.says.clone()).collect()
    };
    let own = says(Reader::Me);
    for wanted in ["2 h 5 min on 5 of 7 days.", "1 of 2 skills has evidence.", "2 of 3 recalls succeeded."] {
        assert!(own.iter().any(|said| said == wanted), "{wanted}: {own:?}");
        assert!(!says(Reader::Peer).iter().any(|said| said == wanted), "{wanted}");
    }
}

#[test]
fn what_is_the_persons_own_is_for_them_alone() {
    let input = sample::full();
    for reader in [Reader::Peer, Reader::Interview] {
        let text = markdown::markdown(&compose(&input, reader, &Choice::default()));
        for run in &input.runs {
            assert!(!text.contains(&run.head.short.to_string()), "an id for {reader:?}");
        }
        assert!(!text.contains("25 min") && !text.contains('…'), "{text}");
    }
}

#[test]
fn ideas_are_no_observations() {
    let mut input = sample::full();
    let basis = |input: &WeekInput| match &compose(input, Reader::Peer, &Choice::default()).opening[0].body {
        Body::Note(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(basis(&input), "Rests on 1 observation (1 did), within a week.");
    for run in &mut input.runs {
        run.answers.retain_cites(&mut |cite| {
            cite.provenance = Some(Provenance::Idea);
            true
        });
    }
    assert_eq!(basis(&input), "Rests on no observation and 1 idea, within a week.");
}

/// The sample about one product, in which some of those who explained it are only imagined.
fn imagined(people: &[usize]) -> WeekInput {
    let mut input = sample::full();
    for run in &mut input.runs {
        let exercise = &run.exercise;
        if let Some(feature) =
            exercise.field(&RowPath::default(), "feature").filter(|_| exercise.id == "mental-models")
        {
            let value = feature.read("the notes").expect("a text");
            run.answers.set("feature".to_owned(), value);
            let product =
                exercise.field(&RowPath::default(), "product").expect("a field").read("Meeting notes");
            run.answers.set("product".to_owned(), product.expect("a text"));
            for index in people {
                let row = RowPath::default().into_row("people", *index);
                let known =
                    exercise.field(&row, "heard").expect("a field").read("imagined").expect("an option");
                run.answers.row_mut(&row).expect("a person").set("heard".to_owned(), known);
            }
        }
    }
    input
}

#[test]
fn what_a_person_is_only_imagined_to_say_is_marked_and_never_quoted_on_page_one() {
    let written = |people: &[usize], reader| {
        markdown::markdown(&compose(&imagined(people), reader, &Choice::default()))
    };
    assert!(written(&[], Reader::Peer).contains("It counts which replies other people send"));
    let page = written(&[0], Reader::Peer);
    assert!(
        !page.contains("It counts which replies") && page.contains("It goes through all my mail at night"),
        "{page}"
    );
    assert!(page.contains("Aunt R.") && page.contains("(imagined) "), "{page}");
    let nobody = written(&[0, 1, 2], Reader::Peer);
    assert!(!nobody.contains("It goes through all my mail"), "{nobody}");
    let own = written(&[0], Reader::Me);
    assert!(own.contains("#### (imagined) Mo, tech-savvy friend"), "{own}");
    assert!(own.contains("| (imagined) Mo"), "{own}");
    assert!(!own.contains("(imagined) Aunt R."), "{own}");
}

/// Lists the keys of what is in JSON, at any depth.
fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    if let Some(object) = value.as_object() {
        into.extend(object.keys().cloned());
    }
    let inner = value.as_object().into_iter().flat_map(serde_json::Map::values);
    inner.chain(value.as_array().into_iter().flatten()).for_each(|value| keys(value, into));
}

#[test]
fn the_json_is_as_the_readme_describes_it() {
    let readme = include_str!("../../../README.md");
    let (_, told) = readme.split_once("| `json` |").expect("a row");
    let (told, _) = told.split_once("The same `document` is what a template sees").expect("its end");
    let input = sample::full();
    let (mut found, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for reader in [Reader::Me, Reader::Peer, Reader::Interview] {
        let document = compose(&input, reader, &Choice::default());
        let text = json::json(&json::About::review(&input, reader), &document);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(told.contains(&format!("`version` ({})", value["version"])), "{told}");
        keys(&value, &mut found);
        let document = &value["document"];
        let sections = ["sections", "appendix"].map(|part| document[part].as_array().expect("sections"));
        let blocks = sections.into_iter().flatten().map(|section| &section["blocks"]);
        for block in
            blocks.chain([&document["opening"]]).flat_map(|blocks| blocks.as_array().expect("blocks"))
        {
            let (kind, content) =
                (block["body"]["kind"].as_str().expect("a kind"), &block["body"]["content"]);
            // What each kind holds; whoever changes one raises the version.
            let holds = match kind {
                "text" | "quote" | "cards" | "charts" => content.is_array(),
                "note" => content.is_string(),
                "list" => content["items"].is_array() && content["numbered"].is_boolean(),
                "table" => content["columns"].is_array() && content["rows"].is_array(),
                "strip" => content["row"].is_string() && content["signs"].is_string(),
                _ => false,
            };
            assert!(holds, "{kind}: {content}");
            kinds.insert(kind.to_owned());
        }
    }
    for word in found.iter().chain(&kinds) {
        assert!(told.contains(&format!("`{word}`")), "the README does not say what `{word}` is");
    }
    assert!(kinds.len() >= 7, "{kinds:?}");
    // How a clock ran is in no entry of the sample.
    let strip = serde_json::to_value(Body::Strip { row: "▮▯".to_owned(), signs: "▮ told".to_owned() });
    let said = serde_json::json!({ "kind": "strip", "content": { "row": "▮▯", "signs": "▮ told" } });
    assert_eq!(strip.expect("JSON"), said);
    assert!(["`strip`", "`row`", "`signs`"].iter().all(|word| told.contains(word)), "{told}");
}

#[test]
fn every_format_says_the_same() {
    let input = sample::full();
    let document = compose(&input, Reader::Peer, &Choice::default());
    let page = html(&document, html::TEMPLATE, None).expect("renders");
    let value: serde_json::Value =
        serde_json::from_str(&json::json(&json::About::review(&input, Reader::Peer), &document))
            .expect("JSON");
    assert_eq!(value["version"], 2);
    assert_eq!(value["document"]["title"], document.title);
    let words = |text: &str| -> BTreeSet<String> {
        let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        text.chars().map(letters).collect::<String>().split_whitespace().map(str::to_owned).collect()
    };
    let body = page.split_once("<body>").expect("a body").1;
    let (page, json) =
        (words(&body.replace("&#x27;", "'").replace("&quot;", "\"")), words(&value.to_string()));
    // What is drawn has its own letters in each format; its sentence is the same in all.
    let lines = plain::lines(&document, usize::MAX).into_iter();
    for line in lines.filter(|line| line.role != plain::Role::Chart) {
        for word in words(&line.text) {
            assert!(page.contains(&word), "{word} is not on the web page");
            assert!(json.contains(&word) || word.chars().all(char::is_numeric), "{word} is not in the JSON");
        }
    }
    assert!(csv::tables(&document).iter().any(|(name, _)| name.ends_with("four-dimensions")));
}

#[test]
fn nothing_written_is_run_or_fetched_by_a_web_page() {
    let mut input = sample::full();
    let attacks = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "{{ 7 * 7 }}{% raw %}",
    ];
    let mut texts = attacks.iter().chain(&HOSTILE).map(|text| (*text).to_owned()).cycle();
    rewrite_all(&mut input, &mut texts);
    for reader in [Reader::Me, Reader::Peer, Reader::Interview] {
        let page = html(&compose(&input, reader, &Choice::default()), html::TEMPLATE, None).expect("renders");
        let tags: BTreeSet<&str> = page
            .split('<')
            .skip(1)
            .map(|tag| {
                tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '/' && c != '!')
                    .next()
                    .unwrap_or_default()
            })
            .map(|tag| tag.trim_start_matches('/'))
            .collect();
        for tag in ["script", "img", "a", "iframe", "link", "object"] {
            assert!(!tags.contains(tag), "<{tag}> for {reader:?}");
        }
        assert!(!page.contains("49"), "a template in an answer was run");
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn a_template_with_a_mistake_is_located_and_one_without_an_end_is_stopped() {
    let document = Document { title: "A title".to_owned(), ..Document::default() };
    assert_eq!(html(&document, "{{ document.title }}!", None).expect("renders"), "A title!");
    let mistake = html(&document, "one\n{{ document.titel }}", None).expect_err("no such name");
    assert_eq!(mistake.at, 7, "{mistake:?}");
    let mistake = html(&document, "one\n{% if %}", None).expect_err("no condition");
    assert!(mistake.at > 3 && !mistake.what.is_empty(), "{mistake:?}");
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    assert!(html(&document, endless, None).is_err());
}

#[test]
fn every_colour_of_the_web_page_can_be_read_on_its_paper() {
    let inks = |text: &str| -> Vec<(String, [f64; 3])> {
        let named = text.split("--").skip(1).filter_map(|one| one.split_once(": #"));
        let ink = |(name, rest): (&str, &str)| {
            let part = |at: usize| Some(f64::from(u8::from_str_radix(rest.get(at..at + 2)?, 16).ok()?));
            Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
        };
        named.filter_map(ink).collect()
    };
    let luminance = |colour: [f64; 3]| {
        let linear = colour.map(|part| (part / 255.0 + 0.055) / 1.055).map(|part: f64| part.powf(2.4));
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let looks: Vec<&str> =
        html::TEMPLATE.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap_or("")).collect();
    let [light, dark, ..] = looks.as_slice() else { panic!("{looks:?}") };
    for look in [light, dark] {
        let inks = inks(look);
        let paper = luminance(inks.iter().find(|(name, _)| name == "paper").expect("paper").1);
        assert!(inks.len() > 8, "{inks:?}");
        for (name, ink) in inks.iter().filter(|(name, _)| !["paper", "rule"].contains(&name.as_str())) {
            let ink = luminance(*ink);
            let contrast = (ink.max(paper) + 0.05) / (ink.min(paper) + 0.05);
            assert!(contrast >= 4.5, "{name}: {contrast:.2}");
        }
    }
}
