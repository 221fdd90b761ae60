//! Output is all or nothing: whatever goes wrong while a picture is written, the old one stays, or the new one is there, and
//! nothing is left behind.
#![cfg(unix)]

mod common;

use common::command::*;
use rustix::process::Signal;
use std::error::Error;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A picture that was there before.
const OLD: &str = "the last good picture";

/// A folder with a map and an old picture.
fn drawn(source: &str) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = folder(source)?;
    fs::write(folder.path().join("map.svg"), OLD)?;
    Ok(folder)
}

fn read(folder: &Path, name: &str) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}").into())
}

#[track_caller]
fn is_unchanged(folder: &Path) -> Test {
    assert_eq!(read(folder, "map.svg")?, OLD);
    assert_eq!(files(folder)?, ["map.svg", "map.toml"]);
    Ok(())
}

// ------------------------------------------------------------------ killed

/// Whether files can be without a name until they are complete; says what is skipped where they can't.
fn has_unnamed_files(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Mode, OFlags, open};
        if open(folder, OFlags::TMPFILE | OFlags::WRONLY, Mode::RUSR | Mode::WUSR).is_ok() {
            return true;
        }
    }
    eprintln!("skipped: {} can't have files without a name, so a kill may leave one", folder.display());
    false
}

/// Kills the command after a while, or as soon as it has a file open beside the map and a while later.
fn kill(folder: &Path, signal: Signal, wait: Duration, until_it_writes: bool) -> Test {
    let mut child = wayline(&["render", "map.toml"], folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let opened = format!("/proc/{}/fd", child.id());
    let beside = fs::canonicalize(folder)?;
    let writes = || {
        let Ok(open) = fs::read_dir(&opened) else { return false };
        let mut files = open.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
        files.any(|file| file.starts_with(&beside) && !file.ends_with("map.toml"))
    };
    let mut ended = false;
    while until_it_writes && !ended && !writes() {
        ended = child.try_wait()?.is_some();
    }
    sleep(wait);
    // The number of a process that was waited for may be another's by now.
    if !ended {
        rustix::process::kill_process(rustix::process::Pid::from_child(&child), signal)?;
    }
    child.wait()?;
    Ok(())
}

#[test]
fn killed_at_any_moment() -> Test {
    let folder = folder(MAP)?;
    let folder = folder.path();
    let started = Instant::now();
    run(&["render", "map.toml"], folder)?.ends(0);
    let whole_run = started.elapsed();
    let new = read(folder, "map.svg")?;

    const TIMES: u32 = 200;
    let (mut whole, mut left) = (0, 0);
    for time in 0..TIMES {
        fs::write(folder.join("map.svg"), OLD)?;
        let signal = [Signal::KILL, Signal::TERM, Signal::INT][time as usize % 3];
        // Every other one is aimed at the writing itself, which is a small part of the run.
        let aimed = time % 2 == 0 && cfg!(target_os = "linux");
        let wait = if aimed { Duration::from_micros(10) * time } else { whole_run * time / TIMES };
        kill(folder, signal, wait, aimed)?;
        match read(folder, "map.svg")? {
            picture if picture == new => whole += 1,
            picture => assert_eq!(picture, OLD, "torn at {time}"),
        }
        left += files(folder)?.len() - 2;
    }
    assert!((1..TIMES).contains(&whole), "{whole} of {TIMES} runs came to their end: the times are not spread over the run");
    if has_unnamed_files(folder) {
        // Between taking a name and moving over the old picture are some microseconds, in which a kill leaves that name …
        assert!(left <= TIMES as usize / 20, "{left} of {TIMES} killed runs left something");
        // … until the picture is drawn again.
        run(&["render", "map.toml"], folder)?.ends(0);
        assert_eq!(files(folder)?, ["map.svg", "map.toml"]);
    }
    Ok(())
}

#[test]
fn many_at_once_leave_one_whole_picture() -> Test {
    let folder = folder(MAP)?;
    let folder = folder.path();
    for (name, title) in [("a.toml", "Small"), ("b.toml", "Another")] {
        fs::write(folder.join(name), MAP.replace("Small", title))?;
        run(&["render", name], folder)?.ends(0);
    }
    let whole = [read(folder, "a.svg")?, read(folder, "b.svg")?];
    let mut running = Vec::new();
    for number in 0..20 {
        let map = ["a.toml", "b.toml"][number % 2];
        running.push(wayline(&["render", map, "-o", "map.svg"], folder).stderr(Stdio::piped()).spawn()?);
    }
    for child in running {
        Run::from(child.wait_with_output()?).ends(0).silently();
    }
    assert!(whole.contains(&read(folder, "map.svg")?));
    assert_eq!(files(folder)?, ["a.svg", "a.toml", "b.svg", "b.toml", "map.svg", "map.toml"]);
    Ok(())
}

// ------------------------------------------------------------------ no room

#[test]
fn a_full_disk() -> Test {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return Ok(());
    }
    let folder = drawn(MAP)?;
    run(&["render", "map.toml", "--format", "svg", "-o", "/dev/full"], folder.path())?.ends(2).says("the disk is full");
    is_unchanged(folder.path())
}

/// On a file system of 64 KiB, where the user may mount one.
#[test]
fn a_small_disk() -> Test {
    let folder = drawn(MAP)?;
    let line = "mount -t tmpfs -o size=64k none small && cp map.toml map.svg small && cd small \
                && head -c 40000 /dev/zero > filler && \"$wayline\" render map.toml --text paths; echo $?; ls -A; cat map.svg";
    fs::create_dir(folder.path().join("small"))?;
    let mounted = shell("unshare -rm sh -c 'mount -t tmpfs -o size=64k none small'", folder.path()).output()?;
    if !mounted.status.success() {
        eprintln!("skipped: no file system can be mounted here");
        return Ok(());
    }
    // a map whose picture takes more than what is left
    fs::write(folder.path().join("map.toml"), common::large::large(40))?;
    let run = Run::from(shell(&format!("unshare -rm sh -c '{line}'"), folder.path()).output()?).says("the disk is full");
    assert_eq!(run.text(), format!("2\nfiller\nmap.svg\nmap.toml\n{OLD}"));
    Ok(())
}

#[test]
fn a_limit_of_size() -> Test {
    let folder = drawn(MAP)?;
    let limited = |args: &str| shell(&format!("ulimit -f 1 && exec \"$wayline\" {args}"), folder.path()).output();
    Run::from(limited("render map.toml")?).ends(2).says("larger than files may be");
    is_unchanged(folder.path())?;
    Run::from(limited("render map.toml -o - > out")?).ends(2).says("larger than files may be");
    assert_eq!(read(folder.path(), "out")?, "", "not even a part of the picture");
    // a pipe takes as much as is wanted
    assert!(Run::from(limited("render map.toml -o -")?).ends(0).text().ends_with("</svg>\n"));
    Ok(())
}

// ------------------------------------------------------------------ calls that fail

/// Draws the map while calls of the system are made to fail as `faults` say; `None` where that can't be done.
#[cfg(target_os = "linux")]
fn with_faults(folder: &Path, faults: &[&str]) -> Result<Option<(Run, String)>, Box<dyn Error>> {
    use std::sync::OnceLock;
    static TRACES: OnceLock<bool> = OnceLock::new();
    let traces = || {
        let probe =
            std::process::Command::new("strace").args(["-qq", "-o", "/dev/null", "-e", "inject=sync:retval=0", "true"]).output();
        probe.is_ok_and(|probe| probe.status.success())
    };
    if !TRACES.get_or_init(traces) {
        eprintln!("skipped: no strace, or it may not trace here");
        return Ok(None);
    }
    let trace = tempfile::NamedTempFile::new()?;
    let mut command = std::process::Command::new("strace");
    command.args(["-qq", "-f", "-e", "trace=?open,write,fsync,linkat,/^rename", "-o"]).arg(trace.path());
    for fault in faults {
        command.args(["-e", &format!("inject={fault}")]);
    }
    command.args([env!("CARGO_BIN_EXE_wayline"), "render", "map.toml"]).current_dir(folder).stdin(Stdio::null());
    Ok(Some((command.output()?.into(), fs::read_to_string(trace.path())?)))
}

#[cfg(target_os = "linux")]
#[test]
fn the_disk_has_it_before_it_is_moved() -> Test {
    let folder = drawn(MAP)?;
    if !has_unnamed_files(folder.path()) {
        return Ok(());
    }
    let Some((run, trace)) = with_faults(folder.path(), &[])? else { return Ok(()) };
    run.ends(0);
    let calls: Vec<&str> =
        trace.lines().filter_map(|line| line.split(['(', ' ']).find(|word| word.starts_with(char::is_alphabetic))).collect();
    let mut calls = calls.iter().skip_while(|call| **call == "open").collect::<Vec<_>>();
    calls.dedup(); // a file may be given its name at the second attempt
    assert!(matches!(calls[..], [&"write", &"fsync", &"linkat", &("rename" | "renameat" | "renameat2")]), "{trace}");
    Ok(())
}

/// Whatever the system refuses, the old picture stays and nothing is left behind.
#[cfg(target_os = "linux")]
#[test]
fn the_system_refuses() -> Test {
    const NO_UNNAMED: &str = "?open:error=EOPNOTSUPP";
    for faults in [
        &["write:error=ENOSPC:when=1"][..],
        &["write:error=EDQUOT:when=1"],
        &["fsync:error=EIO:when=1"],
        &["/^rename:error=EACCES"],
        &[NO_UNNAMED, "write:error=ENOSPC:when=1"],
        &[NO_UNNAMED, "fsync:error=EIO:when=1"],
        &[NO_UNNAMED, "/^rename:error=EACCES"],
        &["linkat:error=ENOENT", "/^rename:error=EACCES"],
        &["linkat:error=ENOSPC", "fsync:error=EIO:when=2"],
    ] {
        let folder = drawn(MAP)?;
        let Some((run, _)) = with_faults(folder.path(), faults)? else { return Ok(()) };
        assert_eq!(run.status, Some(2), "{faults:?}: {}", run.err);
        run.says("can't write map.svg: ");
        is_unchanged(folder.path()).map_err(|error| format!("{faults:?}: {error}"))?;
    }
    Ok(())
}

/// Where a file can't be without a name or can't be given one, there is another way.
#[cfg(target_os = "linux")]
#[test]
fn the_system_lacks_something() -> Test {
    for fault in ["?open:error=EOPNOTSUPP", "?open:error=EISDIR", "linkat:error=ENOENT", "linkat:error=EPERM"] {
        for is_there in [true, false] {
            let folder = drawn(MAP)?;
            if !is_there {
                fs::remove_file(folder.path().join("map.svg"))?;
            }
            let Some((run, _)) = with_faults(folder.path(), &[fault])? else { return Ok(()) };
            assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{fault}");
            assert!(read(folder.path(), "map.svg")?.ends_with("</svg>\n"), "{fault}");
            assert_eq!(files(folder.path())?, ["map.svg", "map.toml"], "{fault}");
        }
    }
    Ok(())
}

/// The one moment in which a name can be left behind.
#[cfg(target_os = "linux")]
#[test]
fn what_a_kill_leaves_goes_with_the_next_picture() -> Test {
    let folder = drawn(MAP)?;
    if !has_unnamed_files(folder.path()) {
        return Ok(());
    }
    let Some((run, trace)) = with_faults(folder.path(), &["/^rename:signal=KILL"])? else { return Ok(()) };
    assert_ne!(run.status, Some(0), "{trace}");
    assert_eq!(read(folder.path(), "map.svg")?, OLD);
    assert_eq!(files(folder.path())?.len(), 3, "{trace}");
    self::run(&["render", "map.toml"], folder.path())?.ends(0);
    assert!(read(folder.path(), "map.svg")?.ends_with("</svg>\n"));
    assert_eq!(files(folder.path())?, ["map.svg", "map.toml"]);
    Ok(())
}

// ------------------------------------------------------------------ no leave

#[test]
fn places_that_take_no_file() -> Test {
    let folder = drawn(MAP)?;
    let to = |file: &str| run(&["render", "map.toml", "-o", file], folder.path());
    to("no/such/a.svg")?.ends(2).says("there is no folder `no`").says("make the folder first");
    to("map.toml/a.svg")?.ends(2).says("can't write map.toml/a.svg").says("not a folder");
    to("a.svg/")?.ends(2).says("folder");
    to(&format!("{}.svg", "long".repeat(100)))?.ends(2).says("the file system takes no such name");
    if Path::new("/proc/self").exists() {
        to("/proc/wayline.svg")?.ends(2).says("can't write /proc/wayline.svg");
    }
    is_unchanged(folder.path())?;
    fs::create_dir(folder.path().join("a.svg"))?;
    to("a.svg")?.ends(2).says("it is a folder");
    symlink("a.svg", folder.path().join("link.svg"))?;
    to("link.svg")?.ends(2).says("it is a folder");
    assert_eq!(files(folder.path())?, ["a.svg", "link.svg", "map.svg", "map.toml"]);
    Ok(())
}

#[test]
fn a_read_only_picture() -> Test {
    let folder = drawn(MAP)?;
    let old = folder.path().join("map.svg");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o444))?;
    run(&["render", "map.toml"], folder.path())?.ends(2).says("read-only");
    is_unchanged(folder.path())
}

#[test]
fn a_read_only_folder() -> Test {
    let folder = drawn(MAP)?;
    if is_all_mighty()? {
        eprintln!("skipped: no permission stops root");
        return Ok(());
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555))?;
    run(&["render", "map.toml"], folder.path())?.ends(2).says("permission denied");
    run(&["render", "map.toml", "-o", "new.svg"], folder.path())?.ends(2).says("permission denied");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
    is_unchanged(folder.path())
}

/// Leave to change the folder is enough to move another file over one that may not be written.
#[test]
fn a_picture_of_somebody_else() -> Test {
    let folder = drawn(MAP)?;
    if !is_all_mighty()? || !has("setpriv") {
        eprintln!("skipped: only root can become somebody else");
        return Ok(());
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777))?;
    let line = "cp \"$wayline\" wayline && chmod 755 wayline && exec setpriv --reuid 65534 --regid 65534 --clear-groups ./wayline render map.toml";
    let run = Run::from(shell(line, folder.path()).output()?);
    if run.err.contains("setpriv") {
        eprintln!("skipped: {}", run.err);
        return Ok(());
    }
    run.ends(2).says("permission denied");
    fs::remove_file(folder.path().join("wayline"))?;
    is_unchanged(folder.path())
}

/// Who may give files away leaves a picture to the one that it belonged to.
#[test]
fn the_owner_stays() -> Test {
    let folder = drawn(MAP)?;
    let picture = folder.path().join("map.svg");
    if std::os::unix::fs::chown(&picture, Some(65534), Some(65534)).is_err() {
        eprintln!("skipped: files can't be given away here");
        return Ok(());
    }
    fs::set_permissions(&picture, fs::Permissions::from_mode(0o660))?;
    run(&["render", "map.toml"], folder.path())?.ends(0);
    let about = fs::metadata(&picture)?;
    assert_eq!((about.uid(), about.gid(), about.mode() & 0o777), (65534, 65534, 0o660));
    Ok(())
}

#[test]
fn new_pictures_follow_the_umask() -> Test {
    for (umask, mode) in [("022", 0o644), ("077", 0o600), ("002", 0o664), ("000", 0o666)] {
        let folder = folder(MAP)?;
        let line = format!("umask {umask} && \"$wayline\" render map.toml && \"$wayline\" icons phone -o icons.svg");
        Run::from(shell(&line, folder.path()).output()?).ends(0);
        for name in ["map.svg", "icons.svg"] {
            assert_eq!(fs::metadata(folder.path().join(name))?.mode() & 0o777, mode, "{name}, umask {umask}");
        }
    }
    Ok(())
}

// ------------------------------------------------------------------ links

#[test]
fn links_lead_to_the_picture() -> Test {
    let folder = drawn(MAP)?;
    let folder = folder.path();
    fs::create_dir(folder.join("far"))?;
    fs::write(folder.join("far/real.svg"), OLD)?;
    symlink("far/real.svg", folder.join("near.svg"))?;
    symlink(folder.join("near.svg"), folder.join("chain.svg"))?;
    symlink("far/new.svg", folder.join("dangling.svg"))?;
    symlink("nowhere/new.svg", folder.join("lost.svg"))?;
    symlink("circle.svg", folder.join("circle.svg"))?;
    for link in ["near.svg", "chain.svg", "dangling.svg"] {
        run(&["render", "map.toml", "-o", link], folder)?.ends(0);
        assert!(fs::symlink_metadata(folder.join(link))?.is_symlink(), "{link} is no link any more");
    }
    assert!(read(folder, "far/real.svg")?.contains("<svg"));
    assert!(read(folder, "far/new.svg")?.contains("<svg"));
    assert_eq!(files(&folder.join("far"))?, ["new.svg", "real.svg"]);
    run(&["render", "map.toml", "-o", "lost.svg"], folder)?.ends(2).says("there is no folder `nowhere`");
    run(&["render", "map.toml", "-o", "circle.svg"], folder)?.ends(2).says("circle");
    Ok(())
}

#[test]
fn what_is_read_is_never_overwritten() -> Test {
    let folder = folder("")?;
    let folder = folder.path();
    fs::remove_file(folder.join("map.toml"))?;
    fs::create_dir(folder.join("sub"))?;
    fs::write(folder.join("map.svg"), MAP)?;
    symlink("map.svg", folder.join("link.svg"))?;
    fs::hard_link(folder.join("map.svg"), folder.join("hard.svg"))?;
    symlink(folder, folder.join("here"))?;
    let absolute = folder.join("map.svg").display().to_string();
    for output in ["map.svg", "./map.svg", "sub/../map.svg", "link.svg", "hard.svg", "here/map.svg", &absolute] {
        run(&["render", "map.svg", "-o", output], folder)?.ends(2).says("would overwrite `map.svg`");
        run(&["render", "link.svg", "-o", output], folder)?.ends(2).says("would overwrite `link.svg`");
        let line = format!("\"$wayline\" render - -o {output} < map.svg");
        Run::from(shell(&line, folder).output()?).ends(2).says("would overwrite the map on standard input");
        let line = format!("\"$wayline\" render /dev/stdin -o {output} < map.svg");
        Run::from(shell(&line, folder).output()?).ends(2).says("would overwrite");
    }
    run(&["render", "map.svg"], folder)?.ends(2).says("would overwrite");
    Run::from(shell("\"$wayline\" render map.svg -o - >> map.svg", folder).output()?).ends(2).says("would overwrite");
    fs::write(folder.join("own.toml"), "extends = \"dark\"\n")?;
    symlink("own.toml", folder.join("theme.svg"))?;
    run(&["render", "map.svg", "--theme", "own.toml", "-o", "theme.svg"], folder)?
        .ends(2)
        .says("would overwrite `")
        .says("own.toml`, which it is drawn from");
    assert_eq!(read(folder, "map.svg")?, MAP);
    assert_eq!(files(folder)?, ["hard.svg", "here", "link.svg", "map.svg", "own.toml", "sub", "theme.svg"]);
    Ok(())
}

// ------------------------------------------------------------------ several pages

#[test]
fn pages_are_written_all_or_none() -> Test {
    let folder = drawn(&several_pages())?;
    let folder = folder.path();
    fs::write(folder.join("map-1.svg"), OLD)?;
    fs::create_dir(folder.join("map-2.svg"))?;
    run(&["render", "map.toml"], folder)?.ends(2).says("map-2.svg").says("folder");
    assert_eq!(read(folder, "map-1.svg")?, OLD);
    assert_eq!(files(folder)?, ["map-1.svg", "map-2.svg", "map.svg", "map.toml"]);
    Ok(())
}

#[test]
fn pages_that_would_be_one_file() -> Test {
    let folder = drawn(&several_pages())?;
    let folder = folder.path();
    symlink("one.svg", folder.join("map-1.svg"))?;
    symlink("one.svg", folder.join("map-2.svg"))?;
    run(&["render", "map.toml"], folder)?.ends(2).says("map-2.svg").says("same file");
    assert_eq!(files(folder)?, ["map-1.svg", "map-2.svg", "map.svg", "map.toml"]);
    Ok(())
}

/// In a folder like `/tmp`, somebody else's file may be written but not moved over: that comes out when the first page has
/// its place already.
#[test]
fn pages_that_have_been_moved_are_put_back() -> Test {
    let folder = drawn(&several_pages())?;
    if !is_all_mighty()? || !has("setpriv") {
        eprintln!("skipped: only root can become somebody else");
        return Ok(());
    }
    let path = folder.path();
    let line = "cp \"$wayline\" wayline && chmod 755 wayline && chmod 1777 . && for n in 1 2; do printf old$n > map-$n.svg; \
                chmod 666 map-$n.svg; done && chown 65534 map-1.svg \
                && exec setpriv --reuid 65534 --regid 65534 --clear-groups ./wayline render map.toml";
    let run = Run::from(shell(line, path).output()?);
    if run.err.contains("setpriv") {
        eprintln!("skipped: {}", run.err);
        return Ok(());
    }
    run.ends(2).says("can't write map-2.svg");
    assert_eq!((read(path, "map-1.svg")?, read(path, "map-2.svg")?), ("old1".to_owned(), "old2".to_owned()));
    assert_eq!(files(path)?, ["map-1.svg", "map-2.svg", "map.svg", "map.toml", "wayline"]);
    Ok(())
}

#[test]
fn names_need_not_be_text() -> Test {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&several_pages())?;
    let name = |bytes: &'static [u8]| OsStr::from_bytes(bytes);
    let copied = fs::copy(folder.path().join("map.toml"), folder.path().join(name(b"\xff.toml")));
    if copied.is_err() {
        eprintln!("skipped: names have to be text here");
        return Ok(());
    }
    let to = |output| wayline(&[name(b"render"), name(b"\xff.toml"), name(b"-o"), name(output)], folder.path()).output();
    Run::from(to(b"\xfe{page}.svg")?).ends(0);
    Run::from(to(b"\xfe.svg")?).ends(0);
    for written in [b"\xfe1.svg".as_slice(), b"\xfe2.svg", b"\xfe-1.svg", b"\xfe-2.svg"] {
        assert!(folder.path().join(OsStr::from_bytes(written)).exists(), "{written:?}");
    }
    Ok(())
}

// ------------------------------------------------------------------ findings

#[test]
fn the_old_picture_stays_after_errors_in_the_map() -> Test {
    let folder = drawn(BROKEN)?;
    run(&["render", "map.toml"], folder.path())?.ends(1).says("colour");
    is_unchanged(folder.path())?;
    fs::write(folder.path().join("map.toml"), MAP)?;
    run(&["render", "map.toml", "--persona", "nobody"], folder.path())?.ends(2);
    is_unchanged(folder.path())
}

// ------------------------------------------------------------------ no regular files

#[test]
fn devices_and_pipes_are_written_to() -> Test {
    let folder = drawn(MAP)?;
    let path = folder.path();
    run(&["render", "map.toml", "--format", "svg", "-o", "/dev/null"], path)?.ends(0).silently();
    let made = std::process::Command::new("mkfifo").arg(path.join("pipe.svg")).status()?;
    assert!(made.success());
    let piped = Run::from(shell("cat pipe.svg & \"$wayline\" render map.toml -o pipe.svg && wait", path).output()?).ends(0);
    assert!(piped.text().ends_with("</svg>\n"), "{}", piped.text());
    let gone =
        Run::from(shell("head -c 1 pipe.svg > /dev/null & \"$wayline\" icons -o pipe.svg; e=$?; wait; exit $e", path).output()?);
    gone.ends(0).silently();
    assert_eq!(files(path)?, ["map.svg", "map.toml", "pipe.svg"]);
    fs::write(path.join("map.toml"), several_pages())?;
    run(&["render", "map.toml", "-o", "pipe.svg"], path)?.ends(2).says("pipe.svg takes one picture");
    run(&["render", "map.toml", "--format", "svg", "-o", "/dev/null"], path)?.ends(2).says("takes one picture");
    Ok(())
}

#[test]
fn open_files_are_written_on() -> Test {
    let folder = drawn(MAP)?;
    let line = "{ echo before; \"$wayline\" render map.toml -o /dev/stdout; echo after; } > all";
    Run::from(shell(line, folder.path()).output()?).ends(0);
    let line = "{ echo before >&3; \"$wayline\" render map.toml --format svg -o /dev/fd/3; } 3> three";
    Run::from(shell(line, folder.path()).output()?).ends(0);
    let (all, three) = (read(folder.path(), "all")?, read(folder.path(), "three")?);
    assert!(all.starts_with("before\n<svg") && all.ends_with("</svg>\nafter\n"), "{all}");
    assert!(three.starts_with("before\n<svg") && three.ends_with("</svg>\n"), "{three}");
    Ok(())
}

#[test]
fn a_sheet_of_icons_is_written_the_same_way() -> Test {
    let folder = drawn(MAP)?;
    run(&["icons", "phone", "-o", "no/icons.svg"], folder.path())?.ends(2).says("there is no folder `no`");
    fs::set_permissions(folder.path().join("map.svg"), fs::Permissions::from_mode(0o444))?;
    run(&["icons", "phone", "-o", "map.svg"], folder.path())?.ends(2).says("read-only");
    is_unchanged(folder.path())
}
