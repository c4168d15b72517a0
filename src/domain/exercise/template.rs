//! Templates: text with names of answers in braces, as in `{product}: trust {trust}`.

use super::scope::Scope;

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
}

impl Template {
    /// Reads a template; the error says what is wrong with the braces.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').ok_or("a `{` without its `}`")?;
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                return Err(format!("`{{{name}}}` is not a field name"));
            }
            if !before.is_empty() {
                parts.push(Part::Words(before.to_owned()));
            }
            parts.push(Part::Name(name.to_owned()));
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
        self.0.iter().filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Words(_) => None,
        })
    }

    /// Returns the template as it was written.
    pub fn source(&self) -> String {
        let written = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Name(name) => format!("{{{name}}}"),
        };
        self.0.iter().map(written).collect()
    }

    /// Fills in the answers in sight; a missing one reads `–`.
    pub fn fill(&self, scope: &Scope<'_>) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Words(words) => words.clone(),
                Part::Name(name) => said(scope, name).unwrap_or_else(|| NO_ANSWER.to_owned()),
            })
            .collect()
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
    fn names_are_listed_in_order() {
        let template = Template::parse("{product}: trust {trust}, was {before}").expect("valid");
        assert_eq!(template.names().collect::<Vec<_>>(), ["product", "trust", "before"]);
    }
}
