//! How far a long build has come, for people at a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown of a build that ends sooner.
const PATIENCE: Duration = Duration::from_secs(1);
/// From one look to the next.
const PAUSE: Duration = Duration::from_millis(100);
/// Characters of the bar.
const BAR: usize = 24;

/// A bar on a terminal, in one line that is taken away again.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    shown: Option<Instant>,
    terminal: bool,
}

impl Progress {
    /// Of so many maps, in a build that began at a time. `wanted` says whether people read along at all.
    pub(super) fn new(total: usize, started: Instant, wanted: bool) -> Self {
        Self { total, done: 0, started, shown: None, terminal: wanted && io::stderr().is_terminal() }
    }

    /// One more is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        let now = Instant::now();
        let is_due = self.shown.map_or(self.started + PATIENCE, |shown| shown + PAUSE) <= now;
        if self.terminal && is_due && self.done < self.total {
            self.shown = Some(now);
            let mut line = line(self.done, self.total);
            line.insert(0, '\r');
            let _ = io::stderr().write_all(line.as_bytes());
        }
    }

    /// Takes the bar away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if self.shown.is_some() && self.terminal {
            let blank = " ".repeat(line(self.total, self.total).chars().count());
            let _ = io::stderr().write_all(format!("\r{blank}\r").as_bytes());
        }
    }
}

/// The bar: no wider than the narrowest of terminals, and without any signs that one would have to know.
fn line(done: usize, total: usize) -> String {
    let filled = (done * BAR).checked_div(total).unwrap_or(BAR).min(BAR);
    format!("[{}{}] {done}/{total}", "#".repeat(filled), "-".repeat(BAR - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line(0, 10), "[------------------------] 0/10");
        assert_eq!(line(5, 10), "[############------------] 5/10");
        assert_eq!(line(10, 10), "[########################] 10/10");
        assert_eq!(line(0, 0), "[########################] 0/0");
    }
}
