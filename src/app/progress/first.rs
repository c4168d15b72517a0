//! What to do to see the first figure of a section.

use super::Source;
use crate::app::week;
use crate::domain::plan::Plan;
use crate::domain::progress::{FigureSpec, Query, Section};
use crate::error::Result;
use crate::exercises::{Catalog, Loaded};

/// The exercise that gives a section its first figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstStep {
    /// The exercise, by its id.
    pub exercise: String,
    /// What people read for it.
    pub title: String,
    /// The fewest and the most minutes it takes.
    pub minutes: (u32, u32),
    /// What people read for the figure.
    pub figure: String,
}

impl FirstStep {
    /// Describes what it gives and how long it takes.
    pub fn says(&self) -> String {
        let (title, figure, (least, most)) = (&self.title, &self.figure, self.minutes);
        format!("Nothing for \"{figure}\" yet. {title} asks for it ({least}–{most} min).")
    }
}

/// Finds the first figure of a section that an exercise feeds, and of its exercises the one that the plan of this week has soonest. What is
/// asked of practice itself, any exercise gives.
pub fn first_step(section: &Section, on: &Source<'_>) -> Result<Option<FirstStep>> {
    let plan = week::plan(on.store, on.catalog, week::holding(on.store, on.today)?)?;
    Ok(first_of(section, on.catalog, plan))
}

fn first_of(section: &Section, catalog: &Catalog, plan: &Plan) -> Option<FirstStep> {
    let asks_of_practice = |figure: &FigureSpec| {
        figure.measures.is_empty() && figure.columns.is_empty() && !asks_of_complaints(figure)
    };
    let mut figures = section.figures.iter().take_while(|figure| !asks_of_practice(figure));
    let fed = figures.find_map(|figure| Some((figure, feeding(figure, catalog, plan)?)));
    let planned = || plan.days.first().and_then(|day| catalog.get(&day.exercise));
    let (figure, loaded) = fed.or_else(|| Some((section.figures.first()?, planned()?)))?;
    let heading = loaded.heading();
    Some(FirstStep {
        exercise: heading.id.clone(),
        title: heading.title.clone(),
        minutes: (heading.minutes.least, heading.minutes.most),
        figure: figure.title.clone(),
    })
}

fn asks_of_complaints(figure: &FigureSpec) -> bool {
    matches!(figure.query, Query::ComplaintDimensions | Query::ComplaintPatterns | Query::ComplaintPhrases)
}

/// The exercise that feeds a figure: the one that is captured, else one of the plan that is practised, else any.
fn feeding<'a>(figure: &FigureSpec, catalog: &'a Catalog, plan: &Plan) -> Option<&'a Loaded> {
    if asks_of_complaints(figure) {
        return catalog.all().find(|loaded| !loaded.exercise().sortings.is_empty());
    }
    let measures = figure.measures.values().chain(&figure.columns);
    let fed_by = measures
        .filter_map(|shown| catalog.metrics().get(&shown.measure))
        .find_map(|metric| (!metric.fed_by.is_empty()).then_some(&metric.fed_by))?;
    let captured = catalog.captured(plan).ok().map(Loaded::id);
    let is_planned = |id: &str| plan.days.iter().any(|day| day.exercise == id);
    let rank = |id: &&String| match id.as_str() {
        id if captured == Some(id) => 0,
        id if is_planned(id) => 1,
        _ => 2,
    };
    fed_by.iter().min_by_key(rank).and_then(|id| catalog.get(id))
}
