//! Whatever goes wrong while pictures are written, each is whole, old or new.

use super::*;
use rustix::process::Signal;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

/// So many maps, and the pictures of an earlier revision of each.
fn built(count: usize) -> Result<(tempfile::TempDir, Tree), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    for number in 0..count {
        write(folder.path(), &format!("maps/{number}.toml"), titled(&format!("Old {number}")))?;
    }
    build(folder.path(), &[])?.ends(0);
    let old = tree(&folder.path().join("out"))?;
    for number in 0..count {
        write(folder.path(), &format!("maps/{number}.toml"), titled(&format!("New {number}")))?;
    }
    Ok((folder, old))
}

#[test]
fn killed_at_any_moment() -> Test {
    const MAPS: usize = 24;
    const TIMES: u32 = 18;
    let (folder, old) = built(MAPS)?;
    let out = folder.path().join("out");
    let started = Instant::now();
    build(folder.path(), &[])?.ends(0);
    let whole_run = started.elapsed();
    let new = tree(&out)?;
    let mut partly = 0;
    for time in 0..TIMES {
        for (path, picture) in &old {
            fs::write(out.join(path), picture)?;
        }
        let mut child =
            wayline(&["build", "maps", "-o", "out"], folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        sleep(whole_run * time / TIMES);
        let signal = [Signal::KILL, Signal::TERM, Signal::INT][time as usize % 3];
        if child.try_wait()?.is_none() {
            rustix::process::kill_process(rustix::process::Pid::from_child(&child), signal)?;
        }
        child.wait()?;
        let mut drawn = 0;
        for (path, picture) in tree(&out)?.into_iter().filter(|(path, _)| !path.to_string_lossy().starts_with(".wayline-")) {
            assert!(picture == old[&path] || picture == new[&path], "{} is torn", path.display());
            drawn += usize::from(picture == new[&path]);
        }
        partly += usize::from((1..MAPS).contains(&drawn));
        // what is missing is drawn, and nothing else
        build(folder.path(), &[])?.ends(0);
        assert!(new.iter().all(|(path, picture)| fs::read(out.join(path)).is_ok_and(|now| now == *picture)));
    }
    assert!(partly > 0, "the times are not spread over the run");
    Ok(())
}

#[test]
fn two_builds_at_once() -> Test {
    let (folder, _) = built(20)?;
    let start = || wayline(&["build", "maps", "-o", "out", "--force"], folder.path()).stderr(Stdio::piped()).spawn();
    let running = [start()?, start()?, start()?];
    for child in running {
        Run::from(child.wait_with_output()?).ends(0).says("20 maps: 20 drawn");
    }
    assert_eq!(checked(folder.path(), &[])?, "");
    assert_eq!(files(&folder.path().join("out"))?.len(), 20);
    Ok(())
}

/// On a file system that has room for some of the pictures, where the user may mount one.
#[test]
fn a_small_disk() -> Test {
    let folder = tempfile::tempdir()?;
    for number in 0..20 {
        write(folder.path(), &format!("maps/{number:02}.toml"), common::large::large(40))?;
    }
    fs::create_dir(folder.path().join("out"))?;
    let mounted = shell("unshare -rm sh -c 'mount -t tmpfs -o size=256k none out'", folder.path()).output()?;
    if !mounted.status.success() {
        eprintln!("skipped: no file system can be mounted here");
        return Ok(());
    }
    let line = "mount -t tmpfs -o size=256k none out && \"$wayline\" build maps -o out; echo $?; ls -A out | wc -l; \
                for picture in out/*; do tail -c 7 $picture; done";
    let run = Run::from(shell(&format!("unshare -rm sh -c '{line}'"), folder.path()).output()?)
        .says("the disk is full")
        .says("20 maps: ");
    let text = run.text();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("2"));
    let count: usize = lines.next().unwrap_or_default().trim().parse()?;
    assert!((1..20).contains(&count), "{text}");
    assert_eq!(lines.filter(|line| *line == "</svg>").count(), count, "{text}");
    Ok(())
}

#[test]
fn no_leave_to_write() -> Test {
    let (folder, old) = built(3)?;
    let out = folder.path().join("out");
    fs::set_permissions(out.join("1.svg"), fs::Permissions::from_mode(0o444))?;
    build(folder.path(), &[])?.ends(2).says("out/1.svg: the file there is read-only").says("3 maps: 2 drawn, 1 failed");
    assert!(fs::read(out.join("1.svg"))? == old[Path::new("1.svg")]);
    assert_eq!(checked(folder.path(), &[])?, "out/1.svg: out of date\n");
    if is_all_mighty()? {
        eprintln!("skipped: no permission stops root");
        return Ok(());
    }
    fs::set_permissions(out.join("1.svg"), fs::Permissions::from_mode(0o644))?;
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555))?;
    build(folder.path(), &["--force"])?.ends(2).says("permission denied").says("3 maps: 3 failed");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755))?;
    assert_eq!(files(&out)?.len(), 3);
    Ok(())
}

/// For people at a terminal there is a bar, if it takes long; for all others there is none.
#[test]
fn a_bar_is_for_terminals() -> Test {
    let folder = tempfile::tempdir()?;
    let args = ["build", "maps", "-o", "out", "--jobs", "1"];
    let add = |number: usize| write(folder.path(), &format!("maps/{number}.toml"), common::large::large(40));
    // as many as take three seconds or so, whatever builds the tests
    (0..3).try_for_each(add)?;
    let started = Instant::now();
    run(&args, folder.path())?.ends(0);
    let count = (9.0 / started.elapsed().as_secs_f64()).ceil().clamp(3.0, 3000.0) as usize;
    (3..count).try_for_each(add)?;
    let run = run(&args, folder.path())?.ends(0);
    assert!(!run.err.contains(['\r', '#']) && run.out.is_empty(), "{}", run.err);
    // that of util-linux
    let script = |line: &str| {
        let mut command = std::process::Command::new("script");
        command.args(["-qec", line, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null());
        command.output()
    };
    if !has("script") || !script("true").is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no script to make a terminal with");
        return Ok(());
    }
    let line = format!("{} {} --force", env!("CARGO_BIN_EXE_wayline"), args.join(" "));
    let seen = String::from_utf8_lossy(&script(&line)?.stdout).into_owned();
    assert!(seen.contains(&format!("/{count}")) && seen.contains("[#"), "{seen:?}");
    let last = seen.rsplit('\r').find(|part| part.contains("drawn")).ok_or_else(|| format!("no summary: {seen:?}"))?;
    assert!(last.starts_with(|c: char| c.is_ascii_digit()), "{seen:?}");
    let soon = String::from_utf8_lossy(&script(&line.replace("--force", "--check"))?.stdout).into_owned();
    assert!(!soon.contains('['), "{soon:?}");
    Ok(())
}
