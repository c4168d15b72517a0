//! Colours as terminals know them: brought down to as many as a terminal has, mixed, and told light from dark.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// None, or the person asked for none.
    None,
    /// The sixteen.
    Sixteen,
    /// 256.
    Many,
    /// All that a screen can show.
    True,
}

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// What a colour is for, where a terminal has only sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Letters: the nearest of the sixteen by hue. On light grounds yellow and cyan cannot be read.
    Text { light: bool },
    /// What lies behind letters: the terminal's own, so that the letters can be read.
    Ground,
}

/// Brings a colour down to what a terminal can show; [`Color::Reset`] is the terminal's own.
pub(super) fn shown(colour: Color, colours: Colours, used: Use) -> Color {
    match (colours, rgb(colour)) {
        (Colours::None, _) => Color::Reset,
        (Colours::True, _) | (_, None) => colour,
        (Colours::Many, Some(rgb)) => Color::Indexed(nearest(rgb)),
        (Colours::Sixteen, Some(rgb)) => match used {
            Use::Text { light } => basic(rgb, light),
            Use::Ground => Color::Reset,
        },
    }
}

/// Mixes two colours, so many hundredths of the first; the first alone if either is the terminal's own.
pub(super) fn mix(a: Color, b: Color, hundredths: u16) -> Color {
    let (Some(first), Some(second)) = (rgb(a), rgb(b)) else { return a };
    let part = |a: u8, b: u8| {
        ((u16::from(a) * hundredths + u16::from(b) * 100_u16.saturating_sub(hundredths)) / 100) as u8
    };
    Color::Rgb(part(first.0, second.0), part(first.1, second.1), part(first.2, second.2))
}

/// Returns whether letters on this ground have to be dark.
pub(super) fn is_light((r, g, b): Rgb) -> bool {
    u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114 > 127_500
}

/// Reads what a terminal answers when it is asked for its background: `rgb:1e1e/1e1e/2e2e`, of one to four digits each.
pub(super) fn answered(text: &str) -> Option<Rgb> {
    let mut parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/');
    let mut part = || {
        let digits = parts.next().filter(|digits| (1..=4).contains(&digits.len()))?;
        let most = (1_u32 << (4 * digits.len())) - 1;
        u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / most).ok()
    };
    Some((part()?, part()?, part()?))
}

/// Returns what a colour looks like, if that does not depend on the terminal.
pub(super) fn rgb(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        Color::Indexed(index @ 232..) => {
            let grey = 8 + (index - 232) * 10;
            Some((grey, grey, grey))
        }
        Color::Indexed(index @ 16..) => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
            let cube = index - 16;
            Some((step(cube / 36), step(cube / 6 % 6), step(cube % 6)))
        }
        _ => None,
    }
}

/// Finds the nearest of the 256.
fn nearest(wanted: Rgb) -> u8 {
    let apart = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let distance = |index: &u8| {
        let known = rgb(Color::Indexed(*index)).unwrap_or_default();
        apart(wanted.0, known.0) * 3 + apart(wanted.1, known.1) * 4 + apart(wanted.2, known.2) * 2
    };
    (16..=255).min_by_key(distance).unwrap_or(16)
}

/// Finds one of the sixteen by hue; greys are the terminal's own.
fn basic((r, g, b): Rgb, light: bool) -> Color {
    let [r, g, b] = [r, g, b].map(i32::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = most - least;
    if spread < 48 {
        return Color::Reset;
    }
    let degrees = match most {
        _ if most == r => 60 * (g - b) / spread,
        _ if most == g => 120 + 60 * (b - r) / spread,
        _ => 240 + 60 * (r - g) / spread,
    };
    match degrees.rem_euclid(360) {
        21..70 if light => Color::Magenta,
        21..70 => Color::Yellow,
        70..160 => Color::Green,
        160..200 if light => Color::Blue,
        160..200 => Color::Cyan,
        200..250 => Color::Blue,
        250..335 => Color::Magenta,
        _ => Color::Red,
    }
}

/// Returns the contrast of two colours by the Web Content Accessibility Guidelines, from 1 to 21.
#[cfg(test)]
pub(super) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(r, g, b): Rgb| 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_terminals_are_read_whatever_their_length() {
        for (text, wanted) in [
            ("rgb:1e1e/1e1e/2e2e", Some((0x1e, 0x1e, 0x2e))),
            ("rgb:ff/ff/ff", Some((255, 255, 255))),
            ("rgba:ffff/0000/8080/ffff", Some((255, 0, 128))),
            ("rgb:f/0/f", Some((255, 0, 255))),
            ("rgb:1e1e/1e1e", None),
            ("rgb:12345/0/0", None),
            ("rgb:xx/yy/zz", None),
            ("", None),
        ] {
            assert_eq!(answered(text), wanted, "{text}");
        }
        assert!(is_light((253, 246, 227)) && !is_light((30, 30, 46)));
    }

    #[test]
    fn colours_are_brought_down_to_what_there_is() {
        let text = Use::Text { light: false };
        let coral = Color::Rgb(0xe8, 0x77, 0x6f);
        assert_eq!(shown(coral, Colours::True, text), coral);
        assert_eq!(shown(coral, Colours::Many, text), Color::Indexed(173));
        assert_eq!(shown(coral, Colours::Sixteen, text), Color::Red);
        assert_eq!(shown(coral, Colours::None, text), Color::Reset);
        assert_eq!(shown(coral, Colours::Sixteen, Use::Ground), Color::Reset);
        assert_eq!(shown(Color::Cyan, Colours::Many, text), Color::Cyan);
        let amber = Color::Rgb(0xe0, 0xaf, 0x68);
        assert_eq!(shown(amber, Colours::Sixteen, text), Color::Yellow);
        assert_eq!(shown(amber, Colours::Sixteen, Use::Text { light: true }), Color::Magenta);
        assert_eq!(shown(Color::Rgb(120, 124, 130), Colours::Sixteen, text), Color::Reset);
        assert_eq!(mix(Color::Rgb(100, 100, 100), Color::Rgb(0, 0, 0), 40), Color::Rgb(40, 40, 40));
        assert_eq!(mix(Color::Reset, coral, 40), Color::Reset);
    }
}
