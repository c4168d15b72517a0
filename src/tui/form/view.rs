//! How the form looks: heights, scrolling, drawing, and where the terminal's cursor stands.
//!
//! What is in the window is drawn into a buffer of its own and copied from there; long texts scroll inside their field.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Form;
use super::item::PageItem;
use super::kinds::Control;
use crate::domain::exercise::Field;
use crate::domain::fault::Fault;
use crate::domain::locate::FieldPath;
use crate::domain::number_format::counted;
use crate::domain::pages::Progress;
use crate::domain::scope::Scope;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;
use crate::wording;

/// Columns of the bar at the left of a text.
const BAR: u16 = 2;
/// Columns that a row's fields are indented by.
const INDENT: u16 = 2;

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
            let PageItem::Field { key, depth, number, .. } = item else { continue };
            let room = width.saturating_sub(depth * INDENT + BAR + gutter(*number)).max(1);
            let focused = focus.as_ref() == Some(key) && self.grading.is_none();
            if let Some(text) = self.controls.get_mut(key).and_then(Control::text_mut) {
                text.fit(room, if focused { height.saturating_sub(6) } else { 6 }, focused);
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
        let first = self.items.iter().position(PageItem::takes_focus) == Some(self.focus);
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
        let (Some(step), Some(page)) = (self.step(), self.page()) else {
            return vec![("There is nothing to answer here yet.".to_owned(), Role::Plain)];
        };
        let wrapped = |text: &str, role| {
            sanitize::wrap(text, usize::from(width)).into_iter().map(move |row| (row, role))
        };
        let mut rows = Vec::new();
        if self.page == 0 {
            rows.extend(self.theme.iter().flat_map(|theme| wrapped(theme, Role::Accent)));
        }
        if !page.row.is_empty() {
            let title = self.exercise.row_title(&self.answers, &page.row);
            let title = format!("{title} \u{a0}·\u{a0}\u{a0}{}\u{a0}of\u{a0}{}", page.of.0, page.of.1);
            rows.extend(wrapped(&title, Role::Accent).take(3));
        }
        let scope = Scope::at(&self.exercise, &self.answers, &page.row);
        rows.extend(wrapped(&step.ask.fill(&scope), Role::Title));
        rows.extend(step.why.iter().flat_map(|why| wrapped(why, Role::Dim)));
        rows.push((String::new(), Role::Plain));
        rows
    }

    pub(super) fn parts(&self, index: usize, width: u16) -> Parts {
        let focused = index == self.focus;
        match &self.items[index] {
            PageItem::Note(text) => {
                Parts { above: rows(text, width, "  ", Role::Quote), space: 1, ..Parts::default() }
            }
            PageItem::GroupHead(key) => self.group_head(key, width),
            PageItem::RowHead(title) => {
                Parts { above: vec![(title.clone(), Role::Accent)], ..Parts::default() }
            }
            PageItem::AddRow { .. } | PageItem::Go { .. } => {
                Parts { control: 1, space: 1, ..Parts::default() }
            }
            PageItem::Field { key, depth, number, waits } => {
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

    fn group_head(&self, key: &FieldPath, width: u16) -> Parts {
        let Some(field) = self.field(key) else { return Parts::default() };
        let Some(group) = field.kind.as_group() else { return Parts::default() };
        let mut above = vec![(field.label.clone(), Role::Title)];
        if let Some(other) = self.exercise.waits(field, &self.answers, &key.row) {
            above.push((format!("opens once “{other}” is answered"), Role::Dim));
        }
        above.extend(field.help.iter().flat_map(|help| rows(help, width, "", Role::Dim)));
        if !group.nudges.is_empty() {
            let line = format!("Worth considering: {}", group.nudges.join(", "));
            above.extend(rows(&line, width, "", Role::Dim));
        }
        let filled = self.rows(key).iter().filter(|row| !group.is_start(row)).count();
        let aside = match group.max {
            None if filled >= group.min => Some(counted(filled, &group.row)),
            _ => Some(format!("{filled} of {}", wording::wanted_rows(group))),
        };
        let below = self.fault(key).into_iter().flat_map(|fault| fault_rows(&fault, width)).collect();
        Parts { above, aside, below, ..Parts::default() }
    }

    fn field_parts(
        &self,
        field: &Field,
        key: &FieldPath,
        width: u16,
        focused: bool,
        waits: Option<&str>,
    ) -> Parts {
        let mut parts = Parts { space: 1, ..Parts::default() };
        let other = key.other;
        let label = if other { "your own words".to_owned() } else { field.label.clone() };
        parts.above.push((label, if focused { Role::Accent } else { Role::Plain }));
        if field.optional && !other {
            parts.aside = Some("optional".to_owned());
        }
        if let Some(waits) = waits {
            parts.above.push((format!("  opens once “{waits}” is answered"), Role::Dim));
            return parts;
        }
        if focused {
            let help = field.help.iter().filter(|_| !self.is_grading());
            parts.above.extend(help.flat_map(|help| rows(help, width, "", Role::Dim)));
            parts.aside = self.word_count(key).or(parts.aside);
        }
        let width_of_text = width.saturating_sub(BAR);
        if !self.is_beside(field, key, width_of_text) {
            parts.control = self.control_height(field, key, width_of_text, focused);
        }
        parts.below = self.below(field, key, width, focused);
        parts
    }

    fn below(&self, field: &Field, key: &FieldPath, width: u16, focused: bool) -> Vec<(String, Role)> {
        if let Some(rows) = self.grading_rows(field, key, width.saturating_sub(BAR)) {
            return rows;
        }
        let mut below = Vec::new();
        if focused {
            let (above, shown, more) = self.shown_suggestions();
            for (index, word) in shown {
                let marked = self.suggestion == Some(index);
                let (mark, role) = if marked { ("▸", Role::Marked) } else { (" ", Role::Dim) };
                below.push((format!("  {mark} {word}"), role));
            }
            let count = |n: usize, way: &str| (n > 0).then(|| format!("{n} more {way}"));
            let hidden: Vec<String> =
                [count(above, "above"), count(more, "below")].into_iter().flatten().collect();
            if !hidden.is_empty() {
                below.push((format!("    {}", hidden.join(" · ")), Role::Dim));
            }
        }
        if self.is_carried(field, key) {
            below.extend(rows(
                "from your last entry; change it if it's different now",
                width,
                "→ ",
                Role::Dim,
            ));
        }
        if let Some(proposal) = self.proposal(key) {
            let value = field.kind.option_label(&proposal.value);
            let text = format!("suggested: {}. {}", value.trim_end_matches('.'), proposal.because);
            let text = if focused { self.with_keys(&text, &[(Action::Accept, "accepts it")]) } else { text };
            below.extend(rows(&text, width, "→ ", Role::Example));
        }
        below.extend(self.fault(key).iter().flat_map(|fault| fault_rows(fault, width)));
        below.extend(self.advice(key).iter().flat_map(|(_, says)| rows(says, width, "~ ", Role::Warn)));
        below.extend(self.disagreement(key).iter().flat_map(|says| rows(says, width, "~ ", Role::Warn)));
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
        if let Some(ground) = buf.cell((area.x, area.y)) {
            sheet.set_style(sheet_area, ground.style());
        }
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
        brush.scrollbar(self.scroll, total);
        let cursor: Position = cursor?;
        let visible = (above..above.saturating_add(area.height)).contains(&cursor.y);
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
            PageItem::Field { depth, .. } => depth * INDENT,
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
            PageItem::AddRow { noun, .. } => {
                let role = if focused { Role::Marked } else { Role::Dim };
                brush.line(2, y, &format!(" + another {noun} "), role);
            }
            PageItem::Go { last } => {
                let role = if focused { Role::Marked } else { Role::Plain };
                brush.line(0, y, if *last { " Finish ✓ " } else { " Continue ▸ " }, role);
                brush.line(14, y, &self.open_words(), Role::Dim);
            }
            PageItem::Field { key, number, .. } if parts.control > 0 => {
                let lead = gutter(*number);
                if let Some(number) = number {
                    let role = if focused { Role::Accent } else { Role::Dim };
                    brush.line(indent, y, &format!("{number:>2}"), role);
                }
                let mut control = brush.part(indent + lead, y, u16::MAX, parts.control);
                let (bar, role) = if focused { ("▌", Role::Focus) } else { ("▏", Role::Dim) };
                for y in 0..control.area.height {
                    control.line(0, y, bar, role);
                }
                cursor =
                    self.draw_control(key, focused, &mut control.part(BAR, 0, u16::MAX, u16::MAX), theme);
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

    fn open_words(&self) -> String {
        let Some(page) = self.page() else { return String::new() };
        if matches!(self.overview.progress.get(page.step), Some(Progress::Closed(_))) {
            return String::new();
        }
        let open = self.overview.gaps_on(page).count();
        let elsewhere = self.overview.gaps.len() - open;
        match open {
            0 if elsewhere > 0 && self.page + 1 == self.overview.pages.len() => {
                "earlier pages have open answers".to_owned()
            }
            0 => "nothing open on this page".to_owned(),
            n => format!("{} open on this page", counted(n, "answer")),
        }
    }

    /// Returns where the columns of an item's control begin.
    pub(super) fn control_left(item: &PageItem) -> u16 {
        match item {
            PageItem::Field { depth, number, .. } => depth * INDENT + gutter(*number) + BAR,
            _ => 0,
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

/// The columns that the number of a row takes, with a space behind it.
fn gutter(number: Option<usize>) -> u16 {
    number.map_or(0, |number| u16::try_from(number.max(10).ilog10() + 2).unwrap_or(u16::MAX))
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
    let role = if fault.is_open() { Role::Warn } else { Role::Bad };
    rows(&wording::fault(fault), width, "! ", role)
}
