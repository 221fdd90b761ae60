//! What is wrong with an input, where, and what would be right. Printing is the command line's job.

use std::fmt;
use std::ops::Range;

/// A place in a source text, as byte offsets.
pub type Span = Range<usize>;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The map would be better otherwise.
    Advice,
    /// The map is drawn, but probably not as meant.
    Warning,
    /// The map can't be drawn.
    Error,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable kebab-case name, such as `unknown-channel`.
    pub code: &'static str,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where, in the journey file; `None` when it concerns the file as a whole.
    pub span: Option<Span>,
    /// A few words under the place.
    pub label: Option<String>,
    /// Another place that belongs to it (the first of two equal ids), with a few words.
    pub related: Option<(Span, String)>,
    /// What would be right.
    pub help: Option<String>,
    /// Text that would mend it, to be put in place of the span.
    pub suggestion: Option<(Span, String)>,
}

impl Diagnostic {
    /// A finding of any severity.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), span: None, label: None, related: None, help: None, suggestion: None }
    }

    /// Something that keeps the map from being drawn.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something that is probably not meant.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// With its place.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With a few words under its place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With a second place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related = Some((span, label.into()));
        self
    }

    /// With what would be right.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With text that would mend it in place of `span`.
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestion = Some((span, replacement.into()));
        self
    }
}

/// All findings of one run, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any of them keeps the map from being drawn.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Sorted by place.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by_key(|d| d.span.clone().map_or((usize::MAX, 0), |s| (s.start, s.end)));
        self
    }
}

impl fmt::Display for Diagnostics {
    /// One line each; the command line prints them with their source.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, d) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}: {}", d.code, d.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
