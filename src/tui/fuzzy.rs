//! How well what is typed fits a text: the letters in order, not necessarily side by side.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How many letters of a text are looked at.
const LETTERS: usize = 200;

/// Something typed, to be compared with texts. Case and accents do not count, words fit in any order.
#[derive(Debug)]
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    /// The fit of letters that stand side by side, at the least.
    close: u32,
}

impl Fuzzy {
    /// Takes what is typed.
    pub fn new(typed: &str) -> Self {
        /// What each letter that fits counts, and a little for standing beside another.
        const LETTER: u32 = 18;
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let letters = typed.chars().filter(|c| !c.is_whitespace()).count();
        let close = u32::try_from(letters).unwrap_or(u32::MAX).saturating_mul(LETTER);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), close }
    }

    /// Says how well a text fits; higher is better, `None` is not at all.
    pub fn fit(&mut self, text: &str) -> Option<u32> {
        let cut = text.char_indices().nth(LETTERS).map_or(text, |(end, _)| &text[..end]);
        let mut letters = Vec::new();
        self.pattern.score(Utf32Str::new(cut, &mut letters), &mut self.matcher)
    }

    /// Says how well a text fits, if its letters stand more or less together: long texts hold most letters somewhere.
    pub fn close_fit(&mut self, text: &str) -> Option<u32> {
        self.fit(text).filter(|fit| *fit >= self.close)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_order_fit_and_those_side_by_side_fit_better() {
        let fit = |typed: &str, text: &str| Fuzzy::new(typed).fit(text);
        assert!(fit("trau", "Practise Trust Audit").is_some());
        assert!(fit("audit trust", "Practise Trust Audit").is_some());
        assert!(
            fit("GROSSE", "Größe").is_none()
                && fit("grose", "Grose").is_some()
                && fit("cafe", "Café").is_some()
        );
        assert_eq!(fit("xyz", "Practise Trust Audit"), None);
        assert!(fit("log", "Log a reaction") > fit("log", "Look at the growing"));
        assert!(fit("", "anything").is_some());
    }

    #[test]
    fn letters_scattered_over_a_long_text_are_no_close_fit() {
        let long = "Otter · uneasy · error tolerance · the deposit has been paid, and nobody asked";
        assert!(Fuzzy::new("odtp").fit(long).is_some());
        assert_eq!(Fuzzy::new("odtp").close_fit(long), None);
        assert!(Fuzzy::new("otter").close_fit(long).is_some());
        assert!(Fuzzy::new("deposit otter").close_fit(long).is_some());
    }
}
