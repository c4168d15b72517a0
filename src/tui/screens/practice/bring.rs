//! What is brought to the form from the journal: findings to cite, earlier ratings, words to pick from, another case.

use crate::app::{citations, practice, ratings, repairs, stories};
use crate::error::Result;
use crate::sys::settings::{Change, Value};
use crate::tui::context::Context;
use crate::tui::form::EARLIER;
use crate::tui::outcome::Outcome;

use super::Practice;

/// How many earlier findings about one subject are read at most.
const MOST: usize = 200;

impl Practice {
    /// Brings earlier findings about what the page is about now.
    pub(super) fn bring_evidence(&mut self, cx: &Context) -> Result<()> {
        let subject = self.form.subject();
        if subject != self.subject {
            let entry = self.head.as_ref().map(|head| head.id);
            let found = match &subject {
                Some(subject) => citations::citable(&cx.store, subject, entry, MOST)?,
                None => Vec::new(),
            };
            self.form.set_citable(found);
            let cites = self.form.answers().cites();
            let there = citations::still_there(&cx.store, cites.into_iter())?;
            self.form.set_there(there);
            self.subject = subject;
        }
        Ok(())
    }

    /// Brings how what the rows of this step are about was rated before.
    fn bring_ratings(&mut self, cx: &Context) -> Result<()> {
        let (exercise, answers, here) = (self.loaded.exercise(), self.form.answers(), self.form.step_number());
        for page in self.form.overview().pages.iter().filter(|page| page.step == here && !page.row.is_empty()) {
            let name = exercise.row_title(answers, &page.row);
            if self.rated.get(&page.row).is_none_or(|(known, _)| *known != name) {
                let drawn = ratings::of_row(&cx.store, &cx.catalog, (exercise, answers), &page.row)?;
                self.rated.insert(page.row.clone(), (name, drawn));
            }
        }
        Ok(())
    }

    /// Brings earlier findings, ratings and words for what is on the page now.
    pub(super) fn bring_in(&mut self, cx: &Context) -> Result<()> {
        self.bring_evidence(cx)?;
        self.bring_ratings(cx)?;
        let wanted = self.form.wants_suggestions();
        if wanted != self.suggested_for {
            if let Some((vocabulary, typed)) = &wanted {
                let mut words = if self.form.wants_stories() { self.story_names(cx)? } else { Vec::new() };
                words.extend(cx.store.suggest(vocabulary, typed, EARLIER)?);
                if self.form.wants_questions() {
                    words.extend(cx.catalog.deck().questions.iter().map(|question| question.text.clone()));
                }
                self.form.set_suggestions(words);
            }
            self.suggested_for = wanted;
        }
        Ok(())
    }

    /// Lists what one's own stories are called: read once a page, not at each key.
    fn story_names(&mut self, cx: &Context) -> Result<Vec<String>> {
        let page = self.form.page_number();
        let known = self.stories.take().filter(|(of, _)| *of == page);
        let (_, names) = self.stories.insert(match known {
            Some(known) => known,
            None => (page, stories::names(&cx.store)?),
        });
        Ok(names.clone())
    }

    /// Brings what the words of a hint can be replaced with.
    pub(super) fn bring_repairs(&mut self, cx: &Context) -> Result<Outcome> {
        let (names, sentences) = repairs::read(&cx.store, &cx.catalog, cx.today())?;
        Ok(self.form.set_repairs(names, sentences))
    }

    /// Switches the rule of the hint at the focus off, everywhere.
    pub(super) fn ignore_always(&mut self, cx: &Context) -> Outcome {
        let Some(rule) = self.form.hinted_rule() else {
            return Outcome::Say("there is no hint here".to_owned());
        };
        let mut set = cx.settings.clone();
        set.hints_off.push(rule);
        self.form.set_hints_off(&set.hints_off);
        let names = set.hints_off.iter().map(|rule| rule.name().to_owned()).collect();
        Outcome::Set(Box::new(set), Change { key: "hints_off", value: Value::List(names) })
    }

    /// Deals another case or question, as long as nothing is answered.
    pub(super) fn deal_again(&mut self, cx: &mut Context) -> Result<Outcome> {
        let (exercise, answers) = (self.loaded.exercise(), self.form.answers());
        let Some(again) = practice::deal_again(&cx.store, &cx.catalog, exercise, cx.today(), answers)? else {
            return Ok(Outcome::Say("another one comes only before you answer: clear your answers first".to_owned()));
        };
        self.form.deal(again);
        if self.head.is_some() { self.take(Outcome::Changed, cx) } else { Ok(Outcome::Moved) }
    }
}
