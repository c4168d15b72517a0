//! What was shared, and what came back: an entry of the exercise that the plan names for it keeps both.

use chrono::NaiveDate;

use crate::db::{Filter, Finish, NewEntry, Store};
use crate::domain::difference::Difference;
use crate::domain::entry::{Draft, Entry, Head, State};
use crate::domain::exercise::{Exercise, Field};
use crate::domain::field_role::FieldRole;
use crate::domain::id::EntryId;
use crate::domain::kinds::GroupKind;
use crate::domain::locate::Place;
use crate::domain::plan::{Plan, Week};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Value};
use crate::error::{Error, Result, unless_damaged};
use crate::exercises::{Catalog, Loaded};
use crate::report::answers::{Answer, Feedback};
use crate::report::choice::Choice;
use crate::report::{since, title_parts};
use crate::sys::rng::Rng;

use super::outgoing::{Asked, Review};
use super::review::Span;
use super::{practice, week};

/// How far back an earlier version of a review is looked for, in entries.
const BACK: usize = 200;

/// A review that was shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The entry that keeps it.
    pub head: Head,
    /// What the review is called.
    pub review: String,
    /// What was in it, as Markdown; empty if that was not kept.
    pub sent: String,
    /// What had been chosen for it, as it is kept.
    chosen: String,
    /// Who got it, if that was said.
    pub recipient: Option<String>,
    /// How many answers came back.
    pub answers: usize,
}

impl Shared {
    /// Describes when it was shared, with whom, and which entry keeps it.
    pub fn format(&self) -> String {
        let with = self.recipient.as_ref().map(|name| format!(" with {name}")).unwrap_or_default();
        let reader = title_parts(&self.review).map(|(_, reader)| format!(", for {}", reader.words()));
        format!(
            "Shared on {}{with}{}. The copy you sent is {}.",
            self.head.day.format("%-d %B %Y"),
            reader.unwrap_or_default(),
            self.head.short
        )
    }
}

/// Finds the exercise that keeps what was shared; `None` if the plan names none, or one without the fields for it.
pub fn exercise<'a>(catalog: &'a Catalog, plan: &Plan) -> Option<&'a Loaded> {
    let loaded = catalog.get(plan.share.as_deref()?)?;
    let keeps = |role| loaded.exercise().with_role(role).is_some();
    (keeps(FieldRole::Review) && keeps(FieldRole::Sent)).then_some(loaded)
}

/// Makes the answers of an entry that keeps a review.
fn answers(exercise: &Exercise, review: &Review, recipient: Option<&str>) -> Answers {
    let said = [
        (FieldRole::Recipient, recipient.unwrap_or_default()),
        (FieldRole::Review, review.name()),
        (FieldRole::Sent, review.text()),
        (FieldRole::Chosen, review.chosen()),
    ];
    let mut answers = Answers::default();
    for (role, text) in said {
        if let Some(field) = exercise.with_role(role).filter(|_| !text.is_empty()) {
            answers.set(&field.id, text.to_owned().into());
        }
    }
    answers
}

/// Finds the review that was shared last among those of the lowest rank; what has no rank is not wanted.
fn last(
    store: &Store,
    exercise: &Exercise,
    rank: impl Fn(&Shared) -> Option<usize>,
) -> Result<Option<Shared>> {
    let mut best: Option<(usize, Shared)> = None;
    for head in finished(store, exercise, BACK)? {
        let Some(shared) = unless_damaged(shared(store, exercise, head.id))? else { continue };
        let Some(rank) = rank(&shared) else { continue };
        if rank == 0 {
            return Ok(Some(shared));
        }
        if best.as_ref().is_none_or(|(least, _)| rank < *least) {
            best = Some((rank, shared));
        }
    }
    Ok(best.map(|(_, shared)| shared))
}

/// What a review is of, whoever reads it.
fn of(name: &str) -> &str {
    title_parts(name).map_or(name, |(of, _)| of)
}

/// The products that a review is about, if they were chosen.
fn about(name: &str) -> Option<&str> {
    of(name).split_once(", about ").map(|(_, products)| products)
}

/// Describes what changed since a review of these days and products was shared last: with the reader who is asked for, else with
/// any; else since one of more days was, and then of all of those. What that reader got is compared with what they would get
/// now, in the parts that were chosen for it. Says first what is compared. Nothing if it was not shared yet.
pub fn since(
    store: &Store,
    catalog: &Catalog,
    (this_week, now): (Week, Moment),
    (asked, name): (&Asked, &str),
) -> Result<Option<(String, Vec<Difference>)>> {
    let Some(loaded) = exercise(catalog, week::plan(store, catalog, this_week)?) else { return Ok(None) };
    let exercise = loaded.exercise();
    let (from, until) = asked.span.days();
    let longer = |shared: &Shared| {
        Span::of_kept(&shared.chosen).filter(|span| {
            let (first, last) = span.days();
            first <= from && until <= last && about(&shared.review) == about(name)
        })
    };
    let rank = |shared: &Shared| {
        let fits = [shared.review == name, of(&shared.review) == of(name), longer(shared).is_some()];
        fits.into_iter().position(|fits| fits)
    };
    let Some(last) = last(store, exercise, rank)? else { return Ok(None) };
    let reader = title_parts(&last.review).map_or(asked.reader, |(_, reader)| reader);
    let mut said = last.format();
    let span = if of(&last.review) == of(name) {
        asked.span
    } else {
        let more = of(&last.review);
        said.push_str(&format!(
            " That copy covers more days: {more}. The changes below are from all of those days."
        ));
        longer(&last).unwrap_or(asked.span)
    };
    let products = asked.choice.products.clone();
    let choice = Choice { products, ..Choice::of_kept(&last.chosen, reader) };
    let review = Review::make(store, catalog, &Asked { span, reader, choice }, now)?;
    Ok(Some((said, since::changes(&last.sent, review.text()))))
}

/// Lists what was shared, the newest first, up to `limit`. What can't be read is left out.
pub fn all(store: &Store, exercise: &Exercise, limit: usize) -> Result<Vec<Shared>> {
    let mut all = Vec::new();
    for head in finished(store, exercise, limit)? {
        all.extend(unless_damaged(shared(store, exercise, head.id))?);
    }
    Ok(all)
}

fn finished(store: &Store, exercise: &Exercise, limit: usize) -> Result<Vec<Head>> {
    let filter = Filter { exercise: Some(exercise.id.clone()), ..Filter::default() };
    let heads = store.list(&filter, None, limit)?;
    Ok(heads.into_iter().filter(|head| head.state != State::Draft).collect())
}

fn shared(store: &Store, exercise: &Exercise, entry: EntryId) -> Result<Option<Shared>> {
    let Some(Entry { head, answers }) = store.entry(entry)? else { return Ok(None) };
    let said = |role| {
        let field = exercise.with_role(role)?;
        let text = answers.get(&field.id).and_then(Value::typed)?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    let Some(review) = said(FieldRole::Review) else { return Ok(None) };
    let sent = said(FieldRole::Sent).unwrap_or_default().trim_end().to_owned();
    let chosen = said(FieldRole::Chosen).unwrap_or_default();
    let answers = places(exercise).map_or(0, |(group, _)| answers.rows(&group.id).len());
    Ok(Some(Shared { recipient: said(FieldRole::Recipient), head, review, sent, chosen, answers }))
}

/// The entry that keeps a review which is being written. It is stored once the file is there.
#[derive(Debug)]
pub enum Keeping {
    /// One that says the same, for the same person if one is named.
    Same(Box<Head>),
    /// A new one.
    New(Box<Planned>),
}

/// An entry that is to keep a review.
#[derive(Debug)]
pub struct Planned {
    loaded: Loaded,
    when: (Week, NaiveDate, Moment),
    /// Its row, its head and its draft.
    pub entry: (NewEntry, Head, Draft),
    /// When an earlier version was shared.
    pub before: Option<NaiveDate>,
}

impl Keeping {
    /// Finds the entry that keeps a review, or plans one; nothing for a review that is the person's own, or where the plan
    /// keeps none.
    pub fn of(
        store: &Store,
        catalog: &Catalog,
        review: &Review,
        recipient: Option<&str>,
        when: (Week, NaiveDate, Moment),
        chance: &mut Rng,
    ) -> Result<Option<Self>> {
        let plan = week::plan(store, catalog, when.0)?;
        let Some(loaded) = exercise(catalog, plan).filter(|_| review.is_shared()) else { return Ok(None) };
        let last = last(store, loaded.exercise(), |shared| (shared.review == review.name()).then_some(0))?;
        let is_same = |last: &&Shared| {
            last.sent == review.text().trim_end()
                && (recipient.is_none() || last.recipient.as_deref() == recipient)
        };
        if let Some(same) = last.as_ref().filter(is_same) {
            return Ok(Some(Self::Same(Box::new(same.head.clone()))));
        }
        let answers = answers(loaded.exercise(), review, recipient);
        let entry = practice::plan(store, loaded, when, (&answers, &Place::default()), chance)?;
        let before = last.map(|last| last.head.day);
        Ok(Some(Self::New(Box::new(Planned { loaded: loaded.clone(), when, entry, before }))))
    }

    /// The id that answers come back with.
    pub fn id(&self) -> &str {
        match self {
            Self::Same(head) => head.short.as_str(),
            Self::New(planned) => planned.entry.1.short.as_str(),
        }
    }
}

impl Planned {
    /// What it is finished with.
    pub fn done(&self, store: &Store, catalog: &Catalog) -> Result<Finish> {
        practice::done(store, catalog, &self.loaded, &self.entry.2.answers, self.when.2)
    }

    /// Stores it, in one write.
    pub fn log(&self, store: &mut Store, catalog: &Catalog) -> Result<()> {
        let (_, head, draft) = &self.entry;
        practice::log_planned(store, catalog, &self.loaded, self.when, (head.id, &draft.answers))
    }
}

/// What was taken of a file of answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many answers are new.
    pub added: usize,
    /// How many were there already.
    pub known: usize,
}

/// Adds the answers of a reader to the entry that keeps what they read.
pub fn take(
    store: &mut Store,
    catalog: &Catalog,
    head: &Head,
    feedback: &Feedback,
    at: Moment,
) -> Result<Taken> {
    let loaded = catalog.find(&head.exercise)?;
    let exercise = loaded.exercise();
    let (group, [passage, answer]) = places(exercise).ok_or_else(|| {
        Error::unknown(
            format!("`{}` is not a shared review, so it has no place for answers", head.short),
            "`empathy list --exercise shared-review` lists the reviews that you shared",
        )
    })?;
    if head.open_draft {
        return Err(Error::usage(
            format!("`{}` has a draft over it, and two changes would mix", head.short),
            format!("finish or discard it first: `empathy edit {}`", head.short),
        ));
    }
    let entry = store.entry(head.id)?.map(|entry| entry.answers).unwrap_or_default();
    let mut rows = entry.rows(&group.id).to_vec();
    rows.retain(|row| !row.is_empty());
    let mut taken = Taken::default();
    for Answer { passage: about, text } in &feedback.answers {
        let is_same = |row: &Answers| {
            let said = |field: &Field| row.get(&field.id).and_then(Value::typed).map(str::trim);
            said(passage) == Some(about.as_str()) && said(answer) == Some(text.as_str())
        };
        if rows.iter().any(is_same) {
            taken.known += 1;
            continue;
        }
        let mut row = Answers::default();
        row.set(&passage.id, about.clone().into());
        row.set(&answer.id, text.clone().into());
        rows.push(row);
        taken.added += 1;
    }
    if taken.added > 0 {
        let mut draft = store.resume(head.id, at)?;
        *draft.answers.rows_mut(&group.id) = rows;
        practice::finish(store, catalog, loaded, &draft, at)?;
    }
    Ok(taken)
}

/// Finds the group for answers, and in its rows the fields for what they are about and what they say.
fn places(exercise: &Exercise) -> Option<(&Field, [&Field; 2])> {
    exercise.fields_at(&[]).into_iter().find_map(|field| {
        let rows: &GroupKind = field.kind.as_group()?;
        let with = |role| rows.fields.iter().find(|field| field.role == Some(role));
        Some((field, [with(FieldRole::Passage)?, with(FieldRole::Answer)?]))
    })
}
