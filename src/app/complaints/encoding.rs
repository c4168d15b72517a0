//! The encoding of a file: what it says itself, else UTF-8 if it is that, else a guess that is shown and can be corrected.

use std::io::{self, Read, Seek};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Result};

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// How much of the beginning is looked at for every second byte being zero.
const GLANCE: usize = 1024;

/// How many bytes a guess is made of, from the first one on that is no letter of English.
const ENOUGH: usize = 1024 * 1024;

/// How many whole characters of UTF-8 outweigh one that is broken.
const OUTWEIGH: usize = 10;

/// Finds an encoding by a name it goes by, such as `Shift_JIS`.
pub fn named(name: &str) -> Result<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        Error::usage(
            format!("`{name}` is not an encoding"),
            "name it as in `--encoding shift_jis`; others are utf-8, utf-16le, windows-1252, windows-1251, gbk, big5 and euc-kr",
        )
    })
}

/// Guesses the encoding of a file.
pub fn guess<R: Read + Seek>(from: &mut R) -> io::Result<&'static Encoding> {
    let mut start = Vec::new();
    from.rewind()?;
    from.by_ref().take(GLANCE as u64).read_to_end(&mut start)?;
    let said = Encoding::for_bom(&start).map(|(encoding, _)| encoding);
    if let Some(said) = said.or_else(|| utf16(&start)) {
        return Ok(said);
    }
    from.rewind()?;
    if is_utf8(from)? {
        return Ok(UTF_8);
    }
    from.rewind()?;
    older(from)
}

/// UTF-16 without a mark: of two bytes, the same one is often zero, as there are commas and spaces in every language.
fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = |some: usize, others: usize| some > start.len() / 50 && others * 10 < some;
    match (zeros(0), zeros(1)) {
        (high, low) if many(low, high) => Some(UTF_16LE),
        (high, low) if many(high, low) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a file is UTF-8, but for some characters that are broken.
fn is_utf8<R: Read>(from: &mut R) -> io::Result<bool> {
    let mut bytes = vec![0; CHUNK];
    let (mut held, mut whole, mut broken) = (0, 0, 0);
    loop {
        let count = from.read(bytes.get_mut(held..).unwrap_or_default())?;
        let mut rest = bytes.get(..held + count).unwrap_or_default();
        loop {
            let (valid, wrong) = rest.split_at(Encoding::utf8_valid_up_to(rest));
            whole += valid.iter().filter(|byte| **byte >= 0xC0).count();
            rest = wrong;
            // The end of what was read may be the beginning of a character.
            if rest.is_empty() || rest.len() < 4 && count > 0 {
                break;
            }
            broken += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
        if count == 0 {
            return Ok(broken * OUTWEIGH <= whole);
        }
        let from = held + count - rest.len();
        bytes.copy_within(from..held + count, 0);
        held = held + count - from;
    }
}

/// Guesses which of the older encodings it is, from how often which letters stand beside each other.
fn older<R: Read>(from: &mut R) -> io::Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut bytes, mut fed) = (vec![0; CHUNK], 0);
    loop {
        let count = from.read(&mut bytes)?;
        let read = bytes.get(..count).unwrap_or_default();
        let is_last = count == 0 || fed > ENOUGH;
        if is_last || fed > 0 || !read.is_ascii() {
            fed += count;
            detector.feed(read, is_last);
        }
        if is_last {
            return Ok(detector.guess(None, Utf8Detection::Deny));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    use super::*;

    fn guessed(bytes: &[u8]) -> &'static str {
        guess(&mut Cursor::new(bytes)).expect("reads").name()
    }

    #[test]
    fn encodings_in_use_are_told_from_each_other() {
        let japanese = "内容,評価\nこのアプリは何度も嘘をつきました。信用できません。,1\n";
        let chinese = "內容,評分\n這個應用程式一直給我錯誤的答案,完全無法相信它。,1\n";
        let simple = "内容,评分\n这个应用一直给我错误的答案,我再也不会相信它了。,1\n";
        let russian = "текст,оценка\nПриложение опять всё перепутало и удалило мои записи.,1\n";
        let korean = "내용,평점\n이 앱은 계속 잘못된 답을 줍니다. 믿을 수 없어요.,1\n";
        for (text, encoding) in [
            (japanese, SHIFT_JIS),
            (chinese, BIG5),
            (simple, GBK),
            (russian, WINDOWS_1251),
            (korean, EUC_KR),
            ("Texte;Note\nIl a effacé mes réponses, déjà deux fois.;1\n", WINDOWS_1252),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text}");
            assert_eq!(guessed(&bytes), encoding.name(), "{text}");
            let far = [b"id,text\n".repeat(20_000), bytes.into_owned()].concat();
            assert_eq!(guessed(&far), encoding.name(), "{text}, far from the beginning");
            assert_eq!(guessed(text.as_bytes()), "UTF-8");
        }
        let wide = |swap: fn(u16) -> [u8; 2]| -> Vec<u8> { russian.encode_utf16().flat_map(swap).collect() };
        assert_eq!(guessed(&wide(u16::to_le_bytes)), "UTF-16LE", "without a mark");
        assert_eq!(guessed(&wide(u16::to_be_bytes)), "UTF-16BE", "without a mark");
        assert_eq!(guessed(b"\xff\xfea\0"), "UTF-16LE");
        assert_eq!(guessed(b""), "UTF-8");
    }

    #[test]
    fn a_character_that_is_broken_does_not_change_the_others() {
        let text = "text\n".to_owned() + &"déjà vu à Zürich\n".repeat(10_000);
        for cut in 0..6 {
            assert_eq!(guessed(&text.as_bytes()[..text.len() - cut]), "UTF-8");
        }
        assert_eq!(guessed(&[text.as_bytes(), b"caf\xe9,"].concat()), "UTF-8");
    }

    #[test]
    fn an_encoding_is_found_by_the_names_it_has() {
        assert_eq!(named("SJIS").map(Encoding::name), Ok("Shift_JIS"));
        assert_eq!(named(" cp1252 ").map(Encoding::name), Ok("windows-1252"));
        assert!(named("klingon").is_err());
    }
}
