//! What is told to whoever called: the one way to standard error.

use super::args::MessageFormat;
use super::failure::{Exit, Failure};
use super::report::{self, visible};
use crate::diagnostic::Diagnostics;
use std::io::{self, BufWriter, Write};

/// Standard error, in the form that was asked for.
///
/// Where it is closed or full there is nobody left to tell: nothing here fails.
#[derive(Debug, Clone, Copy)]
pub(super) struct Messages {
    format: MessageFormat,
}

impl Messages {
    pub(super) fn new(format: MessageFormat) -> Self {
        Self { format }
    }

    /// Whether people read along, rather than a program.
    pub(super) fn are_for_people(self) -> bool {
        self.format == MessageFormat::Text
    }

    /// Tells of findings; `file` is the name of the journey file and `source` its text.
    pub(super) fn findings(self, findings: &Diagnostics, file: &str, source: &str) {
        if findings.0.is_empty() {
            return;
        }
        match self.format {
            MessageFormat::Text => {
                let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
                written(anstream::stderr(), |out| report::print(findings, file, source, out, color));
            }
            MessageFormat::Json => written(io::stderr(), |out| report::print_json(findings, file, source, out)),
        }
    }

    /// Tells why the command could not run.
    pub(super) fn failure(self, failure: &Failure) -> Exit {
        const ERROR: &str = "\x1b[1;31merror\x1b[0m";
        const HELP: &str = "\x1b[1;36mhelp\x1b[0m";
        let help = failure.advice();
        match self.format {
            MessageFormat::Text => written(anstream::stderr(), |out| {
                writeln!(out, "{ERROR}: {}", report::shown(failure.message()))?;
                help.map_or(Ok(()), |help| writeln!(out, " {HELP}: {}", report::shown(help)))
            }),
            MessageFormat::Json => {
                written(io::stderr(), |out| report::json_note("error", failure.code(), failure.message(), help, out))
            }
        }
        Exit::CouldNotRun
    }

    /// Tells what is wrong with the arguments, in clap's words and several lines.
    pub(super) fn usage(self, text: &str) {
        written(anstream::stderr(), |out| text.lines().try_for_each(|line| writeln!(out, "{}", visible(line))));
    }

    /// Tells programs something of a file as a whole.
    pub(super) fn of_file(self, severity: &str, code: &str, message: &str, file: &str) {
        written(io::stderr(), |out| report::json_of_file(severity, code, message, file, out));
    }

    /// Tells something that is neither wrong nor advice.
    pub(super) fn note(self, code: &str, message: &str) {
        match self.format {
            MessageFormat::Text => written(anstream::stderr(), |out| writeln!(out, "{}", visible(message))),
            MessageFormat::Json => written(io::stderr(), |out| report::json_note("note", code, message, None, out)),
        }
    }
}

/// Writes all of it in large pieces, as far as it goes.
fn written<W: Write>(stream: W, write: impl FnOnce(&mut BufWriter<W>) -> io::Result<()>) {
    let mut out = BufWriter::new(stream);
    let _ = write(&mut out).and_then(|()| out.flush());
    // What could not be written is not tried again.
    let _ = out.into_parts();
}
