//! Prints what is wrong with an input: place, source line, what is expected and a patch.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::borrow::Cow;
use std::io::{self, Write};

/// What a text file may begin with; it is no part of what is counted or shown.
const BOM: &str = "\u{FEFF}";

/// Writes every finding in the order given, each followed by an empty line. `file` is the name that is shown for `source`.
/// Control characters in either never reach `out`.
///
/// # Errors
///
/// Those of `out`.
pub fn print(diagnostics: &Diagnostics, file: &str, source: &str, out: &mut impl Write, color: bool) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let file = visible(file);
    let bom = if source.starts_with(BOM) { BOM.len() } else { 0 };
    let source = same_length(source.get(bom..).unwrap_or_default());
    for diagnostic in &diagnostics.0 {
        writeln!(out, "{}\n", renderer.render(&report(diagnostic, &file, &source, bom)))?;
    }
    Ok(())
}

fn report<'a>(diagnostic: &'a Diagnostic, file: &'a str, source: &'a str, bom: usize) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let place = |span: &Span| within(span, bom, source);
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let mut first = match &diagnostic.span {
        Some(span) => {
            let primary = AnnotationKind::Primary.span(place(span)).label(diagnostic.label.as_deref().map(visible));
            let related =
                diagnostic.related.iter().map(|(span, label)| AnnotationKind::Context.span(place(span)).label(visible(label)));
            title.element(Snippet::source(source).path(file).annotation(primary).annotations(related))
        }
        None => title.element(Origin::path(file)),
    };
    if let Some(help) = &diagnostic.help {
        first = first.element(Level::HELP.message(visible(help)));
    }
    let mut groups = vec![first];
    if let Some((span, replacement)) = &diagnostic.suggestion {
        let patch = Patch::new(place(span), visible(replacement));
        groups
            .push(Level::HELP.secondary_title("perhaps this is meant").element(Snippet::source(source).path(file).patch(patch)));
    }
    groups
}

/// A place after the byte order mark was taken away, inside the source and on character boundaries whatever was given.
fn within(span: &Span, bom: usize, source: &str) -> Span {
    let on_boundary = |at: usize| {
        let at = at.saturating_sub(bom).min(source.len());
        (0..=at).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
    };
    let (start, end) = (on_boundary(span.start), on_boundary(span.end));
    start..end.max(start)
}

/// Characters that a terminal obeys instead of showing, and those that reorder what stands around them.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// A text with such characters written out.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push(' '),
            c if is_obeyed(c) => shown.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A source text with such characters replaced by visible ones of as many bytes, so that every place stays where it is.
/// Line ends and tabs are left to the renderer.
fn same_length(source: &str) -> Cow<'_, str> {
    if !source.chars().any(|c| is_obeyed(c) && !matches!(c, '\n' | '\r' | '\t')) {
        return Cow::Borrowed(source);
    }
    let replaced = source.chars().map(|c| match c {
        '\n' | '\r' | '\t' => c,
        c if is_obeyed(c) => match c.len_utf8() {
            1 => '?',
            2 => '\u{BF}',
            _ => '\u{FFFD}',
        },
        c => c,
    });
    Cow::Owned(replaced.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(diagnostic: Diagnostic, source: &str) -> String {
        let mut out = Vec::new();
        print(&Diagnostics(vec![diagnostic]), "a\u{1b}b.toml", source, &mut out, false).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_control_character_gets_through() {
        let source = "\u{FEFF}a\u{1b}[31m = \u{9b}\u{202e}é\u{2067}\rx\nb";
        let diagnostic = Diagnostic::error("x", "m\u{7}\u{1b}")
            .at(4..9)
            .label("l\u{9b}")
            .help("h\u{1b}\n")
            .related(0..1, "r\u{8}")
            .suggest(4..5, "s\u{1b}");
        let text = printed(diagnostic, source);
        assert!(!text.chars().any(|c| is_obeyed(c) && c != '\n'), "{text:?}");
    }

    #[test]
    fn places_outside_the_source_are_survived() {
        let text = printed(Diagnostic::error("x", "m").at(1..900).suggest(700..800, "s"), "é");
        assert!(text.contains("error[x]: m"), "{text}");
    }

    #[test]
    fn columns_do_not_count_the_byte_order_mark() {
        let text = printed(Diagnostic::error("x", "m").at(3..4), "\u{FEFF}abc");
        assert!(text.contains(":1:1"), "{text}");
    }

    #[test]
    fn a_finding_without_a_place_names_the_file() {
        assert_eq!(printed(Diagnostic::warning("x", "m"), "a"), "warning[x]: m\n--> a\\u{1B}b.toml\n\n");
    }
}
