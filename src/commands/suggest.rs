//! `suggest`: what complaints are about, one line for each that can be read, in their order. It needs no journal and
//! changes nothing.

use std::io::{IsTerminal, Read};
use std::ops::Range;
use std::path::Path;

use serde::Serialize;

use super::texts;
use super::{Out, World};
use crate::cli;
use crate::error::{Error, Result, plain_io};
use crate::sanitize;
use crate::suggest::{Subject, Suggestion, suggest};

/// The most that is read, in bytes.
const LARGEST: u64 = 200 * 1024 * 1024;
/// How wide the name of a dimension is.
const NAME: usize = 28;
/// How many letters before the first reason are shown.
const LEAD: usize = 30;

/// What is answered in JSON.
#[derive(Serialize)]
struct Answer<'a> {
    /// Nothing when not sure.
    dimension: Option<Subject>,
    confidence: f64,
    alternatives: Vec<Alternative>,
    because: Vec<&'a str>,
}

#[derive(Serialize)]
struct Alternative {
    dimension: Subject,
    confidence: f64,
}

pub fn run(world: &World, out: &mut Out, args: &cli::Suggest) -> Result<()> {
    let file = args.file.as_deref().filter(|file| *file != Path::new("-"));
    if file.is_none() && std::io::stdin().is_terminal() {
        return Err(Error::usage(
            "there are no complaints to read",
            "name a file, as in `empathy suggest reviews.csv`, or pipe one complaint a line",
        ));
    }
    let bytes = read(file)?;
    let name = file.unwrap_or(Path::new("standard input"));
    let read = texts::read(name, &bytes, args.column.as_deref());
    let (texts, problems) = read.map_err(|problem| Error::Problems(vec![problem]))?;
    for text in texts {
        let suggestion = suggest(&text);
        if args.json.json {
            out.json_line(&Answer::new(&text, &suggestion))?;
        } else {
            out.row(&as_line(&text, &suggestion), world.longest_line())?;
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Problems(problems)) }
}

/// Reads a file, or standard input, whole.
pub(super) fn read(file: Option<&Path>) -> Result<Vec<u8>> {
    let named = file.map_or("standard input".to_owned(), |file| format!("`{}`", file.display()));
    let failed = |cause: String, hint: &str| Error::File {
        attempt: format!("read {named}"),
        cause,
        hint: hint.to_owned(),
    };
    let mut bytes = Vec::new();
    let read = match file {
        Some(file) => {
            std::fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        }
        None => std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes),
    };
    read.map_err(|error| failed(plain_io(&error), "check the name of the file, and that you may read it"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(failed("it is more than 200 MB".to_owned(), "split it into smaller files"));
    }
    Ok(bytes)
}

impl<'a> Answer<'a> {
    fn new(text: &'a str, suggestion: &Suggestion) -> Self {
        let share = |share: f32| (f64::from(share) * 1_000.0).round() / 1_000.0;
        let other = |(subject, likely): &(Subject, f32)| Alternative {
            dimension: *subject,
            confidence: share(*likely),
        };
        Self {
            dimension: suggestion.subject,
            confidence: share(suggestion.confidence),
            alternatives: suggestion.alternatives.iter().map(other).collect(),
            because: suggestion.because.iter().filter_map(|range| text.get(range.clone())).collect(),
        }
    }
}

fn as_line(text: &str, suggestion: &Suggestion) -> String {
    let percent = |share: f32| format!("{:.0}%", share * 100.0);
    let name = match (suggestion.subject, suggestion.likeliest()) {
        (Some(subject), _) => subject.label().to_owned(),
        (None, Some(likeliest)) => format!("Not sure: {}", likeliest.label()),
        (None, None) => "Not sure".to_owned(),
    };
    let share = suggestion.likeliest().map_or(String::new(), |_| percent(suggestion.confidence));
    let head = format!("{name:<NAME$}  {share:>4}");
    format!("{head}  {}", marked(text, &suggestion.because))
}

/// The text from a little before the first reason on, with the reasons marked.
fn marked(text: &str, because: &[Range<usize>]) -> String {
    let first = because.first().map_or(0, |range| range.start);
    let before = text.get(..first).unwrap_or_default();
    let mut at = before.char_indices().rev().nth(LEAD).map_or(0, |(at, _)| at);
    // Words are not cut.
    at = text
        .get(at..first)
        .filter(|_| at > 0)
        .and_then(|lead| lead.find(' '))
        .map_or(at, |space| at + space + 1);
    let mut marked = if at > 0 { "… ".to_owned() } else { String::new() };
    for range in because {
        let (Some(lead), Some(reason)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        marked += &format!("{lead}«{reason}»");
        at = range.end;
    }
    marked += text.get(at..).unwrap_or_default();
    sanitize::line(marked.trim()).into_owned()
}
