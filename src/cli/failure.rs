//! How a command ends.

use std::io::Write;
use std::process::ExitCode;

/// What the process tells its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// 0: done.
    Done,
    /// 1: something is wrong in the input.
    Findings,
    /// 2: wrong usage, or the system refused.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not run. What is wrong *in* a journey is a [`crate::diagnostic::Diagnostic`] instead.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// One sentence without a full stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// With what would be right.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Prints it to standard error, in colours where the terminal wants them.
    pub(super) fn print(&self) -> Exit {
        const ERROR: &str = "\x1b[1;31merror\x1b[0m";
        const HELP: &str = "\x1b[1;36mhelp\x1b[0m";
        let mut err = anstream::stderr().lock();
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(err, "{ERROR}: {}", self.message);
        if let Some(help) = &self.help {
            let _ = writeln!(err, " {HELP}: {help}");
        }
        Exit::CouldNotRun
    }
}
