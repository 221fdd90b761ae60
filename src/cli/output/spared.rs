//! Files that are read, by whatever name, and must not be written.

use super::super::failure::Failure;
use super::identity::Identity;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Files that are read for any of many pictures.
#[derive(Debug, Default)]
pub(in crate::cli) struct Spared(HashMap<Identity, PathBuf>);

impl Spared {
    /// Adds files; those that are not there any more need no care.
    pub(in crate::cli) fn add(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        let identified = files.into_iter().filter_map(|file| Some((Identity::of(&file)?, file)));
        self.0.extend(identified);
    }

    /// Refuses to write over one of them.
    pub(in crate::cli) fn check(&self, output: &Path) -> Result<(), Failure> {
        match Identity::of(output).and_then(|identity| self.0.get(&identity)) {
            None => Ok(()),
            Some(read) => Err(Failure::new(format!(
                "the picture `{}` would overwrite `{}`, which a map is drawn from",
                output.display(),
                read.display()
            ))
            .help("build into another folder with -o")),
        }
    }
}
