//! Today: the week at a glance.

use super::{SIZES, Setup, look};
use crate::support::tui::Tui;
use empathy::app::practice::Asked;
use empathy::domain::entry::{Digest, State};
use empathy::tui::input::MouseKind;

const EXTRA: &str = include_str!("../data/every-kind.toml");

#[test]
fn the_middle_of_a_week_shows_what_came_of_it() {
    look("today_midweek", &mut Setup::new().now("2026-11-18T19:00:00+00:00").demo().today());
}

#[test]
fn own_exercises_and_drafts_of_other_weeks_stand_below() {
    let setup = Setup::new().demo().exercise("every-kind.toml", EXTRA).now("2026-11-25T09:00:00+00:00");
    let mut tui = setup.today();
    tui.keys("<enter>Otter<esc>lsl");
    look("today_own", &mut tui);
}

#[test]
fn a_reaction_is_captured_from_today() {
    let mut tui = Setup::new().today();
    tui.shows("Trust Audit").keys("<ctrl-p>trust au").shows("Practise Trust Audit").keys("<esc>/otter<esc>");
    tui.keys("nIt made up a price @Otter<enter>");
    assert_eq!(tui.heads("reaction").len(), 1);
    tui.keys("/is:surprised").shows("is not a state of an entry");
}

/// Gives the line that is marked on the screen: a row, else a card or a whole panel by its heavy frame.
fn marked(tui: &Tui) -> String {
    let screen = tui.screen();
    let row = screen.lines().find(|row| row.contains('▸'));
    let frame = || {
        let (column, row) = tui.find("╭━");
        let row: String = screen.lines().nth(row.into()).expect("the row is there").to_owned();
        row.chars().skip(column.into()).take(24).collect()
    };
    row.map_or_else(frame, str::to_owned)
}

#[test]
fn every_line_can_be_marked_and_seen_however_small_the_screen() {
    let mut tui = Setup::new().exercise("every-kind.toml", EXTRA).today();
    for (columns, rows) in SIZES {
        tui.resize(columns, rows).keys("<home>").hides("↑");
        // In the calendar, up and down go from week to week: all of them are one line here.
        let title = |line: String| {
            let frame = line.starts_with('╭') && line.contains("ber");
            if frame { "a day".to_owned() } else { line.chars().skip(2).take(26).collect() }
        };
        let way = |tui: &mut Tui, key: &str| {
            let (mut seen, mut before) = (vec![title(marked(tui))], String::new());
            loop {
                let line = marked(tui.keys(key));
                if line == before {
                    break seen;
                }
                before.clone_from(&line);
                seen.extend(Some(title(line)).filter(|line| seen.last() != Some(line)));
            }
        };
        let (down, up) = (way(&mut tui, "<down>"), way(&mut tui, "<up>"));
        assert!(down.len() > 8, "{down:?}");
        // From cards beside each other, the first one is left for what is below.
        assert!(
            up.iter().rev().skip_while(|line| *line != &down[1]).eq(down.iter().skip(1)),
            "{down:?} {up:?}"
        );
    }
}

#[test]
fn the_list_scrolls_and_says_at_its_edges_what_is_beyond() {
    let mut tui = Setup::new().demo().exercise("every-kind.toml", EXTRA).today();
    tui.resize(60, 16).keys("<home>").shows("↓").shows(" more").hides("↑").shows("▸ Mon ● Trust Audit");
    tui.keys("<end>").shows("↑").shows(" more").hides("↓").hides("Trust Audit");
    let (_, bottom) = tui.find("▸");
    tui.keys("<up><up><up>");
    assert_eq!(tui.find("▸").1, bottom - 3, "it scrolls only when it has to");
    tui.keys("<end>");
    look("today_scrolled", &mut tui);
}

#[test]
fn the_mouse_finds_the_lines_of_a_scrolled_list() {
    let mut tui = Setup::new().demo().today();
    tui.resize(60, 16).keys("<end>");
    let (column, row) = tui.find("W42");
    tui.click(column, row).shows("▸W42").shows("W43");
    assert_eq!(tui.find("W42"), (column, row), "the list stays where it is");
    tui.click(column, row).shows("2026-W42");
    let mut tui = Setup::new().demo().today();
    tui.resize(60, 16).keys("<home>");
    let before = tui.screen();
    tui.mouse(MouseKind::WheelDown, 5, 5);
    assert_ne!(tui.screen(), before, "the wheel scrolls");
    tui.shows("↑").keys("<enter>").shows("Trust Audit").hides("↑");
}

#[test]
fn what_is_begun_counts_its_pages_as_the_form_does() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Maps<tab>41Otter<tab>21<pgdn><pgdn>").shows("page 3 of ");
    let screen = tui.screen();
    let (_, rest) = screen.split_once("page 3 of ").expect("a page");
    let of: String = rest.chars().take_while(char::is_ascii_digit).collect();
    tui.keys("<esc>").shows(&format!(" 3/{of}"));
}

#[test]
fn the_question_of_the_day_is_answered_on_one_page_and_marked_as_done() {
    let mut tui = Setup::new().today();
    tui.keys("jjjjj").shows("One or two sentences are enough");
    look("today_daily", &mut tui);
    tui.keys("<enter>");
    look("two_minutes", &mut tui);
    tui.keys("It asked me twice for the same name.<ctrl-s>")
        .shows("Two Minutes finished")
        .keys("<esc>")
        .shows("Done for today");
    assert_eq!(tui.heads("two-minutes").len(), 1);
    tui.keys("<enter>").shows("It asked me twice").keys("<esc>");
    assert_eq!(tui.heads("two-minutes").len(), 1);
    tui.keys("[").hides("Done for today");
}

#[test]
fn another_plan_is_chosen_with_a_key() {
    let mut tui = Setup::new().today();
    tui.keys("p").shows("Change the plan?");
    look("today_plan", &mut tui);
    tui.keys("<tab><enter>").shows("A week without users from week 2026-W47 on").shows("│ Complaint");
    tui.resize(80, 24).keys("[").hides("│ Complaint").shows("Errors");
}

#[test]
fn what_comes_back_is_looked_at_again_once_and_then_stays_away() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    tui.shows("Second Look").shows("weeks ago").shows("You trusted").shows("Nothing is late.");
    let (_, row) = tui.find("Second Look");
    tui.click(10, row).shows("skips it for good");
    tui.keys("<enter>").shows("Trust then").shows("Trust now");
    tui.keys("4<ctrl-s>").shows("Second Look finished").keys("<esc>").hides("You trusted");
    assert_eq!(tui.heads("second-look").len(), 1);
}

#[test]
fn what_comes_back_can_be_skipped_for_good() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    let (_, row) = tui.find("Second Look");
    tui.click(10, row).keys("s").shows("this question won't come back").hides("You trusted");
    assert_eq!(tui.heads("second-look").len(), 0);
}

#[test]
fn what_comes_back_is_rated_with_one_key_and_that_is_undone_with_another() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    let (_, row) = tui.find("Second Look");
    tui.click(10, row)
        .shows("Press 1 to 5 to rate it at once")
        .keys("4")
        .shows("is rated 4 now")
        .hides("You trusted");
    let head = tui.head("second-look");
    assert_eq!(head.state, State::Complete);
    assert!(head.summary.contains("trust 4"), "{}", head.summary);
    tui.keys("u").shows("undone: logged sec-").shows("You trusted");
    assert!(tui.heads("second-look").is_empty());
    tui.keys("g1").shows("Week 9").keys("5").shows("Progress").hides("Something just happened?");
}

#[test]
fn cards_are_gone_through_sideways_and_what_follows_downwards() {
    let mut tui = Setup::new().today();
    tui.shows("━ ● MON ━").keys("l").shows("━ ▲ TUE ━").keys("<right><right>").shows("━ ■ THU ━");
    tui.keys("h").shows("━ ◆ WED ━").keys("jjjjj").shows("▸○ Two Minutes").keys("k").hides("▸○ Two Minutes");
    tui.resize(120, 40).keys("j<right>");
    assert!(tui.find("▸").0 > 70, "{}", tui.screen());
    tui.keys("<left>");
    assert!(tui.find("▸").0 < 70, "{}", tui.screen());
}

#[test]
fn a_draft_shows_where_it_was_left_with_the_last_words_and_about_how_long_it_takes_yet() {
    let mut tui = Setup::new().demo().today();
    tui.shows("Go on: Empathy Dimension Review").shows("You stopped in “Mental model”").shows("“Four people");
    tui.shows("about 20 min");
}

#[test]
fn a_day_of_the_calendar_opens_in_the_log() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.shows("November")
        .keys("j<right><up>")
        .shows("Each mark is a day")
        .keys("<up>")
        .shows("Friday 13 November")
        .keys("<left>");
    tui.shows("Thursday 12 November").keys("<enter>").shows("Thu 12 Nov").shows("Log").hides("Trust now");
    let mut tui = Setup::new().demo().size(120, 40).today();
    let (column, row) = tui.find("9 Nov");
    tui.click(column + 9, row).shows("Mon 9 Nov").hides("Trust now");
}

#[test]
fn a_week_before_opens_from_its_row_and_escape_leads_back_to_this_one() {
    let mut tui = Setup::new().demo().size(200, 60).today();
    let (column, row) = tui.find("W45");
    tui.click(column, row).click(column, row).shows("Week 6").shows("past week");
    tui.keys("<esc>").shows("Week 8").hides("past week");
}

#[test]
fn a_draft_of_an_earlier_day_is_listed_where_it_would_be_lost() {
    let mut tui = Setup::new().now("2026-11-18T09:00:00+00:00").today();
    tui.keys("jjjjj<enter>It asked me twice.<esc>");
    let now = tui.store().open_drafts(9).expect("read").len();
    assert_eq!(now, 1);
    tui.wait(std::time::Duration::from_secs(24 * 60 * 60));
    let mut tui = tui.restart();
    tui.shows("draft of Wednesday").keys("jj<enter>").shows("It asked me twice.");
}

#[test]
fn what_the_log_lacks_is_a_key_away() {
    let mut tui = Setup::new().demo().today();
    tui.keys("w").shows("missing").hides("Something just happened?");
    Setup::new().today().keys("w").shows("nothing in your log needs completing");
}

#[test]
fn questions_that_this_program_cannot_read_do_not_take_today_with_them() {
    let tui = Setup::new().demo().today();
    let draft = tui.head("dimension-review");
    let journal = rusqlite::Connection::open(tui.journal()).expect("opens");
    let text = "format = 99\n";
    let Digest(digest) = Digest::of(text.as_bytes());
    journal.execute("INSERT INTO definition (digest, text) VALUES (?1, ?2)", (digest, text)).expect("kept");
    for (table, of) in [("revision", "entry"), ("entry", "number")] {
        let sql = format!(
            "UPDATE {table} SET definition = (SELECT max(number) FROM definition)
             WHERE {of} = (SELECT number FROM entry WHERE short = ?1)"
        );
        assert!(journal.execute(&sql, [draft.short.as_str()]).expect("changed") > 0);
    }
    let mut tui = tui.restart();
    tui.shows("Go on").shows("4 of 5").keys("<enter>").shows("could not read the questions");
    tui.keys("2").shows("Log");
    // What cannot be read is not read again for the next row.
    let (head, catalog) = (tui.head("dimension-review"), &tui.app.cx().catalog);
    let mut asked = Asked::default();
    assert!(asked.read(tui.store(), catalog, &head).is_err());
    assert_eq!(asked.of(tui.store(), catalog, &head), None);
    assert_eq!(asked.read(tui.store(), catalog, &head).expect("known"), None);
}
