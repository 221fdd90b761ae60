//! What several tests stand on: inputs, the way to a layout and to an SVG, and the texts of both.
#![allow(dead_code)] // each test uses its own part

pub mod command;
pub mod dump;
pub mod hostile;
pub mod inert;
pub mod large;
pub mod largest;
pub mod pictures;
pub mod random;
pub mod texts;
#[cfg(feature = "watch")]
pub mod watched;

use std::path::{Path, PathBuf};
use wayline::Map;
use wayline::journey::{Fit, Journey, PageSize};
use wayline::layout::{Layout, Pages, lay_out};
use wayline::paint::paint;
use wayline::render::{SvgOptions, svg};
use wayline::text::Typesetter;
use wayline::theme::Theme;

/// A journey file.
pub struct Input {
    /// Its name without folder and ending.
    pub name: String,
    /// Its text.
    pub source: String,
    /// Where its pictures are.
    pub folder: PathBuf,
}

impl Input {
    /// The map, in the theme that the file names or in another.
    #[track_caller]
    pub fn open(&self, theme: Option<Theme>) -> Map {
        match wayline::open(&self.source, &self.folder, theme) {
            Ok((map, _)) => map,
            Err(errors) => panic!("{} is not valid:\n{errors}", self.name),
        }
    }
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A program by the names that it has on different systems; `None` where it isn't installed.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let found = names
        .iter()
        .find(|name| std::process::Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()));
    found.map(PathBuf::from)
}

/// All journey files of a folder, by name.
pub fn journeys(folder: &Path) -> Vec<Input> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| Input {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        source: std::fs::read_to_string(&path).unwrap(),
        folder: folder.to_owned(),
    };
    paths.into_iter().map(read).collect()
}

/// The examples, and every journey file of the folder that `WAYLINE_MAPS` names: for trying a change on many real maps.
pub fn examples_and_maps() -> Vec<Input> {
    let mut inputs = journeys(&root().join("examples"));
    assert!(inputs.len() > 5, "where are the examples?");
    match std::env::var_os("WAYLINE_MAPS") {
        Some(folder) => inputs.extend(journeys(Path::new(&folder))),
        None => println!("WAYLINE_MAPS is not set: examples only"),
    }
    inputs
}

/// A typesetter that measures the same on every machine.
pub fn typesetter(map: &Map) -> Typesetter {
    Typesetter::new(&map.journey.language).without_system_fonts()
}

/// The layout of a map, the same on every machine.
pub fn lay_out_map(map: &Map, page: PageSize) -> Pages<'_> {
    lay_out(&map.journey, &map.assets, &map.theme.metrics, page, Fit::Split, &mut typesetter(map))
}

/// One page of a map.
pub struct Sheet {
    /// What is laid out.
    pub journey: Journey,
    /// Where it stands.
    pub layout: Layout,
    /// The picture.
    pub svg: String,
}

/// Every page of a map, the same on every machine.
pub fn drawn(map: &Map, page: PageSize) -> Vec<Sheet> {
    let mut text = typesetter(map);
    let pages = lay_out(&map.journey, &map.assets, &map.theme.metrics, page, Fit::Split, &mut text);
    let sheet = |(journey, layout): (&Journey, &Layout)| {
        let scene = paint(layout, journey, &map.assets, &map.theme.palette, &text);
        Sheet { journey: journey.clone(), layout: layout.clone(), svg: svg(&scene, &SvgOptions::default()) }
    };
    pages.iter().map(sheet).collect()
}
