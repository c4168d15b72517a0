//! Page one: what a reader who has a minute gets of a week, or of the review of one product. It is made of the blocks
//! that exercises put on it, in one order whatever exercise they are from.

use super::document::{Block, Body, Document, Item, Section, Table};
use super::input::{Run, WeekInput};
use super::measure::{first_sentence, sentences};
use super::parts::Part;
use super::{basis, blocks, days, joined, overview};
use crate::domain::facts::subject_key;
use crate::domain::hue::Hue;
use crate::domain::projections::{self, BlockKind, PagePart};
use crate::wording;

/// The most headlines on the page of a week without a review of a product.
const HEADLINES: usize = 5;

/// How much of a finding is heard: what it is, and what for.
const HEARD: usize = 2;

/// What stands on the page of a week that gave nothing to hand over.
const NOTHING_TO_SAY: &str =
    "Nothing from this week is ready for a reader yet. Review one product to get this page.";

/// Makes the review for a reader other than the person who wrote it, of parts in their order.
pub(super) fn page(input: &WeekInput, parts: &[Part]) -> Document {
    let page = Page { spoken: parts.contains(&Part::Talk), ..Page::of(input) };
    let (title, about) = match page.headline() {
        Some(headline) => (headline, Some(page.of_when())),
        None => (overview::title(input), None),
    };
    let behind = parts.iter().position(|part| *part == Part::Appendix).unwrap_or(parts.len());
    let sections =
        |parts: &[Part]| parts.iter().flat_map(|part| page.sections_of(*part, &title)).collect::<Vec<_>>();
    let (first, last) = parts.split_at(behind);
    let (sections, appendix) = (sections(first), sections(last));
    let opening = if parts.contains(&Part::Summary) { page.opening() } else { Vec::new() };
    Document { opening, sections, appendix, closing: overview::closing(input, false), title, about }
}

/// Makes what a portfolio shows of a week: the thesis of its review, what it rests on, what should change, and a voice. Nothing
/// where no product was reviewed, or another one than is asked for.
pub(super) fn highlights(input: &WeekInput, product: Option<&str>) -> Option<Section> {
    let page = Page::of(input);
    let lead = page.lead?;
    let is_it = |product: &str| {
        page.subject.as_deref().is_some_and(|subject| subject_key(subject) == subject_key(product))
    };
    if !product.is_none_or(is_it) {
        return None;
    }
    let titled = |title: &str, mut blocks: Vec<Block>| {
        if let Some(first) = blocks.first_mut() {
            first.title = Some(title.to_owned());
        }
        blocks
    };
    let parts = [PagePart::Recommendations, PagePart::Quotation, PagePart::Changed].into_iter();
    let parts = parts.flat_map(|part| {
        titled(Part::Page(part).title(), page.section(part).map(|section| section.blocks).unwrap_or_default())
    });
    let blocks = page.opening().into_iter().chain(parts).collect();
    let title = page.headline().unwrap_or_else(|| lead.exercise.title.clone());
    Some(Section { title, about: Some(page.of_when()), blocks, ..Section::default() })
}

struct Page<'a> {
    input: &'a WeekInput,
    finished: Vec<&'a Run>,
    /// The newest run that recommends something: the page is about its product.
    lead: Option<&'a Run>,
    subject: Option<String>,
    /// The runs that speak about that product; all of them if there is none.
    about: Vec<&'a Run>,
    /// Whether it is told, and not read: what is heard is short.
    spoken: bool,
}

impl<'a> Page<'a> {
    fn of(input: &'a WeekInput) -> Self {
        let finished = overview::finished(input);
        let recommends =
            |run: &&&Run| run.exercise.report.iter().any(|block| block.part == PagePart::Recommendations);
        let lead = finished.iter().filter(recommends).max_by_key(|run| run.head.begun.ms).copied();
        let subject = lead.and_then(|lead| lead.exercise.subjects(&lead.answers).next());
        let is_about = |run: &&&Run| {
            subject.as_deref().map(subject_key).is_none_or(|subject| {
                run.exercise.subjects(&run.answers).any(|other| subject_key(&other) == subject)
            })
        };
        let about = finished.iter().filter(is_about).copied().collect();
        Self { input, finished, lead, subject, about, spoken: false }
    }

    /// The thesis; a heading ends without a full stop.
    fn headline(&self) -> Option<String> {
        let said = texts(&self.made(self.lead.as_slice(), PagePart::Headline)).into_iter().next()?;
        Some(said.strip_suffix('.').unwrap_or(&said).to_owned())
    }

    /// What it is about, and when it was.
    fn of_when(&self) -> String {
        let when = match self.input.label {
            Some(_) => format!("week of {}", days::full(self.input.starts)),
            None => days::stretch(self.input.starts, self.input.ends),
        };
        self.subject
            .as_ref()
            .map_or_else(|| wording::capitalized(&when), |subject| format!("{subject}, {when}"))
    }

    /// Makes the sections of a part; the summary stands before them all.
    fn sections_of(&self, part: Part, headline: &str) -> Vec<Section> {
        match part {
            Part::Page(page) => self.section(page).into_iter().collect(),
            Part::Talk => self.talk(headline).into_iter().collect(),
            Part::Exercises(hue) => self.exercises(hue),
            Part::Summary | Part::Appendix | Part::Stories | Part::Practice => Vec::new(),
        }
    }

    /// Makes the blocks of a part that runs declare, each without its title.
    fn made(&self, runs: &[&Run], part: PagePart) -> Vec<Block> {
        let of_run = |run: &&Run| -> Vec<Block> {
            let declared = run.exercise.report.iter().filter(|block| block.part == part);
            let made = declared.filter_map(|block| self.block(run, block)).flatten();
            made.map(|block| Block { title: None, ..block }).collect()
        };
        runs.iter().flat_map(of_run).collect()
    }

    /// Makes a declared block, with whole sentences of its lists, and who said it under a quotation.
    fn block(&self, run: &Run, block: &projections::Block) -> Option<Vec<Block>> {
        let mut made = vec![self.without_ids(run, block)?];
        if let Some(Block { body: Body::List { items, .. }, .. }) = made.first_mut() {
            for item in items.iter_mut() {
                item.text = sentences(&item.text, blocks::BRIEF).to_owned();
            }
        }
        if let BlockKind::Quote { by: Some(by), .. } = &block.kind {
            let by = blocks::said_by(run, block, by);
            made.extend(by.map(|by| Block { title: None, body: Body::Note(by) }));
        }
        Some(made)
    }

    /// Makes a declared block, without the ids of entries that the reader can't open.
    fn without_ids(&self, run: &Run, block: &projections::Block) -> Option<Block> {
        let mut made = blocks::made(self.input, run, block)?;
        if let Body::List { items, .. } = &mut made.body {
            for item in items {
                // One observation is read, the others are counted on page one.
                item.evidence.retain(|one| one.known.is_none() && one.source.is_some());
                item.evidence.truncate(1);
                item.evidence = std::mem::take(&mut item.evidence).into_iter().map(blocks::outward).collect();
            }
        }
        Some(made)
    }

    /// Describes what the page rests on, who is hurt, and, where no product was reviewed, what is worth saying.
    fn opening(&self) -> Vec<Block> {
        let Some(lead) = self.lead else { return self.headlines() };
        let basis =
            basis::of_run(self.input, lead).map(|basis| Block { title: None, body: Body::Note(basis) });
        let said = if self.spoken { HEARD } else { usize::MAX };
        basis.into_iter().chain(self.made(&[lead], PagePart::Finding).into_iter().take(said)).collect()
    }

    fn headlines(&self) -> Vec<Block> {
        let said = |run: &&Run| {
            let text = texts(&self.made(&[*run], PagePart::Headline)).join("\n\n");
            (!text.is_empty())
                .then(|| Block { title: Some(run.exercise.title.clone()), body: Body::Text(vec![text]) })
        };
        let said: Vec<Block> = self.finished.iter().filter_map(said).take(HEADLINES).collect();
        if !said.is_empty() {
            return said;
        }
        let text = if self.finished.is_empty() {
            overview::nothing_finished(self.input)
        } else {
            NOTHING_TO_SAY.to_owned()
        };
        vec![Block { title: None, body: Body::Text(vec![text]) }]
    }

    fn section(&self, part: PagePart) -> Option<Section> {
        let blocks = match part {
            // One voice is remembered; the others are behind the page.
            PagePart::Quotation => self.quotation(),
            PagePart::Changed => self.made(&self.about, part),
            // What is heard has the first change and its price once, among the cues.
            PagePart::Recommendations if self.spoken => {
                let made = self.made(self.lead.as_slice(), part);
                made.into_iter().filter(|block| matches!(block.body, Body::Table(_))).collect()
            }
            _ => self.made(self.lead.as_slice(), part),
        };
        (!blocks.is_empty()).then(|| Section {
            title: Part::Page(part).title().to_owned(),
            blocks,
            ..Section::default()
        })
    }

    /// Finds the first words that somebody said or wrote about the product.
    fn quotation(&self) -> Vec<Block> {
        let mut of_runs = self.about.iter().map(|run| self.made(&[*run], PagePart::Quotation));
        let quoted = |blocks: &Vec<Block>| matches!(blocks.first(), Some(Block { body: Body::Quote(_), .. }));
        let mut blocks = of_runs.find(quoted).unwrap_or_default();
        if let Some(Block { body: Body::Quote(texts), .. }) = blocks.first_mut() {
            texts.truncate(1);
            for text in texts {
                *text = blocks::told(text, blocks::BRIEF).to_owned();
            }
        }
        blocks
    }

    /// Makes six cues to tell the page by in ninety seconds.
    fn talk(&self, headline: &str) -> Option<Section> {
        let lead = self.lead?;
        let finding = texts(&self.made(&[lead], PagePart::Finding)).into_iter().next();
        // The words stand above: who said them brings them back.
        let voice = self.quotation().into_iter().find_map(|block| match block.body {
            Body::Note(by) => Some(by),
            _ => None,
        });
        let recommended = self.made(&[lead], PagePart::Recommendations);
        let table = recommended.iter().find_map(|block| match &block.body {
            Body::Table(table) => Some(table),
            _ => None,
        });
        let first = recommended.iter().find_map(|block| match &block.body {
            Body::List { items, .. } => Some(items.first()?.text.clone()),
            _ => None,
        });
        let cell = |at: usize| table.and_then(|table| first_row(table, at));
        let cost = texts(&recommended).into_iter().next();
        let question = texts(&self.made(&[lead], PagePart::Question)).into_iter().next();
        let cues = [
            Some(format!("Open: {headline}")),
            finding.map(|text| format!("Who is hurt: {}", first_sentence(&text))),
            voice.map(|by| format!("Quote them: {by}")),
            cell(0).map(|change| {
                let what = first.map_or(String::new(), |text| format!(". {}", first_sentence(&text)));
                format!("The first change: {}{what}", change.trim_end_matches('.'))
            }),
            cost.map(|text| format!("The trade-off: {}", first_sentence(&text))),
            cell(2).map(|known| format!("How I would know: {known}")).or(question),
        ];
        let items = cues.into_iter().flatten().map(|text| Item { text, evidence: Vec::new() });
        let body = Body::List { items: items.collect(), numbered: true };
        let blocks = vec![Block { title: None, body }];
        Some(Section { title: "In ninety seconds".to_owned(), blocks, ..Section::default() })
    }

    /// Makes a section of each run about a dimension, for what stands behind the page.
    fn exercises(&self, hue: Option<Hue>) -> Vec<Section> {
        let of_run = |run: &&Run| {
            let declared = run.exercise.report.iter();
            let declared =
                declared.filter(|block| block.part == PagePart::Appendix && !block.kind.is_joined());
            let blocks: Vec<Block> = declared.filter_map(|block| self.without_ids(run, block)).collect();
            let same = |other: &&&Run| other.head.exercise == run.head.exercise;
            let title = match self.finished.iter().filter(same).count() {
                1 => run.exercise.title.clone(),
                _ => format!("{}, {}", run.exercise.title, days::short(run.head.day)),
            };
            (!blocks.is_empty()).then(|| Section { title, hue, blocks, ..Section::default() })
        };
        let rest =
            self.finished.iter().filter(|run| self.lead.is_none_or(|lead| lead.head.id != run.head.id));
        let runs: Vec<&Run> = self.lead.iter().chain(rest).copied().collect();
        let joined = joined::sections(self.input, &runs, |block| block.part == PagePart::Appendix);
        let of_hue = runs.iter().filter(|run| run.exercise.hue == hue);
        of_hue.filter_map(of_run).chain(joined.into_iter().filter(|table| table.hue == hue)).collect()
    }
}

/// Lists the texts of blocks that are plain text.
fn texts(blocks: &[Block]) -> Vec<String> {
    let texts = |block: &Block| match &block.body {
        Body::Text(texts) => texts.clone(),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(texts).collect()
}

fn first_row(table: &Table, column: usize) -> Option<String> {
    table.rows.first()?.get(column).filter(|cell| !cell.is_empty()).cloned()
}

#[cfg(test)]
mod tests {
    use super::blocks::told;

    #[test]
    fn words_that_somebody_said_come_without_their_quotation_marks_and_end_with_a_sentence() {
        for text in [
            "\"It keeps a list. We all know.\"",
            "\"It keeps a list.\" She laughed.",
            "It keeps a list. Yes.",
            "“It keeps a list. We all know.” She laughed.",
            "\"It keeps a list. We all know.\" She laughed. \"All.\"",
        ] {
            assert_eq!(told(text, 0), "It keeps a list.", "{text}");
        }
        assert_eq!(told("\"No\", she said, \"never.\"", 0), "\"No\", she said, \"never.\"");
    }
}
