//! From what the file says to a [`Journey`], with every error in one pass.

use super::Journey;
use crate::diagnostic::Diagnostics;

/// Reads a journey file.
pub fn parse(_source: &str) -> Result<(Journey, Diagnostics), Diagnostics> {
    todo!()
}
