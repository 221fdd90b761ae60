//! The command line.

pub mod report;

/// Runs the command.
pub fn main() -> std::process::ExitCode {
    todo!()
}
