//! Icons and pictures that a journey names, found and read.

use crate::diagnostic::Diagnostics;
use crate::journey::Journey;
use crate::scene::{IconArt, Raster};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Everything that a journey refers to, by the name or path that it uses.
#[derive(Debug, Default)]
pub struct Assets {
    icons: HashMap<String, Arc<IconArt>>,
    images: HashMap<String, Arc<Raster>>,
}

impl Assets {
    /// Finds and reads all of them; paths are taken from `folder`.
    pub fn load(_journey: &Journey, _folder: &Path) -> (Self, Diagnostics) {
        todo!()
    }

    /// An icon by the name or path that the journey uses.
    pub fn icon(&self, name: &str) -> Option<&Arc<IconArt>> {
        self.icons.get(name)
    }

    /// A picture by the path that the journey uses.
    pub fn image(&self, path: &str) -> Option<&Arc<Raster>> {
        self.images.get(path)
    }
}
