//! A deck: small things to practise that are not exercises. Interview questions, cases with a worked answer, concept cards;
//! and where what is said in all of them comes from.

use super::hue::Hue;
use super::named::named;
use super::value::{Picks, Value};

/// All there is to practise in small pieces; ids are unique among things of one sort, and grades refer to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deck {
    /// The interview questions.
    pub questions: Vec<Question>,
    /// Whether AI is the answer, case by case.
    pub cases: Vec<Case>,
    /// The concept cards.
    pub cards: Vec<Card>,
    /// The texts that exercises and decks rest on.
    pub sources: Vec<SourceText>,
}

impl Deck {
    /// Finds a question by its id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|one| one.id == id)
    }

    /// Finds a case by its id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|one| one.id == id)
    }

    /// Finds a source by its id.
    pub fn source(&self, id: &str) -> Option<&SourceText> {
        self.sources.iter().find(|one| one.id == id)
    }

    /// Finds a card by its id.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|one| one.id == id)
    }
}

/// What an interviewer asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, the same for ever.
    pub id: String,
    /// Which round of an interview asks it.
    pub kind: QuestionKind,
    /// As an interviewer puts it.
    pub text: String,
    /// The dimensions it is about; none if it is about no one in particular.
    pub hues: Vec<Hue>,
    /// What it asks for, in single words.
    pub tags: Vec<String>,
    /// What the interviewer adds halfway.
    pub follow_ups: Vec<String>,
    /// What it tempts into.
    pub pitfalls: Vec<Pitfall>,
}

named! {
    /// A kind of interview question.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum QuestionKind {
        /// Design something.
        Design = "design",
        /// Tell of something you did.
        Behavioural = "behavioural",
        /// Explain a number, and decide.
        Analytical = "analytical",
    }
}

named! {
    /// A way in which an answer about users goes wrong.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Pitfall {
        /// A group instead of a person.
        Group = "group",
        /// Doing what users ask for.
        Agreement = "agreement",
        /// Adjectives of devotion.
        Performing = "performing",
        /// A persona instead of a person.
        Persona = "persona",
        /// A solution before a pain.
        Solution = "solution",
        /// Numbers without a person behind them.
        Survey = "survey",
        /// Feelings where a constraint is asked for.
        Feelings = "feelings",
    }
}

/// A case in which it has to be decided whether AI is the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name, the same for ever.
    pub id: String,
    /// A few words.
    pub title: String,
    /// Who, what happens today, what is asked for.
    pub text: String,
    /// The answer.
    pub verdict: Verdict,
    /// Whether the first impression speaks for another answer.
    pub deceptive: bool,
    /// The conditions for AI that hold.
    pub conditions: Vec<FitCondition>,
    /// What the version with rules would be.
    pub rules: String,
    /// The decision and its reason.
    pub worked: String,
    /// What would have to be different for another answer.
    pub turns: String,
}

impl Case {
    /// Returns a part of it as the answer to a field. Where no condition holds, that is an option of its own, `none`.
    pub fn part(&self, part: CasePart) -> Value {
        let text = |text: &str| Value::from(text.trim().to_owned());
        match part {
            CasePart::Id => text(&self.id),
            CasePart::Title => text(&self.title),
            CasePart::Text => text(&self.text),
            CasePart::Answer => Picks::one(self.verdict.name()).into(),
            CasePart::Conditions if self.conditions.is_empty() => Picks::one(CasePart::NONE).into(),
            CasePart::Conditions => {
                let picked = FitCondition::ALL.iter().filter(|(_, one)| self.conditions.contains(one));
                Picks { picked: picked.map(|(name, _)| (*name).to_owned()).collect(), other: None }.into()
            }
            CasePart::Rules => text(&self.rules),
            CasePart::Worked => text(&self.worked),
            CasePart::Turns => text(&self.turns),
        }
    }
}

named! {
    /// What of a case a field can hold.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum CasePart {
        /// Its id, by which a case that was had is known again.
        Id = "id",
        /// A few words.
        Title = "title",
        /// Who, what happens today, what is asked for.
        Text = "text",
        /// Whether AI is the answer.
        Answer = "answer",
        /// The conditions for AI that hold.
        Conditions = "conditions",
        /// What the version with rules would be.
        Rules = "rules",
        /// The decision and its reason.
        Worked = "worked",
        /// What would have to be different for another answer.
        Turns = "turns",
    }
}

impl CasePart {
    /// The option that stands for no condition at all.
    pub const NONE: &'static str = "none";

    /// Returns the ids that the options of a choice must have to hold it; nothing if it is held by a text.
    pub fn options(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Answer => Some(Verdict::ALL.iter().map(|(name, _)| *name).collect()),
            Self::Conditions => {
                Some(FitCondition::ALL.iter().map(|(name, _)| *name).chain([Self::NONE]).collect())
            }
            _ => None,
        }
    }
}

named! {
    /// Whether AI is the answer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Verdict {
        /// Rules, design or people are enough.
        No = "no",
        /// Rules first, and AI where they break.
        Later = "later",
        /// AI.
        Yes = "yes",
    }
}

named! {
    /// A condition under which AI may fit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum FitCondition {
        /// Rules fail too often.
        RulesBreak = "rules_break",
        /// The data hides a pattern.
        Hidden = "hidden",
        /// The world changes.
        Changing = "changing",
        /// It differs from person to person.
        Personal = "personal",
        /// Better can be measured.
        Measurable = "measurable",
    }
}

/// A concept to be explained from memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name, the same for ever.
    pub id: String,
    /// What it belongs to, in a word.
    pub topic: String,
    /// What is asked.
    pub question: String,
    /// What to be able to say.
    pub answer: String,
    /// A case that people outside the field know.
    pub example: String,
    /// What a product manager does differently because of it.
    pub why: String,
    /// Where to read more.
    pub source: String,
}

impl Card {
    /// Lists its sources one by one.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.source.split("; ").map(str::trim)
    }
}

/// A text that exercises and decks rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Its name, the same for ever.
    pub id: String,
    /// Author, title, year.
    pub title: String,
    /// What was taken from it.
    pub about: String,
    /// Where it can be read.
    pub link: Option<String>,
}
