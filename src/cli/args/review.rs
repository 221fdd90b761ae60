//! What `wayline review` may be told.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wayline review maps                       all maps below a folder, the most urgent first
  wayline review a.toml b.toml --notes all  with everything that came out of their reviews
  wayline review maps --format markdown     for an issue or a pull request
  wayline review maps -o reviews.ics        a calendar to import or to subscribe to
  wayline review maps --today 2026-11-02    as it was on that day

Exit status: 0 nothing is overdue, 1 a map is overdue or has errors, 2 a file could not be read.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ReviewArgs {
    /// Journey files and folders; a folder stands for every journey below it, - reads standard input
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// How the list is written. Default: by the ending of --output (.md, .json, .ics), else text
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<ReviewFormat>,

    /// How much of each map's log is written: JSON always has all of it, a calendar what this says
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = ReviewNotes::Recent)]
    pub(in crate::cli) notes: ReviewNotes,

    /// The day that days are counted from, as in 2026-11-02. Default: today, by the system's clock and time zone
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) today: Option<Date>,

    /// Where the list goes; - is standard output, which is the default
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
}

/// How the list of reviews is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReviewFormat {
    /// A table for a terminal
    Text,
    /// A table for an issue, a wiki or a pull request
    #[value(alias = "md")]
    Markdown,
    /// For programs
    Json,
    /// A calendar (iCalendar), one all-day event for each map
    Ics,
}

impl ReviewFormat {
    /// The format that files of this ending have.
    pub(in crate::cli) fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }
}

/// How much of a map's log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReviewNotes {
    /// The newest three notes of each map
    Recent,
    /// All notes
    All,
    /// No notes
    None,
}

impl ReviewNotes {
    /// How many at most.
    pub(in crate::cli) fn most(self) -> usize {
        match self {
            Self::Recent => 3,
            Self::All => usize::MAX,
            Self::None => 0,
        }
    }
}

/// Reads `--today`.
fn day(text: &str) -> Result<Date, String> {
    let date = text.parse::<Date>().ok().filter(|_| text.len() == "2026-11-02".len());
    date.ok_or_else(|| "a day of the calendar is wanted, as in 2026-11-02".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        assert_eq!(day("2024-02-29"), Ok(Date::constant(2024, 2, 29)));
        for wrong in ["2026-02-29", "2026-11-2", "02.11.2026", "2026-11-02T10:00", "20261102", "today", ""] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_ending_says_the_format() {
        assert_eq!(ReviewFormat::of_ending("ICS"), Some(ReviewFormat::Ics));
        assert_eq!(ReviewFormat::of_ending("md"), Some(ReviewFormat::Markdown));
        assert_eq!(ReviewFormat::of_ending("csv"), None);
    }
}
