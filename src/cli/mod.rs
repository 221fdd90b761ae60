//! The command line: one file for each command, around what they share.

mod args;
mod build;
mod check;
mod completions;
mod diff;
mod drawing;
mod failure;
mod folder;
mod icons;
mod input;
mod maps;
mod messages;
mod nearest;
mod new;
mod output;
mod render;
pub mod report;
mod review;
mod schema;
mod system;
mod themes;
mod usage;
#[cfg(feature = "watch")]
mod watch;

use clap::Parser;
use failure::Failure;
use messages::Messages;
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(help_or_error) => return usage::tell(help_or_error).into(),
    };
    let messages = Messages::new(cli.message_format);
    let result = match cli.command {
        args::Command::Render(args) => render::run(&args, messages),
        args::Command::Build(args) => build::run(&args, messages),
        #[cfg(feature = "watch")]
        args::Command::Watch(args) => watch::run(&args, messages),
        args::Command::Check(args) => check::run(&args, messages),
        args::Command::Diff(args) => diff::run(&args, messages),
        args::Command::Review(args) => review::run(&args, messages),
        args::Command::New(args) => new::run(&args),
        args::Command::Themes => themes::run(),
        args::Command::Icons(args) => icons::run(&args),
        args::Command::Schema => schema::run(),
        args::Command::Completions(args) => completions::run(&args),
    };
    result.unwrap_or_else(|failure: Failure| messages.failure(&failure)).into()
}
