//! What must hold everywhere, a test each. What a screen does besides stands with the tests of that screen; what the
//! command line does, `status` and `remind`, in `tests/cli`.

use empathy::tui::input::MouseKind;
use empathy::tui::route::Effect;

use super::{Setup, Tui};

fn demo() -> Tui {
    Setup::new().demo().today()
}

fn moment() -> Tui {
    Setup::new().demo().open_at("trust-audit", "moment", &[("products", 1)])
}

#[test]
fn reading_never_edits() {
    let mut tui = demo();
    tui.keys("2<enter>").shows("e edit").shows("y copy");
    let before = tui.heads("reaction");
    tui.keys("jjkk<space>xdGg<ctrl-d><ctrl-u>h").shows("version 1").keys("h][");
    assert_eq!(tui.heads("reaction"), before);
    tui.keys("y");
    assert!(matches!(tui.effects.pop(), Some(Effect::Copy(_))));
    tui.keys("e").shows("Ctrl-S");
}

#[test]
fn undo_belongs_to_where_one_is_and_names_what_is_older() {
    let mut tui = demo();
    tui.keys("nIt guessed my name.<enter>2<down><enter>").hides("It guessed my name.");
    let before = tui.heads("reaction");
    tui.keys("u").shows("Undo this change?").keys("<enter>").shows("undone: ");
    let mine = tui.heads("reaction").into_iter().any(|head| head.summary.contains("It guessed my name"));
    assert!(mine, "what was logged elsewhere stays");
    tui.keys("U").shows("redone: ");
    assert_eq!(tui.heads("reaction"), before);
}

#[test]
fn logging_is_one_line_that_nothing_moves_under() {
    let mut tui = demo();
    tui.keys("n");
    let row = |tui: &Tui| tui.paint().1.map(|at| at.y);
    let first = row(&tui);
    assert!(first.is_some());
    for typed in ["It guessed", " @Otter", " !surprised", " 3/5", " #home"] {
        tui.keys(typed);
        assert_eq!(row(&tui), first, "{typed}");
    }
    tui.shows("[ @ Otter ]").shows("[ trust 3/5 ]").shows("[ # home ]").keys("<enter>").shows("logged");
}

#[test]
fn one_always_sees_what_one_writes_about() {
    let mut tui = moment();
    for (columns, rows) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        tui.resize(columns, rows).keys("<tab>");
        let screen = tui.screen();
        let title = screen.lines().next().unwrap_or_default().to_owned();
        assert!(title.contains("The moment") && title.contains("Otter 2/5"), "{title}");
        let focus = tui.paint().1;
        tui.mouse(MouseKind::WheelDown, 30, 8);
        tui.mouse(MouseKind::WheelUp, 30, 8);
        assert_eq!(tui.paint().1, focus, "the wheel moves no focus");
    }
}

#[test]
fn the_foot_stays_as_it_is_while_a_text_is_saved() {
    let mut tui = Setup::new().open_at("trust-audit", "products", &[]);
    tui.keys("Otter");
    let foot = |tui: &Tui| {
        let screen = tui.screen();
        let row = screen.lines().rev().nth(1).unwrap_or_default().to_owned();
        row.split("saved").next().unwrap_or_default().to_owned()
    };
    let rested = foot(&tui);
    tui.type_keys("s");
    let begin: String = rested.chars().take(40).collect();
    assert!(foot(&tui).starts_with(&begin), "{rested}\n{}", foot(&tui));
}

/// The foot, without what stands in its corner.
fn foot(tui: &Tui) -> String {
    let screen = tui.screen();
    let row = screen.lines().rev().nth(1).unwrap_or_default();
    row.trim().split("   ").next().unwrap_or_default().to_owned()
}

#[test]
fn the_foot_begins_with_what_matters_most_and_fills_the_width() {
    for (keys, first) in [
        ("", "Enter "),
        ("2", "Enter "),
        ("5", "Enter "),
        ("2<enter>", "e edit"),
        (",", "→ "),
        ("O", "Enter "),
        (":practise trust<enter>", "Ctrl-S next"),
    ] {
        let mut tui = demo();
        tui.resize(60, 16).keys(keys);
        let narrow = foot(&tui);
        assert!(narrow.starts_with(first), "{keys}: {narrow}");
        for wide in [80, 120, 200] {
            tui.resize(wide, 40);
            let shown = foot(&tui);
            let same = narrow.split("  ").next();
            assert_eq!(shown.split("  ").next(), same, "the first stays the first at {wide}");
            assert!(shown.len() >= narrow.len(), "{wide}: {shown}\n{narrow}");
        }
    }
}

#[test]
fn hints_name_the_keys_that_a_person_chose() {
    let mut tui = demo();
    let keys = "[anywhere]\ncapture = [\"ctrl-l\"]\n[read]\nedit = [\"E\"]\n";
    std::fs::write(tui.home().join("keys.toml"), keys).expect("written");
    tui.keys(",<down><right><left><esc>").keys("2").shows("Ctrl-L log").hides("n log");
    tui.keys("<enter>").shows("E edit").hides("e edit").keys("<esc>?").shows("Ctrl-L");
}

#[test]
fn esc_unwinds_one_layer() {
    let mut tui = demo();
    tui.keys("2fOtter").keys("<enter>").shows("[x] Otter").keys("<esc>").shows("Otter ×");
    tui.keys("<space>").shows("picked").keys("?").keys("<esc>").shows("picked");
    tui.keys("<esc>").hides("picked").shows("Otter ×");
    tui.keys("<esc>").hides("Otter ×").shows("2 Log").keys("<esc>").shows("Week 8");
}

#[test]
fn keys_come_as_presets_and_a_deleted_row_comes_back_after_turning_pages() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Otter<tab>4<ctrl-d>").hides("Otter").keys("<pgdn><pgup>").keys("<ctrl-z>").shows("Otter");
    tui.keys("<esc>,<down><right>").shows("‹ emacs ›").keys("<right>").shows("‹ vim ›");
    tui.keys("<right>").shows("‹ plain ›");
}

#[test]
fn table_and_chart_are_one() {
    let mut tui = demo();
    tui.resize(120, 40).keys("5");
    let title = |tui: &Tui| {
        let screen = tui.screen();
        let row = screen.lines().find(|row| row.matches('╭').count() > 1).map(str::to_owned);
        row.and_then(|row| row.rsplit_once('╭').map(|(_, title)| title.to_owned()))
    };
    for key in ["j", "j", "k"] {
        let before = title(&tui);
        assert!(before.is_some());
        tui.keys(key);
        assert_ne!(title(&tui), before);
        let screen = tui.screen();
        let marked = screen.lines().find_map(|row| row.split_once('▌')).expect("a marked row").1.to_owned();
        let name: String = marked.split_whitespace().take(1).collect();
        assert!(title(&tui).is_some_and(|title| title.contains(&name)), "{name}\n{screen}");
    }
}

#[test]
fn no_list_ends_in_more_that_cannot_be_reached() {
    for keys in ["", "2", "4", "5", "5<left>", "6", ",", "O", ":", "?", "2<enter>", "2c", "2f"] {
        for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let mut tui = demo();
            tui.resize(size.0, size.1).keys(keys).hides("more that").hides(" others more");
            let screen = tui.screen();
            let ends = screen.lines().any(|row| {
                let row = row.trim_matches(|c| "│┃ ".contains(c));
                row.starts_with("and ") && row.ends_with(" more")
            });
            assert!(!ends, "{keys}\n{screen}");
        }
    }
}

#[test]
fn what_a_list_holds_can_be_reached_to_its_last_line() {
    // The oldest entry of the log, the last line of Today, the last section of the review.
    let mut tui = demo();
    tui.resize(60, 16).keys("2").shows("1 of ").keys("G");
    let counted = tui.screen();
    let (at, all) = counted.rsplit_once(" of ").expect("a count");
    let number = |text: &str, last: bool| {
        let digits = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        let words: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(digits).collect();
        if last { words.last().copied() } else { words.first().copied() }.map(str::to_owned)
    };
    assert_eq!(number(at, true), number(all, false), "{counted}");
    tui.keys("1G").hides("↓").keys("g").shows("↓ ");
    tui.keys("5G").hides("↓ more");
    // All the evidence beside a page, and all that is offered while one types.
    let mut tui = Setup::new().demo().open_at("dimension-review", "trust", &[]);
    tui.keys("<f4>");
    let seen = |tui: &Tui| {
        let screen = tui.screen();
        let rows =
            screen.lines().filter(|row| row.contains("tru-") || row.contains("log-")).map(str::to_owned);
        rows.collect::<Vec<_>>()
    };
    let mut before = seen(&tui);
    assert!(!before.is_empty(), "{}", tui.screen());
    tui.keys("<end>");
    assert_ne!(seen(&tui), before);
    before = seen(&tui);
    tui.keys("<down>");
    assert_eq!(seen(&tui), before, "that was the last");
}

#[test]
fn every_list_goes_by_half_pages_and_to_both_ends() {
    for keys in ["", "2", "4", "5", "6", "2<enter>", "?"] {
        let mut tui = demo();
        tui.resize(60, 16).keys(keys).keys("g");
        let top = tui.screen();
        tui.keys("<ctrl-d>");
        assert_ne!(tui.screen(), top, "Ctrl-D after `{keys}`");
        tui.keys("<ctrl-u>");
        assert_eq!(tui.screen(), top, "Ctrl-U after `{keys}`");
        tui.keys("G");
        assert_ne!(tui.screen(), top, "G after `{keys}`");
        tui.keys("g");
        assert_eq!(tui.screen(), top, "g after `{keys}`");
    }
}

#[test]
fn what_is_seen_is_clicked() {
    let click = |tui: &mut Tui, words: &str| {
        let (column, row) = tui.find(words);
        tui.click(column, row);
    };
    for (size, keys, words, opens) in [
        ((80, 24), "", "2 Log", "newest first"),
        ((80, 24), "", "6 Review", "page"),
        ((120, 40), "", "one line is enough", "log it"),
        ((80, 24), "5", "Errors", "severe"),
        ((120, 40), "5", "Perplexity", "▌Perplexity"),
        ((120, 40), ",", "( paper )", "[ paper ]"),
        ((120, 40), "O", "Sample journal", "Sample journal"),
        ((80, 24), ":practise trust<enter>", "One change", "The change, as"),
        ((120, 40), ":practise trust<enter>", "Look back", "The pattern across"),
    ] {
        let mut tui = demo();
        tui.resize(size.0, size.1).keys(keys);
        click(&mut tui, words);
        tui.shows(opens);
    }
    // A row is marked by a click, and opened by another.
    let mut tui = demo();
    tui.keys("2");
    let (column, row) = tui.find("Siri");
    tui.click(column, row)
        .shows("newest first")
        .click(column, row)
        .shows("My father says please")
        .shows("y copy");
}

#[test]
fn long_pages_and_lists_are_searched() {
    for (keys, hint) in [
        ("5", "words to find in Progress"),
        ("6", "words to find on this page"),
        ("2<enter>", "words to find on this page"),
    ] {
        let mut tui = demo();
        tui.keys(keys)
            .keys("/")
            .shows(hint)
            .keys("the")
            .shows(" of ")
            .keys("<enter>")
            .shows("next match")
            .keys("<esc>");
        tui.hides("next match");
    }
    for keys in ["", "2"] {
        demo().keys(keys).keys("/otter").shows("Otter");
    }
    demo().keys("O").keys("sampl").shows("Sample journal").hides("Your journal");
}

#[test]
fn finishing_is_a_page_that_says_what_came_of_it_and_what_is_next() {
    let mut tui = Setup::new().demo().now("2026-11-30T09:00:00+00:00").open("trust-audit");
    tui.keys("Otter<tab>5<ctrl-s>").keys(&"<pgdn>".repeat(9));
    tui.keys("They asked.<tab>It asked who had spoken.<ctrl-s>").keys("<tab><enter>");
    tui.shows("Worth keeping").shows("Since last time").shows("Next: ");
}

#[test]
fn settings_calendar_journals_writing_alone_and_the_tour_are_a_key_away() {
    let mut tui = demo();
    for (keys, words) in
        [(",", "Theme"), ("O", "Sample journal"), ("T", "●○○○○"), ("2c", "What your log shows")]
    {
        tui.keys(keys).shows(words).keys("<esc><esc><esc>");
    }
    // One field alone, in the middle.
    let mut tui = moment();
    tui.resize(160, 40).keys("<tab><tab><f6>").hides("One change");
    let screen = tui.screen();
    let frame = screen.lines().skip(1).find(|row| row.contains('╭')).expect("a frame");
    let (left, right) =
        (frame.find('╭').expect("begins"), frame.chars().rev().position(|c| c == '╮').expect("ends"));
    let left = frame[..left].chars().count();
    assert!(left > 8 && left.abs_diff(right) < 4, "{left} and {right}\n{screen}");
    tui.keys("<esc>").shows("Trust Audit").shows("One change");
    // The tour has five marks and can be left at any of them.
    let mut tui = demo();
    for seen in 1..=5 {
        tui.keys(if seen == 1 { "T" } else { "<enter>" });
        let dots = format!("{}●{}", "○".repeat(seen - 1), "○".repeat(5 - seen));
        let all = format!("{}{}", "●".repeat(seen), "○".repeat(5 - seen));
        let screen = tui.screen();
        assert!(screen.contains(&dots) || screen.contains(&all), "{seen}\n{screen}");
    }
    tui.keys("<esc>").hides("●●●●●").shows("Week 8").keys("T<esc>").hides("●○○○○").shows("Week 8");
    Setup::new().today().shows("Look at a sample journal");
}

#[test]
fn the_calendar_opens_a_day_and_what_is_added_there_belongs_to_it() {
    let mut tui = demo();
    tui.resize(120, 40)
        .keys("j<right><up><up>")
        .shows("Friday 13 November")
        .keys("<enter>")
        .shows("Fri 13 Nov");
    tui.keys("n")
        .shows("What happened · Fri 13 Nov")
        .keys("<tab>")
        .shows("Write one line first. It is kept for Fri 13 Nov.");
    tui.keys("It finished my sentence @Otter<enter>")
        .shows("logged for Fri 13 Nov")
        .shows("It finished my sentence");
    let heads = tui.store().of_week("2026-W46".parse().expect("a week")).expect("read");
    let added = heads.iter().rfind(|head| head.exercise == "reaction" && head.summary.contains("Otter"));
    assert_eq!(added.map(|head| head.day.to_string()).as_deref(), Some("2026-11-13"));
    // Of today, and where several days show, it is of today.
    tui.keys("<esc>").keys("nIt finished it again<enter>").shows("logged · ");
    assert_eq!(tui.head("reaction").day.to_string(), "2026-11-20");
}
