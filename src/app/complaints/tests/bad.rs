//! Files that are no tables, or not quite.

use super::{ASKED, Format, Stars, Store, Taken, Taking, all, read, taken};

/// Holds that nothing is taken from a file, and that this is said.
#[track_caller]
fn refused(file: &[u8], words: &str) {
    let mut store = Store::open_in_memory().expect("opens");
    let error = taken(&mut store, file, &ASKED).expect_err("refused");
    assert!(error.with_hint().contains(words), "{}", error.with_hint());
    assert!(all(&store).is_empty() && store.complaint_imports().is_ok_and(|all| all.is_empty()));
}

#[track_caller]
fn problems(file: &[u8], expected: &[(usize, &str)]) -> Taken {
    let (taken, _) = read(file, &ASKED);
    let found: Vec<_> = taken.problems.iter().map(|(line, why)| (*line, why.as_str())).collect();
    assert_eq!(found, expected);
    assert_eq!(taken.unread, expected.len());
    taken
}

#[test]
fn what_is_no_table_is_refused_with_what_it_is() {
    refused(b"PK\x03\x04rest", "`reviews.csv` is a spreadsheet or a ZIP archive, not a table of reviews");
    refused(b"SQLite format 3\0rest", "a database");
    refused(b"\x89PNG\r\n", "not text");
    refused(b"<!DOCTYPE html><html>", "a web page");
    refused(b"", "is empty");
    refused(b"It lied to me twice.\n\nAnd then it cost me.\n", "--format text");
    refused(b"id~text~stars\n1~it lied~1\n", "separated by commas, semicolons, tabs or `|`");
    refused(b"a,b\n1,2\n", "its columns: a, b");
    refused(b"[1,2,3]", "no list of reviews");
    refused(b"{\"content\":\n{\"0\":\"it lied\"},\"score\":{\"0\":1}}", "no list of reviews");
}

#[test]
fn a_row_that_is_not_like_the_others_is_named_and_the_rest_is_taken() {
    let taken = problems(
        b"content,score\nit lied, and lied,1\nit cost me,1\nshort\n\"it lied again,1\nit froze,1\n",
        &[
            (2, "this row has 3 cells, but the first has 2"),
            (5, "the quotation mark that opens a cell is never closed"),
        ],
    );
    assert_eq!((taken.new, taken.unrated), (2, 1));
    let taken = problems(
        b"{\"text\":\"one\",\"stars\":1}\n{\"text\":\"cut\n[]\n{\"text\":\"two\",\"stars\":1}\n",
        &[(2, "this is not valid JSON"), (3, "this is not an object with names and values")],
    );
    assert_eq!(taken.new, 2);
    let taken = problems(
        b"[{\"text\":\"one\",\"stars\":1},\n{\"text\":one},\n{\"text\":\"two\",\"stars\":1},\n{\"text\":\"cut",
        &[(2, "this is not valid JSON"), (4, "this object is never closed: the file may be cut short")],
    );
    assert_eq!(taken.new, 2);
}

#[test]
fn a_line_that_is_far_too_long_is_not_held() {
    let long = "it lied ".repeat(2 * 1024 * 1024 / 8);
    let why = "this row is longer than 1 MB, too long for a review";
    let quoted = "this row is longer than 1 MB, or its quotation mark is never closed";
    for (file, why) in [
        (format!("content,score\nit lied,1\n{long},1\nit cost me,2\n"), why),
        (format!("content,score\nit lied,1\n\"{long}\",1\nit cost me,2\n"), quoted),
    ] {
        let (taken, _) = read(file.as_bytes(), &ASKED);
        assert_eq!((taken.new, taken.unread), (2, 1));
        assert_eq!(taken.problems, [(3, why.to_owned())]);
    }
    let (taken, _) = read(format!("content\nshort\n{long}").as_bytes(), &ASKED);
    assert_eq!(taken.problems, [(3, why.to_owned())]);
    let json = format!("[{{\"text\":\"one\"}},{{\"text\":\"{long}\"}},\n{{\"text\":\"two\"}}]");
    let (taken, _) = read(json.as_bytes(), &ASKED);
    assert_eq!((taken.new, taken.unread), (2, 1));
    let lines = format!("{{\"text\":\"one\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"two\"}}\n");
    let (taken, _) = read(lines.as_bytes(), &ASKED);
    assert_eq!((taken.new, taken.unread, taken.problems[0].0), (2, 1, 2));
    let text = Taking { format: Format::Text, ..ASKED };
    let (taken, _) = read(format!("one\n\n{long}\n\ntwo\n").as_bytes(), &text);
    assert_eq!((taken.new, taken.unread), (2, 1));
    refused(long.as_bytes(), "is not a table");
}

#[test]
fn what_is_in_a_text_is_kept_as_text() {
    let file = "content,score\n\"=HYPERLINK(\"\"http://example.org\"\")\",1\nit \u{1b}[31mlied\u{7},1\nit\0 cost,1\n@SUM(A1),1\n";
    let (_, said) = read(file.as_bytes(), &ASKED);
    assert_eq!(
        said,
        [
            "1 - Otter (reviews.csv) =HYPERLINK(\"http://example.org\")",
            "1 - Otter (reviews.csv) it \u{1b}[31mlied\u{7}",
            "1 - Otter (reviews.csv) it cost",
            "1 - Otter (reviews.csv) @SUM(A1)",
        ]
    );
}

#[test]
fn stars_and_days_that_cannot_be_read_are_told() {
    let file = b"content,score,at\none,5.0,\ntwo,\xe2\x98\x85\xe2\x98\x85,16/06/2025\nthree,2/5,June 16 2025\nfour,lots,\nfive,,\nsix,1,some day\n";
    let (taken, said) = read(file, &ASKED);
    assert_eq!(
        said,
        [
            "2 2025-06-16 Otter (reviews.csv) two",
            "2 2025-06-16 Otter (reviews.csv) three",
            "1 - Otter (reviews.csv) six"
        ]
    );
    assert_eq!((taken.other_stars, taken.unread, taken.unrated, taken.undated), (1, 1, 1, 1));
    assert_eq!(
        read(file, &Taking { stars: Stars(1, 5), ..ASKED }).1.len(),
        5,
        "those without stars count with all"
    );
}

#[test]
fn a_list_of_problems_has_an_end() {
    let (taken, _) = read(
        ("content,score\n".to_owned()
            + &"x,lots\n".repeat(10)
            + &"y,1\n".repeat(10)
            + &"x,lots\n".repeat(90))
            .as_bytes(),
        &Taking { map: Some("stars=score"), ..ASKED },
    );
    assert_eq!((taken.unread, taken.problems.len()), (100, 20));
}
