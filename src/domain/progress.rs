//! What is shown of progress, as files declare it: sections of figures, each a query over measures.

use std::collections::BTreeMap;

use super::hue::Hue;

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
    /// One line: what it shows.
    pub about: String,
    /// The dimension it is about, if it is about one.
    pub hue: Option<Hue>,
    /// The figure whose headline is the verdict of the section; the first one with a headline if left out.
    pub verdict: Option<String>,
    /// The figures, in order.
    pub figures: Vec<FigureSpec>,
}

/// One figure: what is asked, of which measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSpec {
    /// Its name within the section.
    pub id: String,
    /// The name it had before, which is still understood.
    pub was: Option<String>,
    /// What stands above it.
    pub title: String,
    /// How to read it, in a sentence or two.
    pub about: String,
    /// What is asked.
    pub query: Query,
    /// The measures that are asked, by the role each has in the query, as files name it.
    pub measures: BTreeMap<&'static str, Shown>,
    /// The measures that stand in columns.
    pub columns: Vec<Shown>,
    /// How many different columns each row of a crosstab needs.
    pub least: usize,
    /// How much a guess goes up to: it is a judgement of so many things, of which so many held.
    pub of: Option<u32>,
    /// Whether rows stand together: of a choice by what was picked, of others by what they are about.
    pub grouped: bool,
    /// Whether rows say where they are from, with those that are only imagined among them, marked and not counted.
    pub sources: bool,
    /// What exercises train, in the words of their tags.
    pub tags: Vec<String>,
}

/// A measure and what stands above its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The measure's id.
    pub measure: String,
    /// The words above it.
    pub title: String,
}

/// What can be asked of facts. The roles of measures stand in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Query {
    /// Week by week for each subject, with the last value, the change and n (measure).
    BySubject,
    /// The mean over subjects week by week, with the deviation and n (columns).
    ByWeek,
    /// Every value about one subject over time (measure).
    OneSubject,
    /// How often values drop and gain, by how much, and how long a drop takes to recover (measure).
    Recovery,
    /// How often each category was picked (measure), or what speaks for and against (good, bad).
    ByCategory,
    /// One category or text against another (rows, columns): how often, or the mean of a third measure (value).
    Crosstab,
    /// The rows with the highest values (measure), of equals those with the most categories (then).
    Highest,
    /// The newest rows of a measure, with what belongs to them (measure).
    Newest,
    /// How the clocks of the newest entries ran, one under another (measure), with what belongs to each (columns).
    Strips,
    /// What follows from the severity of errors (severity, threshold, fallback, check, who, situation).
    Policy,
    /// Two values of the same rows (x, y).
    Pairs,
    /// Days practised: the last 14 and 30, and a year.
    Days,
    /// Active time of each exercise against its plan.
    Minutes,
    /// How long each topic was practised: the exercises that train it (tags).
    Topics,
    /// This week and the one before.
    WeekComparison,
    /// The items of the checklist: evidenced, self-rated, gap.
    Checklist,
    /// How well self-ratings fit the evidence.
    Calibration,
    /// Where each skill is used, and the story to tell it with.
    Stories,
    /// How many complaints are about which dimension.
    ComplaintDimensions,
    /// Which product they are about, from where, and what was decided.
    ComplaintPatterns,
    /// The words that recur in them.
    ComplaintPhrases,
}

impl FigureSpec {
    /// A figure that is asked of practice or of the checklist, with no measure of its own.
    pub fn new(query: Query, id: &str, title: &str, about: &str) -> Self {
        let [id, title, about] = [id, title, about].map(str::to_owned);
        Self {
            id,
            was: None,
            title,
            about,
            query,
            measures: BTreeMap::new(),
            columns: Vec::new(),
            least: 1,
            of: None,
            grouped: false,
            sources: false,
            tags: Vec::new(),
        }
    }

    /// Whether this is its name, or was before.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.was.as_deref() == Some(name)
    }

    /// The measure in a role; one without name or facts if there is none.
    pub fn measure(&self, role: &str) -> &str {
        self.measures.get(role).map_or("", |shown| shown.measure.as_str())
    }

    /// The title of the measure in a role.
    pub fn title_of(&self, role: &str) -> &str {
        self.measures.get(role).map_or("", |shown| shown.title.as_str())
    }
}

impl Section {
    /// The section as a screen shows it, where what belongs to a row stands beside the rows: without figures of one subject
    /// that another figure lists, and without the stories of skills that are listed.
    #[must_use]
    pub fn side_by_side(&self) -> Self {
        let has = |query: Query, measure: &str| {
            self.figures.iter().any(|figure| figure.query == query && figure.measure("measure") == measure)
        };
        let kept = |figure: &&FigureSpec| match figure.query {
            Query::OneSubject => !has(Query::BySubject, figure.measure("measure")),
            Query::Stories => !has(Query::Checklist, ""),
            _ => true,
        };
        Self { figures: self.figures.iter().filter(kept).cloned().collect(), ..self.clone() }
    }
}

impl Board {
    /// Finds a section by its name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Whether any figure looks at a measure.
    pub fn looks_at(&self, measure: &str) -> bool {
        let figures = self.sections.iter().flat_map(|section| &section.figures);
        let mut shown = figures.flat_map(|figure| figure.measures.values().chain(&figure.columns));
        shown.any(|shown| shown.measure == measure)
    }
}
