//! The first minutes: what an empty journal says, the sample to look at, the tour, and other journals.

use std::fs;
use std::time::Duration;

use empathy::db::Store;
use empathy::tui::route::Destination;

use super::{Setup, look};
use crate::support::tui::Tui;

/// How long the sample may take to be made, in steps of the clock.
const PATIENCE: usize = 6_000;

/// Waits until the sample is made and something came of that, as the loop would.
fn wait_for_sample(tui: &mut Tui, is_there: impl Fn(&Tui) -> bool) {
    for _ in 0..PATIENCE {
        if is_there(tui) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
        tui.wait(Duration::from_millis(50));
    }
    panic!("the sample was not made in time");
}

#[test]
fn an_empty_journal_welcomes_and_offers_what_to_do_first() {
    let mut tui = Setup::new().today();
    tui.shows("Welcome").shows("Start day one").shows("Log a moment").shows("Look at a sample journal");
    for (words, opened) in
        [("Log a moment", "What happened"), ("Start day one", "page 1 of"), ("Take the tour", "1 of 5")]
    {
        let mut tui = Setup::new().today();
        let (column, row) = tui.find(words);
        tui.click(column, row);
        let opened = if opened == "1 of 5" { "●○○○○" } else { opened };
        tui.shows(opened);
    }
    tui.keys("nIt made up a price<enter>").hides("Welcome");
    Setup::new().demo().today().hides("Welcome");
}

#[test]
fn all_that_can_be_done_first_is_in_sight_on_the_smallest_terminal() {
    let mut tui = Setup::new().size(60, 16).today();
    for words in ["Welcome", "Start day one", "Log a moment", "Look at a sample journal", "Take the tour"] {
        tui.shows(words);
    }
    let (column, row) = tui.find("Take the tour");
    tui.click(column, row).shows("●○○○○");
}

#[test]
fn help_in_the_sample_says_that_nothing_is_kept() {
    let mut tui = Setup::new().demo().sample().size(120, 60).today();
    tui.keys("?")
        .shows("Leave; nothing you wrote here is kept")
        .hides("everything written is kept")
        .keys("<esc>");
    let mut tui = Setup::new().demo().size(120, 60).today();
    tui.keys("?").shows("Leave; everything written is kept");
}

#[test]
fn a_filled_journal_is_a_click_away_and_this_one_is_left_for_it() {
    let mut tui = Setup::new().today();
    let (column, row) = tui.find("Look at a sample journal");
    tui.click(column, row).shows("Filling a sample journal");
    wait_for_sample(&mut tui, |tui| tui.app.is_over());
    let Some(Destination::Sample(sample)) = tui.app.into_parts().1 else { panic!("the sample is next") };
    let journal = sample.journal();
    assert!(fs::metadata(&journal).is_ok_and(|file| file.len() > 100_000), "it is filled");
    drop(sample);
    assert!(!journal.exists(), "nothing of it is kept");
}

#[test]
fn whoever_goes_on_while_the_sample_is_made_stays_where_they_are() {
    let mut tui = Setup::new().today();
    tui.keys("E").shows("Filling a sample journal").keys("nIt made up a price");
    wait_for_sample(&mut tui, |tui| tui.screen().contains("The sample journal is ready. E opens it."));
    tui.keys("<enter>");
    assert!(tui.head("reaction").summary.ends_with("It made up a price") && !tui.app.is_over());
    tui.keys("E");
    assert!(tui.app.is_over(), "it opens at once now");
}

#[test]
fn the_sample_says_what_it_is_everywhere_and_leads_back() {
    let mut tui = Setup::new().demo().sample().today();
    look("sample_today", &mut tui);
    tui.resize(80, 24).keys("2").shows("sample").keys("E").shows("You are in the sample journal");
    tui.keys("q");
    let own = tui.journal();
    let back = tui.app.into_parts().1;
    assert!(matches!(back, Some(Destination::Journal(path)) if path == own.with_file_name("own.db")));
}

#[test]
fn the_tour_points_at_five_places_goes_back_and_ends() {
    let mut tui = Setup::new().demo().today();
    tui.keys("T");
    look("tour_first", &mut tui);
    tui.resize(80, 24).keys("<enter>").shows("One line").keys("<left>").shows("The week");
    tui.keys("<left>")
        .shows("●○○○○")
        .keys("<right><right>")
        .shows("The log")
        .keys("<enter>")
        .shows("Progress ─");
    tui.keys("<tab>");
    look("tour_last", &mut tui);
    tui.resize(80, 24).keys("<enter>").hides("Everything else").shows("Week 8");
    tui.keys("5:tour<enter>").shows("●○○○○").shows("The week");
    let (column, row) = tui.find("The week");
    tui.click(column, row).shows("One line").keys("<esc>").hides("One line").shows("Week 8");
}

#[test]
fn the_journals_are_listed_and_one_is_opened_once_everything_is_saved() {
    let mut tui = Setup::new().today();
    let other = tui.home().join("work.db");
    drop(Store::open(&other, tui.now.wall).expect("made"));
    fs::create_dir_all(tui.home().join("state")).expect("made");
    let gone = tui.home().join("gone.db");
    fs::write(tui.home().join("state/journals"), format!("{}\n{}\n", other.display(), gone.display()))
        .expect("written");
    tui.keys("O").shows("Your journal  open now").shows("work").shows("0 entries").shows("missing");
    tui.shows("Sample journal");
    tui.shows("Enter open")
        .keys("gone")
        .hides("Enter open")
        .shows("remove")
        .keys("<enter>")
        .shows("There is no file at this path.")
        .keys("<ctrl-d>")
        .shows("no longer listed");
    let listed = fs::read_to_string(tui.home().join("state/journals")).expect("read");
    assert_eq!(listed, format!("{}\n", other.display()));
    tui.keys("<esc>O<down>").keys("<enter>");
    assert!(tui.app.is_over());
    let next = tui.app.into_parts().1;
    assert!(matches!(next, Some(Destination::Journal(path)) if path == other));
}

#[test]
fn a_path_is_typed_and_what_is_no_journal_says_so() {
    let mut tui = Setup::new().today();
    let notes = tui.home().join("notes.md");
    fs::write(&notes, "no journal, but a text that is long enough to be looked at").expect("written");
    tui.keys("O").paste(&notes.display().to_string()).shows("can't be opened").keys("<enter>");
    assert!(!tui.app.is_over());
    tui.keys("<ctrl-a>").paste("/nowhere/at/all.db").shows("there is no folder");
    let new = tui.home().join("new.db");
    tui.keys("<ctrl-a>").paste(&new.display().to_string()).shows("a new journal").keys("<enter>");
    let next = tui.app.into_parts().1;
    assert!(matches!(next, Some(Destination::Journal(path)) if path == new));
}

#[test]
fn the_bar_is_clicked() {
    let mut tui = Setup::new().demo().today();
    let (column, row) = tui.find("5 Progress");
    tui.click(column, row).hides("Week 8").shows("Trust");
    let (column, row) = tui.find("1 Today");
    tui.click(column, row).shows("Week 8");
}
