//! Reading a map again and again.

use super::super::args::WatchArgs;
use super::super::drawing::{Request, TypedTheme};
use super::super::failure::Failure;
use super::super::input::Input;
use crate::Map;
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is read: the map with all that it takes.
#[derive(Debug)]
pub(super) struct Source {
    map: PathBuf,
    root: Option<PathBuf>,
    theme: Option<String>,
    request: Arc<Request>,
}

/// What came of reading.
#[derive(Debug)]
pub(super) struct Reading {
    /// The map, or why there is none.
    pub(super) outcome: Outcome,
    /// The files that were looked for, with what symbolic links lead to: another there changes the outcome.
    pub(super) files: Vec<PathBuf>,
    /// How long it took.
    pub(super) took: Duration,
}

/// The map, or why there is none.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It can be drawn.
    Opened(Box<Opened>),
    /// It has errors.
    Errors(Arc<Input>, Diagnostics),
    /// It can't be read, or not be drawn as the command line asks.
    Failure(Failure),
}

/// A map without errors.
#[derive(Debug)]
pub(super) struct Opened {
    /// The map, with the personas and lanes that the command line asks for.
    pub(super) map: Map,
    /// The file that it was read from.
    pub(super) input: Arc<Input>,
    /// The theme of the command line.
    pub(super) typed: TypedTheme,
    /// The files that the map names.
    pub(super) files: Files,
    /// Warnings and advice.
    pub(super) findings: Diagnostics,
    /// How it is drawn, where nobody chooses otherwise.
    pub(super) request: Arc<Request>,
}

impl Source {
    /// What the command line names.
    pub(super) fn of(args: &WatchArgs, request: Request) -> Self {
        let (root, theme) = (args.drawing.root.clone(), args.drawing.theme.clone());
        Self { map: args.map.clone(), root, theme, request: Arc::new(request) }
    }

    /// The journey file.
    pub(super) fn map(&self) -> &PathBuf {
        &self.map
    }

    /// Reads all of it.
    pub(super) fn read(&self) -> Reading {
        let start = Instant::now();
        let mut files = vec![self.map.clone()];
        // where it is a symbolic link: both it and what it leads to
        files.extend(self.map.canonicalize().ok());
        // a name that ends so is a path; it is looked at even where it can't be read for a moment
        files.extend(self.theme.iter().filter(|name| name.ends_with(".toml")).map(PathBuf::from));
        let outcome = self.outcome(&mut files).unwrap_or_else(Outcome::Failure);
        Reading { outcome, files, took: start.elapsed() }
    }

    fn outcome(&self, read: &mut Vec<PathBuf>) -> Result<Outcome, Failure> {
        let input = Arc::new(Input::read(&self.map)?);
        let mut files = input.files(self.root.as_deref())?;
        let typed = TypedTheme::read(self.theme.as_deref())?;
        let opened = typed.open(&input, &mut files);
        read.extend([files.sought(), files.found(), typed.files()].into_iter().flatten().cloned());
        let (map, findings) = match opened {
            Ok(opened) => opened,
            Err(findings) => return Ok(Outcome::Errors(input, findings)),
        };
        let map = Map { journey: self.request.choose(map.journey)?, ..map };
        Ok(Outcome::Opened(Box::new(Opened { map, input, typed, files, findings, request: Arc::clone(&self.request) })))
    }
}
