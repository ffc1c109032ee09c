//! Bytes that go back to the system as soon as they are done with. An allocator keeps what it was given back for who asks
//! next, on each thread: megabytes for every thread that ever read a large body.

use std::io;
use std::ops::Deref;

use memmap2::MmapMut;

/// Bytes in memory of their own.
pub(super) struct Mapped {
    memory: MmapMut,
    length: usize,
}

impl Mapped {
    /// None yet, with room for `size`.
    pub(super) fn with_room(size: usize) -> io::Result<Self> {
        let memory = MmapMut::map_anon(size.max(1))?;
        Ok(Self { memory, length: 0 })
    }

    /// Adds `bytes`; false where there is no room for them.
    pub(super) fn add(&mut self, bytes: &[u8]) -> bool {
        let rest = self.memory.get_mut(self.length..).unwrap_or_default();
        let place = rest.get_mut(..bytes.len());
        let fits = place.is_some();
        if let Some(place) = place {
            place.copy_from_slice(bytes);
            self.length += bytes.len();
        }
        fits
    }

    /// Fills all of its room by `fill`, which says how much of it holds something.
    pub(super) fn fill<Error>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<usize, Error>,
    ) -> Result<(), Error> {
        let filled = fill(&mut self.memory)?;
        self.length = filled.min(self.memory.len());
        Ok(())
    }
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.memory[..self.length]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bytes_are_added_as_long_as_there_is_room() {
        let mut mapped = Mapped::with_room(5).unwrap();
        assert!(mapped.is_empty() && mapped.add(b"abc") && !mapped.add(b"def") && mapped.add(b"de"));
        assert_eq!(&*mapped, b"abcde");
        assert!(!Mapped::with_room(0).unwrap().add(b"ab"));
    }

    #[test]
    fn what_could_not_be_filled_holds_nothing() {
        let mut mapped = Mapped::with_room(4).unwrap();
        assert_eq!(mapped.fill(|_| Err("no")), Err("no"));
        assert!(mapped.is_empty());
        let two = |room: &mut [u8]| -> Result<usize, ()> {
            room[..2].copy_from_slice(b"ab");
            Ok(2)
        };
        assert_eq!((mapped.fill(two), &*mapped), (Ok(()), &b"ab"[..]));
    }
}
