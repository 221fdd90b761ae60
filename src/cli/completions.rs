//! `wayline completions`: what a shell needs to know of the command line.

use super::args::{Cli, CompletionsArgs};
use super::failure::{Exit, Failure};
use super::output;
use clap::CommandFactory;

/// Prints the shell's script.
pub(super) fn run(args: &CompletionsArgs) -> Result<Exit, Failure> {
    // Not straight to standard output: `generate` panics where the pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "wayline", &mut script);
    output::stdout(&script)?;
    Ok(Exit::Done)
}
