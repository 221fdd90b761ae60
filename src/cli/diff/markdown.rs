//! The changes for a comment on a pull request.

use super::super::report::{shown_name, visible};
use super::said::{Entry, Mark, Report, Section};
use super::text::isolated;
use super::words::{Piece, Sentence};
use crate::diff::Run;

/// Characters that a comment on GitHub may have, with room for what somebody writes around it. Bytes are counted, which are
/// never fewer.
const MOST: usize = 60_000;

/// A heading, the summary, and a list for each section, as far as a comment has room for them.
pub(super) fn write(report: &Report<'_>) -> String {
    let title = shown(&shown_name(report.title));
    let mut out = format!("### {title}\n\n**{}**\n", report.summary(shown));
    let mut left: usize = report.sections.iter().map(|section| section.entries.len().max(1)).sum();
    'all: for section in &report.sections {
        let heading = heading(section);
        if out.len() + heading.len() > MOST {
            break;
        }
        out.push_str(&heading);
        left -= usize::from(section.entries.is_empty());
        for entry in &section.entries {
            let entry = self::entry(entry);
            if out.len() + entry.len() > MOST {
                break 'all;
            }
            out.push_str(&entry);
            left -= 1;
        }
    }
    if left > 0 {
        out.push_str(&format!("\n… and {} more\n", crate::limits::grouped(left)));
    }
    out
}

/// "**Receipt** *added*: split off Pay with 3 touchpoints".
fn heading(section: &Section) -> String {
    let mark = section.mark.map(|mark| format!(" *{}*", word(mark))).unwrap_or_default();
    let note = if section.note.is_empty() { String::new() } else { format!(": {}", sentence(&section.note)) };
    let after = if section.entries.is_empty() { "" } else { "\n" };
    format!("\n**{}**{mark}{note}\n{after}", piece(&section.title))
}

fn entry(entry: &Entry) -> String {
    let mark = match entry.mark {
        Mark::Changed => String::new(),
        mark => format!("*{}* ", word(mark)),
    };
    let what = sentence(&entry.what);
    match entry.details.as_slice() {
        [] => format!("- {mark}{what}\n"),
        [only] => format!("- {mark}{what}: {}\n", sentence(only)),
        details => {
            let details: String = details.iter().map(|detail| format!("  - {}\n", sentence(detail))).collect();
            format!("- {mark}{what}\n{details}")
        }
    }
}

fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "added",
        Mark::Removed => "removed",
        Mark::Moved => "moved",
        Mark::Changed => "changed",
    }
}

fn sentence(sentence: &Sentence) -> String {
    sentence.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => words.clone(),
        Piece::Name(name) => shown(name),
        Piece::Old(runs) => quoted(runs, "del"),
        Piece::New(runs) => quoted(runs, "ins"),
    }
}

/// A text in quotation marks, the words that differ as removed or inserted.
fn quoted(runs: &[Run], tag: &str) -> String {
    let run = |run: &Run| {
        let text = escaped(&visible(&run.text));
        if run.differs { format!("<{tag}>{text}</{tag}>") } else { text }
    };
    let text: String = runs.iter().map(run).collect();
    format!("“{}”", isolated(text))
}

/// A text in one line that means nothing to Markdown.
fn shown(text: &str) -> String {
    escaped(&isolated(visible(text).into_owned()))
}

/// As character references, signs are shown and mean nothing: neither to Markdown nor to GitHub, where `@` calls somebody,
/// `#` and `GH-` link to something, and so does `www.`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    // at the beginning of a line, signs and figures may be those of a list
    let (mut is_first, mut is_after_figures) = (true, false);
    for c in text.chars() {
        let means_something = match c {
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '&' | '|' | '#' | '@' | ':' | '!' | '$' | '^' | '{' | '}' => {
                true
            }
            '.' => is_after_figures || before.eq_ignore_ascii_case(&'w'),
            ')' => is_after_figures,
            '-' => is_first || before.eq_ignore_ascii_case(&'h'),
            c => is_first && c.is_ascii_punctuation(),
        };
        if means_something {
            escaped.push_str(&format!("&#{};", u32::from(c)));
        } else {
            escaped.push(c);
        }
        is_after_figures = (is_first || is_after_figures) && c.is_ascii_digit();
        is_first = false;
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything_to_markdown() {
        assert_eq!(shown("Pays (cash), 2-5 min."), "Pays (cash), 2-5 min.");
        assert_eq!(shown("a|b\n`c` <img> &amp; @me #1"), "a&#124;b &#96;c&#96; &#60;img&#62; &#38;amp; &#64;me &#35;1");
        assert_eq!(shown("1. first"), "1&#46; first");
        assert_eq!(shown("2026-11-02, at 8.30"), "2026-11-02, at 8.30");
        assert_eq!(shown("- x GH-1 www.example.org https://x"), "&#45; x GH&#45;1 www&#46;example.org https&#58;//x");
        assert_eq!(
            shown("[a](b) **c** ~~d~~ _e_ $x$"),
            "&#91;a&#93;(b) &#42;&#42;c&#42;&#42; &#126;&#126;d&#126;&#126; &#95;e&#95; &#36;x&#36;"
        );
    }
}
