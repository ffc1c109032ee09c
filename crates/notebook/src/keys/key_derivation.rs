//! From a passphrase or a code to the key of a slot.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use zeroize::{Zeroize, Zeroizing};

use super::error::KeysError;
use super::passphrase::Passphrase;

/// How much work one try of a passphrase costs.
///
/// At least the second choice of RFC 9106 in memory and passes (64 MiB, 3); at most what a small laptop does in some
/// ten seconds, for a crafted file must neither hang nor exhaust it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Parameters {
    memory_kib: u32,
    iterations: u32,
    parallelism: u32,
}

impl Argon2Parameters {
    /// 64 MiB, 3 passes, 1 lane: about 0.13 s.
    pub const FLOOR: Self = Self {
        memory_kib: 64 << 10,
        iterations: 3,
        parallelism: 1,
    };

    /// The most memory, in KiB: 1 GiB.
    pub const MOST_MEMORY_KIB: u32 = 1 << 20;
    /// The most passes over the memory.
    pub const MOST_ITERATIONS: u32 = 64;
    /// The most lanes.
    pub const MOST_PARALLELISM: u32 = 16;
    /// The most memory times passes, in KiB: 8 GiB.
    pub const MOST_WORK_KIB: u64 = 8 << 20;

    /// Parameters of `memory_kib` KiB, `iterations` passes and `parallelism` lanes.
    ///
    /// # Errors
    /// When they are weaker than [`Self::FLOOR`] or above one of the ceilings.
    pub fn new(memory_kib: u32, iterations: u32, parallelism: u32) -> Result<Self, KeysError> {
        let floor = Self::FLOOR;
        if memory_kib < floor.memory_kib || iterations < floor.iterations || parallelism < floor.parallelism {
            return Err(KeysError::TooWeak {
                memory_kib,
                iterations,
            });
        }
        let work = u64::from(memory_kib) * u64::from(iterations);
        if memory_kib > Self::MOST_MEMORY_KIB
            || iterations > Self::MOST_ITERATIONS
            || parallelism > Self::MOST_PARALLELISM
            || work > Self::MOST_WORK_KIB
        {
            return Err(KeysError::TooCostly {
                memory_kib,
                iterations,
            });
        }
        Ok(Self {
            memory_kib,
            iterations,
            parallelism,
        })
    }

    /// Memory, in KiB.
    #[must_use]
    pub fn memory_kib(&self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Lanes.
    #[must_use]
    pub fn parallelism(&self) -> u32 {
        self.parallelism
    }

    /// The key that Argon2id gives for `passphrase` and `salt`.
    pub(super) fn derive(
        &self,
        passphrase: &Passphrase,
        salt: &[u8; 16],
    ) -> Result<Zeroizing<[u8; 32]>, KeysError> {
        let params = Params::new(self.memory_kib, self.iterations, self.parallelism, Some(32))
            .map_err(|error| KeysError::Cipher(error.to_string()))?;
        let mut memory = self.memory(params.block_count())?;
        let mut key = Zeroizing::new([0; 32]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let bytes = passphrase.as_bytes();
        let derived = argon2.hash_password_into_with_memory(bytes, salt, &mut *key, &mut memory);
        memory.zeroize();
        derived
            .map(|()| key)
            .map_err(|error| KeysError::Cipher(error.to_string()))
    }

    fn memory(&self, blocks: usize) -> Result<Vec<Block>, KeysError> {
        let mut memory = Vec::new();
        let refused = |_| KeysError::Memory {
            memory_kib: self.memory_kib,
        };
        memory.try_reserve_exact(blocks).map_err(refused)?;
        memory.resize(blocks, Block::default());
        Ok(memory)
    }
}

/// The key that HKDF-SHA-256 gives for `random` and `salt`: enough for random bytes, never for a passphrase.
pub(super) fn derive_from_random_bytes(
    random: &[u8],
    salt: &[u8; 16],
    purpose: &[u8],
) -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<sha2::Sha256>::new(Some(salt), random)
        .expand(purpose, &mut *key)
        .map_err(|error| KeysError::Cipher(error.to_string()))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_weak_is_refused() {
        for (memory, iterations, lanes) in [(65_535, 3, 1), (65_536, 2, 1), (65_536, 3, 0)] {
            let made = Argon2Parameters::new(memory, iterations, lanes);
            assert!(
                matches!(made, Err(KeysError::TooWeak { .. })),
                "{memory} {iterations} {lanes}"
            );
        }
        assert_eq!(
            Argon2Parameters::new(65_536, 3, 1).ok(),
            Some(Argon2Parameters::FLOOR)
        );
    }

    #[test]
    fn what_would_hang_or_exhaust_is_refused() {
        let crafted = [
            (u32::MAX, 3, 1),
            (1 << 20, 9, 1),
            (65_536, 65, 1),
            (65_536, u32::MAX, 1),
            (65_536, 3, 17),
        ];
        for (memory, iterations, lanes) in crafted {
            let made = Argon2Parameters::new(memory, iterations, lanes);
            let costly = matches!(made, Err(KeysError::TooCostly { .. }));
            assert!(costly, "{memory} {iterations} {lanes}");
        }
        assert!(Argon2Parameters::new(256 << 10, 4, 4).is_ok());
    }
}
