//! What `wayline build` may say.

use super::{DrawingArgs, Format};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wayline build maps -o pictures                    each map of the folder and below, as SVG
  wayline build maps -o pictures --format svg,png   both formats
  wayline build a.toml b.toml -o .                  a.svg and b.svg here
  wayline build maps -o maps --check                are all pictures there and current? For continuous integration

Only what changed is drawn: each picture tells what it was made from.

Exit status: 0 all pictures are current, 1 something is wrong in a map or, with --check, a picture is not current,
2 the command could not run, or something could not be read or written.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct BuildArgs {
    /// Journey files, and folders in which, and below which, every .toml that is a journey is drawn
    #[arg(value_name = "PATH", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Where the pictures go; made if it is not there. They are called like the maps, in the same folders below
    #[arg(short, long, value_name = "OUTDIR", required = true)]
    pub(in crate::cli) output: PathBuf,

    /// Formats of the pictures, separated by commas
    #[arg(long, value_name = "FORMAT,...", value_enum, value_delimiter = ',', default_value = "svg")]
    pub(in crate::cli) format: Vec<Format>,

    /// Draw all pictures, current or not
    #[arg(long)]
    pub(in crate::cli) force: bool,

    /// Write nothing; list the pictures that are missing, out of date or left over
    #[arg(long, conflicts_with = "force")]
    pub(in crate::cli) check: bool,

    /// How many maps are drawn at once. Default: as many as there are processors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(in crate::cli) jobs: Option<u16>,

    #[command(flatten)]
    pub(in crate::cli) drawing: DrawingArgs,
}
