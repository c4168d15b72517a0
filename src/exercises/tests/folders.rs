//! A person's own files, beside and over those that come with the program.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::error::Problem;
use crate::exercises::{Catalog, Loaded, Origin, check_files, embedded, scaffold};

/// Makes a folder with these files.
pub(super) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Lists problems with the names of their files alone.
pub(super) fn told(problems: &[Problem]) -> Vec<String> {
    let short = |problem: &Problem| Problem {
        file: problem.file.file_name().map(Into::into).unwrap_or_default(),
        ..problem.clone()
    };
    problems.iter().map(|problem| short(problem).to_string()).collect()
}

#[test]
fn own_files_stand_beside_and_over_the_built_in_ones() {
    let folder = folder(&[
        ("zebra.toml", &scaffold("zebra")),
        ("audit.toml", &scaffold("trust-audit")),
        ("notes.md", "no exercise"),
        (".#zebra.toml", "an editor at work"),
        ("deeper/other.toml", "not looked at"),
    ]);
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    assert_eq!(told(&problems), [""; 0]);
    let ids: Vec<&str> = catalog.all().map(Loaded::id).collect();
    let built_in = Catalog::built_in();
    let wanted: Vec<&str> = built_in.all().map(Loaded::id).chain(["zebra"]).collect();
    assert_eq!(ids, wanted);
    let audit = catalog.get("trust-audit").expect("there");
    assert_eq!(audit.origin, Origin::Own(folder.path().join("audit.toml")));
    assert_eq!(audit.text(), scaffold("trust-audit"));
    assert_eq!(
        catalog.get("error-map").map(|one| one.origin.clone()),
        Some(Origin::BuiltIn("week/error-map.toml"))
    );
    assert!(catalog.get("none").is_none());
}

#[test]
fn a_bad_file_is_left_out_and_hides_no_other() {
    let folder = folder(&[
        ("a.toml", &scaffold("drill").replace("kind = \"group\"", "kind = \"gruop\"")),
        ("b.toml", &scaffold("fine")),
        ("c.toml", &scaffold("fine")),
        ("e.toml", &"#".repeat((1 << 20) + 1)),
    ]);
    fs::write(folder.path().join("d.toml"), b"format = 1\nid = \"\xff\"\n").expect("a file");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    let group = super::kinds();
    let wanted = [
        format!("a.toml:28:8: `gruop` is not a kind of field (use one of {group}); did you mean `group`?"),
        format!("c.toml:3:6: the id `fine` is taken by `{}`", folder.path().join("b.toml").display()),
        "d.toml:2:7: not UTF-8 text; save the file as UTF-8".to_owned(),
        "e.toml:1:1: longer than 1 MiB, which is more than an exercise needs".to_owned(),
    ];
    assert_eq!(told(&problems), wanted);
    assert!(catalog.get("fine").is_some());
    assert!(catalog.get("drill").is_none());
    assert_eq!(catalog.all().count(), embedded::EXERCISES.len() + 2);
}

#[test]
fn a_folder_that_is_missing_is_fine_and_a_file_in_its_place_is_not() {
    let folder = folder(&[("file", "")]);
    let (catalog, problems) = Catalog::load(Some(&folder.path().join("none")));
    // The self-rating is made of the checklist.
    let built_in = embedded::EXERCISES.len() + 1;
    assert_eq!((told(&problems), catalog.all().count()), (Vec::new(), built_in));
    let (catalog, problems) = Catalog::load(Some(&folder.path().join("file")));
    assert_eq!((problems.len(), catalog.all().count()), (1, built_in));
}

#[test]
fn an_own_plan_takes_the_place_of_the_built_in_one() {
    let plan = "format = 1\nid = \"two-days\"\ntitle = \"Two days\"\n[[day]]\nday = 4\nexercise = \"zebra\"\n\
                [[day]]\nday = 2\nexercise = \"error-map\"\n";
    let files = folder(&[("plan.toml", plan), ("zebra.toml", &scaffold("zebra"))]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert_eq!(told(&problems), [""; 0]);
    let ids: Vec<&str> = catalog.all().map(Loaded::id).collect();
    let wanted = [
        "error-map",
        "zebra",
        "automation-spectrum",
        "story",
        "complaint-sort",
        "copy-workshop",
        "decision",
        "dimension-review",
        "eval-plan",
        "watch",
        "interview-date",
        "debrief",
        "ai-or-not",
        "listen-loop",
        "listen-research",
        "listen-pressure",
        "mental-models",
        "pattern",
        "reaction",
        "retrieval-drill",
        "second-look",
        "self-check",
        "seven-questions",
        "explain-trust",
        "retelling",
        "study-plan",
        "three-places",
        "threshold-designer",
        "trust-audit",
        "two-minutes",
        "user-model",
        "what-happened",
        "shared-review",
    ];
    assert_eq!(ids, wanted);
    // A planned exercise with mistakes is told once, in its own file, and left out of the plan.
    let files = folder(&[("plan.toml", plan), ("zebra.toml", "id = \"zebra\"")]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert!(problems.iter().all(|problem| problem.file.ends_with("zebra.toml")));
    assert_eq!(catalog.plan().days.len(), 1);
}

#[test]
fn a_plan_names_exercises_that_are_there_once_and_within_the_week() {
    let plan = "format = 1\nid = \"Plan\"\ntitle = \"Plan\"\n[[day]]\nday = 0\nexercise = \"eror-map\"\n\
                [[day]]\nday = 8\nexercise = \"trust-audit\"\nat = 3\n[[day]]\nexercise = \"trust-audit\"\n";
    let files = folder(&[("plan.toml", plan)]);
    let wanted = [
        "plan.toml:2:6: `Plan` is not an id, expected lower-case words joined by hyphens; did you mean `plan`?",
        "plan.toml:5:7: `day` is 0, expected 1 or more",
        "plan.toml:6:12: there is no exercise `eror-map`; did you mean `error-map`?",
        "plan.toml:8:7: `day` is 8, expected 7 or less",
        "plan.toml:10:1: `at` is not a key of a day",
        "plan.toml:11:1: a day needs `day`",
        "plan.toml:12:12: `trust-audit` is planned already, in line 9",
    ];
    assert_eq!(told(&check_files(&[files.path().to_owned()])), wanted);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert_eq!((told(&problems).len(), catalog.plan().id.as_str()), (wanted.len(), "five-days"));
}

#[test]
fn a_course_is_a_folder_with_exercises_plans_and_decks() {
    let own = "format = 1\nid = \"handover\"\nrevision = 1\ntitle = \"Handover\"\nabout = \"It.\"\nwhy = \"It.\"\nminutes = [1, 2]\n\
               [[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"What?\"\n\
               [[step.field]]\nid = \"what\"\nkind = \"text\"\nlabel = \"What\"\n";
    let plan = "format = 1\nid = \"course\"\ntitle = \"Course\"\n[[day]]\nday = 2\nexercise = \"handover\"\n";
    let deck = "format = 1\n[[source]]\nid = \"book\"\ntitle = \"A book, 2020\"\nabout = \"The idea.\"\n";
    let elsewhere = own.replace("Handover", "Copy");
    let files = folder(&[
        ("a-course/exercises/handover.toml", own),
        ("a-course/plans/weeks.toml", plan),
        ("a-course/decks/books.toml", deck),
        ("handover.toml", &elsewhere),
    ]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    // What lies beside the folder counts before what lies in it.
    assert!(
        told(&problems)[0].contains("the id `handover` is taken by") && problems.len() == 1,
        "{problems:?}"
    );
    assert_eq!(catalog.title("handover"), "Copy");
    let days = &catalog.find_plan("course").expect("the plan").days;
    assert_eq!((days[0].day, days[0].exercise.as_str()), (2, "handover"));
    assert_eq!(catalog.deck().source("book").map(|one| one.title.as_str()), Some("A book, 2020"));
    assert_eq!(catalog.plan().id, "five-days", "a course is chosen, not put in force");
}

#[test]
fn plans_stand_beside_each_other_and_one_called_plan_comes_first() {
    let plan = |id: &str| {
        format!("format = 1\nid = \"{id}\"\ntitle = \"Mine\"\n[[day]]\nday = 1\nexercise = \"error-map\"\n")
    };
    let files = folder(&[
        ("plan.toml", &plan("mine")),
        ("plans/a.toml", &plan("other")),
        ("plans/b.toml", &plan("no-access")),
        ("plans/c.toml", &plan("other")),
        ("plans/d.toml", "format = 1\nid = \"empty\"\ntitle = \"Empty\"\n"),
        (
            "plans/e.toml",
            "format = 1\nid = \"e\"\ntitle = \"E\"\ndaily = \"two-minute\"\n\
            [[day]]\nday = 1\nexercise = \"error-map\"\n\
            [[week]]\ntitle = \"You\"\n[[week.day]]\nexercise = \"eror-map\"\n",
        ),
    ]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let ids: Vec<&str> = catalog.plans().iter().map(|plan| plan.id.as_str()).collect();
    assert_eq!(ids, ["mine", "five-days", "no-access", "other"]);
    assert_eq!((catalog.plan().id.as_str(), catalog.plan_of(Some("gone")).id.as_str()), ("mine", "mine"));
    assert_eq!(catalog.plan_of(Some("no-access")).title, "Mine");
    let mut said = told(&problems);
    let path = said[0].find('/').unwrap_or_default();
    said[0].truncate(path);
    let wanted = [
        "c.toml:2:6: the id `other` is taken by `",
        "d.toml:1:1: a plan needs at least one `[[day]]`",
        "e.toml:4:9: there is no exercise `two-minute`; did you mean `two-minutes`?",
        "e.toml:8:1: a week needs `constraint`",
        "e.toml:10:1: a day of a week needs `says`",
        "e.toml:11:12: there is no exercise `eror-map`; did you mean `error-map`?",
    ];
    assert_eq!(said, wanted);
    let files = folder(&[("plans/a.toml", &plan("five-days"))]);
    let (catalog, _) = Catalog::load(Some(files.path()));
    assert_eq!((catalog.plan().id.as_str(), catalog.plan().title.as_str()), ("five-days", "Mine"));
}

#[test]
fn checking_looks_into_folders_and_knows_ids_across_files() {
    let files = folder(&[
        ("a.toml", &scaffold("drill")),
        ("in/b.toml", &scaffold("drill")),
        ("in/c.toml", "format = 2"),
        ("in/plan.toml", "format = 1\nid = \"p\"\ntitle = \"P\"\n[[day]]\nday = 1\nexercise = \"drill\"\n"),
    ]);
    let root = files.path();
    let first = root.join("a.toml");
    let taken = format!("b.toml:3:6: the id `drill` is taken by `{}`", first.display());
    let newer = "c.toml:1:10: written for a newer version of empathy: format 2, this one reads 1".to_owned();
    assert_eq!(told(&check_files(&[root.to_owned()])), [taken, newer]);
    // The same file twice is one file.
    assert_eq!(told(&check_files(&[first.clone(), first])), [""; 0]);
    let missing = told(&check_files(&[root.join("none.toml")]));
    let said = format!("could not read `{}`: no such file or directory", root.join("none.toml").display());
    assert_eq!(missing, [format!("none.toml:1:1: {said}")]);
    assert!(check_files(&[Path::new("/dev/null").to_owned()])[0].message.starts_with("not a file"));
}

/// An exercise with one measure called `trust`, on a scale of its own.
fn with_trust(max: u32) -> String {
    format!(
        "format = 1\nid = \"mood\"\nrevision = 1\ntitle = \"Mood\"\nabout = \"A mood.\"\nwhy = \"It helps.\"\nminutes = [1, 2]\n\
         [[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"How?\"\n\
         [[step.field]]\nid = \"mood\"\nkind = \"scale\"\nlabel = \"Mood\"\nmin = 1\nmax = {max}\nanchors = [\"low\", \"high\"]\n\
         [[measure]]\nid = \"fine\"\ntitle = \"Fine\"\nfield = \"mood\"\n\
         [[measure]]\nid = \"trust\"\ntitle = \"Trust\"\nfield = \"mood\"\n"
    )
}

#[test]
fn a_measure_of_one_name_has_one_scale() {
    let files = folder(&[("mood.toml", &with_trust(10))]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let wanted =
        "mood.toml:24:6: `trust` is a scale from 1 to 10 here, and a scale from 1 to 5 in `trust-audit`";
    assert_eq!(told(&problems), [wanted]);
    assert_eq!(told(&check_files(&[files.path().to_owned()])), [wanted]);
    let mood = catalog.get("mood").expect("the rest works");
    let ids: Vec<&str> = mood.exercise().measures.iter().map(|measure| measure.id.as_str()).collect();
    assert_eq!(ids, ["fine"]);
    let files = folder(&[("mood.toml", &with_trust(5))]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert_eq!(told(&problems), [""; 0]);
    assert!(catalog.metrics().get("trust").is_some_and(|metric| metric.fed_by.contains(&"mood".to_owned())));
}

#[test]
fn own_items_stand_beside_and_over_the_built_in_ones_and_a_bad_rule_can_only_be_claimed() {
    let list = "format = 1\nid = \"mine\"\ntitle = \"Mine\"\nabout = \"A.\"\nwhy = \"B.\"\n\
                [[item]]\nid = \"listen\"\ntitle = \"Listening\"\nsays = \"I listen.\"\nused = [\"daly\"]\nclose = \"eror-map\"\n\
                [[item.proof]]\nneeds = \"talks\"\nmeasure = \"peple_asked\"\ncount = 0\ndistinct = \"person\"\nwith = [\"none\"]\n\
                [[item]]\nid = \"listen\"\ntitle = \"Again\"\nsays = \"I do.\"\n";
    let files = folder(&[("checklist.toml", list)]);
    let wanted = [
        "checklist.toml:10:9: `daly` is not a place where a skill is used (use one of `interview`, `review`, `daily`); did you mean `daily`?",
        "checklist.toml:11:9: there is no exercise `eror-map`; did you mean `error-map`?",
        "checklist.toml:14:11: no exercise has a measure `peple_asked`; did you mean `people_asked`?",
        "checklist.toml:15:9: `count` is 0, expected 1 or more",
        "checklist.toml:16:12: `person` can't tell answers apart, expected `subject`, `category`, `words`, `entry`, `day` or a measure",
        "checklist.toml:17:9: no exercise has a measure `none`; did you mean `gone`?",
        "checklist.toml:19:6: the item `listen` is there already",
    ];
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let mut said = told(&problems);
    said.iter_mut().filter(|line| line.contains("`none`")).for_each(|line| {
        let end = line.find(';').unwrap_or(line.len());
        line.truncate(end);
    });
    let wanted = wanted.map(|line| line.replace("; did you mean `gone`?", ""));
    assert_eq!(said, wanted);
    let item = catalog.checklist().items.last().expect("an item");
    assert_eq!((item.id.as_str(), item.title.as_str(), item.rules.len()), ("listen", "Listening", 0));
    let rating = catalog.get(&catalog.checklist().id).expect("the self-rating");
    assert!(rating.exercise().measures.iter().any(|measure| measure.id == "sure_listen"));
}

#[test]
fn a_rule_is_told_what_it_can_ask_of_a_measure() {
    let item = |rule: &str| {
        let list = format!(
            "format = 1\nid = \"mine\"\ntitle = \"Mine\"\nabout = \"A.\"\nwhy = \"B.\"\n\
             [[item]]\nid = \"listen\"\ntitle = \"Listening\"\nsays = \"I listen.\"\n{rule}\n"
        );
        let (catalog, problems) = Catalog::load(Some(folder(&[("checklist.toml", &list)]).path()));
        let rules = catalog.checklist().items.last().expect("an item").rules.clone();
        (told(&problems).iter().map(|line| line.replace("checklist.toml:", "")).collect::<Vec<_>>(), rules)
    };
    let rule = |keys: &str| item(&format!("[[item.evidence]]\nneeds = \"N\"\nmeasure = \"gap\"\n{keys}"));
    let fine = "per = \"believer\"\neach = 2\ndistinct = [\"words\", \"belief\"]\nwords = 3\nobservable = true\nfresh = true\nunlike = [\"belief\"]\n\
                with = [\"belief\", { measure = \"belief_effect\", category = [\"misuse\"] }]";
    let (problems, rules) = rule(fine);
    assert_eq!((problems, rules.len()), (Vec::new(), 1));
    let [read] = rules.as_slice() else { panic!("one rule") };
    assert_eq!((read.count, read.each, read.with.len(), read.distinct.len()), (1, 2, 2, 2));
    for (keys, said) in [
        ("each = 2", "10:1: a rule needs `per`"),
        ("each = 0\nper = \"entry\"", "13:8: `each` is 0, expected 1 or more"),
        (
            "per = \"persn\"",
            "13:7: `persn` can't tell answers apart, expected `subject`, `category`, `words`, `entry`, `day` or a measure",
        ),
        ("with = [7]", "13:9: `with` is a number, expected a table"),
        (
            "with = [{ measure = \"blief\" }]",
            "13:21: no exercise has a measure `blief`; did you mean `belief`?",
        ),
        (
            "with = [{ measure = \"belief_effect\", words = 3 }]",
            "13:21: `belief_effect` is a choice, expected a text",
        ),
        ("unlike = [\"blief\"]", "13:11: no exercise has a measure `blief`; did you mean `belief`?"),
        ("unlike = [\"belief_effect\"]", "13:11: `belief_effect` is a choice, expected a text"),
        ("with = [{ category = [\"misuse\"] }]", "13:9: a needed answer needs `measure`"),
        ("wrds = 3", "13:1: `wrds` is not a key of a rule; did you mean `words`?"),
    ] {
        assert_eq!(rule(keys), (vec![said.to_owned()], Vec::new()), "{keys}");
    }
    let (problems, _) = item("story = \"trust\"");
    assert_eq!(problems, ["10:9: `trust` is a scale from 1 to 5, expected a text"]);
}

#[test]
fn own_figures_stand_beside_and_over_the_built_in_ones() {
    let board = "format = 1\n\
                 [[section]]\nid = \"trust\"\ntitle = \"Mine\"\nabout = \"A.\"\n\
                 [[section.figure]]\nid = \"a\"\nkind = \"subjects\"\ntitle = \"A\"\nabout = \"A.\"\nmeasure = \"trst\"\n\
                 [[section.figure]]\nid = \"b\"\nkind = \"bars\"\ntitle = \"B\"\nabout = \"B.\"\n\
                 [[section.figure]]\nid = \"c\"\nkind = \"subjects\"\ntitle = \"C\"\nabout = \"C.\"\nmeasure = \"dimension\"\n\
                 [[section.figure]]\nid = \"d\"\nkind = \"ratings\"\ntitle = \"D\"\nabout = \"D.\"\nmeasure = \"trust\"\n\
                 [[section.figure]]\nid = \"e\"\nkind = \"topics\"\ntitle = \"E\"\nabout = \"E.\"\n\
                 [[section.figure]]\nid = \"f\"\nkind = \"topics\"\ntitle = \"F\"\nabout = \"F.\"\ntags = [\"ethical awareness\"]\n\
                 [[section.figure]]\nid = \"g\"\nkind = \"topics\"\ntitle = \"G\"\nabout = \"G.\"\ntags = [\"ethical awareness\", \"data fluncy\"]\n";
    let files = folder(&[("progress.toml", board)]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let told = told(&problems);
    assert_eq!(told.len(), 5, "{told:?}");
    assert_eq!(told[3], "progress.toml:29:1: a `topics` figure needs `tags`");
    assert_eq!(
        told[4],
        "progress.toml:45:30: no exercise has the tag `data fluncy`; did you mean `data fluency`?"
    );
    assert_eq!(told[0], "progress.toml:11:11: no exercise has a measure `trst`; did you mean `trust`?");
    assert!(told[1].starts_with("progress.toml:14:8: `bars` is not a kind of figure (use one of `subjects`"));
    assert_eq!(
        told[2],
        "progress.toml:22:11: `dimension` is a choice, expected a scale, a number or a count"
    );
    let trust = catalog.board().section("trust").expect("there");
    let figures: Vec<&str> = trust.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!((trust.title.as_str(), figures), ("Mine", vec!["d", "f"]));
    assert_eq!(trust.figures[1].tags, ["ethical awareness"]);
    assert!(catalog.board().section("errors").is_some());
}

#[test]
fn what_comes_back_to_an_exercise_that_there_is_not_is_told_where_it_says_so() {
    let returns = |id: &str, to: &str| {
        let more = format!(
            "\n[[return]]\nabout = \"product\"\nafter_days = 7\ntext = \"Still?\"\nexercise = \"{to}\"\n"
        );
        include_str!("../../../tests/data/every-kind.toml").replace("every-kind", id) + &more
    };
    let lines = returns("one", "").lines().count();
    let files = folder(&[("a.toml", &returns("one", "second-lok")), ("b.toml", &returns("two", "one"))]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let wanted = format!("a.toml:{lines}:12: there is no exercise `second-lok`; did you mean `second-look`?");
    assert_eq!(told(&problems), [wanted]);
    assert!(catalog.get("one").is_some(), "the rest of it is practised");
}
