//! Findings for people: the place, its line, what is expected and a patch.

use super::File;
use super::excerpt::{Excerpt, FAR};
use super::places::Places;
use super::visible::{shown, visible};
use crate::diagnostic::{Diagnostic, Severity, Span};
use annotate_snippets::{AnnotationKind, Level, Origin, Patch, Renderer, Snippet};
use std::io::{self, Write};

/// Stands where the renderer names a place of the excerpt that it knows. Nothing that is shown can contain it.
const PLACE: char = '\u{1}';

/// Wider than any line of an excerpt: lines are cut there, where the true columns are known.
const UNLIMITED: usize = 1_000_000;

/// A patch of more lines than this is not shown.
const PATCH_LINES: usize = 10;

/// Writes one finding and an empty line.
pub(super) fn print(finding: &Diagnostic, file: &File<'_>, out: &mut impl Write, color: bool) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(UNLIMITED);
    let name = visible(file.name);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let title = level.primary_title(shown(&finding.message)).id(finding.code);
    let (excerpts, located) = excerpts(finding, &file.places);
    let mut first = match excerpts.first() {
        Some(_) => title.elements(excerpts.iter().map(|(excerpt, labels)| snippet(excerpt, labels))),
        None => title.element(Origin::path(name.as_ref())),
    };
    if let Some(help) = &finding.help {
        first = first.element(Level::HELP.message(shown(help)));
    }
    let mut groups = vec![first];
    let patch = finding.suggestion.as_ref().and_then(|(span, text)| Some((patched(span, &file.places)?, text)));
    if let Some((excerpt, text)) = &patch {
        let span = excerpt.spans.first().cloned().unwrap_or_default();
        let snippet = Snippet::source(excerpt.text.as_str()).line_start(excerpt.line).path(PLACE.to_string());
        let snippet = snippet.patch(Patch::new(span, shown(text)));
        groups.push(Level::HELP.secondary_title("perhaps this is meant").element(snippet));
    }
    let rendered = renderer.render(&groups);
    writeln!(out, "{}\n", with_places(&rendered, &name, &file.places, &located))
}

/// What is written under a place.
type Label<'a> = (AnnotationKind, Option<&'a str>);

/// What is shown of the file: one excerpt, or two where the finding has places far from each other. Beside them the offset
/// that each is named by.
fn excerpts<'a>(finding: &'a Diagnostic, places: &Places<'_>) -> (Vec<(Excerpt, Vec<Label<'a>>)>, Vec<usize>) {
    let Some(span) = &finding.span else { return (Vec::new(), Vec::new()) };
    let start = |span: &Span| places.clamp(span).start;
    let line = |span: &Span| places.position(start(span)).line;
    let primary = (AnnotationKind::Primary, finding.label.as_deref());
    let Some((other, label)) = &finding.related else {
        return (vec![(Excerpt::new(places, &[span]), vec![primary])], vec![start(span)]);
    };
    let related = (AnnotationKind::Context, Some(label.as_str()));
    if line(span).abs_diff(line(other)) <= FAR {
        return (vec![(Excerpt::new(places, &[span, other]), vec![primary, related])], vec![start(span)]);
    }
    let apart = vec![(Excerpt::new(places, &[span]), vec![primary]), (Excerpt::new(places, &[other]), vec![related])];
    (apart, vec![start(span), start(other)])
}

fn snippet<'a>(excerpt: &'a Excerpt, labels: &[Label<'a>]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotations =
        excerpt.spans.iter().zip(labels).map(|(span, (kind, label))| kind.span(span.clone()).label(label.map(shown)));
    Snippet::source(excerpt.text.as_str()).line_start(excerpt.line).path(PLACE.to_string()).annotations(annotations)
}

/// The lines of a patch, if they can be taken in.
fn patched(span: &Span, places: &Places<'_>) -> Option<Excerpt> {
    let span = places.clamp(span);
    let lines = places.position(span.end).line - places.position(span.start).line;
    (lines < PATCH_LINES).then(|| Excerpt::new(places, &[&span]))
}

/// Puts the file's name, line and column where the renderer put those of the excerpt.
fn with_places(rendered: &str, name: &str, places: &Places<'_>, located: &[usize]) -> String {
    let mut parts = rendered.split(PLACE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut located = located.iter();
    for part in parts {
        text.push_str(name);
        if let Some(offset) = located.next() {
            let at = places.position(*offset);
            text.push_str(&format!(":{}:{}", at.line, at.column));
        }
        text.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    text
}
