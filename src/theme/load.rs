//! Reading themes: the built-in ones and a user's own file that extends one of them.

use super::Theme;
use std::path::Path;

/// Names of the built-in themes.
pub const BUILT_IN: [&str; 6] = ["light", "dark", "print", "contrast", "colour-blind", "editorial"];

/// Why a theme can't be used.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeError {
    /// One sentence with file, line and column where there are any.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// A built-in theme.
pub fn built_in(_name: &str) -> Option<Theme> {
    todo!()
}

/// A built-in theme by name, or one from a file (any name that contains a `/`, a `\` or ends in `.toml`), relative to `folder`.
pub fn load(_name: &str, _folder: &Path) -> Result<Theme, ThemeError> {
    todo!()
}
