//! The lines around places of a file, cut to what can be looked at: a line may be as long as the file.

use super::places::Places;
use super::visible::same_length;
use crate::diagnostic::Span;

/// Lines between two places beyond which they are shown apart.
pub(super) const FAR: usize = 100;
/// Characters of a line that is shown whole.
const LINE: usize = 120;
/// Characters that are shown on either side of where a place begins and where it ends, in a longer line.
const AROUND: usize = 30;
/// Lines that are shown of a place of several lines, from its beginning and before its end.
const LINES: usize = 6;
/// Stands for what is cut out.
const CUT: &str = "…";

/// A part of a source text, without characters that a terminal obeys.
pub(super) struct Excerpt {
    /// Whole lines or what is shown of them; those that are not shown are empty.
    pub(super) text: String,
    /// The number of its first line.
    pub(super) line: usize,
    /// The places, as they are in the text.
    pub(super) spans: Vec<Span>,
}

impl Excerpt {
    /// The excerpt around some places of at most [`FAR`] lines' distance; a longer one ends with its first line.
    pub(super) fn new(places: &Places<'_>, spans: &[&Span]) -> Self {
        let spans: Vec<Lines> = spans.iter().map(|span| Lines::of(span, places)).collect();
        let first = spans.iter().map(|span| span.first).min().unwrap_or(1);
        let last = spans.iter().map(|span| span.last).max().unwrap_or(1);
        let mut excerpt = Self { text: String::new(), line: first, spans: vec![0..0; spans.len()] };
        for number in first..=last {
            if spans.iter().any(|span| span.shows(number)) {
                excerpt.push(places, places.line(number), &spans);
            }
            if number < last {
                excerpt.text.push('\n');
            }
        }
        excerpt.text = same_length(excerpt.text);
        excerpt
    }

    /// Adds what is shown of a line, and takes down where places begin and end in it.
    fn push(&mut self, places: &Places<'_>, line: Span, spans: &[Lines]) {
        let inside = |at: &usize| (line.start..=line.end).contains(at);
        let mut points: Vec<usize> = spans.iter().flat_map(|span| [span.span.start, span.span.end]).filter(inside).collect();
        points.sort_unstable();
        let mut shown = line.start;
        for piece in pieces(places, &line, &points) {
            if piece.start > shown {
                self.text.push_str(CUT);
            }
            let moved = self.text.len();
            for (here, there) in self.spans.iter_mut().zip(spans) {
                let within = |at: usize| piece.contains(&at) || at == piece.end;
                if within(there.span.start) {
                    here.start = moved + (there.span.start - piece.start);
                }
                if within(there.span.end) {
                    here.end = moved + (there.span.end - piece.start);
                }
            }
            self.text.push_str(places.text(piece.clone()));
            shown = piece.end;
        }
        if shown < line.end {
            self.text.push_str(CUT);
        }
    }
}

/// A place and the lines that it is in.
struct Lines {
    span: Span,
    first: usize,
    last: usize,
}

impl Lines {
    fn of(span: &Span, places: &Places<'_>) -> Self {
        let mut span = places.clamp(span);
        let first = places.position(span.start).line;
        let mut last = places.position(span.end).line;
        if last - first > FAR {
            span.end = places.line(first).end.max(span.start);
            last = first;
        }
        Self { span, first, last }
    }

    /// Whether a line may be seen: beside the ends, and where one line alone lies between two places.
    fn shows(&self, line: usize) -> bool {
        let near = |end: usize| line.abs_diff(end) <= 1;
        let inside = line >= self.first && line <= self.last;
        near(self.first) || near(self.last) || inside && (line - self.first < LINES || self.last - line < LINES)
    }
}

/// What is shown of a line: all of it, or what lies around the points.
fn pieces(places: &Places<'_>, line: &Span, points: &[usize]) -> Vec<Span> {
    let text = places.text(line.clone());
    if text.char_indices().nth(LINE).is_none() {
        return vec![line.clone()];
    }
    if points.is_empty() {
        return vec![Span { start: line.start, end: line.start + characters_after(text, 2 * AROUND) }];
    }
    let mut pieces: Vec<Span> = Vec::new();
    for point in points {
        let before = places.text(line.start..*point);
        let start = before.char_indices().rev().take(AROUND).last().map_or(*point, |(at, _)| line.start + at);
        let end = point + characters_after(places.text(*point..line.end), AROUND);
        match pieces.last_mut() {
            // the mark of a cut is no shorter than what it would stand for
            Some(last) if start <= last.end + 1 => *last = last.start.min(start)..last.end.max(end),
            _ => pieces.push(start..end),
        }
    }
    pieces
}

/// Bytes of so many characters at the beginning of a text.
fn characters_after(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, spans: impl IntoIterator<Item = Span>) -> Excerpt {
        Excerpt::new(&Places::new(source), &spans.into_iter().collect::<Vec<_>>().iter().collect::<Vec<_>>())
    }

    #[test]
    fn short_lines_are_whole() {
        let found = excerpt("one\r\ntwo\nthree\n", Some(5..8));
        assert_eq!((found.text.as_str(), found.line, found.spans.first()), ("two", 2, Some(&(0..3))));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let source = format!("{}上海\t{}", "é".repeat(200), "z".repeat(200));
        let found = excerpt(&source, Some(400..406));
        assert_eq!(found.text, format!("…{}上海\t{}…", "é".repeat(30), "z".repeat(29)));
        assert_eq!(&found.text[found.spans[0].clone()], "上海");
    }

    #[test]
    fn a_long_place_is_cut_in_its_middle() {
        let source = format!("a = \"{}\" # {}", "x".repeat(9000), "y".repeat(9000));
        let found = excerpt(&source, Some(4..9006));
        assert_eq!(found.text, format!("a = \"{}…{}\" # {}…", "x".repeat(29), "x".repeat(29), "y".repeat(27)));
        assert_eq!(found.text[found.spans[0].clone()].len(), 29 + 1 + 3 + 29 + 1);
    }

    #[test]
    fn two_places_of_a_long_line_are_both_there() {
        let source = format!("{}FIRST{}SECOND{}", "a".repeat(500), "b".repeat(500), "c".repeat(500));
        let found = excerpt(&source, [1005..1011, 500..505]);
        let shown: Vec<&str> = found.spans.iter().map(|span| &found.text[span.clone()]).collect();
        assert_eq!(shown, ["SECOND", "FIRST"]);
        assert!(found.text.len() < 250, "{}", found.text.len());
    }

    #[test]
    fn lines_that_nobody_looks_at_are_empty() {
        let source: String = (1..=80).map(|line| format!("line {line}\n")).collect();
        let at = |line: &str| source.find(line).map(|at| at..at + line.len()).unwrap();
        let found = excerpt(&source, [at("line 70"), at("line 5")]);
        assert_eq!(found.line, 5);
        let lines: Vec<&str> = found.text.lines().collect();
        assert_eq!((lines.len(), lines[0], lines[1], lines[2], lines[65]), (66, "line 5", "line 6", "", "line 70"));
    }

    #[test]
    fn a_place_of_very_many_lines_ends_with_its_first() {
        let source = "x\n".repeat(1000);
        let found = excerpt(&source, Some(2..1800));
        assert_eq!((found.text.as_str(), found.line, found.spans.first()), ("x", 2, Some(&(0..1))));
    }
}
