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
mod themes;

use clap::Parser;
use failure::{Exit, Failure};
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(help_or_error) => {
            // A closed pipe is nobody's fault here: `wayline --help | head`.
            let _ = help_or_error.print();
            return if help_or_error.exit_code() == 0 { Exit::Done } else { Exit::CouldNotRun }.into();
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
