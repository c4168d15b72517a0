//! Random sequences of everything people do with entries, against a model that is a map.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::support::*;
use crate::db::{Filter, Store};
use crate::domain::entry::State;
use crate::domain::id::EntryId;
use crate::sys::rng::Rng;

#[derive(Debug, Clone)]
enum Step {
    Begin,
    Save(usize, String),
    Finish(usize, String, bool),
    Reopen(usize),
    Discard(usize),
    Restore(usize),
}

#[derive(Debug, Clone, Default)]
struct Model {
    finished: Option<(String, State)>,
    version: u32,
    draft: Option<String>,
    trashed: bool,
    /// Everything finished or discarded, the current version too.
    history: Vec<(u32, State, String)>,
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..4_usize;
    prop_oneof![
        2 => Just(Step::Begin),
        6 => (which.clone(), ".{0,40}").prop_map(|(n, text)| Step::Save(n, text)),
        4 => (which.clone(), ".{0,40}", any::<bool>()).prop_map(|(n, text, all)| Step::Finish(n, text, all)),
        4 => which.clone().prop_map(Step::Reopen),
        2 => which.clone().prop_map(Step::Discard),
        1 => which.prop_map(Step::Restore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_done_is_what_is_read(steps in proptest::collection::vec(step(), 1..40)) {
        let mut store = Store::open_in_memory().expect("opens");
        let mut chance = Rng::seeded(1);
        let mut ids: Vec<EntryId> = Vec::new();
        let mut models: BTreeMap<EntryId, Model> = BTreeMap::new();
        for (minute, step) in (1..).zip(steps) {
            take(&mut store, &mut chance, &mut ids, &mut models, &step, minute);
        }
        for (id, model) in &models {
            compare(&store, *id, model);
        }
        let listed = store.list(&Filter::default(), None, 99).expect("lists");
        prop_assert_eq!(listed.len(), models.values().filter(|model| !model.trashed).count());
        let open = store.list(&Filter { drafts_only: true, ..Filter::default() }, None, 99).expect("lists");
        prop_assert_eq!(open.len(), models.values().filter(|model| model.draft.is_some()).count());
        prop_assert_eq!(store.open_drafts(99).expect("lists").len(), open.len());
        prop_assert_eq!(store.verify(), Ok(vec![]));
        let before = index(&store);
        store.rebuild_search().expect("rebuilds");
        prop_assert_eq!(index(&store), before);
        let carried = carried(&store);
        for (id, model) in &models {
            compare(&carried, *id, model);
        }
    }
}

fn take(
    store: &mut Store,
    chance: &mut Rng,
    ids: &mut Vec<EntryId>,
    models: &mut BTreeMap<EntryId, Model>,
    step: &Step,
    minute: i64,
) {
    if let Step::Begin = step {
        let id = begin_at(store, chance, minute).0.id;
        ids.push(id);
        models.insert(id, Model { draft: Some(String::new()), ..Model::default() });
        return;
    }
    let (Step::Save(n, _) | Step::Finish(n, ..) | Step::Reopen(n) | Step::Discard(n) | Step::Restore(n)) =
        step
    else {
        return;
    };
    let Some(id) = ids.get(*n).copied() else { return };
    let model = models.get_mut(&id).expect("there");
    let draft = store.draft(id).expect("reads");
    assert_eq!(draft.is_some(), model.draft.is_some());
    match step {
        Step::Begin => {}
        Step::Save(_, text) => {
            if let Some(draft) = draft {
                assert_eq!(store.save_draft(&written(&draft, text)), Ok(draft.revision + 1));
                model.draft = Some(text.clone());
            }
        }
        Step::Finish(_, text, all) => {
            if let Some(draft) = draft {
                let state = if *all { State::Complete } else { State::Partial };
                let done = crate::db::Finish { state, ..done(minute) };
                store.finish(&written(&draft, text), &done).expect("finishes");
                model.version += 1;
                model.history.push((model.version, state, text.clone()));
                model.finished = Some((text.clone(), state));
                model.draft = None;
            }
        }
        Step::Reopen(_) => {
            let reopened = store.reopen(id, at(minute));
            assert_eq!(reopened.is_ok(), !model.trashed);
            if model.draft.is_none() && !model.trashed {
                model.draft = model.finished.as_ref().map(|(text, _)| text.clone());
            }
        }
        Step::Discard(_) => {
            assert_eq!(store.discard_draft(id, at(minute)).is_ok(), draft.is_some());
            if let Some(text) = model.draft.take() {
                model.history.push((model.version, State::Draft, text));
                model.trashed = model.version == 0;
            }
        }
        Step::Restore(_) => {
            let restored = store.restore(&[id], at(minute)).expect("restores");
            assert_eq!(restored, usize::from(model.trashed));
            if std::mem::take(&mut model.trashed) {
                model.draft = model.history.last().map(|(_, _, text)| text.clone());
            }
            let head = store.head(id).expect("reads").expect("there");
            assert_eq!(head.open_draft, model.draft.is_some());
        }
    }
}

fn compare(store: &Store, id: EntryId, model: &Model) {
    let entry = store.entry(id).expect("reads").expect("there");
    let (text, state) = model.finished.clone().unwrap_or((String::new(), State::Draft));
    assert_eq!((entry.head.state, entry.head.version), (state, model.version));
    if model.finished.is_some() {
        assert_eq!(entry.answers, said(&text));
    } else {
        assert!(entry.answers.is_empty());
    }
    assert_eq!(entry.head.open_draft, model.draft.is_some());
    let draft = store.draft(id).expect("reads").map(|draft| draft.answers);
    assert_eq!(draft, model.draft.as_deref().map(said));
    let mut history = store.history(id).expect("reads");
    // What was written over in a draft is kept beside, if much of it was lost.
    history.retain(|old| old.state != State::Draft || old.discarded);
    let current =
        |(version, state, _): &&(u32, State, String)| *state != State::Draft && *version == model.version;
    let before: Vec<_> = model.history.iter().filter(|old| !current(old)).collect();
    assert_eq!(history.len(), before.len());
    for (found, (version, state, text)) in history.iter().rev().zip(before) {
        assert_eq!((found.version, found.state, &found.answers), (*version, *state, &said(text)));
    }
}
