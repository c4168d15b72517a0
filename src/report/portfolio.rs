//! A portfolio: what months of practice left behind, dated, with its evidence. The weeks are the reviews that other readers
//! get, each cut to what is worth showing.

use super::document::{Block, Body, Document, Section, Table};
use super::input::WeekInput;
use super::{days, overview, page, practice};
use crate::domain::number_format::counted;

/// Makes a portfolio of weeks, the oldest first. `product` keeps the reviews of one product, in any spelling.
pub fn portfolio(weeks: &[WeekInput], product: Option<&str>) -> Document {
    let sections: Vec<Section> =
        weeks.iter().rev().filter_map(|week| page::highlights(week, product)).collect();
    let (first, last) = (weeks.first(), weeks.last());
    let span = first.zip(last).map(|(first, last)| days::stretch(first.starts, last.ends));
    let title = match product {
        Some(product) => format!("Portfolio: {product}"),
        None => "Portfolio".to_owned(),
    };
    let opening = if sections.is_empty() {
        let none = format!(
            "No review of {} was finished in these weeks. Finish the exercise at the end of a week to get one.",
            product.unwrap_or("a product")
        );
        vec![Block { title: None, body: Body::Text(vec![none]) }]
    } else {
        let dated =
            format!("{}, the newest first, with what each rests on.", counted(sections.len(), "review"));
        vec![Block { title: None, body: Body::Note(dated) }]
    };
    let appendix = [skills(weeks), habit(weeks)].into_iter().flatten().collect();
    let closing = weeks.last().map(|week| overview::closing(week, false)).unwrap_or_default();
    // What is written after a week ended is said in the review of that week; what is missing is missing here too.
    let remarks = weeks.iter().flat_map(|week| week.remarks.iter().cloned());
    let closing = remarks.chain(closing.into_iter().next_back()).collect();
    Document { title, about: span, opening, sections, appendix, closing }.numbered()
}

/// Lists the skills that entries show, each with the words to tell it with; the newest story of a skill counts.
fn skills(weeks: &[WeekInput]) -> Option<Section> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for story in weeks.iter().rev().flat_map(|week| &week.stories) {
        if !rows.iter().any(|row| row.first() == Some(&story.title)) {
            rows.push(vec![story.title.clone(), story.told.clone(), story.used.join(", ")]);
        }
    }
    let columns = ["Skill", "What happened", "Where it helps"].map(str::to_owned);
    let table = Table::tidy(&columns, rows)?;
    let drawn = weeks.last().and_then(|week| practice::evidenced(&week.standings));
    let chart = drawn.map(|chart| Block { title: None, body: Body::Charts(vec![chart]) });
    let blocks = chart.into_iter().chain([Block { title: None, body: Body::Table(table) }]).collect();
    Some(Section { title: "Skills, with evidence".to_owned(), blocks, ..Section::default() })
}

/// Counts what was practised, a row a week: a record of the habit.
fn habit(weeks: &[WeekInput]) -> Option<Section> {
    let row = |week: &WeekInput| {
        let finished = overview::finished(week);
        if finished.is_empty() {
            return None;
        }
        let mut practised: Vec<_> = finished.iter().map(|run| run.head.day).collect();
        practised.sort_unstable();
        practised.dedup();
        let planned = |id: &str| week.plan.iter().any(|plan| plan.exercise == id);
        let of_plan = finished.iter().filter(|run| planned(&run.head.exercise)).count();
        let others = finished.len() - of_plan;
        Some(vec![
            days::stretch(week.starts, week.ends),
            practised.len().to_string(),
            of_plan.to_string(),
            others.to_string(),
        ])
    };
    let rows: Vec<Vec<String>> = weeks.iter().filter_map(row).collect();
    let columns = ["Week", "Days", "Planned exercises", "Other entries"].map(str::to_owned);
    let drawn = practice::weekly(&rows).map(|chart| Block { title: None, body: Body::Charts(vec![chart]) });
    let table = Table::tidy(&columns, rows)?;
    let blocks = drawn.into_iter().chain([Block { title: None, body: Body::Table(table) }]).collect();
    let about = Some("What was finished, by the day it belongs to".to_owned());
    Some(Section { title: "Practice".to_owned(), about, blocks, ..Section::default() })
}
