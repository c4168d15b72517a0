//! A frame as one write: what a backend writes is gathered and leaves at once, between the marks of synchronised output.
//! No terminal shows half a frame, and a frame that changes nothing writes nothing.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Asks the terminal to wait until the frame is whole. Terminals that don't know it pass over it.
const BEGIN: &str = "\x1b[?2026h";
/// Says that the frame is whole.
pub const END: &str = "\x1b[?2026l";

/// What ends the cells of a frame, color by color, and what says the same: of the few bytes of a key, that is a third.
const RESETS: (&[u8], &[u8]) = (b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m", b"\x1b[0m");

/// Gathers what is written; its clones gather in the same place.
#[derive(Debug, Clone, Default)]
pub struct OneWrite(Rc<RefCell<Vec<u8>>>);

impl OneWrite {
    /// Writes what was gathered, as one frame.
    ///
    /// # Errors
    ///
    /// As the one that it is written to; what was gathered is gone then.
    pub fn leave(&self, to: &mut impl Write) -> io::Result<()> {
        let mut gathered = self.0.borrow_mut();
        if gathered.is_empty() {
            return Ok(());
        }
        let (long, short) = RESETS;
        if let Some(at) = gathered.windows(long.len()).rposition(|window| window == long) {
            // A frame begins without a style, so one that sets none has none to end.
            let end = if sets_style(&gathered[..at]) { short } else { b"" };
            gathered.splice(at..at + long.len(), end.iter().copied());
        }
        gathered.splice(0..0, BEGIN.bytes());
        gathered.extend_from_slice(END.as_bytes());
        let written = to.write_all(&gathered).and_then(|()| to.flush());
        gathered.clear();
        written
    }
}

/// Returns whether a colour or an attribute is set in what is to be written.
fn sets_style(bytes: &[u8]) -> bool {
    let mut sequences = bytes.split(|byte| *byte == b'\x1b').skip(1);
    sequences.any(|sequence| sequence.iter().find(|byte| byte.is_ascii_alphabetic()) == Some(&b'm'))
}

impl Write for OneWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
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
}
