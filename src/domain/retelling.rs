//! Retelling: what is typed when something is told from memory. An exercise declares the fields that take it, and an entry of
//! that exercise keeps it. Here it is laid beside the parts that should come in it.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::story::words;

/// A part counts as told with one of so many of the words it is about, and with so many of them where no sentence is beside it.
const SHARE: usize = 5;
const ALONE: usize = 3;

/// The fields of an exercise that take what is told from memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retelling {
    /// The text that takes what was asked.
    pub cue: String,
    /// The text that takes what is told, by its name and id.
    pub of: String,
    /// The text that takes what is typed.
    pub text: String,
    /// The text that takes the parts that were left out.
    pub missing: String,
    /// The number that takes the seconds to the first name.
    pub named: String,
    /// The number that takes the seconds until it was told.
    pub took: String,
}

/// What was typed of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The sentences that are about it; nothing if none is.
    pub said: String,
    /// Whether enough of its words were among all that was typed. A person who knows better may say so.
    pub told: bool,
}

/// Lays what was typed beside the texts of some parts, sentence by sentence: each stands beside the part it shares the most
/// words with, else beside the one before. Nothing that was typed is left out, as long as there is a part.
pub fn beside<'a>(typed: &str, parts: impl IntoIterator<Item = &'a str>) -> Vec<Beside> {
    let parts: Vec<BTreeSet<u32>> =
        parts.into_iter().map(|text| words::keys(text).into_iter().collect()).collect();
    let all = words::keys(typed);
    let shared = |part: &BTreeSet<u32>, keys: &[u32]| keys.iter().filter(|key| part.contains(key)).count();
    let mut beside = vec![Beside::default(); parts.len()];
    let mut here = 0;
    for sentence in typed.lines().flat_map(UnicodeSegmentation::split_sentence_bounds).map(str::trim) {
        let keys = words::keys(sentence);
        // Of those that share as much, the one that comes next in the story.
        let order = (here..parts.len()).chain(0..here).rev();
        let most = order.max_by_key(|at| parts.get(*at).map_or(0, |part| shared(part, &keys)));
        here = most.filter(|at| parts.get(*at).is_some_and(|part| shared(part, &keys) > 0)).unwrap_or(here);
        if let Some(Beside { said, .. }) = beside.get_mut(here).filter(|_| !sentence.is_empty()) {
            said.extend([if said.is_empty() { "" } else { " " }, sentence]);
        }
    }
    for (one, part) in beside.iter_mut().zip(&parts) {
        let shared = shared(part, &all);
        let least = if one.said.is_empty() { ALONE } else { 1 };
        one.told = shared >= least && shared * SHARE >= part.len();
    }
    beside
}

/// Whether a text names one of some people: any word of a name counts, in any of its forms.
pub fn names_one(text: &str, people: &[String]) -> bool {
    let names: BTreeSet<u32> = people.iter().flat_map(|name| words::keys(name)).collect();
    !words::shared(text, &names).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: [&str; 3] = [
        "Luisa runs a food truck by the harbour",
        "She photographs every receipt twice",
        "Twelve minutes saved each evening",
    ];

    #[test]
    fn each_sentence_stands_beside_the_part_it_is_about_and_none_is_lost() {
        let typed =
            "It was spring. Luisa has a food truck.\nIt saved her twelve minutes an evening! She was glad.";
        let beside = beside(typed, PARTS);
        let said: Vec<&str> = beside.iter().map(|one| one.said.as_str()).collect();
        let outcome = "It saved her twelve minutes an evening! She was glad.";
        assert_eq!(said, ["It was spring. Luisa has a food truck.", "", outcome]);
        assert_eq!(beside.iter().map(|one| one.told).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn nothing_typed_tells_no_part_and_a_single_common_word_tells_no_long_one() {
        assert!(beside("", PARTS).iter().all(|one| *one == Beside::default()));
        let long = "Every receipt twice, sorted by shop, on the kitchen table, with a ruler and a green pen";
        assert!(!beside("A receipt.", [long])[0].told);
        assert_eq!(beside("A receipt.", [long])[0].said, "A receipt.", "where it may belong all the same");
        assert_eq!(beside("Words, and no part.", []), []);
        let told = |typed: &str| beside(typed, ["red lamp", "the lamp went from red to green"])[1].told;
        assert!(!told("The lamp.") && told("A red lamp. It went green."), "one word is of one part");
    }

    #[test]
    fn a_person_is_named_by_any_word_of_the_name() {
        let people = ["Ms Okafor".to_owned(), "Luisa".to_owned()];
        for (text, named) in [("luisa's truck", true), ("Okafor said", true), ("the ms", false), ("", false)]
        {
            assert_eq!(names_one(text, &people), named, "{text}");
        }
    }
}
