//! What a person does with the whole widget, and what must hold whatever they do.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::GraphemeCursor;

use super::*;
use crate::tui::outcome::Outcome;

fn area(text: &str) -> TextArea {
    TextArea::new(text, Lines::Many)
}

fn type_in(area: &mut TextArea, text: &str) {
    for c in text.chars() {
        assert_eq!(area.edit(Edit::Insert(c)), Outcome::Changed);
    }
}

fn edited(text: &str, cursor: usize, edits: &[Edit]) -> (String, usize) {
    let mut area = area(text);
    area.set_cursor(cursor);
    for edit in edits {
        area.edit(edit.clone());
    }
    (area.text(), area.cursor())
}

#[test]
fn what_is_stored_comes_back_exactly() {
    let text = "a\r\nb\rc\0\u{1B}[31m\u{202E}\t\u{E0041}";
    assert_eq!(area(text).text(), text);
    assert_eq!(TextArea::new(text, Lines::One).text(), text);
}

#[test]
fn deleting_goes_by_grapheme() {
    for (text, cursor, edit, after) in [
        ("a👨‍👩‍👧‍👦", 26, Edit::Backspace, ("a", 1)),
        ("e\u{301}x", 0, Edit::Delete, ("x", 0)),
        ("क्षिx", 12, Edit::Backspace, ("x", 0)),
        ("a\r\nb", 3, Edit::Backspace, ("ab", 1)),
        ("a\u{1B}[31mb", 6, Edit::Backspace, ("ab", 1)),
        ("one two three", 7, Edit::DeleteWordLeft, ("one  three", 4)),
        ("one two three", 3, Edit::DeleteWordRight, ("one three", 3)),
        ("one\ntwo", 6, Edit::DeleteToRowStart, ("one\no", 4)),
        ("one\ntwo", 4, Edit::DeleteToRowStart, ("onetwo", 3)),
        ("one\ntwo", 1, Edit::DeleteToRowEnd, ("o\ntwo", 1)),
        ("one\ntwo", 3, Edit::DeleteToRowEnd, ("onetwo", 3)),
    ] {
        let (text_after, cursor_after) = edited(text, cursor, std::slice::from_ref(&edit));
        assert_eq!((text_after.as_str(), cursor_after), after, "{text:?} {edit:?}");
    }
}

#[test]
fn what_was_deleted_is_inserted_again_and_runs_together() {
    let yank = |edits: &[Edit]| edited("one two three", 13, edits).0;
    let word = || Edit::DeleteWordLeft;
    assert_eq!(yank(&[word(), Edit::Move(Motion::Start), Edit::Yank]), "threeone two ");
    assert_eq!(yank(&[word(), word(), Edit::Move(Motion::Start), Edit::Yank]), "two threeone ");
    let apart = [word(), Edit::Move(Motion::Start), Edit::DeleteWordRight, Edit::Yank, Edit::Yank];
    assert_eq!(yank(&apart), "oneone two ");
    assert_eq!(yank(&[word(), Edit::Undo, Edit::Yank]), "one two threethree");
    let start = Edit::Move(Motion::Start);
    assert_eq!(yank(&[start, Edit::DeleteWordRight, Edit::DeleteToRowEnd, Edit::Yank]), "one two three");
    assert_eq!(yank(&[Edit::Yank]), "one two three");
}

#[test]
fn escape_drops_the_selection_first() {
    let mut area = area("one two");
    area.edit(Edit::SelectAll);
    assert_eq!((area.edit(Edit::Escape), area.selection()), (Outcome::Moved, None));
    assert_eq!(area.edit(Edit::Escape), Outcome::Ignored);
}

#[test]
fn deleting_nothing_says_so() {
    let mut area = area("");
    for edit in
        [Edit::Backspace, Edit::Delete, Edit::DeleteWordLeft, Edit::DeleteWordRight, Edit::DeleteToRowStart]
    {
        assert_eq!(area.edit(edit), Outcome::Ignored);
    }
    for edit in
        [Edit::DeleteToRowEnd, Edit::Cut, Edit::Undo, Edit::Redo, Edit::SelectAll, Edit::Paste(String::new())]
    {
        assert_eq!(area.edit(edit), Outcome::Ignored);
    }
}

#[test]
fn a_typed_mark_or_joiner_moves_the_cursor_behind_its_cluster() {
    assert_eq!(edited("e", 1, &[Edit::Insert('\u{301}')]), ("e\u{301}".to_owned(), 3));
    assert_eq!(edited("👨👩", 4, &[Edit::Insert('\u{200D}')]), ("👨\u{200D}👩".to_owned(), 11));
    assert_eq!(edited("a\n\u{301}", 2, &[Edit::Backspace]), ("a\u{301}".to_owned(), 3));
}

#[test]
fn pasted_text_keeps_everything_but_its_line_ends() {
    let paste = Edit::Paste("a\r\nb\rc\u{7}\u{1B}\td".to_owned());
    assert_eq!(edited("", 0, std::slice::from_ref(&paste)).0, "a\nb\nc\u{7}\u{1B}\td");
    let mut one = TextArea::new("", Lines::One);
    one.edit(paste);
    one.edit(Edit::Newline);
    one.edit(Edit::Insert('\n'));
    assert_eq!(one.text(), "a b c\u{7}\u{1B}\td  ");
}

#[test]
fn typing_and_deleting_replace_the_selection() {
    let mut area = area("one two");
    area.edit(Edit::Select(Motion::WordLeft));
    area.edit(Edit::Insert('x'));
    assert_eq!((area.text().as_str(), area.selection()), ("one x", None));
    area.edit(Edit::SelectAll);
    assert_eq!(area.edit(Edit::Cut), Outcome::Cut("one x".to_owned()));
    assert_eq!(area.text(), "");
    area.edit(Edit::Undo);
    area.edit(Edit::Select(Motion::Left));
    area.edit(Edit::Backspace);
    assert_eq!(area.text(), "one ");
}

#[test]
fn undo_goes_by_word_and_redo_comes_back() {
    let mut area = area("");
    type_in(&mut area, "I felt calm");
    area.edit(Edit::Paste(" and a paste".to_owned()));
    let mut seen = Vec::new();
    while area.edit(Edit::Undo) == Outcome::Changed {
        seen.push((area.text(), area.cursor()));
    }
    let expected = [("I felt calm", 11), ("I felt ", 7), ("I ", 2), ("", 0)];
    assert_eq!(seen, expected.map(|(text, cursor)| (text.to_owned(), cursor)));
    while area.edit(Edit::Redo) == Outcome::Changed {}
    assert_eq!((area.text().as_str(), area.cursor()), ("I felt calm and a paste", 23));
}

#[test]
fn undo_is_exact_where_typing_merged_clusters() {
    let mut area = area("👨👩");
    area.set_cursor(4);
    type_in(&mut area, "\u{200D}x");
    assert_eq!(area.text(), "👨\u{200D}👩x");
    area.edit(Edit::Undo);
    assert_eq!(area.text(), "👨\u{200D}👩");
    area.edit(Edit::Undo);
    assert_eq!((area.text().as_str(), area.cursor()), ("👨👩", 4));
}

#[test]
fn replacing_all_is_one_step() {
    let mut area = area("Dear diary, I felt bad.");
    area.replace_all("Dear diary, I felt calm.");
    assert_eq!(area.cursor(), "Dear diary, I felt calm".len());
    area.replace_all("Dear diary, I felt calm.");
    area.edit(Edit::Undo);
    assert_eq!(area.text(), "Dear diary, I felt bad.");
    assert_eq!(area.edit(Edit::Undo), Outcome::Ignored);
    area.edit(Edit::Redo);
    assert_eq!(area.text(), "Dear diary, I felt calm.");
}

#[test]
fn blank_is_white_space_only() {
    assert!(area("").is_blank() && area(" \n\t\u{3000}").is_blank());
    assert!(!area(" a").is_blank());
}

fn bits() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "word ",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "-",
        "日",
        "日本",
        "👨",
        "👩",
        "\u{200D}",
        "\u{301}",
        "🇩",
        "🇪",
        "क",
        "्",
        "षि",
        "\u{1B}",
        "]",
        "[",
        "31m",
        "m",
        "\u{7}",
        "\\",
        "\u{9B}",
        "\u{9C}",
        "\u{202E}",
        "\u{E0041}",
        "\u{200B}",
        "שלום",
        "\u{1100}",
        "\u{1161}",
        "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "a long sentence, with (some) marks; e.g. 3.14!\n",
    ])
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(bits(), 0..25).prop_map(|bits| bits.concat())
}

/// What a person, a terminal, or the app may do next.
#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    Size(u16, u16),
    Click(u16, u16),
    Drag(u16, u16),
    Scroll(i32),
    SetCursor(usize),
    ReplaceAll(String),
}

fn motions() -> impl Strategy<Value = Motion> {
    use Motion::*;
    prop::sample::select(vec![Left, Right, WordLeft, WordRight, RowStart, RowEnd, Up, Down, Start, End])
}

fn acts() -> impl Strategy<Value = Act> {
    let plain = prop::sample::select(vec![
        Edit::Newline,
        Edit::Backspace,
        Edit::Delete,
        Edit::DeleteWordLeft,
        Edit::DeleteWordRight,
        Edit::DeleteToRowStart,
        Edit::DeleteToRowEnd,
        Edit::SelectAll,
        Edit::Undo,
        Edit::Undo,
        Edit::Redo,
        Edit::Cut,
    ]);
    let edits = prop_oneof![
        4 => bits().prop_map(|bits| Edit::Insert(bits.chars().next().unwrap())),
        2 => texts().prop_map(Edit::Paste),
        4 => motions().prop_map(Edit::Move),
        2 => motions().prop_map(Edit::Select),
        4 => plain,
    ];
    let place = || (0_u16..25, 0_u16..8);
    prop_oneof![
        12 => edits.prop_map(Act::Edit),
        1 => place().prop_map(|(width, height)| Act::Size(width, height)),
        1 => place().prop_map(|(column, row)| Act::Click(column, row)),
        1 => place().prop_map(|(column, row)| Act::Drag(column, row)),
        1 => (-9..9).prop_map(Act::Scroll),
        1 => (0_usize..200).prop_map(Act::SetCursor),
        1 => texts().prop_map(Act::ReplaceAll),
    ]
}

fn act(area: &mut TextArea, act: &Act) {
    match act {
        Act::Edit(edit) => {
            let (text, before) = (area.text(), (area.cursor(), area.selection(), area.cursor_row_column()));
            let outcome = area.edit(edit.clone());
            let same = area.text() == text;
            match outcome {
                Outcome::Changed | Outcome::Cut(_) => {}
                Outcome::Moved => assert!(same, "{edit:?}"),
                Outcome::Ignored => {
                    assert!(same, "{edit:?}");
                    assert_eq!(
                        (area.cursor(), area.selection(), area.cursor_row_column()),
                        before,
                        "{edit:?}"
                    );
                }
                other => panic!("{edit:?} came to {other:?}"),
            }
        }
        Act::Size(width, height) => area.set_size(*width, *height),
        Act::Click(column, row) => area.click(*column, *row),
        Act::Drag(column, row) => area.drag(*column, *row),
        Act::Scroll(rows) => area.scroll_by(*rows),
        Act::SetCursor(byte) => area.set_cursor(*byte),
        Act::ReplaceAll(text) => area.replace_all(text),
    }
}

fn is_boundary(text: &str, byte: usize) -> bool {
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0) == Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_done_the_cursor_stands_between_graphemes_and_in_the_area(
        text in texts(), acts in prop::collection::vec(acts(), 0..60), lines in prop::bool::ANY,
    ) {
        let mut area = TextArea::new(&text, if lines { Lines::Many } else { Lines::One });
        area.set_size(12, 4);
        for step in &acts {
            act(&mut area, step);
            let text = area.text();
            prop_assert!(is_boundary(&text, area.cursor()), "{:?}", step);
            let selected = area.selected().unwrap_or_default();
            prop_assert!(is_boundary(&text, selected.start) && is_boundary(&text, selected.end));
            prop_assert!(area.top < area.rows() && area.cursor_row_column().0 < area.rows());

            let place = Rect::new(3, 2, area.width, area.height);
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 20));
            let marked = [(1..7, ratatui::style::Style::new().bold())];
            area.render(place, &mut buf, &Look { marked: &marked, ..Look::default() });
            let position = area.cursor_position(place);
            prop_assert!(position.is_none_or(|position| place.contains(position)));
            prop_assert!(position.is_some() || place.is_empty() || !matches!(step, Act::Edit(_)));
            for (index, cell) in buf.content.iter().enumerate() {
                let (x, y) = buf.pos_of(index);
                prop_assert!(cell.symbol() == " " || place.contains((x, y).into()));
                prop_assert!(!cell.symbol().contains(char::is_control));
            }
        }
    }

    #[test]
    fn undoing_all_returns_the_first_text_and_redoing_all_the_last(
        text in texts(), acts in prop::collection::vec(acts(), 0..60),
    ) {
        let mut area = TextArea::new(&text, Lines::Many);
        for step in &acts {
            act(&mut area, step);
        }
        while area.edit(Edit::Redo) == Outcome::Changed {}
        let last = area.text();
        while area.edit(Edit::Undo) == Outcome::Changed {}
        prop_assert_eq!(area.text(), text);
        while area.edit(Edit::Redo) == Outcome::Changed {}
        prop_assert_eq!(area.text(), last);
    }
}
