//! Questions about what is there already: an order for the rows of a group, entries to cite.

use std::ops::ControlFlow;

use super::{Question, Reply, Run};
use crate::app::citations;
use crate::domain::evidence::Citable;
use crate::domain::kinds::{EvidenceKind, RankKind};
use crate::domain::scope::Scope;
use crate::domain::value::Cite;
use crate::error::Result;
use crate::wording;

impl Run<'_> {
    pub(super) fn ask_rank(
        &mut self,
        question: Question<'_>,
        RankKind { of, by }: &RankKind,
    ) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        self.out.line(&field.label)?;
        let count = self.answers.row(row).map_or(0, |here| here.rows(of).len());
        if count < 2 {
            self.out.line("  there is nothing to put in order yet")?;
            return Ok(Reply::Passed);
        }
        let mut sorted: Vec<(usize, Option<f64>)> = Vec::new();
        for index in 0..count {
            let path = row.into_row(of, index);
            let number = by.as_ref().and_then(|by| self.answers.row(&path)?.get(by)?.as_number());
            sorted.push((index + 1, number));
            let number = number.map_or(String::new(), |number| format!(" ({number})"));
            let title = exercise.row_title(&self.answers, &path);
            self.out.line(&format!("  {} {title}{number}", index + 1))?;
        }
        let height = |(_, number): &(usize, Option<f64>)| number.unwrap_or(f64::MIN);
        sorted.sort_by(|a, b| height(b).total_cmp(&height(a)));
        let prompt = match by {
            Some(_) => {
                "  type a new order, as in `2 1 3`, or `sort` to go by the numbers, or press Enter to keep this one"
            }
            None => "  type a new order, as in `2 1 3`, or press Enter to keep this one",
        };
        let order = self.hear_until(question, prompt, |text| {
            if by.is_some() && text.trim().eq_ignore_ascii_case("sort") {
                return Ok(sorted.iter().map(|(number, _)| *number).collect());
            }
            let order = numbers(text).unwrap_or_default();
            let each_once = order.len() == count && (1..=count).all(|number| order.contains(&number));
            each_once.then_some(order).ok_or_else(|| format!("use each number from 1 to {count} once"))
        })?;
        let order = match order {
            ControlFlow::Continue(order) => order,
            ControlFlow::Break(reply) => return Ok(reply),
        };
        if let Some(here) = self.answers.row_mut(row) {
            let rows = here.rows_mut(of);
            *rows = order.iter().filter_map(|number| rows.get(number - 1).cloned()).collect();
        }
        self.save()?;
        Ok(Reply::Next)
    }

    pub(super) fn ask_evidence(&mut self, question: Question<'_>, kind: &EvidenceKind) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        let scope = Scope::at(exercise, &self.answers, row);
        let subject = kind.about.as_deref().and_then(|name| scope.text(name)).map(str::to_owned);
        let entry = self.draft.as_ref().map(|draft| draft.entry);
        let found: Vec<Citable> = match &subject {
            Some(subject) => citations::citable(self.store, subject, entry, 40)?,
            None => Vec::new(),
        };
        self.out.line(&field.label)?;
        if found.is_empty() {
            self.out.line("  no earlier entry says anything about this yet")?;
            return Ok(Reply::Passed);
        }
        for (index, citable) in found.iter().enumerate() {
            self.out.line(&format!(
                "  {} {} {}{}: {}",
                index + 1,
                citable.day.format("%a %-d %b"),
                citable.short,
                wording::unobserved(citable.provenance)
                    .map_or_else(String::new, |known| format!(" ({known})")),
                citable.text
            ))?;
        }
        let prompt = "  type the numbers to cite, as in `1 3`, or press Enter to keep your citations";
        let cites = self.hear_until(question, prompt, |text| {
            let cite = |number: &usize| Some(found.get(number.checked_sub(1)?)?.cite());
            let cites = numbers(text).and_then(|numbers| numbers.iter().map(cite).collect());
            cites.ok_or_else(|| format!("use numbers from 1 to {}", found.len()))
        })?;
        let cites: Vec<Cite> = match cites {
            ControlFlow::Continue(cites) => cites,
            ControlFlow::Break(reply) => return Ok(reply),
        };
        self.set(row, &field.id, Some(cites.into()))?;
        Ok(Reply::Next)
    }
}

/// Reads numbers with spaces or commas between; `None` if something else is among them.
fn numbers(text: &str) -> Option<Vec<usize>> {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == ',');
    words.filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect()
}
