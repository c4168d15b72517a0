//! Files of reviews as people get them, taken into a journal.

mod bad;
mod wild;

use std::io::Cursor;

use super::{Format, Progress, Stars, Taken, Taking, take};
use crate::db::{ComplaintFilter, Store, Towards};
use crate::domain::complaint::Complaint;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

const ASKED: Taking<'_> = Taking {
    file: "reviews.csv",
    product: Some("Otter"),
    source: None,
    map: None,
    encoding: None,
    format: Format::Table,
    stars: Stars(1, 2),
    keep_authors: false,
    dry: false,
};

fn taken(store: &mut Store, bytes: &[u8], asked: &Taking<'_>) -> Result<Taken> {
    take(store, &mut Cursor::new(bytes), asked, Moment::new(0, 0), &mut |_| Ok(()))
}

fn all(store: &Store) -> Vec<Complaint> {
    let mut all = store.complaints(&ComplaintFilter::default(), None, Towards::Older, 99).expect("lists");
    all.sort_by_key(|complaint| complaint.number);
    all
}

/// What comes of a file in an empty journal: stars, day, product, source and text of each.
fn read(bytes: &[u8], asked: &Taking<'_>) -> (Taken, Vec<String>) {
    let mut store = Store::open_in_memory().expect("opens");
    let taken = taken(&mut store, bytes, asked).unwrap_or_else(|error| panic!("{error}"));
    let line = |Complaint { said, .. }: Complaint| {
        let day = said.day.map_or("-".into(), |day| day.to_string());
        format!("{} {day} {} ({}) {}", said.stars.unwrap_or(0), said.product, said.source, said.text)
    };
    let said = all(&store).into_iter().map(line).collect();
    (taken, said)
}

#[test]
fn rows_that_cannot_be_read_are_named_by_line_and_the_rest_is_taken() {
    let mut store = Store::open_in_memory().expect("opens");
    let file = b"content,score\nit lied,1\n\"it\nlied\",lots\nit cost me,1\nit lied,1\n,1\nfine,5\n";
    let told = taken(&mut store, file, &ASKED).expect("takes");
    assert_eq!(told.problems, [(3, "the stars are not a number from 1 to 5".to_owned())]);
    assert_eq!((told.new, told.known, told.other_stars, told.empty), (2, 1, 1, 1));
    assert_eq!(told.columns.to_string(), "text=content,stars=score");
    let dry =
        taken(&mut store, b"content\nnew\nnew\nit lied\n", &Taking { dry: true, ..ASKED }).expect("tells");
    assert_eq!((dry.new, dry.known, all(&store).len()), (1, 2, 2), "nothing is stored");
}

#[test]
fn who_wrote_is_left_out_unless_asked_for() {
    let file = b"userName,content\nAnn,write to ann@example.com. Now\n";
    let mut store = Store::open_in_memory().expect("opens");
    taken(&mut store, file, &ASKED).expect("takes");
    let said = all(&store).remove(0).said;
    assert_eq!((said.text.as_str(), said.author), ("write to [mail address] Now", None));
    let mut store = Store::open_in_memory().expect("opens");
    taken(&mut store, file, &Taking { keep_authors: true, ..ASKED }).expect("takes");
    let said = all(&store).remove(0).said;
    assert_eq!((said.text.as_str(), said.author.as_deref()), ("write to ann@example.com. Now", Some("Ann")));
}

#[test]
fn a_correction_is_remembered_for_files_with_the_same_columns() {
    let mut store = Store::open_in_memory().expect("opens");
    let file = b"title,content\nit lied,thing\n";
    let told = taken(&mut store, file, &Taking { map: Some("text=title"), ..ASKED }).expect("takes");
    assert!(!told.remembered);
    let told = taken(&mut store, b"title,content\nit cost me,thing\n", &ASKED).expect("takes");
    assert!(told.remembered && all(&store).iter().any(|complaint| complaint.said.text == "it cost me"));
    for wrong in ["text", "texts=title", "text=titel"] {
        assert!(taken(&mut store, file, &Taking { map: Some(wrong), ..ASKED }).is_err(), "{wrong}");
    }
    assert!(taken(&mut store, b"a,b\n1,2\n", &ASKED).is_err(), "no column is a text");
    assert!(taken(&mut store, file, &Taking { product: None, ..ASKED }).is_err(), "nothing says the product");
}

#[test]
fn stopping_leaves_the_journal_as_it_was() {
    let mut store = Store::open_in_memory().expect("opens");
    let rows: Vec<String> = (0..3000).map(|n| format!("it lied {n}")).collect();
    let file = format!("content\n{}", rows.join("\n"));
    let mut furthest = 0;
    let stop = &mut |Progress { rows, read }: Progress| {
        furthest = rows;
        assert!(rows == 0 || read > 0);
        if rows > 1000 { Err(Error::usage("stopped", "")) } else { Ok(()) }
    };
    let mut file = Cursor::new(file.as_bytes());
    assert!(take(&mut store, &mut file, &ASKED, Moment::new(0, 0), stop).is_err());
    assert!((1000..3000).contains(&furthest));
    assert!(all(&store).is_empty());
}
