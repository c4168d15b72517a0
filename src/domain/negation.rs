//! Whether words deny what follows them: "not at all", "I was never really", "didn't feel". English only, as the words
//! that exercises weigh are.

/// Words that deny.
const DENIALS: [&str; 8] = ["not", "never", "no", "hardly", "barely", "neither", "nor", "without"];

/// What stands for the end of a sentence or of a part of one: no denial reaches over it.
pub const END: &str = ".";

/// Words that may stand between a denial and what it denies.
const BETWEEN: [&str; 22] = [
    "a",
    "all",
    "an",
    "any",
    "at",
    "been",
    "being",
    "even",
    "ever",
    "exactly",
    "feel",
    "feeling",
    "in",
    "least",
    "longer",
    "much",
    "particularly",
    "really",
    "so",
    "that",
    "too",
    "very",
];

/// Returns whether words end in a denial of whatever comes next.
pub fn denies(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().skip_while(|word| BETWEEN.contains(word));
    match words.next() {
        // What is left of "wasn't" when its apostrophe goes.
        Some("t") => words.next().is_some_and(|word| word.ends_with('n')),
        nearest => nearest.is_some_and(|word| DENIALS.contains(&word)),
    }
}

#[cfg(test)]
mod tests {
    use super::denies;

    #[test]
    fn a_denial_reaches_over_small_words_and_no_further() {
        for before in ["not", "it was not at all", "I wasn t really", "never really so", "no longer"] {
            assert!(denies(before), "{before}");
        }
        for before in ["", "very", "not only", "not sure but", "nothing", "not really .", "at t", "t"] {
            assert!(!denies(before), "{before}");
        }
    }
}
