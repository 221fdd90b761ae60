use super::*;
use crate::limits::{THEME_FILE, Unit};
use std::fs;

/// `outer/map/in/a.txt` ("inside"), and `outer/canary.txt` ("canary").
fn folders() -> (tempfile::TempDir, PathBuf) {
    let outer = tempfile::tempdir().expect("a folder");
    let map = outer.path().join("map");
    fs::create_dir_all(map.join("in")).expect("folders");
    fs::write(map.join("in/a.txt"), "inside").expect("a file");
    fs::write(outer.path().join("canary.txt"), "canary").expect("a file");
    (outer, map)
}

fn read(folder: &Path, name: &str) -> Result<String, Problem> {
    Files::of(folder).read(name, &THEME_FILE).map(|bytes| String::from_utf8(bytes).expect("text"))
}

#[test]
fn paths_stay_in_the_folder() {
    let (_outer, map) = folders();
    for inside in ["in/a.txt", "./in/a.txt", "in/../in/a.txt", "in//a.txt", "in\\a.txt", ".\\in\\..\\in\\a.txt"] {
        assert_eq!(read(&map, inside).as_deref(), Ok("inside"), "{inside}");
    }
    for outside in ["../canary.txt", "in/../../canary.txt", "..\\canary.txt", "../map/in/a.txt", "..", "in/../.."] {
        assert_eq!(read(&map, outside), Err(Problem::Outside), "{outside}");
    }
    for absolute in ["/etc/passwd", "//server/share/a", "\\\\?\\C:\\a", "\\\\server\\share", "C:a.png", "c:\\a.png"] {
        assert_eq!(read(&map, absolute), Err(Problem::Absolute), "{absolute}");
    }
    for address in ["https://example.com/a.png", "FILE:///etc/passwd", "file:a.png", "data:image/png;base64,AA"] {
        assert_eq!(read(&map, address), Err(Problem::Address), "{address}");
    }
    for folder in ["", ".", "in", "in/", "in/.."] {
        assert_eq!(read(&map, folder), Err(Problem::NotAFile("a folder")), "{folder:?}");
    }
    for missing in ["none", "in/a.txt/b", "%2e%2e/canary.txt", "in/none/../a.txt", "%00", "...", "~/a"] {
        assert_eq!(read(&map, missing), Err(Problem::Missing), "{missing}");
    }
    assert_eq!(read(&map, "in/a.txt\0.png"), Err(Problem::Name));
    assert!(matches!(read(&map, &"a".repeat(5_000)), Err(Problem::Name | Problem::Refused(_))));
    assert_eq!(read(&map, &"in/../".repeat(1_000)), Err(Problem::NotAFile("a folder")));
}

#[test]
fn what_is_outside_is_not_told() {
    let (outer, map) = folders();
    assert_eq!(read(&map, "../canary.txt"), read(&map, "../no-such.txt"));
    #[cfg(unix)]
    for (link, to) in [
        ("there", "../canary.txt"),
        ("not-there", "../no-such.txt"),
        ("absolute", &outer.path().join("canary.txt").to_string_lossy()),
        ("absolute-not-there", &outer.path().join("no-such.txt").to_string_lossy()),
        ("no-such-folder", "/no-such-folder/a.txt"),
    ] {
        std::os::unix::fs::symlink(to, map.join(link)).expect("a link");
        assert_eq!(read(&map, link), Err(Problem::Outside), "{link}");
    }
    drop(outer);
}

#[test]
fn size_has_a_limit() {
    let (_outer, map) = folders();
    let limit = |most| Limit { what: "a file", most, unit: Unit::Bytes };
    let mut files = Files::of(&map);
    assert_eq!(files.read("in/a.txt", &limit(6)).as_deref(), Ok(&b"inside"[..]));
    assert_eq!(files.read("in/a.txt", &limit(5)), Err(Problem::TooLarge(limit(5))));
}

#[test]
fn a_root_widens_the_folder() {
    let (outer, map) = folders();
    let mut files = Files::within(&map, outer.path()).expect("a root");
    assert_eq!(files.read("../canary.txt", &THEME_FILE).as_deref(), Ok(&b"canary"[..]));
    assert_eq!(files.read("in/a.txt", &THEME_FILE).as_deref(), Ok(&b"inside"[..]));
    assert_eq!(files.read("../../canary.txt", &THEME_FILE), Err(Problem::Outside));
    let here = outer.path().canonicalize().expect("a path");
    assert_eq!(files.found(), [here.join("canary.txt"), here.join("map/in/a.txt")]);
    assert!(Files::within(&map, &map).is_ok());
    assert!(Files::within(&map, &map.join("in")).is_err_and(|why| why.contains("is not inside")));
    assert!(Files::within(&map, &map.join("none")).is_err_and(|why| why.contains("no such file")));
}

#[test]
fn a_typed_path_leads_anywhere() {
    let (outer, _map) = folders();
    let canary = outer.path().join("canary.txt");
    let mut files = Files::anywhere();
    assert_eq!(files.read(canary.to_str().expect("text"), &THEME_FILE).as_deref(), Ok(&b"canary"[..]));
    let folder = files.read(outer.path().to_str().expect("text"), &THEME_FILE);
    assert!(matches!(folder, Err(Problem::NotAFile(_) | Problem::Denied)), "{folder:?}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_lead_as_far_as_the_folder() {
        let (outer, map) = folders();
        symlink("in", map.join("folder")).expect("a link");
        symlink("folder/a.txt", map.join("file")).expect("a link");
        symlink(map.join("file"), map.join("absolute")).expect("a link");
        symlink("../in/../file", map.join("in/up")).expect("a link");
        symlink("circle", map.join("circle")).expect("a link");
        symlink("..", map.join("out")).expect("a link");
        symlink("/", map.join("top")).expect("a link");
        symlink("/dev/zero", map.join("device")).expect("a link");
        symlink("out/map/in", map.join("around")).expect("a link");
        for link in ["file", "folder/a.txt", "absolute", "in/up", "folder/up"] {
            assert_eq!(read(&map, link).as_deref(), Ok("inside"), "{link}");
        }
        for link in ["out/canary.txt", "out/map/in/a.txt", "around/a.txt", "top/etc/passwd", "device", "folder/../../canary.txt"]
        {
            assert_eq!(read(&map, link), Err(Problem::Outside), "{link}");
        }
        assert!(matches!(read(&map, "circle"), Err(Problem::Refused(_))));
        let mut files = Files::of(&map);
        files.find("absolute").expect("a file");
        files.find("in/up").expect("the same");
        assert_eq!(files.found(), [map.canonicalize().expect("a path").join("in/a.txt")]);
        // The folder itself is reached by a link.
        symlink("map", outer.path().join("alias")).expect("a link");
        let alias = outer.path().join("alias");
        symlink(alias.join("in/a.txt"), map.join("by-alias")).expect("a link");
        assert_eq!(read(&alias, "file").as_deref(), Ok("inside"));
        assert_eq!(read(&alias, "by-alias").as_deref(), Ok("inside"));
        assert_eq!(read(&alias, "../canary.txt"), Err(Problem::Outside));
    }

    #[test]
    fn a_folder_that_may_not_be_listed_can_be_passed() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_outer, map) = folders();
        fs::set_permissions(map.join("in"), fs::Permissions::from_mode(0o311)).expect("permissions");
        #[cfg(target_os = "linux")]
        assert_eq!(read(&map, "in/a.txt").as_deref(), Ok("inside"));
        fs::set_permissions(map.join("in"), fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_regular_files_are_read() {
        let (_outer, map) = folders();
        rustix::fs::mkfifoat(rustix::fs::CWD, map.join("pipe"), rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).expect("a pipe");
        let _socket = std::os::unix::net::UnixListener::bind(map.join("socket")).expect("a socket");
        assert_eq!(read(&map, "pipe"), Err(Problem::NotAFile("a pipe")));
        assert_eq!(read(&map, "socket"), Err(Problem::NotAFile("a socket")));
        assert_eq!(read(Path::new("/dev"), "null"), Err(Problem::NotAFile("a device")));
        let typed = |path: &Path| Files::anywhere().read(path.to_str().expect("text"), &THEME_FILE);
        assert_eq!(typed(&map.join("pipe")), Err(Problem::NotAFile("no regular file")));
        assert_eq!(typed(Path::new("/dev/zero")), Err(Problem::NotAFile("no regular file")));
        if Path::new("/proc/self/environ").exists() {
            assert_eq!(read(Path::new("/proc"), "version"), Err(Problem::Changed), "made up by the system");
            assert_eq!(typed(Path::new("/proc/self/environ")), Err(Problem::Changed));
        }
    }

    /// Whoever can write into the folder swaps what lies there as fast as possible; what is outside is never read.
    #[cfg(target_os = "linux")]
    #[test]
    fn swapping_files_and_folders_does_not_lead_out() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let (outer, map) = folders();
        fs::write(outer.path().join("a.txt"), "canary").expect("a file");
        // `swap` is by turns a folder with `a.txt`, a link out; `file` a file, a link out, a folder, a pipe.
        fs::create_dir(map.join("good")).expect("a folder");
        fs::write(map.join("good/a.txt"), "inside").expect("a file");
        symlink("../..", map.join("in/out")).expect("a link");
        symlink("in/../..", map.join("bad")).expect("a link");
        fs::write(map.join("good-file"), "inside").expect("a file");
        symlink("../canary.txt", map.join("bad-file")).expect("a link");
        fs::rename(map.join("good"), map.join("swap")).expect("renamed");
        fs::rename(map.join("good-file"), map.join("file")).expect("renamed");
        let done = AtomicBool::new(false);
        let exchange = |a: &str, b: &str| {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            renameat_with(CWD, map.join(a), CWD, map.join(b), RenameFlags::EXCHANGE)
        };
        if exchange("swap", "bad").is_err() {
            println!("skipped: the file system can't exchange names");
            return;
        }
        let (mut inside, mut refused, mut wrong) = (0, 0, Vec::new());
        std::thread::scope(|scope| {
            // Two of them: the moment between a look and an open is short.
            let swap = || {
                while !done.load(Ordering::Relaxed) {
                    let _ = exchange("swap", "bad");
                    let _ = exchange("file", "bad-file");
                }
            };
            scope.spawn(swap);
            scope.spawn(swap);
            let start = std::time::Instant::now();
            let mut rounds = 0;
            while rounds < 2_000 || start.elapsed().as_millis() < 1_500 {
                rounds += 1;
                for name in ["swap/a.txt", "file", "swap/map/swap/a.txt"] {
                    match read(&map, name) {
                        Ok(text) if text == "inside" => inside += 1,
                        Err(Problem::Outside | Problem::Changed | Problem::Missing) => refused += 1,
                        other => wrong.push((name, other)),
                    }
                }
            }
            done.store(true, Ordering::Relaxed);
        });
        assert_eq!(wrong, [], "{inside} read, {refused} refused");
        assert!(inside > 0 && refused > 0, "{inside} read, {refused} refused");
    }
}
