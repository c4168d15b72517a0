//! Ids as people type them.

use super::{answer, demo_world, everything, failure, id_of};

#[test]
fn the_beginning_of_an_id_is_enough_in_any_case() {
    let world = demo_world();
    let id = id_of(&world, "dimension-review", "2026-W47");
    let full = answer(&world, &["show", &id]);
    for id in [&id[..7], &id.to_uppercase(), &id.replacen('d', "D", 1), &format!(" {id} ")] {
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
    let ids: Vec<String> =
        everything(&world).iter().filter_map(|head| Some(head["id"].as_str()?.to_owned())).collect();
    let shares = |id: &&String| ids.iter().filter(|other| other[..5] == id[..5]).count() == 2;
    let id = ids.iter().find(shares).map(|id| id[..5].to_owned()).expect("two that share a beginning");
    let (code, said) = failure(&world, &["show", &id]);
    assert_eq!(code, Some(2));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 4, "{said}");
    assert_eq!(lines[0], format!("error: `{id}` could be any of"));
    assert_eq!(lines[3], "hint: type one or two more letters");
    for line in &lines[1..3] {
        let (name, about) = line.trim_start().split_once(' ').expect("an id and what it is");
        assert!(
            line.starts_with("  ") && ids.iter().any(|id| id == name) && about.contains(", 2026-"),
            "{line}"
        );
    }
    let (code, said) = failure(&world, &["practice", "--plain", &id]);
    assert_eq!(code, Some(2));
    assert!(said.contains("could be any of"), "{said}");
}

#[test]
fn many_candidates_are_cut_off() {
    let world = demo_world();
    let (code, said) = failure(&world, &["show", "t"]);
    assert_eq!(code, Some(2));
    assert_eq!(said.lines().filter(|line| line.starts_with("  t")).count(), 8, "{said}");
}
