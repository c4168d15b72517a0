//! What is worked out from answers: by the exercise as it is now, so that a measure added today holds for what was
//! written last year; by the exercise as it was answered where its file is gone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::db::{Derived, Filling, Store};
use crate::domain::entry::{Digest, Entry, Head};
use crate::domain::exercise::Exercise;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::wording;

use super::{people, practice};

/// How many entries are worked out at once.
const BATCH: usize = 500;

/// Works out what answers say. In lines for people, one person has one spelling: the name they go by.
pub fn of(store: &Store, exercise: &Exercise, answers: &Answers) -> Result<Derived> {
    let current = exercise.current(answers);
    let answers = current.as_ref();
    let spelled = if exercise.people_in(answers).is_empty() {
        Cow::Borrowed(answers)
    } else {
        Cow::Owned(people::veil(store, exercise, [answers])?.spelled(exercise, answers))
    };
    Ok(Derived {
        summary: wording::with_provenance(exercise.provenance(answers), exercise.summary_of(&spelled)),
        facts: exercise.facts(answers),
        found: exercise.found(&spelled),
        terms: exercise.terms(answers),
        returning: exercise.returning(&spelled),
        sorted: exercise.sorted(answers),
        story: exercise.story(&spelled),
    })
}

/// What working everything out again found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many entries said something else before.
    pub differed: usize,
    /// The damaged ones, in a sentence each; what followed from their answers before stays,
    /// but for long words, which stand in the answers alone.
    pub damaged: Vec<String>,
}

/// Works out again what follows from the answers of every finished entry, and tells now and then how many of them
/// are done. Reads the whole journal.
pub fn all(store: &mut Store, catalog: &Catalog, mut tell: impl FnMut(u64, u64)) -> Result<Rebuilt> {
    let (mut gone, mut rebuilt, mut last) = (BTreeMap::new(), Rebuilt::default(), None);
    let (of, mut done) = (store.finished()?, 0);
    loop {
        let entries = store.finished_before(last, BATCH)?;
        let Some((end, _)) = entries.last() else { break };
        last = Some(end.head.id);
        done += entries.len() as u64;
        let mut computed = Vec::new();
        for (entry, damage) in entries {
            if let Some(damage) = damage {
                rebuilt.damaged.push(damage);
                continue;
            }
            let derived = of_entry(store, catalog, &entry, &mut gone)?;
            computed.extend(derived.map(|derived| (entry.head.id, derived)));
        }
        rebuilt.differed += store.recompute(&computed)?;
        tell(done, of);
    }
    store.facts_are_fresh()?;
    Ok(rebuilt)
}

/// Works out what follows from the answers of every finished entry of a journal that is being filled.
pub fn fill(filling: &Filling<'_>, catalog: &Catalog, tell: &mut dyn FnMut(u64, u64)) -> Result<()> {
    let (mut gone, mut last) = (BTreeMap::new(), None);
    let (of, mut done) = (filling.store().finished()?, 0);
    loop {
        let entries = filling.store().finished_before(last, BATCH)?;
        let Some((end, _)) = entries.last() else { break };
        last = Some(end.head.id);
        done += entries.len() as u64;
        for (entry, damage) in entries {
            if damage.is_none()
                && let Some(derived) = of_entry(filling.store(), catalog, &entry, &mut gone)?
            {
                filling.derive(entry.head.id, derived)?;
            }
        }
        tell(done, of);
    }
    filling.index_the_rest()
}

/// What follows from the answers of some revisions, by their numbers.
pub fn of_revisions(store: &Store, catalog: &Catalog, all: Vec<(i64, Entry)>) -> Result<Vec<(i64, Derived)>> {
    let mut gone = BTreeMap::new();
    let each = all.into_iter().map(|(number, entry)| {
        let derived = of_entry(store, catalog, &entry, &mut gone)?;
        Ok((number, derived.unwrap_or_default()))
    });
    each.collect()
}

/// The exercises that only old entries remember, by the hash of their text; `None` for those that cannot be read.
type Gone = BTreeMap<Digest, Option<Exercise>>;

/// What follows from the answers of an entry; `None` where its exercise cannot be read any more.
fn of_entry(store: &Store, catalog: &Catalog, entry: &Entry, gone: &mut Gone) -> Result<Option<Derived>> {
    let exercise = measuring(store, catalog, &entry.head, gone);
    exercise.map(|exercise| of(store, exercise, &entry.answers)).transpose()
}

fn measuring<'a>(
    store: &Store,
    catalog: &'a Catalog,
    head: &Head,
    gone: &'a mut Gone,
) -> Option<&'a Exercise> {
    if let Some(now) = catalog.get(&head.exercise) {
        return Some(now.exercise());
    }
    // One that cannot be read any more leaves what its entries said as it is.
    let stored = gone.entry(head.definition).or_insert_with(|| {
        let stored = practice::stored_exercise(store, head).ok().flatten();
        stored.map(|loaded| loaded.exercise().clone())
    });
    stored.as_ref()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::week;
    use crate::db::{Order, Wanted};
    use crate::domain::entry::Draft;
    use crate::domain::id::EntryId;
    use crate::domain::locate::Place;
    use crate::domain::time::Moment;
    use crate::domain::value::{Picks, Value};
    use crate::sys::rng::Rng;

    #[derive(Debug, Clone)]
    enum Step {
        Log(Answers),
        Again(usize, Answers),
        Trash(usize),
        Restore(usize),
        Undo,
        BringBack(usize, u32),
        Move(usize, u64),
    }

    fn answers() -> impl Strategy<Value = Answers> {
        let word = prop_oneof![Just(""), Just("Otter"), Just("otter "), Just("DJ")];
        let felt = prop_oneof![Just(""), Just("annoyed"), Just("a discovery"), Just("odd")];
        // The first revision of the reaction said `saw`.
        let known = prop_oneof![Just(""), Just("did"), Just("saw"), Just("watched"), Just("imagined")];
        (word, felt, 0..6_u8, prop_oneof![Just("yes"), Just("no")], any::<bool>(), known).prop_map(
            |(product, felt, trust, right, worked, known)| {
                let mut answers = Answers::default();
                answers.set("happened", Value::Text("it spoke".into()));
                answers.set("product", Value::Text(product.into()));
                answers.set("feature", Value::Text(product.into()));
                answers.set("felt", Value::Text(felt.into()));
                if trust > 0 {
                    answers.set("trust", Value::Number(f64::from(trust)));
                }
                answers.set("right", Value::Choice(Picks::one(right)));
                // What trust grew from is asked for where it was built.
                answers
                    .set("trust_event", Value::Choice(Picks::one(if worked { "built" } else { "eroded" })));
                answers.set("built_by", Value::Choice(Picks::one("consistency")));
                if !known.is_empty() {
                    answers.set("provenance", Value::Choice(Picks::one(known)));
                }
                if worked {
                    answers.set("worked", Value::Choice(Picks::one("yes")));
                }
                answers
            },
        )
    }

    fn step() -> impl Strategy<Value = Step> {
        let which = 0..4_usize;
        prop_oneof![
            3 => answers().prop_map(Step::Log),
            3 => (which.clone(), answers()).prop_map(|(n, answers)| Step::Again(n, answers)),
            2 => which.clone().prop_map(Step::Trash),
            2 => which.clone().prop_map(Step::Restore),
            2 => Just(Step::Undo),
            1 => (which.clone(), 1..4_u32).prop_map(|(n, version)| Step::BringBack(n, version)),
            1 => (which, 0..30_u64).prop_map(|(n, days)| Step::Move(n, days)),
        ]
    }

    /// Everything that figures are drawn from.
    fn figures(store: &Store, catalog: &Catalog) -> String {
        let mut all = String::new();
        for measure in catalog.all().flat_map(|loaded| &loaded.exercise().measures) {
            let wanted = Wanted { measure: &measure.id, ..Wanted::default() };
            all += &format!("{:?}", store.facts(&wanted, Order::Newest, 999).expect("reads"));
            let mut tallies = store.tallies(&measure.id, None).expect("reads");
            // They come in the order in which subjects became known.
            tallies.sort_by_key(|tally| (tally.subject_key.clone(), tally.week));
            all += &format!("{tallies:?}\n");
        }
        all
    }

    fn exported(store: &Store) -> Vec<u8> {
        let mut text = Vec::new();
        let line = &mut |line: &[u8]| {
            text.extend_from_slice(line);
            Ok(())
        };
        store.export(line).expect("exports");
        text
    }

    /// What a journal is exported as, and a journal that was filled with that.
    fn carried(store: &Store, catalog: &Catalog) -> (Vec<u8>, Store) {
        let (text, mut new) = (exported(store), Store::open_in_memory().expect("opens"));
        let from = (std::path::Path::new("it"), &mut text.as_slice() as &mut dyn std::io::BufRead);
        crate::app::import::own(&mut new, catalog, from, &mut |_, _| ()).expect("imports");
        (text, new)
    }

    #[test]
    fn the_sample_journal_is_the_same_once_it_was_exported_and_imported() {
        let (mut store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let until = "2026-11-20".parse().expect("a day");
        crate::app::demo::fill(&mut store, until, 1).expect("fills");
        let write =
            crate::app::undo::last(&store, &catalog, crate::db::Scope::Everything).expect("looks it up");
        let now = Moment::new(1_795_000_000_000, 60);
        store.apply(&write, now).expect("undoes");
        let draft = store.open_drafts(1).expect("lists")[0].id;
        let draft = store.draft(draft).expect("reads").expect("there");
        store.fork_draft(&draft, &mut Rng::seeded(5)).expect("parts in two");
        store.edit_people(&crate::db::PersonEdit::Forget(3), now).expect("forgets");
        let (text, mut new) = carried(&store, &catalog);
        assert_eq!(exported(&new), text);
        assert_eq!(new.verify(), Ok(vec![]));
        assert_eq!(figures(&new, &catalog), figures(&store, &catalog));
        assert_eq!(new.people(), store.people(), "whoever is forgotten stays forgotten");
        assert_eq!(all(&mut new, &catalog, |_, _| ()), Ok(Rebuilt::default()), "nothing differs");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_with_each_change_equals_what_is_worked_out_anew(
            steps in proptest::collection::vec(step(), 1..25)
        ) {
            let mut store = Store::open_in_memory().expect("opens");
            let (catalog, mut chance, mut ids) = (Catalog::built_in(), Rng::seeded(1), Vec::new());
            let id = catalog.plan().capture.clone().expect("something to capture");
            let loaded = catalog.find(&id).expect("there").clone();
            for (minute, step) in (1..).zip(steps) {
                let now = Moment::new(1_763_000_000_000 + minute * 40_000_000, 0);
                let finish = |store: &mut Store, draft: Draft, answers: &Answers| {
                    let draft = Draft { answers: answers.clone(), ..draft };
                    practice::finish(store, &catalog, &loaded, &draft, now).expect("finishes")
                };
                match step {
                    Step::Log(answers) => {
                        let week = week::holding(&store, now.day(0)).expect("a week");
                        let first = (&answers, &Place::default());
                        let begun =
                            practice::begin(&mut store, &loaded, (week, now.day(0), now), first, &mut chance);
                        let (head, draft) = begun.expect("begins");
                        finish(&mut store, draft, &answers);
                        ids.push(head.id);
                    }
                    Step::Again(n, answers) => {
                        let Some(id) = ids.get(n) else { continue };
                        if let Ok(draft) = store.reopen(*id, now) {
                            finish(&mut store, draft, &answers);
                        }
                    }
                    Step::Trash(n) => {
                        store.trash(&ids.get(n).copied().into_iter().collect::<Vec<_>>(), now).expect("moves");
                    }
                    Step::Restore(n) => {
                        if let Some(id) = ids.get(n) {
                            store.restore(&[*id], now).expect("restores");
                        }
                    }
                    Step::Undo => {
                        let write = crate::app::undo::last(&store, &catalog, crate::db::Scope::Everything).expect("looks it up");
                        store.apply(&write, now).expect("undoes");
                    }
                    Step::Move(n, days) => {
                        let day = now.day(0) - chrono::Days::new(days);
                        let week = week::holding(&store, day).expect("a week").label();
                        let ids: Vec<EntryId> = ids.get(n).copied().into_iter().collect();
                        store.move_to_day(&ids, day, week, now).expect("moves");
                    }
                    Step::BringBack(n, version) => {
                        if let Some(id) = ids.get(n) {
                            let write = practice::bring_back(&store, &catalog, *id, version);
                            let _ = write.and_then(|write| store.apply(&write, now));
                        }
                    }
                }
            }
            let before = figures(&store, &catalog);
            let (text, carried) = carried(&store, &catalog);
            prop_assert_eq!(figures(&carried, &catalog), before.clone());
            prop_assert_eq!(exported(&carried), text);
            prop_assert_eq!(store.verify(), Ok(vec![]));
            prop_assert_eq!(all(&mut store, &catalog, |_, _| ()), Ok(Rebuilt::default()), "nothing differs");
            store.count_weeks().expect("counts");
            prop_assert_eq!(figures(&store, &catalog), before);
        }
    }

    #[test]
    fn a_measure_added_later_holds_for_what_was_written_before() {
        let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
        let before = include_str!("../../tests/data/every-kind.toml");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("own.toml"), before).expect("written");
        let (catalog, problems) = Catalog::load(Some(folder.path()));
        assert_eq!(problems, []);
        let loaded = catalog.find("every-kind").expect("there").clone();
        let mut answers = Answers::default();
        answers.set("product", Value::Text("Otter".into()));
        let now = Moment::new(1_763_000_000_000, 0);
        let week = week::holding(&store, now.day(0)).expect("a week");
        let first = (&answers, &Place::default());
        let (_, draft) = practice::begin(&mut store, &loaded, (week, now.day(0), now), first, &mut chance)
            .expect("begins");
        practice::finish(&mut store, &catalog, &loaded, &draft, now).expect("finishes");
        let more = "\n[[measure]]\nid = \"later\"\ntitle = \"Later\"\nfield = \"product\"\n";
        std::fs::write(folder.path().join("own.toml"), format!("{before}{more}")).expect("written");
        let (catalog, _) = Catalog::load(Some(folder.path()));
        let mut told = Vec::new();
        let rebuilt = all(&mut store, &catalog, |done, of| told.push((done, of)));
        assert_eq!((rebuilt.map(|rebuilt| rebuilt.differed), told), (Ok(1), vec![(1, 1)]));
        let wanted = Wanted { measure: "later", ..Wanted::default() };
        let facts = store.facts(&wanted, Order::Newest, 9).expect("reads");
        assert_eq!(facts[0].fact.words.as_deref(), Some("Otter"));
    }
}
