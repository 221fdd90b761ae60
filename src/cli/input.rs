//! Reading a journey file.

use super::failure::Failure;
use super::report;
use crate::Map;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::files::Files;
use crate::pipeline;
use crate::text;
use crate::theme::Theme;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A journey file as it was read.
pub(super) struct Input {
    /// Its name, for messages.
    pub(super) name: String,
    /// What its relative paths start from.
    pub(super) folder: PathBuf,
    /// Its text; empty where it isn't text.
    pub(super) source: String,
    /// That it isn't text, if so.
    not_text: Option<Diagnostic>,
}

impl Input {
    /// Reads a file, or standard input for `-`.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let (name, folder, bytes) = if is_stdio(path) {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes);
            ("<standard input>".to_owned(), PathBuf::from("."), read)
        } else {
            // The parent of a bare file name is the empty path, which means here.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            (path.display().to_string(), folder.to_owned(), std::fs::read(path))
        };
        let bytes = bytes.map_err(|error| {
            let failure = Failure::new(format!("can't read {name}: {}", reason(&error)));
            if error.kind() == std::io::ErrorKind::NotFound {
                failure.help("`wayline new > journey.toml` makes a first map")
            } else {
                failure
            }
        })?;
        let (source, not_text) = match String::from_utf8(bytes) {
            Ok(source) => (source, None),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
                let finding = Diagnostic::error("not-utf-8", format!("the file is not UTF-8 text (byte {at}, line {line})"))
                    .help("save it as UTF-8 in your editor");
                (String::new(), Some(finding))
            }
        };
        Ok(Self { name, folder, source, not_text })
    }

    /// The files that it may name: those of its folder, or of the wider one that `--root` names.
    pub(super) fn files(&self, root: Option<&Path>) -> Result<Files, Failure> {
        let Some(root) = root else { return Ok(Files::of(&self.folder)) };
        Files::within(&self.folder, root)
            .map_err(|message| Failure::new(message).help("--root names a folder that the map lies in, or one above it"))
    }

    /// The map that it describes, with its warnings and advice, or all of its errors.
    pub(super) fn open(&self, theme: Option<Theme>, files: &mut Files) -> Result<(Map, Diagnostics), Diagnostics> {
        match &self.not_text {
            Some(finding) => Err(Diagnostics(vec![finding.clone()])),
            None => pipeline::open_with(&self.source, files, theme),
        }
    }

    /// Prints findings of at least this severity to standard error, in colours where the terminal wants them.
    pub(super) fn report(&self, mut findings: Diagnostics, from: Severity) {
        findings.0.retain(|finding| finding.severity >= from);
        findings.0.iter_mut().for_each(|finding| text::locate(finding, &self.source));
        if findings.0.is_empty() {
            return;
        }
        let color = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        // Where standard error is closed there is nobody left to tell.
        let _ = report::print(&findings, &self.name, &self.source, &mut anstream::stderr().lock(), color);
    }
}

/// Whether a path on the command line means standard input or output.
pub(super) fn is_stdio(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What the system says, without its error number.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => error.to_string(),
    }
}
