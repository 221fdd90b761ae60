//! How a command ends.

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
#[derive(Debug, Clone)]
pub(super) struct Failure {
    code: &'static str,
    message: String,
    help: Option<String>,
}

impl Failure {
    /// One sentence without a full stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { code: "could-not-run", message: message.into(), help: None }
    }

    /// That the arguments are wrong.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { code: "usage", ..Self::new(message) }
    }

    /// Of one file among many.
    pub(super) fn of(self, file: &str) -> Self {
        Self { message: format!("{file}: {}", self.message), ..self }
    }

    /// With what would be right.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A stable name, for programs.
    pub(super) fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// What would be right.
    pub(super) fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}
