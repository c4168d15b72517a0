//! Ids as people type them.

use super::{answer, demo_world, failure, json};

#[test]
fn the_beginning_of_an_id_is_enough_in_any_case() {
    let world = demo_world();
    let full = answer(&world, &["show", "dim-smqs"]);
    for id in ["dim-s", "DIM-SMQS", "Dim-Sm", " dim-smqs "] {
        assert_eq!(answer(&world, &["show", id]), full, "{id}");
    }
}

#[test]
fn an_id_nobody_has_is_said_to_be_unknown() {
    let world = demo_world();
    let (code, said) = failure(&world, &["show", "tru-zzzz"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "error: there is no entry `tru-zzzz`\nhint: `empathy list` shows the entries there are\n"
    );
}

#[test]
fn a_word_that_cannot_be_an_id_is_refused() {
    let world = demo_world();
    for id in ["a%", "tru 7f", "", "tru_7", "é", "';--"] {
        let (code, said) = failure(&world, &["show", id]);
        assert_eq!(code, Some(2), "{id}");
        assert!(said.starts_with("error: "), "{said}");
        assert!(id.is_empty() || said.contains("an id looks like `tru-7f3k`"), "{said}");
    }
}

#[test]
fn an_id_that_could_be_several_names_them() {
    let world = demo_world();
    let entries = json(&world, &["list", "--exercise", "trust-audit", "--json"]);
    let shared = |letters: usize| {
        let begins: Vec<&str> =
            entries.as_array()?.iter().filter_map(|head| head["id"].as_str()?.get(..4 + letters)).collect();
        begins
            .iter()
            .find(|id| begins.iter().filter(|other| other == id).count() > 1)
            .map(|id| (*id).to_owned())
    };
    // `tru-h33w` and `tru-h3ge` are in every demo of this seed.
    let id = shared(2).expect("two that share a beginning");
    let (code, said) = failure(&world, &["show", &id]);
    assert_eq!(code, Some(2));
    insta::assert_snapshot!(said, @r"
    error: `tru-h3` could be any of
      tru-h33w (trust-audit, 2026-10-26)
      tru-h3ge (trust-audit, 2026-10-22)
    hint: type a letter or two more
    ");
    let (code, said) = failure(&world, &["practice", "--plain", &id]);
    assert_eq!(code, Some(2));
    assert!(said.contains("could be any of"), "{said}");
}

#[test]
fn many_candidates_are_cut_off() {
    let world = demo_world();
    let (code, said) = failure(&world, &["show", "t"]);
    assert_eq!(code, Some(2));
    assert_eq!(said.lines().filter(|line| line.starts_with("  tru-")).count(), 8, "{said}");
}
