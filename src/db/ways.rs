//! Texts that the answers of an entry say already: of those only the way there is stored, which makes the file a seventh
//! smaller.

use super::search;
use crate::domain::value::Answers;

/// How many bytes of an answer a text must begin with for the way there to be stored.
const LONG: usize = 32;

/// What comes before, which text of the answers, how many bytes of it, and what comes after.
type Way<'a> = (&'a str, usize, usize, &'a str);

/// The way to most of a text in the answers, as JSON; `None` if it is not there.
pub(super) fn way(text: &str, answers: &Answers) -> Option<Vec<u8>> {
    let (mut best, mut nth): (Option<Way<'_>>, usize) = (None, 0);
    search::each_text(answers, &mut |_, _, said| {
        let begin = &said[..said.floor_char_boundary(LONG)];
        if let Some(at) = text.find(begin).filter(|_| begin.len() + 4 > LONG) {
            let same = text[at..].bytes().zip(said.bytes()).take_while(|(a, b)| a == b).count();
            let same = said.floor_char_boundary(same);
            if best.is_none_or(|(_, _, least, _)| same > least) {
                best = Some((&text[..at], nth, same, &text[at + same..]));
            }
        }
        nth += 1;
    });
    serde_json::to_vec(&best?).ok()
}

/// The text at the end of a way; `None` if the answers are not those it was stored for.
pub(super) fn follow(way: &[u8], answers: &Answers) -> Option<String> {
    let (before, nth, length, after): (String, usize, usize, String) = serde_json::from_slice(way).ok()?;
    let (mut found, mut count) = (None, 0);
    search::each_text(answers, &mut |_, _, said| {
        if count == nth {
            found = said.get(..length).map(|said| format!("{before}{said}{after}"));
        }
        count += 1;
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    #[test]
    fn a_text_is_found_again_where_the_answers_say_it() {
        let said = [
            "short",
            "It listened to the whole meeting — and wrote nothing down — twice",
            "è".repeat(40).as_str(),
        ]
        .map(|text| Value::Text(text.to_owned()));
        let answers: Answers = ["a", "b", "c"].map(str::to_owned).into_iter().zip(said).collect();
        let packed = |text: &str| {
            let way = way(text, &answers)?;
            assert_eq!(follow(&way, &answers).as_deref(), Some(text));
            Some(String::from_utf8(way).expect("JSON"))
        };
        assert_eq!(packed("what is not there at all, however long it is said to be"), None);
        assert_eq!(packed("short"), None);
        let cut = "odd: It listened to the whole meeting — and wrote…";
        assert_eq!(packed(cut).as_deref(), Some("[\"odd: \",1,46,\"…\"]"));
        assert_eq!(packed(&"è".repeat(20)).as_deref(), Some("[\"\",2,40,\"\"]"));
    }
}
