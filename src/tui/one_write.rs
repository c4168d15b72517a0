//! A frame as one write: what a backend writes is gathered and leaves at once, between the marks of synchronised output.
//! No terminal shows half a frame, and a frame that changes nothing writes nothing.
//!
//! What the terminal knows is not said again. A backend says both colours where one changes, and moves the cursor to where
//! the last frame left it; without these a frame has a quarter less bytes (`cargo bench --bench speed -- goals bytes`).

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Asks the terminal to wait until the frame is whole. Terminals that don't know it pass over it.
const BEGIN: &str = "\x1b[?2026h";
/// Tells the terminal that the frame is whole.
pub const END: &str = "\x1b[?2026l";

/// What ends the cells of a frame, color by color, and what says the same: of the few bytes of a key, that is a third.
const RESETS: (&[u8], &[u8]) = (b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m", b"\x1b[0m");

/// Gathers what is written; its clones gather in the same place.
#[derive(Debug, Clone, Default)]
pub struct OneWrite(Rc<RefCell<Gathered>>);

#[derive(Debug, Default)]
struct Gathered {
    bytes: Vec<u8>,
    /// Where the last frame left the cursor, as it was said; empty where it may be anywhere.
    cursor: Vec<u8>,
}

impl OneWrite {
    /// Writes what was gathered, as one frame.
    ///
    /// # Errors
    ///
    /// As the one that it is written to; what was gathered is gone then.
    pub fn leave(&self, to: &mut impl Write) -> io::Result<()> {
        let mut gathered = self.0.borrow_mut();
        let Gathered { bytes, cursor } = &mut *gathered;
        if bytes.is_empty() {
            return Ok(());
        }
        let (long, short) = RESETS;
        if let Some(at) = bytes.windows(long.len()).rposition(|window| window == long) {
            // A frame begins without a style, so one that sets none has none to end.
            let end = if sets_style(&bytes[..at]) { short } else { b"" };
            bytes.splice(at..at + long.len(), end.iter().copied());
        }
        let there = !cursor.is_empty() && bytes.len() > cursor.len() && bytes.starts_with(cursor);
        let new = &bytes[if there { cursor.len() } else { 0 }..];
        let frame = [BEGIN.as_bytes(), &colors_once(new), END.as_bytes()].concat();
        *cursor = last_move(bytes).to_vec();
        bytes.clear();
        to.write_all(&frame).and_then(|()| to.flush())
    }
}

/// Returns the move of the cursor that ends what is to be written; empty if something else does.
fn last_move(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| *byte == b'\x1b').map_or(&[][..], |at| &bytes[at..]);
    match last {
        [b'\x1b', b'[', place @ .., b'H'] if place.iter().all(|byte| !byte.is_ascii_alphabetic()) => last,
        _ => &[],
    }
}

/// Leaves out each colour that is set already.
fn colors_once(bytes: &[u8]) -> Vec<u8> {
    let (mut once, mut known) = (Vec::with_capacity(bytes.len()), None);
    for (nth, part) in bytes.split(|byte| *byte == b'\x1b').enumerate() {
        if nth == 0 {
            once.extend_from_slice(part);
            continue;
        }
        once.push(b'\x1b');
        let end = part.iter().position(u8::is_ascii_alphabetic).filter(|at| part[*at] == b'm');
        let Some((set, rest)) = end.and_then(|at| Some((part[..at].strip_prefix(b"[")?, &part[at..]))) else {
            once.extend_from_slice(part);
            continue;
        };
        let colors = both_colors(set);
        let new = match (colors, known) {
            (Some((text, ground)), Some((known, _))) if text == known => ground,
            (Some((text, ground)), Some((_, known))) if ground == known => text,
            _ => set,
        };
        // What else is set is a colour or the end of all, but for attributes, which have low numbers.
        if colors.is_some() || !matches!(set, [b'1'..=b'9'] | [b'1' | b'2', b'0'..=b'9']) {
            known = colors;
        }
        once.push(b'[');
        once.extend_from_slice(new);
        once.extend_from_slice(rest);
    }
    once
}

/// Takes the colours of the text and of the ground apart, where both are set.
fn both_colors(set: &[u8]) -> Option<(&[u8], &[u8])> {
    let fields = match set {
        [b'3', b'8', b';', b'5', ..] => 3,
        [b'3', b'8', b';', b'2', ..] => 5,
        [b'3' | b'9', b'0'..=b'9', ..] => 1,
        _ => return None,
    };
    let (at, _) = set.iter().enumerate().filter(|(_, byte)| **byte == b';').nth(fields - 1)?;
    Some((&set[..at], &set[at + 1..]))
}

/// Returns whether a colour or an attribute is set in what is to be written.
fn sets_style(bytes: &[u8]) -> bool {
    let mut sequences = bytes.split(|byte| *byte == b'\x1b').skip(1);
    sequences.any(|sequence| sequence.iter().find(|byte| byte.is_ascii_alphabetic()) == Some(&b'm'))
}

impl Write for OneWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: a frame leaves when it is whole, and a backend flushes after each thing it does.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;
    use crate::tui::no_query_backend::NoQueryBackend;
    use crate::tui::terminal::backend;

    /// Counts what is written, and how often.
    #[derive(Default)]
    struct Counted(Vec<Vec<u8>>);

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_is_one_write_and_the_same_frame_none() {
        let frame = OneWrite::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 20, 4));
        let backend = NoQueryBackend::new(backend(frame.clone()));
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
        let mut out = Counted::default();
        let mut draw = |text: &str, cursor: Option<(u16, u16)>| {
            terminal
                .draw(|frame| {
                    frame.buffer_mut().set_string(0, 0, text, ratatui::style::Style::new().bold());
                    if let Some(at) = cursor {
                        frame.set_cursor_position(at);
                    }
                })
                .expect("drawn");
            frame.leave(&mut out).expect("written");
            std::mem::take(&mut out.0)
        };
        let first = draw("hello", Some((5, 0)));
        assert_eq!(first.len(), 1, "{first:?}");
        let text = String::from_utf8_lossy(&first[0]).into_owned();
        assert!(text.starts_with("\x1b[?2026h") && text.ends_with(END) && text.contains("hello"), "{text:?}");
        assert_eq!(draw("hello", Some((5, 0))), Vec::<Vec<u8>>::new(), "the same frame");
        let moved = draw("hello", Some((4, 0)));
        assert!(moved.len() == 1 && moved[0].len() < 30, "only the cursor moved: {moved:?}");
        assert_eq!(draw("hello", None).len(), 1, "the cursor is hidden");
        assert!(draw("hello", None).is_empty());
        let changed = draw("hellO", Some((5, 0)));
        let text = String::from_utf8_lossy(&changed[0]).into_owned();
        assert!(changed.len() == 1 && text.contains('O') && !text.contains("hell"), "{text:?}");
        assert!(text.len() < 45, "{} bytes for a letter: {text:?}", text.len());
        assert!(text.contains("\x1b[0m"), "a bold letter ends its style: {text:?}");
    }

    #[test]
    fn only_what_a_frame_has_set_is_ended() {
        let leave = |bytes: &[u8]| {
            let (mut frame, mut out) = (OneWrite::default(), Vec::new());
            frame.write_all(&[bytes, RESETS.0].concat()).expect("gathered");
            frame.leave(&mut out).expect("written");
            String::from_utf8(out).expect("text")
        };
        assert!(!leave(b"\x1b[6;34Hm\x1b[6;35H").contains("\x1b[0m"), "nothing was set");
        assert!(leave(b"\x1b[6;34H\x1b[1mc").contains("\x1b[0m"));
        assert!(leave(b"\x1b[38;5;4;49mc").contains("\x1b[0m"));
    }

    #[test]
    fn a_color_that_is_set_is_not_set_again() {
        let once = |bytes: &str| String::from_utf8(colors_once(bytes.as_bytes())).expect("text");
        let (red, gray) = ("\x1b[38;5;1;48;5;8m", "\x1b[38;5;7;48;5;8m");
        assert_eq!(once(&format!("{red}a{gray}b")), format!("{red}a\x1b[38;5;7mb"));
        assert_eq!(
            once(&format!("{red}a\x1b[1m\x1b[2;3H{gray}b")),
            format!("{red}a\x1b[1m\x1b[2;3H\x1b[38;5;7mb")
        );
        assert_eq!(once(&format!("{red}a\x1b[38;5;1;49mb")), format!("{red}a\x1b[49mb"));
        let exact = "\x1b[38;2;1;2;3;48;2;4;5;6mx\x1b[38;2;1;2;3;48;2;4;5;7my";
        assert_eq!(once(exact), "\x1b[38;2;1;2;3;48;2;4;5;6mx\x1b[48;2;4;5;7my");
        assert_eq!(
            once("\x1b[39;48;5;2mx\x1b[31;48;5;2my\x1b[31;102mz"),
            "\x1b[39;48;5;2mx\x1b[31my\x1b[102mz"
        );
        for ended in ["\x1b[0m", "\x1b[m", "\x1b[39m", "\x1b[7;31m"] {
            let all = format!("{red}a{ended}{red}b");
            assert_eq!(once(&all), all, "{ended:?} ends what was known");
        }
    }

    #[test]
    fn the_cursor_is_not_moved_to_where_it_stands() {
        let (mut frame, mut written) = (OneWrite::default(), Vec::new());
        let mut leave = |bytes: &[u8]| {
            frame.write_all(bytes).expect("gathered");
            frame.leave(&mut written).expect("written");
            let frame = std::mem::take(&mut written);
            String::from_utf8(frame[BEGIN.len()..frame.len() - END.len()].to_vec()).expect("text")
        };
        assert_eq!(leave(b"\x1b[6;34Ha\x1b[6;35H"), "\x1b[6;34Ha\x1b[6;35H");
        assert_eq!(leave(b"\x1b[6;35Hb\x1b[6;36H"), "b\x1b[6;36H");
        assert_eq!(leave(b"\x1b[2J\x1b[6;36Hc"), "\x1b[2J\x1b[6;36Hc");
        assert_eq!(leave(b"\x1b[6;36Hd\x1b[6;37H"), "\x1b[6;36Hd\x1b[6;37H", "it stood after the letter");
    }
}
