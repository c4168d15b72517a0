//! One answer for all rows of a group.

use crate::domain::value::Value;

/// How many rows it takes before one answer for all of them means anything.
const FEWEST: usize = 3;

/// Asks about a field that has the same answer in every row; `None` while a row is open or any two differ.
pub fn same_everywhere(values: &[Option<&Value>]) -> Option<String> {
    let (first, rest) = values.split_first()?;
    let first = first.filter(|value| !value.is_empty())?;
    let alike = rest.iter().all(|value| value.is_some_and(|value| first.is_like(value)));
    (alike && values.len() >= FEWEST).then(|| {
        format!("The same answer all {} times. For whom, or when, would it have to be another?", values.len())
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
            assert_eq!(same_everywhere(&given).is_some(), flagged, "{values:?}");
        }
    }

    #[test]
    fn a_row_still_open_keeps_it_quiet() {
        let answer = pick("a");
        assert_eq!(same_everywhere(&[Some(&answer), Some(&answer), Some(&answer), None]), None);
        assert_eq!(same_everywhere(&[None, None, None]), None);
    }

    #[test]
    fn it_says_how_many_and_asks() {
        let answer = pick("a");
        assert_eq!(
            same_everywhere(&[Some(&answer); 3]).as_deref(),
            Some("The same answer all 3 times. For whom, or when, would it have to be another?")
        );
    }
}
