//! Why an answer is not yet one. What to say about it is in `wording`.

/// Why an answer is missing or does not fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    NoText,
    NoNumber,
    /// A clock that never ran.
    NoTime,
    /// A text that is not a time on a clock.
    NotATime,
    NoRating,
    /// No option, and whether several may be picked.
    NoPick(bool),
    NoCites,
    /// So many citations too few.
    FewCites(usize),
    /// So many citations of observations too few: others are only imagined, or ideas.
    FewObserved(usize),
    /// So many rows too few, what a row is called, and how many are filled in.
    FewRows(usize, String, usize),
    /// An answer of another kind, as after the question changed.
    OtherKind,
    /// A text for what takes none.
    NotTyped,
    /// A text that is not a name.
    NotAName,
    /// A text that is not a day of the calendar.
    NotADay,
    /// Paragraphs: wanted, found.
    Paragraphs(usize, usize),
    /// A text that is not a number.
    NotANumber,
    /// A number with a comma: as typed, as thousands, as a decimal.
    Ambiguous(String, f64, f64),
    /// A number below or above its limits.
    OutOfRange(Option<f64>, Option<f64>),
    /// Not a whole number between the ends of a scale.
    OffScale(i64, i64),
    /// A text that names no option, and whether words of one's own may be added.
    NotAnOption(bool),
    /// The id of an option there is not.
    UnknownOption(String),
    /// Several options where one is picked.
    ManyPicks,
    /// Words of one's own where there is no "other".
    OwnWords,
    /// No words beside "other".
    BlankOther,
    /// More rows than there may be: at most, found.
    ManyRows(usize, usize),
    /// The answer that another field has, where the two must differ: the label of that field.
    SameAs(String),
}

impl Fault {
    /// Returns whether nothing is wrong with what is there: something is missing.
    pub fn is_open(&self) -> bool {
        use Fault::{FewCites, FewObserved, FewRows, NoCites, NoNumber, NoPick, NoRating, NoText, NoTime};
        matches!(
            self,
            NoText
                | NoNumber
                | NoTime
                | NoRating
                | NoPick(_)
                | NoCites
                | FewCites(_)
                | FewObserved(_)
                | FewRows(..)
        )
    }
}
