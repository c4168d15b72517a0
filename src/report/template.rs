//! Templates of a person's own: a template can't read files, and one that does not end is stopped.

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

/// The most steps a template may take. The page of a full week takes some ten thousand.
const FUEL: u64 = 10_000_000;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The byte of the template where it is.
    pub at: usize,
    /// What it is.
    pub what: String,
}

/// Makes what a template is filled in: what it names must be there, and what is filled in is escaped.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("lines", lines);
    environment.add_filter("paragraphs", paragraphs);
    environment
}

/// Fills a template in.
pub(super) fn fill(environment: &Environment<'_>, template: &str, context: Value) -> Result<String, Mistake> {
    let page = environment.template_from_named_str("review", template);
    page.and_then(|page| page.render(context)).map_err(|error| {
        let kind = match error.kind() {
            ErrorKind::OutOfFuel => "the template takes too long: one of its loops may never end".to_owned(),
            kind => kind.to_string(),
        };
        let what = error.detail().map_or_else(|| kind.clone(), |detail| format!("{kind}: {detail}"));
        Mistake { at: error.range().map_or(0, |range| range.start), what }
    })
}

/// Splits a text into its lines.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Splits a text where it has blank lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines() {
        match all.last_mut() {
            Some(last) if line.trim().is_empty() && !last.is_empty() => all.push(String::new()),
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line.trim_end());
            }
            _ => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}
