//! The one judge of answers: whether a value fits its field, what is still open, and which pages there are.
//!
//! It serves the form, the plain mode, the command line and imports. It never changes an answer.

use super::condition::all_hold;
use super::exercise::{ChoiceKind, Exercise, Field, GroupKind, Kind, NumberKind, ScaleKind, Step, TextKind};
use super::number_format::read_number;
use super::people::is_name;
use super::scope::{Scope, rows_of};
use super::value::{Answers, Picks, RowPath, Value};

/// Why an answer is not yet one, in words for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is there and something is expected.
    Open(String),
    /// Something is there that does not fit.
    Unfit(String),
}

impl Fault {
    /// Gives the words.
    pub fn words(&self) -> &str {
        match self {
            Self::Open(words) | Self::Unfit(words) => words,
        }
    }
}

impl Field {
    /// Judges an answer; `None` means it is fine as it is. Nested rows are judged by their own fields.
    pub fn check(&self, value: Option<&Value>) -> Option<Fault> {
        let value = value.filter(|value| !value.is_empty());
        let Some(value) = value else { return self.check_open() };
        let unfit = match (&self.kind, value) {
            (Kind::Text(kind), Value::Text(text)) => kind.unfit(text),
            (Kind::Scale(kind), Value::Number(number)) => kind.unfit(*number),
            (Kind::Number(kind), Value::Number(number)) => kind.unfit(*number),
            (Kind::Number(_), Value::Text(text)) => read_number(text).err(),
            (Kind::Choice(kind), Value::Choice(picks)) => kind.unfit(picks),
            (Kind::Group(kind), Value::Rows(rows)) => return kind.fault(rows, self.optional),
            (Kind::Evidence(kind), Value::Cites(cites)) => {
                let missing = kind.min.saturating_sub(cites.len());
                return (missing > 0).then(|| Fault::Open(format!("cite {missing} more")));
            }
            (Kind::Rank(_) | Kind::Note(_), _) => None,
            _ => Some("this answer is of another kind than the question".to_owned()),
        };
        unfit.map(Fault::Unfit)
    }

    fn check_open(&self) -> Option<Fault> {
        let words = match &self.kind {
            Kind::Note(_) | Kind::Rank(_) => return None,
            Kind::Group(kind) if kind.min > 0 => return kind.fault(&[], self.optional),
            Kind::Group(_) => return None,
            Kind::Evidence(kind) if kind.min == 0 => return None,
            _ if self.optional => return None,
            Kind::Evidence(_) => "cite what it rests on",
            Kind::Text(_) => "not answered yet",
            Kind::Scale(_) => "pick a number",
            Kind::Choice(kind) if kind.many => "pick one or more",
            Kind::Choice(_) => "pick one",
            Kind::Number(_) => "enter a number",
        };
        Some(Fault::Open(words.to_owned()))
    }
}

impl TextKind {
    fn unfit(&self, text: &str) -> Option<String> {
        if self.person {
            return (!is_name(text)).then(|| "a name, please: it has letters, and fits on a line".to_owned());
        }
        let wanted = usize::try_from(self.paragraphs?).ok()?;
        let found = paragraphs(text);
        match (wanted, found) {
            _ if found == wanted => None,
            (1, _) => Some(format!("one paragraph, please; there are {found}")),
            _ => Some(format!("{wanted} paragraphs, please; there are {found}")),
        }
    }
}

/// Counts the paragraphs of a text: blocks of lines between blank lines.
pub fn paragraphs(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        count += usize::from(!blank && !inside);
        inside = !blank;
    }
    count
}

impl ScaleKind {
    fn unfit(&self, number: f64) -> Option<String> {
        let whole = number.fract() == 0.0;
        let inside = number >= self.min as f64 && number <= self.max as f64;
        (!whole || !inside).then(|| self.range())
    }

    fn range(&self) -> String {
        format!("a whole number from {} to {}", self.min, self.max)
    }
}

impl NumberKind {
    fn unfit(&self, number: f64) -> Option<String> {
        let low = self.min.is_some_and(|min| number < min);
        let high = self.max.is_some_and(|max| number > max);
        match (self.min, self.max) {
            _ if !number.is_finite() => Some("type a number, such as 12 or 3.5".to_owned()),
            (Some(min), Some(max)) if low || high => Some(format!("a number from {min} to {max}")),
            (Some(min), _) if low => Some(format!("{min} or more")),
            (_, Some(max)) if high => Some(format!("{max} or less")),
            _ => None,
        }
    }
}

impl ChoiceKind {
    fn unfit(&self, picks: &Picks) -> Option<String> {
        let count = picks.picked.len() + usize::from(picks.other.is_some());
        if !self.many && count > 1 {
            return Some("only one can be picked".to_owned());
        }
        if let Some(other) = &picks.other {
            if !self.other {
                return Some("words of one's own have no place here".to_owned());
            }
            if other.trim().is_empty() {
                return Some("say what the other is".to_owned());
            }
        }
        let unknown = picks.picked.iter().find(|id| !self.options.iter().any(|option| option.id == **id))?;
        Some(format!("`{unknown}` is not among the options"))
    }
}

impl GroupKind {
    fn fault(&self, rows: &[Answers], optional: bool) -> Option<Fault> {
        let filled = rows.iter().filter(|row| !row.is_empty()).count();
        if let Some(max) = self.max.filter(|max| filled > *max) {
            return Some(Fault::Unfit(format!("at most {max}; there are {filled}")));
        }
        let open = filled < self.min && !(optional && filled == 0);
        let noun = |n: usize| row_noun(self, n);
        open.then(|| match self.min - filled {
            missing if filled == 0 => Fault::Open(format!("{missing} {} to fill in", noun(missing))),
            missing => Fault::Open(format!("{missing} more {}", noun(missing))),
        })
    }
}

/// Makes the plural of a row's name, as English does it for plain nouns.
pub fn plural(word: &str) -> String {
    if word.ends_with("person") {
        return format!("{}people", word.trim_end_matches("person"));
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.is_empty()
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        return format!("{word}es");
    }
    format!("{word}s")
}

/// Says what a number of a group's rows is called.
pub fn row_noun(group: &GroupKind, count: usize) -> String {
    if count == 1 { group.row.clone() } else { plural(&group.row) }
}

/// Says how many rows a group wants: `3 products`, `5 or more errors`, `3 to 5 people`.
pub fn wanted_rows(group: &GroupKind) -> String {
    let noun = |n: usize| row_noun(group, n);
    match (group.min, group.max) {
        (0, None) => format!("as many {} as you like", plural(&group.row)),
        (0, Some(max)) => format!("up to {max} {}", noun(max)),
        (min, None) => format!("{min} or more {}", plural(&group.row)),
        (min, Some(max)) if min == max => format!("{min} {}", noun(min)),
        (min, Some(max)) => format!("{min} to {max} {}", noun(max)),
    }
}

/// One page a person sees: a step, for one row if the step comes once a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Index of the step in the exercise.
    pub step: usize,
    /// The row it is about; empty for a step of its own.
    pub row: RowPath,
    /// Which page of the step it is, from 1, and how many there are.
    pub of: (usize, usize),
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Waits for the step of this index.
    Closed(usize),
    /// Nothing is answered yet.
    Untouched,
    /// Something is answered, something is open.
    Begun,
    /// Nothing is open.
    Done,
}

/// Something that is still open or does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Index of the step it belongs to.
    pub step: usize,
    /// The row of the field.
    pub row: RowPath,
    /// The field's id.
    pub field: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Gap {
    /// Tells whether it is on a page.
    pub fn is_on(&self, page: &Page) -> bool {
        self.step == page.step && self.row.0.starts_with(&page.row.0)
    }
}

/// How far an entry is: its pages, what is open on them, and how far each step is.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The pages there are, in order.
    pub pages: Vec<Page>,
    /// What is still open, or does not fit, in order.
    pub gaps: Vec<Gap>,
    /// How far each step is.
    pub progress: Vec<Progress>,
}

impl Overview {
    /// Lists what is still open, or does not fit, on one page.
    pub fn gaps_on(&self, page: &Page) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.is_on(page))
    }
}

impl Exercise {
    /// Lists pages, gaps and progress in one pass over the answers.
    pub fn overview(&self, answers: &Answers) -> Overview {
        let steps = 0..self.steps.len();
        let pages: Vec<Vec<Page>> = steps.clone().map(|step| self.pages_of(step, answers)).collect();
        let gaps: Vec<Vec<Gap>> = steps.clone().map(|step| self.gaps_of(&pages[step], answers)).collect();
        let progress = |index: usize| {
            let waits = |id: &String| self.steps.iter().position(|step| step.id == *id);
            let is_done = |step: &usize| !pages[*step].is_empty() && gaps[*step].is_empty();
            let step = &self.steps[index];
            if let Some(waits_for) = step.after.iter().filter_map(waits).find(|step| !is_done(step)) {
                return Progress::Closed(waits_for);
            }
            let touched = pages[index].iter().any(|page| touched(step, answers, &page.row));
            // A page a row of a group that has no rows yet: nothing is done, nothing can be.
            let waiting =
                pages[index].is_empty() && !step.each.is_empty() && rows_of(answers, &step.each).is_empty();
            match (gaps[index].is_empty() && !waiting, touched) {
                (true, true) => Progress::Done,
                (true, false) if step.fields.iter().all(|f| matches!(f.kind, Kind::Note(_))) => {
                    Progress::Done
                }
                (_, true) => Progress::Begun,
                (_, false) => Progress::Untouched,
            }
        };
        let progress = steps.map(progress).collect();
        Overview { progress, pages: pages.concat(), gaps: gaps.concat() }
    }

    /// Lists the pages there are for these answers, in order. A step for each row of an empty group has none.
    pub fn pages(&self, answers: &Answers) -> Vec<Page> {
        (0..self.steps.len()).flat_map(|step| self.pages_of(step, answers)).collect()
    }

    /// Lists the pages of one step.
    pub fn pages_of(&self, index: usize, answers: &Answers) -> Vec<Page> {
        let Some(step) = self.steps.get(index) else { return Vec::new() };
        let mut rows = rows_of(answers, &step.each);
        rows.retain(|row| {
            (step.each.is_empty() || answers.row(row).is_some_and(|r| !r.is_empty()))
                && all_hold(&step.when, &Scope::at(self, answers, row))
        });
        let count = rows.len();
        rows.into_iter().enumerate().map(|(i, row)| Page { step: index, row, of: (i + 1, count) }).collect()
    }

    /// Lists what is still open, or does not fit, in the whole entry.
    pub fn gaps(&self, answers: &Answers) -> Vec<Gap> {
        self.gaps_of(&self.pages(answers), answers)
    }

    fn gaps_of(&self, pages: &[Page], answers: &Answers) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for page in pages {
            for field in self.steps.get(page.step).into_iter().flat_map(|step| &step.fields) {
                self.field_gaps(page.step, field, answers, &page.row, &mut gaps);
            }
        }
        gaps
    }

    /// Tells whether a field is there, seen from its row.
    pub fn shows(&self, field: &Field, answers: &Answers, row: &RowPath) -> bool {
        field.when.is_empty() || all_hold(&field.when, &Scope::at(self, answers, row))
    }

    /// Tells whether a field still waits for another one's answer, and gives that one's label.
    pub fn waits<'a>(&'a self, field: &Field, answers: &'a Answers, row: &'a RowPath) -> Option<&'a str> {
        let after = field.after.as_deref()?;
        let (other, value) = Scope::at(self, answers, row).find(after)?;
        let answered = value.is_some_and(|value| !value.is_empty());
        (!answered).then_some(other.label.as_str())
    }

    fn field_gaps(&self, step: usize, field: &Field, answers: &Answers, row: &RowPath, gaps: &mut Vec<Gap>) {
        let Some(here) = answers.row(row) else { return };
        if !self.shows(field, answers, row) {
            return;
        }
        if let Some(fault) = field.check(here.get(&field.id)) {
            gaps.push(Gap { step, row: row.clone(), field: field.id.clone(), fault });
        }
        let Kind::Group(kind) = &field.kind else { return };
        for (i, inner) in here.rows(&field.id).iter().enumerate() {
            if inner.is_empty() {
                continue;
            }
            let path = row.into_row(&field.id, i);
            for column in &kind.fields {
                self.field_gaps(step, column, answers, &path, gaps);
            }
        }
    }
}

/// Tells whether anything of a page was answered.
fn touched(step: &Step, answers: &Answers, row: &RowPath) -> bool {
    let Some(here) = answers.row(row) else { return false };
    step.fields.iter().any(|field| match &field.kind {
        Kind::Group(kind) => here.rows(&field.id).iter().any(|r| !kind.is_start(r)),
        // There is an order to speak of once every row has the number it goes by.
        Kind::Rank(rank) => {
            let rows = here.rows(&rank.of).iter().filter(|row| !row.is_empty());
            let numbered = |row: &Answers| rank.by.as_ref().is_none_or(|by| row.get(by).is_some());
            rows.clone().next().is_some() && rows.clone().all(numbered)
        }
        _ => here.get(&field.id).is_some_and(|value| !value.is_empty()),
    })
}

impl GroupKind {
    /// Makes the answers of a new row: `start` says what the first ones begin with.
    pub fn new_row(&self, index: usize) -> Answers {
        let Some(start) = self.start.get(index) else { return Answers::default() };
        start
            .iter()
            .filter_map(|(id, text)| {
                let column = self.fields.iter().find(|column| column.id == *id)?;
                Some((id.clone(), column.read(text).ok()?))
            })
            .collect()
    }

    /// Tells whether a row holds no more than it began with.
    pub fn is_start(&self, row: &Answers) -> bool {
        row.is_empty() || (0..self.start.len()).any(|i| self.new_row(i) == *row)
    }
}

impl Field {
    /// Reads an answer from a piece of text, as start rows, proposals and the plain mode write it. The error says what is
    /// expected instead.
    ///
    /// A choice accepts an option's id or label, ignoring case; several are separated by commas.
    pub fn read(&self, text: &str) -> Result<Value, String> {
        match &self.kind {
            Kind::Text(_) => Ok(Value::Text(text.to_owned())),
            Kind::Scale(kind) => {
                let number = read_number(text);
                number.map(Value::Number).map_err(|why| if text.contains(',') { why } else { kind.range() })
            }
            Kind::Number(_) => read_number(text).map(Value::Number),
            Kind::Choice(kind) => {
                let parts = if kind.many { text.split(',').collect() } else { vec![text] };
                let mut all = Picks::default();
                for part in parts {
                    let picks = kind.pick(part).ok_or_else(|| kind.expected())?;
                    all.picked.extend(picks.picked);
                    all.other = all.other.or(picks.other);
                }
                Ok(Value::Choice(all))
            }
            Kind::Group(_) | Kind::Rank(_) | Kind::Evidence(_) | Kind::Note(_) => {
                Err("this question takes no typed answer".to_owned())
            }
        }
    }
}

impl ChoiceKind {
    fn expected(&self) -> String {
        let own = if self.other { ", or `other: your own words`" } else { "" };
        format!("a number from the list{own}")
    }

    /// Replaces the numbers of options, counted from 1, by their ids.
    pub fn numbers_to_ids(&self, text: &str) -> String {
        let id = |part: &str| {
            let option = part.trim().parse::<usize>().ok().and_then(|n| self.options.get(n.checked_sub(1)?));
            option.map_or_else(|| part.trim().to_owned(), |option| option.id.clone())
        };
        if self.many { text.split(',').map(id).collect::<Vec<_>>().join(",") } else { id(text) }
    }

    fn pick(&self, text: &str) -> Option<Picks> {
        let text = text.trim();
        let wanted = text.to_lowercase();
        let named =
            |o: &&super::exercise::Choice| o.id.to_lowercase() == wanted || o.label.to_lowercase() == wanted;
        if let Some(option) = self.options.iter().find(named) {
            return Some(Picks::one(option.id.clone()));
        }
        let other = text.strip_prefix("other:").or_else(|| text.strip_prefix("other ")).map(str::trim);
        other.filter(|_| self.other).map(|words| Picks { picked: Vec::new(), other: Some(words.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_between_blank_lines() {
        for (text, count) in [("", 0), ("a", 1), ("a\nb", 1), ("a\n\nb", 2), ("\n\na\n \n\nb\n", 2)] {
            assert_eq!(paragraphs(text), count, "{text:?}");
        }
    }

    #[test]
    fn plain_nouns_get_their_plural() {
        for (one, many) in [
            ("error", "errors"),
            ("person", "people"),
            ("story", "stories"),
            ("day", "days"),
            ("survey", "surveys"),
            ("boy", "boys"),
            ("watch", "watches"),
            ("buzz", "buzzes"),
            ("y", "ys"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn a_scale_takes_whole_numbers_between_its_ends() {
        let scale = ScaleKind { min: 1, max: 5, anchors: vec!["low".into(), "high".into()] };
        for (number, fine) in [(1.0, true), (5.0, true), (0.0, false), (6.0, false), (2.5, false)] {
            assert_eq!(scale.unfit(number).is_none(), fine, "{number}");
        }
        assert_eq!(scale.anchor(1), Some("low"));
        assert_eq!(scale.anchor(3), None);
        assert_eq!(scale.anchor(5), Some("high"));
    }
}
