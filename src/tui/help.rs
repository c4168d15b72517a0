//! The help over the screen: the keys that work here, from the keymap.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::{Action, KeyContext};
use super::context::Which;
use super::input::Key;
use super::keymap::Keymap;
use super::theme::{Role, Surface, Theme};
use super::widgets::paint::Brush;
use super::widgets::panel::Panel;

/// Columns of the keys, and of a key with what it does.
const KEYS: u16 = 16;
const COLUMN: u16 = 56;

/// What one row says in each of the columns: keys, and what they do; a title has keys alone.
type Row = Vec<(String, String)>;

/// What help is about.
#[derive(Debug, Clone, Copy)]
pub struct Help<'a> {
    /// Which key does what.
    pub keymap: &'a Keymap,
    /// Where keys mean something here.
    pub contexts: &'a [KeyContext],
    /// The journal that is open.
    pub which: &'a Which,
}

/// Lists the groups of help: a title, and the keys with what they do.
fn groups(Help { keymap, contexts, which }: Help<'_>) -> Vec<Row> {
    // The keys of the whole page come before those of the field in it.
    let (inner, outer) = contexts.split_at(contexts.len().min(usize::from(contexts.len() > 2)));
    let (middle, last) = outer.split_at(outer.len().saturating_sub(1));
    let group = |context: &KeyContext| {
        let listed = keymap.listed(*context);
        let (.., title) = KeyContext::ALL.iter().find(|(c, ..)| c == context)?;
        let says = |(action, keys): (Action, &[Key])| {
            // What is typed where one writes, or means something else further in, does not work here. More than two keys
            // for one thing are for those who know them already.
            let works = keys.iter().filter(|key| keymap.action(contexts, **key) == Some(action));
            let keys: Vec<String> = works.take(2).map(ToString::to_string).collect();
            (!keys.is_empty()).then(|| (format!("  {}", keys.join(" ")), which.sentence(action).to_owned()))
        };
        let title = ((*title).to_owned(), String::new());
        let listed: Row = listed.into_iter().filter_map(says).collect();
        (!listed.is_empty()).then(|| [title].into_iter().chain(listed).collect())
    };
    middle.iter().chain(inner).chain(last).filter_map(group).collect()
}

/// Lays groups out in as many columns as there is room for, about as long as each other.
fn rows(of: Help<'_>, screen: Rect) -> Vec<Row> {
    let groups = groups(of);
    let columns = usize::from(columns(screen));
    let blank = || (String::new(), String::new());
    let lines: Vec<(String, String)> =
        groups.into_iter().flat_map(|group| group.into_iter().chain([blank()])).collect();
    let length = lines.len().saturating_sub(1).div_ceil(columns);
    (0..length)
        .map(|row| (0..columns).filter_map(|column| lines.get(column * length + row).cloned()).collect())
        .collect()
}

fn columns(screen: Rect) -> u16 {
    (inner_width(screen) / COLUMN).max(1)
}

fn inner_width(screen: Rect) -> u16 {
    screen.width.saturating_sub(4).min(2 * COLUMN + 4).saturating_sub(4)
}

/// Returns how far the help can be scrolled.
pub fn last_row(of: Help<'_>, screen: Rect) -> u16 {
    let rows = rows(of, screen).len().try_into().unwrap_or(u16::MAX);
    rows.saturating_sub(screen.height.saturating_sub(4))
}

/// Draws the help over the screen, from a row of it on.
pub fn draw(of: Help<'_>, from: u16, screen: Rect, buf: &mut Buffer, theme: &Theme) {
    let rows = rows(of, screen);
    let width = inner_width(screen) + 4;
    let length = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let height = screen.height.saturating_sub(2).min(length.saturating_add(2));
    let area = Rect::new(
        screen.x + (screen.width.saturating_sub(width)) / 2,
        screen.y + (screen.height - height) / 2,
        width,
        height,
    );
    let mut brush = Brush::new(buf, area, theme);
    let more = usize::from(from + height.saturating_sub(2)) < rows.len();
    let closes = of.keymap.name(&[KeyContext::Anywhere], Action::Back);
    let foot = format!("{}{closes} closes", if more { "↓ more · " } else { "" });
    let panel = Panel::over("Keys that work here").aside(&foot).scrolled(usize::from(from), rows.len());
    let mut body = panel.draw(&mut brush, Surface::Raised);
    let column = inner_width(screen) / columns(screen);
    for (y, row) in (0..body.area.height).zip(rows.iter().skip(usize::from(from))) {
        for (x, (keys, says)) in (0..).step_by(usize::from(column)).zip(row) {
            let mut cell = body.part(x, y, column - u16::from(row.len() > 1), 1);
            let role = if says.is_empty() { Role::Title } else { Role::Accent };
            let end = cell.line(0, 0, keys, role);
            cell.line(end.max(KEYS) + 1, 0, says, Role::Plain);
        }
    }
}
