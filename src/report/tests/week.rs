//! Full, mixed and empty weeks.

use std::rc::Rc;

use chrono::Days;

use super::blocks::own;
use crate::domain::entry::State;
use crate::domain::plan::SlotState;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::compose::compose;
use crate::report::document::Body;
use crate::report::input::PlannedExercise;
use crate::report::markdown::markdown;
use crate::report::{plain, sample};

#[test]
fn a_full_week_reads_as_a_document() {
    insta::assert_snapshot!(markdown(&compose(&sample::full(), Reader::Me, &Choice::default())));
}

#[test]
fn a_full_week_fits_a_small_screen() {
    let lines = plain::lines(&compose(&sample::full(), Reader::Me, &Choice::default()), 60);
    let picture: Vec<_> = lines
        .iter()
        .take_while(|line| line.text != "Error Consequence Map")
        .map(|line| format!("{:10} {}", format!("{:?}", line.role), line.text).trim_end().to_owned())
        .collect();
    insta::assert_snapshot!(picture.join("\n"));
}

#[test]
fn a_week_with_nothing_finished_is_short_and_honest() {
    let mut input = sample::empty();
    let plan = |title: &str, after: u64, state| PlannedExercise {
        exercise: title.to_lowercase(),
        title: title.to_owned(),
        day: input.starts + Days::new(after),
        state,
    };
    input.plan = vec![
        plan("One", 0, SlotState::Open),
        plan("Two", 1, SlotState::Skipped),
        plan("Three", 2, SlotState::Begun(1, 2)),
        plan("Four", 4, SlotState::Open),
    ];
    assert_eq!(
        markdown(&compose(&input, Reader::Me, &Choice::default())),
        "\
# Week 47, 16–22 November 2026

No exercise was finished this week. Three is in progress.

| Day        | Exercise | Outcome           |
| ---------- | -------- | ----------------- |
| Mon 16 Nov | One      | not started       |
| Tue 17 Nov | Two      | skipped this week |
| Wed 18 Nov | Three    | in progress       |
| Fri 20 Nov | Four     | planned           |

---

*Written with empathy on 20 November 2026*
"
    );
}

#[test]
fn a_week_without_a_plan_says_so_little() {
    let text = markdown(&compose(&sample::empty(), Reader::Me, &Choice::default()));
    assert_eq!(text.matches("No exercise was finished this week.").count(), 1);
    assert!(!text.contains('|'), "{text}");
}

#[test]
fn a_mixed_week_says_what_is_repeated_partial_and_besides() {
    let mut input = sample::full();
    input.plan[3].state = SlotState::Open;
    input.plan[2].state = SlotState::Begun(1, 2);
    input.runs[2].drafted = true;
    input.runs.remove(3);
    let mut again = input.runs[0].clone();
    again.head.day = again.head.day + Days::new(5);
    again.head.state = State::Partial;
    again.answers.rows_mut("products")[0].remove("trust");
    input.runs.insert(0, again);
    let answers = sample::answers(&own(""), "product = a phone\nplace = the kitchen");
    input.runs.push(sample::run(own(""), answers, "2026-11-17"));
    let document = compose(&input, Reader::Me, &Choice::default());
    let Body::Text(lead) = &document.opening[0].body else { panic!("a lead") };
    assert_eq!(
        lead.as_slice(),
        [
            "Four exercises in 2 h 5 min, three of the five planned and one more. Trust Audit was practised twice. \
          Trust Audit was finished with 1 answer open. Mental Model Interview is in progress."
        ]
    );
    let titles: Vec<_> = document.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Trust Audit, Mon 16 Nov",
            "Trust Audit, Sat 21 Nov",
            "Error Consequence Map",
            "Empathy Dimension Review",
            "My drill",
            "Practice",
        ]
    );
    let about = document.sections[1].about.as_deref().unwrap_or_default();
    assert!(about.contains("finished with 1 answer open"), "{about}");
}

#[test]
fn tables_of_several_entries_are_one_for_each_dimension() {
    let mut input = sample::full();
    let joins = |exercise: &crate::domain::exercise::Exercise| {
        exercise.report.iter().find(|block| block.kind.is_joined()).and_then(|block| block.title.clone())
    };
    let (run, title) =
        input.runs.iter().find_map(|run| Some((run.clone(), joins(&run.exercise)?))).expect("one joins");
    let hues = |input: &crate::report::input::WeekInput| -> Vec<_> {
        let document = compose(input, Reader::Me, &Choice::default());
        document.sections.iter().filter(|one| one.title == title).map(|one| one.hue).collect()
    };
    assert_eq!(hues(&input), [run.exercise.hue]);
    let mut other = run.clone();
    Rc::make_mut(&mut other.exercise).heading.hue = None;
    input.runs.push(other);
    assert_eq!(hues(&input), [run.exercise.hue, None]);
}
