//! What answers say in a report: as templates do, but a missing answer leaves no dash in a sentence, and an answer to a
//! question that is no longer asked is not repeated.

use crate::domain::exercise::{Exercise, Field};
use crate::domain::locate::RowPath;
use crate::domain::scope::Scope;
use crate::domain::template::{Part, Template, open, product, reached, share};
use crate::domain::timeline::Timeline;
use crate::domain::value::{Answers, Value};

/// What stands in the middle of a sentence where an answer is missing.
const LEFT_OPEN: &str = "[no answer]";

/// Columns of the strip of a clock.
pub(super) const STRIP: usize = 48;

/// One row of answers, with what is around it.
pub(super) struct Row<'a> {
    pub exercise: &'a Exercise,
    pub answers: &'a Answers,
    pub path: RowPath,
}

/// A piece of a template, filled.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Answer(String),
    Missing,
}

impl Row<'_> {
    /// What conditions and names refer to from this row.
    pub fn scope(&self) -> Scope<'_> {
        Scope::at(self.exercise, self.answers, &self.path)
    }

    /// Finds the answer a name means here, if it applies and is not empty.
    pub fn answer(&self, name: &str) -> Option<(&Field, &Value)> {
        let (field, value) = self.scope().find(name)?;
        Some((field, value.filter(|value| !value.is_empty())?))
    }

    /// How the clock in a field ran, if it is one that notes what happened.
    pub fn strip(&self, clock: &str) -> Option<Timeline> {
        let timeline = self.exercise.timeline(self.answers, &self.path.field(clock));
        timeline.filter(|timeline| !timeline.moments.is_empty())
    }

    /// Writes how long the clock in a field ran, with what it noted.
    pub fn timed(&self, clock: &str) -> Option<String> {
        let timeline = self.exercise.timeline(self.answers, &self.path.field(clock))?;
        if timeline.moments.is_empty() {
            return Some(timeline.length());
        }
        Some([timeline.length(), timeline.row(STRIP), timeline.signs().join(" · ")].join("\n"))
    }

    /// Fills a template; `None` if it has names and not one of them has an answer.
    pub fn fill(&self, template: &Template) -> Option<String> {
        let pieces = self.pieces(template);
        let said = pieces.iter().any(|piece| matches!(piece, Piece::Answer(_)));
        let silent = template.names().next().is_some() && !said;
        let text = if pieces.contains(&Piece::Missing) {
            sentences(pieces).into_iter().filter_map(repaired).map(|s| joined(&s)).collect::<String>()
        } else {
            joined(&pieces)
        };
        (!silent && !text.trim().is_empty()).then(|| text.trim().to_owned())
    }

    fn pieces(&self, template: &Template) -> Vec<Piece> {
        let said = |name: &str| self.answer(name).and_then(|(field, value)| field.kind.format(value));
        let piece = |part: &Part| match part {
            Part::Words(words) => Piece::Words(words.clone()),
            Part::Name(name) => said(name).map_or(Piece::Missing, Piece::Answer),
            Part::Share(one, all) => share(&self.scope(), one, all).map_or(Piece::Missing, Piece::Answer),
            Part::Product(one, all) => product(&self.scope(), one, all).map_or(Piece::Missing, Piece::Answer),
            Part::Reached(all, least) => reached(&self.scope(), all, *least)
                .map_or(Piece::Missing, |count| Piece::Answer(count.to_string())),
            Part::Open(all) => open(&self.scope(), all).map_or(Piece::Missing, Piece::Answer),
        };
        template.parts().iter().map(piece).collect()
    }
}

/// Splits pieces where the template's own words end a sentence.
fn sentences(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut all = vec![Vec::new()];
    for piece in pieces {
        let Piece::Words(words) = piece else {
            all.last_mut().into_iter().for_each(|last| last.push(piece.clone()));
            continue;
        };
        let mut rest = words.as_str();
        while let Some((end, _)) = rest.match_indices(['.', '!', '?', '\n']).find(|(at, found)| {
            *found == "\n" || rest.get(at + 1..).is_some_and(|after| after.starts_with(char::is_whitespace))
        }) {
            let (head, tail) = rest.split_at(end + 1);
            all.last_mut().into_iter().for_each(|last| last.push(Piece::Words(head.to_owned())));
            all.push(Vec::new());
            rest = tail;
        }
        if !rest.is_empty() {
            all.last_mut().into_iter().for_each(|last| last.push(Piece::Words(rest.to_owned())));
        }
    }
    all
}

/// Repairs a sentence with missing answers: drops brackets and ends that hold nothing, or the sentence if all of it is missing.
fn repaired(pieces: Vec<Piece>) -> Option<Vec<Piece>> {
    let mut pieces = without_empty_brackets(pieces);
    if !pieces.contains(&Piece::Missing) {
        return Some(pieces);
    }
    if !pieces.iter().any(|piece| matches!(piece, Piece::Answer(_))) {
        return None;
    }
    if let [Piece::Missing, Piece::Words(after), ..] = pieces.as_slice()
        && let Some(after) = after.strip_prefix([':', ',', ';'])
    {
        let after = Piece::Words(after.trim_start().to_owned());
        pieces.splice(0..2, [after]);
    }
    if let [.., Piece::Words(before), Piece::Missing] = pieces.as_slice()
        && let Some(before) = before.trim_end().strip_suffix([':', ',', ';'])
    {
        let before = Piece::Words(before.to_owned());
        pieces.splice(pieces.len() - 2.., [before]);
    }
    Some(pieces)
}

fn without_empty_brackets(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::new();
    for piece in pieces {
        let mut piece = piece;
        if let (Piece::Words(after), [.., Piece::Words(before), Piece::Missing]) = (&piece, kept.as_slice())
            && let (Some(before), Some(after)) = (before.strip_suffix('('), after.strip_prefix(')'))
        {
            let (before, after) = (before.trim_end().to_owned(), after.to_owned());
            kept.truncate(kept.len() - 2);
            kept.push(Piece::Words(before));
            piece = Piece::Words(after);
        }
        kept.push(piece);
    }
    kept
}

/// Joins pieces, without a second full stop where an answer brings its own.
fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut after_answer = false;
    for piece in pieces {
        match piece {
            Piece::Words(words) if after_answer && ended(&text) => {
                text.push_str(words.strip_prefix('.').unwrap_or(words));
            }
            Piece::Words(words) => text.push_str(words),
            Piece::Answer(answer) => text.push_str(answer),
            Piece::Missing => text.push_str(LEFT_OPEN),
        }
        after_answer = matches!(piece, Piece::Answer(_));
    }
    text
}

fn ended(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…'])
}
