//! What `wayline diff` may be asked.

use super::DrawingArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wayline diff old.toml new.toml                              what a review changed, stage by stage
  git show HEAD:map.toml | wayline diff - map.toml            since the last commit
  wayline diff old.toml new.toml --format markdown            for a comment on a pull request
  wayline diff old.toml new.toml -o changes.json              for programs
  wayline diff old.toml new.toml -o diff.svg                  the new map with what changed; or diff.png
  wayline diff old.toml new.toml -o diff.png --page 16:9      the same on one slide

Exit status: 0 nothing changed, 1 something changed, 2 a map could not be read or has errors.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct DiffArgs {
    /// The old revision; - reads standard input, /dev/null stands for none
    #[arg(value_name = "OLD.toml")]
    pub(in crate::cli) old: PathBuf,

    /// The new revision; - reads standard input, /dev/null stands for none
    #[arg(value_name = "NEW.toml")]
    pub(in crate::cli) new: PathBuf,

    /// Where the changes go; its ending says the format. Default: standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// How the changes are told. Default: by the ending of --output, else text
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<DiffFormat>,

    #[command(flatten)]
    pub(in crate::cli) drawing: DrawingArgs,
}

/// How changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// Words, for a terminal (.txt)
    Text,
    /// Words, for a comment on a pull request (.md)
    Markdown,
    /// Every change with its values before and after, for programs (.json)
    Json,
    /// The new map with what changed, in one picture, as large as it wants unless --page says otherwise (.svg)
    Svg,
    /// The same picture in pixels (.png)
    Png,
}

impl DiffFormat {
    /// The endings of its files, the usual one first.
    pub(in crate::cli) fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt"],
            Self::Markdown => &["md", "markdown"],
            Self::Json => &["json"],
            Self::Svg => &["svg"],
            Self::Png => &["png"],
        }
    }
}
