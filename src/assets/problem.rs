//! What is said of an icon or picture that can't be had.

use super::Kind;
use crate::diagnostic::Diagnostic;
use crate::files;
use crate::journey::Sourced;
use crate::limits::Limit;

/// Why something can't be had.
#[derive(Debug, Clone)]
pub(super) enum Problem {
    /// No built-in icon has this name; the nearest that has one.
    UnknownIcon(Option<&'static str>),
    /// The file can't be read.
    File(files::Problem),
    /// It was read, but can't be used: a code and why.
    Unusable(&'static str, String),
    /// With it there would be too much of something in the map.
    OverLimit(Limit),
}

impl From<files::Problem> for Problem {
    fn from(problem: files::Problem) -> Self {
        Self::File(problem)
    }
}

impl Problem {
    /// At the place that names it.
    pub(super) fn at(&self, wanted: &Sourced<String>, kind: Kind) -> Diagnostic {
        let name = short(&wanted.value);
        let span = wanted.span.clone();
        let kind = match kind {
            Kind::Icon => "icon",
            Kind::Picture => "picture",
        };
        match self {
            Self::UnknownIcon(near) => {
                let error = Diagnostic::error("unknown-icon", format!("there is no icon `{name}`"))
                    .at(span.clone())
                    .label("unknown icon")
                    .help("an icon is the name of a built-in one or the path of an SVG file, as in \"icons/shoe.svg\"");
                match near {
                    Some(near) => error.suggest(span, format!("\"{near}\"")),
                    None => error,
                }
            }
            Self::File(problem) => {
                let message = match problem {
                    files::Problem::Missing => format!("there is no file `{name}`"),
                    files::Problem::Outside => format!("`{name}` is outside the folder of the journey file"),
                    problem => format!("the {kind} `{name}` can't be used: {problem}"),
                };
                let error = Diagnostic::error(problem.code(), message).at(span);
                match problem.help() {
                    Some(help) => error.help(help),
                    None => error,
                }
            }
            Self::Unusable(code, why) => Diagnostic::error(code, format!("the {kind} `{name}` can't be used: {why}")).at(span),
            Self::OverLimit(limit) => {
                let message = format!("with `{name}`, {} have more than {limit}", limit.what);
                Diagnostic::error("over-limit", message).at(span)
            }
        }
    }
}

/// Most characters of a path that are shown.
const MOST_SHOWN: usize = 200;

/// A path, without its middle if it is very long.
fn short(path: &str) -> String {
    let count = path.chars().count();
    if count <= MOST_SHOWN {
        return path.to_owned();
    }
    let (start, end) = (path.chars().take(MOST_SHOWN / 2), path.chars().skip(count - MOST_SHOWN / 2));
    start.chain(['…']).chain(end).collect()
}
