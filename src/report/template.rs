//! Templates of a person's own: a template can't read files, and one that does not end is stopped.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};

use super::document::Document;
use super::escape;

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

/// Writes a document as Markdown by a template. Everything written is escaped.
///
/// # Errors
///
/// Says where the template is wrong.
pub fn markdown(document: &Document, template: &str) -> Result<String, Mistake> {
    let mut environment = environment();
    environment.set_formatter(|out, _, value| {
        let text = value.to_string();
        out.write_str(&if value.is_safe() { text } else { escape::line(&text) })?;
        Ok(())
    });
    let text = fill(&environment, template, context! { document => Value::from(Serde(document)) })?;
    Ok(format!("{}\n", text.trim_end()))
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
        let kind = error.kind().to_string();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_by_a_template_is_escaped_and_its_mistakes_are_located() {
        let document = Document { title: "*Bold* <b>\n# not a heading".to_owned(), ..Document::default() };
        let template = "{% macro head(text) %}# {{ text }}{% endmacro %}{{ head(document.title) }}\n\n{{ document.title }}";
        let text = markdown(&document, template).expect("renders");
        assert_eq!(text, "# \\*Bold\\* \\<b\\> # not a heading\n\n\\*Bold\\* \\<b\\> # not a heading\n");
        let wrong = markdown(&document, "one\n{{ document.titel }}").expect_err("no such name");
        assert_eq!(wrong.at, 7);
        assert!(
            markdown(
                &document,
                "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}"
            )
            .is_err()
        );
    }
}
