//! How what a row of an exercise is about was rated before.

use crate::charts::{self, Row, Tone};
use crate::db::Store;
use crate::domain::exercise::Exercise;
use crate::domain::locate::RowPath;
use crate::domain::metric::Reading;
use crate::domain::number_format::rounded;
use crate::domain::scope::Scope;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::exercises::Catalog;

/// How many ratings of a row are shown.
const RATINGS: usize = 3;

/// Draws the last ratings of what a row is about, on the first scale that is asked about each row: a block for each, the
/// oldest first, and the last as a number. There are none where a row isn't called by what it is about, or was rated once.
pub fn of_row(
    store: &Store,
    catalog: &Catalog,
    (exercise, answers): (&Exercise, &Answers),
    row: &RowPath,
) -> Result<Row> {
    let scope = Scope::at(exercise, answers, row);
    let name = exercise.row_name(answers, row);
    let subject = |subject: &Option<String>| subject.as_deref().and_then(|field| scope.text(field));
    let groups = || row.iter().map(|(group, _)| group);
    let rated = exercise.measures.iter().find_map(|measure| {
        let metric = catalog.metrics().get(&measure.id)?;
        let Reading::Scale { min, max } = metric.reading else { return None };
        let is_named = name.is_some() && subject(&measure.subject) == name.as_deref();
        let is_it = is_named && groups().eq(&measure.group);
        is_it.then_some((measure, (min as f64, max as f64)))
    });
    let (Some((measure, ends)), Some(name)) = (rated, name) else { return Ok(Row::new()) };
    let values: Vec<f64> =
        store.values(&measure.id, &name, RATINGS)?.into_iter().map(|(_, value)| value).collect();
    if values.len() < 2 {
        return Ok(Row::new());
    }
    let mut drawn = charts::spark(values.iter().rev().copied(), ends, measure.better);
    drawn.extend(values.first().map(|last| (format!(" {}", rounded(*last)), Tone::Strong)));
    Ok(drawn)
}
