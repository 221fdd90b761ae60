//! Writing: all or nothing, and never over the map itself.

use super::args::Format;
use super::failure::Failure;
use super::input::{is_stdio, reason};
use super::nearest::nearest;
use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Where a picture goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// Where the picture of `map` goes and in which format, by `--output` and `--format`.
pub(super) fn target(map: &Path, output: Option<&Path>, format: Option<Format>) -> Result<(Target, Format), Failure> {
    match output {
        Some(output) if !is_stdio(output) => Ok((Target::File(output.to_owned()), format_of(output, format)?)),
        None if !is_stdio(map) => {
            let format = format.unwrap_or(Format::Svg);
            Ok((Target::File(map.with_extension(format.ending())), format))
        }
        _ => Ok((Target::Stdout, format.unwrap_or(Format::Svg))),
    }
}

/// The format of a file by its ending; one that was asked for wins over an ending that says nothing.
pub(super) fn format_of(output: &Path, asked: Option<Format>) -> Result<Format, Failure> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let by_ending = match ending.as_deref() {
        Some("svg") => Some(Format::Svg),
        Some("png") => Some(Format::Png),
        _ => None,
    };
    match (by_ending, asked) {
        (Some(ending), Some(asked)) if ending != asked => Err(Failure::new(format!(
            "`{}` ends in .{}, but --format asks for {}",
            output.display(),
            ending.ending(),
            asked.ending()
        ))
        .help("leave out one of the two")),
        (Some(format), _) | (None, Some(format)) => Ok(format),
        (None, None) => {
            let near = ending.and_then(|ending| nearest(&ending, ["svg", "png"]));
            let help = match near {
                Some(near) => format!("did you mean .{near}? wayline writes .svg and .png"),
                None => "wayline writes .svg and .png; the ending, or --format, says which".into(),
            };
            Err(Failure::new(format!("can't tell the format of `{}`", output.display())).help(help))
        }
    }
}

impl Target {
    /// Refuses to write over the map that is drawn.
    pub(super) fn spare(&self, map: &Path) -> Result<(), Failure> {
        let Target::File(file) = self else { return Ok(()) };
        let same = file == map || matches!((file.canonicalize(), map.canonicalize()), (Ok(a), Ok(b)) if a == b);
        if same && !is_stdio(map) {
            return Err(Failure::new(format!("the picture would overwrite the map `{}`", map.display()))
                .help("give another name with -o"));
        }
        Ok(())
    }

    /// Refuses to pour pixels into a terminal.
    pub(super) fn suits(&self, format: Format) -> Result<(), Failure> {
        if *self == Target::Stdout && format == Format::Png && std::io::stdout().is_terminal() {
            return Err(Failure::new("a PNG is not for the terminal").help("give a file with -o, or pipe the output on"));
        }
        Ok(())
    }

    /// Where each of `count` pages goes: their numbers take the place of `{page}`, or stand before the ending where there
    /// are several.
    pub(super) fn pages(self, count: usize) -> Result<Vec<Target>, Failure> {
        let Target::File(path) = &self else {
            let failure = || {
                Failure::new(format!("the map takes {count} pages, and standard output takes one picture"))
                    .help("give a file with -o, for instance -o map-{page}.svg, or draw one page with --fit one-page")
            };
            return if count > 1 { Err(failure()) } else { Ok(vec![self]) };
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let numbered = |number: usize| {
            if name.contains(PAGE) {
                return Target::File(path.with_file_name(name.replace(PAGE, &number.to_string())));
            }
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
            Target::File(path.with_file_name(format!("{stem}-{number}{ending}")))
        };
        match count {
            1 if !name.contains(PAGE) => Ok(vec![self]),
            _ => Ok((1..=count).map(numbered).collect()),
        }
    }
}

/// What a page's number takes the place of in a file's name.
const PAGE: &str = "{page}";

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::Stdout => f.write_str("standard output"),
            Target::File(path) => path.display().fmt(f),
        }
    }
}

/// Writes all pictures, or leaves everything as it was: none is moved to its place before all are written beside theirs.
pub(super) fn write(targets: &[Target], pictures: &[Vec<u8>]) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for (target, bytes) in targets.iter().zip(pictures) {
        match target {
            Target::Stdout => stdout(bytes)?,
            Target::File(path) => ready.push((path, prepare(path, bytes).map_err(|error| cant_write(path, &error))?)),
        }
    }
    for (path, file) in ready {
        file.finish().map_err(|error| cant_write(path, &error))?;
    }
    Ok(())
}

fn cant_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("can't write {}: {}", path.display(), reason(error)))
}

/// Writes to standard output. A reader that has gone (`| head`) has read enough: no error.
pub(super) fn stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("can't write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// A file that is written but not yet at its place.
enum Prepared {
    /// Beside its place.
    File(tempfile::NamedTempFile, PathBuf),
    /// A device or a named pipe is written to at once: nothing could be moved there.
    Device,
}

impl Prepared {
    /// Moves the file to its place.
    fn finish(self) -> std::io::Result<()> {
        match self {
            Prepared::File(file, path) => file.persist(path).map(|_| ()).map_err(|error| error.error),
            Prepared::Device => Ok(()),
        }
    }
}

/// Writes a file beside its place, from where it is moved there as a whole, so that a viewer never sees half of it.
fn prepare(path: &Path, bytes: &[u8]) -> std::io::Result<Prepared> {
    // What a link points to is replaced, not the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = std::fs::metadata(&path).ok();
    if old.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(ErrorKind::IsADirectory.into());
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        File::options().write(true).open(&path)?.write_all(bytes)?;
        return Ok(Prepared::Device);
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wayline-");
    #[cfg(unix)]
    let everybody = {
        use std::os::unix::fs::PermissionsExt;
        // What a new file gets by default: the system takes the umask off it.
        std::fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(everybody);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(Prepared::File(file, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> Target {
        Target::File(name.into())
    }

    #[test]
    fn the_ending_says_the_format() -> Result<(), Failure> {
        let map = Path::new("maps/a.toml");
        assert_eq!(target(map, None, None)?, (file("maps/a.svg"), Format::Svg));
        assert_eq!(target(map, None, Some(Format::Png))?, (file("maps/a.png"), Format::Png));
        assert_eq!(target(map, Some(Path::new("b.PNG")), None)?, (file("b.PNG"), Format::Png));
        assert_eq!(target(map, Some(Path::new("-")), Some(Format::Png))?, (Target::Stdout, Format::Png));
        assert_eq!(target(Path::new("-"), None, None)?, (Target::Stdout, Format::Svg));
        assert_eq!(target(map, Some(Path::new("b.tmp")), Some(Format::Png))?, (file("b.tmp"), Format::Png));
        assert!(target(map, Some(Path::new("b.pdf")), None).is_err());
        assert!(target(map, Some(Path::new("b.svg")), Some(Format::Png)).is_err());
        Ok(())
    }

    #[test]
    fn several_pages_are_numbered() -> Result<(), Failure> {
        assert_eq!(file("a/map.svg").pages(1)?, [file("a/map.svg")]);
        assert_eq!(file("a/map.svg").pages(2)?, [file("a/map-1.svg"), file("a/map-2.svg")]);
        assert_eq!(file("p{page}-x.png").pages(2)?, [file("p1-x.png"), file("p2-x.png")]);
        assert_eq!(file("p{page}.png").pages(1)?, [file("p1.png")]);
        assert_eq!(Target::Stdout.pages(1)?, [Target::Stdout]);
        assert!(Target::Stdout.pages(2).is_err());
        Ok(())
    }

    #[test]
    fn the_map_is_never_overwritten() {
        assert!(file("a.svg").spare(Path::new("a.svg")).is_err());
        assert!(file("a.svg").spare(Path::new("a.toml")).is_ok());
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.svg");
        std::fs::write(&path, "a long text that was there before")?;
        prepare(&path, b"new")?.finish()?;
        assert_eq!(std::fs::read(&path)?, b"new");
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
        assert_eq!(prepare(folder.path(), b"x").err().map(|e| e.kind()), Some(ErrorKind::IsADirectory));
        Ok(())
    }
}
