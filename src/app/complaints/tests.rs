use super::{Stars, Taken, Taking, take};
use crate::db::{ComplaintFilter, Store, Towards};
use crate::domain::complaint::Complaint;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

fn asking(bytes: &[u8]) -> Taking<'_> {
    Taking {
        file: "reviews.csv",
        bytes,
        product: Some("Otter"),
        source: None,
        map: None,
        stars: Stars(1, 2),
        keep_authors: false,
        dry: false,
    }
}

fn taken(store: &mut Store, asked: &Taking<'_>) -> Result<Taken> {
    take(store, asked, Moment::new(0, 0), &mut |_, _| Ok(()))
}

fn all(store: &Store) -> Vec<Complaint> {
    store.complaints(&ComplaintFilter::default(), None, Towards::Older, 99).expect("lists")
}

/// What comes of a file in an empty journal: the texts with their stars and days.
fn read(bytes: &[u8]) -> Vec<String> {
    let mut store = Store::open_in_memory().expect("opens");
    taken(&mut store, &asking(bytes)).expect("takes");
    let line = |complaint: Complaint| {
        let (stars, day) = (complaint.said.stars.unwrap_or(0), complaint.said.day);
        format!("{stars} {} {}", day.map_or("-".into(), |day| day.to_string()), complaint.said.text)
    };
    all(&store).into_iter().map(line).collect()
}

#[test]
fn files_are_read_as_people_get_them() {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let play = b"reviewId,userName,content,score,at,reviewCreatedVersion\n1,Ann,\"it lied,\r\ntwice \xf0\x9f\x98\xa1\",1,2025-06-16 19:07:07,2\n\n2,Bo,fine,5,2025-06-16,2\n";
    let spreadsheet = b"Review;Stars;Date\r\nd\xe9j\xe0 vu;2.0;13/06/2025\r\n;1;13/06/2025\r\n";
    let apple = br#"{"feed":{"entry":[{"content":{"label":"it lied"},"im:rating":{"label":"1"}},{"content":{"label":"ok"},"im:rating":{"label":"4"}}]}}"#;
    let lines = b"{\"text\":\"it lied\",\"rating\":\"\xe2\x98\x85\xe2\x98\x85\",\"date\":1750000000}\n{\"text\":\"fine\",\"rating\":5}\n";
    for (file, expected) in [
        (play.to_vec(), vec!["1 2025-06-16 it lied,\r\ntwice 😡"]),
        (spreadsheet.to_vec(), vec!["2 2025-06-13 déjà vu"]),
        (utf16("rating\tdate\tverified_reviews\n1\t31-Jul-18\tit lied\n"), vec!["1 2018-07-31 it lied"]),
        (apple.to_vec(), vec!["1 - it lied"]),
        (lines.to_vec(), vec!["2 2025-06-15 it lied"]),
    ] {
        assert_eq!(read(&file), expected, "{}", String::from_utf8_lossy(&file));
    }
}

#[test]
fn rows_that_cannot_be_read_are_named_by_line_and_the_rest_is_taken() {
    let mut store = Store::open_in_memory().expect("opens");
    let file = b"content,score\nit lied,1\n\"it\nlied\",lots\nit cost me,1\nit lied,1\n,1\nfine,5\n";
    let told = taken(&mut store, &asking(file)).expect("takes");
    assert_eq!(told.problems, [(3, "the stars are not a number from 1 to 5".to_owned())]);
    assert_eq!((told.new, told.known, told.other_stars, told.empty), (2, 1, 1, 1));
    assert_eq!(told.columns.to_string(), "text=content,stars=score");
    let dry =
        taken(&mut store, &Taking { dry: true, ..asking(b"content\nnew\nnew\nit lied\n") }).expect("tells");
    assert_eq!((dry.new, dry.known, all(&store).len()), (1, 2, 2), "nothing is stored");
}

#[test]
fn who_wrote_is_left_out_unless_asked_for() {
    let file = b"userName,content\nAnn,write to ann@example.com. Now\n";
    let mut store = Store::open_in_memory().expect("opens");
    taken(&mut store, &asking(file)).expect("takes");
    let said = all(&store).remove(0).said;
    assert_eq!((said.text.as_str(), said.author), ("write to [mail address] Now", None));
    let mut store = Store::open_in_memory().expect("opens");
    taken(&mut store, &Taking { keep_authors: true, ..asking(file) }).expect("takes");
    let said = all(&store).remove(0).said;
    assert_eq!((said.text.as_str(), said.author.as_deref()), ("write to ann@example.com. Now", Some("Ann")));
}

#[test]
fn a_correction_is_remembered_for_files_with_the_same_columns() {
    let mut store = Store::open_in_memory().expect("opens");
    let asked = asking(b"title,content\nit lied,thing\n");
    let told = taken(&mut store, &Taking { map: Some("text=title"), ..asked }).expect("takes");
    assert!(!told.remembered);
    let told = taken(&mut store, &asking(b"title,content\nit cost me,thing\n")).expect("takes");
    assert!(told.remembered && all(&store).iter().any(|complaint| complaint.said.text == "it cost me"));
    for wrong in ["text", "texts=title", "text=titel"] {
        assert!(taken(&mut store, &Taking { map: Some(wrong), ..asked }).is_err(), "{wrong}");
    }
    assert!(taken(&mut store, &asking(b"a,b\n1,2\n")).is_err(), "no column is a text");
    assert!(taken(&mut store, &Taking { product: None, ..asked }).is_err(), "nothing says the product");
}

#[test]
fn stopping_leaves_the_journal_as_it_was() {
    let mut store = Store::open_in_memory().expect("opens");
    let rows: Vec<String> = (0..3000).map(|n| format!("it lied {n}")).collect();
    let file = format!("content\n{}", rows.join("\n"));
    let stop = &mut |done, _| if done > 1000 { Err(Error::usage("stopped", "")) } else { Ok(()) };
    assert!(take(&mut store, &asking(file.as_bytes()), Moment::new(0, 0), stop).is_err());
    assert!(all(&store).is_empty());
}
