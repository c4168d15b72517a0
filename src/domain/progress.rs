//! The board of progress as it is declared: sections of figures, each a way to look at measures.

/// Everything that is shown of progress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// Figures that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name on the command line.
    pub id: String,
    /// What people read.
    pub title: String,
    /// One line: what it tells.
    pub about: String,
    /// The figures, in order.
    pub figures: Vec<Figure>,
}

/// One chart or table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name within the section.
    pub id: String,
    /// What stands above it.
    pub title: String,
    /// How to read it, in a sentence or two.
    pub about: String,
    /// What it looks at, and how.
    pub kind: FigureKind,
}

/// A measure and what stands above its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The measure's id.
    pub measure: String,
    /// The words above it; the measure's title if left out.
    pub title: String,
}

/// The ways to look at measures. Fields are the ids of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureKind {
    /// A strip of weeks for each subject, with the last value, the change and n.
    Subjects(String),
    /// The mean over subjects week by week, with the spread and n.
    Weeks(Vec<Shown>),
    /// Every value about one subject over time.
    Ratings(String),
    /// How often values fall and rise, by how much, and how long a fall takes to heal.
    Healing(String),
    /// What speaks for and what speaks against, counted by category.
    Against {
        /// What builds.
        good: Shown,
        /// What breaks.
        bad: Shown,
    },
    /// How often each category was picked.
    Categories(String),
    /// The rows with the highest values, with what belongs to them.
    Ranked {
        /// The value.
        by: Shown,
        /// The measure whose categories are counted to order equals.
        then: Option<String>,
        /// What else is shown of each row.
        columns: Vec<Shown>,
    },
    /// One category or text against another: how often, and the mean of a measure if one is named.
    Crosstab {
        /// What the rows are.
        rows: String,
        /// What the columns are.
        columns: String,
        /// What is averaged in the cells; counted if left out.
        value: Option<String>,
        /// How many different columns each row needs to say something.
        least: usize,
    },
    /// What follows from severity: threshold, fallback and human check, with warnings.
    Policy {
        /// How bad it is.
        severity: String,
        /// How sure the product must be; its categories in their order, the least sure first.
        threshold: String,
        /// What it does when it is not sure.
        fallback: String,
        /// Who looks before it counts; its first category means nobody.
        check: String,
        /// The person.
        who: Option<String>,
        /// The situation.
        situation: Option<String>,
    },
    /// Two values of the same row against each other.
    Scatter {
        /// Across.
        x: String,
        /// Up.
        y: String,
    },
    /// The newest rows of a measure, with what belongs to them.
    Rows {
        /// The measure that makes a row.
        of: String,
        /// What is shown of each.
        columns: Vec<Shown>,
    },
    /// Days practised: the last 14 and 30, and a year.
    Days,
    /// Minutes an exercise takes, against its plan.
    Minutes,
    /// This week against the one before.
    Weekly,
    /// The items of the checklist: proven, claimed, open.
    Checklist,
    /// How well self-ratings fit what could be proven.
    Calibration,
}

impl Board {
    /// Finds a section by its name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Tells whether any figure looks at a measure.
    pub fn looks_at(&self, measure: &str) -> bool {
        let figures = self.sections.iter().flat_map(|section| &section.figures);
        figures.flat_map(|figure| figure.kind.measures()).any(|id| id == measure)
    }
}

impl FigureKind {
    /// Lists the measures it looks at.
    pub fn measures(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        match self {
            Self::Subjects(one) | Self::Ratings(one) | Self::Healing(one) | Self::Categories(one) => {
                all.push(one);
            }
            Self::Weeks(shown) => all.extend(shown.iter().map(|shown| shown.measure.as_str())),
            Self::Against { good, bad } => all.extend([good.measure.as_str(), bad.measure.as_str()]),
            Self::Ranked { by, then, columns } => {
                all.push(&by.measure);
                all.extend(then.as_deref());
                all.extend(columns.iter().map(|shown| shown.measure.as_str()));
            }
            Self::Crosstab { rows, columns, value, .. } => {
                all.extend([rows.as_str(), columns.as_str()]);
                all.extend(value.as_deref());
            }
            Self::Policy { severity, threshold, fallback, check, who, situation } => {
                all.extend([severity, threshold, fallback, check].map(String::as_str));
                all.extend(who.as_deref());
                all.extend(situation.as_deref());
            }
            Self::Scatter { x, y } => all.extend([x.as_str(), y.as_str()]),
            Self::Rows { of, columns } => {
                all.push(of);
                all.extend(columns.iter().map(|shown| shown.measure.as_str()));
            }
            Self::Days | Self::Minutes | Self::Weekly | Self::Checklist | Self::Calibration => {}
        }
        all
    }
}
