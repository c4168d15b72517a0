//! `review --format pdf`, read back by the tools of poppler.

use std::path::Path;
use std::process::Command;

use super::{demo_world, failure, json};
use crate::support::{World, is_installed};

/// What a tool of poppler says of a file.
fn asked(tool: &str, args: &[&str], path: &Path) -> String {
    let output = Command::new(tool).args(args).arg(path).output().expect("it runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of a PDF, as somebody copies it.
fn read(path: &Path) -> String {
    let output = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output().expect("it runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Lists every text in a JSON value; the numbers of a chart are drawn, and stand for what it shows.
fn texts(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| texts(one, into)),
        serde_json::Value::Object(all) => {
            let drawn = all.contains_key("says");
            let read = all.iter().filter(|(key, _)| !drawn || *key != "table");
            read.for_each(|(_, one)| texts(one, into));
        }
        _ => {}
    }
}

fn write(world: &World, week: &str, reader: &str) {
    let args = ["review", "--week", week, "--for", reader, "--anyway", "--force", "-o", "r.pdf"];
    let ran = world.run(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("Wrote the review to `r.pdf`.\n"), "{}", ran.stderr);
}

#[test]
fn what_is_in_a_pdf_can_be_read_and_looked_up() {
    if !is_installed("pdftotext") {
        return;
    }
    let world = demo_world();
    for (week, reader) in [("2026-W46", "peer"), ("2026-W46", "interview"), ("2026-W42", "me")] {
        write(&world, week, reader);
        let path = world.path("r.pdf");
        let words = without_spaces(&read(&path).replace('\u{c}', ""));
        let review = json(&world, &["review", "--week", week, "--for", reader, "--format", "json"]);
        let document = &review["document"];
        let (mut said, mut missing) = (Vec::new(), Vec::new());
        for part in ["title", "about", "opening", "sections", "appendix", "closing"] {
            texts(&document[part], &mut said);
        }
        let names = [
            "text",
            "quote",
            "list",
            "table",
            "cards",
            "charts",
            "note",
            "trust",
            "errors",
            "models",
            "automation",
            "review",
        ];
        for word in said
            .iter()
            .filter(|text| !names.contains(&text.as_str()))
            .flat_map(|text| text.split_whitespace())
        {
            if !words.contains(word) {
                missing.push(word);
            }
        }
        assert!(missing.is_empty(), "{week} for {reader}: {missing:?}");
    }
}

#[test]
fn a_pdf_has_its_fonts_its_bookmarks_and_its_tags() {
    if !is_installed("pdfinfo") {
        return;
    }
    let world = demo_world();
    let parts = "summary,recommend,quotation,dimensions,ask,appendix,review,trust,errors";
    let args = ["review", "--week", "2026-W46", "--for", "peer", "--parts", parts, "--anyway", "-o", "r.pdf"];
    assert_eq!(world.run(&args).code, Some(0));
    let path = world.path("r.pdf");
    let info = asked("pdfinfo", &[], &path);
    for line in [
        "Reminders check the bill",
        "Tagged:          yes",
        "JavaScript:      no",
        "(A4)",
        "Nov 20 00:00:00 2026",
    ] {
        assert!(info.contains(line), "{line} in {info}");
    }
    let structure = asked("pdfinfo", &["-struct"], &path);
    for element in ["H1", "H2", "Table", "TH", "TD", "LBody", "BlockQuote"] {
        assert!(
            structure.lines().any(|line| line.trim_start().starts_with(element)),
            "{element}: {structure}"
        );
    }
    let fonts = asked("pdffonts", &[], &path);
    let listed: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!listed.is_empty() && listed.iter().all(|line| line.contains(" yes yes yes ")), "{fonts}");
    let outline = asked("pdftohtml", &["-xml", "-i", "-stdout"], &path);
    for title in ["Recommendations", "Four dimensions", "Appendix", "Trust Audit"] {
        assert!(outline.contains(&format!(">{title}</item>")), "{title}: {outline}");
    }
}

#[test]
fn page_one_is_one_page() {
    if !is_installed("pdftotext") {
        return;
    }
    let world = demo_world();
    for week in 40..47 {
        write(&world, &format!("2026-W{week}"), "peer");
        let text = read(&world.path("r.pdf"));
        let second = text.split('\u{c}').nth(1).unwrap_or_default();
        assert!(second.starts_with("Appendix"), "{week}: {second}");
    }
}

#[test]
fn a_pdf_is_a_file_not_words_on_a_terminal() {
    let world = demo_world();
    let ran = world.command(&["review", "--week", "2026-W46", "--format", "pdf"]).output().expect("it runs");
    assert!(ran.stdout.starts_with(b"%PDF-"), "a pipe gets the file");
    write(&world, "2026-W46", "peer");
    let (code, said) = failure(&world, &["review", "--week", "2026-W46", "--anyway", "-o", "r.pdf"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("--force"), "{said}");
}
