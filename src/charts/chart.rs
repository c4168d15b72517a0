//! Any chart, and several below one another.

use super::{
    Bars, Cards, Fortnight, Gauge, Heat, Line, Parts, Reliability, Row, Scatter, Sides, Strips, Table,
};

/// A chart of any kind.
#[derive(Debug, Clone)]
pub enum Chart {
    /// Counts by label.
    Bars(Bars),
    /// Sections of words.
    Cards(Cards),
    /// The last fourteen days.
    Fortnight(Fortnight),
    /// Some of a number.
    Gauge(Gauge),
    /// Days of a year.
    Heat(Heat),
    /// One subject over time.
    Line(Line),
    /// A whole in parts.
    Parts(Parts),
    /// How sure against how right.
    Reliability(Reliability),
    /// Two scales.
    Scatter(Scatter),
    /// Two counts a row.
    Sides(Sides),
    /// Many subjects over time.
    Strips(Strips),
    /// Columns.
    Table(Table),
    /// Several, one below the other with a blank row between.
    Stack(Vec<Chart>),
}

/// How high a chart is drawn that could take any height.
const SHAPED: usize = 14;

impl Chart {
    /// Draws it in so many columns, as high as it needs.
    pub fn rows(&self, width: usize) -> Vec<Row> {
        use super::ANY_HEIGHT;
        match self {
            Self::Bars(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Cards(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Fortnight(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Gauge(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Heat(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Line(chart) => chart.rows(width, SHAPED),
            Self::Parts(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Reliability(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Scatter(chart) => chart.rows(width, SHAPED),
            Self::Sides(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Strips(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Table(chart) => chart.rows(width, ANY_HEIGHT),
            Self::Stack(charts) => {
                let mut rows = Vec::new();
                for chart in charts {
                    if !rows.is_empty() {
                        rows.push(Row::new());
                    }
                    rows.extend(chart.rows(width));
                }
                rows
            }
        }
    }

    /// Gives the row of the picture that each item it lists stands on, in their order.
    pub fn places(&self, width: usize) -> Vec<usize> {
        match self {
            Self::Bars(_) | Self::Strips(_) => (0..self.rows(width).len()).collect(),
            Self::Cards(chart) => chart.headings(width),
            Self::Sides(_) => (1..self.rows(width).len()).collect(),
            Self::Table(chart) => chart.places(width),
            Self::Stack(charts) => {
                let mut top = 0;
                let mut places = Vec::new();
                for chart in charts {
                    places.extend(chart.places(width).into_iter().map(|place| top + place));
                    top += chart.rows(width).len() + 1;
                }
                places
            }
            _ => Vec::new(),
        }
    }
}

macro_rules! from {
    ($($kind:ident)*) => {
        $(impl From<$kind> for Chart {
            fn from(chart: $kind) -> Self {
                Self::$kind(chart)
            }
        })*
    };
}

from! { Bars Cards Fortnight Gauge Heat Line Parts Reliability Scatter Sides Strips Table }

impl From<Vec<Self>> for Chart {
    fn from(charts: Vec<Self>) -> Self {
        Self::Stack(charts)
    }
}
