//! Icons and pictures that a journey names, found and read.
//!
//! A journey file may come from anywhere: pictures are only read from its own folder and below, are no larger than the
//! [`limits`] allow, and are never decoded here.

mod picture;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::icon;
use crate::journey::{Journey, Sourced};
use crate::limits;
use crate::render::import_icon;
use crate::scene::{IconArt, Raster};
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that a journey refers to, by the name or path that it uses.
#[derive(Debug, Default)]
pub struct Assets {
    icons: HashMap<String, Arc<IconArt>>,
    images: HashMap<String, Arc<Raster>>,
}

impl Assets {
    /// Finds and reads all of them; paths are taken from `folder`. What can't be had is an error at its place in the journey
    /// file, and missing from the result.
    ///
    /// An icon whose name contains `/` or `\` or ends in `.svg` is a file, any other is built in.
    pub fn load(journey: &Journey, folder: &Path) -> (Self, Diagnostics) {
        let mut assets = Self::default();
        let mut found = Diagnostics::default();
        let mut root = Root { folder, canonical: None };
        // Names that failed once are reported wherever they stand, but looked for only once.
        let mut failed: HashMap<(bool, &str), Problem> = HashMap::new();
        for (wanted, is_icon) in wanted(journey) {
            let name = wanted.value.as_str();
            if assets.icons.contains_key(name) && is_icon || assets.images.contains_key(name) && !is_icon {
                continue;
            }
            let problem = match failed.get(&(is_icon, name)) {
                Some(problem) => problem.clone(),
                None if is_icon => match find_icon(name, &mut root) {
                    Ok(icon) => {
                        assets.icons.insert(name.to_owned(), icon);
                        continue;
                    }
                    Err(problem) => problem,
                },
                None => {
                    match root.read(name, limits::IMAGE_FILE.most).and_then(|bytes| picture::open(bytes).map_err(Problem::image))
                    {
                        Ok(image) => {
                            assets.images.insert(name.to_owned(), Arc::new(image));
                            continue;
                        }
                        Err(problem) => problem,
                    }
                }
            };
            found.push(problem.at(wanted, is_icon));
            failed.insert((is_icon, name), problem);
        }
        (assets, found.sorted())
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

/// Every icon (`true`) and picture (`false`) that the journey names, in no particular order.
fn wanted(journey: &Journey) -> impl Iterator<Item = (&Sourced<String>, bool)> {
    let touchpoints = journey.stages.iter().flat_map(|stage| &stage.touchpoints);
    let icons = (journey.personas.iter().map(|persona| &persona.icon))
        .chain(journey.channels.iter().map(|channel| &channel.icon))
        .chain(journey.own_lanes.iter().map(|lane| &lane.icon))
        .chain(touchpoints.map(|touchpoint| &touchpoint.icon));
    let images = (journey.personas.iter().map(|persona| &persona.image)).chain(journey.stages.iter().map(|stage| &stage.image));
    icons.flatten().map(|icon| (icon, true)).chain(images.flatten().map(|image| (image, false)))
}

fn find_icon(name: &str, root: &mut Root<'_>) -> Result<Arc<IconArt>, Problem> {
    if !(name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".svg")) {
        return icon::find(name).ok_or_else(|| Problem::UnknownIcon(icon::nearest(name)));
    }
    let bytes = root.read(name, limits::ICON_FILE.most)?;
    import_icon(&bytes).map(Arc::new).map_err(|why| Problem::Unusable("bad-icon", why))
}

/// The folder that files are read from.
struct Root<'a> {
    folder: &'a Path,
    /// Itself without symbolic links and `..`, found when the first file is read.
    canonical: Option<PathBuf>,
}

impl Root<'_> {
    /// Reads a regular file that is inside the folder after every symbolic link was followed, and no larger than `limit`.
    fn read(&mut self, path: &str, limit: usize) -> Result<Vec<u8>, Problem> {
        if self.canonical.is_none() {
            let here = if self.folder.as_os_str().is_empty() { Path::new(".") } else { self.folder };
            self.canonical = Some(fs::canonicalize(here).map_err(|error| Problem::unreadable(&error))?);
        }
        let root = self.canonical.as_deref().unwrap_or(self.folder);
        // Windows' separators in a file that travels.
        let path = if cfg!(windows) { path.to_owned() } else { path.replace('\\', "/") };
        if Path::new(&path).is_absolute() {
            return Err(Problem::Outside);
        }
        let full = fs::canonicalize(root.join(path)).map_err(|error| Problem::unreadable(&error))?;
        if !full.starts_with(root) {
            return Err(Problem::Outside);
        }
        let unreadable = |error: std::io::Error| Problem::unreadable(&error);
        // Opening a pipe would wait for its other end: look before.
        if !fs::metadata(&full).map_err(unreadable)?.is_file() {
            return Err(Problem::Unusable("unreadable-file", "it is not a regular file".to_owned()));
        }
        let mut bytes = Vec::new();
        fs::File::open(&full).map_err(unreadable)?.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > limit {
            return Err(Problem::Unusable("file-too-large", format!("it is larger than {} KiB", limit / 1024)));
        }
        Ok(bytes)
    }
}

/// Why something can't be had.
#[derive(Debug, Clone)]
enum Problem {
    /// No built-in icon has this name; the nearest that has one.
    UnknownIcon(Option<&'static str>),
    /// There is no such file.
    Missing,
    /// The file is not below the journey's folder.
    Outside,
    /// It can't be read or used: a code and why.
    Unusable(&'static str, String),
}

impl Problem {
    fn unreadable(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Unusable("unreadable-file", "reading it is not allowed".to_owned()),
            // The system's own words differ from one to the next; the kind's don't.
            kind => Self::Unusable("unreadable-file", kind.to_string()),
        }
    }

    fn image(why: String) -> Self {
        Self::Unusable("bad-image", why)
    }

    fn at(&self, wanted: &Sourced<String>, is_icon: bool) -> Diagnostic {
        let name = &wanted.value;
        let span = wanted.span.clone();
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
            Self::Missing => Diagnostic::error("missing-file", format!("there is no file `{name}`"))
                .at(span)
                .help("paths start at the folder of the journey file"),
            Self::Outside => Diagnostic::error("file-outside", format!("`{name}` is outside the folder of the journey file"))
                .at(span)
                .help("put it beside the journey file or in a folder below it"),
            Self::Unusable(code, why) => {
                let kind = if is_icon { "icon" } else { "picture" };
                Diagnostic::error(code, format!("the {kind} `{name}` can't be used: {why}")).at(span)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(stages: &str, folder: &Path) -> (Assets, Vec<&'static str>) {
        let (journey, _) = crate::journey::parse(&format!("title = \"t\"\n{stages}")).unwrap();
        let (assets, found) = Assets::load(&journey, folder);
        (assets, found.0.iter().map(|d| d.code).collect())
    }

    #[test]
    fn files_are_read_from_the_folder_only() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("map");
        fs::create_dir_all(folder.join("in")).unwrap();
        let gif = b"GIF89a\x02\x00\x03\x00";
        fs::write(folder.join("in/a.gif"), gif).unwrap();
        fs::write(dir.path().join("secret.gif"), gif).unwrap();
        let stages: String = ["in/a.gif", "in/../in/a.gif", "../secret.gif", "in", "none.gif", "/etc/passwd"]
            .map(|path| format!("[[stage]]\nname = \"s\"\nimage = \"{path}\"\n"))
            .concat();
        let (assets, errors) = load(&stages, &folder);
        assert_eq!(errors, ["file-outside", "unreadable-file", "missing-file", "file-outside"]);
        let image = assets.image("in/a.gif").unwrap();
        assert_eq!((image.media_type, image.width, image.height), ("image/gif", 2, 3));
        assert!(assets.image("in/../in/a.gif").is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_leads_nowhere_else() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("map");
        fs::create_dir_all(&folder).unwrap();
        fs::write(dir.path().join("secret.gif"), b"GIF89a\x02\x00\x03\x00").unwrap();
        std::os::unix::fs::symlink("../secret.gif", folder.join("a.gif")).unwrap();
        let (_, errors) = load("[[stage]]\nname = \"s\"\nimage = \"a.gif\"\n", &folder);
        assert_eq!(errors, ["file-outside"]);
    }

    #[test]
    fn icons_come_from_svg_files() {
        let dir = tempfile::tempdir().unwrap();
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M0 0H24' stroke='black'/></svg>";
        fs::write(dir.path().join("good.svg"), svg).unwrap();
        fs::write(dir.path().join("bad.svg"), "<svg").unwrap();
        let channels: String =
            ["good.svg", "bad.svg"].map(|path| format!("[[channel]]\nname = \"c\"\nicon = \"{path}\"\n")).concat();
        let (assets, errors) = load(&format!("{channels}[[stage]]\nname = \"s\"\n"), dir.path());
        assert_eq!(errors, ["bad-icon"]);
        assert_eq!(assets.icon("good.svg").unwrap().shapes.len(), 1);
    }
}
