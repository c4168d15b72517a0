//! How well what is typed fits a text: the letters in order, not necessarily side by side.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::facts::first;

/// How many letters of a text are looked at.
const LETTERS: usize = 200;

/// What the letters have to count on average: each counts 16, more at the beginning of a word or beside another that
/// fits, less after a gap. Any longer text holds a few letters somewhere.
const AVERAGE: usize = 19;

/// Something typed, to be compared with texts. Case and accents do not count, words fit in any order.
#[derive(Debug)]
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    letters: usize,
}

impl Fuzzy {
    /// Takes what is typed.
    pub fn new(typed: &str) -> Self {
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let letters = typed.chars().filter(|c| !c.is_whitespace()).count();
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), letters }
    }

    /// Returns how well a text fits; higher is better, `None` is not at all.
    pub fn fit(&mut self, text: &str) -> Option<u32> {
        let cut = first(text, LETTERS);
        let mut letters = Vec::new();
        let fit = self.pattern.score(Utf32Str::new(cut, &mut letters), &mut self.matcher)?;
        (fit as usize >= AVERAGE * self.letters).then_some(fit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_order_fit_and_those_scattered_over_a_text_do_not() {
        let long = "Otter · uneasy · error tolerance · the deposit has been paid, and nobody asked";
        for (typed, text, fits) in [
            ("trau", "Practise Trust Audit", true),
            ("audit trust", "Practise Trust Audit", true),
            ("wk bef", "Look at the week before", true),
            ("nxtpg", "Go to the next page", true),
            ("CAFE", "Café", true),
            ("otter", long, true),
            ("deposit otter", long, true),
            ("", "anything", true),
            ("xyz", "Practise Trust Audit", false),
            ("warn", "Write this answer in your editor", false),
            ("otter", "Go to the weekly review", false),
            ("odtp", long, false),
        ] {
            assert_eq!(Fuzzy::new(typed).fit(text).is_some(), fits, "{typed}: {text}");
        }
        let fit = |text: &str| Fuzzy::new("rev").fit(text);
        assert!(fit("Go to the review") > fit("Read every verse"));
    }
}
