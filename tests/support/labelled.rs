//! The labelled sentences of `training/hints/sentences.toml`, and how the coach does on them.

use empathy::coach::hints;
use empathy::domain::exercise::Rule;
use serde::Deserialize;

/// The file.
#[derive(Deserialize)]
struct File {
    format: u32,
    rule: Vec<Labelled>,
}

/// The sentences of one rule.
#[derive(Deserialize)]
struct Labelled {
    id: String,
    #[serde(rename = "field")]
    _field: String,
    hits: Vec<String>,
    innocent: Vec<String>,
}

/// How a rule does.
pub struct Quality {
    pub name: &'static str,
    pub sentences: usize,
    pub found: usize,
    pub hits: usize,
    /// Innocent sentences in which it spoke, and words of others at which it should not have pointed.
    pub false_alarms: Vec<String>,
    pub missed: Vec<String>,
}

impl Quality {
    pub fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.false_alarms.len()).max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.found as f64 / self.hits.max(1) as f64
    }
}

/// Measures every rule of the file, in its order.
pub fn measure(text: &str) -> Result<Vec<Quality>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.format != 1 {
        return Err(format!("format {} is not known", file.format));
    }
    file.rule.iter().map(of_rule).collect()
}

fn of_rule(labelled: &Labelled) -> Result<Quality, String> {
    let known = Rule::ALL.iter().find(|(name, _)| *name == labelled.id);
    let (name, rule) = *known.ok_or(format!("`{}` is not a rule", labelled.id))?;
    let sentences = labelled.hits.len() + labelled.innocent.len();
    let hits = labelled.hits.len();
    let mut quality =
        Quality { name, sentences, found: 0, hits, false_alarms: Vec::new(), missed: Vec::new() };
    for sentence in &labelled.hits {
        let (text, marked) = marked(sentence);
        let found = hints(&[rule], &text);
        let meets = |at: &std::ops::Range<usize>| {
            marked.is_empty() || marked.iter().any(|mark| mark.start < at.end && at.start < mark.end)
        };
        if found.iter().any(|hint| meets(&hint.span)) {
            quality.found += 1;
        } else {
            quality.missed.push(sentence.clone());
        }
        if found.iter().any(|hint| !meets(&hint.span)) {
            quality.false_alarms.push(sentence.clone());
        }
    }
    for sentence in &labelled.innocent {
        if !hints(&[rule], sentence).is_empty() {
            quality.false_alarms.push(sentence.clone());
        }
    }
    Ok(quality)
}

/// Takes the brackets out of a sentence, and returns what stood in them.
fn marked(sentence: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), 0);
    for c in sentence.chars() {
        match c {
            '[' => open = text.len(),
            ']' => marks.push(open..text.len()),
            c => text.push(c),
        }
    }
    (text, marks)
}
