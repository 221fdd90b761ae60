//! The theme that `--theme` names.

use super::super::failure::Failure;
use super::super::input::Input;
use super::super::nearest;
use crate::Map;
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::origin::Sources;
use crate::pipeline::DEFAULT_THEME;
use crate::theme::{self, Theme};
use std::path::PathBuf;

/// A theme that was typed: a file is looked for from the current folder, not beside the map, and a path may lead anywhere,
/// unlike one in a file that somebody else may have written.
#[derive(Debug)]
pub(in crate::cli) struct TypedTheme {
    /// As it was typed, unless it is a file.
    name: Option<String>,
    theme: Option<Theme>,
    /// What is wrong in its file.
    wrong: Diagnostics,
    files: Files,
}

impl TypedTheme {
    /// Reads the theme with this name, or nothing where the maps' own are wanted.
    ///
    /// # Errors
    ///
    /// There is no such theme, or its file can't be read. What is wrong in it is told with what is wrong in a map.
    pub(in crate::cli) fn read(name: Option<&str>) -> Result<Self, Failure> {
        let mut files = Files::anywhere();
        let Some(name) = name else { return Ok(Self { name: None, theme: None, wrong: Diagnostics::default(), files }) };
        let (theme, wrong) = match theme::load_from(name, &mut files) {
            Ok(theme) => (Some(theme), Diagnostics::default()),
            Err(wrong) => (theme::built_in(DEFAULT_THEME), wrong),
        };
        match wrong.0.iter().find(|error| error.source.is_none()) {
            Some(error) => {
                let help = error.help.clone().unwrap_or_else(|| nearest::advice(name, theme::BUILT_IN));
                Err(Failure::new(error.message.clone()).help(help))
            }
            None => Ok(Self { name: files.found().is_empty().then(|| name.to_owned()), theme, wrong, files }),
        }
    }

    /// What is wrong in its file, if anything.
    pub(in crate::cli) fn wrong(&self) -> Option<&Diagnostics> {
        Some(&self.wrong).filter(|wrong| !wrong.0.is_empty())
    }

    /// Whether there is one, which wins over the maps' own.
    pub(super) fn wins(&self) -> bool {
        self.theme.is_some()
    }

    /// The files that it comes from.
    pub(in crate::cli) fn files(&self) -> &[PathBuf] {
        self.files.found()
    }

    /// Adds it to what a picture is made from: a file counts by what is in it, wherever it lies.
    pub(super) fn add_to(&self, sources: &mut Sources) {
        sources.text(self.name.as_deref().unwrap_or_default());
        let contents: Vec<_> = self.files.contents().map(|(_, content)| content).collect();
        sources.number(contents.len() as u64);
        contents.iter().for_each(|content| sources.file(content));
    }

    /// Opens a map with it: the map with its findings, or all errors of both.
    pub(in crate::cli) fn open(&self, input: &Input, files: &mut Files) -> Result<(Map, Diagnostics), Diagnostics> {
        let mut findings = match input.open(self.theme.clone(), files) {
            Ok(opened) if self.wrong.0.is_empty() => return Ok(opened),
            Ok((_, findings)) | Err(findings) => findings,
        };
        findings.0.extend(self.wrong.0.iter().cloned());
        Err(findings)
    }
}
