//! The parts that a review is made of, and their order.

use super::Reader;
use crate::domain::hue::Hue;
use crate::domain::projections::PagePart;

/// A part of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What stands before the first heading.
    Summary,
    /// A part of page one.
    Page(PagePart),
    /// Cues to tell the page by.
    Talk,
    /// What comes after it stands behind the page.
    Appendix,
    /// The exercises about a dimension; about none, those of no dimension.
    Exercises(Option<Hue>),
    /// Skills that entries show, with the words to tell them with.
    Stories,
}

/// The parts of page one below its summary.
const PAGE: [PagePart; 5] = [
    PagePart::Recommendations,
    PagePart::Quotation,
    PagePart::Dimensions,
    PagePart::Changed,
    PagePart::Question,
];

/// What has a section of its own for each exercise, the review of a product first: page one is made of it.
const EXERCISES: [Option<Hue>; 6] =
    [Some(Hue::Review), Some(Hue::Trust), Some(Hue::Errors), Some(Hue::Models), Some(Hue::Automation), None];

impl Part {
    /// The parts that a reader gets if nobody chose others, in their order.
    pub fn usual(reader: Reader) -> Vec<Self> {
        let exercises = EXERCISES.map(Self::Exercises);
        let page = PAGE.map(Self::Page);
        match reader {
            Reader::Me => [&[Self::Summary][..], &exercises, &[Self::Stories]].concat(),
            Reader::Peer => [&[Self::Summary][..], &page, &[Self::Appendix], &exercises].concat(),
            Reader::Interview => [&[Self::Summary][..], &page, &[Self::Talk]].concat(),
        }
    }

    /// Every part that a reader can get, the usual ones first.
    pub fn all(reader: Reader) -> Vec<Self> {
        let mut all = Self::usual(reader);
        let others = match reader {
            Reader::Me => Vec::new(),
            Reader::Peer => vec![Self::Talk],
            Reader::Interview => [&[Self::Appendix][..], &EXERCISES.map(Self::Exercises)].concat(),
        };
        all.extend(others);
        all
    }

    /// Its name on the command line and in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Page(PagePart::Recommendations) => "recommend",
            Self::Page(PagePart::Quotation) => "quotation",
            Self::Page(PagePart::Dimensions) => "dimensions",
            Self::Page(PagePart::Changed) => "changed",
            Self::Page(_) => "ask",
            Self::Talk => "talk",
            Self::Appendix => "appendix",
            Self::Exercises(Some(hue)) => hue.name(),
            Self::Exercises(None) => "other",
            Self::Stories => "stories",
        }
    }

    /// The part of this name, if a reader can get it.
    pub fn named(name: &str, reader: Reader) -> Option<Self> {
        Self::all(reader).into_iter().find(|part| part.name() == name.trim())
    }

    /// Lists the names of what a reader can get, for a sentence.
    pub fn names(reader: Reader) -> String {
        Self::all(reader).iter().map(|part| part.name()).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_every_reader_has_a_name_of_its_own() {
        for reader in [Reader::Me, Reader::Peer, Reader::Interview] {
            for part in Part::all(reader) {
                assert_eq!(Part::named(part.name(), reader), Some(part));
            }
            assert_eq!(Part::named("weather", reader), None);
            assert!(Part::names(reader).starts_with("summary, "));
        }
    }
}
