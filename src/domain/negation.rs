//! Whether words deny what follows them: "not at all", "I was never really", "didn't feel". Which words do, exercises say.

use super::facts::subject_key;

/// What stands for the end of a sentence or of a part of one: no denial reaches over it.
const END: &str = ".";

/// Words that deny the phrase after them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Negation {
    /// Words that deny, in phrases too: "not", "wasn't".
    pub words: Vec<String>,
    /// Words that may stand between a denial and what it denies.
    pub between: Vec<String>,
}

impl Negation {
    /// Returns whether words end in a denial of whatever comes next; they are as [`spaced`] gives them.
    pub fn denies(&self, before: &str) -> bool {
        let without = |text: &str, ends: &[String]| -> Option<usize> {
            let end = |phrase: &String| Some(text.strip_suffix(spaced(phrase).trim_end())?.len());
            ends.iter().find_map(end)
        };
        let mut before = before.trim_end();
        while let Some(rest) = without(before, &self.between) {
            before = &before[..rest];
        }
        without(before, &self.words).is_some()
    }
}

/// Writes a text as words with a space before and after each, so that a phrase can be looked for.
pub fn spaced(text: &str) -> String {
    let mut words = String::new();
    for c in subject_key(text).chars() {
        match c {
            '.' | ',' | ';' | ':' | '!' | '?' | '\n' => words += &format!(" {END} "),
            c if c.is_alphanumeric() => words.push(c),
            _ => words.push(' '),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_reaches_over_small_words_and_no_further() {
        let words = ["not", "never", "no", "wasn't"].map(str::to_owned).into();
        let between = ["at", "all", "really", "so", "longer", "very"].map(str::to_owned).into();
        let negation = Negation { words, between };
        for before in ["not", "it was not at all", "I wasn't really", "never really so", "no longer"] {
            assert!(negation.denies(&spaced(before)), "{before}");
        }
        for before in ["", "very", "not only", "not sure but", "nothing", "not really.", "at t", "knot", "t"]
        {
            assert!(!negation.denies(&spaced(before)), "{before}");
        }
        assert!(!Negation::default().denies(&spaced("not")), "a file that names no such words has none");
    }
}
