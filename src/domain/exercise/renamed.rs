//! Answers to an earlier revision: fields and options that have another id now.

use std::borrow::Cow;

use super::{Exercise, Field};
use crate::domain::value::Answers;

impl Exercise {
    /// Reads answers to an earlier revision under the ids that fields and options have now. Entries are shown with their
    /// own questions; this is for what is worked out from old and new answers alike.
    pub fn current<'a>(&self, answers: &'a Answers) -> Cow<'a, Answers> {
        let mut groups = std::iter::once(Vec::new()).chain(self.groups());
        let renamed = groups.any(|group| {
            let renamed = |field: &&Field| {
                !field.was.is_empty() || field.kind.options().iter().any(|option| !option.was.is_empty())
            };
            self.fields_at(&group).iter().any(renamed)
        });
        if !renamed {
            return Cow::Borrowed(answers);
        }
        let mut answers = answers.clone();
        self.rename(&mut Vec::new(), &mut answers);
        Cow::Owned(answers)
    }

    fn rename(&self, group: &mut Vec<String>, row: &mut Answers) {
        for field in self.fields_at(group) {
            if row.get(&field.id).is_none()
                && let Some(value) = field.was.iter().find_map(|old| row.remove(old))
            {
                row.set(&field.id, value);
            }
            if let Some(value) = row.get(&field.id).and_then(|value| field.kind.renamed(value)) {
                row.set(&field.id, value);
            }
            if field.kind.as_group().is_some() && !row.rows(&field.id).is_empty() {
                group.push(field.id.clone());
                row.rows_mut(&field.id).iter_mut().for_each(|inner| self.rename(group, inner));
                group.pop();
            }
        }
    }
}
