//! What citations rest on: what can be cited, whether it is still there, and how what it said is known.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::db::Store;
use crate::domain::complaint::{ComplaintId, Decision};
use crate::domain::evidence::Citable;
use crate::domain::facts::{Found, beginning, subject_key};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::provenance::Provenance;
use crate::domain::sorting::Sorted;
use crate::domain::value::{Answers, Cite, Cited};
use crate::error::Result;

/// How many complaints are offered, those labelled last.
const COMPLAINTS: usize = 12;
/// How much of a complaint is quoted where no words of it were marked, in characters.
const QUOTED: usize = 200;

/// Something that is cited, as far as it is there.
#[derive(Debug, Clone, PartialEq)]
pub struct There {
    /// The id for people.
    pub short: ShortId,
    /// The day it is of.
    pub day: NaiveDate,
    /// What it is: the exercise that an entry answers, or the product that a complaint is about.
    pub from: From,
    /// What it says, with how that is known; nothing for a complaint, which is as it was read.
    pub found: Vec<Found>,
}

/// What something that is cited is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// An entry of an exercise.
    Exercise(String),
    /// A complaint about a product.
    Complaint(String),
}

/// Lists up to `limit` things that can be cited about a subject: what earlier entries say, and a few complaints that were
/// sorted. What an entry itself says is left out.
pub fn citable(store: &Store, subject: &str, except: Option<EntryId>, limit: usize) -> Result<Vec<Citable>> {
    let mut found = store.findings_about(subject, except, limit)?;
    let wanted = subject_key(subject);
    let counts = store.complaint_counts()?.into_iter();
    let mut products: Vec<String> = counts
        .filter(|count| count.decision.and_then(Decision::dimension).is_some())
        .map(|count| count.product)
        .collect();
    products.dedup();
    products.retain(|product| subject_key(product) == wanted);
    let labelled = store.labelled_about(&products, COMPLAINTS)?;
    found.extend(labelled.into_iter().filter_map(|one| Some((one.labelled?, one))).map(|(at, one)| {
        let Sorted { product, text, phrase, .. } = one.sorted;
        let said = if phrase.is_empty() { beginning(&text, QUOTED) } else { phrase };
        Citable {
            of: Cited::Complaint(ComplaintId::of(&product, &text)),
            short: one.short,
            exercise: String::new(),
            day: at.local().date(),
            text: said.split_whitespace().collect::<Vec<_>>().join(" "),
            provenance: Provenance::Read,
        }
    }));
    Ok(found)
}

/// Reads what answers cite, with what it says; what was deleted is left out.
pub fn cited<'a>(
    store: &Store,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<BTreeMap<Cited, There>> {
    let mut there = BTreeMap::new();
    for cite in all.into_iter().flat_map(Answers::cites) {
        if let Entry::Vacant(unknown) = there.entry(cite.of) {
            unknown.insert(look_up(store, cite.of)?);
        }
    }
    Ok(there.into_iter().filter_map(|(id, there)| Some((id, there?))).collect())
}

fn look_up(store: &Store, cited: Cited) -> Result<Option<There>> {
    Ok(match cited {
        Cited::Entry(id) => store.cited(id)?.map(|(head, found)| There {
            short: head.short,
            day: head.day,
            from: From::Exercise(head.exercise),
            found,
        }),
        Cited::Complaint(id) => {
            // The day it was read counts, not the one it was written.
            let read = store.standing_label(id)?.map(|label| label.at.local().date());
            store.complaint(id)?.map(|complaint| There {
                short: complaint.short,
                day: read.or(complaint.said.day).unwrap_or_default(),
                from: From::Complaint(complaint.said.product),
                found: Vec::new(),
            })
        }
    })
}

/// Which of some things that are cited are still there.
pub fn still_there<'a>(store: &Store, all: impl Iterator<Item = &'a Cite>) -> Result<BTreeSet<Cited>> {
    let (mut entries, mut there) = (BTreeSet::new(), BTreeSet::new());
    for cite in all {
        match cite.of {
            Cited::Entry(id) => drop(entries.insert(id)),
            Cited::Complaint(id) => there.extend(store.complaint(id)?.map(|_| cite.of)),
        }
    }
    there.extend(store.standing(&entries)?.into_iter().map(Cited::Entry));
    Ok(there)
}

/// Returns the answers with those citations that still count toward evidence: none of what was deleted, each with how it
/// is known.
pub fn standing<'a>(store: &Store, answers: &'a Answers) -> Result<Cow<'a, Answers>> {
    if answers.cites().is_empty() {
        return Ok(Cow::Borrowed(answers));
    }
    let cited = cited(store, [answers])?;
    let mut standing = answers.clone();
    standing.retain_cites(&mut |cite| {
        let Some(there) = cited.get(&cite.of) else { return false };
        cite.provenance = cite.known(&there.found);
        true
    });
    Ok(Cow::Owned(standing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{practice, week};
    use crate::db::{NewImport, Write};
    use crate::domain::complaint::{Dimension, Label, Said};
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
        let Cited::Entry(entry) = told.of else { panic!("an entry") };
        store.trash(&[entry], now).expect("moves");
        assert_eq!(fault(&store, &[did, told]), Some(Fault::FewCites(1)));
    }

    #[test]
    fn complaints_that_were_sorted_can_be_cited_and_count_as_read() {
        let mut store = Store::open_in_memory().expect("opens");
        let now = Moment::new(1_763_000_000_000, 0);
        let said = |text: &str| Said {
            product: "Otter".into(),
            source: "Reddit".into(),
            source_id: None,
            stars: None,
            day: None,
            text: text.into(),
            link: None,
            author: None,
        };
        let put = store.import_complaints(&NewImport::default(), now, |into| {
            ["it  lied", "it waits"].iter().try_for_each(|text| into.put(&said(text)).map(|_| ()))
        });
        put.expect("imports");
        let id = ComplaintId::of("Otter", "it lied");
        let label = Label { phrase: Some(4..8), ..Label::new(Decision::About(Dimension::Trust)) };
        store.apply(&Write::Label(vec![(id, label)]), now).expect("labels");
        // Whatever was labelled about other products since.
        let others: Vec<Said> = (0..1_100)
            .map(|n| Said { product: "Siri".into(), ..said(&format!("it heard me {n} times")) })
            .collect();
        let put = store.import_complaints(&NewImport::default(), now, |into| {
            others.iter().try_for_each(|said| into.put(said).map(|_| ()))
        });
        put.expect("imports");
        let trust = |one: &Said| {
            (ComplaintId::of(&one.product, &one.text), Label::new(Decision::About(Dimension::Trust)))
        };
        store.apply(&Write::Label(others.iter().map(trust).collect()), now).expect("labels");
        let offered = citable(&store, " otter", None, 9).expect("reads");
        let [one] = offered.as_slice() else { panic!("what waits is not offered: {offered:?}") };
        assert_eq!((one.text.as_str(), one.provenance), ("lied", Provenance::Read));
        let cite = one.cite();
        let json = serde_json::to_string(&cite).expect("JSON");
        assert!(json.starts_with("{\"complaint\":"), "{json}");
        assert_eq!(serde_json::from_str::<Cite>(&json).expect("read again"), cite);
        let answers: Answers =
            [("evidence".to_owned(), Value::Cites(vec![cite.clone()]))].into_iter().collect();
        assert_eq!(standing(&store, &answers).expect("reads").cites(), [&cite]);
        assert_eq!(still_there(&store, [&cite].into_iter()).expect("reads").len(), 1);
        let gone = Cite { of: Cited::Complaint(ComplaintId::of("Otter", "no")), ..cite };
        let answers: Answers = [("evidence".to_owned(), Value::Cites(vec![gone]))].into_iter().collect();
        assert_eq!(standing(&store, &answers).expect("reads").cites().len(), 0);
    }
}
