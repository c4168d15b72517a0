//! Which pages there are for the answers, what is still open on them, and how far each step is.
//!
//! It serves the form, the plain mode, the command line and imports. It never changes an answer.

use super::condition::all_hold;
use super::scope::{Scope, rows_of};
use super::{Exercise, Field, Step};
use crate::domain::fault::Fault;
use crate::domain::kinds::Answering;
use crate::domain::locate::{FieldPath, RowPath};
use crate::domain::projections::Summary;
use crate::domain::value::{Answers, Value};

/// One page a person sees: a step, for one row if the step comes once a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Index of the step in the exercise.
    pub step: usize,
    /// The row it is about; empty for a step of its own.
    pub row: RowPath,
    /// Which page of the step it is, from 1, and how many there are.
    pub of: (usize, usize),
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Waits for the step of this index.
    Closed(usize),
    Untouched,
    /// Something is answered, something is open.
    Begun,
    /// Nothing is open.
    Done,
}

/// Something that is still open or does not fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Index of the step it belongs to.
    pub step: usize,
    pub at: FieldPath,
    pub fault: Fault,
}

impl Gap {
    /// Returns whether it is on a page.
    pub fn is_on(&self, page: &Page) -> bool {
        self.step == page.step && self.at.row.starts_with(&page.row)
    }
}

/// How far an entry is: its pages, what is open on them, and how far each step is.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    pub pages: Vec<Page>,
    /// What is still open, or does not fit, in order.
    pub gaps: Vec<Gap>,
    pub progress: Vec<Progress>,
}

impl Overview {
    /// Lists what is still open, or does not fit, on one page.
    pub fn gaps_on(&self, page: &Page) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.is_on(page))
    }
}

impl Exercise {
    /// Lists pages, gaps and progress in one pass over the answers.
    pub fn overview(&self, answers: &Answers) -> Overview {
        let steps = 0..self.steps.len();
        let pages: Vec<Vec<Page>> = steps.clone().map(|step| self.pages_of(step, answers)).collect();
        let gaps: Vec<Vec<Gap>> = steps.clone().map(|step| self.gaps_of(&pages[step], answers)).collect();
        let progress = |index: usize| {
            let waits = |id: &String| self.steps.iter().position(|step| step.id == *id);
            let is_done = |step: &usize| !pages[*step].is_empty() && gaps[*step].is_empty();
            let step = &self.steps[index];
            if let Some(waits_for) = step.after.iter().filter_map(waits).find(|step| !is_done(step)) {
                return Progress::Closed(waits_for);
            }
            let touched = pages[index].iter().any(|page| touched(step, answers, &page.row));
            // A page a row of a group that has no rows yet: nothing is done, nothing can be.
            let waiting =
                pages[index].is_empty() && !step.each.is_empty() && rows_of(answers, &step.each).is_empty();
            match (gaps[index].is_empty() && !waiting, touched) {
                (true, true) => Progress::Done,
                (true, false)
                    if step.fields.iter().all(|f| matches!(f.kind.answering(), Answering::Shown(_))) =>
                {
                    Progress::Done
                }
                (_, true) => Progress::Begun,
                (_, false) => Progress::Untouched,
            }
        };
        let progress = steps.map(progress).collect();
        Overview { progress, pages: pages.concat(), gaps: gaps.concat() }
    }

    /// Returns how many rows are done of how many, and what several are called, where some rows of a group have all the
    /// answers of their page and others wait.
    pub fn rows_done(&self, answers: &Answers) -> Option<(usize, usize, &str)> {
        let overview = self.overview(answers);
        let begun = overview.progress.iter().position(|progress| *progress == Progress::Begun)?;
        let each = &self.steps.get(begun)?.each;
        let called = self.summary.iter().find_map(|summary| match summary {
            Summary::Count { group, words, .. } if group == each => Some(words.1.as_str()),
            Summary::Count { .. } | Summary::Text { .. } => None,
        })?;
        let pages = overview.pages.iter().filter(|page| page.step == begun);
        let done = pages.clone().filter(|page| overview.gaps_on(page).next().is_none()).count();
        (done > 0).then(|| (done, pages.count(), called))
    }

    /// Lists the pages there are for these answers, in order. A step for each row of an empty group has none.
    pub fn pages(&self, answers: &Answers) -> Vec<Page> {
        (0..self.steps.len()).flat_map(|step| self.pages_of(step, answers)).collect()
    }

    pub(crate) fn pages_of(&self, index: usize, answers: &Answers) -> Vec<Page> {
        let Some(step) = self.steps.get(index) else { return Vec::new() };
        let mut rows = rows_of(answers, &step.each);
        rows.retain(|row| {
            (step.each.is_empty() || answers.row(row).is_some_and(|r| !r.is_empty()))
                && Scope::at(self, answers, row).is_visited(step)
        });
        let count = rows.len();
        rows.into_iter().enumerate().map(|(i, row)| Page { step: index, row, of: (i + 1, count) }).collect()
    }

    /// Lists what is still open, or does not fit, in the whole entry.
    pub fn gaps(&self, answers: &Answers) -> Vec<Gap> {
        self.gaps_of(&self.pages(answers), answers)
    }

    fn gaps_of(&self, pages: &[Page], answers: &Answers) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for page in pages {
            for field in self.steps.get(page.step).into_iter().flat_map(|step| &step.fields) {
                self.field_gaps(page.step, field, answers, &page.row, &mut gaps);
            }
        }
        gaps
    }

    /// Returns whether a field is there, seen from its row.
    pub fn shows(&self, field: &Field, answers: &Answers, row: &RowPath) -> bool {
        field.when.is_empty() || all_hold(&field.when, &Scope::at(self, answers, row))
    }

    /// Returns the label of the field whose answer a field still waits for.
    pub fn waits<'a>(&'a self, field: &Field, answers: &'a Answers, row: &'a RowPath) -> Option<&'a str> {
        let after = field.after.as_deref()?;
        let (other, value) = Scope::at(self, answers, row).find(after)?;
        let answered = value.is_some_and(|value| !value.is_empty());
        (!answered).then_some(other.label.as_str())
    }

    /// Returns whether something was answered for the person when the entry began, and they answered nothing yet.
    pub fn can_deal_again(&self, answers: &Answers) -> bool {
        let fields = self.fields_at(&[]).into_iter();
        let (dealt, asked): (Vec<_>, Vec<_>) = fields.partition(|field| field.is_dealt(Some(answers)));
        let is_written = |field: &Field| !field.carry && field.kind.is_touched(answers, &field.id);
        !dealt.is_empty() && !asked.into_iter().any(is_written)
    }

    /// Returns whether what is answered to a field stands: the field that it was open until has an answer.
    pub fn is_settled(&self, field: &Field, answers: &Answers, row: &RowPath) -> bool {
        let end = field.until.as_deref().and_then(|until| Scope::at(self, answers, row).value(until));
        end.is_some_and(|value| !value.is_empty())
    }

    /// Checks an answer of a row by its field, and by the field that it must differ from; `None` means it fits.
    pub fn fault(
        &self,
        field: &Field,
        value: Option<&Value>,
        answers: &Answers,
        row: &RowPath,
    ) -> Option<Fault> {
        let same = || {
            let (other, theirs) = Scope::at(self, answers, row).find(field.differs.as_deref()?)?;
            let is_same = value?.as_picks()?.shares_any(theirs?.as_picks()?);
            is_same.then(|| Fault::SameAs(other.label.clone()))
        };
        field.check(value).or_else(same)
    }

    fn field_gaps(&self, step: usize, field: &Field, answers: &Answers, row: &RowPath, gaps: &mut Vec<Gap>) {
        let Some(here) = answers.row(row) else { return };
        if !self.shows(field, answers, row) {
            return;
        }
        if let Some(fault) = self.fault(field, here.get(&field.id), answers, row) {
            gaps.push(Gap { step, at: row.field(&field.id), fault });
        }
        let Some(kind) = field.kind.as_group() else { return };
        for (i, inner) in here.rows(&field.id).iter().enumerate() {
            if inner.is_empty() {
                continue;
            }
            let path = row.into_row(&field.id, i);
            for column in &kind.fields {
                self.field_gaps(step, column, answers, &path, gaps);
            }
        }
    }
}

/// Returns whether anything of a page was answered.
fn touched(step: &Step, answers: &Answers, row: &RowPath) -> bool {
    let here = answers.row(row);
    here.is_some_and(|here| step.fields.iter().any(|field| field.kind.is_touched(here, &field.id)))
}
