//! Each skill of the checklist, over journals made of answers: what shows it, and what only looks like it.

use toml::{Table, Value as Toml};

use super::*;
use crate::app::{checklist, practice, week};
use crate::db::{NewImport, Write};
use crate::domain::checklist::Standing;
use crate::domain::complaint::{ComplaintId, Decision, Dimension, Label, Said};
use crate::domain::exercise::{Exercise, Field};
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Picks, Value};
use crate::sys::rng::Rng;

const JOURNALS: &str = include_str!("journals.toml");

/// A journal that is filled in by days, counted from 1.
struct Journal {
    store: Store,
    catalog: Catalog,
    chance: Rng,
}

impl Journal {
    fn new() -> Self {
        let store = Store::open_in_memory().expect("opens");
        Self { store, catalog: Catalog::built_in(), chance: Rng::seeded(1) }
    }

    fn of(runs: &[Toml]) -> Self {
        let mut journal = Self::new();
        for run in runs {
            journal.write(run.as_table().expect("a table"));
        }
        journal
    }

    fn write(&mut self, run: &Table) {
        let Some(id) = run.get("exercise").map(|id| id.as_str().expect("an exercise")) else {
            return self.label_twice(run);
        };
        let loaded = self.catalog.find(id).expect("there").clone();
        let answers = row(loaded.exercise(), &mut Vec::new(), run);
        let whole = |key: &str, else_| run.get(key).and_then(Toml::as_integer).unwrap_or(else_);
        let (day, later) = (whole("day", 1), whole("later", 0));
        let (begun, date) = (moment(day + later), moment(day).day(0));
        let week = week::holding(&self.store, date).expect("a week");
        let happened = (later > 0).then(|| moment(day));
        let first = (&answers, &Place::default());
        let (_, draft) = practice::begin_later(
            &mut self.store,
            &loaded,
            (week, date, begun),
            (begun.day(0), happened),
            first,
            &mut self.chance,
        )
        .expect("begins");
        practice::finish(&mut self.store, &self.catalog, &loaded, &draft, begun).expect("finishes");
    }

    /// Labels ten complaints twice, so many of them the same.
    fn label_twice(&mut self, run: &Table) {
        let same = run["same"].as_integer().expect("a number");
        let said = |n: i64| Said {
            product: "Siri".into(),
            source: "Reddit".into(),
            source_id: None,
            stars: None,
            day: None,
            text: format!("{n}"),
            link: None,
            author: None,
        };
        let put = self.store.import_complaints(&NewImport::default(), moment(1), |into| {
            (0..10).try_for_each(|n| into.put(&said(n)).map(|_| ()))
        });
        put.expect("imports");
        for n in 0..10 {
            let id = ComplaintId::of("Siri", &n.to_string());
            let first = if n % 2 == 0 { Decision::Nothing } else { Decision::Broken };
            let then = if n < same { first } else { Decision::Request };
            for label in [Label::new(first), Label { again: true, ..Label::new(then) }] {
                self.store.apply(&Write::Label(vec![(id, label)]), moment(2)).expect("labels");
            }
        }
    }

    /// How many of what each rule of an item needs are found on a day, and where that leaves it.
    fn found(&self, item: &str, day: i64) -> (Vec<(usize, usize)>, Standing) {
        let judged = checklist::judge(&self.store, &self.catalog, moment(day).day(0)).expect("judges");
        let judged = judged.into_iter().find(|judged| judged.item.id == item).expect("an item");
        (judged.found.iter().map(|found| (found.have, found.want)).collect(), judged.standing)
    }
}

fn moment(day: i64) -> Moment {
    Moment::new(1_763_000_000_000 + day * 86_400_000, 0)
}

/// Reads answers written as plain TOML by field.
fn row(exercise: &Exercise, group: &mut Vec<String>, table: &Table) -> Answers {
    let fields: Vec<Field> = exercise.fields_at(group).into_iter().cloned().collect();
    let mut answers = Answers::default();
    for field in fields {
        let Some(plain) = table.get(&field.id) else { continue };
        let parts = plain.as_array().map_or(std::slice::from_ref(plain), Vec::as_slice);
        let value = if field.kind.as_group().is_some() {
            group.push(field.id.clone());
            let rows = parts.iter().map(|part| row(exercise, group, part.as_table().expect("a row")));
            let rows = Value::Rows(rows.collect());
            group.pop();
            rows
        } else if !field.kind.options().is_empty() {
            let picked = parts.iter().map(|part| part.as_str().expect("an option").to_owned()).collect();
            Value::Choice(Picks { picked, other: None })
        } else {
            let text = plain.as_str().map_or_else(|| plain.to_string(), |text| text.trim_end().to_owned());
            field.read(&text).expect("an answer")
        };
        answers.set(field.id, value);
    }
    answers
}

/// The journals of the file: the skill, what is lazy about it (nothing, if it shows the skill), the runs.
fn journals() -> Vec<(String, Option<String>, Vec<Toml>)> {
    let file: Table = JOURNALS.parse().expect("TOML");
    let text = |table: &Table, key: &str| table.get(key).and_then(Toml::as_str).map(str::to_owned);
    let all = file["journal"].as_array().expect("journals").iter().map(|journal| {
        let journal = journal.as_table().expect("a table");
        let lazy = text(journal, "lazy");
        assert_eq!(lazy.is_none(), journal.contains_key("shows"));
        (text(journal, "item").expect("an item"), lazy, journal["run"].as_array().expect("runs").clone())
    });
    all.collect()
}

fn showing() -> impl Iterator<Item = (String, Vec<Toml>)> {
    journals().into_iter().filter(|(_, lazy, _)| lazy.is_none()).map(|(item, _, runs)| (item, runs))
}

/// Changes every answer of some runs that is a text or a choice.
fn change(table: &mut Table, to: &impl Fn(&str, &str) -> Option<String>) {
    for (key, value) in table.iter_mut() {
        match value {
            Toml::String(text) => text.clone_from(&to(key, text).unwrap_or_else(|| text.clone())),
            Toml::Array(rows) => {
                rows.iter_mut().filter_map(Toml::as_table_mut).for_each(|row| change(row, to));
            }
            _ => {}
        }
    }
}

#[test]
fn every_skill_is_shown_by_practice_and_by_nothing_lazy() {
    let journals = journals();
    for (item, lazy, runs) in &journals {
        let (found, standing) = Journal::of(runs).found(item, 10);
        match lazy {
            None => assert_eq!(standing, Standing::Evidenced, "{item}: {found:?}"),
            Some(lazy) => assert_eq!(standing, Standing::Gap, "{item}, {lazy}: {found:?}"),
        }
    }
    for item in &Catalog::built_in().checklist().items {
        let of = |lazy: bool| journals.iter().any(|(id, said, _)| *id == item.id && said.is_some() == lazy);
        assert!(of(true) && of(false), "{} has no journal of both kinds", item.id);
    }
}

/// A cheap answer in the place of a good one, to a field.
type Cheat = fn(&Field, &str) -> String;

/// The journals that show a skill, with every text in them written cheaply.
fn cheated(cheat: Cheat) -> impl Iterator<Item = (String, Vec<Toml>)> {
    let catalog = Catalog::built_in();
    showing().map(move |(item, mut runs)| {
        runs.retain(|run| run.get("exercise").is_some());
        for run in runs.iter_mut().filter_map(Toml::as_table_mut) {
            let exercise = catalog.find(run["exercise"].as_str().expect("one")).expect("there").exercise();
            let groups = [vec![vec![]], exercise.groups()].concat();
            let field = |id: &str| groups.iter().find_map(|group| exercise.field(group, id));
            change(run, &|key, text| {
                let field = field(key).filter(|field| field.kind.as_text().is_some() && key != "product")?;
                Some(cheat(field, text))
            });
        }
        (item, runs)
    })
}

#[test]
fn answers_that_say_nothing_show_nothing() {
    let cheats: [Cheat; 10] = [
        |_, _| "as above".to_owned(),
        |_, text| "again ".repeat(text.split_whitespace().count()),
        |_, text| "a b 1 2 ".repeat(text.split_whitespace().count()),
        |_, _| "asdf jklö qwer lorem ipsum test ".repeat(15),
        |field, _| field.example.as_ref().map_or(String::new(), |example| format!("So, {}", example.rich)),
        |field, _| field.example.as_ref().map_or(String::new(), |example| example.thin.clone()),
        // The example of another question, for a study.
        |_, _| "Opens the recording before pressing Send: yes or no, and after how many seconds".to_owned(),
        // One of a question that no measure is of, with a full stop more.
        |_, _| {
            "I open every link now before I use a number. That takes longer than searching did..".to_owned()
        },
        |_, _| "x".to_owned(),
        |field, text| {
            let starters = field.kind.as_text().map(|kind| kind.starters.as_slice()).unwrap_or_default();
            starters.get(text.len() % starters.len().max(1)).cloned().unwrap_or_default()
        },
    ];
    for (n, cheat) in cheats.into_iter().enumerate() {
        for (item, runs) in cheated(cheat) {
            let (found, standing) = Journal::of(&runs).found(&item, 10);
            assert!(found.iter().all(|(have, _)| *have == 0), "{item}, {n}: {found:?}");
            assert_eq!(standing, Standing::Gap, "{item}, {n}");
        }
    }
}

#[test]
fn what_only_repeats_another_answer_does_not_count_however_short() {
    let rule = EvidenceRule {
        count: 1,
        fits: Needed { measure: "gap".to_owned(), ..Needed::default() },
        unlike: vec!["belief".to_owned()],
        ..EvidenceRule::default()
    };
    for (gap, have) in [("it listens at night", 0), ("a timer", 1)] {
        let run = format!(
            "exercise = \"mental-models\"\nproduct = \"Otter\"\n[[people]]\nname = \"Petra\"\nheard = \"told\"\n\
             beliefs = [{{ said = \"it listens at night\", gap = \"{gap}\", fit = \"wrong\", effect = [\"misuse\"] }}]"
        );
        let journal = Journal::of(&[Toml::Table(run.parse().expect("TOML"))]);
        let found = Evidence::new(&journal.store, &journal.catalog).judge(&rule, moment(2).day(0));
        assert_eq!(found.expect("judges").have, have, "{gap}");
    }
}

#[test]
fn one_text_in_every_box_shows_no_skill() {
    const PASTED: &str = "\
        On Tuesday at 9:40 Ines sent ten notes from the train without a change, and one was about a meeting that never took \
        place. She saw the empty line where its source should stand, asked it again, and it wrote that it had no source for \
        this. We added the time beside each line, because three readers had asked for it. Since then two of them look at the \
        line first, and they tell her within the day when a name is wrong. You decide what is kept; it can be mistaken.";
    let mut counted = 0;
    for numbered in [false, true] {
        let cheat: Cheat = if numbered {
            |field, text| format!("{} {} {PASTED}", field.id.len() + text.len(), text.len())
        } else {
            |_, _| PASTED.to_owned()
        };
        for (item, runs) in cheated(cheat) {
            let (found, standing) = Journal::of(&runs).found(&item, 10);
            assert_eq!(standing, Standing::Gap, "{item}: {found:?}");
            counted += found.iter().filter(|(have, _)| *have > 0).count();
        }
    }
    assert!(counted >= 20, "in one box alone it would count: {counted}");
}

#[test]
fn every_skill_fades() {
    for (item, runs) in showing() {
        let journal = Journal::of(&runs);
        let (found, standing) = journal.found(&item, 10 + 365);
        assert!(found.iter().all(|(have, _)| *have == 0), "{item}: {found:?}");
        assert_eq!(standing, Standing::Gap, "{item}");
    }
}

#[test]
fn every_rule_that_holds_names_entries_and_a_story() {
    for (item, runs) in showing() {
        let journal = Journal::of(&runs);
        let judged = checklist::judge(&journal.store, &journal.catalog, moment(10).day(0)).expect("judges");
        let judged = judged.into_iter().find(|judged| judged.item.id == item).expect("an item");
        let in_entries = judged.item.rules.iter().zip(&judged.found).filter(|(rule, _)| rule.same.is_none());
        assert!(in_entries.map(|(_, found)| found.entries()).all(|entries| !entries.is_empty()), "{item}");
        let story = judged.story.expect("a story");
        let entries: Vec<_> = judged.found.iter().flat_map(RuleResult::entries).collect();
        assert!(entries.contains(&story.head.id), "{item}");
        assert!(story.words.split_whitespace().count() >= 5, "{item}: {}", story.words);
    }
}

#[test]
fn a_story_is_the_newest_in_which_the_coach_finds_nothing() {
    let journal = |moments: &[&str]| {
        let runs = moments.iter().zip(1..).map(|(text, day)| {
            let run = format!(
                "exercise = \"reaction\"\nday = {day}\nproduct = \"Otter\"\nhappened = \"{text}\"\nworked = \"yes\"\nright = \"no\""
            );
            Toml::Table(run.parse().expect("TOML"))
        });
        let journal = Journal::of(&runs.collect::<Vec<_>>());
        let judged = checklist::judge(&journal.store, &journal.catalog, moment(10).day(0)).expect("judges");
        let judged =
            judged.into_iter().find(|judged| judged.item.id == "works-feels-wrong").expect("an item");
        judged.story.map(|story| (story.subject.unwrap_or_default(), story.words))
    };
    let story = |text: &str| Some(("Otter".to_owned(), text.to_owned()));
    let [first, second] = ["It sang at breakfast on Sunday.", "At 8:05 it sang again at work."];
    assert_eq!(journal(&[first, second]), story(second));
    assert_eq!(journal(&[first, second, "It often sings when nobody asks it."]), story(second));
    assert_eq!(journal(&["It often sings when nobody asks it.", "weird"]), None);
}

#[test]
fn imagined_reactions_prove_nothing() {
    let mut journal = Journal::new();
    let reaction = |day: i64, from: &str| -> Table {
        let run = format!(
            "exercise = \"reaction\"\nday = {day}\nhappened = \"At 8:05 it spoke out loud {}.\"\nproduct = \"Otter\"\nfelt = \"annoyed\"\n\
             worked = \"yes\"\nright = \"no\"\ntrust_event = \"built\"\nbuilt_by = [\"consistency\"]\n{from}",
            [
                "at home",
                "at work",
                "on the train",
                "in a meeting",
                "on a call",
                "in the lift",
                "at lunch",
                "in bed",
                "in the car"
            ][usize::try_from(day - 1).expect("a day")]
        );
        run.parse().expect("TOML")
    };
    let have = |journal: &Journal, item: &str| {
        let (found, _) = journal.found(item, 9);
        found.into_iter().map(|(have, _)| have).collect::<Vec<_>>()
    };
    for day in 1..=6 {
        journal.write(&reaction(day, "provenance = \"imagined\""));
    }
    for item in ["works-feels-wrong", "own-reactions", "trust-patterns"] {
        assert!(have(&journal, item).iter().all(|found| *found == 0), "{item}");
        assert_eq!(journal.found(item, 9).1, Standing::Gap, "{item}");
    }
    journal.write(&reaction(7, "provenance = \"watched\""));
    assert_eq!(have(&journal, "works-feels-wrong"), [1, 0], "seen, not felt");
    assert_eq!(have(&journal, "own-reactions"), [0, 0, 0], "somebody else's");
    journal.write(&reaction(8, ""));
    assert_eq!(have(&journal, "works-feels-wrong"), [2, 0]);
    assert_eq!(have(&journal, "own-reactions"), [1, 1, 1]);
    let failed = reaction(9, "").into_iter().map(|(key, value)| match key.as_str() {
        "worked" => (key, Toml::from("no")),
        _ => (key, value),
    });
    journal.write(&failed.collect());
    assert_eq!(journal.found("works-feels-wrong", 9), (vec![(2, 2), (1, 1)], Standing::Evidenced));
}

#[test]
fn imagined_interviews_and_old_answers_prove_nothing() {
    let interview = |day: i64, heard: &str| -> Table {
        let belief = |n: usize| {
            let (said, gap) = [
                ("it listens at night", "she thinks of an ear, and there is a timer"),
                ("my boss reads it", "no one but him sees the page"),
                ("it gets tired", "every answer starts from nothing again"),
            ][n - 1];
            format!("{{ said = \"{said}\", gap = \"{gap}\", fit = \"wrong\", effect = [\"misuse\"] }}")
        };
        let person = |name: &str, beliefs: &[usize]| {
            let beliefs: Vec<String> = beliefs.iter().map(|n| belief(*n)).collect();
            format!(
                "[[people]]\nname = \"{name}\"\nheard = \"{heard}\"\nbeliefs = [{}]\n",
                beliefs.join(", ")
            )
        };
        let people = person("Petra", &[1, 2]) + &person("Dmitri", &[3]);
        format!("exercise = \"mental-models\"\nday = {day}\nproduct = \"Otter\"\n{people}")
            .parse()
            .expect("TOML")
    };
    let mut journal = Journal::new();
    journal.write(&interview(1, "imagined"));
    assert_eq!(journal.found("mental-models", 2), (vec![(0, 3), (0, 2), (0, 1)], Standing::Gap));
    journal.write(&interview(2, "told"));
    assert_eq!(journal.found("mental-models", 2), (vec![(3, 3), (2, 2), (1, 1)], Standing::Evidenced));
}

#[test]
fn complaints_that_were_labelled_count_with_those_that_entries_sorted() {
    let mut journal = Journal::new();
    let said = |text: String| Said {
        product: "Siri".into(),
        source: "Reddit".into(),
        source_id: None,
        stars: None,
        day: None,
        text,
        link: None,
        author: None,
    };
    let what = "train song note sum door heating light mail bill voice photo map".split(' ');
    let how = "late loud lost low open off on twice paid cold dark upside".split(' ');
    let texts: Vec<String> = what.zip(how).map(|(what, how)| format!("the {what} was {how} again")).collect();
    let put = journal.store.import_complaints(&NewImport::default(), moment(1), |into| {
        texts.iter().try_for_each(|text| into.put(&said(text.clone())).map(|_| ()))
    });
    put.expect("imports");
    let label = |journal: &mut Journal, n: usize, decision| {
        let labels = vec![(ComplaintId::of("Siri", &texts[n]), Label::new(decision))];
        journal.store.apply(&Write::Label(labels), moment(3)).expect("labels");
    };
    for n in 0..9 {
        label(&mut journal, n, Decision::About(Dimension::ALL[n % 2]));
    }
    label(&mut journal, 9, Decision::Nothing);
    let of = |journal: &Journal, day| journal.found("sort-complaints", day).0;
    assert_eq!(of(&journal, 3), [(9, 10), (2, 3), (0, 8), (0, 1)]);
    assert_eq!(of(&journal, 2), [(0, 10), (0, 3), (0, 8), (0, 1)], "labelled later");
    label(&mut journal, 9, Decision::About(Dimension::MentalModel));
    assert_eq!(of(&journal, 3), [(10, 10), (3, 3), (0, 8), (0, 1)]);
    assert_eq!(of(&journal, 200), [(0, 10), (0, 3), (0, 8), (0, 1)], "evidence fades");
}

#[test]
fn labels_given_twice_show_something_once_there_are_ten_and_most_agree() {
    for (same, have) in [(5, 5), (8, 8), (10, 8)] {
        let mut journal = Journal::new();
        journal.label_twice(&format!("same = {same}").parse().expect("TOML"));
        assert_eq!(journal.found("sort-complaints", 9).0[2], (have, 8));
    }
}
