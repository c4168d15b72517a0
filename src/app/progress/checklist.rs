//! The checklist as figures: where each item stands, and how well self-ratings fit what could be proven.

use std::collections::{BTreeMap, BTreeSet};

use super::series::laid_out;
use super::{Behind, Cell, Data, Drawn, Item, Said, Sheet, Why, drawn};
use crate::app::checklist::{self, JUDGED, Judged};
use crate::app::evidence_rules::LOOKED_AT;
use crate::charts::{Chart, Column, Parts, Reliability, Row, Strip, Strips, Table, Tone};
use crate::domain::checklist::Standing;
use crate::domain::id::EntryId;
use crate::domain::number_format::rounded;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::Figure;
use crate::domain::stats::calibration::{Calibration, Judgement};
use crate::error::Result;

/// For how many days a self-rating counts before the next one is asked for.
const RATED_FOR: i64 = 30;

/// Draws where each item stands. Before the person has rated themselves, proof is not shown.
pub(super) fn items(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let judged = checklist::judge(on.store, on.catalog, on.today)?;
    let shown = on.proof || checklist::is_rated(&judged, on.today, RATED_FOR);
    let mut data = Data::new(&[
        "item", "title", "standing", "rating", "rated", "claim", "have", "want", "until", "expired", "close",
        "entries",
    ]);
    let head = vec![
        Column::whole(""),
        Column::main("Item"),
        Column::number("Sure"),
        Column::whole(if shown { "Rules" } else { "Proof" }),
        Column::whole(""),
    ];
    let (mut rows, mut items): (Vec<Row>, Vec<Item>) = (Vec::new(), Vec::new());
    for one in &judged {
        let (glyph, tone) = match one.standing {
            _ if !shown => ("?", Tone::Dim),
            Standing::Proven => ("✓ proven", Tone::Good),
            Standing::Claimed => ("~ claimed", Tone::Warn),
            Standing::Open => ("· open", Tone::Dim),
        };
        let sure = one.rating.map_or("·".to_owned(), |(rating, _)| rounded(rating));
        let (proof, when) =
            if shown { proof_in_words(one) } else { ("rate yourself first".to_owned(), None) };
        rows.push(vec![
            (glyph.to_owned(), tone),
            (one.item.title.clone(), Tone::Plain),
            (sure, Tone::Strong),
            (proof, Tone::Plain),
            (when.unwrap_or_default(), Tone::Dim),
        ]);
        let entries = if shown { proof_of(one) } else { Vec::new() };
        let shorts = shorts(&entries, on)?;
        let begin = if shown { one.item.close.clone() } else { Some(on.catalog.checklist().id.clone()) };
        let proven = shown && one.standing == Standing::Proven;
        items.push(Item {
            label: one.item.title.clone(),
            behind: Behind::Entries(entries),
            begin: begin.filter(|_| !proven),
            proof: if proven { shorts.clone() } else { Vec::new() },
        });
        if shown {
            data.rows.push(row_of(one, shorts));
        }
    }
    let count = |standing| judged.iter().filter(|one| one.standing == standing).count() as u64;
    let mut said = Vec::new();
    let mut picture: Vec<Chart> = Vec::new();
    if shown {
        picture.push(
            Parts::of_claims(count(Standing::Proven), count(Standing::Claimed), count(Standing::Open)).into(),
        );
        said.extend(judged.iter().filter(|one| one.standing != Standing::Proven).filter_map(missing));
    } else {
        said.push(Said::Plain(format!(
            "Say how sure you are before you look: {} takes three minutes.",
            on.catalog
                .get(&on.catalog.checklist().id)
                .map_or("the self-check", |loaded| &loaded.heading.title)
        )));
    }
    picture.push(Table::new(head, rows).into());
    let why = Why {
        formula: "proven if every rule of the item finds its proof today; else claimed from 60 of 100 on, or with a reason given; else open"
            .to_owned(),
        inputs: format!("for each rule the newest facts of its measure, up to {LOOKED_AT}"),
        n: judged.iter().flat_map(|one| &one.found).map(|found| found.have as u64).sum(),
    };
    Ok(Drawn { said, data, items, hidden: !shown, ..drawn(figure, Chart::from(picture), why) })
}

/// Lists the entries that count for an item, each once, in the order of its rules.
fn proof_of(one: &Judged) -> Vec<EntryId> {
    let mut seen = BTreeSet::new();
    let entries = one.found.iter().flat_map(|found| found.entries.iter().copied());
    entries.filter(|entry| seen.insert(*entry)).collect()
}

/// Gives the short ids of entries, in their order.
fn shorts(entries: &[EntryId], on: &Sheet<'_>) -> Result<Vec<String>> {
    let heads = on.store.shorts(entries)?;
    Ok(entries.iter().filter_map(|entry| Some(heads.get(entry)?.short.to_string())).collect())
}

fn row_of(one: &Judged, entries: Vec<String>) -> Vec<Cell> {
    let sum =
        |of: fn(&crate::domain::checklist::Found) -> usize| one.found.iter().map(of).sum::<usize>() as u64;
    vec![
        one.item.id.as_str().into(),
        one.item.title.as_str().into(),
        one.standing.word().into(),
        one.rating.map(|(rating, _)| rating).into(),
        one.rating.map(|(_, day)| day.to_string()).into(),
        one.claim.clone().into(),
        sum(|found| found.have).into(),
        sum(|found| found.want).into(),
        one.until().map(|day| day.to_string()).into(),
        one.expired().map(|day| day.to_string()).into(),
        one.item.close.clone().into(),
        Cell::Entries(entries),
    ]
}

/// Says how many rules found their proof, and until when or since when no more.
fn proof_in_words(one: &Judged) -> (String, Option<String>) {
    let (holding, all) = (one.found.iter().filter(|found| found.holds()).count(), one.found.len());
    let proof = match all {
        0 => "none".to_owned(),
        _ => format!("{holding} of {all}"),
    };
    let day = |day: chrono::NaiveDate| day.format("%-d %b %Y").to_string();
    let ends =
        one.until().filter(|_| one.standing == Standing::Proven).map(|until| format!("until {}", day(until)));
    let claimed = (one.standing == Standing::Claimed).then(|| "claimed, no proof".to_owned());
    let expired = one.expired().map(|expired| format!("expired {}", day(expired)));
    (proof, ends.or(claimed).or(expired))
}

/// Says what an item still needs.
fn missing(one: &Judged) -> Option<Said> {
    let open = one.item.proofs.iter().zip(&one.found).filter(|(_, found)| !found.holds());
    let needs: Vec<String> = open
        .map(|(proof, found)| {
            let so_far = if found.have > 0 { format!(" ({} so far)", found.have) } else { String::new() };
            let expired = found.expired.map(|day| format!(" (expired {})", day.format("%-d %b %Y")));
            format!("{}{so_far}{}", proof.needs, expired.unwrap_or_default())
        })
        .collect();
    let claim = one.claim.as_ref().map(|claim| format!(" Claimed without proof: \"{}\"", claim.trim()));
    (!needs.is_empty()).then(|| {
        Said::Plain(format!(
            "{} needs {}.{}",
            one.item.title,
            needs.join("; and "),
            claim.unwrap_or_default()
        ))
    })
}

/// Draws how sure the person was against how often there was proof: by how sure, and week by week.
pub(super) fn calibration(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let mut by_week: BTreeMap<WeekLabel, Vec<Judgement>> = BTreeMap::new();
    for (week, judgement) in checklist::judgements(on.store, on.catalog)? {
        by_week.entry(week).or_default().push(judgement);
    }
    let calibration = Calibration::of(&by_week.values().flatten().copied().collect::<Vec<_>>());
    let weeks: BTreeMap<WeekLabel, Calibration> =
        by_week.into_iter().map(|(week, judgements)| (week, Calibration::of(&judgements))).collect();
    let mut data = Data::new(&["from", "to", "week", "n", "sure", "proven", "brier"]);
    data.rows.extend(calibration.bins.iter().map(|bin| {
        vec![
            bin.from.into(),
            bin.to.into(),
            Cell::None,
            (bin.n as u64).into(),
            bin.expected.into(),
            bin.held.into(),
            Cell::None,
        ]
    }));
    data.rows.extend(weeks.iter().map(|(week, of)| {
        vec![
            Cell::None,
            Cell::None,
            week.to_string().into(),
            (of.n as u64).into(),
            of.confidence.into(),
            of.held.into(),
            of.brier.into(),
        ]
    }));
    let mut said = vec![Said::Plain(calibration.sentence())];
    said.extend(calibration.brier.map(|brier| {
        Said::Plain(format!("Brier score {brier:.2}: 0 is best, always saying 50 would score 0.25."))
    }));
    let why = Why {
        formula:
            "Brier score: the mean of (how sure, from 0 to 1, less 1 if there was proof and 0 if not) squared"
                .to_owned(),
        inputs: format!(
            "the newest {JUDGED} self-ratings of each item that has rules, judged by the proof of that day"
        ),
        n: calibration.n as u64,
    };
    let measures = on.catalog.checklist().items.iter().map(crate::domain::checklist::Item::rating).collect();
    let items =
        vec![Item::of(figure.title.clone(), Behind::Facts { measures, subject: None, category: None })];
    let mut picture: Vec<Chart> = vec![Reliability::new(calibration).into()];
    if !weeks.is_empty() {
        picture.extend([over_time(&weeks, on).into(), by_weeks(&weeks).into()]);
    }
    Ok(Drawn { said, data, items, ..drawn(figure, picture, why) })
}

/// Draws how sure the person was and how much was proven, in marks by week.
fn over_time(weeks: &BTreeMap<WeekLabel, Calibration>, on: &Sheet<'_>) -> Strips {
    let strip = |label: &str, of: fn(&Calibration) -> Option<f64>| {
        let values: BTreeMap<WeekLabel, f64> = weeks
            .iter()
            .filter_map(|(week, calibration)| Some((*week, (of(calibration)? * 100.0).round())))
            .collect();
        let mut newest = values.values().rev().copied();
        let (last, before) = (newest.next(), newest.next());
        Strip {
            label: label.to_owned(),
            weeks: laid_out(&values, on.today),
            last,
            change: last.zip(before).map(|(now, before)| now - before),
            n: weeks.values().map(|calibration| calibration.n as u64).sum(),
        }
    };
    Strips::new(vec![strip("sure", |of| of.confidence), strip("proven", |of| of.held)], 0.0, 100.0)
}

/// Lists the gap between the two, the newest week first.
fn by_weeks(weeks: &BTreeMap<WeekLabel, Calibration>) -> Table {
    let mut columns = vec![Column::words("Week")];
    columns.extend(["Sure", "Proven", "Gap", "Brier", "n"].map(Column::number));
    let points = |share: Option<f64>| share.map(|share| (share * 100.0).round());
    let said = |points: Option<f64>| points.map_or("·".to_owned(), rounded);
    let rows = weeks.iter().rev().take(JUDGED).map(|(week, of)| {
        let brier = of.brier.map_or("·".to_owned(), |brier| format!("{brier:.2}"));
        let (sure, proven) = (points(of.confidence), points(of.held));
        let gap = sure.zip(proven).map(|(sure, proven)| sure - proven);
        let cells = [said(sure), said(proven), said(gap), brier, of.n.to_string()];
        std::iter::once(week.to_string()).chain(cells).map(|cell| (cell, Tone::Plain)).collect()
    });
    Table::new(columns, rows.collect())
}
