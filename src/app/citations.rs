//! What citations rest on: whether the entry is still there, and how what it said is known.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::db::Store;
use crate::domain::entry::Head;
use crate::domain::facts::Found;
use crate::domain::id::EntryId;
use crate::domain::value::{Answers, Cite};
use crate::error::Result;

/// Reads the entries that answers cite with what they say; those that were deleted are left out.
pub fn cited<'a>(
    store: &Store,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<BTreeMap<EntryId, (Head, Vec<Found>)>> {
    let mut there = BTreeMap::new();
    for Cite { entry, .. } in all.into_iter().flat_map(Answers::cites) {
        if !there.contains_key(entry) {
            there.insert(*entry, store.cited(*entry)?);
        }
    }
    Ok(there.into_iter().filter_map(|(id, entry)| Some((id, entry?))).collect())
}

/// Returns the answers with those citations that still count toward evidence: none of a deleted entry, each with how it
/// is known.
pub fn standing<'a>(store: &Store, answers: &'a Answers) -> Result<Cow<'a, Answers>> {
    if answers.cites().is_empty() {
        return Ok(Cow::Borrowed(answers));
    }
    let cited = cited(store, [answers])?;
    let mut standing = answers.clone();
    standing.retain_cites(&mut |cite| {
        let Some((_, found)) = cited.get(&cite.entry) else { return false };
        cite.provenance = cite.known(found);
        true
    });
    Ok(Cow::Owned(standing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{practice, week};
    use crate::domain::fault::Fault;
    use crate::domain::kinds::{EvidenceKind, Kind};
    use crate::domain::locate::Place;
    use crate::domain::time::Moment;
    use crate::domain::value::{Picks, Value};
    use crate::exercises::Catalog;
    use crate::sys::rng::Rng;

    #[test]
    fn only_observations_that_are_still_there_count_as_evidence() {
        let mut store = Store::open_in_memory().expect("opens");
        let (catalog, mut chance) = (Catalog::built_in(), Rng::seeded(1));
        let now = Moment::new(1_763_000_000_000, 0);
        let week = week::holding(&store, now.day(0)).expect("a week");
        let loaded = catalog.captured(catalog.plan()).expect("there").clone();
        for (known, happened) in [("did", "it spoke"), ("imagined", "it sang"), ("told", "it fell silent")] {
            let mut answers = Answers::default();
            answers.set("product", Value::Text("Otter".into()));
            answers.set("happened", Value::Text(happened.into()));
            answers.set("provenance", Value::Choice(Picks::one(known)));
            let first = (&answers, &Place::default());
            let (_, draft) =
                practice::begin(&mut store, &loaded, (week, now.day(0), now), first, &mut chance)
                    .expect("begins");
            practice::finish(&mut store, &catalog, &loaded, &draft, now).expect("finishes");
        }
        let mut field = loaded.exercise().steps[0].fields[0].clone();
        field.optional = false;
        field.kind = Kind::Evidence(EvidenceKind { about: None, min: 2 });
        let fault = |store: &Store, cites: &[Cite]| {
            let answers = [("evidence".to_owned(), Value::Cites(cites.to_vec()))].into_iter().collect();
            field.check(standing(store, &answers).expect("reads").get("evidence"))
        };
        let found = store.findings_about("Otter", None, 9).expect("reads");
        let cite = |text: &str| found.iter().find(|found| found.text == text).expect("found").cite();
        let (did, imagined, told) = (cite("it spoke"), cite("it sang"), cite("it fell silent"));
        assert_eq!(fault(&store, &[did.clone(), told.clone()]), None);
        assert_eq!(fault(&store, &[did.clone(), imagined.clone()]), Some(Fault::FewObserved(1)));
        // Cited before a citation remembered how it is known.
        let old = Cite { provenance: None, ..imagined };
        assert_eq!(fault(&store, &[did.clone(), old]), Some(Fault::FewObserved(1)));
        let old = Cite { provenance: None, ..told.clone() };
        assert_eq!(fault(&store, &[did.clone(), old]), None);
        store.trash(&[told.entry], now).expect("moves");
        assert_eq!(fault(&store, &[did, told]), Some(Fault::FewCites(1)));
    }
}
