//! Writing: all or nothing, and never over what is read.

mod identity;
mod pages;
mod place;
mod prepared;
mod spared;
mod stream;
#[cfg(target_os = "linux")]
mod unnamed;
mod write;

pub(super) use spared::Spared;
pub(super) use stream::{stdout, terminal_width, unless_closed};
pub(super) use write::write;

use super::args::Format;
use super::failure::Failure;
use super::nearest::nearest;
use super::system::{is_open_already, is_stdio};
use identity::Identity;
use std::io::{self, IsTerminal};
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
        Some(output) if !is_stdout(output) => Ok((Target::File(output.to_owned()), format_of(output, format)?)),
        None if !is_open_already(map) => {
            let format = format.unwrap_or(Format::Svg);
            Ok((Target::File(map.with_extension(format.ending())), format))
        }
        _ => Ok((Target::Stdout, format.unwrap_or(Format::Svg))),
    }
}

/// Whether a path means standard output.
pub(super) fn is_stdout(path: &Path) -> bool {
    is_stdio(path) || cfg!(unix) && ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
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
    /// Refuses to write over what was read: the map (`-` for one from standard input) and every file that it is drawn from,
    /// under any of their names. A hard link counts as such a name too, although moving another file there would leave the
    /// one that was read alone: who has one file under two names wants them to stay one.
    pub(super) fn spare(&self, read: &[PathBuf]) -> Result<(), Failure> {
        let (named, place) = match self {
            Target::Stdout => (None, Identity::of_stdout()),
            Target::File(file) => (Some(file), Identity::of(file)),
        };
        let is_same = |one: &&PathBuf| Some(*one) == named || place.is_some() && place == Identity::of(one);
        match read.iter().find(is_same) {
            None => Ok(()),
            Some(one) => {
                let one = if is_stdio(one) { "the map on standard input".into() } else { format!("`{}`", one.display()) };
                Err(Failure::new(format!("the picture would overwrite {one}, which it is drawn from"))
                    .help("give another name with -o"))
            }
        }
    }

    /// Refuses to pour pixels into a terminal.
    pub(super) fn suits(&self, format: Format) -> Result<(), Failure> {
        if *self == Target::Stdout && format == Format::Png && io::stdout().is_terminal() {
            return Err(Failure::new("a PNG is not for the terminal").help("give a file with -o, or pipe the output on"));
        }
        Ok(())
    }

    /// Where each of `count` pages goes: their numbers take the place of `{page}`, or stand before the ending where there
    /// are several.
    pub(super) fn pages(self, count: usize) -> Result<Vec<Target>, Failure> {
        match self {
            Target::File(path) if count == 1 || is_file_or_none(&path) => {
                Ok(pages::names(&path, count).into_iter().map(Target::File).collect())
            }
            one if count == 1 => Ok(vec![one]),
            one => Err(Failure::new(format!("the map takes {count} pages, and {one} takes one picture"))
                .help("give a file with -o, for instance -o map-{page}.svg, or draw one page with --fit one-page")),
        }
    }
}

/// Whether a path is free or that of a file or folder, not of a device or a pipe.
fn is_file_or_none(path: &Path) -> bool {
    !is_open_already(path) && path.metadata().map_or(true, |about| about.is_file() || about.is_dir())
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::Stdout => f.write_str("standard output"),
            Target::File(path) => path.display().fmt(f),
        }
    }
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
        assert!(file("a.svg").spare(&["a.svg".into()]).is_err());
        assert!(file("a.svg").spare(&["a.toml".into()]).is_ok());
    }
}
