//! Prints what is wrong with an input, for people or for programs.

mod excerpt;
mod json;
mod places;
mod text;
mod visible;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::limits;
use places::Places;
use std::cmp::Reverse;
use std::io::{self, Write};

pub use json::{escaped as json_escaped, note as json_note, print as print_json};
pub use visible::{shown, shown_name, visible};

/// Writes findings in the order given, each followed by an empty line: place, source line, what is expected and a patch.
/// `file` is the name that is shown for `source`. Control characters in either never reach `out`.
///
/// Of more findings than [`limits::FINDINGS`] of a file, only the gravest are written, and how many more there are.
///
/// # Errors
///
/// Those of `out`.
pub fn print(diagnostics: &Diagnostics, file: &str, source: &str, out: &mut impl Write, color: bool) -> io::Result<()> {
    for (file, findings) in by_file(diagnostics, file, source) {
        let (shown, more) = gravest(findings);
        for finding in shown {
            text::print(finding, &file, out, color)?;
        }
        if more > 0 {
            writeln!(out, "… and {}\n", more_findings(more))?;
        }
    }
    Ok(())
}

/// "12,345 more findings of this file".
fn more_findings(count: usize) -> String {
    format!("{} more finding{} of this file", limits::grouped(count), if count == 1 { "" } else { "s" })
}

/// A file that findings are in.
struct File<'a> {
    name: &'a str,
    places: Places<'a>,
}

/// The findings of each file, in the order in which the files come.
fn by_file<'a>(diagnostics: &'a Diagnostics, name: &'a str, source: &'a str) -> Vec<(File<'a>, Vec<&'a Diagnostic>)> {
    let mut files: Vec<(Option<&str>, File<'_>, Vec<&Diagnostic>)> = Vec::new();
    for finding in &diagnostics.0 {
        match files.iter_mut().find(|(known, ..)| *known == finding.file()) {
            Some((.., findings)) => findings.push(finding),
            None => {
                let (name, text) = finding.source.as_ref().map_or((name, source), |own| (&own.name, &own.text));
                files.push((finding.file(), File { name, places: Places::new(text) }, vec![finding]));
            }
        }
    }
    files.into_iter().map(|(_, file, findings)| (file, findings)).collect()
}

/// As many findings as are shown of a file, and how many more there are. Where there are more, errors come first.
fn gravest(mut findings: Vec<&Diagnostic>) -> (Vec<&Diagnostic>, usize) {
    let more = findings.len().saturating_sub(limits::FINDINGS.most);
    if more > 0 {
        findings.sort_by_key(|finding| Reverse(finding.severity));
        findings.truncate(limits::FINDINGS.most);
    }
    (findings, more)
}

#[cfg(test)]
mod tests;
