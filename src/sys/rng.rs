//! The only source of chance: the system's, or a seed for tests and bug reports (`EMPATHY_SEED`).

/// Draws random bytes and numbers.
#[derive(Debug, Clone)]
pub struct Rng(fastrand::Rng);

impl Rng {
    /// Draws from a seed: the same every time.
    pub fn seeded(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Draws from the system.
    pub fn system() -> Self {
        getrandom::u64().map_or_else(|_| Self(fastrand::Rng::new()), Self::seeded)
    }

    /// Draws the random part of an id.
    pub fn id_bytes(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.0.u8(..))
    }

    /// Draws a number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.usize(..end) }
    }

    /// Brings a list into an order by chance, each as likely as any other.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for end in (1..all.len()).rev() {
            all.swap(end, self.below(end + 1));
        }
    }

    /// Takes a source of its own from this one, for another thread.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        Self(self.0.fork())
    }
}
