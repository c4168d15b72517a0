//! What an exercise is: steps of fields, and what is computed from their answers. Where it was read from is unknown here.

pub(crate) mod condition;
pub(crate) mod pages;
mod renamed;
pub(crate) mod scope;
pub(crate) mod template;
pub(crate) mod top;

use std::ops::Deref;
use std::time::Duration;

use condition::Condition;
use template::Template;
use top::Top;

use super::deck::CasePart;
use super::drill::Drill;
use super::field_role::FieldRole;
use super::hue::Hue;
use super::kinds::{GroupKind, Kind};
use super::likeness::{has_words, is_alike};
use super::locate::GroupName;
use super::projections::{Block, Finding, ListColumn, Measure, Of, Summary};
use super::retelling::Retelling;
use super::returning::Return;
use super::sorting::Sorting;
use super::story::Telling;
use crate::domain::named::named;

/// What an exercise is called and how long it takes: all that lists and plans need of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Kebab-case name, the same for ever.
    pub id: String,
    /// Two to four letters before a short id.
    pub prefix: String,
    /// Counts from 1; raised when the questions change.
    pub revision: u32,
    /// What stands on every screen.
    pub title: String,
    /// One line: what the person does.
    pub about: String,
    /// A paragraph: why it is worth the time.
    pub why: String,
    /// The least and the most it should take.
    pub minutes: Minutes,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The dimension it is about, for how it looks.
    pub hue: Option<Hue>,
}

/// A guided sequence of steps. What its heading says can be asked of it directly.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// What it is called and how long it takes.
    pub heading: Heading,
    /// The pages, in order; at least one.
    pub steps: Vec<Step>,
    /// What becomes facts.
    pub measures: Vec<Measure>,
    /// What it says about a subject, for rails and citations.
    pub findings: Vec<Finding>,
    /// What comes back some days later.
    pub returns: Vec<Return>,
    /// Which of its rows are complaints.
    pub sortings: Vec<Sorting>,
    /// How its entries are told from memory, if they are.
    pub telling: Option<Telling>,
    /// The drill it keeps, if it keeps one.
    pub drill: Option<Drill>,
    /// The fields that take what is told from memory, if it keeps that.
    pub retelling: Option<Retelling>,
    /// The line on the Today screen.
    pub summary: Vec<Summary>,
    /// The columns where its entries are listed one a line.
    pub columns: Vec<ListColumn>,
    /// The blocks of the weekly review.
    pub report: Vec<Block>,
}

impl Deref for Exercise {
    type Target = Heading;

    fn deref(&self) -> &Heading {
        &self.heading
    }
}

/// How long an exercise should take, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

impl Minutes {
    /// Returns the upper end.
    pub fn cap(self) -> Duration {
        Duration::from_secs(u64::from(self.most) * 60)
    }
}

/// One page, or one page a row of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Name within the exercise.
    pub id: String,
    /// Short title for the list of steps.
    pub title: String,
    /// The question on the page.
    pub ask: Template,
    /// Why it is asked.
    pub why: Option<String>,
    /// The group whose rows each get this page; empty for a page of its own.
    pub each: Vec<String>,
    /// Only these rows of the group get it; `None` for all.
    pub top: Option<Top>,
    /// Steps that must be done before this one opens.
    pub after: Vec<String>,
    /// The page is there only if all of these hold.
    pub when: Vec<Condition>,
    /// The text field whose subject the rail shows earlier findings about.
    pub rail: Option<String>,
    /// Exercises whose findings stand first in the rail.
    pub rail_first: Vec<String>,
    /// What is asked; at least one field.
    pub fields: Vec<Field>,
}

/// One question with its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Name within its row.
    pub id: String,
    /// The names it had in earlier revisions.
    pub was: Vec<String>,
    /// What stands above the input.
    pub label: String,
    /// One dim line of help.
    pub help: Option<String>,
    /// Whether an answer may be left out.
    pub optional: bool,
    /// Whether it is part of quick capture.
    pub quick: bool,
    /// Whether a new entry begins with what the last one answered.
    pub carry: bool,
    /// What it stands for, so that options and filters find it whatever its id is.
    pub role: Option<FieldRole>,
    /// A thin and a rich answer.
    pub example: Option<Example>,
    /// Which coach rules read the answer.
    pub hints: Vec<Rule>,
    /// The field is there only if all of these hold.
    pub when: Vec<Condition>,
    /// The field stays closed until this one has an answer.
    pub after: Option<String>,
    /// Once this field has an answer, what is answered here is shown and no longer asked.
    pub until: Option<String>,
    /// The field of the same row, a choice too, that must be answered otherwise.
    pub differs: Option<String>,
    /// The part of a case that it holds, of the case that a new entry is dealt.
    pub case: Option<CasePart>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

impl Field {
    /// Whether a text answers it with so many words of one's own: numbers, single letters and one word over and over are
    /// not enough, nor is the example.
    pub fn is_said(&self, text: &str, many: usize) -> bool {
        has_words(text, many) && !self.example.as_ref().is_some_and(|example| example.is_copied(text))
    }
}

/// A thin and a rich answer to learn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What most people write.
    pub thin: String,
    /// What helps.
    pub rich: String,
    /// Questions to grade an answer of one's own by: three, or none for those that every text is asked.
    pub ask: Vec<String>,
}

impl Example {
    /// Whether a text is one of the two answers and little of one's own.
    pub fn is_copied(&self, text: &str) -> bool {
        is_alike(&self.rich, text) || is_alike(&self.thin, text)
    }
}

named! {
    /// The coach's rules for what is written.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Rule {
        /// "Often", "usually": not a moment.
        VagueMoment = "vague-moment",
        /// "Precision", "latency": the model's view.
        ModelSpeak = "model-speak",
        /// Words a user of the product would not use.
        Jargon = "jargon",
        /// "Always", "never wrong".
        OverPromise = "over-promise",
        /// "Users", "people": who?
        GroupUser = "group-user",
        /// "72% of users", without the words of one of them.
        Survey = "survey",
        /// "Customer-obsessed": a claim in place of an act.
        Devotion = "devotion",
        /// What should be built, before any pain is named.
        SolutionFirst = "solution-first",
        /// "They asked for it, so we built it": agreement in place of a need.
        AsAsked = "as-asked",
        /// A question about what someone would like.
        Preference = "preference",
        /// A question that brings its answer along.
        Leading = "leading",
        /// A question about what someone will do.
        Future = "future",
        /// "Revenue", "retention": the company's number where a person's is asked for.
        CompanyMetric = "company-metric",
        /// "By June" where something must be true and no date belongs.
        Deadline = "deadline",
        /// "Felt", "frustrated": what did they do?
        FeelingWords = "feeling-words",
        /// A criterion nobody could see.
        Observable = "observable",
        /// A recommendation without who, where, what or how measured.
        Specific = "specific",
        /// A recommendation for everybody.
        OneSize = "one-size",
        /// "Same", "as above": an answer that leans on another one.
        AsAbove = "as-above",
        /// One answer for all rows.
        SameEverywhere = "same-everywhere",
        /// The words of another row.
        Repeats = "repeats",
        /// Long sentences of long words.
        ReadingGrade = "reading-grade",
    }
}

impl Rule {
    /// Whether it compares the rows of a group.
    pub fn compares_rows(self) -> bool {
        matches!(self, Self::SameEverywhere | Self::Repeats)
    }
}

impl Exercise {
    /// Makes the small version for quick capture: one page with the quick fields. `None` if it has none.
    pub fn quick(&self) -> Option<Self> {
        let fields: Vec<Field> = self
            .steps
            .iter()
            .filter(|step| step.each.is_empty())
            .flat_map(|step| step.fields.iter().filter(|field| field.quick).cloned())
            .collect();
        let first = self.steps.first().filter(|_| !fields.is_empty())?;
        let step = Step {
            fields,
            why: None,
            after: Vec::new(),
            when: Vec::new(),
            rail: None,
            rail_first: Vec::new(),
            ..first.clone()
        };
        Some(Self { steps: vec![step], ..self.clone() })
    }

    /// Finds a step by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Lists the fields of a row: those at the top for the empty path, else a group's columns and the fields of its pages.
    pub fn fields_at(&self, row: &[String]) -> Vec<&Field> {
        let columns = self.group(row).map_or(&[][..], |kind| kind.fields.as_slice());
        columns.iter().chain(self.asked_at(row)).collect()
    }

    /// Lists the fields of every row, outer ones first.
    pub fn every_field(&self) -> impl Iterator<Item = &Field> {
        std::iter::once(Vec::new()).chain(self.groups()).flat_map(|group| self.fields_at(&group))
    }

    /// Finds a field by the path of its row and its id.
    pub fn field<G: GroupName>(&self, row: &[G], id: &str) -> Option<&Field> {
        let columns = self.group(row).map_or(&[][..], |kind| kind.fields.as_slice());
        columns.iter().chain(self.asked_at(row)).find(|field| field.id == id)
    }

    /// Lists the fields of the pages of a row.
    fn asked_at<G: GroupName>(&self, row: &[G]) -> impl Iterator<Item = &Field> {
        self.steps_at(row).flat_map(|step| &step.fields)
    }

    /// Finds the step of a row that asks for a field; `None` for a column of a group.
    fn asking<G: GroupName>(&self, row: &[G], id: &str) -> Option<&Step> {
        self.steps_at(row).find(|step| step.fields.iter().any(|field| field.id == id))
    }

    fn steps_at<G: GroupName>(&self, row: &[G]) -> impl Iterator<Item = &Step> {
        let here = |step: &&Step| step.each.iter().map(String::as_str).eq(row.iter().map(GroupName::group));
        self.steps.iter().filter(here)
    }

    /// Finds the measure of a field at the top.
    pub fn measure_of(&self, field: &str) -> Option<&Measure> {
        let is_it =
            |measure: &&Measure| measure.group.is_empty() && measure.of == Of::Field(field.to_owned());
        self.measures.iter().find(is_it)
    }

    /// Finds the field that holds which case an entry is dealt, and the measure that records it.
    pub fn case_dealt(&self) -> Option<(&Field, &Measure)> {
        let field = self.fields_at(&[]).into_iter().find(|field| field.case == Some(CasePart::Id))?;
        Some((field, self.measure_of(&field.id)?))
    }

    /// Finds the first field at the top that has a role.
    pub fn with_role(&self, role: FieldRole) -> Option<&Field> {
        self.fields_at(&[]).into_iter().find(|field| field.role == Some(role))
    }

    /// Finds a group by its path; `None` for the empty path and for what is no group.
    pub fn group<G: GroupName>(&self, path: &[G]) -> Option<&GroupKind> {
        let (last, parents) = path.split_last()?;
        self.field(parents, last.group())?.kind.as_group()
    }

    /// Lists the path of every group, outer ones first.
    pub fn groups(&self) -> Vec<Vec<String>> {
        let mut found: Vec<Vec<String>> = Vec::new();
        let mut open: Vec<Vec<String>> = vec![Vec::new()];
        while let Some(path) = open.pop() {
            for field in self.fields_at(&path) {
                if field.kind.as_group().is_some() {
                    let mut deeper = path.clone();
                    deeper.push(field.id.clone());
                    open.push(deeper.clone());
                    found.push(deeper);
                }
            }
        }
        found
    }
}
