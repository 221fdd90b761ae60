//! The command line: one file for each command, around what they share.

mod args;
mod check;
mod completions;
mod failure;
mod icons;
mod input;
mod nearest;
mod new;
mod output;
mod render;
pub mod report;
mod schema;
mod system;
mod themes;

use clap::Parser;
use failure::{Exit, Failure};
use std::io::Write;
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(help_or_error) => {
            let printed = help_or_error.print().and_then(|()| std::io::stdout().flush());
            return if help_or_error.use_stderr() {
                Exit::CouldNotRun
            } else {
                output::unless_closed(printed, "to standard output").map_or_else(|failure| failure.print(), |()| Exit::Done)
            }
            .into();
        }
    };
    let result = match cli.command {
        args::Command::Render(args) => render::run(&args),
        args::Command::Check(args) => check::run(&args),
        args::Command::New(args) => new::run(&args),
        args::Command::Themes => themes::run(),
        args::Command::Icons(args) => icons::run(&args),
        args::Command::Schema => schema::run(),
        args::Command::Completions(args) => completions::run(&args),
    };
    result.unwrap_or_else(|failure: Failure| failure.print()).into()
}
