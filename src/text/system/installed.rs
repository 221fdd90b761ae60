//! What fonts the machine has: looked for once in a process, whoever asks, and read once.

use crate::origin::{Digest, Sources};
use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The bytes of a font file.
type Data = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// All installed faces.
pub(super) struct Installed {
    pub(super) database: Database,
    /// The most suitable for a fallback first; independent of the order in which files were found.
    pub(super) order: Vec<ID>,
    digest: OnceLock<Digest>,
    files: Mutex<HashMap<PathBuf, Data>>,
}

/// The faces of this machine, as they were when first asked for.
pub(super) fn all() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let mut database = Database::new();
        database.load_system_fonts();
        let order = fallback_order(&database);
        Installed { database, order, digest: OnceLock::new(), files: Mutex::default() }
    })
}

/// The bytes of the file that has a face, and which one it is there.
pub(super) fn data(face: ID) -> Option<(Data, u32)> {
    let (source, index) = all().database.face_source(face)?;
    let data: Data = match source {
        Source::Binary(data) | Source::SharedFile(_, data) => data,
        Source::File(path) => {
            let mut files = all().files.lock().unwrap_or_else(PoisonError::into_inner);
            match files.get(&path) {
                Some(data) => data.clone(),
                None => {
                    let data: Data = Arc::new(std::fs::read(&path).ok()?);
                    files.insert(path, data.clone());
                    data
                }
            }
        }
    };
    Some((data, index))
}

/// Tells this machine's fonts from another's: the names of all faces, their places in their files, and how long these
/// are. Where they lie and when they came there does not matter.
pub fn system_fonts() -> Digest {
    *all().digest.get_or_init(|| {
        let mut faces: Vec<_> = all().database.faces().map(identity).collect();
        faces.sort_unstable();
        let mut sources = Sources::new();
        for (names, index, length) in faces {
            sources.text(&names);
            sources.number(index.into());
            sources.number(length);
        }
        sources.digest()
    })
}

/// The names of a face, its place in its file, and the file's length in bytes.
fn identity(face: &FaceInfo) -> (String, u32, u64) {
    let length = match &face.source {
        Source::File(path) => std::fs::metadata(path).map_or(0, |about| about.len()),
        Source::SharedFile(_, data) | Source::Binary(data) => (**data).as_ref().len() as u64,
    };
    let families: Vec<&str> = face.families.iter().map(|(name, _)| name.as_str()).collect();
    let file = path(face).file_name().unwrap_or_default().to_string_lossy();
    (format!("{file}\n{}\n{}", face.post_script_name, families.join("\n")), face.index, length)
}

fn path(face: &FaceInfo) -> &Path {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path,
        Source::Binary(_) => Path::new(""),
    }
}

/// Upright sans-serif faces of normal width first, then by name.
fn fallback_order(database: &Database) -> Vec<ID> {
    let mut faces: Vec<_> = database.faces().collect();
    faces.sort_by_cached_key(|face| {
        let name = face.families.first().map_or("", |(name, _)| name.as_str()).to_owned();
        let oddity = (face.style != Style::Normal, face.stretch != Stretch::Normal, face.monospaced, !name.contains("Sans"));
        (oddity, name, face.weight.0.abs_diff(400), path(face).to_owned(), face.index)
    });
    faces.into_iter().map(|face| face.id).collect()
}
