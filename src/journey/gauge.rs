//! How large and how deep a TOML text is, told from its tokens before anything is built of it: a file of a few megabytes
//! can stand for a tree of hundreds.

use super::glance;
use crate::diagnostic::{Diagnostic, Span};
use crate::limits::{self, Limit};
use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

/// What a table takes, in tokens: its first key makes room for ten more.
pub(super) const TABLE: usize = 20;

/// As much of a text as is worth reading: all of it, unless it has more mistakes than anybody is told of.
///
/// # Errors
///
/// What is too much about it.
pub(super) fn readable(source: &str) -> Result<&str, Box<Diagnostic>> {
    if limits::FILE.is_exceeded_by(source.len()) {
        return Err(Box::new(Diagnostic::error("over-limit", format!("the file is larger than {}", limits::FILE))));
    }
    if glance::is_modest(source) { Ok(source) } else { measured(source) }
}

/// The same, by a close look.
pub(super) fn measured(source: &str) -> Result<&str, Box<Diagnostic>> {
    // A list of all tokens can take up to fifty times the room of the text.
    let mut tokens = Vec::new();
    for token in Source::new(source).lex() {
        if limits::PARTS.is_exceeded_by(tokens.len() + 1) {
            return Err(too_many_parts(token.span().start()..token.span().end()));
        }
        tokens.push(token);
    }
    let mut gauge = Gauge { source, parts: tokens.len(), ..Gauge::default() };
    let mut mistakes = 0;
    let mut end = source.len();
    parse_document(&tokens, &mut gauge, &mut |mistake: ParseError| {
        mistakes += 1;
        if mistakes == limits::FINDINGS.most {
            end = mistake.unexpected().map_or(end, |at| at.end());
        }
    });
    gauge.finding.map_or(Ok(source.get(..end).unwrap_or(source)), Err)
}

fn too_many_parts(at: Span) -> Box<Diagnostic> {
    let error = Diagnostic::error("over-limit", format!("the file has more than {}", limits::PARTS))
        .at(at)
        .label("up to here")
        .help("each word, sign, space and line end of TOML counts, and each table twenty times: make several maps of it");
    Box::new(error)
}

/// Whether a word without quotes is a value, or looks enough like one to be worth reading: a number, a date, true or false.
fn may_be_value(word: &str) -> bool {
    let is_number = || word.parse::<f64>().is_ok() || word.replace('_', "").parse::<f64>().is_ok();
    let is_date = || word.parse::<toml::value::Datetime>().is_ok();
    let digits = ["0x", "0o", "0b"].iter().find_map(|head| word.strip_prefix(head));
    let has_digits = |digits: &str| digits.chars().all(|c| c.is_ascii_hexdigit() || c == '_');
    matches!(word, "true" | "false") || is_number() || is_date() || digits.is_some_and(has_digits)
}

/// Headings that there may be so many of. Other ways to write the same are counted once they are read.
pub(super) const KINDS: [(&str, Limit); 5] = [
    ("[[stage.touchpoint]]", limits::TOUCHPOINTS),
    ("[[stage]]", limits::STAGES),
    ("[[persona]]", limits::PERSONAS),
    ("[[channel]]", limits::CHANNELS),
    ("[[lane]]", limits::LANES),
];

/// That there are too many of a kind, at the first one beyond.
pub(super) fn too_many(limit: Limit, count: usize, beyond: Span) -> Diagnostic {
    let error = Diagnostic::error("over-limit", format!("a map has at most {limit}, and this one {count}"));
    let help = if limit == limits::NOTES { "keep the newest" } else { "make several maps of it" };
    error.at(beyond).label("the first one too many").help(help)
}

/// Follows the structure of a text.
#[derive(Default)]
struct Gauge<'s> {
    source: &'s str,
    /// Headings of each kind in [`KINDS`].
    kinds: [usize; KINDS.len()],
    /// Where the heading begins that is being read.
    heading_start: usize,
    /// Tokens, with tables weighed.
    parts: usize,
    /// Names of the heading that we are under.
    heading: usize,
    /// Names of each key and brackets that we are inside of.
    open: Vec<usize>,
    /// Names of the key that we are reading.
    names: usize,
    in_heading: bool,
    finding: Option<Box<Diagnostic>>,
}

impl Gauge<'_> {
    fn table(&mut self, at: toml_parser::Span) {
        self.parts += TABLE;
        if self.parts > limits::PARTS.most {
            self.finding.get_or_insert_with(|| too_many_parts(at.start()..at.end()));
        }
    }

    /// How deep the place is that is being read.
    fn depth(&self) -> usize {
        self.heading + self.open.iter().sum::<usize>() + self.names
    }

    /// Whether it is not too deep.
    fn check_depth(&mut self, at: toml_parser::Span) -> bool {
        let is_right = !limits::NESTING.is_exceeded_by(self.depth());
        if !is_right {
            self.finding.get_or_insert_with(|| {
                let message = format!("tables and lists stand in one another more than {} deep", limits::NESTING);
                Box::new(Diagnostic::error("over-limit", message).at(at.start()..at.end()).label("too deep"))
            });
        }
        is_right
    }

    fn open(&mut self, at: toml_parser::Span) -> bool {
        self.open.push(std::mem::take(&mut self.names) + 1);
        self.check_depth(at)
    }

    fn close(&mut self) {
        self.open.pop();
        self.names = 0;
    }

    fn begin_heading(&mut self, at: toml_parser::Span) {
        self.heading_start = at.start();
        self.open.clear();
        (self.heading, self.names, self.in_heading) = (0, 0, true);
    }

    fn end_heading(&mut self, at: toml_parser::Span) {
        (self.heading, self.in_heading) = (std::mem::take(&mut self.names), false);
        self.table(at);
        let heading = self.heading_start..at.end();
        let text = self.source.get(heading.clone()).unwrap_or_default();
        for ((name, limit), count) in KINDS.iter().zip(&mut self.kinds) {
            *count += usize::from(text == *name);
            if text == *name && *count == limit.most + 1 {
                let all = memchr::memmem::find_iter(self.source.as_bytes(), name).count();
                self.finding.get_or_insert_with(|| Box::new(too_many(*limit, all, heading.clone())));
            }
        }
    }
}

impl EventReceiver for Gauge<'_> {
    fn std_table_open(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.begin_heading(at);
    }
    fn std_table_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end_heading(at);
    }
    fn array_table_open(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.begin_heading(at);
    }
    fn array_table_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end_heading(at);
    }
    fn inline_table_open(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.table(at);
        self.open(at)
    }
    fn inline_table_close(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close();
    }
    fn array_open(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open(at)
    }
    fn array_close(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close();
    }
    fn simple_key(&mut self, at: toml_parser::Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.names += 1;
        self.check_depth(at);
    }
    fn key_sep(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        // Each dot makes a table; what a heading names first is there already, as a rule.
        if !self.in_heading || self.names > 1 {
            self.table(at);
        }
    }
    fn scalar(&mut self, at: toml_parser::Span, encoding: Option<Encoding>, mistakes: &mut dyn ErrorSink) {
        self.names = 0;
        let text = self.source.get(at.start()..at.end()).unwrap_or_default();
        if encoding.is_none() && !may_be_value(text) {
            mistakes.report_error(ParseError::new("no value").with_unexpected(at));
        }
    }
    fn newline(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        // What is wrong with a line is not the next one's.
        self.names = 0;
    }
}
