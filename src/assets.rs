//! Icons and pictures that a journey names, found and read.
//!
//! A journey file may come from anywhere: pictures and icons are read through [`Files`] only, are no
//! larger than the [`limits`] allow, each and together, and pictures are never decoded here.

mod picture;
mod problem;

use self::problem::Problem;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::Files;
use crate::icon;
use crate::journey::{Journey, Sourced};
use crate::limits::{self, Limit};
use crate::render::import_icon;
use crate::scene::{IconArt, Raster};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that a journey refers to, by the name or path that it uses.
#[derive(Debug, Default)]
pub struct Assets {
    icons: HashMap<String, Arc<IconArt>>,
    images: HashMap<String, Arc<Raster>>,
}

impl Assets {
    /// [`Assets::load_from`] a folder and below.
    pub fn load(journey: &Journey, folder: &Path) -> (Self, Diagnostics) {
        Self::load_from(journey, &mut Files::of(folder))
    }

    /// Finds and reads all of them. What can't be had is an error at its place in the journey file, and missing from the
    /// result. The same picture under several names is held once.
    ///
    /// An icon whose name contains `/` or `\` or ends in `.svg` is a file, any other is built in.
    pub fn load_from(journey: &Journey, files: &mut Files) -> (Self, Diagnostics) {
        let mut loader = Loader { files, assets: Self::default(), failed: HashMap::new(), sums: Sums::default() };
        let mut found = Diagnostics::default();
        for (wanted, kind) in wanted(journey) {
            if let Err(problem) = loader.load(&wanted.value, kind) {
                found.push(problem.at(wanted, kind));
            }
        }
        (loader.assets, found.sorted())
    }

    /// An icon by the name or path that the journey uses.
    pub fn icon(&self, name: &str) -> Option<&Arc<IconArt>> {
        self.icons.get(name)
    }

    /// A picture by the path that the journey uses.
    pub fn image(&self, path: &str) -> Option<&Arc<Raster>> {
        self.images.get(path)
    }

    /// Each picture of a journey once, in no particular order.
    pub fn images(&self) -> impl Iterator<Item = &Arc<Raster>> {
        self.images.iter().filter(|(name, raster)| **name == raster.name).map(|(_, raster)| raster)
    }
}

/// That a picture of a journey can't be drawn, at the place where the journey names it; `why` goes on after "can't be
/// used: ".
///
/// Files that are complete and agree with their headers may still be damaged inside, which
/// [`check_picture`](crate::render::check_picture) and [`png`](crate::render::png) find out.
pub fn bad_picture(journey: &Journey, name: &str, why: &str) -> Diagnostic {
    let problem = Problem::Unusable("bad-image", why.to_owned());
    match wanted(journey).find(|(wanted, kind)| *kind == Kind::Picture && wanted.value == name) {
        Some((wanted, kind)) => problem.at(wanted, kind),
        None => Diagnostic::error("bad-image", format!("the picture `{name}` can't be used: {why}")),
    }
}

/// What a journey names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Icon,
    Picture,
}

/// Every icon and picture that the journey names, in no particular order.
fn wanted(journey: &Journey) -> impl Iterator<Item = (&Sourced<String>, Kind)> {
    let touchpoints = journey.stages.iter().flat_map(|stage| &stage.touchpoints);
    let icons = (journey.personas.iter().map(|persona| &persona.icon))
        .chain(journey.channels.iter().map(|channel| &channel.icon))
        .chain(journey.own_lanes.iter().map(|lane| &lane.icon))
        .chain(touchpoints.map(|touchpoint| &touchpoint.icon));
    let images = (journey.personas.iter().map(|persona| &persona.image)).chain(journey.stages.iter().map(|stage| &stage.image));
    icons.flatten().map(|icon| (icon, Kind::Icon)).chain(images.flatten().map(|image| (image, Kind::Picture)))
}

/// What was loaded so far.
struct Loader<'f> {
    files: &'f mut Files,
    assets: Assets,
    /// Names that failed once are reported wherever they stand, but looked for only once.
    failed: HashMap<(Kind, String), Problem>,
    sums: Sums,
}

/// What all files of a map have together, each counted once.
#[derive(Default)]
struct Sums {
    icon_bytes: usize,
    /// Of all places where an icon from a file stands.
    icon_points: usize,
    picture_bytes: usize,
    pixels: usize,
    /// What is in a file that was read before, under whatever name.
    icons: HashMap<PathBuf, Arc<IconArt>>,
    pictures: HashMap<PathBuf, Arc<Raster>>,
    /// Pictures by a hash of their bytes.
    contents: HashMap<u64, Vec<Arc<Raster>>>,
}

impl Loader<'_> {
    /// Makes sure that an icon or picture is there.
    fn load(&mut self, name: &str, kind: Kind) -> Result<(), Problem> {
        if let Some(problem) = self.failed.get(&(kind, name.to_owned())) {
            return Err(problem.clone());
        }
        let loaded = match kind {
            Kind::Icon => self.icon(name),
            Kind::Picture => self.picture(name),
        };
        loaded.inspect_err(|problem| {
            self.failed.insert((kind, name.to_owned()), problem.clone());
        })
    }

    fn icon(&mut self, name: &str) -> Result<(), Problem> {
        let is_file = name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".svg");
        let known = self.assets.icons.get(name).cloned();
        let art = match known {
            Some(art) => art,
            None if is_file => self.icon_file(name)?,
            None => icon::find(name).ok_or_else(|| Problem::UnknownIcon(icon::nearest(name)))?,
        };
        if is_file {
            let points = art.shapes.iter().map(|shape| points(&shape.path)).sum();
            add(&mut self.sums.icon_points, points, &limits::ICONS)?;
        }
        self.assets.icons.entry(name.to_owned()).or_insert(art);
        Ok(())
    }

    fn icon_file(&mut self, name: &str) -> Result<Arc<IconArt>, Problem> {
        let file = self.files.find(name)?;
        let path = file.path.clone();
        if let Some(known) = self.sums.icons.get(&path) {
            return Ok(known.clone());
        }
        let bytes = self.files.read_found(file, &limits::ICON_FILE)?;
        add(&mut self.sums.icon_bytes, bytes.len(), &limits::ICON_FILES)?;
        let art = import_icon(&bytes).map(Arc::new).map_err(|why| Problem::Unusable("bad-icon", why))?;
        self.sums.icons.insert(path, art.clone());
        Ok(art)
    }

    fn picture(&mut self, name: &str) -> Result<(), Problem> {
        if self.assets.images.contains_key(name) {
            return Ok(());
        }
        let file = self.files.find(name)?;
        let path = file.path.clone();
        let raster = match self.sums.pictures.get(&path) {
            Some(known) => known.clone(),
            None => {
                let bytes = self.files.read_found(file, &limits::IMAGE_FILE)?;
                add(&mut self.sums.picture_bytes, bytes.len(), &limits::IMAGE_FILES)?;
                let raster = picture::open(name, &bytes).map_err(|why| Problem::Unusable("bad-image", why))?;
                let raster = self.once(raster)?;
                self.sums.pictures.insert(path, raster.clone());
                raster
            }
        };
        self.assets.images.insert(name.to_owned(), raster);
        Ok(())
    }

    /// The same picture that was read before from another file, or this one.
    fn once(&mut self, raster: Raster) -> Result<Arc<Raster>, Problem> {
        let mut hash = DefaultHasher::new();
        raster.bytes.hash(&mut hash);
        let alike = self.sums.contents.entry(hash.finish()).or_default();
        if let Some(same) = alike.iter().find(|known| known.bytes == raster.bytes) {
            return Ok(same.clone());
        }
        let pixels = usize::try_from(u64::from(raster.width) * u64::from(raster.height)).unwrap_or(usize::MAX);
        add(&mut self.sums.pixels, pixels, &limits::IMAGES)?;
        let raster = Arc::new(raster);
        alike.push(raster.clone());
        Ok(raster)
    }
}

/// Adds to a sum as far as its limit allows.
fn add(sum: &mut usize, more: usize, limit: &Limit) -> Result<(), Problem> {
    let added = sum.saturating_add(more);
    if limit.is_exceeded_by(added) {
        return Err(Problem::OverLimit(*limit));
    }
    *sum = added;
    Ok(())
}

/// How many points path data has, or a few more: each has two numbers, and a space or letter before each number.
fn points(path: &str) -> usize {
    path.bytes().filter(|byte| byte.is_ascii_alphabetic() || *byte == b' ').count() / 2 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Two by three pixels.
    const GIF: &[u8] = b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x02\0\x03\0\0\x02\x02\x84\x51\0;";

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
        fs::write(folder.join("in/a.gif"), GIF).unwrap();
        fs::write(dir.path().join("secret.gif"), GIF).unwrap();
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
        fs::write(dir.path().join("secret.gif"), GIF).unwrap();
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

    #[test]
    fn the_same_picture_is_held_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.gif"), GIF).unwrap();
        fs::write(dir.path().join("b.gif"), GIF).unwrap();
        let stages: String =
            ["a.gif", "./a.gif", "b.gif"].map(|path| format!("[[stage]]\nname = \"s\"\nimage = \"{path}\"\n")).concat();
        let (assets, errors) = load(&stages, dir.path());
        assert!(errors.is_empty(), "{errors:?}");
        let first = assets.image("a.gif").unwrap();
        assert!(["./a.gif", "b.gif"].iter().all(|name| Arc::ptr_eq(first, assets.image(name).unwrap())));
        assert_eq!(assets.images().count(), 1);
        assert_eq!(first.name, "a.gif");
    }

    #[test]
    fn points_are_not_counted_too_low() {
        assert!(points("M3 3L21 3L21 21Z") >= 3);
        assert!(points("M0 0C1 1 2 2 3 3Q4 4 5 5") >= 6);
    }
}
