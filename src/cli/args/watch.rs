//! `wayline watch`.

use super::DrawingArgs;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wayline watch journey.toml                  prints an address to open in a browser
  wayline watch --open journey.toml           opens it
  wayline watch --port 8080 journey.toml      at the same address each time
  wayline watch --page a4 maps/journey.toml   with a page of one’s own, as in `wayline render`

The address alone goes to standard output; what is found in the map, to standard error. Ctrl+C ends it.

Exit status: 0 ended by Ctrl+C or a signal, 2 it could not begin.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct WatchArgs {
    /// The journey file
    #[arg(value_name = "MAP.toml")]
    pub(in crate::cli) map: PathBuf,

    /// The port of the page on this machine, 1 to 65535. Default: a free one
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(in crate::cli) port: u16,

    /// Open the page in the browser
    #[arg(long)]
    pub(in crate::cli) open: bool,

    #[command(flatten)]
    pub(in crate::cli) drawing: DrawingArgs,
}
