//! What is wrong with an input, where, and what would be right. Printing is the command line's job.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

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

/// A text that was read, under the name that it is shown by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The file's name, as its reader would write it.
    pub name: String,
    /// What stands in it.
    pub text: String,
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
    /// The file that every place of this finding is in, where that is not the journey file: a theme, for instance.
    pub source: Option<Arc<SourceText>>,
    /// Where in that file; `None` when it concerns the file as a whole.
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
        let message = message.into();
        Self { severity, code, message, source: None, span: None, label: None, related: None, help: None, suggestion: None }
    }

    /// Something that keeps the map from being drawn.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something that is probably not meant.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// In a file other than the journey file.
    pub fn inside(mut self, source: &Arc<SourceText>) -> Self {
        self.source = Some(Arc::clone(source));
        self
    }

    /// With its place.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The name of the file that its places are in, where that is not the journey file.
    pub fn file(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.name.as_str())
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
///
/// ```
/// use std::sync::Arc;
/// use wayline::diagnostic::{Diagnostic, Diagnostics, SourceText};
///
/// let theme = Arc::new(SourceText { name: "house.toml".into(), text: "titel = 1".into() });
/// let found = Diagnostics(vec![
///     Diagnostic::error("unknown-key", "a theme has no key `titel`").at(0..5).inside(&theme),
///     Diagnostic::warning("unused", "nobody comes here").at(70..80),
/// ]);
/// assert!(found.has_errors());
/// // those of the journey file come first
/// assert_eq!(
///     found.sorted().to_string(),
///     "unused: nobody comes here\nhouse.toml: unknown-key: a theme has no key `titel`"
/// );
/// ```
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

    /// Sorted by file, the journey file first, and in each by place.
    pub fn sorted(mut self) -> Self {
        let place = |d: &Diagnostic| d.span.as_ref().map_or((usize::MAX, 0), |s| (s.start, s.end));
        self.0.sort_by(|a, b| a.file().cmp(&b.file()).then_with(|| place(a).cmp(&place(b))));
        self
    }
}

impl fmt::Display for Diagnostics {
    /// One line each, with the file's name where it is not the journey file; the command line prints them with their source.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, d) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            if let Some(file) = d.file() {
                write!(f, "{file}: ")?;
            }
            write!(f, "{}: {}", d.code, d.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
