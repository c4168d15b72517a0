//! What the log can be narrowed to: kinds, products, feelings, dimensions, jobs, pain points, steps of the journey, tags,
//! days, and words that are typed.

use chrono::{Datelike, Days, NaiveDate};

use crate::db::Store;
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::kinds::Choice;
use crate::domain::plan::Week;
use crate::domain::projections::Of;
use crate::domain::search::{Filter, Query};
use crate::error::Result;

/// How many words of a vocabulary, and how many tags, are listed.
const MOST: usize = 40;
/// How many words used last are looked through for what is typed.
const LATELY: usize = 200;

/// The groups whose words are those that were written before.
const WORDS: [(Group, FieldRole); 4] = [
    (Group::Product, FieldRole::Product),
    (Group::Feeling, FieldRole::Feeling),
    (Group::Job, FieldRole::Job),
    (Group::Pain, FieldRole::Pain),
];

/// What a pick is about. Of one group, one is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What holds of an entry.
    Kind,
    Product,
    Feeling,
    Dimension,
    Job,
    Pain,
    Journey,
    /// A word of one's own.
    Tag,
    Days,
    /// Words in it, and whatever else a search understands.
    Words,
}

impl Group {
    pub fn title(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Product => "Product",
            Self::Feeling => "Feeling",
            Self::Dimension => "Dimension",
            Self::Job => "Job",
            Self::Pain => "Pain point",
            Self::Journey => "Journey step",
            Self::Tag => "Tag",
            Self::Days => "Days",
            Self::Words => "Words",
        }
    }
}

/// Something the log can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    pub group: Group,
    pub label: String,
    asks: Asks,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Asks {
    That(Filter),
    /// From one day to another, both included.
    Between(NaiveDate, NaiveDate),
    Words(String),
}

impl Pick {
    fn that(group: Group, label: impl Into<String>, filter: Filter) -> Self {
        Self { group, label: label.into(), asks: Asks::That(filter) }
    }

    /// Makes a pick of what is typed: words, and whatever else a search understands.
    pub fn words(text: &str) -> Self {
        Self {
            group: Group::Words,
            label: format!("“{}”", text.trim()),
            asks: Asks::Words(text.trim().to_owned()),
        }
    }

    /// Makes the pick of what a measure of an exercise holds for; nothing if there is no such measure.
    pub fn of_measure(exercise: &Exercise, measure: &str) -> Option<Self> {
        let measure = exercise.measures.iter().find(|one| one.id == measure && one.of == Of::Holding)?;
        Some(Self::that(Group::Kind, &measure.title, Filter::Has(measure.id.clone())))
    }

    /// Makes the pick of one day.
    pub fn day(day: NaiveDate) -> Self {
        let label = day.format("%a %-d %b").to_string();
        Self { group: Group::Days, label, asks: Asks::Between(day, day) }
    }

    /// The day it stands for, if it is one.
    pub fn one_day(&self) -> Option<NaiveDate> {
        match &self.asks {
            Asks::Between(from, to) if from == to => Some(*from),
            _ => None,
        }
    }

    /// The measure it stands for, if any.
    pub fn measure(&self) -> Option<&str> {
        match &self.asks {
            Asks::That(Filter::Has(measure)) => Some(measure),
            _ => None,
        }
    }
}

/// Turns a pick on, in place of another of its group, or off if it is on.
pub fn toggle(on: &mut Vec<Pick>, pick: Pick) {
    let was_on = on.contains(&pick);
    on.retain(|other| other.group != pick.group);
    if !was_on {
        on.push(pick);
        on.sort_by_key(|pick| pick.group);
    }
}

/// Puts what is picked together into one question, asked today.
pub fn query(on: &[Pick], today: NaiveDate) -> Query {
    let mut query = Query::default();
    for pick in on {
        match &pick.asks {
            Asks::That(filter) => query.filters.push(filter.clone()),
            Asks::Between(from, to) => {
                query.after = query.after.max(Some(*from));
                query.before = earlier(query.before, to.succ_opt());
            }
            Asks::Words(text) => {
                query.narrow(Query::parse(text, today));
            }
        }
    }
    query
}

fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    one.into_iter().chain(other).min()
}

/// Lists what there is to pick for what is typed: by group, words in the order they were used last.
pub fn offered(
    store: &Store,
    exercise: &Exercise,
    week: Week,
    today: NaiveDate,
    typed: &str,
) -> Result<Vec<Pick>> {
    let wanted = subject_key(typed);
    let mut all = kinds(exercise);
    for (group, role) in WORDS {
        let text = exercise.with_role(role).and_then(|field| field.kind.as_text());
        let Some(vocabulary) = text.and_then(|text| text.suggest.as_deref()) else { continue };
        let mut words = store.suggest(vocabulary, typed, MOST)?;
        // Those that only hold what is typed, among the ones used lately.
        let lately =
            if typed.trim().is_empty() { Vec::new() } else { store.suggest(vocabulary, "", LATELY)? };
        words.extend(lately.into_iter().filter(|word| !subject_key(word).starts_with(&wanted)));
        all.extend(words.into_iter().map(|word| Pick::that(group, &word, Filter::Role(role, word.clone()))));
    }
    all.extend(options(exercise, Group::Dimension, FieldRole::Dimension));
    all.extend(options(exercise, Group::Journey, FieldRole::Journey));
    all.sort_by_key(|pick| pick.group);
    let tags =
        store.tags()?.into_iter().map(|(tag, _)| Pick::that(Group::Tag, &tag, Filter::Tag(tag.clone())));
    let fits = |pick: &Pick| {
        subject_key(&pick.label).contains(&wanted) || subject_key(pick.group.title()).starts_with(&wanted)
    };
    all.extend(tags.filter(fits).take(MOST));
    all.extend(days(week, today));
    all.retain(fits);
    if !typed.trim().is_empty() {
        all.push(Pick::words(typed));
    }
    Ok(all)
}

fn kinds(exercise: &Exercise) -> Vec<Pick> {
    let holding = exercise.measures.iter().filter(|measure| measure.of == Of::Holding);
    let mut kinds: Vec<Pick> = holding
        .map(|measure| Pick::that(Group::Kind, &measure.title, Filter::Has(measure.id.clone())))
        .collect();
    kinds.push(Pick::that(Group::Kind, "Drafts", Filter::Draft));
    kinds
}

fn options(exercise: &Exercise, group: Group, role: FieldRole) -> Vec<Pick> {
    let options = exercise.with_role(role).map_or(&[][..], |field| field.kind.options());
    let pick = |option: &Choice| Pick::that(group, &option.label, Filter::Role(role, option.id.clone()));
    options.iter().map(pick).collect()
}

fn days(week: Week, today: NaiveDate) -> Vec<Pick> {
    let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let month = today.with_day(1).unwrap_or(today);
    [
        ("Today", today),
        ("This week", week.starts),
        ("This month", month),
        ("Last 7 days", back(6)),
        ("Last 14 days", back(13)),
        ("Last 30 days", back(29)),
    ]
    .into_iter()
    .map(|(label, from)| Pick {
        group: Group::Days,
        label: label.to_owned(),
        asks: Asks::Between(from, today),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercises::Catalog;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn labels(typed: &str) -> Vec<String> {
        let (store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let exercise = catalog.captured(catalog.plan()).expect("there").exercise();
        let today = day("2026-11-20");
        let week = Week { starts: day("2026-11-16") };
        let all = offered(&store, exercise, week, today, typed).expect("reads");
        all.iter().map(|pick| format!("{}: {}", pick.group.title(), pick.label)).collect()
    }

    #[test]
    fn what_is_typed_narrows_what_there_is_to_pick() {
        assert_eq!(labels("wrong"), ["Kind: Technically fine, felt wrong", "Words: “wrong”"]);
        assert_eq!(labels("dim").len(), 5, "a whole group, and the word");
        assert_eq!(labels("14"), ["Days: Last 14 days", "Words: “14”"]);
        assert_eq!(labels("").len(), 9 + 4 + 6 + 6, "kinds and drafts, dimensions, the journey, days");
        assert_eq!(labels("getting"), ["Journey step: getting help", "Words: “getting”"]);
    }

    #[test]
    fn of_one_group_the_last_counts_and_twice_is_off() {
        let pick =
            |name: &str| Pick::that(Group::Product, name, Filter::Role(FieldRole::Product, name.into()));
        let mut on = Vec::new();
        toggle(&mut on, Pick::words("slow after:2026-11"));
        toggle(&mut on, pick("Otter"));
        toggle(&mut on, pick("Maps"));
        let [.., today] = days(Week { starts: day("2026-11-16") }, day("2026-11-20"))
            .try_into()
            .map(|days: [Pick; 6]| days)
            .expect("six");
        toggle(&mut on, today);
        let query = query(&on, day("2026-11-20"));
        assert_eq!(query.filters, [Filter::Role(FieldRole::Product, "Maps".into())]);
        assert_eq!((query.after, query.before), (Some(day("2026-11-01")), Some(day("2026-11-21"))));
        assert_eq!(query.words.len(), 1);
        toggle(&mut on, pick("Maps"));
        assert_eq!(on.len(), 2);
    }
}
