//! How clocks ran that note what happens: those of the newest entries, one under another.

use super::newest::{heads_of, marked, uncounted};
use super::rows::{cells, narrowed, newest_of};
use super::{Behind, Figure, Item, PRODUCT, Sheet, Why};
use crate::app::around::Around;
use crate::charts::{Cell, Column, Fit, Mark, Table, Tone, Value};
use crate::db::Dated;
use crate::domain::entry::Head;
use crate::domain::progress::FigureSpec;
use crate::domain::scope::filled_rows_of;
use crate::domain::time::clock;
use crate::domain::timeline::{Moment, Timeline};
use crate::error::{Result, unless_damaged};
use crate::exercises::Loaded;

/// How many are drawn.
const DRAWN: usize = 12;
/// Columns of each.
const STRIP: usize = 36;

/// The clocks of the newest entries.
pub(super) fn strips(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut facts = newest_of(measure, DRAWN, on)?;
    facts.extend(uncounted(measure, on)?);
    facts.sort_by_key(|dated| std::cmp::Reverse(dated.day));
    facts.truncate(DRAWN);
    let heads = heads_of(&facts, on)?;
    let mut columns = vec![
        Column::data("day"),
        Column::data(PRODUCT),
        Column::new("", "", Fit::Whole),
        Column::new("what", "", Fit::Main),
        Column::new("strip", "", Fit::Whole),
        Column::data("seconds"),
        Column::data("moments"),
    ];
    columns.extend(spec.columns.iter().map(|shown| Column::data(&shown.title)));
    let mut around = Around::with_uncounted(on.store);
    let (mut rows, mut items, mut drawn, mut counted) = (Vec::new(), Vec::new(), Timeline::default(), 0);
    for dated in &facts {
        let Some(head) = heads.get(&dated.entry) else { continue };
        let Some(timeline) = timeline(head, dated, on)? else { continue };
        let subject = dated.fact.subject.clone().unwrap_or_default();
        let more = cells(&spec.columns, &around.of(dated)?.collect::<Vec<_>>(), on);
        let said = more.iter().filter(|cell| cell.value != Value::None).map(Cell::text);
        let words = said.chain([subject.clone()]).filter(|word| !word.is_empty());
        let what = marked(dated, words.collect::<Vec<_>>().join(" · "));
        let said = |moment: &Moment| format!("{} {}", clock(moment.at), moment.label);
        let moments = timeline.moments.iter().map(said).collect::<Vec<_>>().join(", ");
        let first: [Cell; 7] = [
            dated.day.into(),
            subject.as_str().into(),
            Cell::from(dated.day.format("%-d %b").to_string()).toned(Tone::Dim),
            what.into(),
            timeline.row(STRIP).into(),
            timeline.ran.into(),
            moments.into(),
        ];
        rows.push(first.into_iter().chain(more).collect());
        items.push(Item::of(&subject, Behind::Entries(vec![dated.entry])));
        counted += u64::from(!dated.fact.uncounted);
        drawn.moments.extend(timeline.moments);
    }
    let data = Table { columns, rows, cards: false };
    let mut marks = vec![Mark::Table(data.clone())];
    let signs = drawn.signs().join(" · ");
    marks.extend((!signs.is_empty()).then(|| Mark::sentence(signs)));
    let why = Why::new(
        "each sign stands at the second you pressed its key; what is only imagined is marked and not counted",
        format!("the newest {DRAWN}"),
        counted,
    );
    let uncounted = items.len() as u64 - counted;
    let subjects = narrowed(items.len(), on);
    Ok(Figure { data, items, subjects, uncounted, ..Figure::new(spec, marks, why) })
}

/// How the clock ran that a fact is of.
fn timeline(head: &Head, dated: &Dated, on: &Sheet<'_>) -> Result<Option<Timeline>> {
    let Some(exercise) = on.catalog.get(&head.exercise).map(Loaded::exercise) else {
        return Ok(None);
    };
    let Some(entry) = unless_damaged(on.store.entry(head.id))? else { return Ok(None) };
    let answers = exercise.current(&entry.answers);
    let mut measures = exercise.measures.iter().filter(|measure| measure.id == dated.fact.measure);
    Ok(measures.find_map(|measure| {
        let mut rows = filled_rows_of(&answers, &measure.group).into_iter();
        let row = rows.find(|path| path.to_string() == dated.fact.place)?;
        exercise.timeline(&answers, &row.field(measure.field()?))
    }))
}
