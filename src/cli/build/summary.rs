//! What became of all maps, in a line.

use super::super::failure::Exit;
use super::place::Stale;
use crate::limits::grouped;
use std::path::PathBuf;
use std::time::Duration;

/// How many maps, and what became of them.
#[derive(Debug, Default)]
pub(super) struct Summary {
    maps: usize,
    drawn: usize,
    failed: usize,
    missing: usize,
    out_of_date: usize,
    left_over: usize,
    /// Files of folders that are no journeys.
    pub(super) passed_over: usize,
}

impl Summary {
    /// Counts a map, and those of its pictures that are not current.
    pub(super) fn count(&mut self, drawn: bool, exit: Exit, pictures: &[(PathBuf, Stale)]) {
        self.maps += 1;
        match exit {
            Exit::Done => self.drawn += usize::from(drawn),
            _ => self.failed += 1,
        }
        for (_, why) in pictures {
            match why {
                Stale::Missing => self.missing += 1,
                Stale::OutOfDate => self.out_of_date += 1,
                Stale::LeftOver => self.left_over += 1,
            }
        }
    }

    /// "1,000 maps: 10 drawn, 989 unchanged, 1 failed, in 0.4 s".
    pub(super) fn words(&self, check: bool, time: Duration) -> String {
        let unchanged = self.maps - self.drawn - self.failed;
        let parts = if check {
            vec![
                (self.missing, counted(self.missing, "picture missing", "pictures missing")),
                (self.out_of_date, format!("{} out of date", grouped(self.out_of_date))),
                (self.left_over, format!("{} left over", grouped(self.left_over))),
                (self.failed, format!("{} failed", grouped(self.failed))),
            ]
        } else {
            vec![
                (self.drawn, format!("{} drawn", grouped(self.drawn))),
                (unchanged, format!("{} unchanged", grouped(unchanged))),
                (self.failed, format!("{} failed", grouped(self.failed))),
            ]
        };
        let mut parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        if parts.is_empty() {
            parts.push("all pictures are current".to_owned());
        }
        let others = match self.passed_over {
            0 => String::new(),
            n => format!("; passed over {}", counted(n, ".toml file that is no journey", ".toml files that are no journeys")),
        };
        format!("{}: {}, in {:.1} s{others}", counted(self.maps, "map", "maps"), parts.join(", "), time.as_secs_f64())
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIME: Duration = Duration::from_millis(1234);

    #[test]
    fn a_build_in_a_line() {
        let mut summary = Summary::default();
        (0..1000).for_each(|index| summary.count(index < 10, if index < 999 { Exit::Done } else { Exit::Findings }, &[]));
        assert_eq!(summary.words(false, TIME), "1,000 maps: 10 drawn, 989 unchanged, 1 failed, in 1.2 s");
    }

    #[test]
    fn a_check_in_a_line() {
        let mut summary = Summary { passed_over: 1, ..Summary::default() };
        summary.count(false, Exit::Done, &[]);
        assert_eq!(
            summary.words(true, TIME),
            "1 map: all pictures are current, in 1.2 s; passed over 1 .toml file that is no journey"
        );
        summary.count(false, Exit::Done, &[("a".into(), Stale::Missing), ("b".into(), Stale::OutOfDate)]);
        assert!(summary.words(true, TIME).starts_with("2 maps: 1 picture missing, 1 out of date, in"));
    }
}
