//! Beginning, taking up and finishing an entry.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::people;
use crate::chance::Chance;
use crate::error::{Error, Problem, Result, Trouble};
use crate::library::{self, Catalog, Loaded, Origin};
use crate::model::entry::{Digest, Draft, Head, Place, State};
use crate::model::exercise::Exercise;
use crate::model::plan::Week;
use crate::model::time::Moment;
use crate::model::value::Answers;
use crate::store::{Begin, Finish, Store};

/// Gives the exercise an entry was answered against: the one of the catalog if its text is still the same, else the one
/// that was kept. Most are the same, and reading an exercise takes long.
pub fn answered_against<'a>(
    store: &Store,
    catalog: &'a Catalog,
    head: &Head,
) -> Result<Option<Cow<'a, Exercise>>> {
    let now = catalog.get(&head.exercise);
    match now.filter(|loaded| Digest::of(loaded.text.as_bytes()) == head.definition) {
        Some(same) => Ok(Some(Cow::Borrowed(&same.exercise))),
        None => Ok(stored_exercise(store, head)?.map(|loaded| Cow::Owned(loaded.exercise))),
    }
}

/// Reads the exercise an entry was answered against; `None` if its text is not kept.
pub fn stored_exercise(store: &Store, head: &Head) -> Result<Option<Loaded>> {
    let Some(text) = store.definition(head.definition)? else { return Ok(None) };
    let name = std::path::PathBuf::from(format!("{}.toml", head.exercise));
    let exercise = library::parse(&name, &text).map_err(|problems| Error::Journal {
        attempt: format!("read the questions of `{}`", head.short),
        cause: Trouble::Other(Problem::list(&problems)),
    })?;
    Ok(Some(Loaded { exercise, text, origin: Origin::Own(name) }))
}

/// Begins an entry with its first answers.
pub fn begin(
    store: &mut Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    first: (&Answers, &Place),
    chance: &mut Chance,
) -> Result<(Head, Draft)> {
    let (week, day, at) = when;
    let begin = Begin {
        exercise: &loaded.exercise.id,
        prefix: &loaded.exercise.prefix,
        revision: loaded.exercise.revision,
        definition: &loaded.text,
        week: week.label(),
        day,
        at,
        answers: first.0,
        place: first.1,
    };
    store.begin(&begin, chance)
}

/// Finishes an entry with the answers of its draft; what is computed from them is stored with them.
pub fn finish(store: &mut Store, loaded: &Loaded, draft: &Draft, at: Moment) -> Result<Head> {
    let exercise = &loaded.exercise;
    let answers = &draft.answers;
    let state = if exercise.gaps(answers).is_empty() { State::Complete } else { State::Partial };
    let spelled = people::veil(store, exercise, [answers])?.spelled(exercise, answers);
    let finish = Finish {
        state,
        summary: &exercise.summary_of(&spelled),
        facts: &exercise.facts(answers),
        found: &exercise.found(&spelled),
        terms: &exercise.terms(answers),
        definition: (exercise.revision, &loaded.text),
        at,
    };
    store.finish(draft, &finish)
}
