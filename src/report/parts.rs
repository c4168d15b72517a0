//! The parts that a review is made of, and their order.

use super::Reader;
use crate::domain::hue::Hue;
use crate::domain::projections::PagePart;
use crate::wording;

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
    /// How much was practised, and what it came to.
    Practice,
}

/// The parts of page one below its summary.
const PAGE: [PagePart; 5] = [
    PagePart::Recommendations,
    PagePart::Quotation,
    PagePart::Dimensions,
    PagePart::Changed,
    PagePart::Question,
];

/// Those of them that an interviewer hears about.
const SPOKEN: [PagePart; 3] = [PagePart::Recommendations, PagePart::Quotation, PagePart::Changed];

/// What has a section of its own for each exercise, the review of a product first: page one is made of it.
const EXERCISES: [Option<Hue>; 6] =
    [Some(Hue::Review), Some(Hue::Trust), Some(Hue::Errors), Some(Hue::Models), Some(Hue::Automation), None];

impl Part {
    /// The parts that a reader gets if nobody chose others, in their order: what they can read in the time they have. A
    /// peer has five minutes, and an interviewer listens.
    pub fn usual(reader: Reader) -> Vec<Self> {
        let exercises = EXERCISES.map(Self::Exercises);
        let page = PAGE.map(Self::Page);
        let spoken = SPOKEN.map(Self::Page);
        match reader {
            Reader::Me => [&[Self::Summary][..], &exercises, &[Self::Stories, Self::Practice]].concat(),
            Reader::Peer => [&[Self::Summary][..], &page, &[Self::Appendix], &exercises[1..]].concat(),
            Reader::Interview => [&[Self::Summary][..], &spoken, &[Self::Talk]].concat(),
        }
    }

    /// Every part that a reader can get, the usual ones first.
    pub fn all(reader: Reader) -> Vec<Self> {
        let mut all = Self::usual(reader);
        if reader != Reader::Me {
            let page = PAGE.map(Self::Page).into_iter().chain([Self::Talk, Self::Appendix]);
            let others: Vec<Self> = page.chain(EXERCISES.map(Self::Exercises)).collect();
            all.extend(others.into_iter().filter(|part| !Self::usual(reader).contains(part)));
        }
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
            Self::Practice => "practice",
        }
    }

    /// What stands above it, and what it is called in a list to choose from.
    pub fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Page(PagePart::Recommendations) => "Recommendations",
            Self::Page(PagePart::Quotation) => "In their words",
            Self::Page(PagePart::Dimensions) => "Four dimensions",
            Self::Page(PagePart::Changed) => "What changed",
            Self::Page(_) => "One question to you",
            Self::Talk => "In ninety seconds",
            Self::Appendix => "Appendix: what follows",
            Self::Exercises(Some(hue)) => wording::hue_name(hue),
            Self::Exercises(None) => "Other exercises",
            Self::Stories => "Your stories",
            Self::Practice => "Practice",
        }
    }

    /// The dimension it is about, if it is about one.
    pub fn hue(self) -> Option<Hue> {
        if let Self::Exercises(hue) = self { hue } else { None }
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
