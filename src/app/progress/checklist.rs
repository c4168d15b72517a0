//! The checklist as figures: where each item stands, and the stories to tell it with.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Behind, Detail, Figure, Item, Sheet, Why};
use crate::app::checklist::{self, Judged, Story};
use crate::app::evidence_rules::MOST;
use crate::charts::{Cell, Column, Fit, Gauge, Mark, Part, Table, Tone};
use crate::domain::checklist::{EvidenceRule, RuleResult, Standing};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::number_format::{counted, plural};
use crate::domain::progress::FigureSpec;
use crate::error::Result;
use crate::wording::{self, evidence};

/// The most of a story that is shown, in characters.
const STORY: usize = 300;

/// What people read for where an item stands, and its sign.
fn label(standing: Standing) -> (&'static str, &'static str, Tone) {
    match standing {
        Standing::Evidenced => ("evidenced", "✓", Tone::Good),
        Standing::SelfRated => ("self-rated", "◐", Tone::Warn),
        Standing::Gap => ("gap", "○", Tone::Dim),
    }
}

/// What stands for an item whose standing is not shown.
const HIDDEN: (&str, &str, Tone) = ("?", "·", Tone::Dim);

fn format_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Where each item stands. Before the person has rated themselves, evidence is not shown.
pub(super) fn items(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let judged = on.judged()?;
    let shown = on.evidence || checklist::is_rated(&judged, on.today);
    let mut columns = vec![
        Column::new("", "", Fit::Whole),
        Column::data("item"),
        Column::new("title", "Item", Fit::Main),
        Column::data("standing"),
        Column::new("rating", "Sure", Fit::Number),
    ];
    let more = ["rated", "claim", "have", "want", "until", "expired", "close", "entries"];
    columns.extend(more.into_iter().chain(["says", "used_in", "story", "story_entry"]).map(Column::data));
    columns.push(Column::new("", if shown { "Rules" } else { "Evidence" }, Fit::Whole));
    columns.push(Column::new("", "", Fit::Whole));
    let mut data = Table::new(columns);
    let mut columns = vec![Column::new("", "", Fit::Whole), Column::new("", "Item", Fit::Main)];
    if shown {
        columns.extend([Column::new("", "Sure", Fit::Number), Column::new("", "Rules", Fit::Whole)]);
    }
    let mut listed = Table::new(columns);
    let mut items = Vec::new();
    for one in judged.iter() {
        let entries = if shown { evidence_of(one) } else { Vec::new() };
        let heads = on.store.shorts(&entries)?;
        let shorts: Vec<String> =
            entries.iter().filter_map(|entry| Some(heads.get(entry)?.short.to_string())).collect();
        let story = one.story.as_ref().filter(|_| shown);
        let (word, sign, tone) = if shown { label(one.standing) } else { HIDDEN };
        let (rules, when) =
            if shown { rules(one) } else { ("rate yourself first".to_owned(), String::new()) };
        let sum = |of: fn(&RuleResult) -> usize| one.found.iter().map(of).sum::<usize>() as u64;
        data.rows.push(vec![
            Cell::from(word).toned(tone),
            one.item.id.as_str().into(),
            one.item.title.as_str().into(),
            word.into(),
            Cell::from(one.rating.map(|(rating, _)| rating)).toned(Tone::Strong),
            one.rating.map(|(_, day)| day).into(),
            one.claim.clone().into(),
            sum(|found| found.have).into(),
            sum(|found| found.want).into(),
            one.until().into(),
            one.expired().into(),
            one.item.close.clone().into(),
            shorts.clone().into(),
            one.item.says.as_str().into(),
            one.item.used.iter().map(|place| wording::used(*place).to_owned()).collect::<Vec<_>>().into(),
            story.map(|story| story.tell(STORY)).into(),
            story.map(|story| story.head.short.to_string()).into(),
            rules.as_str().into(),
            Cell::from(when.as_str()).toned(Tone::Dim),
        ]);
        let mut row = vec![Cell::from(sign).toned(tone), one.item.title.as_str().into()];
        if shown {
            row.extend([Cell::from(one.rating.map(|(rating, _)| rating)).toned(Tone::Strong), rules.into()]);
        }
        listed.rows.push(row);
        let state =
            [word, &when].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
        let state = if shown { state } else { String::new() };
        let marks = [card(one, shown, on)].into_iter().chain(shown.then(|| rules_of(one, on))).collect();
        let detail = Detail { title: one.item.title.clone(), state, marks };
        let evidenced = shown && one.standing == Standing::Evidenced;
        let begin = if shown { one.item.close.clone() } else { Some(on.catalog.checklist().id.clone()) };
        items.push(Item {
            label: one.item.title.clone(),
            behind: Behind::Entries(entries),
            begin: begin.filter(|_| !evidenced),
            evidence: if evidenced { shorts } else { Vec::new() },
            n: 0,
            detail: Some(detail),
        });
    }
    let table = Mark::Table(data.clone());
    let exercise = on.catalog.get(&on.catalog.checklist().id);
    let takes = exercise.map_or(String::new(), |loaded| {
        let heading = loaded.heading();
        format!(" {} takes {} to {} minutes.", heading.title, heading.minutes.least, heading.minutes.most)
    });
    let first = format!("Rate yourself before you look.{takes}");
    let [evidenced, rated, gaps] = [Standing::Evidenced, Standing::SelfRated, Standing::Gap]
        .map(|standing| judged.iter().filter(|one| one.standing == standing).count() as u64);
    let are = if evidenced == 1 { "is" } else { "are" };
    let counts =
        format!("{evidenced} of {} {are} evidenced, {rated} self-rated, ", counted(judged.len(), "skill"));
    let headline = if shown { counts + &format_gaps(gaps) } else { first.clone() };
    let marks = if shown {
        let part = |(standing, n)| {
            let (label, _, tone) = label(standing);
            let label = if standing == Standing::Gap && n != 1 { plural(label) } else { label.to_owned() };
            Part { label, n, tone }
        };
        let counted = [(Standing::Evidenced, evidenced), (Standing::SelfRated, rated), (Standing::Gap, gaps)];
        let parts: Vec<Part> = counted.map(part).into();
        let open = judged.iter().filter(|one| one.standing != Standing::Evidenced);
        let missing: Vec<_> = open.flat_map(|one| missing(one, on)).collect();
        let missing = (!missing.is_empty()).then(|| rule_cards(missing));
        [Mark::Gauge(Gauge { parts }), table].into_iter().chain(missing).collect()
    } else {
        data.rows.clear();
        vec![table, Mark::sentence(first)]
    };
    let why = Why::new(
        "evidenced when every rule has its evidence today. Otherwise self-rated, if you rated it 60 of 100 or higher or gave a reason. Otherwise a gap. Answers that only refer to another answer never count, nor do imagined ones",
        format!("the newest answers for each rule, up to {MOST}"),
        judged.iter().flat_map(|one| &one.found).map(|found| found.have as u64).sum(),
    );
    let (headline, list) = (Some(headline), vec![Mark::Table(listed)]);
    Ok(Figure { data, items, headline, list, hidden: !shown, ..Figure::new(spec, marks, why) })
}

fn format_gaps(gaps: u64) -> String {
    if gaps == 1 { "1 is a gap.".to_owned() } else { format!("{gaps} are gaps.") }
}

/// What belongs to an item: where it is used, the story to tell.
fn card(one: &Judged, shown: bool, on: &Sheet<'_>) -> Mark {
    let titles = ["Used in", "You said", "Tell it", "From"];
    let mut columns = vec![Column::new("", "", Fit::Main)];
    columns.extend(titles.map(|title| Column::new("", title, Fit::Words)));
    let story = one.story.as_ref().filter(|_| shown);
    let row = vec![
        one.item.says.as_str().into(),
        used_in(one).into(),
        claim_of(one).into(),
        story.map(|story| story.tell(STORY)).into(),
        Cell::from(story.map(|story| source_of(story, on))).toned(Tone::Dim),
    ];
    Mark::Table(Table { columns, rows: vec![row], cards: true })
}

fn claim_of(one: &Judged) -> Option<String> {
    one.claim.as_ref().map(|claim| claim.trim().to_owned())
}

/// A card for each rule: what it needs, how far it is, and all that is asked of what counts.
fn rule_cards(rules: Vec<Vec<Cell>>) -> Mark {
    let mut columns = vec![Column::new("", "", Fit::Main)];
    columns.extend(
        ["So far", "Looks at", "Counts if", "You said"].map(|title| Column::new("", title, Fit::Words)),
    );
    Mark::Table(Table { columns, rows: rules, cards: true })
}

fn rule_card(heading: String, rule: &EvidenceRule, found: &RuleResult, on: &Sheet<'_>) -> Vec<Cell> {
    let metrics = on.catalog.metrics();
    let expired = found.expired.map(|day| format!(", expired {}", format_day(day))).unwrap_or_default();
    vec![
        heading.into(),
        format!("{} of {}{expired}", found.have, found.want).into(),
        evidence::looks_at(rule, metrics).into(),
        Cell::from(evidence::conditions(rule, metrics).join(" · ")).toned(Tone::Dim),
        Cell::default(),
    ]
}

/// The rules of an item, with the sign of those that hold and of those that are open.
fn rules_of(one: &Judged, on: &Sheet<'_>) -> Mark {
    let card = |(rule, found): (&EvidenceRule, &RuleResult)| {
        let (_, sign, _) = label(if found.holds() { Standing::Evidenced } else { Standing::Gap });
        rule_card(format!("{sign} {}", rule.needs), rule, found, on)
    };
    rule_cards(one.item.rules.iter().zip(&one.found).map(card).collect())
}

/// The rules of an item that are open, with what the person said of it.
fn missing(one: &Judged, on: &Sheet<'_>) -> Vec<Vec<Cell>> {
    let open = one.item.rules.iter().zip(&one.found).filter(|(_, found)| !found.holds());
    let card = |(rule, found): (&EvidenceRule, &RuleResult)| {
        rule_card(format!("“{}” needs {}", one.item.title, rule.needs), rule, found, on)
    };
    let mut cards: Vec<_> = open.map(card).collect();
    if let Some(said) = cards.last_mut().and_then(|card| card.last_mut()) {
        *said = claim_of(one).into();
    }
    cards
}

fn used_in(one: &Judged) -> String {
    one.item.used.iter().map(|place| wording::used(*place)).collect::<Vec<_>>().join(", ")
}

/// The entry that a story is told from.
fn source_of(story: &Story, on: &Sheet<'_>) -> String {
    let Head { exercise, day, short, .. } = &story.head;
    format!("{}, {} ({short})", on.catalog.title(exercise), format_day(*day))
}

/// Where each item is used, and the story to tell it with; hidden like the evidence.
pub(super) fn stories(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let judged = on.judged()?;
    let shown = on.evidence || checklist::is_rated(&judged, on.today);
    let mut data = Table::new(vec![Column::data("item"), Column::new("title", "Item", Fit::Main)]);
    let drawn = [("used_in", "Used in"), ("story", "Your story"), ("from", "From")];
    data.columns.extend(drawn.map(|(key, title)| Column::new(key, title, Fit::Words)));
    data.cards = true;
    let mut items = Vec::new();
    for one in judged.iter() {
        let story = one.story.as_ref().filter(|_| shown);
        data.rows.push(vec![
            one.item.id.as_str().into(),
            one.item.title.as_str().into(),
            used_in(one).into(),
            story.map(|story| story.tell(STORY)).into(),
            Cell::from(story.map(|story| source_of(story, on))).toned(Tone::Dim),
        ]);
        let behind = story.map_or(Behind::Entries(Vec::new()), |story| Behind::Entry(story.head.id));
        items.push(Item::of(&one.item.title, behind));
    }
    let told = judged.iter().filter(|one| one.story.is_some()).count() as u64;
    let why = Why::new(
        "the newest text in which the coach finds nothing, of the newest row that counts for the first rule",
        "the entries that count for each item",
        told,
    );
    let marks = vec![Mark::Table(data.clone())];
    Ok(Figure { data, items, hidden: !shown, ..Figure::new(spec, marks, why) })
}

/// The entries that count for an item, each once, in the order of its rules.
fn evidence_of(one: &Judged) -> Vec<EntryId> {
    let mut seen = BTreeSet::new();
    let entries = one.found.iter().flat_map(RuleResult::entries);
    entries.filter(|entry| seen.insert(*entry)).collect()
}

/// How many rules hold, and until when or since when no more.
fn rules(one: &Judged) -> (String, String) {
    let (holding, all) = (one.found.iter().filter(|found| found.holds()).count(), one.found.len());
    let rules = if all == 0 { "none".to_owned() } else { format!("{holding} of {all}") };
    let until = one.until().filter(|_| one.standing == Standing::Evidenced);
    let when = match (until, one.standing, one.expired()) {
        (Some(until), ..) => format!("until {}", format_day(until)),
        (None, _, Some(expired)) => format!("expired {}", format_day(expired)),
        (None, Standing::SelfRated, None) if holding == 0 => "no evidence yet".to_owned(),
        _ => String::new(),
    };
    (rules, when)
}
