//! Reading themes: the built-in ones and a user's own file that extends one of them.
//!
//! A user's file says only what differs: tables are merged key by key, everything else is replaced. What it extends is
//! `extends = "dark"` or, without that line, `light`.

use super::nearest::meant;
use super::{Metrics, Palette, Theme, check, overlay};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceText};
use crate::files::{Files, Problem};
use crate::limits;
use serde::Deserialize;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use toml::de::DeTable;

/// Names of the built-in themes.
pub const BUILT_IN: [&str; 6] = ["light", "dark", "print", "contrast", "colour-blind", "editorial"];

/// Their data, in the same order.
const SOURCES: [&str; 6] = [
    include_str!("../../themes/light.toml"),
    include_str!("../../themes/dark.toml"),
    include_str!("../../themes/print.toml"),
    include_str!("../../themes/contrast.toml"),
    include_str!("../../themes/colour-blind.toml"),
    include_str!("../../themes/editorial.toml"),
];

/// A theme as its file has it, complete.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Complete {
    name: String,
    about: String,
    metrics: Metrics,
    palette: Palette,
}

impl From<Complete> for Theme {
    fn from(Complete { name, about, metrics, palette }: Complete) -> Self {
        Self { name, about, metrics, palette }
    }
}

/// A built-in theme. `color-blind` is another spelling of `colour-blind`.
///
/// ```
/// let dark = wayline::theme::built_in("dark").expect("one of BUILT_IN");
/// assert!(dark.palette.page.luminance() < 0.05);
/// assert!(wayline::theme::built_in("no-such").is_none());
/// ```
pub fn built_in(name: &str) -> Option<Theme> {
    // Read once in a process: whoever draws a thousand maps asks for it as often.
    static THEMES: [OnceLock<Option<Theme>>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
    let (index, source) = (index(name)?, source(name)?);
    THEMES.get(index)?.get_or_init(|| toml::from_str::<Complete>(source).ok().map(Theme::from)).clone()
}

/// A built-in theme by name, or one from a file (any name that contains a `/`, a `\` or ends in `.toml`), relative to `folder`.
///
/// # Errors
///
/// When no built-in theme has the name, and when the file is missing, larger than 256 KiB, not UTF-8 or outside `folder`:
/// one error without a place. Everything that is wrong in the file otherwise, as [`parse`] finds it, under the file's path
/// from the current folder.
pub fn load(name: &str, folder: &Path) -> Result<Theme, Diagnostics> {
    load_from(name, &mut Files::of(folder))
}

/// [`load`] with other files than those in a folder and below.
///
/// # Errors
///
/// As for [`load`].
pub fn load_from(name: &str, files: &mut Files) -> Result<Theme, Diagnostics> {
    let only = |error: Box<Diagnostic>| Diagnostics(vec![*error]);
    if !(name.contains(['/', '\\']) || name.ends_with(".toml")) {
        return built_in(name).ok_or_else(|| only(unknown_theme(name)));
    }
    let text = read(name, files).map_err(only)?;
    extend(name, SourceText { name: files.shown(name), text })
}

/// Reads the text of a theme file. `file` is its name: that of the theme, where it gives none, and that of the source of
/// each finding.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the file: what isn't TOML, keys that no theme has, values of the wrong
/// type, out of range or no colours, lists of the wrong length, an unknown theme under `extends`.
///
/// ```
/// let theme = wayline::theme::parse("house.toml", "extends = \"dark\"\nmetrics.title = 40")?;
/// assert_eq!((theme.name.as_str(), theme.metrics.title), ("house.toml", 40.0));
///
/// let errors = wayline::theme::parse("house.toml", "metrics.titel = 40\npalette.page = \"withe\"").unwrap_err();
/// assert_eq!(errors.0.len(), 2);
/// assert_eq!(errors.0[0].message, "`[metrics]` has no key `titel`");
/// assert_eq!(errors.0[0].suggestion, Some((8..13, "title".into())));
/// assert_eq!(errors.0[1].file(), Some("house.toml"));
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn parse(file: &str, text: &str) -> Result<Theme, Diagnostics> {
    extend(file, SourceText { name: file.to_owned(), text: text.to_owned() })
}

/// The data of a built-in theme.
pub(super) fn source(name: &str) -> Option<&'static str> {
    SOURCES.get(index(name)?).copied()
}

/// The place of a built-in theme in the list.
fn index(name: &str) -> Option<usize> {
    let name = if name == "color-blind" { "colour-blind" } else { name };
    BUILT_IN.iter().position(|built_in| *built_in == name)
}

fn unknown_theme(name: &str) -> Box<Diagnostic> {
    let help = meant(name, &BUILT_IN, "themes are") + "; a file of your own ends in `.toml`";
    Box::new(unusable(format!("there is no theme `{name}`")).help(help))
}

/// The text of a theme file.
fn read(name: &str, files: &mut Files) -> Result<String, Box<Diagnostic>> {
    let bytes = files.read(name, &limits::THEME_FILE).map_err(|problem| {
        let error = unusable(match &problem {
            Problem::Outside => format!("the theme `{name}` is outside the journey's folder"),
            problem => format!("the theme `{name}` can't be read: {problem}"),
        });
        Box::new(Diagnostic { help: problem.help().map(str::to_owned), ..error })
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        Box::new(unusable(format!("the theme `{name}` is not UTF-8 text: byte {at}, in line {line}")))
    })
}

fn unusable(message: String) -> Diagnostic {
    Diagnostic::error("unusable-theme", message)
}

/// A user's theme: what it extends, with what it says itself laid over it.
fn extend(name: &str, source: SourceText) -> Result<Theme, Diagnostics> {
    let source = Arc::new(source);
    let inside = |found: Diagnostics| Diagnostics(found.0.into_iter().map(|finding| finding.inside(&source)).collect()).sorted();
    let (own, syntax) = DeTable::parse_recoverable(&source.text);
    let mut own = own.into_inner();
    let extends = own.remove("extends").map_or(Ok(SOURCES[0]), |value| check::base(&value));
    // whichever it extends, the keys are the same
    let mut base = DeTable::parse(extends.as_ref().map_or(SOURCES[0], |base| base)).map_err(|error| inside(broken(&error)))?;
    let mut found = check::theme(&own, base.get_ref(), &source.text);
    found.0.extend(extends.err().map(|error| *error));
    if !syntax.is_empty() {
        found = check::syntax(&syntax, found, &source.text);
    }
    if found.has_errors() {
        return Err(inside(found));
    }
    let named = own.contains_key("name");
    overlay::lay(base.get_mut(), own);
    let complete = Complete::deserialize(toml::de::Deserializer::from(base)).map_err(|error| inside(broken(&error)))?;
    let mut theme = Theme::from(complete);
    if !named {
        theme.name = name.to_owned();
    }
    Ok(theme)
}

/// What the check let through although no theme can be made of it. Its place may be in either of two files.
fn broken(error: &toml::de::Error) -> Diagnostics {
    Diagnostics(vec![Diagnostic::error("unusable-theme", error.message().trim_end())])
}

#[cfg(test)]
mod tests;
