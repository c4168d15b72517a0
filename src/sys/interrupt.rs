//! Ctrl-C while something is under way that is taken back before the program ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::SIGINT;
use signal_hook::low_level::{emulate_default_handler, unregister};

/// Notes Ctrl-C for as long as it is held, instead of ending the program at once.
#[derive(Debug)]
pub struct Interrupt {
    asked: Arc<AtomicBool>,
    watch: SigId,
}

impl Interrupt {
    /// Begins to watch.
    pub fn watch() -> io::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        let watch = signal_hook::flag::register(SIGINT, asked.clone())?;
        Ok(Self { asked, watch })
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// Ends the program as Ctrl-C does, so that a script that called it stops as well.
    pub fn end() -> io::Result<()> {
        emulate_default_handler(SIGINT)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        unregister(self.watch);
    }
}
