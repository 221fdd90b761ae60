//! FNV-1a, 64 bits: a hash that is the same on every machine and in every version
//! (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>). Not for secrets, only for names.

/// A running hash.
pub(super) struct Fnv(u64);

impl Fnv {
    /// Of nothing yet.
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes a text in; a separator follows it, so that `ab` + `c` is not `a` + `bc`.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xFF]);
    }

    /// Takes anything in.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Eight hexadecimal digits.
    pub(super) fn digits(&self) -> String {
        format!("{:08x}", (self.0 ^ (self.0 >> 32)) & 0xFFFF_FFFF)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = super::Fnv::new();
        assert_eq!(hash.0, 0xcbf2_9ce4_8422_2325);
        hash.text("a");
        // FNV-1a of "a" followed by the separator 0xFF.
        assert_eq!(hash.0, (0xaf63_dc4c_8601_ec8c_u64 ^ 0xFF).wrapping_mul(0x0000_0100_0000_01b3));
    }
}
