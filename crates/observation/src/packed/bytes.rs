//! Writing and reading the bytes of a block. Whatever the bytes, reading ends in a value or in [`Unreadable`].

/// Bytes that this version did not write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("packed bytes that this version did not write")]
pub struct Unreadable;

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    /// A number, seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn words(&mut self, words: &[u64]) {
        self.0.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    }
}

/// What is left to read.
#[derive(Debug)]
pub(super) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// Refuses bytes that say more than was asked.
    pub(super) fn finish(self) -> Result<(), Unreadable> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Unreadable)
        }
    }

    pub(super) fn raw(&mut self, count: usize) -> Result<&'b [u8], Unreadable> {
        let (read, left) = self.0.split_at_checked(count).ok_or(Unreadable)?;
        self.0 = left;
        Ok(read)
    }

    pub(super) fn number(&mut self) -> Result<u64, Unreadable> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.raw(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(Unreadable);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable)
    }

    /// How many things follow; each takes a byte at least, so that no count asks for more memory than the bytes took.
    pub(super) fn count(&mut self) -> Result<usize, Unreadable> {
        let count = usize::try_from(self.number()?).map_err(|_| Unreadable)?;
        if count <= self.0.len() {
            Ok(count)
        } else {
            Err(Unreadable)
        }
    }

    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let count = self.count()?;
        let bytes = self.raw(count)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| Unreadable)
    }

    pub(super) fn words(&mut self, count: usize) -> Result<Vec<u64>, Unreadable> {
        let bytes = self.raw(count.checked_mul(8).ok_or(Unreadable)?)?;
        let words = bytes.as_chunks::<8>().0.iter();
        Ok(words.map(|word| u64::from_le_bytes(*word)).collect())
    }

    /// As many as were counted.
    pub(super) fn many<Read>(
        &mut self,
        count: usize,
        mut read: impl FnMut(&mut Self) -> Result<Read, Unreadable>,
    ) -> Result<Vec<Read>, Unreadable> {
        (0..count).map(|_| read(self)).collect()
    }
}
