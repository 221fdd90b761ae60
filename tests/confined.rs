//! What a journey names is read from its folder and below, and nothing else is: through the command line, with canaries
//! outside in many guises.
#![cfg(unix)]

mod common;

use common::pictures::png;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// What is in files that must not be read.
const CANARY: &str = "CANARY-7f3a";

/// `map/` with a picture, an icon and a theme; the same outside of it, with the canary in them.
struct Folders(tempfile::TempDir);

impl Folders {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let all = Self(folder);
        fs::create_dir_all(all.map().join("in")).unwrap();
        fs::create_dir_all(all.path("outside")).unwrap();
        for (folder, mark) in [("map/in", "inside"), ("outside", CANARY)] {
            fs::write(all.path(folder).join("a.png"), [png(30, 20, 90), mark.into()].concat()).unwrap();
            let icon = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><desc>{mark}</desc><path d='M1 1h7v7z' fill='#a1b2c3'/></svg>"
            );
            fs::write(all.path(folder).join("a.svg"), icon).unwrap();
            fs::write(all.path(folder).join("a.toml"), format!("# {mark}\n[palette]\npage = \"#a1b2c3\"\n")).unwrap();
        }
        all
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn map(&self) -> PathBuf {
        self.path("map")
    }

    /// Writes a map that names this picture, icon or theme by its ending; tells its path.
    fn journey(&self, file: &str) -> PathBuf {
        let path = self.map().join("map.toml");
        let file = file.replace('\\', "\\\\");
        let journey = match file.rsplit_once('.').map(|(_, ending)| ending) {
            Some("svg") => {
                format!("title = \"t\"\n[[stage]]\nname = \"s\"\ntouchpoint = [{{ label = \"x\", icon = \"{file}\" }}]\n")
            }
            Some("toml") => format!("title = \"t\"\ntheme = \"{file}\"\n[[stage]]\nname = \"s\"\n"),
            _ => format!("title = \"t\"\n[[stage]]\nname = \"s\"\nimage = \"{file}\"\n"),
        };
        fs::write(&path, journey).unwrap();
        path
    }

    /// Draws a map that names this file.
    fn render(&self, file: &str, options: &[&str]) -> Output {
        let map = self.journey(file);
        wayline(&[&["render", map.to_str().unwrap(), "-o", "-"], options].concat())
    }

    /// What is said when the file can't be had.
    #[track_caller]
    fn refused(&self, file: &str, options: &[&str]) -> String {
        let start = Instant::now();
        let output = self.render(file, options);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{file}");
        assert!(!said(&output).contains(CANARY), "{file}: {}", said(&output));
        assert!(start.elapsed() < Duration::from_secs(20), "{file}");
        said(&output)
    }
}

fn wayline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wayline")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn files_inside_are_drawn() {
    let folders = Folders::new();
    symlink("in/a.png", folders.map().join("link.png")).unwrap();
    symlink(folders.map().join("in"), folders.map().join("folder")).unwrap();
    for file in
        ["in/a.png", "./in/../in/a.png", "in\\a.png", "link.png", "folder/a.png", "in/a.svg", "in/a.toml", "folder/a.toml"]
    {
        let output = folders.render(file, &[]);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", said(&output));
        let picture = String::from_utf8(output.stdout).unwrap();
        assert!(picture.contains("data:image/png") || picture.to_lowercase().contains("#a1b2c3"), "{file}");
        assert!(!picture.contains("inside"), "{file}: what draws nothing stays behind");
    }
    // The map's folder is reached by a link itself.
    folders.journey("in/a.png");
    symlink("map", folders.path("alias")).unwrap();
    let map = folders.path("alias/map.toml");
    let output = wayline(&["render", map.to_str().unwrap(), "-o", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn files_outside_are_not_read_in_any_guise() {
    let folders = Folders::new();
    symlink("../outside", folders.map().join("folder")).unwrap();
    symlink("../..", folders.map().join("in/up")).unwrap();
    for ending in ["png", "svg", "toml"] {
        let file = format!("a.{ending}");
        let outside = folders.path("outside").join(&file);
        symlink(&outside, folders.map().join(format!("absolute.{ending}"))).unwrap();
        symlink(format!("../outside/{file}"), folders.map().join(format!("relative.{ending}"))).unwrap();
        symlink(format!("relative.{ending}"), folders.map().join(format!("chain.{ending}"))).unwrap();
        symlink(format!("in/up/outside/{file}"), folders.map().join(format!("long.{ending}"))).unwrap();
        for path in [
            format!("../outside/{file}"),
            format!("in/../../outside/{file}"),
            format!("..\\outside\\{file}"),
            format!("in/up/outside/{file}"),
            format!("folder/{file}"),
            format!("absolute.{ending}"),
            format!("relative.{ending}"),
            format!("./chain.{ending}"),
            format!("long.{ending}"),
        ] {
            let said = folders.refused(&path, &[]);
            assert!(said.contains("outside the"), "{path}: {said}");
        }
        for (path, why) in [
            (outside.to_str().unwrap().to_owned(), "absolute path"),
            (format!("file://{}", outside.display()), "address"),
            (format!("https://127.0.0.1/{file}"), "address"),
            (format!("//127.0.0.1/share/{file}"), "absolute path"),
            (format!("C:{file}"), "absolute path"),
            (format!("%2e%2e/outside/{file}"), "no"),
            (format!("{}/{file}", "a".repeat(5_000)), ""),
        ] {
            let said = folders.refused(&path, &[]);
            assert!(said.contains(why), "{path}: {said}");
        }
    }
}

#[test]
fn whether_a_file_outside_exists_is_not_told() {
    let folders = Folders::new();
    symlink("../outside/a.png", folders.map().join("there.png")).unwrap();
    symlink("../outside/b.png", folders.map().join("gone1.png")).unwrap();
    symlink("/no-such-folder/b.png", folders.map().join("gone2.png")).unwrap();
    symlink(folders.path("outside/a.png/b"), folders.map().join("gone3.png")).unwrap();
    let there = folders.refused("there.png", &[]);
    for gone in ["gone1.png", "gone2.png", "gone3.png"] {
        assert_eq!(
            folders.refused(gone, &[]).replace(gone, "there.png").replace("^^^^^^^^^^^", "^"),
            there.replace("^^^^^^^^^^^", "^")
        );
    }
    let there = folders.refused("../outside/a.png", &[]);
    assert_eq!(folders.refused("../outside/b.png", &[]).replace("b.png", "a.png"), there);
    let there = folders.refused("../outside/a.toml", &[]);
    assert_eq!(folders.refused("../outside/b.toml", &[]).replace("b.toml", "a.toml"), there);
}

#[test]
fn only_regular_files_are_opened() {
    let folders = Folders::new();
    let made = Command::new("mkfifo").arg(folders.map().join("pipe.png")).status();
    let _socket = std::os::unix::net::UnixListener::bind(folders.map().join("socket.png")).unwrap();
    fs::create_dir(folders.map().join("folder.png")).unwrap();
    for (to, link) in
        [("/dev/zero", "zero.png"), ("/dev/stdin", "stdin.png"), ("/proc/self/environ", "environ.png"), ("/", "top.png")]
    {
        symlink(to, folders.map().join(link)).unwrap();
        assert!(folders.refused(link, &[]).contains("outside the"), "{link}");
    }
    if made.is_ok_and(|status| status.success()) {
        assert!(folders.refused("pipe.png", &[]).contains("it is a pipe"));
    } else {
        println!("skipped: there is no mkfifo");
    }
    assert!(folders.refused("socket.png", &[]).contains("it is a socket"));
    assert!(folders.refused("folder.png", &[]).contains("it is a folder"));
    // The widest root of all opens no devices, and nothing that the system makes up.
    assert!(folders.refused("zero.png", &["--root", "/"]).contains("it is a device"));
    if Path::new("/proc/self/environ").exists() {
        assert!(folders.refused("environ.png", &["--root", "/"]).contains("the system makes it up"));
    }
}

#[test]
fn a_root_widens_the_folder_and_no_more() {
    let folders = Folders::new();
    let root = folders.0.path().to_str().unwrap().to_owned();
    for file in ["../outside/a.png", "../outside/a.svg", "../outside/a.toml", "in/a.png"] {
        let output = folders.render(file, &["--root", &root]);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", said(&output));
        let map = folders.map().join("map.toml");
        let output = wayline(&["check", map.to_str().unwrap(), "--root", &root]);
        assert!(!said(&output).contains("error"), "{file}: {}", said(&output));
    }
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("a.png"), png(3, 2, 1)).unwrap();
    symlink(outer.path().join("a.png"), folders.map().join("out.png")).unwrap();
    folders.refused("out.png", &["--root", &root]);
    folders.refused("../../a.png", &["--root", &root]);
    for wrong in [folders.path("outside"), folders.map().join("in"), folders.path("none"), folders.map().join("in/a.png")] {
        let output = folders.render("in/a.png", &["--root", wrong.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{}: {}", wrong.display(), said(&output));
        assert!(said(&output).contains("folder"), "{}", said(&output));
    }
    // From standard input, paths start here, and so does the root.
    let map = folders.journey("in/a.png");
    let run = |folder: &Path, root: &str| {
        let input = fs::File::open(&map).unwrap();
        let program = env!("CARGO_BIN_EXE_wayline");
        Command::new(program).current_dir(folder).args(["render", "-", "--root", root]).stdin(input).output().unwrap()
    };
    assert_eq!(run(&folders.map(), "..").status.code(), Some(0));
    assert_eq!(run(&folders.map(), "in").status.code(), Some(2));
    assert_eq!(run(folders.0.path(), ".").status.code(), Some(1));
}

#[test]
fn a_typed_theme_may_lie_anywhere_but_is_a_file() {
    let folders = Folders::new();
    let theme = folders.path("outside/a.toml");
    symlink(&theme, folders.map().join("link.toml")).unwrap();
    for theme in [theme, folders.map().join("link.toml")] {
        let output = folders.render("in/a.png", &["--theme", theme.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(String::from_utf8_lossy(&output.stdout).to_lowercase().contains("#a1b2c3"));
    }
    fs::write(folders.path("large.toml"), vec![b'#'; (256 << 10) + 1]).unwrap();
    for (wrong, why) in [
        (folders.path("large.toml"), "larger than 256 KiB"),
        (folders.path("outside"), ""),
        ("/dev/zero".into(), "no regular file"),
        (folders.path("none.toml"), "no such file"),
    ] {
        let output = folders.render("in/a.png", &["--theme", wrong.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{}", wrong.display());
        assert!(said(&output).contains(why), "{}", said(&output));
    }
}

#[test]
fn what_was_read_is_not_written_over() {
    let folders = Folders::new();
    fs::rename(folders.map().join("in/a.png"), folders.map().join("in/b.png")).unwrap();
    symlink("in/b.png", folders.map().join("link.png")).unwrap();
    let map = folders.journey("link.png");
    let before = fs::read(folders.map().join("in/b.png")).unwrap();
    for output in ["in/b.png", "link.png", "./in/../in/b.png"] {
        let output = wayline(&["render", map.to_str().unwrap(), "-o", folders.map().join(output).to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_eq!(fs::read(folders.map().join("in/b.png")).unwrap(), before);
    }
}

#[test]
fn a_picture_that_cannot_be_decoded_is_told_at_its_place() {
    let folders = Folders::new();
    let hollow = common::pictures::png_of(
        &common::pictures::png_header(20, 12, 0),
        &[common::pictures::png_chunk(b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1])],
    );
    fs::write(folders.map().join("hollow.png"), hollow).unwrap();
    let said_of_png = folders.refused("hollow.png", &["--format", "png"]);
    assert!(said_of_png.contains("bad-image") && said_of_png.contains("map.toml:4:9"), "{said_of_png}");
    let output = wayline(&["check", folders.map().join("map.toml").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("its pixels can't be read"), "{}", said(&output));
}

/// The system calls of a run, where `strace` is there to list them: no path outside is opened, no address is called.
#[test]
fn nothing_else_is_opened() {
    let folders = Folders::new();
    let hostile = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>\
                   <style>@import 'http://127.0.0.1/CANARY-7f3a.css'; path { fill: url(/CANARY-7f3a.svg#a) black }</style>\
                   <path d='M1 1h7v7z' style='mask: url(../outside/CANARY-7f3a.svg#m)'/></svg>";
    fs::write(folders.map().join("hostile.svg"), hostile).unwrap();
    let map = folders.journey("hostile.svg");
    let log = folders.path("log");
    let traced = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat,openat2,connect,socket,stat,newfstatat,readlink,readlinkat", "-o"])
        .arg(&log)
        .args([env!("CARGO_BIN_EXE_wayline"), "render", map.to_str().unwrap(), "--format", "png", "-o", "/dev/null"])
        .output();
    match traced {
        Ok(output) if log.exists() && output.status.code().is_some_and(|code| code < 2) => {
            let log = fs::read_to_string(log).unwrap();
            assert!(log.contains("hostile.svg"));
            assert!(!log.contains(CANARY) && !log.contains("connect("), "{log}");
        }
        _ => println!("skipped: strace does not run here"),
    }
}
