//! Decks: files of interview questions, cases, concept cards and sources. What has a mistake is left out and told of.

use std::path::Path;
use std::sync::LazyLock;

use crate::domain::deck::{
    Card, Case, Deck, FitCondition, Pitfall, Question, QuestionKind, SourceText, Verdict,
};
use crate::domain::hue::Hue;
use crate::error::Problem;

use super::diagnostics::quoted;
use super::embedded;
use super::lower::{Case as Spelling, need_id};
use super::reader::Reader;
use super::user_files::File;

/// The longest title of a case, in characters.
const LONGEST_TITLE: usize = 40;

/// Returns the decks that come with the program, read at first use.
pub(super) fn built_in() -> &'static Deck {
    static DECK: LazyLock<Deck> = LazyLock::new(|| {
        let mut deck = Deck::default();
        for (path, text) in embedded::DECKS {
            if let Ok((more, _)) = parse_deck(Path::new(path), text) {
                add(&mut deck, more);
            }
        }
        deck
    });
    &DECK
}

/// Puts a person's own files over the decks that come with the program: what has the id of something built-in takes its place.
pub(super) fn merged(own: &[File], problems: &mut Vec<Problem>) -> Deck {
    let mut theirs: Vec<(&File, Deck)> = Vec::new();
    for file in own {
        let (path, text) = file;
        match parse_deck(path, text) {
            Err(found) => problems.extend(found),
            Ok((deck, found)) => {
                problems.extend(found);
                let twice =
                    theirs.iter().flat_map(|((first, _), before)| same_ids(path, text, &deck, first, before));
                problems.extend(twice.collect::<Vec<_>>());
                theirs.push((file, deck));
            }
        }
    }
    let mut all = built_in().clone();
    // Of two files with the same id, the first counts.
    for (_, deck) in theirs.into_iter().rev() {
        add(&mut all, deck);
    }
    all
}

fn add(deck: &mut Deck, more: Deck) {
    put_over(&mut deck.questions, more.questions, |one| &one.id);
    put_over(&mut deck.cases, more.cases, |one| &one.id);
    put_over(&mut deck.cards, more.cards, |one| &one.id);
    put_over(&mut deck.sources, more.sources, |one| &one.id);
}

/// Puts things in the place of those with the same id, or behind them.
pub(super) fn put_over<T>(all: &mut Vec<T>, over: Vec<T>, id: impl Fn(&T) -> &String) {
    for one in over {
        match all.iter_mut().find(|other| id(other) == id(&one)) {
            Some(other) => *other = one,
            None => all.push(one),
        }
    }
}

/// Names what an earlier file of the same person has too.
fn same_ids(path: &Path, text: &str, deck: &Deck, first: &Path, before: &Deck) -> Vec<Problem> {
    let questions = deck.questions.iter().filter(|one| before.question(&one.id).is_some()).map(|one| &one.id);
    let cases = deck.cases.iter().filter(|one| before.case(&one.id).is_some()).map(|one| &one.id);
    let cards = deck.cards.iter().filter(|one| before.card(&one.id).is_some()).map(|one| &one.id);
    let sources = deck.sources.iter().filter(|one| before.source(&one.id).is_some()).map(|one| &one.id);
    let told = |id: &String| {
        let at = text.find(&format!("\"{id}\"")).unwrap_or_default();
        Problem::at(path, text, at, format!("the id {} is taken by `{}`", quoted(id), first.display()))
    };
    questions.chain(cases).chain(cards).chain(sources).map(told).collect()
}

/// Reads a deck; what is sound can be used although other parts have mistakes.
pub(super) fn parse_deck(name: &Path, text: &str) -> Result<(Deck, Vec<Problem>), Vec<Problem>> {
    super::read_partly(name, text, |source, root| {
        let mut reader = Reader::new(source, root, 0, "deck");
        reader.need_whole("format", 1..=super::FORMAT);
        if reader.count_of(&["question", "case", "card", "source"]) == 0 {
            reader.needs_one_of(
                "question",
                "at least one `[[question]]`, `[[case]]`, `[[card]]` or `[[source]]`",
            );
        }
        let deck = Deck {
            questions: all(&mut reader, "question", question),
            cases: all(&mut reader, "case", case),
            cards: all(&mut reader, "card", card),
            sources: all(&mut reader, "source", source_text),
        };
        reader.finish();
        deck
    })
}

/// Takes all tables of a sort that have no mistake and an id of their own.
fn all<'a, T>(reader: &mut Reader<'a>, key: &'static str, make: fn(&mut Reader<'a>, String) -> T) -> Vec<T> {
    let mut seen: Vec<(&str, usize)> = Vec::new();
    let mut kept = Vec::new();
    for mut table in reader.tables(key, key) {
        let source = table.source;
        let mistakes = source.count();
        let id = need_id(&mut table, Spelling::Kebab);
        let first = seen.iter().find(|(other, _)| *other == id.value && !id.value.is_empty());
        if let Some((_, first)) = first {
            let line = source.line_of(*first);
            source.report(id.at, format!("the id {} is taken in line {line}", quoted(id.value)));
        }
        seen.push((id.value, id.at));
        let one = make(&mut table, id.value.to_owned());
        table.finish();
        if source.count() == mistakes {
            kept.push(one);
        }
    }
    kept
}

fn question(reader: &mut Reader<'_>, id: String) -> Question {
    let kind = reader.need_text("kind");
    Question {
        id,
        kind: reader
            .source
            .one_of(kind, &QuestionKind::ALL, "a kind of question")
            .unwrap_or(QuestionKind::Design),
        text: reader.need_string("text"),
        hues: reader.many_of("hue", &Hue::ALL, "a hue"),
        tags: reader.strings("tags"),
        follow_ups: reader.strings("follow_ups"),
        pitfalls: reader.many_of("pitfalls", &Pitfall::ALL, "a pitfall"),
    }
}

fn case(reader: &mut Reader<'_>, id: String) -> Case {
    let answer = reader.need_text("answer");
    let verdict = reader.source.one_of(answer, &Verdict::ALL, "an answer");
    let title = reader.need_text("title");
    if title.value.chars().count() > LONGEST_TITLE {
        reader.source.report(title.at, format!("`title` is longer than {LONGEST_TITLE} characters"));
    }
    let mistakes = reader.source.count();
    let conditions = reader.many_of("conditions", &FitCondition::ALL, "a condition");
    let needs_some = verdict.is_some_and(|verdict| verdict != Verdict::No);
    if needs_some && conditions.is_empty() && reader.source.count() == mistakes {
        reader.needs("conditions");
    }
    Case {
        id,
        title: title.value.to_owned(),
        text: reader.need_string("text"),
        verdict: verdict.unwrap_or(Verdict::No),
        deceptive: reader.flag("deceptive"),
        conditions,
        rules: reader.need_string("rules"),
        worked: reader.need_string("worked"),
        turns: reader.need_string("turns"),
    }
}

fn card(reader: &mut Reader<'_>, id: String) -> Card {
    Card {
        id,
        topic: reader.need_string("topic"),
        question: reader.need_string("question"),
        answer: reader.need_string("answer"),
        example: reader.need_string("example"),
        why: reader.need_string("why"),
        source: reader.need_string("source"),
    }
}

fn source_text(reader: &mut Reader<'_>, id: String) -> SourceText {
    SourceText {
        id,
        title: reader.need_string("title"),
        about: reader.need_string("about"),
        link: reader.string("link"),
    }
}
