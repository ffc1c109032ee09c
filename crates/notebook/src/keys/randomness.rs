//! Where random bytes come from: never from here.

/// A source of random bytes fit for keys: the operating system's, or a seeded one in tests.
pub trait Randomness {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<F: FnMut(&mut [u8])> Randomness for F {
    fn fill(&mut self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// `N` random bytes.
pub(super) fn draw<const N: usize>(randomness: &mut dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    randomness.fill(&mut bytes);
    bytes
}
