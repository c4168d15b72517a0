//! How the form looks: heights, scrolling, drawing, and where the terminal's cursor stands.
//!
//! A page is drawn whole into a buffer of its own and a window of it is shown; long texts scroll inside their field.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::control::Control;
use super::item::Item;
use super::{Form, Key, choice, evidence, rank, scale};
use crate::domain::exercise::{Field, Kind};
use crate::domain::scope::Scope;
use crate::domain::validate::{Fault, Progress, plural, row_noun, wanted_rows};
use crate::domain::value::Value;
use crate::sanitize;
use crate::tui::text::Look;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// Columns of the bar at the left of a text.
const BAR: u16 = 2;
/// Columns that a row's fields are indented by.
const INDENT: u16 = 2;
/// What is longer than this is not a word to be marked, in bytes.
const LONGEST_MARK: usize = 60;
/// Rows an empty field of prose has.
const PROSE_MIN: u16 = 3;
/// Rows that an answer of one line takes at most, where it is longer than the page is wide.
const LINE_MAX: u16 = 4;

/// The rows one item takes, part by part.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Rows of label and help above the control.
    pub above: Vec<(String, Role)>,
    /// Something at the right edge of the first row.
    pub aside: Option<String>,
    /// Rows of the control.
    pub control: u16,
    /// Rows below it.
    pub below: Vec<(String, Role)>,
    /// Empty rows at the end.
    pub space: u16,
}

impl Parts {
    fn height(&self) -> usize {
        self.above.len() + usize::from(self.control) + self.below.len() + usize::from(self.space)
    }
}

impl Form {
    /// Fits texts and scrolling to the room there is. To be called after every change and before drawing.
    pub fn arrange(&mut self, width: u16, height: u16) {
        self.width = width;
        let focus = self.focused_key();
        for item in &self.items {
            let Item::Field { key, depth, number, .. } = item else { continue };
            let room = width.saturating_sub(depth * INDENT + BAR + number.map_or(0, |_| 3)).max(1);
            let Some(control) = self.controls.get_mut(key) else { continue };
            let most = if focus.as_ref() == Some(key) { height.saturating_sub(6) } else { 6 };
            match control {
                Control::Prose(text) => {
                    text.set_size(room, text_height(text.rows(), most));
                    text.set_size(room, text_height(text.rows(), most));
                }
                Control::Line(text) | Control::Number(text) | Control::Other(text) => {
                    text.set_size(room, line_height(text.rows()));
                    text.set_size(room, line_height(text.rows()));
                }
                _ => continue,
            }
            // What is not being written reads from its beginning.
            if focus.as_ref() != Some(key)
                && let Some(text) = control.text_mut()
            {
                text.scroll_by(i32::MIN);
            }
        }
        let mut top = self.head(width).len();
        self.tops = vec![top];
        for index in 0..self.items.len() {
            top += self.parts(index, width).height();
            self.tops.push(top);
        }
        let at = |item: usize| self.tops.get(item).copied().unwrap_or(top);
        let (focus_top, height) = (at(self.focus), usize::from(height));
        let focus_height = at(self.focus + 1) - focus_top;
        let first = self.items.iter().position(Item::takes_focus) == Some(self.focus);
        if first && focus_top + focus_height <= height {
            self.scroll = 0;
        }
        if focus_top < self.scroll {
            self.scroll = focus_top.saturating_sub(1);
        }
        if focus_top + focus_height > self.scroll + height {
            self.scroll = (focus_top + focus_height).saturating_sub(height).min(focus_top);
        }
        self.scroll = self.scroll.min(top.saturating_sub(height.min(top)));
    }

    /// Lists the rows above the fields: what row this is, the question, why it is asked.
    fn head(&self, width: u16) -> Vec<(String, Role)> {
        let (Some(step), Some(page)) = (self.step(), self.overview.pages.get(self.page)) else {
            return vec![("There is nothing to ask here yet.".to_owned(), Role::Plain)];
        };
        let mut rows = Vec::new();
        if !page.row.0.is_empty() {
            let title = self.exercise.row_title(&self.answers, &page.row);
            let title = sanitize::wrap(
                &format!("{title} \u{a0}·\u{a0}\u{a0}{}\u{a0}of\u{a0}{}", page.of.0, page.of.1),
                usize::from(width),
            );
            rows.extend(title.into_iter().take(3).map(|row| (row, Role::Accent)));
        }
        let scope = Scope::at(&self.exercise, &self.answers, &page.row);
        rows.extend(
            sanitize::wrap(&step.ask.fill(&scope), usize::from(width))
                .into_iter()
                .map(|row| (row, Role::Title)),
        );
        if let Some(why) = &step.why {
            rows.extend(sanitize::wrap(why, usize::from(width)).into_iter().map(|row| (row, Role::Dim)));
        }
        rows.push((String::new(), Role::Plain));
        rows
    }

    /// Measures one item.
    pub(super) fn parts(&self, index: usize, width: u16) -> Parts {
        let focused = index == self.focus;
        match &self.items[index] {
            Item::Note(text) => {
                Parts { above: rows(text, width, "  ", Role::Quote), space: 1, ..Parts::default() }
            }
            Item::GroupHead(key) => self.group_head(key, width),
            Item::RowHead(title) => Parts { above: vec![(title.clone(), Role::Accent)], ..Parts::default() },
            Item::AddRow { .. } | Item::Go { .. } => Parts { control: 1, space: 1, ..Parts::default() },
            Item::Field { key, depth, number, waits } => {
                let Some(field) = self.field(key) else { return Parts::default() };
                let room = width.saturating_sub(depth * INDENT);
                let mut parts = self.field_parts(field, key, room, focused, waits.as_deref());
                if number.is_some() {
                    parts.above.clear();
                    parts.space = 0;
                }
                parts
            }
        }
    }

    fn group_head(&self, key: &Key, width: u16) -> Parts {
        let Some(field) = self.field(key) else { return Parts::default() };
        let Kind::Group(group) = &field.kind else { return Parts::default() };
        let mut above = vec![(field.label.clone(), Role::Title)];
        if let Some(other) = self.exercise.waits(field, &self.answers, &key.0) {
            above.push((format!("opens when “{other}” has an answer"), Role::Dim));
        }
        above.extend(field.help.iter().flat_map(|help| rows(help, width, "", Role::Dim)));
        if !group.nudges.is_empty() {
            let line = format!("Worth a thought: {}", group.nudges.join(", "));
            above.extend(rows(&line, width, "", Role::Dim));
        }
        let filled = self.rows(key).iter().filter(|row| !group.is_start(row)).count();
        let aside = match group.max {
            None if filled >= group.min => Some(format!("{filled} {}", row_noun(group, filled))),
            _ => Some(format!("{filled} of {}", wanted_rows(group))),
        };
        let below = self.fault(key).into_iter().flat_map(|fault| fault_rows(&fault, width)).collect();
        Parts { above, aside, below, ..Parts::default() }
    }

    fn field_parts(&self, field: &Field, key: &Key, width: u16, focused: bool, waits: Option<&str>) -> Parts {
        let mut parts = Parts { space: 1, ..Parts::default() };
        let other = matches!(self.controls.get(key), Some(Control::Other(_)));
        let label = if other { "which other?".to_owned() } else { field.label.clone() };
        parts.above.push((label, if focused { Role::Accent } else { Role::Plain }));
        if field.optional && !other {
            parts.aside = Some("optional".to_owned());
        }
        if let Some(waits) = waits {
            parts.above.push((format!("  opens when “{waits}” has an answer"), Role::Dim));
            return parts;
        }
        if focused {
            parts.above.extend(field.help.iter().flat_map(|help| rows(help, width, "", Role::Dim)));
            parts.aside = self.word_count(key).or(parts.aside);
        }
        parts.control = match (self.controls.get(key), &field.kind) {
            (Some(Control::Prose(text)), _) => text_height(text.rows(), self.prose_room(key)),
            (Some(Control::Line(text) | Control::Number(text) | Control::Other(text)), _) => {
                text.height().max(1)
            }
            (Some(Control::Scale), _) => scale::height(),
            (Some(Control::Choice(_)), Kind::Choice(kind)) => {
                choice::height(kind, width.saturating_sub(BAR), focused)
            }
            (Some(Control::Evidence(_)), _) => evidence::height(&self.evidence_lines(key), focused),
            (Some(Control::Rank(_)), _) => rank::height(&self.ranking(key)),
            _ => 1,
        };
        parts.below = self.below(field, key, width, focused);
        parts
    }

    /// The height that `arrange` gave a prose field is kept by the text itself.
    fn prose_room(&self, key: &Key) -> u16 {
        self.controls.get(key).and_then(Control::text).map_or(PROSE_MIN, super::super::text::TextArea::height)
    }

    fn below(&self, field: &Field, key: &Key, width: u16, focused: bool) -> Vec<(String, Role)> {
        let mut below = Vec::new();
        if focused {
            for (index, word) in self.suggestions.iter().enumerate() {
                let mark = if self.suggestion == Some(index) { "▸" } else { " " };
                let role = if self.suggestion == Some(index) { Role::Marked } else { Role::Dim };
                below.push((format!("  {mark} {word}"), role));
            }
        }
        if let Some(proposal) = self.proposal(key) {
            let value = match &field.kind {
                Kind::Choice(kind) => kind.label(&proposal.value),
                _ => proposal.value.as_str(),
            };
            let key = if focused { "  Ctrl-Y takes it." } else { "" };
            below.extend(rows(
                &format!("proposed: {}. {}{key}", value.trim_end_matches('.'), proposal.because),
                width,
                "→ ",
                Role::Example,
            ));
        }
        if let Some(fault) = self.fault(key) {
            below.extend(fault_rows(&fault, width));
        }
        if let Some(advice) = self.advice(key) {
            for (_, says) in &advice.hints {
                below.extend(rows(says, width, "~ ", Role::Warn));
            }
        }
        if let Some(says) = self.disagreement(key) {
            below.extend(rows(&says, width, "~ ", Role::Warn));
        }
        if let Some(example) = field.example.as_ref().filter(|_| focused && self.examples) {
            below.extend(rows(&example.thin, width, "thin  ", Role::Dim));
            below.extend(rows(&example.rich, width, "rich  ", Role::Example));
        }
        below
    }

    /// Draws the arranged page into an area and returns where the terminal's cursor stands. Only what is in the window is
    /// laid out.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        if area.width < 4 || area.height == 0 || self.tops.len() != self.items.len() + 1 {
            return None;
        }
        let (head, total) = (self.head(area.width), *self.tops.last()?);
        let bottom = self.scroll + usize::from(area.height);
        let first = self.tops.partition_point(|top| *top <= self.scroll).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < bottom).min(self.items.len());
        let start = if self.scroll < head.len() { 0 } else { self.tops[first] };
        let rows = u16::try_from(self.tops[last].saturating_sub(start)).unwrap_or(u16::MAX).max(1);
        let mut sheet = Buffer::empty(Rect::new(0, 0, area.width, rows));
        let sheet_area = sheet.area;
        let mut brush = Brush::new(&mut sheet, sheet_area, theme);
        if start == 0 {
            for (y, (text, role)) in (0..rows).zip(&head) {
                brush.line(0, y, text, *role);
            }
        }
        let mut cursor = None;
        for index in first..last {
            let (Ok(top), part) = (u16::try_from(self.tops[index] - start), self.parts(index, area.width))
            else {
                break;
            };
            let height = u16::try_from(part.height()).unwrap_or(u16::MAX);
            let here = self.draw_item(index, &part, &mut brush.part(0, top, area.width, height), theme);
            cursor = cursor.or(here);
        }
        let above = u16::try_from(self.scroll - start).unwrap_or(u16::MAX);
        for y in 0..area.height.min(rows.saturating_sub(above)) {
            for x in 0..area.width {
                if let (Some(from), Some(to)) =
                    (sheet.cell((x, y + above)), buf.cell_mut((area.x + x, area.y + y)))
                {
                    *to = from.clone();
                }
            }
        }
        // In the margin, so that no word is covered.
        let margin = Rect { width: area.width + 1, ..area };
        let mut brush = Brush::new(buf, margin, theme);
        if self.scroll > 0 {
            brush.right(0, 0, "↑", Role::Accent);
        }
        if total > bottom {
            brush.right(0, area.height - 1, "↓", Role::Accent);
        }
        let cursor: Position = cursor?;
        let visible = (above..above + area.height).contains(&cursor.y);
        visible.then(|| Position::new(area.x + cursor.x, area.y + cursor.y - above))
    }

    fn draw_item(
        &self,
        index: usize,
        parts: &Parts,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let focused = index == self.focus;
        let indent = match &self.items[index] {
            Item::Field { depth, .. } => depth * INDENT,
            _ => 0,
        };
        let mut y = 0;
        for (text, role) in &parts.above {
            let end = brush.line(indent, y, text, *role);
            if y == 0
                && let Some(aside) = &parts.aside
            {
                brush.right(end + 1, y, aside, Role::Dim);
            }
            y += 1;
        }
        let mut cursor = None;
        match &self.items[index] {
            Item::AddRow { noun, .. } => {
                let role = if focused { Role::Marked } else { Role::Dim };
                brush.line(2, y, &format!(" + another {noun} "), role);
            }
            Item::Go { last } => {
                let role = if focused { Role::Marked } else { Role::Plain };
                brush.line(0, y, if *last { " Finish ✓ " } else { " Continue ▸ " }, role);
                let progress = self.open_words();
                brush.line(14, y, &progress, Role::Dim);
            }
            Item::Field { key, number, .. } if parts.control > 0 => {
                let lead = number.map_or(0, |_| 3);
                if let Some(number) = number {
                    brush.line(
                        indent,
                        y,
                        &format!("{number:>2}"),
                        if focused { Role::Accent } else { Role::Dim },
                    );
                }
                cursor = self.draw_control(
                    key,
                    focused,
                    &mut brush.part(indent + lead, y, u16::MAX, parts.control),
                    theme,
                );
            }
            _ => {}
        }
        y += parts.control;
        for (text, role) in &parts.below {
            brush.line(indent + BAR, y, text, *role);
            y += 1;
        }
        cursor
    }

    fn draw_control(
        &self,
        key: &Key,
        focused: bool,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let field = self.field(key)?;
        let value = self.value(key);
        let cursor = |at: usize| focused.then_some(at);
        let (bar, role) = if focused { ("▌", Role::Focus) } else { ("▏", Role::Dim) };
        for y in 0..brush.area.height {
            brush.line(0, y, bar, role);
        }
        let mut room = brush.part(BAR, 0, u16::MAX, u16::MAX);
        match (self.controls.get(key)?, &field.kind) {
            (Control::Scale, Kind::Scale(kind)) => {
                let number = value.and_then(Value::as_number).map(|n| n as i64);
                scale::draw(&mut room, kind, number, focused);
            }
            (Control::Choice(at), Kind::Choice(kind)) => {
                choice::draw(&mut room, kind, value.and_then(Value::as_picks), cursor(*at));
            }
            (Control::Evidence(at), _) => evidence::draw(&mut room, &self.evidence_lines(key), cursor(*at)),
            (Control::Rank(at), _) => rank::draw(&mut room, &self.ranking(key), cursor(*at)),
            (control, _) => {
                let text = control.text()?;
                let marked: Vec<_> = self
                    .advice(key)
                    .into_iter()
                    .flat_map(|advice| {
                        let words = advice.hints.iter().filter(|(span, _)| span.len() <= LONGEST_MARK);
                        words.map(|(span, _)| (span.clone(), theme.style(Role::Hint)))
                    })
                    .collect();
                let look = Look {
                    text: theme.style(Role::Plain),
                    selection: theme.style(Role::Marked),
                    placeholder: ("", theme.style(Role::Dim)),
                    marked: &marked,
                };
                text.render(room.area, room.buf, &look);
                return focused.then(|| text.cursor_position(room.area)).flatten();
            }
        }
        None
    }

    fn open_words(&self) -> String {
        let Some(page) = self.overview.pages.get(self.page) else { return String::new() };
        if matches!(self.overview.progress.get(page.step), Some(Progress::Closed(_))) {
            return String::new();
        }
        let open = self.overview.gaps_on(page).count();
        let elsewhere = self.overview.gaps.len() - open;
        match open {
            0 if elsewhere > 0 && self.page + 1 == self.overview.pages.len() => {
                "some pages before have answers open".to_owned()
            }
            0 => "nothing open on this page".to_owned(),
            1 => "1 answer open on this page".to_owned(),
            n => format!("{n} {} open on this page", plural("answer")),
        }
    }

    /// Returns the item at a row of the area, and the row within it.
    pub(super) fn item_at(&self, row: u16) -> Option<(usize, u16)> {
        let row = usize::from(row) + self.scroll;
        let index = self.tops.partition_point(|top| *top <= row).checked_sub(1)?;
        let within = u16::try_from(row - self.tops[index]).ok()?;
        (index < self.items.len()).then_some((index, within))
    }
}

fn text_height(rows: usize, most: u16) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX).max(PROSE_MIN).min(most.max(PROSE_MIN))
}

fn line_height(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(LINE_MAX).clamp(1, LINE_MAX)
}

fn rows(text: &str, width: u16, lead: &str, role: Role) -> Vec<(String, Role)> {
    let indent = crate::sanitize::width(lead);
    let room = width.saturating_sub(BAR + indent as u16).max(8);
    let blank = " ".repeat(indent);
    let mut first = true;
    sanitize::wrap(text.trim_end(), usize::from(room))
        .into_iter()
        .map(|row| {
            let lead = if std::mem::take(&mut first) { lead } else { blank.as_str() };
            (format!("{lead}{row}"), role)
        })
        .collect()
}

fn fault_rows(fault: &Fault, width: u16) -> Vec<(String, Role)> {
    let role = match fault {
        Fault::Open(_) => Role::Warn,
        Fault::Unfit(_) => Role::Bad,
    };
    rows(fault.words(), width, "! ", role)
}

impl Form {
    /// Says where the columns of an item's control begin.
    pub(super) fn control_left(item: &Item) -> u16 {
        match item {
            Item::Field { depth, number, .. } => depth * INDENT + number.map_or(0, |_| 3) + BAR,
            _ => 0,
        }
    }
}
