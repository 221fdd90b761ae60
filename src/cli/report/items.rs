//! Findings as plain data, for a page that shows them in its own way.

use super::excerpt::Excerpt;
use super::visible::{shown, visible};
use super::{File, by_file, gravest};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use serde::Serialize;

/// One finding. Nothing in it reorders or controls what stands around it; markup it may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `error`, `warning` or `advice`.
    pub severity: &'static str,
    /// A stable name for this kind of finding.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// What probably belongs in the place instead.
    pub perhaps: Option<String>,
    /// The file that it is in, where it is in one.
    pub file: Option<String>,
    /// Where in the file it is, where it has a place.
    pub place: Option<Place>,
}

/// A place and the line that it begins in, of which the middle may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line up to the place.
    pub before: String,
    /// The place, as far as it is in this line.
    pub marked: String,
    /// The rest of the line.
    pub after: String,
    /// A few words about the place.
    pub label: Option<String>,
}

/// At most so many findings, the gravest of each file, and how many more there are; `file` is the name that is given for
/// `source`.
pub fn items(diagnostics: &Diagnostics, file: &str, source: &str, most: usize) -> (Vec<Item>, usize) {
    let mut items = Vec::new();
    let mut more = 0;
    for (file, findings) in by_file(diagnostics, file, source) {
        let (findings, left_out) = gravest(findings);
        more += left_out;
        for finding in findings {
            if items.len() < most {
                items.push(item(finding, &file));
            } else {
                more += 1;
            }
        }
    }
    (items, more)
}

fn item(finding: &Diagnostic, file: &File<'_>) -> Item {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    Item {
        severity,
        code: finding.code,
        message: shown(&finding.message).into_owned(),
        help: finding.help.as_deref().map(|help| shown(help).into_owned()),
        perhaps: finding.suggestion.as_ref().map(|(_, text)| shown(text).into_owned()),
        file: Some(visible(file.name).into_owned()),
        place: finding.span.as_ref().map(|span| place(span, finding.label.as_deref(), file)),
    }
}

fn place(span: &crate::diagnostic::Span, label: Option<&str>, file: &File<'_>) -> Place {
    let at = file.places.position(file.places.clamp(span).start);
    let excerpt = Excerpt::new(&file.places, &[span]);
    let line = excerpt.text.lines().next().unwrap_or_default();
    let marked = excerpt.spans.first().cloned().unwrap_or_default();
    let (start, end) = (marked.start.min(line.len()), marked.end.min(line.len()));
    let part = |range: std::ops::Range<usize>| line.get(range).unwrap_or_default().to_owned();
    Place {
        line: at.line,
        column: at.column,
        before: part(0..start),
        marked: part(start..end),
        after: part(end..line.len()),
        label: label.map(|label| shown(label).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_with_its_line() {
        let source = "title = \"é\u{1b}\"\n[[stage]]\nnam = \"x\" # </script>\n";
        let at = source.find("nam").unwrap();
        let finding =
            Diagnostic::error("unknown-key", "there is no key `nam`").at(at..at + 3).label("unknown").help("write `name`");
        let finding = finding.suggest(at..at + 3, "name\u{1b}");
        let control = Diagnostic::warning("c", "a\u{202e}b").at(9..12);
        let none = Diagnostic::warning("n", "no place");
        let (found, more) = items(&Diagnostics(vec![finding, control, none]), "a\u{1b}.toml", source, 2);
        let place = found[0].place.clone().unwrap();
        assert_eq!((place.line, place.column, place.label.as_deref()), (3, 1, Some("unknown")));
        assert_eq!((place.before.as_str(), place.marked.as_str(), place.after.as_str()), ("", "nam", " = \"x\" # </script>"));
        assert_eq!((found[0].help.as_deref(), found[0].file.as_deref()), (Some("write `name`"), Some("a\\u{1B}.toml")));
        assert_eq!(found[0].perhaps.as_deref(), Some("name\\u{1B}"));
        assert_eq!(found[1].message, "a\\u{202E}b");
        assert_eq!(found[1].place.as_ref().unwrap().marked, "é?");
        assert_eq!((found.len(), more), (2, 1));
    }

    #[test]
    fn a_place_of_several_lines_is_marked_in_its_first() {
        let source = "a = [\n1,\n2]\n";
        let finding = Diagnostic::error("c", "m").at(4..source.len() - 1);
        let (found, _) = items(&Diagnostics(vec![finding]), "f", source, 9);
        let place = found[0].place.clone().unwrap();
        assert_eq!((place.before.as_str(), place.marked.as_str(), place.after.as_str()), ("a = ", "[", ""));
    }
}
