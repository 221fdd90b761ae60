//! Findings for programs: one JSON object a line.

use super::places::{Places, Position};
use super::visible::{brief, is_obeyed};
use super::{File, by_file, gravest, more_findings};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use crate::limits;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// What is said of one thing.
#[derive(Serialize)]
struct Object<'a> {
    severity: &'a str,
    code: &'a str,
    message: Cow<'a, str>,
    file: Option<&'a str>,
    start: Option<Position>,
    end: Option<Position>,
    help: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<Suggestion<'a>>,
}

/// A second place.
#[derive(Serialize)]
struct Related<'a> {
    label: Cow<'a, str>,
    start: Position,
    end: Position,
}

/// What would mend it, in place of what stands between two places.
#[derive(Serialize)]
struct Suggestion<'a> {
    text: &'a str,
    start: Position,
    end: Position,
}

/// Writes findings in the order given, one JSON object a line. `file` is the name that is given for `source`.
///
/// Control characters are escaped, and so is what reorders text. Of more findings than [`limits::FINDINGS`] of a file, only
/// the gravest are written, and a note of how many more there are.
///
/// # Errors
///
/// Those of `out`.
pub fn print(diagnostics: &Diagnostics, file: &str, source: &str, out: &mut impl Write) -> io::Result<()> {
    for (file, findings) in by_file(diagnostics, file, source) {
        let (shown, more) = gravest(findings);
        for finding in shown {
            write(&object(finding, &file), out)?;
        }
        if more > 0 {
            write(&Object { file: Some(file.name), ..plain("note", "more-findings", &more_findings(more), None) }, out)?;
        }
    }
    Ok(())
}

/// Writes what concerns no place of a file: `severity` is `error` or `note`.
///
/// # Errors
///
/// Those of `out`.
pub fn note(severity: &str, code: &str, message: &str, help: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    write(&plain(severity, code, message, help), out)
}

fn plain<'a>(severity: &'a str, code: &'a str, message: &'a str, help: Option<&'a str>) -> Object<'a> {
    Object {
        severity,
        code,
        message: brief(message),
        file: None,
        start: None,
        end: None,
        help: help.map(brief),
        label: None,
        related: None,
        suggestion: None,
    }
}

fn object<'a>(finding: &'a Diagnostic, file: &File<'a>) -> Object<'a> {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let place = finding.span.as_ref().map(|span| ends(span, &file.places));
    let related = finding.related.as_ref().map(|(span, label)| {
        let (start, end) = ends(span, &file.places);
        Related { label: brief(label), start, end }
    });
    // Text that would be put into a file is never cut: left out if it is too long.
    let suggestion = finding.suggestion.as_ref().filter(|(_, text)| !limits::LABEL.is_exceeded_by(text.len()));
    let suggestion = suggestion.map(|(span, text)| {
        let (start, end) = ends(span, &file.places);
        Suggestion { text, start, end }
    });
    Object {
        file: Some(file.name),
        start: place.map(|(start, _)| start),
        end: place.map(|(_, end)| end),
        label: finding.label.as_deref().map(brief),
        related,
        suggestion,
        ..plain(severity, finding.code, &finding.message, finding.help.as_deref())
    }
}

/// Where a place begins, and what comes after it.
fn ends(span: &Span, places: &Places<'_>) -> (Position, Position) {
    let span = places.clamp(span);
    (places.position(span.start), places.position(span.end))
}

fn write(object: &Object<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string(object)?))
}

/// JSON with such characters escaped too as JSON allows to stand in a string and terminals obey. Outside of strings it has
/// none of them but line ends.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| is_obeyed(c) && c != '\n';
    if !json.chars().any(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_obeyed(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}
