//! What is known of the map at a moment.

use super::super::failure::Failure;
use super::super::input::Input;
use super::edition::Edition;
use super::source::{Outcome, Reading};
use crate::diagnostic::Diagnostics;
use std::sync::Arc;
use std::time::Duration;

/// What the latest reading found, and the latest map without errors.
#[derive(Debug)]
pub(super) struct State {
    /// Counts the readings, from 1.
    pub(super) number: u64,
    /// What there is to draw, from this reading or an earlier one; `None` as long as there was none without errors.
    pub(super) edition: Option<Arc<Edition>>,
    /// Why the edition is not from this reading, if so.
    pub(super) trouble: Option<Trouble>,
    /// How long reading took.
    pub(super) took: Duration,
}

/// Why there is no map.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It has errors.
    Errors(Arc<Input>, Diagnostics),
    /// It can't be read, or not be drawn as the command line asks.
    Failure(Failure),
}

impl State {
    /// What is known after a reading.
    pub(super) fn after(earlier: Option<&State>, reading: Reading) -> Self {
        let number = earlier.map_or(0, |state| state.number) + 1;
        let kept = || earlier.and_then(|state| state.edition.clone());
        let (edition, trouble) = match reading.outcome {
            Outcome::Opened(opened) => (Some(Arc::new(Edition::new(number, *opened))), None),
            Outcome::Errors(input, findings) => (kept(), Some(Trouble::Errors(input, findings))),
            Outcome::Failure(failure) => (kept(), Some(Trouble::Failure(failure))),
        };
        Self { number, edition, trouble, took: reading.took }
    }
}
