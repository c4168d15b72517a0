//! Before, keys, after. `^[` is Esc.

use crate::tui::outcome::Outcome;
use crate::tui::text::marked::{area, marked};
use crate::tui::text::{Edit, TextArea};

/// Types keys into an area that is modal, from its normal mode on.
fn typed(before: &str, keys: &str) -> TextArea {
    let cursor = before.find('|').expect("a cursor");
    let mut area = area(before, 40, 9);
    area.set_modal(true);
    area.edit(Edit::Escape);
    area.set_cursor(cursor);
    for key in keys.replace("^[", "\u{1b}").chars() {
        area.edit(match key {
            '\u{1b}' => Edit::Escape,
            '\n' => Edit::Newline,
            letter => Edit::Insert(letter),
        });
    }
    area
}

fn after(before: &str, keys: &str) -> String {
    marked(&typed(before, keys))
}

#[test]
fn motions_stand_on_letters() {
    for (before, keys, expected) in [
        ("|one two, three", "w", "one |two, three"),
        ("|one two, three", "3w", "one two, |three"),
        ("one two, thr|ee", "b", "one two, |three"),
        ("one two, thr|ee", "2b", "one two|, three"),
        ("|one two", "e", "on|e two"),
        ("|one two", "ee", "one tw|o"),
        ("one |two\nthree", "$", "one tw|o\nthree"),
        ("  one t|wo", "^", "  |one two"),
        ("  one t|wo", "0", "|  one two"),
        ("|one\ntwo\nthree", "G", "one\ntwo\n|three"),
        ("one\ntwo\nth|ree", "gg", "|one\ntwo\nthree"),
        ("|one\ntwo\nthree", "2j", "one\ntwo\n|three"),
        ("one\ntw|o", "k", "on|e\ntwo"),
        ("|one\ntwo", "hhh", "|one\ntwo"),
        ("o|ne\ntwo", "lll", "on|e\ntwo"),
        ("|one two", "fo", "one tw|o"),
        ("|one two", "to", "one t|wo"),
        ("one two| ", "2Fo", "|one two "),
        ("one\n\nt|wo\n\nthree", "}", "one\n\ntwo\n|\nthree"),
        ("one\n\ntwo\n\nthr|ee", "{", "one\n\ntwo\n|\nthree"),
        ("|日本語 é!", "w", "日本語 |é!"),
    ] {
        assert_eq!(after(before, keys), expected, "{before:?} {keys}");
    }
}

#[test]
fn operators_take_what_the_motion_reaches() {
    for (before, keys, expected) in [
        ("|one two three", "dw", "|two three"),
        ("|one two three", "2dw", "|three"),
        ("|one two three", "cwX^[", "|X two three"),
        ("|one\ntwo", "dw", "|\ntwo"),
        ("|one\ntwo", "r\n", "|one\ntwo"),
        ("|one two three", "d2w", "|three"),
        ("one |two three", "de", "one | three"),
        ("one |two three", "d$", "one| "),
        ("one |two three", "D", "one| "),
        ("one t|wo", "db", "one |wo"),
        ("|one two", "dfn", "|e two"),
        ("one\nt|wo\nthree", "dd", "one\n|three"),
        ("one\ntwo\nt|hree", "dd", "one\n|two"),
        ("|one\ntwo\nthree", "2dd", "|three"),
        ("|one\ntwo\nthree", "dj", "|three"),
        ("one\ntwo\nthr|ee", "dgg", "|"),
        ("one t|wo three", "ciwX^[", "one |X three"),
        ("one t|wo three", "daw", "one |three"),
        ("one t|wo", "daw", "on|e"),
        ("o|ne\ntwo", "ccX^[", "|X\ntwo"),
        ("o|ne two", "CX^[", "o|X"),
        ("|one", "sX^[", "|Xne"),
        ("|one", "xp", "n|oe"),
        ("o|ne", "X", "|ne"),
        ("|one", "9x", "|"),
        ("|one", "2rx", "x|xe"),
        ("|oNe", "2~", "On|e"),
        ("on|e\n  two\nthree", "J", "one| two\nthree"),
        ("o|ne\ntwo", "yyp", "one\n|one\ntwo"),
        ("o|ne\ntwo", "yyP", "|one\none\ntwo"),
        ("|one two", "yw$p", "one twoone| "),
        ("|one\ntwo", "ddp", "two\n|one"),
    ] {
        assert_eq!(after(before, keys), expected, "{before:?} {keys}");
    }
}

#[test]
fn one_types_after_these_and_esc_ends_it() {
    for (before, keys, expected) in [
        ("o|ne", "iX^[", "o|Xne"),
        ("o|ne", "aX^[", "on|Xe"),
        ("  o|ne", "IX^[", "  |Xone"),
        ("o|ne\ntwo", "AX^[", "one|X\ntwo"),
        ("o|ne\ntwo", "oX^[", "one\n|X\ntwo"),
        ("one\nt|wo", "OX^[", "one\n|X\ntwo"),
        ("|one", "iab^[u", "|one"),
        ("|one two", "dwu", "|one two"),
    ] {
        assert_eq!(after(before, keys), expected, "{before:?} {keys}");
    }
}

#[test]
fn what_is_selected_is_taken_with_both_ends() {
    for (before, keys, expected) in [
        ("|one two", "veld", "|two"),
        ("o|ne\ntwo\nthree", "Vjd", "|three"),
        ("|one two", "viwcX^[", "|X two"),
        ("one t|wo", "vbd", "one |o"),
        ("|one two", "ywwviwp", "one one| "),
    ] {
        assert_eq!(after(before, keys), expected, "{before:?} {keys}");
    }
    let area = typed("|one two", "ve");
    assert_eq!((area.mode(), area.selection().as_deref()), (Some("visual"), Some("on")));
}

#[test]
fn esc_unwinds_one_thing_and_then_is_for_others() {
    let mut area = typed("|one", "d");
    assert_eq!(area.edit(Edit::Escape), Outcome::Moved, "the operator");
    assert_eq!(area.edit(Edit::Escape), Outcome::Ignored);
    let mut area = typed("|one", "v");
    assert_eq!(area.edit(Edit::Escape), Outcome::Moved, "the selection");
    assert_eq!((area.mode(), area.selection()), (Some("normal"), None));
    let mut plain = super::super::marked::area("|one", 9, 2);
    assert_eq!((plain.edit(Edit::Escape), plain.mode()), (Outcome::Ignored, None));
}

#[test]
fn what_is_copied_goes_to_the_clipboard_too() {
    let mut area = typed("|one two", "y");
    assert_eq!(area.edit(Edit::Insert('w')), Outcome::Copied("one ".to_owned()));
}

#[test]
fn what_is_selected_ends_where_other_keys_change_the_text_and_follows_where_they_move() {
    for edit in [Edit::Undo, Edit::Paste("x".to_owned()), Edit::DeleteToRowEnd] {
        let mut area = typed("|hello world", "veiX^[v0");
        area.edit(Edit::Insert('w'));
        area.edit(edit);
        area.edit(Edit::Insert('d'));
        assert!(area.cursor() <= area.text().len());
    }
    let mut area = typed("|one two", "v");
    area.edit(Edit::Move(crate::tui::text::Motion::Right));
    assert_eq!(area.selection().as_deref(), Some("o"));
}

#[test]
fn one_letter_is_written_over_all_that_is_selected() {
    let after = |text: &str, keys: &str| typed(text, keys).text();
    assert_eq!(after("|one two", "verx"), "xxx two");
    assert_eq!(after("|one\ntwo\nsix", "Vjrx"), "xxx\nxxx\nsix");
    // What was selected is let go of, however much shorter the text is.
    assert_eq!(after("| .日\n日a", "co}VkrVI").lines().count(), 2);
}

#[test]
fn any_keys_leave_a_text_and_a_cursor_on_a_boundary() {
    use proptest::prelude::*;
    proptest!(ProptestConfig::with_cases(400), |(
        text in "[a-z é日\u{1f44d}\u{301}\n.]{0,24}",
        keys in "[hjklwbe0$^{}GgdcyxXDCsSrJpPuvViaIAoOftFT~1-3 \u{1b}\n]{0,24}",
    )| {
        let area = typed(&format!("|{text}"), &keys.replace('\u{1b}', "^["));
        let cursor = area.cursor();
        prop_assert!(area.text().is_char_boundary(cursor));
    });
}
