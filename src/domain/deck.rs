//! A deck: small things to practise that are not exercises. Interview questions, cases with a worked answer, concept cards;
//! and where what is said in all of them comes from.

use super::hue::Hue;
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

/// A kind of interview question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuestionKind {
    /// Design something.
    Design,
    /// Tell of something you did.
    Behavioural,
    /// Explain a number, and decide.
    Analytical,
}

impl QuestionKind {
    /// Every kind with its name in files.
    pub const ALL: [(&'static str, Self); 3] =
        [("design", Self::Design), ("behavioural", Self::Behavioural), ("analytical", Self::Analytical)];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The kind of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }
}

/// A way in which an answer about users goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pitfall {
    /// A group instead of a person.
    Group,
    /// Doing what users ask for.
    Agreement,
    /// Adjectives of devotion.
    Performing,
    /// A persona instead of a person.
    Persona,
    /// A solution before a pain.
    Solution,
    /// Numbers without a person behind them.
    Survey,
    /// Feelings where a constraint is asked for.
    Feelings,
}

impl Pitfall {
    /// Every pitfall with its name in files.
    pub const ALL: [(&'static str, Self); 7] = [
        ("group", Self::Group),
        ("agreement", Self::Agreement),
        ("performing", Self::Performing),
        ("persona", Self::Persona),
        ("solution", Self::Solution),
        ("survey", Self::Survey),
        ("feelings", Self::Feelings),
    ];
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
            CasePart::Answer => {
                let name = Verdict::ALL.iter().find(|(_, verdict)| *verdict == self.verdict);
                Picks::one(name.map_or("", |(name, _)| *name)).into()
            }
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

/// What of a case a field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CasePart {
    /// Its id, by which a case that was had is known again.
    Id,
    /// A few words.
    Title,
    /// Who, what happens today, what is asked for.
    Text,
    /// Whether AI is the answer.
    Answer,
    /// The conditions for AI that hold.
    Conditions,
    /// What the version with rules would be.
    Rules,
    /// The decision and its reason.
    Worked,
    /// What would have to be different for another answer.
    Turns,
}

impl CasePart {
    /// Every part with its name in exercise files.
    pub const ALL: [(&'static str, Self); 8] = [
        ("id", Self::Id),
        ("title", Self::Title),
        ("text", Self::Text),
        ("answer", Self::Answer),
        ("conditions", Self::Conditions),
        ("rules", Self::Rules),
        ("worked", Self::Worked),
        ("turns", Self::Turns),
    ];

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

/// Whether AI is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Rules, design or people are enough.
    No,
    /// Rules first, and AI where they break.
    Later,
    /// AI.
    Yes,
}

impl Verdict {
    /// Every verdict with its name in files.
    pub const ALL: [(&'static str, Self); 3] = [("no", Self::No), ("later", Self::Later), ("yes", Self::Yes)];
}

/// A condition under which AI may fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitCondition {
    /// Rules fail too often.
    RulesBreak,
    /// The data hides a pattern.
    Hidden,
    /// The world changes.
    Changing,
    /// It differs from person to person.
    Personal,
    /// Better can be measured.
    Measurable,
}

impl FitCondition {
    /// Every condition with its name in files.
    pub const ALL: [(&'static str, Self); 5] = [
        ("rules_break", Self::RulesBreak),
        ("hidden", Self::Hidden),
        ("changing", Self::Changing),
        ("personal", Self::Personal),
        ("measurable", Self::Measurable),
    ];
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
