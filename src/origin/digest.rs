//! A digest of many things in order.

use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// SHA-256: two sources with the same digest are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

/// Things that a picture is made from, added one after the other.
#[derive(Debug, Clone)]
pub struct Sources(Sha256);

/// The order and meaning of what is added: another number for another kind of digest.
const KIND: &str = "wayline sources 1";

impl Sources {
    /// Nothing but this version of wayline.
    pub fn new() -> Self {
        let mut sources = Self(Sha256::new());
        sources.text(KIND);
        sources.text(env!("CARGO_PKG_VERSION"));
        sources
    }

    /// Adds bytes as they are, with their length, so that nothing can pass for what comes before or after it.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    /// Adds what is in a file, as [`Digest::of_file`] sees it.
    pub fn file(&mut self, digest: &Digest) {
        self.0.update(digest.0);
    }

    /// Of all that was added.
    pub fn digest(&self) -> Digest {
        Digest(self.0.clone().finalize().into())
    }
}

impl Default for Sources {
    fn default() -> Self {
        Self::new()
    }
}

impl Digest {
    /// Of what is in a file. A text is the same with LF and CRLF, with and without a byte order mark.
    ///
    /// ```
    /// use wayline::origin::Digest;
    ///
    /// assert_eq!(Digest::of_file(b"\xEF\xBB\xBFa\r\nb"), Digest::of_file(b"a\nb"));
    /// assert_ne!(Digest::of_file(b"\xFFa\r\nb"), Digest::of_file(b"\xFFa\nb"));
    /// ```
    pub fn of_file(bytes: &[u8]) -> Self {
        let plain = match std::str::from_utf8(bytes) {
            Ok(text) => with_lf(text.strip_prefix('\u{FEFF}').unwrap_or(text).as_bytes()),
            Err(_) => Cow::Borrowed(bytes),
        };
        Self(Sha256::digest(plain).into())
    }
}

/// Bytes with every CRLF as LF.
pub(super) fn with_lf(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\r', bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"\r\n") {
        plain.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

impl fmt::Display for Digest {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut bytes = [0; 32];
        let pairs = text.as_bytes().as_chunks::<2>();
        if pairs.0.len() != bytes.len() || !pairs.1.is_empty() {
            return Err(());
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs.0) {
            let digit = |of: u8| char::from(of).to_digit(16).filter(|_| !of.is_ascii_uppercase());
            let [high, low] = *pair;
            *byte = u8::try_from(digit(high).ok_or(())? * 16 + digit(low).ok_or(())?).map_err(drop)?;
        }
        Ok(Self(bytes))
    }
}
