//! How the form looks, and where the terminal's cursor stands. What was arranged is painted: nothing is wrapped or counted
//! here that a key would not change.
//!
//! What is in the window is drawn into a buffer of its own and copied from there; long texts scroll inside their field.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Form;
use super::item::PageItem;
use super::kinds::Control;
use super::spot::{GUTTER, Line, Shape, Spot, count, rows};
use crate::domain::locate::FieldPath;
use crate::domain::number_format::counted;
use crate::domain::pages::Progress;
use crate::domain::scope::Scope;
use crate::sanitize;
use crate::tui::action::{Action, KeyContext};
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::chip::Chip;
use crate::tui::widgets::meter::without_pips;
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;

impl Form {
    /// Lists the rows above the fields: what the week is about, the question, and why it is asked if that is wanted.
    pub(super) fn head(&self, width: u16, why: bool) -> Vec<Line> {
        let (Some(step), Some(page)) = (self.step(), self.page()) else {
            return vec![("There is nothing to answer here yet.".to_owned(), Role::Plain)];
        };
        let line = |text: &str, role| rows(text, width, GUTTER.min(width), "", role);
        let mut head = Vec::new();
        if self.page == 0 {
            head.extend(self.theme.iter().flat_map(|theme| line(theme, Role::Accent)));
        }
        let scope = Scope::at(&self.exercise, &self.answers, &page.row);
        head.extend(line(&step.ask.fill(&scope), Role::Title));
        if why {
            head.extend(step.why.iter().flat_map(|why| line(why, Role::Dim)));
        }
        head.push((String::new(), Role::Plain));
        head.extend(self.step_clock(width));
        head
    }

    /// Draws the arranged page into an area and returns where the terminal's cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let layout = &self.layout;
        if area.width < 4 || area.height == 0 || layout.spots.len() != self.items.len() {
            return None;
        }
        let bottom = self.window.scroll + usize::from(area.height);
        let shown = layout.between(self.window.scroll, bottom);
        let spots = layout.spots.get(shown.clone()).unwrap_or_default();
        let start = spots.first().map_or(self.window.scroll, |spot| spot.y.min(self.window.scroll));
        let end = spots.iter().map(Spot::bottom).max().unwrap_or(bottom).max(bottom);
        let mut sheet = Buffer::empty(Rect::new(0, 0, area.width, count(end - start)));
        let sheet_area = sheet.area;
        if let Some(ground) = buf.cell((area.x, area.y)) {
            sheet.set_style(sheet_area, ground.style());
        }
        let mut brush = Brush::new(&mut sheet, sheet_area, theme);
        for ((text, role), row) in layout.head.iter().zip(0..).skip(start) {
            brush.line(0, count(row - start), text, *role);
        }
        for table in layout.tables.iter().filter(|table| table.rows.start < bottom) {
            let row =
                self.focused_key().and_then(|key| key.row.get(table.key.row.len()).map(|(_, row)| *row));
            let focused = table.items.contains(&self.focus);
            let row = row.filter(|_| focused);
            table.draw(start, layout.frames, focused, row, self.exercise.hue, &mut brush);
        }
        let mut cursor = None;
        for (index, spot) in shown.zip(spots) {
            let mut part = brush.part(spot.x, count(spot.y - start), spot.width, spot.height);
            cursor = cursor.or(self.draw_item(index, spot, &mut part, theme));
        }
        let above = count(self.window.scroll - start);
        Brush::new(buf, area, theme).copy(&sheet, above);
        // In the margin, so that no word is covered.
        Brush::new(buf, Rect { width: area.width + 2, ..area }, theme)
            .scrollbar(self.window.scroll, layout.total);
        self.draw_popup(area, buf, theme);
        let cursor: Position = cursor?;
        let visible = (above..above.saturating_add(area.height)).contains(&cursor.y);
        visible.then(|| Position::new(area.x + cursor.x, area.y + cursor.y - above))
    }

    fn draw_item(&self, index: usize, spot: &Spot, brush: &mut Brush<'_>, theme: &Theme) -> Option<Position> {
        let focused = index == self.focus;
        match self.items.get(index)? {
            PageItem::AddRow { noun, .. } => {
                let label = format!("+ another {noun}");
                let role = if focused { Role::Accent } else { Role::Dim };
                brush.line(GUTTER, 0, &label, role);
                if focused {
                    brush.select(0, 1);
                }
            }
            PageItem::Go { last } => self.draw_go(*last, focused, brush),
            PageItem::Field { key, .. } => match spot.shape {
                Shape::Frame => return self.draw_frame(key, focused, spot, brush, theme),
                Shape::Open => return self.draw_open(key, focused, spot, brush, theme),
                Shape::Cell => {
                    let mut cell = brush.part(0, 0, u16::MAX, spot.control.height);
                    return self.draw_cell(key, focused, &mut cell, theme);
                }
                Shape::Plain => draw_rows(spot, brush),
            },
            _ => draw_rows(spot, brush),
        }
        None
    }

    fn draw_frame(
        &self,
        key: &FieldPath,
        focused: bool,
        spot: &Spot,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let field = self.field(key)?;
        let text = self.controls.get(key).and_then(Control::text);
        let (first, total) = text.map_or((0, 0), |text| (text.first_row(), text.rows()));
        let (counter, role) =
            self.word_meter(key).or_else(|| self.time_meter(key)).unwrap_or((String::new(), Role::Dim));
        let hue = self.exercise.hue.filter(|_| focused);
        // The count stays, however long the question is; its bar gives way to the question.
        let label = Self::label(field, key);
        let room =
            |counter: &str| spot.width.saturating_sub(text_width(counter) + 9 + 2 * u16::from(hue.is_some()));
        let short = without_pips(&counter);
        let counter = if text_width(&label) <= room(&counter) { &counter } else { short };
        let label = sanitize::cut(&label, usize::from(room(counter)));
        let panel = Panel::new(&label).counter(counter).counted(role).scrolled(first, total);
        let panel = panel.note(spot.foot.as_ref().map(|(text, role)| (text.as_str(), *role)));
        panel.hue(hue).focused(focused).draw(brush, Surface::Panel);
        let below = spot.control.bottom();
        for (y, (text, role)) in (below..).zip(&spot.below) {
            brush.line(spot.notes_at, y, text, *role);
        }
        let control = spot.control;
        let mut inside = brush.part(control.x, control.y, control.width, control.height);
        self.draw_control(key, focused, &mut inside, theme)
    }

    fn draw_open(
        &self,
        key: &FieldPath,
        focused: bool,
        spot: &Spot,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        if focused {
            for y in 0..spot.height {
                brush.line(0, y, "▌", Role::Focus);
            }
        }
        for (y, (text, role)) in (0..).zip(&spot.above) {
            brush.line(GUTTER, y, text, *role);
        }
        let control = spot.control;
        if control.y > 0
            && let Some((meter, role)) = self.word_meter(key)
        {
            brush.right(GUTTER, 0, &meter, role);
        }
        for (y, (text, role)) in (control.bottom()..).zip(&spot.below) {
            brush.line(spot.notes_at, y, text, *role);
        }
        let text = self.text_area(key, control);
        let bar = if text.x > control.x { "▏" } else { "" };
        for y in control.y..control.bottom() {
            brush.line(control.x, y, bar, if focused { Role::Focus } else { Role::Dim });
        }
        let mut inside = brush.part(text.x, text.y, text.width, text.height);
        self.draw_control(key, focused, &mut inside, theme)
    }

    /// Draws the way on: what comes next, its key, and what is open still.
    fn draw_go(&self, last: bool, focused: bool, brush: &mut Brush<'_>) {
        let next = match self.overview.pages.get(self.page + 1).filter(|_| !last) {
            Some(page) => match self.exercise.steps.get(page.step) {
                Some(step) if page.row.is_empty() => format!("Next: {} ▸", step.title),
                _ => {
                    let row = self.exercise.row_title(&self.answers, &page.row);
                    format!("Next: {} {}/{} ▸", sanitize::cut(&row, 30), page.of.0, page.of.1)
                }
            },
            None => "Finish ✓".to_owned(),
        };
        let end = Chip { focused, picked: true, ..Chip::new(&next) }.draw(brush, GUTTER, 0);
        let key = self.keymap.key(&[KeyContext::Form], Action::Done).map(|key| key.to_string());
        let x = brush.line(end + 1, 0, &key.unwrap_or_default(), Role::Accent);
        let words = self.open_words();
        let fits = text_width(&words) <= brush.area.width.saturating_sub(x + 2);
        let short = words.strip_suffix(" on this page").filter(|_| !fits);
        brush.line(x + 2, 0, short.unwrap_or(&words), Role::Dim);
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
}

fn draw_rows(spot: &Spot, brush: &mut Brush<'_>) {
    for (y, (text, role)) in (0..).zip(&spot.above) {
        brush.line(0, y, text, *role);
    }
    if let Some((text, role)) = &spot.foot {
        let end = spot.above.first().map_or(0, |(text, _)| text_width(text));
        brush.right(end + 1, 0, text, *role);
    }
}
