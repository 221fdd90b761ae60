//! Where pictures go: never to the same file twice, never over what is read, never out of the folder.

use super::*;

/// Builds what must not be built, and holds that nothing came of it.
fn refused(folder: &Path, args: &[&str]) -> Result<Run, Box<dyn Error>> {
    let before = tree(folder)?;
    let run = run(&[&["build"], args].concat(), folder)?.ends(2);
    assert!(tree(folder)? == before, "{args:?} has written");
    Ok(run)
}

#[test]
fn two_maps_never_share_a_picture() -> Test {
    let folder =
        with(&[("x/a.toml", titled("X")), ("y/a.toml", titled("Y")), ("y/b.toml", titled("B")), ("x/b.txt", titled("T"))])?;
    let path = folder.path();
    refused(path, &["x", "y", "-o", "out"])?.says("`x/a.toml` and `y/a.toml` would both be drawn as `out/a.svg`");
    refused(path, &["x/a.toml", "y/a.toml", "-o", "out"])?.says("would both be drawn as");
    refused(path, &["x/b.txt", "y/b.toml", "-o", "out", "--format", "svg,png"])?.says("`out/b.svg`").says("`out/b.png`");
    refused(path, &["x", "y", "-o", "out", "--check"])?.says("would both be drawn");
    // each of them all the same
    run(&["build", ".", "-o", "out"], path)?.ends(0).says("3 maps: 3 drawn");
    assert_eq!(tree(&path.join("out"))?.into_keys().collect::<Vec<_>>(), ["x/a.svg", "y/a.svg", "y/b.svg"].map(PathBuf::from));
    Ok(())
}

#[test]
fn a_bad_map_keeps_its_place() -> Test {
    let folder = with(&[("x/a.toml", BROKEN.to_owned()), ("y/a.toml", titled("Y"))])?;
    refused(folder.path(), &["x", "y", "-o", "out"])?.says("would both be drawn as");
    Ok(())
}

#[test]
fn the_same_file_twice_is_one() -> Test {
    let folder = with(&[("maps/a.toml", MAP)])?;
    let path = folder.path();
    let absolute = path.join("maps/a.toml").display().to_string();
    run(&["build", "maps/a.toml", "maps", "./maps/a.toml", "maps/../maps", &absolute, "-o", "out"], path)?
        .ends(0)
        .says("1 map: 1 drawn");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("maps", path.join("link"))?;
        run(&["build", "maps", "link", "link/a.toml", "-o", "out"], path)?.ends(0).says("1 map: 1 unchanged");
        // another name is another map
        std::os::unix::fs::symlink("a.toml", path.join("maps/b.toml"))?;
        run(&["build", "maps", "-o", "out"], path)?.ends(0).says("2 maps: 1 drawn, 1 unchanged");
        // the same name in another folder, where it may name other files
        fs::create_dir(path.join("other"))?;
        std::os::unix::fs::symlink("../maps/a.toml", path.join("other/a.toml"))?;
        refused(path, &["maps", "other", "-o", "out"])?.says("would both be drawn as");
    }
    Ok(())
}

#[test]
fn names_that_differ_in_case() -> Test {
    let folder = with(&[("maps/a.toml", titled("Small")), ("maps/A.toml", titled("Large"))])?;
    if files(&folder.path().join("maps"))?.len() < 2 {
        eprintln!("skipped: names differ by more than case here");
        return Ok(());
    }
    build(folder.path(), &[])?.ends(0).says("2 maps: 2 drawn");
    assert_eq!(files(&folder.path().join("out"))?, ["A.svg", "a.svg"]);
    Ok(())
}

#[test]
fn a_map_that_is_called_like_a_page() -> Test {
    let folder =
        with(&[("maps/map.toml", several_pages()), ("maps/map-2.toml", titled("Two")), ("maps/map-99.toml", titled("More"))])?;
    let path = folder.path();
    refused(path, &["maps", "-o", "out"])?
        .says("`maps/map.toml` (its page 2) and `maps/map-2.toml` would both be drawn as `out/map-2.svg`");
    run(&["build", "maps/map.toml", "-o", "out"], path)?.ends(0);
    refused(path, &["maps", "-o", "out"])?.says("(its page 2)");
    // on one page there is room for both
    fs::remove_dir_all(path.join("out"))?;
    run(&["build", "maps", "-o", "out", "--fit", "one-page"], path)?.ends(0).says("3 maps: 3 drawn");
    assert_eq!(run(&["build", "maps", "-o", "out", "--fit", "one-page", "--check"], path)?.ends(0).text(), "");
    Ok(())
}

#[test]
fn a_folder_that_is_called_like_a_picture() -> Test {
    let folder = with(&[("maps/a.toml", MAP), ("maps/a.svg/b.toml", MAP)])?;
    refused(folder.path(), &["maps", "-o", "out"])?.says("called like the folder `out/a.svg`");
    Ok(())
}

/// Nothing that a map says, and no name that a file can have, leads anywhere else.
#[test]
fn nothing_steers_a_picture() -> Test {
    let hostile = [
        "../../escape",
        "/tmp/escape",
        "..",
        ".",
        "",
        "a/b",
        "C:\\x",
        "{page}",
        "$(touch x)",
        "`x`",
        "-o",
        "--force",
        "\u{202E}gvs",
        "a\nb",
        "a\tb",
        "<script>",
        "a&b",
        "%2e%2e%2f",
        "con",
        "x.svg",
        ".wayline-x",
        "~",
    ];
    let mut maps: Vec<(String, String)> = Vec::new();
    for (index, word) in hostile.iter().enumerate() {
        let quoted = format!("{word:?}").replace("\\u{202e}", "x");
        let map = MAP
            .replace("\"Small\"", &quoted)
            .replace("\"Start\"", &format!("{quoted}\nlink = \"../../escape\""))
            .replace("\"Alpha\"", "\"Alpha\"\n  id = \"../../up\"");
        maps.push((format!("maps/in/{index}.toml"), map));
        if !word.contains('/') && !word.is_empty() && !cfg!(windows) {
            maps.push((format!("maps/in/{word}.toml"), titled(&format!("Name {index}"))));
        }
    }
    let folder = with(&maps.iter().map(|(path, map)| (path.as_str(), map)).collect::<Vec<_>>())?;
    let run = build(folder.path(), &[])?;
    assert!(run.status == Some(0) || run.status == Some(1), "{}", run.err);
    assert!(!run.err.chars().any(|c| c.is_control() && c != '\n'), "{:?}", run.err);
    let outside = tree(folder.path())?;
    let outside: Vec<&PathBuf> = outside.keys().filter(|path| !path.starts_with("maps") && !path.starts_with("out/in")).collect();
    assert!(outside.is_empty(), "{outside:?}");
    let names = files(&folder.path().join("out/in"))?;
    for name in ["{page}.svg", "-o.svg", "$(touch x).svg", "x.svg.svg"] {
        assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
    }
    Ok(())
}

#[test]
fn what_is_read_is_never_overwritten() -> Test {
    let own = MAP.replace("label = \"Alpha\"", "label = \"Alpha\"\n  icon = \"other.svg\"");
    let folder = with(&[("maps/own.toml", own.as_str()), ("maps/other.toml", MAP), ("maps/other.svg", ICON)])?;
    // the picture of one is the icon of another
    let run = run(&["build", "maps", "-o", "maps"], folder.path())?.ends(2).says("would overwrite");
    assert!(run.err.contains("2 maps: 1 drawn, 1 failed"), "{}", run.err);
    assert_eq!(fs::read_to_string(folder.path().join("maps/other.svg"))?, ICON);
    fs::write(folder.path().join("maps/map.svg"), titled("SVG by name"))?;
    let args = ["build", "maps/map.svg", "-o", "maps"];
    super::run(&args, folder.path())?.ends(2).says("would overwrite `maps/map.svg`");
    Ok(())
}

#[test]
fn beside_the_maps() -> Test {
    let folder = with(&[("maps/a.toml", titled("A")), ("maps/sub/b.toml", titled("B"))])?;
    run(&["build", "maps", "-o", "maps"], folder.path())?.ends(0).says("2 maps: 2 drawn");
    run(&["build", "maps", "-o", "maps"], folder.path())?.ends(0).says("2 maps: 2 unchanged");
    assert_eq!(files(&folder.path().join("maps/sub"))?, ["b.svg", "b.toml"]);
    // and the folder of pictures inside that of maps
    run(&["build", ".", "-o", "./maps/out"], folder.path())?.ends(0).says("2 maps: 2 drawn");
    run(&["build", ".", "-o", "./maps/out"], folder.path())?.ends(0).says("2 maps: 2 unchanged");
    Ok(())
}

#[test]
fn a_folder_that_is_a_file() -> Test {
    let folder = with(&[("maps/a.toml", MAP), ("maps/sub/b.toml", MAP), ("out", "mine"), ("deep/sub", "mine")])?;
    refused(folder.path(), &["maps", "-o", "out"])?.says("out: it is no folder");
    refused(folder.path(), &["maps", "-o", "out/deeper"])?.says("out/deeper");
    run(&["build", "maps", "-o", "deep"], folder.path())?.ends(2).says("deep/sub").says("2 maps: 1 drawn, 1 failed");
    assert_eq!(fs::read_to_string(folder.path().join("deep/sub"))?, "mine");
    run(&["build", "maps", "-o", "new/and/deep"], folder.path())?.ends(0);
    assert_eq!(files(&folder.path().join("new/and/deep/sub"))?, ["b.svg"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() -> Test {
    use std::os::unix::fs::symlink;
    let folder =
        with(&[("maps/a.toml", MAP), ("maps/sub/b.toml", MAP), ("maps/c.toml", MAP), ("away/a.svg", "theirs"), ("away/x", "")])?;
    let path = folder.path();
    fs::create_dir(path.join("out"))?;
    symlink("../away/a.svg", path.join("out/a.svg"))?;
    symlink("../away", path.join("out/sub"))?;
    symlink("/dev/full", path.join("out/c.svg"))?;
    let before = tree(&path.join("away"))?;
    let run = build(path, &[])?.ends(2).says("can't write out/a.svg: it is a symbolic link").says("out/sub: it leads out of out");
    assert!(run.err.contains("3 maps: 3 failed"), "{}", run.err);
    assert!(tree(&path.join("away"))? == before);
    // whatever is there already
    fs::remove_file(path.join("out/sub"))?;
    symlink("../gone", path.join("out/sub"))?;
    build(path, &[])?.ends(2).says("out/sub");
    assert!(!path.join("gone").exists());
    // the folder itself may be one
    symlink("real", path.join("link"))?;
    fs::create_dir(path.join("real"))?;
    super::run(&["build", "maps", "-o", "link"], path)?.ends(0);
    assert_eq!(files(&path.join("real"))?, ["a.svg", "c.svg", "sub"]);
    // two folders that are one
    write(path, "maps/same/b.toml", titled("Other"))?;
    symlink("sub", path.join("real/same"))?;
    refused(path, &["maps", "-o", "link"])?.says("would both be drawn as");
    Ok(())
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_no_places() -> Test {
    let folder = with(&[("maps/a.toml", MAP), ("maps/b.toml", MAP)])?;
    fs::create_dir_all(folder.path().join("out/b.svg"))?;
    Run::from(shell("mkfifo out/a.svg maps/pipe.toml", folder.path()).output()?).ends(0);
    build(folder.path(), &[])?
        .ends(2)
        .says("can't write out/a.svg: something else than a file")
        .says("can't write out/b.svg: something else than a file")
        .says("maps/pipe.toml: it is a named pipe")
        .says("3 maps: 3 failed");
    Ok(())
}
