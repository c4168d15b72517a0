//! Places: which page of an exercise asks for an answer, so that somebody can be taken there.

use super::entry::Place;
use super::exercise::{Exercise, Field};
use super::pages::Page;
use super::search::Passage;
use super::value::Answers;

impl Exercise {
    /// Finds where a passage of these answers is asked for; `None` if no page asks for it.
    pub fn place_of(&self, answers: &Answers, passage: &Passage) -> Option<Place> {
        let pages = self.pages(answers);
        let page = pages.iter().find(|page| self.asks(page, passage))?;
        Some(Place {
            step: self.steps.get(page.step)?.id.clone(),
            page: page.row.clone(),
            row: passage.row.clone(),
            field: passage.field.clone(),
            cursor: passage.byte,
        })
    }

    fn asks(&self, page: &Page, passage: &Passage) -> bool {
        let (Some(step), Some(within)) =
            (self.steps.get(page.step), passage.row.0.strip_prefix(&page.row.0[..]))
        else {
            return false;
        };
        let mut fields: &[Field] = &step.fields;
        for (group, _) in within {
            match fields.iter().find(|field| field.id == *group).and_then(|field| field.kind.as_group()) {
                Some(kind) => fields = &kind.fields,
                None => return false,
            }
        }
        fields.iter().any(|field| field.id == passage.field)
    }
}
