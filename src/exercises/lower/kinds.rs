//! The keys that only one kind of field has.

use std::fmt::Display;

use crate::domain::exercise::Field;
use crate::domain::field_role::FieldRole;
use crate::domain::kinds::{
    Choice, ChoiceKind, EvidenceKind, GroupKind, Holds, Kind, NumberKind, RankKind, ScaleKind, TextKind,
    TimerKind, TimerRows, Writes,
};

use crate::domain::provenance::Provenance;
use crate::domain::template::Template;

use super::returns::LONGEST;
use super::steps::owned;
use super::{Case, check_id, conditions, fields, hue};
use crate::exercises::diagnostics::{Source, Spot, quoted};
use crate::exercises::names::Lookup;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;
use crate::exercises::values::number_text;
use crate::wording;

/// Every kind of field, as files name it.
pub(in crate::exercises) const KINDS: [&str; 10] =
    ["text", "scale", "choice", "number", "group", "rank", "evidence", "timer", "person", "note"];

/// How many groups may stand in each other.
const DEEPEST: usize = 3;

const LONGEST_SCALE: i64 = 101;

/// The most minutes of a clock.
const LONGEST_CLOCK: i64 = 600;

/// Stands in for a kind that is not known, which was reported.
pub(super) fn stand_in() -> Kind {
    Kind::Note(Template::default())
}

/// Makes what only this kind has; `id`, `header` and `role` are those of the field.
pub(super) fn kind<'a>(
    reader: &mut Reader<'a>,
    name: &str,
    id: &'a str,
    (header, role): (&str, Option<FieldRole>),
    sight: &Scope<'a>,
) -> Kind {
    match name {
        "text" => Kind::Text(text(reader, sight)),
        "person" => Kind::Text(TextKind { holds: Holds::Name, ..TextKind::default() }),
        "scale" => Kind::Scale(scale(reader)),
        "choice" => Kind::Choice(choice(reader, id, role, sight)),
        "number" => Kind::Number(number(reader)),
        "group" => Kind::Group(group(reader, id, header, sight)),
        "rank" => Kind::Rank(rank(reader, sight)),
        "evidence" => Kind::Evidence(EvidenceKind {
            about: reader.text("about").map(|name| sight.text_field(name)),
            min: count(reader, "min", 0).map_or(0, |min| min.value),
        }),
        "timer" => Kind::Timer(timer(reader, sight)),
        _ => {
            let words = reader.need_text("text");
            Kind::Note(sight.template(words))
        }
    }
}

fn text<'a>(reader: &mut Reader<'a>, sight: &Scope<'a>) -> TextKind {
    TextKind {
        prose: reader.flag("prose"),
        paragraphs: reader.whole("paragraphs", 1..=100).and_then(|n| u32::try_from(n.value).ok()),
        words: reader.span_of("words", 0),
        suggest: reader.string("suggest"),
        questions: reader.flag("question_bank"),
        echoes: echoes(reader, sight),
        holds: if reader.flag("date") { Holds::Day } else { Holds::Words },
        starters: reader.strings("starters"),
        propose: conditions::proposals(reader, sight, None),
    }
}

/// Takes the path of the texts whose words are marked.
fn echoes<'a>(reader: &mut Reader<'a>, sight: &Scope<'a>) -> Option<(Vec<String>, String)> {
    let path = reader.text("echoes")?;
    let (group, id, known) = sight.path(path)?;
    sight.expect(path, known, "a text", "text");
    Some((owned(&group), id.to_owned()))
}

fn scale(reader: &mut Reader<'_>) -> ScaleKind {
    let range = -1_000_000..=1_000_000;
    let min = reader.need_whole("min", range.clone());
    let max = reader.need_whole("max", range);
    let list = reader.list("anchors").map(|list| list.with(list.value.len()));
    if list.is_none() {
        reader.needs_unless_there("anchors");
    }
    let anchors = reader.strings("anchors");
    if let (Some(min), Some(max)) = (min, max) {
        let values = max.value - min.value + 1;
        if values < 2 {
            let message = format!("`max` is {}, expected more than `min`, {}", max.value, min.value);
            reader.source.report(max.at, message);
        } else if values > LONGEST_SCALE {
            let message = format!("the scale has {values} values, expected at most {LONGEST_SCALE}");
            reader.source.report(max.at, message);
        } else if let Some(list) = list
            && list.value != 2
            && i64::try_from(list.value) != Ok(values)
        {
            let all = if values == 2 { String::new() } else { format!(" or {values} (every value)") };
            let message = format!("`anchors` is a list of {}, expected 2 (the ends){all}", list.value);
            reader.source.report(list.at, message);
        }
    }
    ScaleKind { min: min.map_or(0, |min| min.value), max: max.map_or(1, |max| max.value), anchors }
}

fn choice<'a>(
    reader: &mut Reader<'a>,
    field: &str,
    role: Option<FieldRole>,
    sight: &Scope<'a>,
) -> ChoiceKind {
    let (other, many) = (reader.flag("other"), reader.flag("many"));
    let deal = reader.flag("deal");
    if deal && (many || other) {
        let message = "a choice with `deal` has one option picked for it, without `many` or `other`";
        reader.source.report(reader.at, message);
    }
    if deal && !sight.row.is_empty() {
        let message = "`deal` picks an option when an entry begins, and this field is in a group, which has no rows then";
        reader.source.report(reader.at, message);
    }
    let known = role == Some(FieldRole::Provenance);
    if known && (other || many) {
        let message = "a choice with the role `provenance` takes one answer, without `many` or `other`";
        reader.source.report(reader.at, message);
    }
    let unanswered = if known { provenance(reader, "unanswered") } else { None };
    let mut taken: Vec<Spot<&'a str>> = Vec::new();
    let mut options: Vec<Choice> = Vec::new();
    let ids = sight.names.field(&sight.row, field).map_or(&[][..], |known| &known.options);
    for mut option in reader.need_tables("option", "option", "step.field.option") {
        let id = option.need_text("id");
        check_id(option.source, id, Case::Snake);
        if let Some(first) = taken.iter().find(|first| first.value == id.value && !id.value.is_empty()) {
            let line = option.source.line_of(first.at);
            option.source.report(id.at, format!("the id {} is taken in line {line}", quoted(id.value)));
        } else if other && id.value == "other" {
            option.source.report(id.at, "the id `other` is taken by `other = true`");
        }
        taken.push(id);
        if known {
            named_provenance(option.source, id);
        }
        options.push(Choice {
            id: id.value.to_owned(),
            was: fields::was(&mut option, |old| ids.contains(&old)),
            label: option.need_string("label"),
            letter: letter(&mut option, &options),
            help: option.string("help"),
            alone: option.string("alone"),
            days: option.whole("days", 1..=LONGEST).and_then(|days| u32::try_from(days.value).ok()),
            minutes: option.whole("minutes", 1..=LONGEST_CLOCK).and_then(|n| u32::try_from(n.value).ok()),
            hue: hue(&mut option),
            tags: super::telling::tags(&mut option),
        });
        option.finish();
    }
    let ids: Vec<&str> = taken.iter().map(|id| id.value).collect();
    let propose = conditions::proposals(reader, sight, Some(&ids));
    ChoiceKind { options, many, other, unanswered, deal, propose }
}

/// Takes the letter that stands for an option; no option before it has the same.
fn letter(option: &mut Reader<'_>, before: &[Choice]) -> Option<char> {
    let text = option.text("letter")?;
    let mut letters = text.value.chars();
    let letter = letters.next().filter(|letter| {
        (letter.is_alphabetic() || letter.is_ascii_punctuation()) && letters.next().is_none()
    });
    let wrong = match letter {
        None => "expected one letter or sign",
        Some(letter) if before.iter().any(|one| one.is_named(letter.encode_utf8(&mut [0; 4]))) => {
            "which stands for an option above"
        }
        Some(_) => return letter,
    };
    option.source.report(text.at, format!("`letter` is {}, {wrong}", quoted(text.value)));
    None
}

/// Takes the name of a provenance.
pub(super) fn provenance(reader: &mut Reader<'_>, key: &'static str) -> Option<Provenance> {
    let name = reader.text(key)?;
    named_provenance(reader.source, name)
}

fn named_provenance(source: &Source<'_>, name: Spot<&str>) -> Option<Provenance> {
    source.one_of(name, &Provenance::ALL, "a provenance")
}

fn number(reader: &mut Reader<'_>) -> NumberKind {
    let min = reader.number("min");
    let max = reader.number("max");
    check_ends(reader, min, max);
    NumberKind {
        min: min.map(|n| n.value),
        max: max.map(|n| n.value),
        unit: reader.string("unit"),
        clock: reader.flag("clock"),
    }
}

fn check_ends<T: Copy + PartialOrd + Display>(
    reader: &Reader<'_>,
    min: Option<Spot<T>>,
    max: Option<Spot<T>>,
) {
    if let (Some(min), Some(max)) = (min, max)
        && min.value > max.value
    {
        let message = format!("`max` is {}, expected `min`, {}, or more", max.value, min.value);
        reader.source.report(max.at, message);
    }
}

fn group<'a>(reader: &mut Reader<'a>, id: &'a str, header: &str, sight: &Scope<'a>) -> GroupKind {
    let mut row = sight.row.clone();
    row.push(id);
    if row.len() > DEEPEST {
        reader.source.report(reader.at, format!("too many groups in each other, expected at most {DEEPEST}"));
    }
    let inside = sight.from(row);
    let fields = fields::fields(reader, &format!("{header}.field"), &inside);
    let min = count(reader, "min", 0);
    let max = count(reader, "max", 1);
    check_ends(reader, min, max);
    let rows = reader.tables("start", "start row");
    if let (Some(max), Some(extra)) = (max, max.and_then(|max| rows.get(max.value))) {
        let message = format!("`start` has {} rows, expected `max`, {}, or fewer", rows.len(), max.value);
        reader.source.report(extra.at, message);
    }
    GroupKind {
        row: reader.string("row").unwrap_or_else(|| "row".to_owned()),
        title: reader.text("title").map(|words| inside.template(words)),
        min: min.map_or(0, |min| min.value),
        max: max.map(|max| max.value),
        ordered: reader.flag("ordered"),
        start: rows.iter().map(|row| start_row(row, &fields)).collect(),
        nudges: reader.strings("nudges"),
        fields,
    }
}

fn count(reader: &mut Reader<'_>, key: &'static str, least: i64) -> Option<Spot<usize>> {
    let found = reader.whole(key, least..=1000)?;
    usize::try_from(found.value).ok().map(|number| found.with(number))
}

fn start_row(row: &Reader<'_>, columns: &[Field]) -> Vec<(String, String)> {
    let mut answers = Vec::new();
    for (key, node) in row.entries() {
        let Some(column) = columns.iter().find(|column| column.id == key.value) else {
            let message = format!("{} is not a field of this group", quoted(key.value));
            row.source.report_near(key.at, message, key.value, columns.iter().map(|c| c.id.as_str()));
            continue;
        };
        let words = node.get_ref().as_str().map(str::to_owned).or_else(|| number_text(node.get_ref()));
        let Some(words) = words else {
            row.unfit(key.value, node, "text or a number");
            continue;
        };
        match (column.read(&words), &column.kind) {
            (Err(_), Kind::Choice(kind)) => {
                let message = format!("{} is not an option of {}", quoted(&words), quoted(&column.id));
                let ids = kind.options.iter().map(|option| option.id.as_str());
                row.source.report_near(node.span().start, message, &words, ids);
            }
            (Err(fault), Kind::Scale(_) | Kind::Number(_)) if words.contains(',') => {
                row.source
                    .report(node.span().start, format!("{}: {}", quoted(key.value), wording::fault(&fault)));
            }
            (Err(_), Kind::Scale(_) | Kind::Number(_)) => row.unfit(key.value, node, "a number"),
            (Err(_), _) => {
                let message = format!("{} cannot be filled in by a start row", quoted(&column.id));
                row.source.report(key.at, message);
            }
            (Ok(value), _) => {
                if let Some(fault) = column.check(Some(&value)) {
                    let (key, words) = (quoted(key.value), quoted(&words));
                    let message = format!("{key} is {words}, expected {}", wording::fault(&fault));
                    row.source.report(node.span().start, message);
                }
            }
        }
        answers.push((column.id.clone(), words));
    }
    answers
}

fn rank<'a>(reader: &mut Reader<'a>, sight: &Scope<'a>) -> RankKind {
    let of = reader.need_text("of");
    let by = reader.text("by");
    if of.value.is_empty() {
        return RankKind { of: String::new(), by: None };
    }
    if let Some((known, _)) = sight.find(of.at, of.value) {
        if known.kind == "group" && !known.ordered {
            let line = sight.source.line_of(known.at);
            let message = format!("{} has no `ordered = true` (line {line})", quoted(of.value));
            sight.source.report(of.at, message);
        }
        sight.expect(of, known, "an ordered group", "group");
    }
    let by = by.map(|name| match sight.names.seen_from(&sight.row, of.value) {
        Lookup::Field(known, depth) if known.kind == "group" => {
            let mut row: Vec<&str> = sight.row.iter().take(depth).copied().collect();
            row.push(of.value);
            sight.from(row).field_here(name, "a scale", "scale")
        }
        _ => name.value.to_owned(),
    });
    RankKind { of: of.value.to_owned(), by }
}

fn timer<'a>(reader: &mut Reader<'a>, sight: &Scope<'a>) -> TimerKind {
    let seconds = |n: i64, each: i64| u32::try_from(n * each).ok();
    let minutes = reader.whole("minutes", 1..=LONGEST_CLOCK).and_then(|n| seconds(n.value, 60));
    let short = reader.whole("seconds", 1..=LONGEST_CLOCK * 60).and_then(|n| seconds(n.value, 1));
    if reader.count_of(&["minutes", "seconds", "length"]) > 1 {
        let message = "a clock with several lengths (use one of `minutes`, `seconds` and `length`)";
        reader.source.report(reader.at, message);
    }
    TimerKind {
        seconds: minutes.or(short),
        length: reader.text("length").map(|name| {
            if let Some(known) = sight.before(reader.at).answer(name.at, name.value) {
                sight.expect(name, known, "a choice", "choice");
            }
            name.value.to_owned()
        }),
        rows: timer_rows(reader, sight),
        unpaused: reader.flag("unpaused"),
    }
}

/// Takes the group that a clock writes, and checks the fields of its rows.
fn timer_rows<'a>(reader: &mut Reader<'a>, sight: &Scope<'a>) -> Option<TimerRows> {
    let (time, marks, steps) = (reader.text("time"), reader.text("press"), reader.text("step"));
    let (pause, budget) = (reader.text("pause"), reader.text("budget"));
    let group = reader.text("rows");
    let others = reader.count_of(&["time", "press", "step", "pause", "budget"]);
    let Some(group) = group else {
        if others > 0 {
            reader.needs_unless_there("rows");
        }
        return None;
    };
    sight.field_here(group, "a group", "group");
    let mut row = sight.row.clone();
    row.push(group.value);
    let inside = sight.from(row);
    let number = |name: Spot<&'a str>| inside.field_here(name, "a number", "number");
    let time = time.map(number);
    if time.is_none() {
        reader.needs_unless_there("time");
    }
    let pick = match (marks, steps) {
        (Some(pick), None) | (None, Some(pick)) => pick,
        (Some(_), Some(steps)) => {
            reader.source.report(steps.at, "a clock has either `press` or `step`");
            steps
        }
        (None, None) => {
            reader.needs_one_of("press", "`press` or `step`");
            return None;
        }
    };
    let options = inside.names.field(&inside.row, pick.value).map_or(&[][..], |known| &known.options);
    let each = if steps.is_some() {
        for id in options.iter().filter(|id| !sight.names.steps.contains_key(*id)) {
            let message =
                format!("the option {} of {} is not a step of this exercise", quoted(id), quoted(pick.value));
            reader.source.report_near(pick.at, message, id, sight.names.steps.keys().copied());
        }
        Writes::Steps { budget: budget.map(number) }
    } else {
        if let Some(pause) = pause.filter(|pause| !options.is_empty() && !options.contains(&pause.value)) {
            let message = format!("{} is not an option of {}", quoted(pause.value), quoted(pick.value));
            reader.source.report_near(pause.at, message, pause.value, options.iter().copied());
        }
        Writes::Marks { pause: pause.map(|pause| pause.value.to_owned()) }
    };
    Some(TimerRows {
        group: group.value.to_owned(),
        time: time?,
        pick: inside.field_here(pick, "a choice", "choice"),
        each,
    })
}
