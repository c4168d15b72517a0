//! What follows from the severity of errors, with warnings of what is overlooked.

use std::collections::BTreeMap;

use super::headlines::format_gaps_of_policy;
use super::rows::{
    LISTED, RANKED, card, day_of, format_facts, listed_of, name_of, narrowed, newest_of, on_day,
};
use super::sentences::format_warning;
use super::{Behind, Figure, Item, PRODUCT, Sheet, Why};
use crate::app::around::Around;
use crate::charts::{Cell, Column, Fit, Mark, Sentence, Table, Tone};
use crate::coach;
use crate::db::Dated;
use crate::domain::id::EntryId;
use crate::domain::number_format::rounded;
use crate::domain::progress::FigureSpec;
use crate::domain::rank::Cost;
use crate::domain::stats::policy::{self, PolicyRow, Terms};
use crate::error::Result;

/// The role of a choice that stands for a severity nobody rated.
const AT_STAKE: &str = "at_stake";
/// How many warnings are shown.
const WARNINGS: usize = 6;

/// One error of a policy with what it is judged by.
struct Judged {
    row: PolicyRow,
    /// The severity that was rated, of which stakes are not one.
    rated: Option<f64>,
    /// How severe it is, in words: "5 of 5", "stakes: high".
    cost: String,
    /// The label of what is at stake, if that was said.
    stakes: Option<String>,
    who: String,
    situation: String,
    /// The fallback as it was written, even where it is judged to be none.
    fallback: Option<String>,
    dated: Dated,
}

impl Judged {
    fn of(
        spec: &FigureSpec,
        dated: Dated,
        table: usize,
        around: &mut Around<'_>,
        on: &Sheet<'_>,
    ) -> Result<Self> {
        let around = around.of(&dated)?;
        let find = |role: &str| around.clone().find(|fact| fact.measure == spec.measure(role));
        let said = |role: &str| {
            let fact = find(role);
            fact.and_then(|fact| format_facts(&fact.measure, &[fact], on)).unwrap_or_default()
        };
        let rated = find("severity").map(|fact| fact.value);
        let (levels, stake) =
            (on.options(spec.measure(AT_STAKE)), find(AT_STAKE).and_then(|fact| fact.category.as_ref()));
        let at = stake.and_then(|stake| levels.iter().position(|(level, _)| level == stake));
        let stakes = Some(said(AT_STAKE)).filter(|stakes| !stakes.is_empty());
        let cost = match rated {
            Some(rated) => format!("{} of 5", rounded(rated)),
            None => format!("stakes: {}", stakes.as_deref().unwrap_or_default()),
        };
        let fallback = find("fallback").and_then(|fact| fact.words.clone());
        let row = PolicyRow {
            table,
            severity: rated.or_else(|| policy::of_stakes(at?, levels.len())),
            threshold: dated.fact.category.clone(),
            fallback: fallback.clone().filter(|words| !coach::leans(words)),
            review: find("check").and_then(|fact| fact.category.clone()),
        };
        let (who, situation) = (said("who"), said("situation"));
        Ok(Self { row, rated, cost, stakes, who, situation, fallback, dated })
    }
}

/// What follows from severity, or from stakes where it was not rated, with warnings of what is overlooked.
pub(super) fn policy(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let [severity, threshold, check] = ["severity", "threshold", "check"].map(|role| spec.measure(role));
    let (mut rows, mut around) = (Vec::new(), on.around.borrow_mut());
    let mut maps: Vec<EntryId> = Vec::new();
    for dated in newest_of(threshold, RANKED, on)? {
        let known = maps.iter().position(|map| *map == dated.entry);
        let table = known.unwrap_or(maps.len());
        maps.extend(known.is_none().then_some(dated.entry));
        rows.push(Judged::of(spec, dated, table, &mut around, on)?);
    }
    let cost = |of: &Judged| Cost { severity: of.row.severity, kinds: 0, day: of.dated.day };
    rows.sort_by(|a, b| cost(a).worst_first(&cost(b)));
    let ids = |measure: &str| on.options(measure).iter().map(|(id, _)| id.clone()).collect();
    let terms = Terms { thresholds: ids(threshold), reviews: ids(check) };
    let policies: Vec<PolicyRow> = rows.iter().map(|of| of.row.clone()).collect();
    let read = |measure: &str, id: &Option<String>| {
        id.as_deref().map(|id| on.catalog.metrics().label(measure, id).to_owned())
    };
    let (mut said, mut warned) = (Vec::new(), BTreeMap::<usize, Vec<Mark>>::new());
    let warnings = policy::warnings(&policies, &terms);
    let headline = (!rows.is_empty()).then(|| format_gaps_of_policy(&warnings, &policies));
    for (at, (what, about)) in warnings.into_iter().enumerate() {
        let Some(of) = about.first().and_then(|at| rows.get(*at)) else { continue };
        let label = read(threshold, &of.row.threshold).unwrap_or_default();
        let day = of.dated.day.format("%-d %B").to_string();
        let text = format_warning(what, (about.len(), &day), &name_of(&of.dated.fact), &of.cost, &label);
        let mark = Mark::Sentence(Sentence { text, warns: true });
        for row in &about {
            warned.entry(*row).or_default().push(mark.clone());
        }
        said.extend((at < WARNINGS).then_some(mark));
    }
    if said.is_empty() && !rows.is_empty() {
        said.extend(headline.clone().map(Mark::sentence));
    }
    said.extend(listed_of(rows.len()));
    let n = rows.len() as u64;
    let columns = vec![
        Column::new("error", "Error", Fit::Main),
        Column::new("severity", "Severity", Fit::Number),
        Column::new(AT_STAKE, "Stakes", Fit::Words),
        Column::data(PRODUCT),
        Column::data("who"),
        Column::data("situation"),
        Column::new("", "Person", Fit::Words),
        Column::new("threshold", "Confidence threshold", Fit::Words),
        Column::new("check", "Human review", Fit::Words),
        Column::new("fallback", "Fallback", Fit::Words),
    ];
    let mut data = Table::new(columns);
    let mut items = Vec::new();
    let short =
        [Column::new("", "", Fit::Number), Column::new("", "", Fit::Main), Column::new("", "", Fit::Whole)];
    let mut listed = Table::new(short.into());
    for (at, of) in rows.into_iter().take(LISTED).enumerate() {
        let Judged { row, rated, stakes, who, situation, fallback, dated, .. } = of;
        let person = who.split([',', ';']).next().unwrap_or_default().trim().to_owned();
        let error = name_of(&dated.fact);
        let warnings = warned.remove(&at).unwrap_or_default();
        let sign = Cell::from(if warnings.is_empty() { "" } else { "!" }).toned(Tone::Warn);
        let rank = rated.map_or_else(|| stakes.clone().into(), |rated| on.cell(severity, Some(rated)));
        listed.rows.push(vec![rank, error.as_str().into(), sign]);
        let subject = dated.fact.subject.clone().unwrap_or_default();
        let (limit, review) = (read(threshold, &row.threshold), read(check, &row.review));
        let rest = vec![
            ("Severity", rated.into()),
            ("Stakes", stakes.clone().into()),
            ("Person", who.as_str().into()),
            ("Situation", situation.as_str().into()),
            ("Confidence threshold", limit.clone().into()),
            ("Human review", review.clone().into()),
            ("Fallback", fallback.clone().into()),
        ];
        let detail = card(on_day(&day_of(&dated), &subject), &error, rest, warnings);
        data.rows.push(vec![
            error.as_str().into(),
            rated.into(),
            stakes.into(),
            subject.into(),
            who.into(),
            situation.into(),
            person.into(),
            limit.into(),
            review.into(),
            fallback.into(),
        ]);
        items.push(Item { detail: Some(detail), ..Item::of(error, Behind::Entries(vec![dated.entry])) });
    }
    let why = Why::new(
        "warns about one threshold for errors of different severity (the stakes stand in for a severity that was not rated: low is 1, high is 5), severe errors (4 or 5 of 5) with the lowest threshold, no human review or no fallback, and mild ones (1 or 2) with a human review every time",
        format!("the newest {RANKED} errors with a threshold; {LISTED} are listed, the worst first"),
        n,
    );
    let marks = std::iter::once(Mark::Table(data.clone())).chain(said).collect();
    let (list, subjects) = (vec![Mark::Table(listed)], narrowed(items.len(), on));
    Ok(Figure { data, items, headline, list, subjects, ..Figure::new(spec, marks, why) })
}
