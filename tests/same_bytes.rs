//! The same input gives the same bytes, wherever and however the command runs.

mod common;

use common::command::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Scripts of both directions, pages, a picture and an icon of its own.
const MAP: &str = r##"
title    = "Una mañana İstanbul’da — 朝の旅 – رحلة"
language = "tr"

[page]
size = [900, 500]

[review]
version  = 3
reviewed = 2026-03-29
every    = "1 month"

[[persona]]
name  = "İpek ışık"
role  = "Erste Kundin, φίλη, друг"
image = "pictures/face.png"

[[persona]]
name = "سارة"
icon = "pictures/own.svg"

[[channel]]
name = "Mağaza"
icon = "store"

[[channel]]
name = "الموقع"
"##;

/// Stages with steps, enough for several pages.
fn source() -> String {
    let labels = ["Kapıda bekliyor", "يقارن الأسعار", "比較する", "Zahlt 1.234,50 €", "Θα το πάρω", "Ищет отзывы"];
    let mut source = MAP.to_owned();
    for stage in 0..2 {
        source += &format!("\n[[stage]]\nname = \"Bölüm {stage}\"\npains = [\"Çok yavaş\", \"بطيء جدا\"]\n");
        for (step, label) in labels.iter().enumerate() {
            let channel = ["mağaza", "الموقع"][step % 2];
            let feeling = (step + stage) as i64 % 5 - 2;
            source += &format!(
                "\n  [[stage.touchpoint]]\n  label = \"{label} {stage}\"\n  channel = \"{channel}\"\n  emotion = {feeling}\n"
            );
        }
    }
    source
}

/// The smallest picture that has pixels: two by one.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png_encoder(&mut bytes);
    encoder.write_image_data(&[200, 30, 30, 30, 30, 200]).unwrap();
    drop(encoder);
    bytes
}

fn png_encoder(bytes: &mut Vec<u8>) -> png::Writer<&mut Vec<u8>> {
    let mut encoder = png::Encoder::new(bytes, 2, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap()
}

/// A folder with the map and what it shows.
fn map(name: &str, source: &str) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("pictures"))?;
    fs::write(folder.path().join(name), source)?;
    fs::write(folder.path().join("pictures/face.png"), picture())?;
    let icon = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M4 4h16v16z' fill='#c33'/></svg>";
    fs::write(folder.path().join("pictures/own.svg"), icon)?;
    Ok(folder)
}

/// Files, in the order of their names, first the SVG.
type Pictures = Vec<Vec<u8>>;

/// All pages that a command writes as `out-1.svg` and so on, and then as PNG.
fn drawn(command: impl Fn() -> Command, map: &Path) -> Result<Pictures, Box<dyn Error>> {
    let mut pictures = Vec::new();
    for ending in ["svg", "png"] {
        let out = tempfile::tempdir()?;
        let to = out.path().join(format!("out.{ending}"));
        let mut command = command();
        command.arg("render").arg(map).arg("-o").arg(&to);
        if ending == "png" {
            command.args(["--scale", "0.5"]); // a debug build takes its time for pixels
        }
        Run::from(command.output()?).ends(0);
        let names = files(out.path())?;
        assert!(names.len() > 1, "{names:?}");
        for name in names {
            pictures.push(fs::read(out.path().join(name))?);
        }
    }
    Ok(pictures)
}

fn plain(folder: &Path) -> Command {
    wayline::<&str>(&[], folder)
}

/// The pictures of the map as it is drawn without further ado, in a folder of its own.
fn reference() -> Result<(tempfile::TempDir, Pictures), Box<dyn Error>> {
    let folder = map("map.toml", &source())?;
    let pictures = drawn(|| plain(folder.path()), Path::new("map.toml"))?;
    Ok((folder, pictures))
}

#[test]
fn in_every_environment() -> Test {
    let (folder, expected) = reference()?;
    let variables: &[&[(&str, &str)]] = &[
        &[("LC_ALL", "C"), ("LANG", "C")],
        &[("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("LANGUAGE", "tr")],
        &[("LC_ALL", "ar_SA"), ("LC_NUMERIC", "de_DE.UTF-8")],
        &[("TZ", "Pacific/Kiritimati"), ("SOURCE_DATE_EPOCH", "0"), ("RAYON_NUM_THREADS", "1")],
        &[("TZ", "America/Anchorage")],
        &[("COLUMNS", "20"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        &[("TMPDIR", "/nowhere"), ("USER", "somebody"), ("RUST_BACKTRACE", "full")],
    ];
    for set in variables {
        let pictures = drawn(|| with(plain(folder.path()), |command| command.envs(set.iter().copied())), Path::new("map.toml"))?;
        assert!(pictures == expected, "{set:?}");
    }
    for unset in ["HOME", "LANG", "PATH", "TZ", "XDG_CACHE_HOME"] {
        let pictures = drawn(|| with(plain(folder.path()), |command| command.env_remove(unset)), Path::new("map.toml"))?;
        assert!(pictures == expected, "without {unset}");
    }
    Ok(())
}

fn with(mut command: Command, change: impl FnOnce(&mut Command) -> &mut Command) -> Command {
    change(&mut command);
    command
}

#[test]
fn from_every_folder_and_under_every_name() -> Test {
    let (folder, expected) = reference()?;
    let folder = folder.path();
    let above = folder.parent().ok_or("no folder above")?;
    let below = folder.join("pictures");
    let by_name = PathBuf::from(folder.file_name().ok_or("no name")?).join("map.toml");
    for (from, path) in [(folder, folder.join("map.toml")), (above, by_name), (&below, "../map.toml".into())] {
        assert!(drawn(|| plain(from), &path)? == expected, "{} from {}", path.display(), from.display());
    }
    for name in ["ışık رحلة.toml", "no-ending", "a b'c\"d.svg"] {
        let renamed = map(name, &source())?;
        assert!(drawn(|| plain(renamed.path()), Path::new(name))? == expected, "{name}");
    }
    Ok(())
}

#[test]
fn with_any_line_ends() -> Test {
    let (folder, expected) = reference()?;
    for (what, text) in [
        ("CRLF", source().replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{FEFF}{}", source())),
        ("both", format!("\u{FEFF}{}", source().replace('\n', "\r\n"))),
    ] {
        fs::write(folder.path().join("map.toml"), text)?;
        assert!(drawn(|| plain(folder.path()), Path::new("map.toml"))? == expected, "{what}");
    }
    Ok(())
}

#[test]
fn again_and_again() -> Test {
    let (folder, expected) = reference()?;
    for _ in 0..3 {
        assert!(drawn(|| plain(folder.path()), Path::new("map.toml"))? == expected);
    }
    Ok(())
}

/// A large PNG is drawn in bands, as many at once as there are processors.
#[test]
fn on_any_number_of_processors() -> Test {
    if !has("taskset") {
        return Ok(());
    }
    let (folder, _) = reference()?;
    let large = |command: Command| -> Result<Vec<u8>, Box<dyn Error>> {
        let args = ["render", "map.toml", "--fit", "one-page", "--scale", "3", "--format", "png", "-o", "-"];
        Ok(Run::from(with(command, |command| command.args(args)).output()?).ends(0).out)
    };
    let all = large(plain(folder.path()))?;
    let mut one = Command::new("taskset");
    one.args(["-c", "0", env!("CARGO_BIN_EXE_wayline")]).current_dir(folder.path());
    let one = large(one)?;
    assert!(all == one);
    Ok(())
}

#[test]
fn by_every_build() -> Test {
    let this = PathBuf::from(env!("CARGO_BIN_EXE_wayline"));
    let target = this.parent().and_then(Path::parent).ok_or("no folder of builds")?;
    let builds = ["debug", "release"].map(|build| target.join(build).join(this.file_name().unwrap_or_default()));
    if !builds.iter().all(|build| build.is_file()) {
        eprintln!("skipped: debug and release are not both built");
        return Ok(());
    }
    let age = |build: &PathBuf| fs::metadata(build).and_then(|about| about.modified());
    let newest = newest_source(&common::root().join("src"))?;
    if age(&builds[0])? < newest || age(&builds[1])? < newest {
        eprintln!("skipped: one of debug and release is older than the source");
        return Ok(());
    }
    let (folder, expected) = reference()?;
    for build in builds {
        let command = || with(Command::new(&build), |command| command.current_dir(folder.path()));
        assert!(drawn(command, Path::new("map.toml"))? == expected, "{}", build.display());
    }
    Ok(())
}

fn newest_source(folder: &Path) -> Result<std::time::SystemTime, Box<dyn Error>> {
    let mut newest = std::time::SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let changed = if entry.file_type()?.is_dir() { newest_source(&entry.path())? } else { entry.metadata()?.modified()? };
        newest = newest.max(changed);
    }
    Ok(newest)
}
