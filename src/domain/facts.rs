//! What the answers of an entry say: facts, findings, words to suggest, and the line on the Today screen.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation as _;

use super::condition::all_hold;
use super::exercise::Exercise;
use super::id::EntryId;
use super::kinds::TextKind;
use super::likeness::is_telling;
use super::locate::RowPath;
use super::plan::WeekLabel;
use super::projections::{Measure, Of, Summary};
use super::provenance::Provenance;
use super::scope::{Scope, filled_rows_of};
use super::template::reached;
use super::value::{Answers, Value};

/// The most of a row's name that a fact keeps, in characters.
const ITEM: usize = 200;

/// The most of the line for lists, in characters.
const SUMMARY: usize = 300;

/// One value of a measure found in an entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fact {
    pub measure: String,
    /// What it is about, as written; `None` for the entry as a whole.
    pub subject: Option<String>,
    /// Which part of that, as written.
    pub part: Option<String>,
    /// The row it was found in: `errors.2`, counted from 0; empty at the top. Facts of one row belong together.
    pub place: String,
    pub item: Option<String>,
    /// The number; 1 for a category, the weight for words.
    pub value: f64,
    /// The category picked, for measures of a choice.
    pub category: Option<String>,
    /// What was written, for measures of a text, and for words of one's own beside the options of a choice.
    pub words: Option<String>,
    pub provenance: Provenance,
    /// Whether it is kept without counting: it is only imagined or an idea, and no decision.
    pub uncounted: bool,
}

impl Fact {
    /// Returns whether it is of a row, or of a row around it.
    pub fn is_around(&self, place: &str) -> bool {
        self.place.is_empty()
            || self.place == place
            || place.strip_prefix(&self.place).is_some_and(|rest| rest.starts_with('.'))
    }

    /// Returns whether it is of a row within the row at a place; none is within the top.
    pub fn is_within(&self, place: &str) -> bool {
        !place.is_empty() && self.place.strip_prefix(place).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// A fact with where it is from.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// The entry it was found in.
    pub entry: EntryId,
    /// The week that entry was practised for.
    pub week: WeekLabel,
    /// The day it belongs to.
    pub day: NaiveDate,
    /// The day it was begun on.
    pub written: NaiveDate,
    /// What was found.
    pub fact: Fact,
}

/// Something an entry says about a subject, to be shown beside later work and cited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What it is about, as written.
    pub subject: String,
    pub text: String,
    pub provenance: Provenance,
}

/// A word to suggest later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub vocabulary: String,
    /// The word as written.
    pub text: String,
}

/// Makes the key under which spellings of one subject meet: case, width and space do not count.
pub fn subject_key(subject: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = if subject.is_ascii() {
        subject.to_ascii_lowercase()
    } else {
        subject.nfkc().flat_map(char::to_lowercase).collect()
    };
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What makes two answers the same whatever was changed in passing: the words in lower case, without numbers, signs and
/// single letters. A text that has fewer than three such words stays what it is.
pub fn gist(text: &str) -> String {
    let folded = subject_key(text);
    let words: Vec<&str> = folded.unicode_words().filter(|word| is_telling(word)).collect();
    if words.len() < 3 { folded } else { words.join(" ") }
}

/// Returns the first characters of a text.
pub fn first(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// Returns the beginning of a text: all of it, or that many characters and an ellipsis.
pub fn beginning(text: &str, most: usize) -> String {
    let begin = first(text, most);
    if begin.len() < text.len() { format!("{begin}…") } else { text.to_owned() }
}

impl Exercise {
    /// Lists the facts in a set of answers; those behind a condition that does not hold give none.
    pub fn facts(&self, answers: &Answers) -> Vec<Fact> {
        self.facts_of(|_| true, answers).collect()
    }

    /// Lists the facts of some measures in a set of answers.
    pub fn facts_of<'a>(
        &'a self,
        is_wanted: impl Fn(&Measure) -> bool + 'a,
        answers: &'a Answers,
    ) -> impl Iterator<Item = Fact> + 'a {
        let wanted = self.measures.iter().filter(move |measure| is_wanted(measure));
        wanted.flat_map(|measure| self.facts_of_one(measure, answers))
    }

    /// What a set of answers speaks about, as written, in the order of the measures.
    pub fn subjects<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = String> + use<'a> {
        self.facts_of(|measure| measure.subject.is_some(), answers).filter_map(|fact| fact.subject)
    }

    fn facts_of_one(&self, measure: &Measure, answers: &Answers) -> Vec<Fact> {
        let mut facts = Vec::new();
        let rows = match measure.of {
            // That nothing is there can be what holds.
            Of::Holding if measure.group.is_empty() => vec![RowPath::default()],
            _ => filled_rows_of(answers, &measure.group),
        };
        for path in rows {
            let scope = Scope::at(self, answers, &path);
            if !scope.is_asked_for() || !all_hold(&measure.when, &scope) {
                continue;
            }
            let text = |name: &Option<String>| name.as_deref().and_then(|name| scope.text(name));
            let provenance = measure.provenance.unwrap_or_else(|| scope.provenance());
            let base = Fact {
                measure: measure.id.clone(),
                subject: text(&measure.subject).map(str::to_owned),
                part: text(&measure.part).map(str::to_owned),
                place: path.to_string(),
                item: (!path.is_empty())
                    .then(|| self.row_name(answers, &path))
                    .flatten()
                    .map(|name| first(&name, ITEM).to_owned()),
                value: 1.0,
                provenance,
                uncounted: !measure.counts_all && !provenance.is_observed(),
                ..Fact::default()
            };
            let field = match &measure.of {
                Of::Field(field) => field,
                Of::Holding => {
                    facts.push(base);
                    continue;
                }
                Of::Reaching(all, least) => {
                    let count = reached(&scope, all, *least);
                    facts.extend(count.map(|count| Fact { value: count as f64, ..base }));
                    continue;
                }
            };
            let Some((field, value)) = scope.own(field) else { continue };
            let found = field.kind.facts(value, measure, base);
            let other = |name: &String| scope.own(name).and_then(|(_, value)| value.as_number());
            let computed = match (&measure.minus, &measure.times) {
                (None, None) => Some((1.0, 0.0)),
                (Some(minus), _) => other(minus).map(|less| (1.0, less)),
                (None, Some(times)) => other(times).map(|factor| (factor, 0.0)),
            };
            let Some((factor, less)) = computed else { continue };
            facts.extend(found.into_iter().map(|fact| Fact { value: fact.value * factor - less, ..fact }));
        }
        facts
    }

    /// Lists what the answers say about subjects.
    pub fn found(&self, answers: &Answers) -> Vec<Found> {
        let mut found = Vec::new();
        for finding in &self.findings {
            for path in filled_rows_of(answers, &finding.each) {
                let scope = Scope::at(self, answers, &path);
                let says = scope.is_asked_for() && all_hold(&finding.when, &scope);
                let Some(subject) = scope.text(&finding.about).filter(|_| says) else { continue };
                if let Some(text) = finding.text.fill_if_any(&scope) {
                    let provenance = finding.provenance.unwrap_or_else(|| scope.provenance());
                    found.push(Found { subject: subject.to_owned(), text, provenance });
                }
            }
        }
        found
    }

    /// Lists the words of these answers that later answers may be offered.
    pub fn terms(&self, answers: &Answers) -> Vec<Term> {
        let (mut terms, mut seen) = (Vec::new(), BTreeSet::new());
        for group in std::iter::once(Vec::new()).chain(self.groups()) {
            for field in self.fields_at(&group) {
                let Some(vocabulary) = field.kind.as_text().and_then(TextKind::vocabulary) else { continue };
                for row in filled_rows_of(answers, &group) {
                    let written = answers.at(&row.field(&field.id)).and_then(Value::as_text).map(str::trim);
                    if let Some(text) = written.filter(|text| !text.is_empty()) {
                        let term = Term { vocabulary: vocabulary.to_owned(), text: text.to_owned() };
                        if seen.insert(term.clone()) {
                            terms.push(term);
                        }
                    }
                }
            }
        }
        terms
    }

    /// Returns how what an entry holds is known, as far as it says so for all of it.
    pub fn provenance(&self, answers: &Answers) -> Provenance {
        Scope::at(self, &self.current(answers), &RowPath::default()).provenance()
    }

    /// Writes the line for the Today screen: `ChatGPT 4 · Spotify DJ 3`, three hundred characters at most. Empty if there
    /// is nothing to say.
    pub fn summary_of(&self, answers: &Answers) -> String {
        let parts: Vec<_> = self.summary.iter().filter_map(|part| self.summary_part(part, answers)).collect();
        beginning(&parts.join(" · "), SUMMARY)
    }

    fn summary_part(&self, part: &Summary, answers: &Answers) -> Option<String> {
        let rows = |group: &[String], when: &[super::condition::Condition]| -> Vec<RowPath> {
            let holds = |path: &RowPath| {
                let scope = Scope::at(self, answers, path);
                scope.is_asked_for() && all_hold(when, &scope)
            };
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
            Summary::Count { group, when, distinct, words } => {
                let rows = rows(group, when);
                let count = distinct.as_ref().map_or(rows.len(), |name| {
                    let told = rows.iter().filter_map(|path| Scope::at(self, answers, path).text(name));
                    told.map(subject_key).collect::<BTreeSet<_>>().len()
                });
                let word = if count == 1 { &words.0 } else { &words.1 };
                (count > 0).then(|| format!("{count} {word}"))
            }
        }
    }

    /// Names a row for headings: its group's title, else its first answer, else what a row is called and its number.
    pub fn row_title(&self, answers: &Answers, path: &RowPath) -> String {
        let Some((group, index)) = path.last() else { return String::new() };
        let called = self.group(path).map_or(group.as_str(), |kind| kind.row.as_str());
        self.row_name(answers, path).unwrap_or_else(|| format!("{called} {}", index + 1))
    }

    /// Names a row by what it says: its group's title, else its first answer.
    pub fn row_name(&self, answers: &Answers, path: &RowPath) -> Option<String> {
        let kind = self.group(path)?;
        let scope = Scope::at(self, answers, path);
        let titled = kind.title.as_ref().and_then(|title| title.fill_if_any(&scope));
        titled.or_else(|| kind.first_answer(answers.row(path)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::negation::Negation;

    #[test]
    fn spellings_of_one_subject_meet() {
        assert_eq!(subject_key("  Spotify  DJ "), subject_key("spotify dj"));
        assert_eq!(subject_key("Cafe\u{301}"), subject_key("CAFÉ"));
        assert_ne!(subject_key("Copilot"), subject_key("Copilot Chat"));
    }

    #[test]
    fn a_text_weighs_what_its_longest_known_phrase_says() {
        let weights = [("surprised", 1.0), ("not surprised", 0.0), ("a mistake", -1.0)];
        let weights = weights.map(|(phrase, weight)| (phrase.to_owned(), weight)).to_vec();
        let measure = Measure {
            id: "feeling".into(),
            title: "Feeling".into(),
            group: Vec::new(),
            of: Of::Field("felt".into()),
            minus: None,
            times: None,
            when: Vec::new(),
            subject: None,
            part: None,
            weights,
            negation: Negation {
                words: ["not", "wasn't"].map(str::to_owned).into(),
                between: ["at", "all", "even", "a"].map(str::to_owned).into(),
            },
            offer: None,
            week: None,
            reading: false,
            provenance: None,
            counts_all: false,
            tells: None,
            covers: false,
            better: crate::domain::projections::Better::Neither,
        };
        for (text, weight) in [
            ("Surprised!", 1.0),
            ("not  surprised", 0.0),
            ("it was a mistake, and I was surprised", -1.0),
            ("mistakes", 0.0),
            ("", 0.0),
            ("I wasn't surprised", -1.0),
            ("not at all surprised", -1.0),
            ("not even a mistake", 0.0),
            ("not only surprised", 1.0),
            ("not surprised, then surprised", 0.0),
        ] {
            assert_eq!(measure.weigh(text), weight, "{text}");
        }
        let plain = Measure { weights: Vec::new(), ..measure };
        assert_eq!(plain.weigh("anything"), 1.0);
    }
}
