//! Words that stand elsewhere: in several rows of a group, or in the example.

use crate::domain::exercise::{Example, Rule};
use crate::domain::kinds::Choice;
use crate::domain::value::Value;

/// How many rows it takes before one answer for all of them means anything.
const FEWEST: usize = 3;

/// Reads the answers to one field in all rows, its own among them, by the rules that compare rows; the options are those
/// it has to choose from.
pub fn across_rows(
    rules: &[Rule],
    options: &[Choice],
    own: Option<&Value>,
    all: &[Option<&Value>],
) -> Option<String> {
    rules.iter().find_map(|rule| match rule {
        Rule::SameEverywhere => same_everywhere(options, all),
        Rule::Repeats => repeats(own, all),
        _ => None,
    })
}

/// Asks about an answer that is the example.
pub fn of_example(example: Option<&Example>, text: &str) -> Option<String> {
    let copied = example.is_some_and(|example| example.is_copied(text));
    copied.then(|| "These are the words of the example. What are yours?".to_owned())
}

/// Asks about an answer that stands in another row as well.
fn repeats(own: Option<&Value>, all: &[Option<&Value>]) -> Option<String> {
    let own = own.filter(|own| !own.is_empty())?;
    let alike = all.iter().flatten().filter(|value| own.is_like(value)).count();
    (alike > 1).then(|| "Another row says the same. What is different here?".to_owned())
}

/// Asks about a field that has the same answer in every row, in the words of the option if it has some for that; `None`
/// while a row is open or any two differ.
fn same_everywhere(options: &[Choice], values: &[Option<&Value>]) -> Option<String> {
    let (first, rest) = values.split_first()?;
    let first = first.filter(|value| !value.is_empty())?;
    let alike = rest.iter().all(|value| value.is_some_and(|value| first.is_like(value)));
    let picked = first.as_picks().and_then(|picks| picks.picked.first());
    let option = options.iter().find(|option| Some(&option.id) == picked);
    (alike && values.len() >= FEWEST).then(|| match option.and_then(|option| option.alone.clone()) {
        Some(asks) => asks,
        None => {
            format!("The same answer all {} times. For whom, or when, should it be different?", values.len())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Picks;

    fn pick(option: &str) -> Value {
        Value::Choice(Picks::one(option))
    }

    fn text(words: &str) -> Value {
        Value::Text(words.to_owned())
    }

    #[test]
    fn only_one_answer_for_every_row_is_worth_a_question() {
        let number = Value::Number;
        let cases: [(Vec<Value>, bool); 16] = [
            (vec![pick("a"), pick("a"), pick("a")], true),
            (vec![pick("a"); 9], true),
            (vec![text("High"), text(" high "), text("HIGH")], true),
            (vec![number(3.0); 5], true),
            (vec![text("as sure as usual"); 4], true),
            (vec![number(1.0); 3], true),
            (vec![pick("none"); 7], true),
            (vec![text("ÜBLICH"), text("üblich"), text("Üblich")], true),
            (vec![], false),
            (vec![pick("a")], false),
            (vec![pick("a"), pick("a")], false),
            (vec![pick("a"), pick("a"), pick("b")], false),
            (vec![text("a"), text("a"), text("a b")], false),
            (vec![pick("a"), pick("a"), text("a")], false),
            (vec![text(" "), text(" "), text(" ")], false),
            (vec![number(3.0), number(3.0), number(4.0)], false),
        ];
        for (values, flagged) in cases {
            let given: Vec<_> = values.iter().map(Some).collect();
            assert_eq!(same_everywhere(&[], &given).is_some(), flagged, "{values:?}");
        }
    }

    #[test]
    fn a_row_still_open_keeps_it_quiet() {
        let answer = pick("a");
        assert_eq!(same_everywhere(&[], &[Some(&answer), Some(&answer), Some(&answer), None]), None);
        assert_eq!(same_everywhere(&[], &[None, None, None]), None);
    }

    #[test]
    fn it_says_how_many_and_asks() {
        let answer = pick("a");
        assert_eq!(
            across_rows(&[Rule::SameEverywhere], &[], Some(&answer), &[Some(&answer); 3]).as_deref(),
            Some("The same answer all 3 times. For whom, or when, should it be different?")
        );
    }

    #[test]
    fn an_option_asks_in_its_own_words() {
        let option = |id: &str, alone: Option<&str>| Choice {
            id: id.to_owned(),
            was: Vec::new(),
            label: id.to_owned(),
            letter: None,
            help: None,
            alone: alone.map(str::to_owned),
            days: None,
            minutes: None,
            hue: None,
            tags: Vec::new(),
        };
        let options = [option("a", Some("Only a. Who hears the tone?")), option("b", None)];
        let asked = |id| same_everywhere(&options, &[Some(&pick(id)); 3]);
        assert_eq!(asked("a").as_deref(), Some("Only a. Who hears the tone?"));
        assert!(asked("b").is_some_and(|asks| asks.starts_with("The same answer")));
    }

    #[test]
    fn words_that_stand_in_another_row_are_asked_about() {
        let (otter, again, maps) = (text("Otter"), text(" otter "), text("Maps"));
        let says = |own, all: &[_]| across_rows(&[Rule::Repeats], &[], own, all);
        assert_eq!(
            says(Some(&again), &[Some(&otter), None, Some(&again)]).as_deref(),
            Some("Another row says the same. What is different here?")
        );
        assert_eq!(says(Some(&otter), &[Some(&otter), Some(&maps)]), None);
        assert_eq!(says(Some(&text(" ")), &[Some(&text(" ")), Some(&text(" "))]), None);
        assert_eq!(across_rows(&[Rule::AsAbove], &[], Some(&otter), &[Some(&otter), Some(&otter)]), None);
    }
}
