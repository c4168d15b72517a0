//! The search, over whatever is on the screen.

use empathy::db::Filter;
use empathy::domain::locate::{Place, RowPath};
use empathy::domain::value::{Answers, Value};
use empathy::tui::input::Event;

use super::{Setup, Tui, look};

#[test]
fn what_was_written_is_found_while_it_is_typed_and_opened() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/");
    look("search_open", &mut tui);
    tui.resize(80, 24).keys("guess product:Otter");
    look("search_found", &mut tui);
    tui.resize(80, 24).keys("<down><enter>").shows(" · Trust Audit ─");
    tui.keys("<esc>").shows("guess product:Otter").keys("<esc>").hides("Find").shows("Tell from memory");
}

/// Gives the words from the cursor on.
fn at_the_cursor(tui: &Tui) -> String {
    let (buf, cursor) = tui.paint();
    let at = cursor.expect("a cursor");
    (at.x..buf.area.width).map(|x| buf[(x, at.y)].symbol()).collect()
}

#[test]
fn what_was_found_is_opened_with_the_cursor_at_it() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/aloud oven exercise:error").keys("<enter>");
    look("search_passage", &mut tui);
    tui.resize(80, 24).shows("“aloud” 1 of").keys("e");
    assert!(at_the_cursor(&tui).starts_with("aloud, and she wrote off"), "{}", tui.screen());
    tui.keys("<esc><esc>").shows("Find").keys("<esc>").hides("Find").shows("Week 8");
}

#[test]
fn an_entry_that_is_open_already_is_come_back_to() {
    let mut tui = Setup::new().today();
    tui.keys("n").keys("It guessed my name and then kept guessing");
    tui.keys("<enter>").shows("Week");
    let id = tui.head("reaction").short.to_string();
    tui.keys("/guessed<enter>")
        .shows("“guessed” 1 of 1")
        .keys("e<ctrl-home>Twice: ")
        .keys("<alt-s>")
        .shows("Find");
    tui.keys("kept<enter>");
    assert!(at_the_cursor(&tui).starts_with("kept guessing"), "{}", tui.screen());
    tui.shows("Twice: It guessed")
        .keys("<esc>")
        .shows("Twice: It guessed")
        .keys("<esc>")
        .shows("Find")
        .keys("<esc>")
        .shows("Week");
    let heads = tui.heads("reaction");
    assert_eq!((heads.len(), heads[0].short.as_str()), (1, id.as_str()));
}

#[test]
fn nothing_found_and_a_date_that_is_none_are_told() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/zzzzzz").shows("No entries match.").keys("<enter>").shows("there is no entry to open");
    tui.keys("<ctrl-a>after:someday").shows("someday");
    tui.keys("<esc><esc>").shows("Empathy Dimension Review");
}

#[test]
fn an_empty_journal_says_that_nothing_is_written() {
    let mut tui = Setup::new().today();
    tui.keys("/").shows("You have no entries yet.");
}

#[test]
fn what_was_written_later_says_so_where_it_is_found_and_on_today() {
    let mut tui = Setup::new().demo().size(200, 60).today();
    tui.keys("/exercise:reaction ").shows("written a day later").keys("<esc>");
    tui.hides("Find").shows("Claude · uneasy · written a day later");
}

/// Lists where there is text in a row, and in the rows within it.
fn passages(row: &Answers, path: &RowPath) -> Vec<Place> {
    let mut all = Vec::new();
    for (field, value) in row.iter() {
        match value {
            Value::Text(_) => all.push(Place { at: path.field(field), ..Place::default() }),
            Value::Rows(rows) => {
                let inner = rows.iter().enumerate().map(|(n, row)| passages(row, &path.into_row(field, n)));
                all.extend(inner.flatten());
            }
            _ => {}
        }
    }
    all
}

#[test]
fn every_text_of_the_demo_has_a_page_that_asks_for_it() {
    let tui = Setup::new().demo().today();
    let (store, catalog) = (tui.store(), &tui.app.cx().catalog);
    let mut deep = 0;
    for head in store.list(&Filter::default(), None, 1000).expect("lists") {
        let exercise = catalog.get(&head.exercise).expect("built in").exercise();
        let answers = store.entry(head.id).expect("reads").expect("there").answers;
        let pages = exercise.pages(&answers);
        for passage in passages(&answers, &RowPath::default()) {
            let page = exercise.page_of(&pages, &passage).map(|page| &pages[page]);
            let asks = page.is_some_and(|page| passage.at.row.starts_with(&page.row));
            assert!(asks, "{}: {passage:?}", head.short);
            deep = deep.max(passage.at.row.len());
        }
        let nowhere = Place { at: RowPath::default().field("no such field"), ..Place::default() };
        assert_eq!(exercise.page_of(&pages, &nowhere), None);
    }
    assert!(deep > 0);
}

#[test]
fn an_entry_that_is_open_already_is_gone_back_to() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT").event(Event::Key("h".parse().expect("a key")));
    for key in ["alt-s", "enter"] {
        tui.event(Event::Key(key.parse().expect("a key")));
    }
    tui.keys("!").shows("ChatGPTh").keys("<esc>").shows("Something just happened?");
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("ChatGPTh"));
    assert_eq!(tui.heads("trust-audit").len(), 1);
}
