//! `wayline build`: many maps, of which only those that changed are drawn.

mod common;

use common::command::*;
use common::root;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A map that is like no other.
fn titled(title: &str) -> String {
    MAP.replace("Small", title)
}

/// A folder with files in it, by their paths.
fn with<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for (path, content) in files {
        write(folder.path(), path, content)?;
    }
    Ok(folder)
}

fn write(folder: &Path, path: &str, content: impl AsRef<[u8]>) -> Test {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    Ok(fs::write(path, content)?)
}

/// Files with what is in them, by their paths.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// All files of a folder and below.
fn tree(folder: &Path) -> Result<Tree, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            let kind = fs::symlink_metadata(&path)?.file_type();
            if kind.is_dir() {
                waiting.push(path);
                continue;
            }
            // a link may lead to a device without an end
            let content = if kind.is_file() { fs::read(&path)? } else { format!("{:?}", fs::read_link(&path).ok()).into() };
            found.insert(path.strip_prefix(folder)?.to_owned(), content);
        }
    }
    Ok(found)
}

/// When each file was changed.
fn times(folder: &Path) -> Result<Vec<(String, SystemTime)>, Box<dyn Error>> {
    let time = |name: String| Ok((name.clone(), fs::metadata(folder.join(name))?.modified()?));
    files(folder)?.into_iter().map(time).collect()
}

/// Builds `maps` into `out`.
fn build(folder: &Path, options: &[&str]) -> Result<Run, Box<dyn Error>> {
    run(&[&["build", "maps", "-o", "out"], options].concat(), folder)
}

/// What `--check` lists.
fn checked(folder: &Path, options: &[&str]) -> Result<String, Box<dyn Error>> {
    let before = tree(folder)?;
    let run = build(folder, &[&["--check"], options].concat())?;
    assert!(tree(folder)? == before, "a check has written");
    let listed = run.text();
    Ok(run.ends(i32::from(!listed.is_empty())).text())
}

// ------------------------------------------------------------------ the same as render

/// Every example, in both formats and several pages, byte for byte.
#[test]
fn what_is_built_is_what_render_draws() -> Test {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("out");
    let examples = root().join("examples").display().to_string();
    for options in [&["--format", "svg,png", "--scale", "0.2"][..], &["--page", "16:9", "--text", "paths", "--id-prefix", "p"]] {
        let args = [&["build", &examples, "-o", "out"], options].concat();
        run(&args, folder.path())?.ends(0).says("13 maps: 13 drawn");
        // what lies further below is built too, but not compared
        fs::remove_dir_all(out.join("revisions"))?;
        let one_by_one = tempfile::tempdir()?;
        for map in common::journeys(&root().join("examples")) {
            let map = map.folder.join(format!("{}.toml", map.name));
            for format in if options.contains(&"--scale") { &["svg", "png"][..] } else { &["svg"] } {
                let name = map.with_extension(format);
                let mut args = vec![
                    "render",
                    map.to_str().ok_or("no text")?,
                    "-o",
                    name.file_name().and_then(|n| n.to_str()).ok_or("no text")?,
                ];
                match (options[0], *format) {
                    ("--format", "png") => args.extend(["--scale", "0.2"]),
                    ("--format", _) => {}
                    _ => args.extend(options),
                }
                run(&args, one_by_one.path())?.ends(0);
            }
        }
        assert!(tree(&out)? == tree(one_by_one.path())?, "{options:?}");
        assert!(tree(&out)?.len() >= 12);
        fs::remove_dir_all(&out)?;
    }
    Ok(())
}

#[test]
fn the_number_of_jobs_changes_nothing() -> Test {
    let mut maps: Vec<(String, String)> = (0..30).map(|n| (format!("maps/{n:02}.toml"), titled(&format!("Map {n}")))).collect();
    maps.push(("maps/07-bad.toml".into(), BROKEN.into()));
    maps.push(("maps/12-pages.toml".into(), several_pages()));
    maps.push((
        "maps/13-warned.toml".into(),
        MAP.replace("emotion = 1", "emotion = 1\nicon = \"smile\"\nduration = \"\"") + "[[channel]]\nname = \"Unused\"\n",
    ));
    let maps: Vec<(&str, &str)> = maps.iter().map(|(path, map)| (path.as_str(), map.as_str())).collect();
    let mut seen = Vec::new();
    for jobs in ["1", "2", "9"] {
        let folder = with(&maps)?;
        let run = build(folder.path(), &["--jobs", jobs])?.ends(1);
        let (said, summary) = run.err.trim_end().rsplit_once('\n').ok_or("nothing was said")?;
        assert!(summary.starts_with("33 maps: 32 drawn, 1 failed, in "), "{summary}");
        seen.push((tree(&folder.path().join("out"))?, said.to_owned()));
    }
    assert!(seen[0] == seen[1] && seen[0] == seen[2]);
    Ok(())
}

// ------------------------------------------------------------------ only what changed

/// A red pixel, one of two colours.
fn pixel(red: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&[red, 0, 0])).expect("a pixel");
    bytes
}

const ICON: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M4 4h16v16z' fill='#c33'/></svg>";

/// Three maps: a plain one, one with a theme, one with a picture and an icon.
fn three() -> Result<tempfile::TempDir, Box<dyn Error>> {
    let own = MAP
        .replace("[[stage]]", "[[stage]]\nimage = \"own/a.png\"")
        .replace("label = \"Alpha\"", "label = \"Alpha\"\n  icon = \"own/a.svg\"");
    with(&[
        ("maps/plain.toml", MAP.as_bytes()),
        ("maps/themed.toml", format!("theme = \"house.toml\"\n{}", titled("Themed")).as_bytes()),
        ("maps/house.toml", b"extends = \"dark\"\nmetrics.title = 40\n"),
        ("maps/own.toml", own.as_bytes()),
        ("maps/own/a.png", &pixel(200)),
        ("maps/own/a.svg", ICON.as_bytes()),
    ])
}

#[test]
fn what_is_unchanged_is_left_alone() -> Test {
    let folder = three()?;
    let out = folder.path().join("out");
    build(folder.path(), &["--format", "svg,png", "--scale", "0.3"])?
        .ends(0)
        .says("3 maps: 3 drawn, in ")
        .says("passed over 1 .toml file");
    let before = times(&out)?;
    assert_eq!(before.len(), 6);
    build(folder.path(), &["--format", "png,svg", "--scale", "0.3"])?.ends(0).says("3 maps: 3 unchanged, in ");
    // nothing of this is in the pictures
    let map = folder.path().join("maps/plain.toml");
    fs::write(&map, format!("\u{FEFF}{}", MAP.replace('\n', "\r\n")))?;
    fs::File::options().write(true).open(&map)?.set_modified(SystemTime::UNIX_EPOCH)?;
    fs::rename(folder.path().join("maps"), folder.path().join("others"))?;
    run(&["build", "others/own.toml", "others", "./others/plain.toml", "-o", "out"], folder.path())?
        .ends(0)
        .says("3 maps: 3 unchanged");
    assert_eq!(times(&out)?, before);
    run(&["build", "others", "-o", "out", "--force"], folder.path())?.ends(0).says("3 maps: 3 drawn");
    let after = times(&out)?;
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.1 < after.1, after.0.ends_with(".svg"), "{}", after.0);
    }
    Ok(())
}

/// Each source counts, for the maps that use it and no others.
#[test]
fn what_changed_is_drawn() -> Test {
    let folder = three()?;
    build(folder.path(), &[])?.ends(0);
    let mut changes: Vec<(&str, Vec<u8>, &str)> = vec![
        ("maps/plain.toml", titled("Smaller").into(), "out/plain.svg: out of date\n"),
        ("maps/house.toml", "extends = \"dark\"\nmetrics.title = 41\n".into(), "out/themed.svg: out of date\n"),
        ("maps/own/a.png", pixel(100), "out/own.svg: out of date\n"),
        ("maps/own/a.svg", ICON.replace("c33", "3c3").into(), "out/own.svg: out of date\n"),
        ("maps/own/unused.svg", ICON.into(), ""),
    ];
    for (path, content, expected) in changes.drain(..) {
        write(folder.path(), path, content)?;
        assert_eq!(checked(folder.path(), &[])?, expected, "{path}");
        let drawn = usize::from(!expected.is_empty());
        let said = if drawn == 1 { "3 maps: 1 drawn, 2 unchanged" } else { "3 maps: 3 unchanged" };
        build(folder.path(), &[])?.ends(0).says(said);
        assert_eq!(checked(folder.path(), &[])?, "", "{path}");
    }
    Ok(())
}

#[test]
fn every_option_counts() -> Test {
    let folder =
        with(&[("maps/map.toml", MAP), ("house.toml", "extends = \"dark\"\n"), ("copy.toml", "extends = \"dark\"\r\n")])?;
    let persona = MAP.replace("[[stage]]", "[[persona]]\nid = \"ann\"\nname = \"Ann\"\n[[stage]]");
    write(folder.path(), "maps/map.toml", persona)?;
    let all: &[&[&str]] = &[
        &[],
        &["--theme", "dark"],
        &["--theme", "house.toml"],
        &["--page", "16:9"],
        &["--page", "a4"],
        &["--page", "a4", "--fit", "shrink"],
        &["--persona", "ann"],
        &["--lanes", "emotions,channels"],
        &["--lanes", "channels,emotions"],
        &["--text", "paths"],
        #[cfg(feature = "embed-font")]
        &["--embed-font"],
        &["--id-prefix", "a"],
    ];
    for options in all {
        build(folder.path(), options)?.ends(0).says("1 map: 1 drawn");
        for others in all {
            let current = checked(folder.path(), others)?.is_empty();
            assert_eq!(current, options == others, "{options:?} {others:?}");
        }
    }
    build(folder.path(), &["--theme", "house.toml"])?.ends(0);
    assert_eq!(checked(folder.path(), &["--theme", "copy.toml"])?, "", "a theme file counts by what is in it");
    build(folder.path(), &["--persona", "ann"])?.ends(0);
    assert_eq!(checked(folder.path(), &["--persona", "ann", "--persona", "ann"])?, "");
    for options in [&["--format", "png", "--scale", "0.3"][..], &["--format", "png", "--width", "100"]] {
        build(folder.path(), options)?.ends(0).says("1 map: 1 drawn");
    }
    Ok(())
}

/// The machine's fonts count for maps that ask for them, and for no others.
#[cfg(target_os = "linux")]
#[test]
fn fonts_count_where_they_are_needed() -> Test {
    let folder =
        with(&[("maps/latin.toml", MAP.to_owned()), ("maps/thai.toml", titled("ไทย")), ("maps/han.toml", titled("地図"))])?;
    let fonts = folder.path().join("fonts");
    fs::create_dir(&fonts)?;
    let config = folder.path().join("fonts.conf");
    fs::write(&config, format!("<fontconfig><dir>{}</dir></fontconfig>", fonts.display()))?;
    let run = |options: &[&str]| -> Result<Run, Box<dyn Error>> {
        let args = [&["build", "maps", "-o", "out"], options].concat();
        Ok(wayline(&args, folder.path()).env("FONTCONFIG_FILE", &config).output()?.into())
    };
    run(&[])?.ends(0);
    assert_eq!(run(&["--check"])?.ends(0).text(), "");
    fs::copy(root().join("src/text/faces/Inter-Regular.ttf"), fonts.join("a.ttf"))?;
    assert_eq!(run(&["--check"])?.ends(1).text(), "out/thai.svg: out of date\n");
    run(&[])?.ends(0).says("3 maps: 1 drawn, 2 unchanged");
    assert_eq!(run(&["--check"])?.ends(0).text(), "");
    // Chinese is measured by rule, but drawn as outlines with a font
    run(&["--text", "paths"])?.ends(0);
    fs::copy(root().join("src/text/faces/Inter-Bold.ttf"), fonts.join("b.ttf"))?;
    assert_eq!(run(&["--text", "paths", "--check"])?.ends(1).text(), "out/han.svg: out of date\nout/thai.svg: out of date\n");
    Ok(())
}

// ------------------------------------------------------------------ is it current?

#[test]
fn a_check_lists_what_is_not_current() -> Test {
    let folder = three()?;
    let both = &["--format", "svg,png", "--scale", "0.2"];
    assert_eq!(checked(folder.path(), &[])?, "out/own.svg: missing\nout/plain.svg: missing\nout/themed.svg: missing\n");
    assert!(!folder.path().join("out").exists());
    build(folder.path(), both)?.ends(0);
    assert_eq!(checked(folder.path(), both)?, "");
    fs::remove_file(folder.path().join("out/own.png"))?;
    write(folder.path(), "maps/themed.toml", titled("Other"))?;
    let expected = "out/own.png: missing\nout/themed.svg: out of date\nout/themed.png: out of date\n";
    assert_eq!(checked(folder.path(), both)?, expected);
    build(folder.path(), &[&both[..], &["--check", "--message-format", "json"]].concat())?
        .ends(1)
        .says("{\"severity\":\"error\",\"code\":\"missing-picture\",\"message\":\"the picture is missing\",\"file\":\"out/own.png\",")
        .says("\"code\":\"picture-out-of-date\"")
        .says("\"code\":\"summary\",\"message\":\"3 maps: 1 picture missing, 2 out of date, in ");
    Ok(())
}

/// Whatever happened to a picture is seen, and mended.
#[test]
fn a_picture_that_is_not_ours_is_not_current() -> Test {
    let folder = with(&[("maps/a.toml", titled("First")), ("maps/b.toml", titled("Other"))])?;
    let options = &["--format", "svg,png", "--scale", "0.3"];
    build(folder.path(), options)?.ends(0);
    let good = tree(&folder.path().join("out"))?;
    for ending in ["svg", "png"] {
        let name = format!("out/a.{ending}");
        let (mine, other) = (good[Path::new(&format!("a.{ending}"))].clone(), &good[Path::new(&format!("b.{ending}"))]);
        let mut bent = mine.clone();
        let middle = bent.len() / 2;
        bent[middle] ^= 4;
        let stamp = |picture: &[u8]| picture.windows(5).position(|five| five == b" from").map(|at| picture[at..at + 70].to_vec());
        let (mine_at, stamp) =
            (mine.windows(5).position(|five| five == b" from").ok_or("no stamp")?, stamp(other).ok_or("no stamp")?);
        let mut stamped = mine.clone();
        stamped[mine_at..mine_at + 70].copy_from_slice(&stamp);
        let damaged = [
            ("empty", Vec::new()),
            ("cut", mine[..mine.len() - 1].to_vec()),
            ("cut in the middle", mine[..middle].to_vec()),
            ("longer", [&mine[..], b"\n"].concat()),
            ("edited", bent),
            ("that of another", other.clone()),
            ("with another's stamp", stamped),
            ("something else", b"the last good picture".to_vec()),
        ];
        for (what, picture) in damaged {
            fs::write(folder.path().join(&name), &picture)?;
            assert_eq!(checked(folder.path(), options)?, format!("{name}: out of date\n"), "{what}");
            build(folder.path(), options)?.ends(0).says("2 maps: 1 drawn, 1 unchanged");
            assert!(tree(&folder.path().join("out"))? == good, "{what}");
        }
    }
    Ok(())
}

#[test]
fn pages_come_and_go() -> Test {
    let folder = with(&[("maps/map.toml", several_pages())])?;
    let map = folder.path().join("maps/map.toml");
    let one_page = several_pages().replace("size = [500, 300]", "size = [5000, 3000]");
    build(folder.path(), &[])?.ends(0);
    let pages = files(&folder.path().join("out"))?;
    assert!(pages.len() > 2 && pages[1] == "map-2.svg", "{pages:?}");
    build(folder.path(), &[])?.ends(0).says("1 map: 1 unchanged");
    fs::remove_file(folder.path().join("out/map-2.svg"))?;
    assert_eq!(checked(folder.path(), &[])?, "out/map-2.svg: missing\n");
    build(folder.path(), &[])?.ends(0).says("1 map: 1 drawn");
    // a page in another's place
    fs::copy(folder.path().join("out/map-1.svg"), folder.path().join("out/map-2.svg"))?;
    assert_eq!(checked(folder.path(), &[])?, "out/map-2.svg: out of date\n");
    build(folder.path(), &[])?.ends(0);
    // fewer pages: what is left over is named, and stays
    fs::write(&map, one_page)?;
    write(folder.path(), "out/map-99.svg", "somebody else's")?;
    let left: String = pages.iter().map(|page| format!("out/{page}: left over\n")).collect();
    assert_eq!(checked(folder.path(), &[])?, format!("out/map.svg: missing\n{left}"));
    build(folder.path(), &[])?.ends(0).says("out/map-1.svg is left over");
    assert_eq!(checked(folder.path(), &[])?, left);
    assert_eq!(files(&folder.path().join("out"))?.len(), pages.len() + 2);
    // and back
    fs::write(&map, several_pages())?;
    build(folder.path(), &[])?.ends(0).says("1 map: 1 unchanged").says("out/map.svg is left over");
    fs::remove_file(folder.path().join("out/map.svg"))?;
    assert_eq!(checked(folder.path(), &[])?, "");
    Ok(())
}

// ------------------------------------------------------------------ mistakes

#[test]
fn one_bad_file_does_not_stop_the_others() -> Test {
    let maps: Vec<(String, String)> = (0..20).map(|n| (format!("maps/{n:02}.toml"), titled(&format!("Map {n}")))).collect();
    let folder = with(&maps.iter().map(|(path, map)| (path.as_str(), map)).collect::<Vec<_>>())?;
    let out = folder.path().join("out");
    build(folder.path(), &[])?.ends(0).says("20 maps: 20 drawn");
    let before = tree(&out)?;
    for (path, map) in &maps {
        write(folder.path(), path, map.replace("Alpha", "Beta"))?;
    }
    for bad in [
        BROKEN.as_bytes(),
        b"title = \"x",
        b"\xff\xfe",
        b"title = \"caf\xe9\"",
        b"[[stage]]\nimage = \"none.png\"\nname = \"s\"\n",
    ] {
        write(folder.path(), "maps/07.toml", bad)?;
        let run = build(folder.path(), &["--force"])?.ends(1).says("maps/07.toml").says("20 maps: 19 drawn, 1 failed");
        assert!(!run.err.contains("maps/06.toml"), "{}", run.err);
        let after = tree(&out)?;
        for (path, picture) in &before {
            assert_eq!(after[path] == *picture, path == Path::new("07.svg"), "{}", path.display());
        }
        assert_eq!(after.len(), 20);
        build(folder.path(), &["--check"])?.ends(1).says("maps/07.toml").says("20 maps: 1 failed");
    }
    Ok(())
}

#[test]
fn a_file_that_cannot_be_read_is_named_too() -> Test {
    let folder = with(&[("maps/a.toml", MAP)])?;
    run(&["build", "maps", "none.toml", "-", "-o", "out"], folder.path())?
        .ends(2)
        .says("none.toml: there is no such file")
        .says("`-` has no name for its picture")
        .says("2 maps: 1 drawn, 1 failed");
    assert_eq!(files(&folder.path().join("out"))?, ["a.svg"]);
    Ok(())
}

#[test]
fn nothing_to_build_is_told() -> Test {
    let folder = with(&[("maps/Cargo.toml", "[package]\nname = \"x\"\n"), ("maps/readme.md", "[[stage]]")])?;
    build(folder.path(), &[])?.ends(2).says("there is no journey in `maps`");
    assert!(!folder.path().join("out").exists());
    run(&["build", "maps"], folder.path())?.ends(2).says("--output <OUTDIR>");
    run(&["build", "maps", "-o", "-"], folder.path())?.ends(2).says("not standard output");
    run(&["build", "-o", "out"], folder.path())?.ends(2).says("<PATH>...");
    // what is named is a map, whatever is in it
    run(&["build", "maps/Cargo.toml", "-o", "out"], folder.path())?.ends(1).says("maps/Cargo.toml");
    Ok(())
}

#[test]
fn no_journey_is_passed_over() -> Test {
    let folder = with(&[
        ("maps/good.toml", MAP),
        ("maps/theme.toml", "extends = \"dark\"\nmetrics.title = 40\n"),
        ("maps/broken-theme.toml", "extends = \"dark\n[metrics]\ntitle = 40\n"),
        ("maps/.hidden.toml", BROKEN),
        ("maps/.git/deep.toml", BROKEN),
        ("maps/no-title.toml", "[[stage]]\nname = \"s\"\n"),
        ("maps/no-toml.toml", "titel = \"x\n[[stage]]\n"),
        ("maps/no-stage.toml", "title = \"x\"\n"),
        ("maps/yaml.toml", "title: A walk\nstage:\n  - name: Out\n"),
    ])?;
    let run = build(folder.path(), &[])?.ends(1).says("5 maps: 1 drawn, 4 failed").says("passed over 2 .toml files");
    for bad in ["no-title", "no-toml", "no-stage", "yaml"] {
        assert!(run.err.contains(&format!("maps/{bad}.toml")), "{bad}: {}", run.err);
    }
    Ok(())
}

#[test]
fn options_that_no_format_has_are_refused() -> Test {
    let folder = with(&[("maps/a.toml", MAP)])?;
    build(folder.path(), &["--scale", "2"])?.ends(2).says("--width and --scale are for PNG");
    build(folder.path(), &["--format", "png", "--text", "paths"])?.ends(2).says("--text is for SVG");
    build(folder.path(), &["--theme", "drak"])?.ends(2).says("did you mean `dark`?");
    build(folder.path(), &["--root", "nowhere"])?.ends(2).says("there is no folder `nowhere`");
    build(folder.path(), &["--check", "--force"])?.ends(2).says("cannot be used with");
    build(folder.path(), &["--jobs", "0"])?.ends(2).says("--jobs");
    write(folder.path(), "house.toml", "metrics.titel = 3\n")?;
    let run = build(folder.path(), &["--theme", "house.toml"])?.ends(1).says("house.toml:1:9");
    assert_eq!(run.err.matches("house.toml:1:9").count(), 1);
    assert!(!folder.path().join("out").exists());
    build(folder.path(), &["--persona", "nobody"])?.ends(2).says("maps/a.toml: --persona was given").says("1 map: 1 failed");
    build(folder.path(), &["--lanes", "nowhere"])?.ends(2).says("maps/a.toml: this map has no lane `nowhere`");
    build(folder.path(), &["--check", "--lanes", "nowhere"])?.ends(2).says("maps/a.toml: this map has no lane `nowhere`");
    Ok(())
}

#[path = "build/places.rs"]
mod places;

#[cfg(unix)]
#[path = "build/faults.rs"]
mod faults;
