//! Fields: what every kind has. What only one kind has is in `kinds`.

use crate::domain::deck::CasePart;
use crate::domain::exercise::{Example, Field, Rule};
use crate::domain::field_role::FieldRole;
use crate::domain::kinds::Kind;

use super::{Case, KINDS, check_first, conditions, kinds, need_id};
use crate::exercises::diagnostics::{Spot, quoted};
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;
use crate::wording;

/// Makes the fields of a step or group, at least one.
pub(super) fn fields<'a>(owner: &mut Reader<'a>, header: &str, sight: &Scope<'a>) -> Vec<Field> {
    owner.need_tables("field", "field", header).into_iter().map(|f| field(f, header, sight)).collect()
}

fn field<'a>(mut reader: Reader<'a>, header: &str, sight: &Scope<'a>) -> Field {
    let id = need_id(&mut reader, Case::Snake);
    check_first(&reader, id, sight.names.field(&sight.row, id.value).map(|known| known.at));
    let kind = reader.need_text("kind");
    let known = KINDS.contains(&kind.value);
    if known {
        reader.noun = format!("`{}` field", kind.value);
    } else if !kind.value.is_empty() {
        let list = KINDS.map(|name| format!("`{name}`")).join(", ");
        let message = format!("{} is not a kind of field (use one of {list})", quoted(kind.value));
        reader.source.report_near(kind.at, message, kind.value, KINDS);
    }
    let earlier = sight.before(reader.at);
    let role = role(&mut reader);
    let was = was(&mut reader, |old| sight.names.field(&sight.row, old).is_some());
    let mut field = Field {
        label: reader.need_string("label"),
        help: reader.string("help"),
        optional: reader.flag("optional"),
        quick: reader.flag("quick"),
        carry: carry(&mut reader, kind.value, sight),
        role: role.map(|role| role.value),
        example: example(&mut reader),
        hints: hints(&mut reader, sight),
        when: conditions::when(&mut reader, &earlier),
        after: reader.text("after").map(|name| {
            earlier.answer(name.at, name.value);
            name.value.to_owned()
        }),
        until: reader.text("until").map(|name| {
            sight.answer(name.at, name.value);
            name.value.to_owned()
        }),
        case: case_part(&mut reader, (id.value, kind.value), sight),
        differs: reader.text("differs").map(|name| sight.other_choice(name, kind.value, &earlier)),
        kind: if known {
            kinds::kind(&mut reader, kind.value, id.value, (header, role.map(|role| role.value)), sight)
        } else {
            kinds::stand_in()
        },
        id: id.value.to_owned(),
        was,
    };
    if known {
        take_role(role, &mut field.kind, sight);
        reader.finish();
    } else {
        reader.finish_unsure();
    }
    field
}

/// Takes the ids that something had in earlier revisions; none of them may be in use.
pub(in crate::exercises) fn was(reader: &mut Reader<'_>, is_taken: impl Fn(&str) -> bool) -> Vec<String> {
    let old = reader.text_or_texts("was").unwrap_or_default();
    for id in old.iter().filter(|id| is_taken(id.value)) {
        reader.source.report(id.at, format!("the id {} is still in use here", quoted(id.value)));
    }
    old.into_iter().map(|id| id.value.to_owned()).collect()
}

/// Takes whether a new entry begins with what the last one answered.
fn carry(reader: &mut Reader<'_>, kind: &str, sight: &Scope<'_>) -> bool {
    let carry = reader.flag("carry");
    if carry && !sight.row.is_empty() {
        let message = "`carry` fills in a field when an entry begins, and this field is in a group, which has no rows then";
        reader.source.report(reader.at, message);
    }
    if carry && matches!(kind, "group" | "rank" | "evidence" | "timer" | "note") {
        let message = "`carry` takes over one answer: a text, a person, a scale, a choice or a number";
        reader.source.report(reader.at, message);
    }
    carry
}

/// Takes the part of a dealt case that a field holds, and checks that it can.
fn case_part(reader: &mut Reader<'_>, (id, kind): (&str, &str), sight: &Scope<'_>) -> Option<CasePart> {
    let name = reader.text("case")?;
    let part = reader.source.one_of(name, &CasePart::ALL, "a part of a case")?;
    if !sight.row.is_empty() {
        let message = "`case` fills in a field when an entry begins, and this field is in a group, which has no rows then";
        reader.source.report(name.at, message);
    }
    let options = sight.names.field(&sight.row, id).map_or(&[][..], |known| &known.options);
    let lacks = |wanted: &Vec<&'static str>| wanted.iter().find(|id| !options.contains(id)).copied();
    let message = match part.options() {
        None if kind != "text" => format!("the {} of a case is kept in a text", quoted(name.value)),
        Some(wanted) if kind != "choice" => {
            let list = wanted.join(", ");
            format!("the {} of a case is kept in a choice with the options {list}", quoted(name.value))
        }
        Some(wanted) if lacks(&wanted).is_some() => {
            let missing = quoted(lacks(&wanted).unwrap_or_default());
            format!("the {} of a case can be {missing}, which is not an option here", quoted(name.value))
        }
        _ => return Some(part),
    };
    reader.source.report(name.at, message);
    None
}

fn role(reader: &mut Reader<'_>) -> Option<Spot<FieldRole>> {
    let name = reader.text("role")?;
    reader.source.one_of(name, &FieldRole::ALL, "a role").map(|role| name.with(role))
}

/// Reports a role that does not fit the kind. The words that searches ask for by their role are always remembered: under
/// the name of the role, unless `suggest` says otherwise.
fn take_role(role: Option<Spot<FieldRole>>, kind: &mut Kind, sight: &Scope<'_>) {
    let Some(role) = role else { return };
    if !role.value.fits(kind) {
        let message = format!("the role {} does not fit this kind of field", quoted(role.value.name()));
        sight.source.report(role.at, message);
    }
    if role.value.is_searched() {
        kind.suggest_from(role.value.name());
    }
}

fn example(reader: &mut Reader<'_>) -> Option<Example> {
    let mut table = reader.table("example", "example")?;
    let (thin, rich) = (table.need_string("thin"), table.need_string("rich"));
    let example = Example { thin, rich, ask: questions(&mut table) };
    table.finish();
    Some(example)
}

/// Takes the questions to grade an answer by.
fn questions(table: &mut Reader<'_>) -> Vec<String> {
    let Some(list) = table.list("ask") else { return Vec::new() };
    let (count, wanted) = (list.value.len(), wording::QUESTIONS);
    if count != wanted {
        table.source.report(list.at, format!("`ask` is a list of {count}, expected {wanted} questions"));
    }
    list.value.into_iter().filter_map(|node| Some(table.as_text("ask", node)?.value.to_owned())).collect()
}

fn hints(reader: &mut Reader<'_>, sight: &Scope<'_>) -> Vec<Rule> {
    let names = reader.texts("hints");
    names.into_iter().filter_map(|name| hint(name, sight)).collect()
}

fn hint(name: Spot<&str>, sight: &Scope<'_>) -> Option<Rule> {
    let found = sight.source.one_of(name, &Rule::ALL, "a coach rule");
    if found.is_some_and(Rule::compares_rows) && sight.row.is_empty() {
        let message =
            format!("{} compares the rows of a group, and this field is in none", quoted(name.value));
        sight.source.report(name.at, message);
    }
    found
}
