//! A journal with eight weeks of plausible practice, from `assets/demo/`. The same seed and day make the same journal.

mod complaints;

use chrono::{Days, NaiveDate, NaiveTime, Timelike};
use toml::{Table, Value as Toml};

use super::practice;
use crate::db::{PersonEdit, Store};
use crate::domain::entry::Draft;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::kinds::Answering;
use crate::domain::locate::Place;
use crate::domain::plan::{SlotChange, Week};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Cite, Picks, Value};
use crate::error::{DbError, Error, Result};
use crate::exercises::{Catalog, Loaded};
use crate::sys::rng::Rng;

/// The weeks, the latest last.
const WEEKS: [&str; 8] = [
    include_str!("../../assets/demo/week-1.toml"),
    include_str!("../../assets/demo/week-2.toml"),
    include_str!("../../assets/demo/week-3.toml"),
    include_str!("../../assets/demo/week-4.toml"),
    include_str!("../../assets/demo/week-5.toml"),
    include_str!("../../assets/demo/week-6.toml"),
    include_str!("../../assets/demo/week-7.toml"),
    include_str!("../../assets/demo/week-8.toml"),
];

/// The reactions logged in all those weeks, by week and day.
const LOG: &str = include_str!("../../assets/demo/log.toml");

/// Who is named in them, and the alias of each.
const PEOPLE: &str = include_str!("../../assets/demo/people.toml");

/// The hour of the last day that the demo goes up to: whoever opens it finds nothing from later today.
const LAST_HOUR: u32 = 7;

/// Hours at which people practise, by the day of the week from Monday.
const HOURS: [u32; 7] = [8, 12, 18, 8, 16, 10, 20];

/// What stands beside the answers of an exercise, and of a reaction.
const OF_RUN: [&str; 5] = ["exercise", "day", "minutes", "draft", "case"];
const OF_ENTRY: [&str; 8] = ["week", "day", "time", "later", "minutes", "tags", "first", "deleted"];

/// Fills an empty journal up to a day, and gives how many entries it wrote.
pub fn fill(store: &mut Store, until: NaiveDate, seed: u64) -> Result<usize> {
    let catalog = Catalog::built_in();
    let mut chance = Rng::seeded(seed);
    let mut chance_of_log = chance.clone().fork();
    let mut chance_beside = chance_of_log.clone().fork();
    let mut chance_of_craft = chance_beside.clone().fork();
    let mut chance_of_interviews = chance_of_craft.clone().fork();
    let mut chance_of_short = chance_of_interviews.clone().fork();
    let last = super::week::holding(store, until)?;
    let log: Table = LOG.parse().map_err(|error: toml::de::Error| broken(0, error.message()))?;
    meet_people(store, last)?;
    let mut count = 0;
    for (index, text) in WEEKS.iter().enumerate() {
        let back = 7 * (WEEKS.len() - 1 - index) as u64;
        let starts = last.starts.checked_sub_days(Days::new(back)).unwrap_or(last.starts);
        let table: Table = text.parse().map_err(|error: toml::de::Error| broken(index, error.message()))?;
        let week = Week { starts };
        let mut writer = Writer { store, catalog: &catalog, chance: &mut chance, week, index, until };
        count += writer.write(&table)?;
        let mut writer = Writer { chance: &mut chance_of_log, ..writer };
        count += writer.log(&log)?;
        let mut writer = Writer { chance: &mut chance_beside, ..writer };
        count += writer.runs(&table, "beside")?;
        let mut writer = Writer { chance: &mut chance_of_craft, ..writer };
        count += writer.runs(&table, "craft")?;
        let mut writer = Writer { chance: &mut chance_of_interviews, ..writer };
        count += writer.runs(&table, "interview")?;
        let mut writer = Writer { chance: &mut chance_of_short, ..writer };
        count += writer.runs(&table, "short")?;
    }
    complaints::fill(store, until)?;
    store.sort_changes()?;
    Ok(count)
}

/// Puts those who will be named into the vault, before the first week.
fn meet_people(store: &mut Store, last: Week) -> Result<()> {
    let people: Table = PEOPLE.parse().map_err(|error: toml::de::Error| broken(0, error.message()))?;
    let before = last.starts.checked_sub_days(Days::new(7 * WEEKS.len() as u64)).unwrap_or(last.starts);
    let at = Moment::new(before.and_time(NaiveTime::MIN).and_utc().timestamp_millis(), 0);
    let word = |person: &Table, key: &str| person.get(key).and_then(Toml::as_str).map(str::to_owned);
    for person in tables(&people, "person") {
        let name = word(person, "name").unwrap_or_default();
        store.edit_people(&PersonEdit::Add(name, word(person, "alias")), at)?;
    }
    Ok(())
}

fn broken(index: usize, what: &str) -> Error {
    Error::Journal {
        attempt: format!("write week {} of the demo", index + 1),
        cause: DbError::Other(what.to_owned()),
    }
}

struct Writer<'a> {
    store: &'a mut Store,
    catalog: &'a Catalog,
    chance: &'a mut Rng,
    week: Week,
    index: usize,
    until: NaiveDate,
}

impl Writer<'_> {
    fn write(&mut self, table: &Table) -> Result<usize> {
        for skip in tables(table, "skip") {
            let exercise = skip.get("exercise").and_then(Toml::as_str).unwrap_or_default();
            self.store.change_slot(self.week.label(), exercise, Some(SlotChange::Skipped))?;
        }
        self.runs(table, "run")
    }

    /// Writes what was answered in this week: `run` of exercises of the plan, `beside` of others, `craft` of those for
    /// interviews and for the craft, `interview` of loops, `short` of cases and of the question of a day.
    fn runs(&mut self, table: &Table, name: &str) -> Result<usize> {
        let mut count = 0;
        for run in tables(table, name) {
            count += usize::from(self.run(run)?);
        }
        Ok(count)
    }

    /// Writes the reactions logged in this week; `first` is what one said before it was changed, and what is `deleted`
    /// lies in the trash.
    fn log(&mut self, log: &Table) -> Result<usize> {
        let Some(loaded) = self.catalog.plan().capture.as_ref().and_then(|id| self.catalog.get(id)) else {
            return Ok(0);
        };
        let whole = |table: &Table, key: &str| table.get(key).and_then(Toml::as_integer).unwrap_or_default();
        let mut count = 0;
        for entry in tables(log, "entry").filter(|entry| whole(entry, "week") == self.index as i64 + 1) {
            let date = self.week.day(u32::try_from(whole(entry, "day")).unwrap_or(1));
            let time =
                entry.get("time").and_then(Toml::as_str).and_then(|text| text.parse::<NaiveTime>().ok());
            let time = time.unwrap_or_default();
            let later = u64::try_from(whole(entry, "later")).unwrap_or_default();
            let written = date.checked_add_days(Days::new(later)).unwrap_or(date);
            if written > self.until || written == self.until && time.hour() >= LAST_HOUR {
                continue;
            }
            let at = |day: NaiveDate| Moment::new(day.and_time(time).and_utc().timestamp_millis(), 0);
            let begun = at(written);
            let minutes = whole(entry, "minutes");
            let answers = row(loaded.exercise(), &mut Vec::new(), entry, &OF_ENTRY, self)?;
            let when = (self.week, date, begun);
            let happened = (later > 0).then(|| at(date));
            let first = (&answers, &Place::default());
            let (_, draft) =
                practice::begin_later(self.store, loaded, when, (written, happened), first, self.chance)?;
            self.store.tag(&[draft.entry], &texts(entry, "tags"), &[], begun)?;
            let finished = Moment::new(begun.ms + minutes * 60_000, 0);
            let desk = std::time::Duration::from_secs(u64::try_from(minutes).unwrap_or(1) * 60);
            let mut draft = Draft { desk, saved: finished, ..draft };
            if let Some(thought_first) = entry.get("first").and_then(Toml::as_table) {
                let first = row(loaded.exercise(), &mut Vec::new(), thought_first, &[], self)?;
                let thin = Draft { answers: first, ..draft.clone() };
                practice::finish(self.store, self.catalog, loaded, &thin, begun)?;
                let again = self.store.reopen(draft.entry, begun)?;
                draft = Draft { revision: again.revision, ..draft };
            }
            draft.revision = self.store.save_draft(&draft)?;
            practice::finish(self.store, self.catalog, loaded, &draft, finished)?;
            if entry.get("deleted").and_then(Toml::as_bool) == Some(true) {
                self.store.trash(&[draft.entry], finished)?;
            } else {
                count += 1;
            }
        }
        Ok(count)
    }

    fn run(&mut self, run: &Table) -> Result<bool> {
        let id = run.get("exercise").and_then(Toml::as_str).unwrap_or_default();
        let loaded = self.catalog.get(id).ok_or_else(|| broken(self.index, id))?.clone();
        let planned = self.catalog.plan().days.iter().find(|day| day.exercise == id).map(|day| day.day);
        let again = !self.store.of_week(self.week.label())?.iter().all(|head| head.exercise != id);
        let day = run
            .get("day")
            .and_then(Toml::as_integer)
            .and_then(|day| u32::try_from(day).ok())
            .or(planned)
            .unwrap_or(1);
        let date = self.week.day(day);
        if date > self.until {
            return Ok(false);
        }
        if planned.is_some_and(|planned| day != planned) && !again {
            self.store.change_slot(self.week.label(), id, Some(SlotChange::Moved(day)))?;
        }
        let minutes = run.get("minutes").and_then(Toml::as_integer).unwrap_or(25);
        let minutes = u64::try_from(minutes).unwrap_or(25).saturating_sub(1) + self.chance.below(3) as u64;
        // Whoever opens the demo today finds nothing from later today.
        let begun = self.begun(date, if date == self.until { 0 } else { day });
        let mut answers = row(loaded.exercise(), &mut Vec::new(), run, &OF_RUN, self)?;
        if let Some(case) = run.get("case").and_then(Toml::as_str) {
            let case = self.catalog.deck().case(case).ok_or_else(|| broken(self.index, case))?;
            practice::set_case(&mut answers, loaded.exercise(), case);
        }
        let place = Place::default();
        let when = (self.week, date, begun);
        let (_, draft) = practice::begin(self.store, &loaded, when, (&answers, &place), self.chance)?;
        let finished = Moment::new(begun.ms + i64::try_from(minutes).unwrap_or(25) * 60_000, begun.offset);
        let desk = std::time::Duration::from_secs(minutes * 60 + self.chance.below(60) as u64);
        let mut draft = Draft { desk, saved: finished, ..draft };
        if run.get("draft").and_then(Toml::as_bool) == Some(true) {
            draft.place = last_place(&loaded, &answers);
            self.store.save_draft(&draft)?;
        } else {
            draft.revision = self.store.save_draft(&draft)?;
            practice::finish(self.store, self.catalog, &loaded, &draft, finished)?;
        }
        Ok(true)
    }

    fn begun(&mut self, date: NaiveDate, day: u32) -> Moment {
        let hour = if day == 0 { 6 } else { HOURS[((day - 1) % 7) as usize] };
        let minute = self.chance.below(60) as u32;
        let time = NaiveTime::from_hms_opt(hour, minute, self.chance.below(60) as u32).unwrap_or_default();
        Moment::new(date.and_time(time).and_utc().timestamp_millis(), 0)
    }

    fn cite(&self, exercise: &str, about: &str, contains: &str) -> Result<Cite> {
        let found = self.store.findings_about(about, None, 200)?;
        let cited = found.iter().find(|f| f.exercise == exercise && f.text.contains(contains));
        cited
            .map(crate::domain::evidence::Citable::cite)
            .ok_or_else(|| broken(self.index, &format!("no finding `{contains}`")))
    }
}

/// Finds where a person stopped: the last answered field.
fn last_place(loaded: &Loaded, answers: &Answers) -> Place {
    let exercise = loaded.exercise();
    let mut place = Place::default();
    for page in exercise.pages(answers) {
        let step = &exercise.steps[page.step];
        let Some(row) = answers.row(&page.row) else { continue };
        for field in &step.fields {
            if let Some(value) = row.get(&field.id).filter(|value| !value.is_empty()) {
                let cursor = value.as_text().map_or(0, str::len);
                place = Place { step: step.id.clone(), at: page.row.field(&field.id), cursor };
            }
        }
    }
    place
}

fn tables<'a>(table: &'a Table, name: &str) -> impl Iterator<Item = &'a Table> {
    table.get(name).and_then(Toml::as_array).into_iter().flatten().filter_map(Toml::as_table)
}

fn texts(table: &Table, name: &str) -> Vec<String> {
    let found = table.get(name).and_then(Toml::as_array).into_iter().flatten();
    found.filter_map(Toml::as_str).map(str::to_owned).collect()
}

/// Reads the answers of a row: plain TOML values by field id, with what says `beside` when and how they were given. What
/// is neither is a mistake.
fn row(
    exercise: &Exercise,
    group: &mut Vec<String>,
    table: &Table,
    beside: &[&str],
    writer: &Writer<'_>,
) -> Result<Answers> {
    let mut answers = Answers::default();
    let fields = exercise.fields_at(group);
    let is_known = |key: &str| beside.contains(&key) || fields.iter().any(|field| field.id == key);
    if let Some(unknown) = table.keys().find(|key| !is_known(key)) {
        return Err(broken(writer.index, &format!("`{}` has no field `{unknown}`", exercise.id)));
    }
    for field in fields {
        if let Some(plain) = table.get(&field.id) {
            let value = value(exercise, group, field, plain, writer)?;
            answers.set(field.id.clone(), value.ok_or_else(|| broken(writer.index, &field.id))?);
        }
    }
    Ok(answers)
}

fn value(
    exercise: &Exercise,
    group: &mut Vec<String>,
    field: &Field,
    plain: &Toml,
    writer: &Writer<'_>,
) -> Result<Option<Value>> {
    if field.kind.as_group().is_some() {
        group.push(field.id.clone());
        let rows =
            items(plain).filter_map(Toml::as_table).map(|table| row(exercise, group, table, &[], writer));
        let rows = rows.collect::<Result<Vec<Answers>>>();
        group.pop();
        return Ok(Some(rows?.into()));
    }
    if matches!(field.kind.answering(), Answering::Cites(_)) {
        let word =
            |table: &Table, name: &str| table.get(name).and_then(Toml::as_str).unwrap_or_default().to_owned();
        let cites = items(plain).filter_map(Toml::as_table).map(|table| {
            writer.cite(&word(table, "exercise"), &word(table, "about"), &word(table, "contains"))
        });
        return Ok(Some(cites.collect::<Result<Vec<Cite>>>()?.into()));
    }
    if !field.kind.options().is_empty() {
        let parts = plain.as_array().map_or(std::slice::from_ref(plain), Vec::as_slice);
        let mut all = Picks::default();
        for part in parts {
            all.picked.extend(part.as_str().map(str::to_owned));
            all.other = all.other.or(part.get("other").and_then(Toml::as_str).map(str::to_owned));
        }
        return Ok(Some(all.into()));
    }
    let text = plain.as_str().map(|text| text.trim_end().to_owned());
    let text = text.or_else(|| plain.as_integer().map(|number| number.to_string()));
    Ok(text.and_then(|text| field.read(&text).ok()))
}

fn items(plain: &Toml) -> impl Iterator<Item = &Toml> {
    plain.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_no_field_takes_is_a_mistake() {
        let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
        let (catalog, until) = (Catalog::built_in(), NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"));
        let week = super::super::week::holding(&store, until).expect("a week");
        let mut writer =
            Writer { store: &mut store, catalog: &catalog, chance: &mut chance, week, index: 0, until };
        let run = |text: &str| text.parse::<Table>().expect("TOML");
        let well = run("exercise = 'second-look'\nday = 1\nproduct = 'Otter'");
        assert_eq!(writer.run(&well), Ok(true));
        let wrong = writer.run(&run("exercise = 'second-look'\nday = 1\nprodcut = 'Otter'"));
        assert!(wrong.is_err_and(|error| error.to_string().contains("`second-look` has no field `prodcut`")));
    }
}
