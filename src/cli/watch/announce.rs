//! What the terminal is told of each reading.

use super::super::messages::Messages;
use super::choices::Choices;
use super::edition::{Form, Wish};
use super::state::{State, Trouble};
use crate::diagnostic::Severity;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// Tells of the reading at hand and of all later ones. Each is drawn as nobody chose otherwise, so that the pages that show
/// it so find it done.
pub(super) async fn all(mut states: Receiver<Arc<State>>, messages: Messages) {
    loop {
        let state = Arc::clone(&states.borrow_and_update());
        tell(&state, &states, messages).await;
        if states.changed().await.is_err() {
            return;
        }
    }
}

async fn tell(state: &Arc<State>, states: &Receiver<Arc<State>>, messages: Messages) {
    let findings = match (&state.edition, &state.trouble) {
        (Some(edition), None) => {
            let (later, number) = (states.clone(), state.number);
            let is_latest = move || later.borrow().number == number;
            let wish = Wish { choices: Choices::default(), form: Form::Shown };
            let Some(Ok(drawing)) = edition.drawing(wish, is_latest).await else { return };
            let mut findings = edition.opened.findings.clone();
            findings.0.extend(drawing.findings.0.iter().cloned());
            Some((Arc::clone(&edition.opened.input), findings.sorted(), Some(state.took + drawing.took)))
        }
        (_, Some(Trouble::Errors(input, findings))) => Some((Arc::clone(input), findings.clone(), None)),
        _ => None,
    };
    let state = Arc::clone(state);
    // A terminal may have stopped, and whoever reads a pipe may take its time: nobody else waits for it.
    let telling = tokio::task::spawn_blocking(move || match (findings, &state.trouble) {
        (Some((input, findings, took)), _) => {
            input.report(findings, Severity::Warning, messages);
            if let Some(took) = took {
                messages.note("drawn", &format!("drawn in {}", milliseconds(took)));
            }
        }
        (None, Some(Trouble::Failure(failure))) => drop(messages.failure(failure)),
        (None, _) => {}
    });
    let _ = telling.await;
}

/// "4 ms".
fn milliseconds(time: Duration) -> String {
    let rounded = (time.as_secs_f64() * 1000.0).round().max(1.0);
    format!("{rounded} ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_whole_milliseconds() {
        assert_eq!(milliseconds(Duration::from_micros(3_600)), "4 ms");
        assert_eq!(milliseconds(Duration::ZERO), "1 ms");
    }
}
