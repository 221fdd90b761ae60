//! `wayline themes`: names of the built-in themes.

use super::failure::{Exit, Failure};
use super::output;
use crate::theme;

/// Prints each name with what it is for.
pub(super) fn run() -> Result<Exit, Failure> {
    let widest = theme::BUILT_IN.iter().map(|name| name.len()).max().unwrap_or(0);
    let lines: String = theme::BUILT_IN
        .iter()
        .filter_map(|name| theme::built_in(name).map(|theme| format!("{name:widest$}  {}\n", theme.about)))
        .collect();
    output::stdout(lines.as_bytes())?;
    Ok(Exit::Done)
}
