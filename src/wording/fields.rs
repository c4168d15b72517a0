//! What is said of fields: what they ask for, what is wrong with an answer, and what it is graded by.

use crate::domain::exercise::{Field, Rule};
use crate::domain::fault::Fault;
use crate::domain::kinds::{Choice, GroupKind, Kind};
use crate::domain::metric::Reading;
use crate::domain::number_format::{counted, plural};

/// Formats what to do about an answer that is missing or does not fit, for a person or after "expected".
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NoText => "not answered yet".to_owned(),
        Fault::NoNumber => "enter a number".to_owned(),
        Fault::NoTime => "run the clock".to_owned(),
        Fault::NotATime => "type a time, such as 4:30".to_owned(),
        Fault::NoRating => "pick a number".to_owned(),
        Fault::NoPick(many) => if *many { "pick one or more" } else { "pick one" }.to_owned(),
        Fault::NoCites => "cite the entries it is based on".to_owned(),
        Fault::FewCites(missing) => format!("cite {missing} more"),
        Fault::FewObserved(missing) => {
            format!("cite {missing} more that happened, because ideas and imagined moments don't count")
        }
        Fault::FewRows(missing, row, 0) => format!("{} to fill in", counted(*missing, row)),
        Fault::FewRows(1, row, _) => format!("1 more {row}"),
        Fault::FewRows(missing, row, _) => format!("{missing} more {}", plural(row)),
        Fault::OtherKind => "this answer no longer fits the question".to_owned(),
        Fault::NotTyped => "this question takes no typed answer".to_owned(),
        Fault::NotAName => "type a name with letters, on one line".to_owned(),
        Fault::NotADay => "type a day, such as 2026-12-15".to_owned(),
        Fault::Paragraphs(1, found) => format!("write one paragraph; there are {found}"),
        Fault::Paragraphs(wanted, found) => format!("write {wanted} paragraphs; there are {found}"),
        Fault::NotANumber | Fault::OutOfRange(None, None) => "type a number, such as 12 or 3.5".to_owned(),
        Fault::Ambiguous(text, thousands, decimal) => {
            format!("{text} could mean {thousands} or {decimal}: type it without the comma or with a point")
        }
        Fault::OutOfRange(Some(min), Some(max)) => format!("a number from {min} to {max}"),
        Fault::OutOfRange(Some(min), None) => format!("{min} or more"),
        Fault::OutOfRange(None, Some(max)) => format!("{max} or less"),
        Fault::OffScale(min, max) => format!("a whole number from {min} to {max}"),
        Fault::NotAnOption(false) => "a number from the list".to_owned(),
        Fault::NotAnOption(true) => "a number from the list, or `other: your own words`".to_owned(),
        Fault::UnknownOption(id) => format!("`{id}` is not among the options"),
        Fault::ManyPicks => "pick only one".to_owned(),
        Fault::OwnWords => "pick from the list, because this question takes no words of your own".to_owned(),
        Fault::BlankOther => "add your own words after `other:`".to_owned(),
        Fault::ManyRows(max, found) => format!("at most {max}; there are {found}"),
        Fault::SameAs(label) => {
            format!("pick another one, or none: this is already your answer to “{label}”")
        }
    }
}

/// How many questions an answer is graded by.
pub const QUESTIONS: usize = 3;

/// Returns the questions to grade an answer by: those of its example, or three by what the field asks for.
pub fn questions(field: &Field) -> [&str; QUESTIONS] {
    let own: Vec<&str> = field.example.iter().flat_map(|example| &example.ask).map(String::as_str).collect();
    if let Ok(own) = own.try_into() {
        return own;
    }
    let asked = |rules: &[Rule]| rules.iter().any(|rule| field.hints.contains(rule));
    if asked(&[Rule::VagueMoment]) {
        [
            "Does it tell one moment, with a day or a time?",
            "Does it say what you did and what came back?",
            "Could someone else act it out?",
        ]
    } else if asked(&[Rule::Observable]) {
        [
            "Could someone else see or count it?",
            "Does it name a number or a limit?",
            "Would two people agree on whether it happened?",
        ]
    } else if asked(&[Rule::OverPromise]) {
        [
            "Would a neighbour understand every word?",
            "Does it say what the feature can't do?",
            "Does it promise only what happens each time?",
        ]
    } else if asked(&[Rule::Specific, Rule::OneSize]) {
        [
            "Does it say who it is for?",
            "Does it say what they would see change?",
            "Does it say how you would know that it worked?",
        ]
    } else if asked(&[Rule::GroupUser]) {
        [
            "Is it about one person?",
            "Does it say where and when?",
            "Would it stop being true for someone else?",
        ]
    } else if asked(&[Rule::ModelSpeak, Rule::FeelingWords]) {
        [
            "Does it say what a person sees, does or loses?",
            "Could you put a size on it, in minutes or money?",
            "Could someone have watched it happen?",
        ]
    } else if asked(&[Rule::Jargon]) {
        [
            "Would a neighbour understand every word?",
            "Does each sentence say one thing?",
            "Is there an example in it?",
        ]
    } else {
        [
            "Does it name a person, a product or a moment?",
            "Could someone who wasn't there picture it?",
            "Would you say it like this in an interview?",
        ]
    }
}

/// Names what a field asks for, as in `prose` or `1 to 5`; `None` for a note.
pub fn asked_for(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::Text(kind) => if kind.prose { "prose" } else { "a line" }.to_owned(),
        Kind::Scale(kind) => format!("{} to {}", kind.min, kind.max),
        Kind::Choice(kind) => {
            let labels: Vec<&str> = kind.labels().collect();
            format!("{}: {}", if kind.many { "any of" } else { "one of" }, labels.join(", "))
        }
        Kind::Number(kind) if kind.clock => "a time".to_owned(),
        Kind::Number(_) => "a number".to_owned(),
        Kind::Timer(_) => "a clock".to_owned(),
        Kind::Group(_) => "rows".to_owned(),
        Kind::Rank(_) => "a ranking".to_owned(),
        Kind::Evidence(_) => "entries to cite".to_owned(),
        Kind::Note(_) => return None,
    })
}

/// Lists the answers there are to pick from, a line each, as they are shown where they are typed.
pub fn options(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Scale(kind) => {
            let word = |value| kind.anchor(value).map_or_else(String::new, |word| format!(" {word}"));
            (kind.min..=kind.max).map(|value| format!("{value}{}", word(value))).collect()
        }
        Kind::Choice(kind) => {
            let help = |help: &String| format!(" – {help}");
            let line = |(number, option): (usize, &Choice)| {
                format!("{number} {}{}", option.label, option.help.as_ref().map_or_else(String::new, help))
            };
            let mut lines: Vec<String> = (1..).zip(&kind.options).map(line).collect();
            lines.extend(kind.other.then(|| "other: your own words".to_owned()));
            lines.extend(kind.many.then(|| "pick several, separated by commas".to_owned()));
            lines
        }
        Kind::Timer(_) => vec!["type how long it ran, as in 4:30".to_owned()],
        _ => Vec::new(),
    }
}

/// Formats how many rows are wanted: `3 products`, `5 or more errors`, `3 to 5 people`.
pub fn wanted_rows(group: &GroupKind) -> String {
    match (group.min, group.max) {
        (0, None) => format!("as many {} as you like", plural(&group.row)),
        (0, Some(max)) => format!("up to {}", counted(max, &group.row)),
        (min, None) => format!("{min} or more {}", plural(&group.row)),
        (min, Some(max)) if min == max => counted(min, &group.row),
        (min, Some(max)) => format!("{min} to {}", counted(max, &group.row)),
    }
}

/// Names what the values of a measure are: `a scale from 1 to 5`.
pub fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Scale { min, max } => format!("a scale from {min} to {max}"),
        Reading::Number { unit: Some(unit) } => format!("a number of {unit}"),
        Reading::Number { unit: None } => "a number".to_owned(),
        Reading::Categories(_) => "a choice".to_owned(),
        Reading::Count => "a count".to_owned(),
        Reading::Words { .. } => "a text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::number_format::read_number;

    #[test]
    fn a_number_with_two_readings_is_answered_with_both() {
        let both = |text| fault(&read_number(text).expect_err("two readings"));
        assert_eq!(both("1,500"), "1,500 could mean 1500 or 1.5: type it without the comma or with a point");
        assert!(both("-12,345").contains("-12345 or -12.345"));
    }
}
