//! Anything anybody does: whatever comes in, at whatever size, nothing panics, and what is on disk is what is shown.

use std::cell::Cell;

use empathy::tui::input::{Code, Event, Key, Mouse, MouseKind, Named};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::{Setup, Tui};

const EVERY: &str = include_str!("../data/every-kind.toml");

fn key() -> impl Strategy<Value = Key> {
    let named = prop::sample::select(vec![
        Named::Enter,
        Named::Esc,
        Named::Tab,
        Named::Up,
        Named::Down,
        Named::Left,
        Named::Right,
        Named::Home,
        Named::End,
        Named::PageUp,
        Named::PageDown,
        Named::PageDown,
        Named::Backspace,
        Named::Delete,
    ]);
    let code = prop_oneof![
        3 => prop::sample::select("ab12349 jksxrtmSfoFdupwcPa[]?1G:/日é👩👧ש".chars().collect::<Vec<_>>()).prop_map(Code::Char),
        3 => named.prop_map(Code::Named),
        1 => (1u8..=5).prop_map(Code::F),
    ];
    // Ctrl-Q and Ctrl-C leave, Ctrl-Z pauses: there is nothing to see after them.
    let held = prop::sample::select("snydkulwtghxrafbp".chars().collect::<Vec<_>>());
    prop_oneof![
        6 => code.clone().prop_map(Key::plain),
        2 => held.prop_map(|c| Key { ctrl: true, ..Key::plain(Code::Char(c)) }),
        1 => (code.clone(), any::<bool>()).prop_map(|(code, alt)| Key { alt, shift: !alt, ..Key::plain(code) }),
    ]
}

fn mouse() -> impl Strategy<Value = Mouse> {
    let kinds =
        [MouseKind::Press, MouseKind::Drag, MouseKind::Release, MouseKind::WheelUp, MouseKind::WheelDown];
    let kind = prop::sample::select(kinds.to_vec());
    (kind, 0u16..130, 0u16..50).prop_map(|(kind, column, row)| Mouse { kind, column, row })
}

fn event() -> impl Strategy<Value = Event> {
    let pasted = prop::sample::select(vec![
        "often",
        "one\ntwo\r\nthree",
        "日本語テキスト",
        "שלום עולם",
        "\u{1b}[31mred\u{7}",
        "👩‍👧‍👦🇩🇪e\u{301}\u{301}",
        "\t",
        "",
    ]);
    prop_oneof![
        12 => key().prop_map(Event::Key),
        2 => pasted.prop_map(|text| Event::Paste(text.to_owned())),
        3 => mouse().prop_map(Event::Mouse),
        1 => (0u16..=130, 0u16..=50).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => Just(Event::Tick),
    ]
}

/// Does one thing and looks at the screen: the cursor is inside. No file is written: chance would name it.
fn act(tui: &mut Tui, event: Event) {
    if matches!(event, Event::Key(key) if answers(key)) && tui.asks("to a file") {
        return;
    }
    match event {
        Event::Resize(columns, rows) => drop(tui.resize(columns, rows)),
        event => tui.event(event),
    }
    let (buf, cursor) = tui.paint();
    assert!(cursor.is_none_or(|at| buf.area.contains(at)), "{cursor:?} in {:?}", buf.area);
}

/// Tells whether a key answers a question.
fn answers(key: Key) -> bool {
    key.code == Code::Named(Named::Enter) || (key.ctrl && key.code == Code::Char('s'))
}

/// Compares the form with what is on the disk, and the screen with what comes back from it. Returns whether there was
/// something to compare: the form is open, and there is a draft of it.
fn reload(mut tui: Tui) -> bool {
    // Leaves any dialog, help and list of suggestions, but not the form.
    tui.resize(100, 60);
    for _ in 0..3 {
        if is_behind(&tui) {
            tui.keys("<esc>");
        }
    }
    let heads = tui.heads("every-kind");
    let [head] = heads.as_slice() else { return false };
    if !tui.screen().starts_with("╭─ Every Kind") || !head.open_draft {
        return false;
    }
    let out = tui.home().join("out.md");
    tui.keys("<ctrl-o>").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    let shown = std::fs::read_to_string(&out).expect("written");
    let exercise = tui.app.cx().catalog.get("every-kind").expect("there").exercise().clone();
    let text = empathy::tui::effects::entry_text(tui.app.cx(), &exercise, &tui.draft("every-kind").answers);
    assert_eq!(Ok(shown), text.map(|(text, _)| text));
    let page = page(&tui.screen());
    tui.keys("<esc>");
    let tui = tui.into_entry("every-kind");
    assert_eq!(self::page(&tui.screen()), page);
    let before = body(&tui.screen());
    assert_eq!(body(&tui.into_entry("every-kind").screen()), before, "{}", head.short);
    true
}

/// Tells whether something lies over the form: then its title does not stand out.
fn is_behind(tui: &Tui) -> bool {
    let (buf, _) = tui.paint();
    !buf[(4, 0)].modifier.contains(ratatui::style::Modifier::BOLD)
}

/// Gives the words that say which page it is.
fn page(screen: &str) -> String {
    let first = screen.lines().next().unwrap_or_default();
    first.split(" 00:").next().unwrap_or_default().trim_end_matches(['─', ' ']).to_owned()
}

fn body(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    lines[1..lines.len() - 2].join("\n")
}

/// How often each is tried.
const CASES: u32 = 48;
/// How often at least there is something to compare.
const COMPARED: u32 = CASES / 4;

fn config() -> ProptestConfig {
    ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn nothing_anybody_does_in_a_form_breaks_it() {
    let compared = Cell::new(0);
    let any = (0usize..5, prop::collection::vec(event(), 1..60));
    let tried = TestRunner::new(config()).run(&any, |(page, events)| {
        let mut tui = Setup::new().size(100, 60).exercise("every-kind.toml", EVERY).open("every-kind");
        if page > 0 {
            tui.keys("P<tab>Once at nine<tab><tab>2<tab>12<pgdn>one<tab>1two<tab>3");
            tui.keys(&"<pgdn>".repeat(page - 1));
        }
        for event in events {
            act(&mut tui, event);
        }
        tui.flush();
        compared.set(compared.get() + u32::from(reload(tui)));
        Ok(())
    });
    tried.expect("nothing breaks it");
    assert!(compared.get() >= COMPARED, "only {} of {CASES} left something to compare", compared.get());
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_anybody_does_around_it_breaks_it(
        start in prop::sample::select(vec![
            "", "2", "3", "3l", "3i", "4", "4r", "4c<enter>", "5", "6", "[", "?", "m", "S", "6w", "x", ":", "/", ":pr", "n:", "n<ctrl-p>", "2f", "2a", "2c", "2p",
            "2p<enter>", "4w", "4<right><right><right><right>", "4<enter>",
        ]),
        events in prop::collection::vec(event(), 1..40),
    ) {
        let mut tui = Setup::new().demo().exercise("every-kind.toml", EVERY).today();
        tui.keys(start);
        for event in events {
            act(&mut tui, event);
        }
        tui.flush();
        prop_assert_eq!(tui.store().verify().expect("read"), Vec::<String>::new());
    }
}

/// Draws what lies on the screen at a coarse grid of sizes.
///
/// A terminal can be made smaller between an event and the frame after it: then what was laid out for more room is drawn.
fn at_every_size(mut tui: Tui) {
    let late = [(60, 16), (73, 20), (100, 40), (130, 50)];
    for columns in (0..=130).step_by(7) {
        for rows in (0..=50).step_by(3) {
            act(&mut tui, Event::Resize(columns, rows));
            if columns % 5 == 0 && rows % 5 == 0 {
                for (columns, rows) in late {
                    tui.paint_in(columns, rows);
                }
            }
        }
    }
}

fn with(mut tui: Tui, keys: &str) -> Tui {
    tui.keys(keys);
    tui
}

#[test]
fn every_place_is_drawn_at_every_size() {
    let demo = || Setup::new().demo();
    at_every_size(demo().exercise("every-kind.toml", EVERY).today());
    at_every_size(with(demo().today(), "?"));
    at_every_size(with(demo().today(), "6"));
    at_every_size(with(demo().today(), "5w"));
    at_every_size(with(demo().today(), "/o"));
    at_every_size(with(demo().today(), ":o"));
    at_every_size(with(demo().today(), "n<ctrl-p>"));
    for keys in ["2", "2f", "2 w", "2c", "2p", "2p<enter>", "2t", "2<enter>", "2<enter>h", "2<enter>/it"] {
        at_every_size(with(demo().today(), keys));
    }
    for keys in ["5", "5w", "5<enter>", "5<right>", "5<right><right>", "5<left>", "5<left><left>w"] {
        at_every_size(with(demo().today(), keys));
    }
    for keys in ["4", "4r", "4r<enter>", "4c<enter>", "L"] {
        at_every_size(with(demo().today(), keys));
    }
}

#[test]
fn every_kind_of_page_is_drawn_at_every_size() {
    let demo = || Setup::new().demo();
    at_every_size(demo().open("trust-audit"));
    at_every_size(with(demo().open("trust-audit"), "<f1>"));
    at_every_size(demo().open_at("error-map", "rank", &[]));
    at_every_size(with(demo().open_at("dimension-review", "errors", &[]), "<f4><f2>"));
}
