//! Reading themes: the built-in ones and a user's own file that extends one of them.
//!
//! A user's file says only what differs: tables are merged key by key, everything else is replaced. What it extends is
//! `extends = "dark"` or, without that line, `light`.

use super::{Metrics, Palette, Theme, overlay};
use crate::files::{self, Files};
use crate::limits;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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

/// Why a theme can't be used.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeError {
    /// One sentence with file, line and column where there are any.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl std::fmt::Display for ThemeError {
    /// The message and, after a semicolon, the help.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl std::error::Error for ThemeError {}

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
    toml::from_str::<Complete>(source(name)?).ok().map(Theme::from)
}

/// A built-in theme by name, or one from a file (any name that contains a `/`, a `\` or ends in `.toml`), relative to `folder`.
///
/// # Errors
///
/// When no built-in theme has the name; when the file is missing, larger than 256 KiB, not UTF-8 or outside `folder`; and
/// when it isn't TOML, has a key that no theme has, a value of the wrong type or one out of range. The message names the
/// first of these with its line and column.
pub fn load(name: &str, folder: &Path) -> Result<Theme, ThemeError> {
    load_from(name, &mut Files::of(folder))
}

/// [`load`] with other files than those in a folder and below.
///
/// # Errors
///
/// As for [`load`].
pub fn load_from(name: &str, files: &mut Files) -> Result<Theme, ThemeError> {
    if !(name.contains(['/', '\\']) || name.ends_with(".toml")) {
        return built_in(name).ok_or_else(|| unknown_theme(name));
    }
    let text = read(name, files)?;
    extend(name, &text).map_err(|problem| problem.located(name, &text))
}

/// Something wrong with a theme file, at a byte range of it.
pub(super) struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
    /// What would be right.
    pub help: Option<String>,
}

impl Problem {
    /// With the file, the line and the column, both counted from 1, columns in characters.
    fn located(self, file: &str, text: &str) -> ThemeError {
        let before = text.get(..self.span.start.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        ThemeError { message: format!("{file}:{line}:{column}: {}", self.message), help: self.help }
    }
}

impl From<toml::de::Error> for Problem {
    fn from(error: toml::de::Error) -> Self {
        Self { message: error.message().trim_end().to_owned(), span: error.span().unwrap_or(0..0), help: None }
    }
}

/// The data of a built-in theme.
fn source(name: &str) -> Option<&'static str> {
    let name = if name == "color-blind" { "colour-blind" } else { name };
    BUILT_IN.iter().position(|built_in| *built_in == name).and_then(|i| SOURCES.get(i).copied())
}

fn unknown_theme(name: &str) -> ThemeError {
    ThemeError {
        message: format!("there is no theme `{name}`"),
        help: Some(overlay::meant(name, &BUILT_IN, "themes are") + "; a file of your own ends in `.toml`"),
    }
}

/// The text of a theme file.
fn read(name: &str, files: &mut Files) -> Result<String, ThemeError> {
    let bytes = files.read(name, &limits::THEME_FILE).map_err(|problem| {
        let message = match &problem {
            files::Problem::Outside => format!("the theme `{name}` is outside the journey's folder"),
            problem => format!("the theme `{name}` can't be read: {problem}"),
        };
        ThemeError { message, help: problem.help().map(str::to_owned) }
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let good =
            String::from_utf8_lossy(error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default()).into_owned();
        Problem { message: "this is not UTF-8 text".to_owned(), span: good.len()..good.len(), help: None }.located(name, &good)
    })
}

/// A user's theme: what it extends, with what it says itself laid over it.
fn extend(name: &str, text: &str) -> Result<Theme, Problem> {
    let mut own = DeTable::parse(text)?.into_inner();
    let base = match own.remove("extends") {
        Some(value) => base_of(&value)?,
        None => SOURCES[0],
    };
    let named = own.contains_key("name");
    let mut base = DeTable::parse(base)?;
    overlay::lay(base.get_mut(), own)?;
    let complete = Complete::deserialize(toml::de::Deserializer::from(base))?;
    let mut theme = Theme::from(complete);
    if !named {
        theme.name = name.to_owned();
    }
    Ok(theme)
}

/// The data that `extends` names.
fn base_of(value: &Spanned<DeValue<'_>>) -> Result<&'static str, Problem> {
    let wrong = |message: String, help: String| Problem { message, span: value.span(), help: Some(help) };
    let name = value
        .get_ref()
        .as_str()
        .ok_or_else(|| wrong("`extends` is not a text".to_owned(), "name a built-in theme".to_owned()))?;
    source(name)
        .ok_or_else(|| wrong(format!("there is no built-in theme `{name}`"), overlay::meant(name, &BUILT_IN, "themes are")))
}

#[cfg(test)]
mod tests;
