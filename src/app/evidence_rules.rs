//! Looks for evidence in the journal: facts that fit a rule, and no more of them than settle it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::around::Around;
use crate::coach;
use crate::db::{Order, Store, Wanted};
use crate::domain::checklist::{EvidenceRule, RuleResult};
use crate::domain::facts::{Dated, Fact};
use crate::error::Result;
use crate::exercises::Catalog;

/// How many facts a rule looks at, the newest first.
pub const LOOKED_AT: usize = 500;
/// How many it looks at before it looks at more, as long as those do not settle it.
const FEWER: [usize; 2] = [12, 96];

/// Looks for evidence, and remembers what it has read.
pub struct Evidence<'a> {
    store: &'a Store,
    catalog: &'a Catalog,
    around: Around<'a>,
    clean: BTreeMap<(String, String), bool>,
}

impl<'a> Evidence<'a> {
    pub fn new(store: &'a Store, catalog: &'a Catalog) -> Self {
        Self { store, catalog, around: Around::new(store), clean: BTreeMap::new() }
    }

    pub fn judge(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<RuleResult> {
        let wanted = Wanted { measure: &rule.measure, to: Some(day), ..Wanted::default() };
        Ok(rule.judge(&self.fitting(rule, &wanted)?, day))
    }

    /// Whether a rule held on a day, by what was written by then: what is filed later changes no day that is past.
    pub fn held(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<bool> {
        let from = rule.first_day(day);
        let wanted = Wanted {
            measure: &rule.measure,
            from,
            to: Some(day),
            written_by: Some(day),
            ..Wanted::default()
        };
        Ok(rule.judge(&self.fitting(rule, &wanted)?, day).holds())
    }

    /// Finds facts that fit a rule but for their age, newest first: as many as settle it, or all there are.
    fn fitting(&mut self, rule: &EvidenceRule, wanted: &Wanted<'_>) -> Result<Vec<Dated>> {
        for limit in FEWER {
            let facts = self.store.facts(wanted, Order::Newest, limit)?;
            let all = facts.len() < limit;
            let fitting = self.keep(rule, facts)?;
            if all || rule.is_settled(&fitting) {
                return Ok(fitting);
            }
        }
        let facts = self.store.facts(wanted, Order::Newest, LOOKED_AT)?;
        self.keep(rule, facts)
    }

    fn keep(&mut self, rule: &EvidenceRule, facts: Vec<Dated>) -> Result<Vec<Dated>> {
        let mut kept = Vec::new();
        for dated in facts {
            if self.fits(rule, &dated)? {
                kept.push(dated);
            }
        }
        Ok(kept)
    }

    fn fits(&mut self, rule: &EvidenceRule, dated: &Dated) -> Result<bool> {
        let fact = &dated.fact;
        let of_category = rule.category.is_empty()
            || fact.category.as_ref().is_some_and(|category| rule.category.contains(category));
        let high_enough = rule.at_least.is_none_or(|least| fact.value >= least);
        if !(of_category && high_enough && (!rule.clean || self.is_clean(fact))) {
            return Ok(false);
        }
        if rule.with.is_empty() {
            return Ok(true);
        }
        let around = self.around.of(dated)?;
        Ok(rule.with.iter().all(|measure| around.clone().any(|other| other.measure == *measure)))
    }

    /// Whether the coach finds nothing in what was written.
    fn is_clean(&mut self, fact: &Fact) -> bool {
        let written = (fact.measure.clone(), fact.words.clone().unwrap_or_default());
        *self.clean.entry(written).or_insert_with_key(|(measure, words)| {
            let rules = self.catalog.metrics().get(measure).map(|metric| metric.hints.as_slice());
            coach::hints(rules.unwrap_or_default(), words).is_empty()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{checklist, practice, week};
    use crate::domain::checklist::Standing;
    use crate::domain::locate::Place;
    use crate::domain::time::Moment;
    use crate::domain::value::{Answers, Picks, Value};
    use crate::sys::rng::Rng;

    /// A journal that somebody fills in to look good, an entry a day.
    struct Journal {
        store: Store,
        catalog: Catalog,
        chance: Rng,
        day: i64,
    }

    impl Journal {
        fn new() -> Self {
            let store = Store::open_in_memory().expect("opens");
            Self { store, catalog: Catalog::built_in(), chance: Rng::seeded(1), day: 0 }
        }

        fn now(&self) -> Moment {
            Moment::new(1_763_000_000_000 + self.day * 86_400_000, 0)
        }

        fn finish(&mut self, exercise: &str, answers: &Answers) {
            self.day += 1;
            let (loaded, now) = (self.catalog.find(exercise).expect("there").clone(), self.now());
            let week = week::holding(&self.store, now.day(0)).expect("a week");
            let (when, first) = ((week, now.day(0), now), (answers, &Place::default()));
            let (_, draft) =
                practice::begin(&mut self.store, &loaded, when, first, &mut self.chance).expect("begins");
            practice::finish(&mut self.store, &self.catalog, &loaded, &draft, now).expect("finishes");
        }

        /// How many of what each rule of an item needs are found.
        fn found(&self, item: &str) -> (Vec<usize>, Standing) {
            let judged = checklist::judge(&self.store, &self.catalog, self.now().day(0)).expect("judges");
            let judged = judged.into_iter().find(|judged| judged.item.id == item).expect("an item");
            (judged.found.iter().map(|found| found.have).collect(), judged.standing)
        }
    }

    fn reaction(from: &str) -> Answers {
        let mut answers = Answers::default();
        for (field, text) in [("happened", "it spoke"), ("product", "Otter"), ("felt", "annoyed")] {
            answers.set(field, Value::Text(text.into()));
        }
        for (field, id) in
            [("worked", "yes"), ("right", "no"), ("trust_event", "built"), ("built_by", "consistency")]
        {
            answers.set(field, Value::Choice(Picks::one(id)));
        }
        if !from.is_empty() {
            answers.set("provenance", Value::Choice(Picks::one(from)));
        }
        answers
    }

    #[test]
    fn imagined_reactions_prove_nothing() {
        let mut journal = Journal::new();
        for _ in 0..6 {
            journal.finish("reaction", &reaction("imagined"));
        }
        for item in ["works-feels-wrong", "own-reactions", "trust-patterns"] {
            let (found, standing) = journal.found(item);
            assert!(found.iter().all(|found| *found == 0), "{item}: {found:?}");
            assert_eq!(standing, Standing::Gap, "{item}");
        }
        journal.finish("reaction", &reaction("watched"));
        assert_eq!(journal.found("works-feels-wrong").0, [1], "seen, not felt");
        assert_eq!(journal.found("own-reactions").0, [0], "somebody else's");
        journal.finish("reaction", &reaction(""));
        assert_eq!(journal.found("works-feels-wrong"), (vec![2], Standing::Evidenced));
        assert_eq!(journal.found("own-reactions").0, [1]);
    }

    #[test]
    fn imagined_interviews_and_old_answers_prove_nothing() {
        let mut journal = Journal::new();
        let belief = |n: usize| -> Answers {
            let text = |text: String| Value::Text(text);
            let picked = |id: &str| Value::Choice(Picks::one(id));
            [
                ("said".to_owned(), text(format!("it listens {n}"))),
                ("gap".to_owned(), text(format!("it does not {n}"))),
                ("fit".to_owned(), picked("wrong")),
                ("effect".to_owned(), picked("misuse")),
            ]
            .into_iter()
            .collect()
        };
        let interview = |heard: &str| {
            let mut person = Answers::default();
            person.set("heard", Value::Choice(Picks::one(heard)));
            person.set("beliefs", Value::Rows((0..3).map(belief).collect()));
            let mut answers = Answers::default();
            answers.set("product", Value::Text("Otter".into()));
            answers.set("people", Value::Rows(vec![person]));
            answers
        };
        journal.finish("mental-models", &interview("imagined"));
        assert_eq!(journal.found("mental-models"), (vec![0, 0], Standing::Gap));
        journal.finish("mental-models", &interview("told"));
        assert_eq!(journal.found("mental-models"), (vec![3, 1], Standing::Evidenced));
    }
}
