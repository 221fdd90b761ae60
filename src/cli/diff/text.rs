//! The changes for a terminal.

use super::super::report::visible;
use super::said::{Entry, Mark, Report};
use super::words::{Piece, Sentence};
use crate::diff::{Changes, Run};
use crate::journey::Journey;
use std::io::stdout;

/// Whether standard output shows colours, and nobody asked it not to.
pub(super) fn is_colored() -> bool {
    anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never
}

/// Codes of a terminal; each is empty where it shows no colours.
struct Style {
    bold: &'static str,
    old: &'static str,
    new: &'static str,
    moved: &'static str,
    differs: &'static str,
    end: &'static str,
}

const PLAIN: Style = Style { bold: "", old: "", new: "", moved: "", differs: "", end: "" };
const COLORED: Style =
    Style { bold: "\x1b[1m", old: "\x1b[31m", new: "\x1b[32m", moved: "\x1b[36m", differs: "\x1b[4m", end: "\x1b[0m" };

/// The line that sums up, alone.
pub(super) fn summary(changes: &Changes, old: &Journey, new: &Journey) -> String {
    crate::diff::summary(changes, old, new, shown) + "\n"
}

/// The title, the summary, then section by section: what happened is said by a sign at the beginning of each line.
pub(super) fn write(report: &Report<'_>, is_colored: bool) -> String {
    let style = if is_colored { COLORED } else { PLAIN };
    let Style { bold, end, .. } = style;
    let mut out = format!("{bold}{}{end}\n{}\n", shown(report.title), report.summary(shown));
    for section in &report.sections {
        let mark = section.mark.map(|mark| format!("{} ", sign(mark, &style))).unwrap_or_default();
        out.push_str(&format!("\n{mark}{bold}{}{end}", piece(&section.title, &style)));
        if !section.note.is_empty() {
            out.push_str(&format!(": {}", sentence(&section.note, &style)));
        }
        out.push('\n');
        section.entries.iter().for_each(|entry| self::entry(entry, &style, &mut out));
    }
    out
}

/// "  ~ Waits: emotion: −2 → +1"; several details stand on lines of their own.
fn entry(entry: &Entry, style: &Style, out: &mut String) {
    out.push_str(&format!("  {} {}", sign(entry.mark, style), sentence(&entry.what, style)));
    match entry.details.as_slice() {
        [] => out.push('\n'),
        [only] => out.push_str(&format!(": {}\n", sentence(only, style))),
        details => {
            out.push('\n');
            details.iter().for_each(|detail| out.push_str(&format!("      {}\n", sentence(detail, style))));
        }
    }
}

fn sign(mark: Mark, style: &Style) -> String {
    let (color, sign) = match mark {
        Mark::Added => (style.new, "+"),
        Mark::Removed => (style.old, "−"),
        Mark::Moved => (style.moved, "→"),
        Mark::Changed => ("", "~"),
    };
    if color.is_empty() { sign.to_owned() } else { format!("{color}{sign}{}", style.end) }
}

fn sentence(sentence: &Sentence, style: &Style) -> String {
    sentence.iter().map(|piece| self::piece(piece, style)).collect()
}

fn piece(piece: &Piece, style: &Style) -> String {
    match piece {
        Piece::Words(words) => words.clone(),
        Piece::Name(name) => shown(name),
        Piece::Old(runs) => quoted(runs, style.old, style),
        Piece::New(runs) => quoted(runs, style.new, style),
    }
}

/// A text in quotation marks, the words that differ underlined where the terminal can.
fn quoted(runs: &[Run], color: &str, style: &Style) -> String {
    let run = |run: &Run| {
        let text = visible(&run.text);
        if run.differs && !color.is_empty() { format!("{color}{}{text}{}", style.differs, style.end) } else { text.into_owned() }
    };
    let text: String = runs.iter().map(run).collect();
    format!("“{}”", isolated(text))
}

/// A text in one line.
fn shown(text: &str) -> String {
    isolated(visible(text).into_owned())
}

/// A text that may run from right to left, kept from reordering what stands beside it.
pub(super) fn isolated(text: String) -> String {
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
    if text.chars().any(is_rtl) { format!("\u{2068}{text}\u{2069}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_the_other_way_is_isolated() {
        assert_eq!(shown("Léa\n上海"), "Léa 上海");
        assert_eq!(shown("فرع 5"), "\u{2068}فرع 5\u{2069}");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(shown("a\u{1b}[2J\u{2067}"), "a\\u{1B}[2J\\u{2067}");
        assert_eq!(quoted(&[Run { text: "\u{9b}x".into(), differs: true }], "", &PLAIN), "“\\u{9B}x”");
    }
}
