//! Stories for interview questions, on questions that were labelled by hand.

use crate::support::questions::measure;

#[test]
fn nine_of_ten_stories_named_for_a_question_fit_and_so_do_nine_of_ten_nones() {
    let [tuned, held_out] = measure().expect("the file can be read");
    assert!(tuned.questions + held_out.questions >= 60 && held_out.questions >= 40);
    for (half, quality) in [("tuned", tuned), ("held out", held_out)] {
        let numbers = format!(
            "{half}: first {:.2}, all {:.2}, none {:.2}, none found {:.2}\n{:#?}",
            quality.precision(),
            quality.precision_of_all(),
            quality.precision_of_none(),
            quality.recall_of_none(),
            quality.wrong
        );
        println!("{numbers}");
        assert!(quality.precision() >= 0.9 && quality.precision_of_none() >= 0.9, "{numbers}");
    }
}
