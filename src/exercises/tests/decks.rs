//! Decks: what comes with the program, what a person adds, and how mistakes are told.

use std::path::Path;

use crate::domain::deck::{Deck, QuestionKind, Verdict};
use crate::error::Problem;
use crate::exercises::deck::parse_deck;
use crate::exercises::{Catalog, check_files, embedded};

fn told(text: &str) -> (Deck, Vec<String>) {
    let (deck, problems) = parse_deck(Path::new("x"), text).expect("a tree");
    let problems = problems.iter().map(|one| one.to_string().trim_start_matches("x:").to_owned());
    (deck, problems.collect())
}

const CARD: &str = "format = 1\n[[card]]\nid = \"drift\"\ntopic = \"data\"\nquestion = \"What is drift?\"\nanswer = \"Change.\"\n\
                    example = \"Flour.\"\nwhy = \"Watch.\"\n";

#[test]
fn every_built_in_deck_is_read_without_a_problem_and_large_enough() {
    for (path, text) in embedded::DECKS {
        let (_, problems) = parse_deck(Path::new(path), text).expect("it can be read");
        assert_eq!(Problem::list(&problems), "");
    }
    let catalog = Catalog::built_in();
    let deck = catalog.deck();
    assert!(deck.questions.len() >= 60 && deck.cases.len() >= 20 && deck.cards.len() >= 25);
    for kind in QuestionKind::ALL {
        assert!(deck.questions.iter().filter(|one| one.kind == kind.1).count() >= 15, "{kind:?}");
    }
    for verdict in Verdict::ALL {
        assert!(deck.cases.iter().filter(|one| one.verdict == verdict.1).count() >= 4, "{verdict:?}");
    }
    assert!(deck.questions.iter().all(|one| !one.follow_ups.is_empty() && !one.pitfalls.is_empty()));
}

#[test]
fn each_mistake_is_told_where_it_is_and_costs_only_its_own_table() {
    let (deck, problems) = told(&format!(
        "{CARD}[[card]]\nid = \"bias\"\ntopic = \"data\"\nquestion = \"What?\"\nanswer = \"That.\"\nexample = \"So.\"\nwhy = \"Ask.\"\nsource = \"A book, 2020\"\n"
    ));
    assert_eq!(problems, ["2:1: a card needs `source`"]);
    assert_eq!(deck.cards.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["bias"]);
    let case = "[[case]]\nid = \"bus\"\ntitle = \"The bus\"\ntext = \"A bus.\"\nrules = \"Go.\"\n";
    for (more, wanted) in [
        ("", &["2:1: a case needs `answer`", "2:1: a case needs `worked`", "2:1: a case needs `turns`"][..]),
        ("answer = \"no\"\nworked = \"No.\"\n", &["2:1: a case needs `turns`"]),
        ("answer = \"yes\"\nworked = \"Yes.\"\nturns = \"More.\"\n", &["2:1: a case needs `conditions`"]),
        (
            "answer = \"maybe\"\nworked = \"Yes.\"\nturns = \"More.\"\n",
            &["7:10: `maybe` is not an answer (use one of `no`, `later`, `yes`)"],
        ),
        (
            "answer = \"yes\"\nconditions = [\"hiden\"]\nworked = \"Yes.\"\nturns = \"More.\"\n",
            &[
                "8:15: `hiden` is not a condition (use one of `rules_break`, `hidden`, `changing`, `personal`, `measurable`); did you mean `hidden`?",
            ],
        ),
    ] {
        let (deck, problems) = told(&format!("format = 1\n{case}{more}"));
        assert_eq!(problems, wanted, "{more}");
        assert!(deck.cases.is_empty(), "{more}");
    }
    let question = "[[question]]\nid = \"one\"\nkind = \"design\"\ntext = \"Design it.\"\n";
    let (deck, problems) = told(&format!("format = 1\n{question}{question}hues = [\"trust\"]\n"));
    assert_eq!(
        problems,
        [
            "7:6: the id `one` is taken in line 3",
            "10:1: `hues` is not a key of a question; did you mean `hue`?"
        ]
    );
    assert_eq!(deck.questions.len(), 1);
    let nothing = "1:1: a deck needs at least one `[[question]]`, `[[case]]`, `[[card]]` or `[[source]]`";
    assert_eq!(told("format = 1\n").1, [nothing]);
    assert_eq!(told("").1, ["1:1: a deck needs `format`", nothing]);
}

#[test]
fn a_persons_own_deck_stands_beside_and_over_the_built_in_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let decks = folder.path().join("decks");
    std::fs::create_dir(&decks).expect("a folder");
    let own = format!(
        "{CARD}source = \"Mine\"\n[[question]]\nid = \"mine\"\nkind = \"analytical\"\ntext = \"Why?\"\n"
    );
    std::fs::write(decks.join("a.toml"), &own).expect("written");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    assert_eq!(Problem::list(&problems), "");
    let (built_in, deck) = (Catalog::built_in(), catalog.deck());
    assert_eq!(deck.cards.len(), built_in.deck().cards.len());
    assert_eq!(deck.card("drift").map(|one| one.source.as_str()), Some("Mine"));
    assert_eq!(deck.questions.len(), built_in.deck().questions.len() + 1);
    assert!(deck.question("mine").is_some());
    // A second file with the same id is told of, and the first counts.
    std::fs::write(decks.join("b.toml"), own.replace("Mine", "Other")).expect("written");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    let list = Problem::list(&problems);
    assert_eq!(problems, check_files(&[folder.path().to_owned()]));
    assert!(list.contains("b.toml:11:6: the id `mine` is taken by") && problems.len() == 2, "{list}");
    assert_eq!(catalog.deck().card("drift").map(|one| one.source.as_str()), Some("Mine"));
}
