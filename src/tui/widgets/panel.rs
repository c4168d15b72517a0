//! Panels: a frame with rounded corners, with what it is and how much there is in its border, and its keys at its foot. The
//! one that has the focus takes its hue and heavier lines, so that it is told without colour too.

use ratatui::layout::Rect;

use super::paint::{Brush, scroll_thumb, text_width};
use crate::sanitize;
use crate::tui::theme::{Hue, Role, Surface, hue_mark};

/// A frame and what stands in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Panel<'a> {
    title: &'a str,
    counter: &'a str,
    tags: &'a [&'a str],
    counter_role: Option<Role>,
    /// Keys with what they do.
    keys: &'a [(String, &'a str)],
    aside: &'a str,
    /// A sentence at the left of the foot, before the keys.
    note: Option<(&'a str, Role)>,
    hue: Option<Hue>,
    focused: bool,
    over: bool,
    /// The first row that shows, and how many there are.
    scrolled: (usize, usize),
    /// Whether it goes on above and below the area.
    open: (bool, bool),
}

impl<'a> Panel<'a> {
    /// Begins with a title alone.
    pub fn new(title: &'a str) -> Self {
        Self { title, ..Self::default() }
    }

    /// Begins with what lies over the screen: it has the focus, and no other beside it.
    pub fn over(title: &'a str) -> Self {
        Self { over: true, ..Self::new(title) }
    }

    /// Sets what stands at the right of the upper border.
    #[must_use]
    pub fn counter(self, counter: &'a str) -> Self {
        Self { counter, ..self }
    }

    /// Sets what stands after the title and can be taken off.
    #[must_use]
    pub fn tags(self, tags: &'a [&'a str]) -> Self {
        Self { tags, ..self }
    }

    /// Sets how the counter looks.
    #[must_use]
    pub fn counted(self, role: Role) -> Self {
        Self { counter_role: Some(role), ..self }
    }

    /// Sets the keys at the foot, each with what it does.
    #[must_use]
    pub fn keys(self, keys: &'a [(String, &'a str)]) -> Self {
        Self { keys, ..self }
    }

    /// Sets what stands at the right of the lower border.
    #[must_use]
    pub fn aside(self, aside: &'a str) -> Self {
        Self { aside, ..self }
    }

    /// Sets a sentence at the left of the foot; it has to fit, see [`Panel::note_room`].
    #[must_use]
    pub fn note(self, note: Option<(&'a str, Role)>) -> Self {
        Self { note, ..self }
    }

    /// Returns the columns there are for a sentence at the foot of a panel of a width.
    pub fn note_room(width: u16) -> u16 {
        width.saturating_sub(6)
    }

    /// Sets whether it goes on above and below the area, where it has no border then.
    #[must_use]
    pub fn open(self, above: bool, below: bool) -> Self {
        Self { open: (above, below), ..self }
    }

    /// Sets the dimension it belongs to.
    #[must_use]
    pub fn hue(self, hue: Option<Hue>) -> Self {
        Self { hue, ..self }
    }

    /// Sets whether it has the focus.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// Sets the first row that shows and how many there are, for a scrollbar in the border.
    #[must_use]
    pub fn scrolled(self, from: usize, total: usize) -> Self {
        Self { scrolled: (from, total), ..self }
    }

    /// Returns the area within the frame, a column of air at each side.
    pub fn inside(area: Rect) -> Rect {
        let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(2));
        Rect { x: area.x.saturating_add(2), y: area.y.saturating_add(1), width, height }
    }

    /// Returns the tag at a column of the upper border of a frame of some width.
    pub fn tag_at(&self, column: u16, width: u16) -> Option<usize> {
        let hit = |(x, label): &(u16, String)| (*x..*x + text_width(label)).contains(&column);
        self.tag_places(width).iter().position(hit)
    }

    /// Places the tags: column and words. They share the room there is.
    fn tag_places(&self, width: u16) -> Vec<(u16, String)> {
        let hue = if self.hue.is_some() { 2 } else { 0 };
        let mut x = 2 + hue + text_width(&sanitize::line(self.title)) + 3;
        let each = width.saturating_sub(x + 1) / u16::try_from(self.tags.len()).unwrap_or(u16::MAX).max(1);
        let place = |tag: &&str| {
            let label = sanitize::cut(&sanitize::line(tag), usize::from(each.saturating_sub(5)));
            let (at, label) = (x, format!(" {label} × "));
            x += text_width(&label) + 1;
            (at, label)
        };
        self.tags.iter().map(place).collect()
    }

    /// Draws the frame over a surface, and returns a brush for what is within.
    pub fn draw<'b>(&self, brush: &'b mut Brush<'_>, surface: Surface) -> Brush<'b> {
        let (width, height) = (brush.area.width, brush.area.height);
        brush.clear(surface);
        if width >= 2 && height >= 2 {
            self.draw_border(brush, width, height);
        }
        brush.part(2, 1, width.saturating_sub(4), height.saturating_sub(2))
    }

    fn edge(&self) -> Role {
        match (self.focused, self.hue) {
            (true, Some(hue)) => Role::Hue(hue),
            (true, None) => Role::Focus,
            (false, _) if self.over => Role::Focus,
            (false, _) => Role::Border,
        }
    }

    fn draw_border(&self, brush: &mut Brush<'_>, width: u16, height: u16) {
        let (edge, last) = (self.edge(), height - 1);
        for y in 0..height {
            brush.line(0, y, "│", edge);
            brush.line(width - 1, y, "│", edge);
        }
        let across = if self.focused { "━" } else { "─" }.repeat(usize::from(width - 2));
        if !self.open.0 {
            brush.line(0, 0, &format!("╭{across}╮"), edge);
            let mut end = self.draw_title(&mut brush.part(2, 0, width.saturating_sub(4), 1));
            for (x, label) in self.tag_places(width) {
                end = brush.part(0, 0, width.saturating_sub(1), 1).line(x, 0, &label, Role::Marked);
            }
            in_border(brush, 0, end + 2, (self.counter, self.counter_role.unwrap_or(Role::Dim)));
        }
        if !self.open.1 {
            brush.line(0, last, &format!("╰{across}╯"), edge);
            let end = self.draw_foot(&mut brush.part(2, last, width.saturating_sub(4), 1));
            in_border(brush, last, end + 2, (self.aside, Role::Dim));
        }
        let (from, total) = self.scrolled;
        for y in scroll_thumb(last - 1, from, total) {
            brush.line(width - 1, y + 1, "┃", if edge == Role::Border { Role::Dim } else { edge });
        }
    }

    /// Draws the title, and returns the column after it.
    fn draw_title(&self, border: &mut Brush<'_>) -> u16 {
        if self.title.is_empty() {
            return 0;
        }
        let mut x = border.line(0, 0, " ", Role::Title);
        if let Some(hue) = self.hue {
            x = border.pieces(x, 0, &[(hue_mark(hue).0, Role::Hue(hue)), (" ", Role::Plain)]);
        }
        border.line(x, 0, &format!("{} ", self.title), Role::Title)
    }

    /// Draws the sentence and as many keys as there is room for, and returns the column after them.
    fn draw_foot(&self, border: &mut Brush<'_>) -> u16 {
        let mut x = match self.note {
            Some((note, role)) => border.line(0, 0, &format!(" {note} "), role),
            None => 0,
        };
        for (key, label) in self.keys {
            let wide = text_width(key).saturating_add(text_width(label)).saturating_add(3);
            if x + wide > border.area.width {
                break;
            }
            x = border.pieces(x, 0, &[(" ", Role::Plain), (key, Role::Accent), (" ", Role::Plain)]);
            x = border.pieces(x, 0, &[(label, Role::Dim), (" ", Role::Plain)]);
        }
        x
    }
}

/// Draws something at the right of a border, if there is room from a column on.
fn in_border(brush: &mut Brush<'_>, y: u16, from: u16, (text, role): (&str, Role)) {
    if !text.is_empty() {
        let width = brush.area.width.saturating_sub(2);
        brush.part(0, y, width, 1).right(from, 0, &format!(" {text} "), role);
    }
}

/// A panel of a few lines: what it is about, how it stands, and what is left of it.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The frame around it.
    pub panel: Panel<'a>,
    /// Its first line, and what stands at the right of it.
    pub name: &'a str,
    /// How it stands, with its style.
    pub state: (&'a str, Role),
    /// What follows, a line each; the last one is wrapped.
    pub lines: &'a [(&'a str, Role)],
}

impl Card<'_> {
    /// Draws it.
    pub fn draw(&self, brush: &mut Brush<'_>) {
        let mut inside = self.panel.draw(brush, Surface::Panel);
        let room = inside.area.width.saturating_sub(text_width(self.state.0) + 1);
        inside.line(0, 0, &sanitize::cut(self.name, usize::from(room)), Role::Title);
        inside.right(0, 0, self.state.0, self.state.1);
        let last = self.lines.len().saturating_sub(1);
        for (index, (text, role)) in self.lines.iter().enumerate() {
            let y = index as u16 + 1;
            if index == last {
                inside.block(0, y, text, *role);
            } else {
                inside.line(0, y, text, *role);
            }
        }
    }
}
