//! Templates: text with names of answers in braces, as in `{product}: trust {trust}`, the share that one number has of
//! several, as in `{right of right + wrong}`, the product of two, as in `{minutes * times}`, how many of several reach
//! something, as in `{locate + name at least 3}`, and which of several are still open, as in `{locate + name open}`.

use super::scope::Scope;
use crate::domain::number_format::{percent, rounded};
use crate::domain::value::Value;

/// What stands where there is no answer.
pub const NO_ANSWER: &str = "–";

/// Text with names of answers in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template(Vec<Part>);

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Words(String),
    Name(String),
    /// The share of the first number in the sum of the others.
    Share(String, Vec<String>),
    /// The product of two numbers.
    Product(String, Vec<String>),
    /// How many of some numbers are at least so much.
    Reached(Vec<String>, i64),
    /// The labels of those that have no answer.
    Open(Vec<String>),
}

impl Part {
    /// Reads what stands in braces.
    fn parse(braced: &str) -> Result<Self, String> {
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let several = |all: &str| all.split(" + ").map(str::to_owned).collect();
        let least = |(all, least): (&str, &str)| Some(Self::Reached(several(all), least.parse().ok()?));
        let part = if let Some(reached) = braced.split_once(" at least ").and_then(least) {
            reached
        } else if let Some(all) = braced.strip_suffix(" open") {
            Self::Open(several(all))
        } else if let Some((one, all)) = braced.split_once(" of ") {
            Self::Share(one.to_owned(), several(all))
        } else if let Some((one, other)) = braced.split_once(" * ") {
            Self::Product(one.to_owned(), vec![other.to_owned()])
        } else {
            Self::Name(braced.to_owned())
        };
        if let Some(wrong) = part.names().find(|name| !is_name(name)) {
            return Err(format!("`{{{wrong}}}` is not a field name"));
        }
        Ok(part)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        let (first, all) = match self {
            Self::Words(_) => (None, &[][..]),
            Self::Name(name) => (Some(name), &[][..]),
            Self::Share(one, all) | Self::Product(one, all) => (Some(one), all.as_slice()),
            Self::Reached(all, _) | Self::Open(all) => (None, all.as_slice()),
        };
        first.into_iter().chain(all).map(String::as_str)
    }

    /// Returns the part as it was written.
    pub fn source(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Name(name) => format!("{{{name}}}"),
            Self::Share(one, all) => format!("{{{one} of {}}}", all.join(" + ")),
            Self::Product(one, all) => format!("{{{one} * {}}}", all.join(" * ")),
            Self::Reached(all, least) => format!("{{{} at least {least}}}", all.join(" + ")),
            Self::Open(all) => format!("{{{} open}}", all.join(" + ")),
        }
    }
}

impl Template {
    /// Reads a template; the error says what is wrong with the braces.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (braced, behind) = after.split_once('}').ok_or("a `{` without its `}`")?;
            let part = Part::parse(braced)?;
            if !before.is_empty() {
                parts.push(Part::Words(before.to_owned()));
            }
            parts.push(part);
            rest = behind;
        }
        if rest.contains('}') {
            return Err("a `}` without its `{`".to_owned());
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(Part::names)
    }

    /// Returns the template as it was written.
    pub fn source(&self) -> String {
        self.0.iter().map(Part::source).collect()
    }

    /// Fills in the answers in sight; a missing one reads `–`.
    pub fn fill(&self, scope: &Scope<'_>) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Words(words) => words.clone(),
                Part::Name(name) => said(scope, name).unwrap_or_else(|| NO_ANSWER.to_owned()),
                Part::Share(one, all) => share(scope, one, all).unwrap_or_else(|| NO_ANSWER.to_owned()),
                Part::Product(one, all) => product(scope, one, all).unwrap_or_else(|| NO_ANSWER.to_owned()),
                Part::Reached(all, least) => reached(scope, all, *least)
                    .map_or_else(|| NO_ANSWER.to_owned(), |count| count.to_string()),
                Part::Open(all) => open(scope, all).unwrap_or_else(|| NO_ANSWER.to_owned()),
            })
            .collect()
    }

    /// Fills in the answers, line by line and cell by cell. Only the template's own ` | ` parts cells: one in an answer is a
    /// word of the person's.
    pub fn fill_cells(&self, scope: &Scope<'_>) -> Vec<Vec<String>> {
        self.cells().iter().map(|line| line.iter().map(|cell| cell.fill(scope)).collect()).collect()
    }

    fn cells(&self) -> Vec<Vec<Self>> {
        let cells = |mut line: Self| {
            // The spaces before the first line of a text are taken off where it is read.
            if let Some(Part::Words(words)) = line.0.first_mut()
                && words.starts_with("| ")
            {
                words.insert(0, ' ');
            }
            line.split(" | ")
        };
        self.split("\n").into_iter().map(cells).collect()
    }

    /// Splits it where its own words have a separator.
    fn split(&self, separator: &str) -> Vec<Self> {
        let (mut done, mut last) = (Vec::new(), Self::default());
        for part in &self.0 {
            let Part::Words(words) = part else {
                last.0.push(part.clone());
                continue;
            };
            for (n, piece) in words.split(separator).enumerate() {
                if n > 0 {
                    done.push(std::mem::take(&mut last));
                }
                last.0.push(Part::Words(piece.to_owned()));
            }
        }
        done.push(last);
        done
    }

    /// Fills in the answers; `None` if it has names and not one of them has an answer.
    pub fn fill_if_any(&self, scope: &Scope<'_>) -> Option<String> {
        let mut names = self.names().peekable();
        let answered = names.peek().is_none() || names.any(|name| said(scope, name).is_some());
        answered.then(|| self.fill(scope))
    }
}

/// Returns the answer a name means here as people read it.
fn said(scope: &Scope<'_>, name: &str) -> Option<String> {
    let (field, value) = scope.find(name)?;
    field.kind.format(value?)
}

/// Returns the share that a number has in the sum of several, with both: `83% (15/18)`.
pub fn share(scope: &Scope<'_>, one: &str, all: &[String]) -> Option<String> {
    let number = |name: &str| scope.find(name)?.1?.as_number();
    let one = number(one)?;
    let sum: f64 = all.iter().map(|name| number(name)).sum::<Option<f64>>()?;
    (sum > 0.0).then(|| format!("{} ({one}/{sum})", percent(one / sum)))
}

/// Returns the product of some numbers, to one decimal.
pub fn product(scope: &Scope<'_>, one: &str, all: &[String]) -> Option<String> {
    let number = |name: &str| scope.find(name)?.1?.as_number();
    let product = all.iter().try_fold(number(one)?, |product, name| Some(product * number(name)?))?;
    Some(rounded(product))
}

/// Counts which of some numbers are at least so much; nothing unless all are there.
pub fn reached(scope: &Scope<'_>, all: &[String], least: i64) -> Option<usize> {
    let numbers = all.iter().map(|name| scope.find(name)?.1?.as_number()).collect::<Option<Vec<f64>>>()?;
    Some(numbers.into_iter().filter(|number| *number >= least as f64).count())
}

/// Lists the labels of those of some fields that have no answer; nothing if all have one.
pub fn open(scope: &Scope<'_>, all: &[String]) -> Option<String> {
    let label = |name: &String| {
        let (field, value) = scope.find(name)?;
        value.is_none_or(Value::is_empty).then_some(field.label.as_str())
    };
    let labels: Vec<&str> = all.iter().filter_map(label).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_must_match_and_hold_names() {
        for (text, wrong) in
            [("{a", "without"), ("a}", "without"), ("{a b}", "not a field"), ("{}", "not a field")]
        {
            let error = Template::parse(text).expect_err(text);
            assert!(error.contains(wrong), "{text}: {error}");
        }
    }

    #[test]
    fn a_share_names_all_its_numbers_and_is_written_as_it_was() {
        let text = "recall {found of found + missed}, was {before}, {minutes * times} a week, {found + missed at least 3}, {found + missed open}";
        let template = Template::parse(text).expect("valid");
        let names =
            ["found", "found", "missed", "before", "minutes", "times", "found", "missed", "found", "missed"];
        assert_eq!(template.names().collect::<Vec<_>>(), names);
        assert_eq!(template.source(), text);
        for wrong in [
            "{a of }",
            "{ of a}",
            "{a of b+c}",
            "{a of b + }",
            "{a * }",
            "{a * 2 b}",
            "{a + b at least}",
            "{ + b at least 3}",
            "{ open}",
            "{a + open}",
        ] {
            assert!(Template::parse(wrong).is_err_and(|error| error.contains("not a field")), "{wrong}");
        }
    }

    #[test]
    fn only_the_bars_of_the_template_part_cells() {
        let cells = |text: &str| -> Vec<Vec<String>> {
            let lines = Template::parse(text).expect("valid").cells();
            lines.iter().map(|line| line.iter().map(Template::source).collect()).collect()
        };
        assert_eq!(
            cells("Read: {a}\n | so\n{a} | {b} of | c"),
            [vec!["Read: {a}"], vec!["", "so"], vec!["{a}", "{b} of", "c"],]
        );
        assert_eq!(cells("| so\n{a}"), [vec!["", "so"], vec!["{a}"]]);
    }

    #[test]
    fn names_are_listed_in_order() {
        let template = Template::parse("{product}: trust {trust}, was {before}").expect("valid");
        assert_eq!(template.names().collect::<Vec<_>>(), ["product", "trust", "before"]);
    }
}
