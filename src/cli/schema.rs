//! `wayline schema`: what an editor needs to know of the journey file.

use super::failure::{Exit, Failure};
use super::output;

/// Prints the JSON Schema.
pub(super) fn run() -> Result<Exit, Failure> {
    let schema = crate::journey::schema();
    output::stdout(format!("{}\n", schema.trim_end()).as_bytes())?;
    Ok(Exit::Done)
}
