//! The help over the screen: the keys that work here, from the keymap.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::{Action, KeyContext};
use super::keymap::Keymap;
use super::theme::{Role, Surface, Theme};
use super::widgets::paint::Brush;
use super::widgets::panel::Panel;

/// Lists the lines of help for some contexts.
fn lines(keymap: &Keymap, contexts: &[KeyContext]) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    // The keys of the whole page come before those of the field in it.
    let (inner, outer) = contexts.split_at(contexts.len().min(usize::from(contexts.len() > 2)));
    let (middle, last) = outer.split_at(outer.len().saturating_sub(1));
    for context in middle.iter().chain(inner).chain(last) {
        let listed = keymap.listed(*context);
        let Some((.., title)) = KeyContext::ALL.iter().find(|(c, ..)| c == context) else { continue };
        if listed.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push((String::new(), String::new()));
        }
        lines.push(((*title).to_owned(), String::new()));
        for (action, keys) in listed {
            // More than two keys for one thing are for those who know them already.
            let keys: Vec<String> = keys.iter().take(2).map(ToString::to_string).collect();
            lines.push((format!("  {}", keys.join(" ")), action.sentence().to_owned()));
        }
    }
    lines
}

fn rows(lines: &[(String, String)]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Returns how far the help can be scrolled.
pub fn last_row(keymap: &Keymap, contexts: &[KeyContext], screen: Rect) -> u16 {
    rows(&lines(keymap, contexts)).saturating_sub(screen.height.saturating_sub(4))
}

/// Draws the help over the screen, from a row of it on.
pub fn draw(
    keymap: &Keymap,
    contexts: &[KeyContext],
    from: u16,
    screen: Rect,
    buf: &mut Buffer,
    theme: &Theme,
) {
    let lines = lines(keymap, contexts);
    let width = screen.width.saturating_sub(4).min(90);
    let height = screen.height.saturating_sub(2).min(rows(&lines).saturating_add(2));
    let area = Rect::new(
        screen.x + (screen.width - width) / 2,
        screen.y + (screen.height - height) / 2,
        width,
        height,
    );
    let mut brush = Brush::new(buf, area, theme);
    let more = usize::from(from + height.saturating_sub(2)) < lines.len();
    let closes = keymap.name(&[KeyContext::Anywhere], Action::Back);
    let foot = format!("{}{closes} closes", if more { "↓ more · " } else { "" });
    let panel = Panel::over("Keys that work here").aside(&foot).scrolled(usize::from(from), lines.len());
    let mut body = panel.draw(&mut brush, Surface::Raised);
    for (y, (keys, says)) in
        lines.iter().skip(usize::from(from)).take(usize::from(body.area.height)).enumerate()
    {
        let role = if says.is_empty() { Role::Title } else { Role::Accent };
        let end = body.line(0, y as u16, keys, role);
        body.line(end.max(22) + 1, y as u16, says, Role::Plain);
    }
}
