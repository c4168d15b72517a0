//! What the answers of an entry say: facts, findings, words to suggest, and the line on the Today screen.

use super::condition::all_hold;
use super::exercise::{Exercise, Kind};
use super::outline::{Measure, Summary};
use super::scope::{Scope, filled_rows_of};
use super::template::spoken_value;
use super::value::{Answers, RowPath, Value};

/// One value of a measure found in an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The measure's id.
    pub measure: String,
    /// What it is about, as written; `None` for the entry as a whole.
    pub subject: Option<String>,
    /// The number; 1 for a category.
    pub value: f64,
    /// The category picked, for measures of a choice.
    pub category: Option<String>,
}

/// Something an entry says about a subject, to be shown beside later work and cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is about, as written.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// A word to suggest later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The vocabulary it belongs to.
    pub vocabulary: String,
    /// The word as written.
    pub text: String,
}

/// Makes the key under which spellings of one subject meet: case, width and space do not count.
pub fn subject_key(subject: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = subject.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Exercise {
    /// Lists the facts in a set of answers. Answers hidden by a `when` count: they were given.
    pub fn facts(&self, answers: &Answers) -> Vec<Fact> {
        self.measures.iter().flat_map(|measure| self.facts_of(measure, answers)).collect()
    }

    fn facts_of(&self, measure: &Measure, answers: &Answers) -> Vec<Fact> {
        let mut facts = Vec::new();
        for path in filled_rows_of(answers, &measure.group) {
            let scope = Scope::at(self, answers, &path);
            let Some(value) = scope.row().get(&measure.field).filter(|value| !value.is_empty()) else {
                continue;
            };
            let subject = measure.subject.as_deref().and_then(|name| scope.text(name)).map(str::to_owned);
            let fact = |value: f64, category: Option<String>| Fact {
                measure: measure.id.clone(),
                subject: subject.clone(),
                value,
                category,
            };
            match value {
                Value::Number(number) => facts.push(fact(*number, None)),
                Value::Choice(picks) => {
                    let own = picks.other.as_ref().map(|_| "other".to_owned());
                    facts.extend(picks.picked.iter().cloned().chain(own).map(|id| fact(1.0, Some(id))));
                }
                Value::Rows(rows) => {
                    facts.push(fact(rows.iter().filter(|row| !row.is_empty()).count() as f64, None));
                }
                Value::Text(_) | Value::Cites(_) => {}
            }
        }
        facts
    }

    /// Lists what the answers say about subjects.
    pub fn found(&self, answers: &Answers) -> Vec<Found> {
        let mut found = Vec::new();
        for finding in &self.findings {
            for path in filled_rows_of(answers, &finding.each) {
                let scope = Scope::at(self, answers, &path);
                let Some(subject) = scope.text(&finding.about).filter(|_| all_hold(&finding.when, &scope))
                else {
                    continue;
                };
                if let Some(text) = finding.text.fill_if_any(&scope) {
                    found.push(Found { subject: subject.to_owned(), text });
                }
            }
        }
        found
    }

    /// Lists the words of these answers that later answers may be offered.
    pub fn terms(&self, answers: &Answers) -> Vec<Term> {
        let mut groups = vec![Vec::new()];
        groups.extend(self.groups());
        let mut terms = Vec::new();
        for group in groups {
            for field in self.fields_at(&group) {
                let Kind::Text(text) = &field.kind else { continue };
                let Some(vocabulary) = text.vocabulary() else { continue };
                for path in filled_rows_of(answers, &group) {
                    let written =
                        answers.row(&path).and_then(|row| row.get(&field.id)).and_then(Value::as_text);
                    if let Some(word) = written.map(str::trim).filter(|word| !word.is_empty()) {
                        terms.push(Term { vocabulary: vocabulary.to_owned(), text: word.to_owned() });
                    }
                }
            }
        }
        terms.sort();
        terms.dedup();
        terms
    }

    /// Writes the line for the Today screen: `ChatGPT 4 · Spotify DJ 3`. Empty if there is nothing to say.
    pub fn summary_of(&self, answers: &Answers) -> String {
        self.summary
            .iter()
            .filter_map(|part| self.summary_part(part, answers))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn summary_part(&self, part: &Summary, answers: &Answers) -> Option<String> {
        let rows = |group: &[String], when: &[super::condition::Condition]| -> Vec<RowPath> {
            let holds = |path: &RowPath| all_hold(when, &Scope::at(self, answers, path));
            filled_rows_of(answers, group).into_iter().filter(holds).collect()
        };
        match part {
            Summary::Text { each, text, when } => {
                let said = rows(each, when)
                    .iter()
                    .filter_map(|path| text.fill_if_any(&Scope::at(self, answers, path)))
                    .collect::<Vec<_>>();
                (!said.is_empty()).then(|| said.join(" · "))
            }
            Summary::Count { group, when, words } => {
                let count = rows(group, when).len();
                let word = if count == 1 { &words.0 } else { &words.1 };
                (count > 0).then(|| format!("{count} {word}"))
            }
        }
    }

    /// Names a row for headings: its group's title, else its first answer, else what a row is called and its number.
    pub fn row_title(&self, answers: &Answers, path: &RowPath) -> String {
        let Some((group, index)) = path.0.last() else { return String::new() };
        let called = self.group(&path.groups()).map_or(group.as_str(), |kind| kind.row.as_str());
        self.row_name(answers, path).unwrap_or_else(|| format!("{called} {}", index + 1))
    }

    /// Names a row by what it says: its group's title, else its first answer.
    pub fn row_name(&self, answers: &Answers, path: &RowPath) -> Option<String> {
        let kind = self.group(&path.groups())?;
        let scope = Scope::at(self, answers, path);
        let titled = kind.title.as_ref().and_then(|title| title.fill_if_any(&scope));
        let first = || {
            let row = answers.row(path)?;
            kind.fields.iter().find_map(|column| spoken_value(column, row.get(&column.id)?))
        };
        titled.or_else(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_subject_meet() {
        assert_eq!(subject_key("  Spotify  DJ "), subject_key("spotify dj"));
        assert_eq!(subject_key("Cafe\u{301}"), subject_key("CAFÉ"));
        assert_ne!(subject_key("Copilot"), subject_key("Copilot Chat"));
    }
}
