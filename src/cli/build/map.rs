//! One map of many: opened, looked at, drawn.

use super::super::args::Format;
use super::super::drawing::{Request, TypedTheme, no_png, sources, stamped};
use super::super::failure::{Exit, Failure};
use super::super::input::Input;
use super::super::messages::Messages;
use super::super::output::{self, Spared, Target};
use super::crew::Desks;
use super::inputs::Source;
use super::outdir::OutDir;
use super::place::{Folders, Place, Stale};
use crate::Map;
use crate::assets::{Assets, bad_picture};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::files::Files;
use crate::journey::{self, Journey};
use crate::render::PngError;
use crate::scene::Scene;
use crate::theme::Theme;
use std::path::{Path, PathBuf};

/// What is the same for all maps.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) request: Request,
    pub(super) formats: Vec<Format>,
    pub(super) typed: TypedTheme,
    pub(super) root: Option<PathBuf>,
    pub(super) out: OutDir,
    /// Current pictures are drawn again too.
    pub(super) force: bool,
    /// How many maps are drawn at once.
    pub(super) desks: Desks,
}

/// Pictures of more bytes than this are written before another map is drawn: memory is not for those that wait.
const MANY_BYTES: usize = 16 << 20;

/// What a first look at a file tells. Nothing of the map is kept: there may be thousands.
#[derive(Debug)]
pub(super) enum Look {
    /// A file of a folder that is no journey.
    Other,
    /// Its pictures can't be drawn; why, is told when they should be.
    Refused,
    /// How many pages the pictures in each format have; `None` where they are not all current.
    Map(Vec<Option<usize>>),
}

/// What is wrong with a map.
#[derive(Debug)]
pub(super) enum Trouble {
    /// With the map itself, or nothing at all if there are no findings.
    Findings(Box<Input>, Diagnostics),
    /// With what surrounds it. Findings of a map that is good so far come first.
    Failure(Failure, Option<(Box<Input>, Diagnostics)>),
}

impl Trouble {
    /// Tells of it.
    pub(super) fn tell(self, messages: Messages) -> Exit {
        let (failure, found) = match self {
            Trouble::Findings(input, findings) => (None, Some((input, findings))),
            Trouble::Failure(failure, found) => (Some(failure), found),
        };
        let has_errors = found.as_ref().is_some_and(|(_, findings)| findings.has_errors());
        if let Some((input, findings)) = found {
            input.report(findings, Severity::Warning, messages);
        }
        match failure {
            Some(failure) => messages.failure(&failure),
            None if has_errors => Exit::Findings,
            None => Exit::Done,
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Trouble::Failure(failure, None)
    }
}

/// A map as it is now, with the personas and lanes that are asked for.
struct Opened {
    input: Box<Input>,
    files: Files,
    journey: Journey,
    assets: Assets,
    theme: Theme,
    findings: Diagnostics,
}

/// What became of a map.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Whether any picture was drawn.
    pub(super) drawn: bool,
    /// Warnings, or why nothing was drawn.
    pub(super) trouble: Option<Trouble>,
    /// Pictures that are not current: what is left over, and without writing, all others.
    pub(super) stale: Vec<(PathBuf, Stale)>,
}

impl Order {
    /// Opens a map and chooses what is drawn of it; `None` where the file is none and nobody has said so.
    fn open(&self, source: &Source) -> Result<Option<Opened>, Trouble> {
        let input = Box::new(Input::read(&source.path)?);
        let mut files = input.files(self.root.as_deref())?;
        let (Map { journey, assets, theme }, findings) = match self.typed.open(&input, &mut files) {
            Ok(opened) => opened,
            Err(_) if !source.named && !input.is_refused() && !journey::is_meant(&input.source) => return Ok(None),
            Err(findings) => return Err(Trouble::Findings(input, findings)),
        };
        match self.request.choose(journey) {
            Ok(journey) => Ok(Some(Opened { input, files, journey, assets, theme, findings })),
            Err(failure) => Err(Trouble::Failure(failure.of(&input.name), Some((input, findings)))),
        }
    }

    /// Looks whether the pictures of a map are current, and which files it reads.
    pub(super) fn look(&self, source: &Source, place: &Result<Place, Failure>) -> (Look, Vec<PathBuf>) {
        let mut read = vec![source.path.clone()];
        let opened = match self.open(source) {
            Ok(Some(opened)) => opened,
            Ok(None) => return (Look::Other, Vec::new()),
            Err(_) => return (Look::Refused, read),
        };
        let Opened { input, files, .. } = opened;
        read.extend(files.found().iter().cloned());
        let Ok(place) = place else { return (Look::Map(vec![None; self.formats.len()]), read) };
        let pages = |format: &Format| {
            let sources = sources(&self.request, *format, &self.typed, &input, &files);
            place.current(*format, sources).filter(|_| !self.force)
        };
        (Look::Map(self.formats.iter().map(pages).collect()), read)
    }

    /// How many pages a map has; one if it can't be drawn.
    pub(super) fn pages(&self, source: &Source) -> usize {
        let Ok(Some(Opened { journey, assets, theme, .. })) = self.open(source) else { return 1 };
        self.request.scenes(&journey, &assets, &theme, Format::Svg).0.len()
    }

    /// Draws what is not current and writes all of it or nothing.
    pub(super) fn draw(&self, source: &Source, place: &Place, folders: &Folders, spared: &Spared) -> Done {
        self.done(self.drawn(source, place, folders, |files| self.write(files, source, place, spared)))
    }

    /// Tells what [`Order::draw`] would write, and writes nothing.
    pub(super) fn check(&self, source: &Source, place: &Place, folders: &Folders) -> Done {
        self.done(self.checked(source, place, folders))
    }

    fn done(&self, result: Result<Done, Trouble>) -> Done {
        result.unwrap_or_else(|trouble| Done { trouble: Some(trouble), ..Done::default() })
    }

    /// What was left over of maps whose pictures are all current.
    pub(super) fn left_over(&self, place: &Place, pages: &[usize], folders: &Folders) -> Vec<(PathBuf, Stale)> {
        let of_format = |(format, pages): (&Format, &usize)| place.left_over(*format, *pages, folders);
        let files = self.formats.iter().zip(pages).flat_map(of_format);
        files.map(|file| (file, Stale::LeftOver)).collect()
    }

    fn drawn(
        &self,
        source: &Source,
        place: &Place,
        folders: &Folders,
        write: impl FnOnce(Vec<(PathBuf, Vec<u8>)>) -> Result<(), Failure>,
    ) -> Result<Done, Trouble> {
        let desk = self.desks.take();
        let Some(opened) = self.open(source)? else { return Ok(Done::default()) };
        let Opened { input, files, journey, assets, theme, mut findings } = opened;
        let (mut pictures, mut counts) = (Vec::new(), Vec::new());
        for format in &self.formats {
            let sources = sources(&self.request, *format, &self.typed, &input, &files);
            if let Some(pages) = place.current(*format, sources).filter(|_| !self.force) {
                counts.push(pages);
                continue;
            }
            let (scenes, found) = self.request.scenes(&journey, &assets, &theme, *format);
            add(&mut findings, found);
            counts.push(scenes.len());
            for (index, (scene, name)) in scenes.iter().zip(place.names(*format, scenes.len())).enumerate() {
                let picture = match self.request.encode(scene, *format, index + 1, scenes.len()) {
                    Ok(picture) => stamped(picture, *format, sources, scene, index + 1, scenes.len()),
                    Err(error) => return Err(not_encoded(error, input, &journey, findings)),
                };
                pictures.push((place.shown.join(name), picture));
            }
        }
        // What waits for the disk keeps its pictures and no more.
        drop((journey, assets, theme));
        let drawn = !pictures.is_empty();
        let waiting = Some(desk).filter(|_| pictures.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > MANY_BYTES);
        let findings = findings.sorted();
        if let Err(failure) = write(pictures) {
            return Err(Trouble::Failure(failure, Some((input, findings))));
        }
        drop(waiting);
        let trouble = drawn.then_some(Trouble::Findings(input, findings));
        Ok(Done { drawn, trouble, stale: self.left_over(place, &counts, folders) })
    }

    fn write(&self, pictures: Vec<(PathBuf, Vec<u8>)>, source: &Source, place: &Place, spared: &Spared) -> Result<(), Failure> {
        if pictures.is_empty() {
            return Ok(());
        }
        // The folder may have come, or gone astray, since the places were told.
        self.out.make(&source.below)?;
        if self.out.folder(&source.below)? != place.folder {
            return Err(cant_write(&place.shown, "it has become another folder meanwhile"));
        }
        for (file, _) in &pictures {
            is_free(file)?;
            spared.check(file)?;
        }
        let (files, pictures): (Vec<_>, Vec<_>) = pictures.into_iter().map(|(file, bytes)| (Target::File(file), bytes)).unzip();
        output::write(&files, &pictures)
    }

    fn checked(&self, source: &Source, place: &Place, folders: &Folders) -> Result<Done, Trouble> {
        let _desk = self.desks.take();
        let Some(opened) = self.open(source)? else { return Ok(Done::default()) };
        let Opened { input, files, journey, assets, theme, .. } = opened;
        let (mut stale, mut counts) = (Vec::new(), Vec::new());
        for format in &self.formats {
            let sources = sources(&self.request, *format, &self.typed, &input, &files);
            let pages = place.current(*format, sources).unwrap_or_else(|| {
                let scenes: Vec<Scene> = self.request.scenes(&journey, &assets, &theme, *format).0;
                stale.extend(place.stale(*format, sources, scenes.len()));
                scenes.len()
            });
            counts.push(pages);
        }
        stale.extend(self.left_over(place, &counts, folders));
        Ok(Done { stale, ..Done::default() })
    }
}

/// Adds findings that are not there yet: both formats tell of most of theirs.
fn add(findings: &mut Diagnostics, more: Diagnostics) {
    let new = |one: &Diagnostic| !findings.0.iter().any(|known| known.message == one.message && known.span == one.span);
    let more: Vec<_> = more.0.into_iter().filter(new).collect();
    findings.0.extend(more);
}

/// Why a page is no PNG: because of a picture in the map, or of its size.
fn not_encoded(error: PngError, input: Box<Input>, journey: &Journey, mut findings: Diagnostics) -> Trouble {
    match error {
        PngError::Picture(name, why) => {
            findings.push(bad_picture(journey, &name, &why));
            Trouble::Findings(input, findings.sorted())
        }
        error => {
            let failure = no_png(&error).of(&input.name);
            Trouble::Failure(failure, Some((input, findings.sorted())))
        }
    }
}

/// Refuses what is no regular file: a link would lead elsewhere, a pipe or device is no place for a picture.
fn is_free(file: &Path) -> Result<(), Failure> {
    match file.symlink_metadata() {
        Ok(about) if about.is_symlink() => {
            let failure = cant_write(file, "it is a symbolic link");
            Err(failure.help("build writes plain files only, so that nothing leads out of its folder"))
        }
        Ok(about) if !about.is_file() => Err(cant_write(file, "something else than a file is there")),
        _ => Ok(()),
    }
}

fn cant_write(path: &Path, why: &str) -> Failure {
    Failure::new(format!("can't write {}: {why}", path.display()))
}
