//! Complaints of the demo: read from a file nine days before the last day, and most of them labelled in two sittings since.

use chrono::{Days, NaiveDate, NaiveTime};
use serde::Deserialize;

use super::broken;
use crate::app::triage::{Suggester, suggester};
use crate::db::{NewImport, Store, Write};
use crate::domain::complaint::{ComplaintId, Decision, Dimension, Label, Picked, Said, SaidWhy, phrase_in};
use crate::domain::time::Moment;
use crate::error::Result;

const COMPLAINTS: &str = include_str!("../../../assets/demo/complaints.toml");
/// How many days before the last one they were read in, and labelled: the first half, the others.
const IMPORTED: u64 = 9;
const SITTINGS: [u64; 2] = [4, 1];
/// How long one takes to label, in milliseconds.
const EACH: i64 = 9_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    complaint: Vec<Written>,
}

/// A complaint as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    product: String,
    source: String,
    stars: u8,
    /// How many days before the last day it was written.
    back: u64,
    text: String,
    label: Option<Decision>,
    also: Option<Dimension>,
    phrase: Option<String>,
    why: Option<SaidWhy>,
    #[serde(default)]
    note: String,
}

impl Written {
    fn said(&self, until: NaiveDate) -> Said {
        Said {
            product: self.product.clone(),
            source: self.source.clone(),
            source_id: None,
            stars: Some(self.stars),
            day: until.checked_sub_days(Days::new(self.back)),
            text: self.text.clone(),
            link: None,
            author: None,
        }
    }
}

/// Reads them in and labels them, with what is suggested by then.
pub(super) fn fill(store: &mut Store, until: NaiveDate) -> Result<()> {
    let file: File = toml::from_str(COMPLAINTS).map_err(|error| broken(0, error.message()))?;
    let new = NewImport { file: "store-reviews.csv".to_owned(), ..NewImport::default() };
    store.import_complaints(&new, moment(until, IMPORTED, 0), |into| {
        file.complaint.iter().try_for_each(|one| into.put(&one.said(until)).map(|_| ()))
    })?;
    let mut suggester = Suggester::default();
    let labelled = file.complaint.iter().filter_map(|one| Some((one, one.label?)));
    let waits = file.complaint.iter().filter(|one| one.label.is_none());
    let first_to_wait = waits.map(|one| ComplaintId::of(&one.product, &one.text)).min();
    let half = file.complaint.iter().filter(|one| one.label.is_some()).count() / 2;
    for (n, (one, decision)) in labelled.enumerate() {
        let id = ComplaintId::of(&one.product, &one.text);
        let label = Label {
            second: one.also,
            phrase: one.phrase.as_deref().and_then(|words| phrase_in(&one.text, words)),
            why: one.why,
            note: one.note.clone(),
            suggested: suggester::suggested(&suggester.suggest(&one.text)),
            picked: if first_to_wait.is_none_or(|first| id < first) {
                Picked::Chance
            } else {
                Picked::Unsure
            },
            ..Label::new(decision)
        };
        suggester.learn(id, &one.text, decision);
        let sitting = SITTINGS[usize::from(n >= half)];
        let at = moment(until, sitting, i64::try_from(n % half.max(1)).unwrap_or_default() * EACH);
        store.apply(&Write::Label(vec![(id, label)]), at)?;
    }
    let caught = suggester::catch_up(store)?;
    let value = serde_json::to_string(&caught.learnt).unwrap_or_default();
    store.apply(&Write::KeepLearnt(caught.upto, value), moment(until, SITTINGS[1], 0))?;
    Ok(())
}

/// The evening so many days before the last one, and so long after.
fn moment(until: NaiveDate, back: u64, after: i64) -> Moment {
    let day = until.checked_sub_days(Days::new(back)).unwrap_or(until);
    let evening = NaiveTime::from_hms_opt(18, 30, 0).unwrap_or_default();
    Moment::new(day.and_time(evening).and_utc().timestamp_millis() + after, 0)
}
