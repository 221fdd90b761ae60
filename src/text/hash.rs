//! A quick hash for the caches' keys, which are short words of the author's own file.

use std::hash::{BuildHasherDefault, Hasher};

/// A hash map keyed by text.
pub(super) type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// The multiplicative hash of the Rust compiler ("Fx"): eight bytes at a time.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
        self.add(chunks.remainder().iter().fold(bytes.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
    }

    fn write_u8(&mut self, value: u8) {
        self.add(u64::from(value));
    }

    fn finish(&self) -> u64 {
        // The upper bits are the well mixed ones; the table looks at both ends.
        self.0.rotate_left(26)
    }
}
