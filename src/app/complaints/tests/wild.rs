//! The files that stores, scrapers and spreadsheets write, each made small.

use encoding_rs::{SHIFT_JIS, WINDOWS_1251};

use super::{ASKED, Format, Stars, Taking, read};

fn utf16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// Holds that a file is read as these complaints.
#[track_caller]
fn gives(file: impl AsRef<[u8]>, expected: &[&str]) {
    let (_, said) = read(file.as_ref(), &ASKED);
    assert_eq!(said, expected);
}

#[test]
fn a_scraper_of_google_play() {
    gives(
        "reviewId,userName,userImage,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt\n\
         1,Ann,x,\"it lied,\r\ntwice 😡\",1,0,2,2025-06-16 19:07:07,Sorry,2025-06-17\n\n2,Bo,x,fine,5,0,2,2025-06-16,,\n",
        &["1 2025-06-16 Otter (Google Play) it lied,\r\ntwice 😡"],
    );
    gives(
        r#"[{"reviewId":"1","userName":"Ann","content":"it lied","score":1,"thumbsUpCount":0,
             "reviewCreatedVersion":null,"at":"2025-06-16 19:07:07","replyContent":null},
            {"reviewId":"2","content":"fine","score":5}]"#,
        &["1 2025-06-16 Otter (Google Play) it lied"],
    );
    gives(
        r#"{"data":[{"id":"1","userName":"Ann","date":"2025-06-16T19:07:07.000Z","score":1,"scoreText":"1",
             "url":"https://play.google.com/1","title":null,"text":"it lied","version":null,"thumbsUp":0,
             "criterias":[{"criteria":"ease","rating":5}]}],"nextPaginationToken":null}"#,
        &["1 2025-06-16 Otter (Google Play) it lied"],
    );
}

#[test]
fn the_console_and_the_interface_of_google_play() {
    let console = "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,\
        Review Submit Millis Since Epoch,Review Last Update Date and Time,Review Last Update Millis Since Epoch,\
        Star Rating,Review Title,Review Text,Developer Reply Date and Time,Developer Reply Millis Since Epoch,\
        Developer Reply Text,Review Link\n\
        org.example.notes,12,1.2,de,pixel,2025-06-16T19:07:07Z,1750100827000,2025-06-17T00:00:00Z,1750118400000,1,,\
        Es löscht alles,,,,http://play.google.com/console/1\n\
        org.example.notes,12,1.2,de,pixel,2025-06-16T19:07:07Z,1750100827000,,,1,,,,,,\n";
    let (taken, said) = read(&utf16(console), &Taking { product: None, ..ASKED });
    assert_eq!(said, ["1 2025-06-16 org.example.notes (Google Play) Es löscht alles"]);
    assert_eq!((taken.encoding, taken.empty, taken.unread), ("UTF-16LE", 1, 0));
    gives(
        r#"{"reviews":[{"reviewId":"a","authorName":"Ann","comments":[{"userComment":{"text":"\tit lied",
            "lastModified":{"seconds":"1750100827","nanos":0},"starRating":1,"reviewerLanguage":"en"}},
            {"developerComment":{"text":"sorry"}}]}],"tokenPagination":{"nextPageToken":"x"}}"#,
        &["1 2025-06-16 Otter (Google Play) it lied"],
    );
}

#[test]
fn the_feed_and_the_scrapers_of_the_app_store() {
    gives(
        r#"{"feed":{"author":{"name":{"label":"iTunes Store"}},"entry":[
            {"im:name":{"label":"Otter"},"title":{"label":"Otter - Example"},"link":[{"attributes":{"rel":"a"}}]},
            {"author":{"name":{"label":"Ann"},"label":""},"updated":{"label":"2025-06-16T19:07:07-07:00"},
             "im:rating":{"label":"1"},"im:version":{"label":"2"},"id":{"label":"7"},"title":{"label":"No"},
             "content":{"label":"it lied","attributes":{"type":"text"}},
             "link":{"attributes":{"rel":"related","href":"https://example.org/7"}}}]}}"#,
        &["1 2025-06-16 Otter (App Store) it lied"],
    );
    gives(
        r#"[{"date":"2025-06-16 19:07:07","developerResponse":{"id":1,"body":"sorry"},"review":"it lied","rating":1,
             "isEdited":false,"title":"No","userName":"Ann"}]"#,
        &["1 2025-06-16 Otter (App Store) it lied"],
    );
    gives(
        "id,author,title,content,rating,updated,im:version\n7,Ann,No,it lied,1,2025-06-16T19:07:07-07:00,2\n8,Bo,Only a title,,1,,\n",
        &["1 2025-06-16 Otter (App Store) it lied", "1 - Otter (App Store) Only a title"],
    );
}

#[test]
fn a_spreadsheet_in_another_language() {
    gives(
        b"Review;Stars;Date\r\nd\xe9j\xe0 vu;2,0;13/06/2025\r\n;1;13/06/2025\r\n",
        &["2 2025-06-13 Otter (reviews.csv) déjà vu"],
    );
    gives("sep=;\nreview;stars\nit lied, twice;1\n", &["1 - Otter (reviews.csv) it lied, twice"]);
    gives(
        utf16("rating\tdate\tverified_reviews\n1\t31-Jul-18\tit lied\n"),
        &["1 2018-07-31 Otter (reviews.csv) it lied"],
    );
    gives("review|stars\nit lied, twice|1\n", &["1 - Otter (reviews.csv) it lied, twice"]);
    let (japanese, ..) =
        SHIFT_JIS.encode("review,stars\nこのアプリは何度も嘘をつきました。信用できません。,1\n");
    let (taken, said) = read(&japanese, &ASKED);
    assert_eq!(taken.encoding, "Shift_JIS");
    assert_eq!(said, ["1 - Otter (reviews.csv) このアプリは何度も嘘をつきました。信用できません。"]);
    let (russian, ..) = WINDOWS_1251.encode("review,stars\nВрёт,1\n");
    let (taken, said) = read(&russian, &Taking { encoding: Some(WINDOWS_1251), ..ASKED });
    assert_eq!((taken.encoding, said), ("windows-1251", vec!["1 - Otter (reviews.csv) Врёт".to_owned()]));
    let (taken, _) = read(&russian, &Taking { encoding: Some(encoding_rs::UTF_8), ..ASKED });
    assert!(taken.replaced);
}

#[test]
fn json_in_lines_and_alone() {
    gives(
        "{\"text\":\"it lied\",\"rating\":\"★★\",\"date\":1750000000}\n{\"text\":\"fine\",\"rating\":5}\n",
        &["2 2025-06-15 Otter (reviews.csv) it lied"],
    );
    gives("{\"text\":\"it lied\",\"rating\":1}", &["1 - Otter (reviews.csv) it lied"]);
    gives(
        "{\"data\":[\n{\"text\":\"one\",\"rating\":1}\n]}\n{\"data\":[{\"text\":\"two\",\"rating\":1}]}\n",
        &["1 - Otter (reviews.csv) one", "1 - Otter (reviews.csv) two"],
    );
    let far = format!(
        "[{}{{\"text\":\"far\",\"stars\":1,\"link\":\"x\"}}]",
        "{\"text\":\"near\",\"stars\":\"5\"},\n".repeat(5_000)
    );
    gives(far, &["1 - Otter (reviews.csv) far"]);
}

#[test]
fn votes_are_no_stars() {
    let (taken, said) = read(
        b"subreddit,post_id,post_title,post_body,comment_id,comment_body,score\nx,1,Title,Post,a,it lied,5\nx,2,Title only,,,,1\n",
        &ASKED,
    );
    assert_eq!(said, ["0 - Otter (Reddit) it lied", "0 - Otter (Reddit) Title only"]);
    assert!(taken.no_stars());
    let rows: Vec<String> = (0..40).map(|n| format!("it lied {n},{}", n * 7)).collect();
    let (taken, said) = read(format!("text,score\n{}", rows.join("\n")).as_bytes(), &ASKED);
    assert!(taken.no_stars() && said.len() == 40 && said[0].starts_with("0 "));
}

#[test]
fn what_was_written_for_a_browser_is_read_as_text() {
    gives(
        "post_id,title,body,created_at\n1,No,<P>It lied &amp; lied.</P><P>Twice</P>,2025-06-16T00:00:00Z\n",
        &["0 2025-06-16 Otter (reviews.csv) It lied & lied.\nTwice"],
    );
}

#[test]
fn plain_text_is_paragraphs_or_lines_where_it_is_asked_for() {
    let text = Taking { format: Format::Text, stars: Stars(1, 2), ..ASKED };
    let (taken, said) = read(b"It lied,\nand lied.\r\n \r\n\r\nIt cost me\n", &text);
    assert_eq!(said, ["0 - Otter (reviews.csv) It lied,\nand lied.", "0 - Otter (reviews.csv) It cost me"]);
    assert_eq!((taken.rows, taken.unread), (2, 0));
    assert_eq!(read(b"It lied\nIt cost me", &text).1.len(), 2);
}
