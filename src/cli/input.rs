//! Reading a journey file.

mod bytes;

use super::failure::Failure;
use super::messages::Messages;
use super::system::{is_open_already, is_stdio};
use crate::Map;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::files::Files;
use crate::journey::{self, Journey};
use crate::limits;
use crate::pipeline;
use crate::text;
use crate::theme::Theme;
use bytes::Bytes;
use std::path::{Path, PathBuf};

/// A journey file as it was read.
pub(super) struct Input {
    /// Its name, for messages.
    pub(super) name: String,
    /// What its relative paths start from.
    pub(super) folder: PathBuf,
    /// Its text; where it can't be taken as text, as much of it as there is to show.
    pub(super) source: String,
    /// Why it can't be taken as text, if so.
    refused: Option<Diagnostic>,
}

impl Input {
    /// Reads a file, or standard input for `-`.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let name = if is_stdio(path) { "<standard input>".to_owned() } else { path.display().to_string() };
        // The parent of a bare file name is the empty path, which means here, where also belongs what has no folder.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !is_open_already(path));
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let (source, refused) = match bytes::read(path, &name)? {
            // in the words of the library, which measures what others have read
            Bytes::TooMany => {
                let finding = Diagnostic::error("over-limit", format!("the file is larger than {}", limits::FILE));
                (String::new(), Some(finding))
            }
            Bytes::All(bytes) => match String::from_utf8(bytes) {
                Ok(source) => (source, None),
                Err(error) => {
                    let (shown, finding) = not_utf_8(error.as_bytes(), error.utf8_error().valid_up_to());
                    (shown, Some(finding))
                }
            },
        };
        Ok(Self { name, folder, source, refused })
    }

    /// The files that it may name: those of its folder, or of the wider one that `--root` names.
    pub(super) fn files(&self, root: Option<&Path>) -> Result<Files, Failure> {
        let Some(root) = root else { return Ok(Files::of(&self.folder)) };
        Files::within(&self.folder, root)
            .map_err(|message| Failure::new(message).help("--root names a folder that the map lies in, or one above it"))
    }

    /// Whether it can't be taken as text.
    pub(super) fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// The map that it describes, with its warnings and advice, or all of its errors.
    pub(super) fn open(&self, theme: Option<Theme>, files: &mut Files) -> Result<(Map, Diagnostics), Diagnostics> {
        match &self.refused {
            Some(finding) => Err(Diagnostics(vec![finding.clone()])),
            None => pipeline::open_with(&self.source, files, theme),
        }
    }

    /// The journey alone: nothing that it names is read.
    pub(super) fn journey(&self) -> Result<Journey, Diagnostics> {
        match &self.refused {
            Some(finding) => Err(Diagnostics(vec![finding.clone()])),
            None => journey::parse(&self.source).map(|(journey, _)| journey),
        }
    }

    /// Tells of findings of at least this severity.
    pub(super) fn report(&self, mut findings: Diagnostics, from: Severity, messages: Messages) {
        findings.0.retain(|finding| finding.severity >= from);
        findings.0.iter_mut().for_each(|finding| text::locate(finding, &self.source));
        messages.findings(&findings, &self.name, &self.source);
    }
}

/// That bytes are no text from a place on, with the text to show that place in.
fn not_utf_8(bytes: &[u8], at: usize) -> (String, Diagnostic) {
    let finding = |message: String| Diagnostic::error("not-utf-8", message).help("save it as UTF-8 in your editor");
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes {
        return (String::new(), finding("the file is UTF-16 text, and UTF-8 is wanted".to_owned()));
    }
    let byte = bytes.get(at).copied().unwrap_or_default();
    let what = format!("the file is not UTF-8 text: byte {at} is 0x{byte:02X}");
    let (before, rest) = bytes.split_at_checked(at).unwrap_or_default();
    if before.iter().rev().take(LONGEST_SHOWN).all(|byte| *byte != b'\n') && at >= LONGEST_SHOWN {
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        return (String::new(), finding(format!("{what}, in line {line}")));
    }
    let rest = rest.get(..LONGEST_SHOWN).unwrap_or(rest).split(|byte| *byte == b'\n').next().unwrap_or_default();
    let shown = String::from_utf8_lossy(before).into_owned() + &String::from_utf8_lossy(rest);
    (shown, finding(what).at(at..at + char::REPLACEMENT_CHARACTER.len_utf8()).label("not UTF-8"))
}

/// The longest part of a line, in bytes, that is shown before or after what is not text.
const LONGEST_SHOWN: usize = 1000;
