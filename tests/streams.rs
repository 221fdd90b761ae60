//! Standard input, output and error: what is read and written there, and what happens when the other end goes away.
#![cfg(unix)]

mod common;

use common::command::*;
use std::error::Error;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wayline::limits;

/// Every command that prints, with its exit status.
const PRINTING: &[(&[&str], i32)] = &[
    (&["--help"], 0),
    (&["--version"], 0),
    (&["render", "--help"], 0),
    (&["help", "check"], 0),
    (&["render", "map.toml", "-o", "-"], 0),
    (&["render", "map.toml", "-o", "-", "--format", "png"], 0),
    (&["check", "map.toml"], 0),
    (&["check", "broken.toml"], 1),
    (&["new"], 0),
    (&["themes"], 0),
    (&["icons"], 0),
    (&["icons", "-o", "/dev/stdout"], 0),
    (&["schema"], 0),
    (&["completions", "bash"], 0),
];

/// A folder with a good map and one with a mistake.
fn maps() -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = folder(MAP)?;
    fs::write(folder.path().join("broken.toml"), BROKEN)?;
    Ok(folder)
}

/// Commands that say something on standard error, with their exit status.
const TALKING: &[(&[&str], i32)] = &[
    (&["render", "broken.toml"], 1),
    (&["check", "broken.toml"], 1),
    (&["render", "several.toml"], 0),
    (&["render", "none.toml"], 2),
    (&["render", "--no-such-option"], 2),
    (&["icons", "no-such-icon"], 2),
    (&[], 2),
];

// ------------------------------------------------------------------ writing

#[test]
fn a_closed_pipe_ends_quietly() -> Test {
    let folder = maps()?;
    for (args, status) in PRINTING {
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        let run = Run::from(wayline(args, folder.path()).stdout(writer).output()?).ends(*status);
        assert!(*status == 1 || run.err.is_empty(), "{args:?}: {}", run.err);
    }
    Ok(())
}

#[test]
fn a_full_disk_is_an_error() -> Test {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: no /dev/full");
        return Ok(());
    }
    let folder = maps()?;
    for (args, _) in PRINTING {
        let full = File::options().write(true).open("/dev/full")?;
        Run::from(wayline(args, folder.path()).stdout(full).output()?)
            .ends(2)
            .says("can't write to standard output: the disk is full");
    }
    Ok(())
}

#[test]
fn nobody_hears_standard_error() -> Test {
    let folder = maps()?;
    fs::write(folder.path().join("several.toml"), several_pages())?;
    for (args, status) in TALKING {
        let (reader, gone) = std::io::pipe()?;
        drop(reader);
        assert_eq!(
            wayline(args, folder.path()).stdout(Stdio::null()).stderr(gone).status()?.code(),
            Some(*status),
            "{args:?}, a closed pipe"
        );
        let line: String = args.iter().map(|arg| format!(" '{arg}'")).collect();
        for closed in ["2>&-", "2> /dev/full", ">&- 2>&-", "<&- >&- 2>&-"] {
            let run = Run::from(shell(&format!("exec \"$wayline\" {line} {closed}"), folder.path()).output()?);
            assert_eq!(run.status, Some(*status), "{args:?} {closed}");
        }
    }
    Ok(())
}

#[test]
fn standard_output_has_the_picture_only() -> Test {
    let folder = maps()?;
    // an unknown script gives a warning, a quiet map nothing
    let svg = run(&["render", "map.toml", "-o", "-"], folder.path())?.ends(0);
    assert!(svg.text().starts_with("<svg") && svg.text().ends_with("</svg>\n"));
    for broken in [&["render", "broken.toml", "-o", "-"][..], &["render", "none.toml", "-o", "-"], &["render", "map.toml", "-x"]]
    {
        let run = run(broken, folder.path())?;
        assert!(run.out.is_empty() && !run.err.is_empty(), "{broken:?}");
    }
    let png = run(&["render", "map.toml", "-o", "-", "--format", "png"], folder.path())?.ends(0).silently();
    assert!(png.out.starts_with(b"\x89PNG") && png.out.ends_with(b"IEND\xae\x42\x60\x82"));
    Ok(())
}

#[test]
fn one_dash_reads_and_writes() -> Test {
    let folder = maps()?;
    let path = folder.path();
    let svg = run(&["render", "map.toml", "-o", "-"], path)?.ends(0).out;
    for args in
        [&["render", "-"][..], &["render", "-", "-o", "-"], &["render", "/dev/stdin"], &["render", "-", "-o", "/dev/stdout"]]
    {
        assert!(run_with(args, path, MAP.as_bytes())?.ends(0).silently().out == svg, "{args:?}");
    }
    run_with(&["render", "-", "-o", "out.svg"], path, MAP.as_bytes())?.ends(0);
    assert!(fs::read(path.join("out.svg"))? == svg);
    assert_eq!(
        run_with(&["check", "-"], path, BROKEN.as_bytes())?.ends(1).says("<standard input>:2:1").text(),
        "1 map checked: 1 error\n"
    );
    // its paths start here
    let drawn = format!("{MAP}image = \"none.png\"\n").replace("[[stage]]\nname", "[[stage]]\nimage = \"none.png\"\nname");
    run_with(&["check", "-"], path, drawn.as_bytes())?.ends(1).says("none.png");
    Ok(())
}

// ------------------------------------------------------------------ reading

#[test]
fn as_much_as_a_file_may_have_and_no_more() -> Test {
    let folder = maps()?;
    let path = folder.path();
    let mut most = format!("{MAP}\n#").into_bytes();
    most.resize(limits::FILE.most, b'x');
    fs::write(path.join("most.toml"), &most)?;
    run(&["check", "most.toml"], path)?.ends(0);
    most.push(b'\n');
    fs::write(path.join("more.toml"), &most)?;
    for args in [["check", "more.toml"], ["render", "more.toml"]] {
        run(&args, path)?.ends(1).says("error[over-limit]").says("8 MiB").says("more.toml");
    }
    run_with(&["check", "-"], path, &most)?.ends(1).says("over-limit").says("8 MiB");
    assert!(!path.join("more.svg").exists());
    Ok(())
}

#[test]
fn endless_input_ends() -> Test {
    let folder = maps()?;
    let started = Instant::now();
    let read = |line: &str| -> Result<Run, Box<dyn Error>> { Ok(shell(line, folder.path()).output()?.into()) };
    read("yes | \"$wayline\" check -")?.ends(1).says("over-limit");
    read("yes | \"$wayline\" render - -o a.svg")?.ends(1).says("over-limit");
    read("\"$wayline\" check - < /dev/zero")?.ends(1).says("over-limit");
    read("\"$wayline\" check /dev/stdin < /dev/zero")?.ends(1).says("over-limit");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    Ok(())
}

#[test]
fn only_files_are_maps() -> Test {
    let folder = maps()?;
    let path = folder.path();
    fs::create_dir(path.join("folder.toml"))?;
    assert!(Command::new("mkfifo").arg(path.join("pipe.toml")).status()?.success());
    let _socket = std::os::unix::net::UnixListener::bind(path.join("socket.toml"))?;
    symlink("pipe.toml", path.join("link.toml"))?;
    symlink("circle.toml", path.join("circle.toml"))?;
    let refused = [
        ("folder.toml", "it is a folder"),
        (".", "it is a folder"),
        ("pipe.toml", "it is a named pipe"),
        ("link.toml", "it is a named pipe"),
        ("socket.toml", "it is a socket"),
        ("/dev/zero", "it is a device"),
        ("/dev/null", "it is a device"),
        ("none.toml", "there is no such file"),
        ("map.toml/map.toml", "not a folder"),
        ("circle.toml", "symbolic links"),
    ];
    let started = Instant::now();
    for (map, why) in refused {
        for command in ["check", "render"] {
            // a test that hangs tells nobody why
            let child = wayline(&[command, map], path).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
            Run::from(child.wait_with_output()?).ends(2).says(why);
        }
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    Ok(())
}

#[test]
fn what_a_shell_hands_over_is_read() -> Test {
    let folder = maps()?;
    if !has("bash") {
        return Ok(());
    }
    let bash = |line: &str| -> Result<Run, Box<dyn Error>> {
        let mut command = Command::new("bash");
        command.args(["-c", line]).current_dir(folder.path()).env("wayline", env!("CARGO_BIN_EXE_wayline"));
        Ok(command.output()?.into())
    };
    assert!(bash("\"$wayline\" render <(cat map.toml)")?.ends(0).text().contains("Omega"));
    assert!(bash("cat map.toml | \"$wayline\" render /dev/stdin")?.ends(0).text().contains("Omega"));
    bash("\"$wayline\" check <(cat map.toml) <(cat broken.toml)")?.ends(1).says("colour");
    assert_eq!(files(folder.path())?, ["broken.toml", "map.toml"]);
    Ok(())
}

#[test]
fn text_in_other_encodings() -> Test {
    let folder = maps()?;
    let path = folder.path();
    let check = |bytes: &[u8]| -> Result<Run, Box<dyn Error>> {
        fs::write(path.join("text.toml"), bytes)?;
        let piped = run_with(&["check", "-"], path, bytes)?.ends(1);
        let run = run(&["check", "text.toml"], path)?.ends(1);
        assert_eq!(run.err.replace("text.toml", "<standard input>"), piped.err);
        Ok(run)
    };
    let utf_16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{FEFF}title = \"é\"".encode_utf16().flat_map(order).collect() };
    check(&utf_16(u16::to_le_bytes))?.says("error[not-utf-8]").says("UTF-16").says("save it as UTF-8");
    check(&utf_16(u16::to_be_bytes))?.says("UTF-16").says("save it as UTF-8");
    check(b"title = \"a\"\nsubtitle = \"caf\xe9\"\n")?.says("byte 27 is 0xE9").says("text.toml:2:16").says("save it as UTF-8");
    check(b"\xff")?.says("byte 0 is 0xFF").says("text.toml:1:1");
    // cut in the middle of a letter
    check(b"title = \"caf\xc3")?.says("byte 12 is 0xC3").says("text.toml:1:13");
    let mut long = vec![b'a'; limits::FILE.most - 1];
    long.push(0xFF);
    let started = Instant::now();
    check(&long)?.says("is 0xFF, in line 1");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    // UTF-8 with a byte order mark is fine
    fs::write(path.join("text.toml"), format!("\u{FEFF}{MAP}"))?;
    run(&["check", "text.toml"], path)?.ends(0);
    Ok(())
}

// ------------------------------------------------------------------ colours

/// What a command says where standard error is a terminal.
fn on_a_terminal(folder: &Path, terminal: &str, variables: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
    let line = format!("{} check broken.toml", env!("CARGO_BIN_EXE_wayline"));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).current_dir(folder).stdin(Stdio::null()).env("TERM", terminal);
    // `CI` says that even a dumb terminal has colours
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(variable);
    }
    command.envs(variables.iter().copied());
    Ok(String::from_utf8_lossy(&command.output()?.stdout).into_owned())
}

#[test]
fn colours_are_for_terminals() -> Test {
    let folder = maps()?;
    let path = folder.path();
    assert!(!run(&["check", "broken.toml"], path)?.err.contains('\x1b'));
    // that of util-linux
    if !has("script") || Command::new("script").arg("--version").output().is_ok_and(|about| !about.status.success()) {
        eprintln!("skipped: no script to make a terminal with");
        return Ok(());
    }
    let coloured = on_a_terminal(path, "xterm-256color", &[])?;
    assert!(coloured.contains("colour") && coloured.contains('\x1b'), "{coloured}");
    for variable in [("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let plain = on_a_terminal(path, "xterm-256color", &[variable])?;
        assert!(plain.contains("colour") && !plain.contains('\x1b'), "{variable:?}: {plain}");
    }
    let plain = on_a_terminal(path, "dumb", &[])?;
    assert!(plain.contains("colour") && !plain.contains('\x1b'), "TERM=dumb: {plain}");
    // a variable that is empty says nothing
    assert!(on_a_terminal(path, "xterm-256color", &[("NO_COLOR", "")])?.contains('\x1b'));
    Ok(())
}

#[test]
fn no_pixels_for_a_terminal() -> Test {
    let folder = maps()?;
    if !has("script") {
        return Ok(());
    }
    let line = format!("{} render map.toml --format png -o -", env!("CARGO_BIN_EXE_wayline"));
    let run = Run::from(Command::new("script").args(["-qec", &line, "/dev/null"]).current_dir(folder.path()).output()?).ends(2);
    assert!(run.text().contains("a PNG is not for the terminal"), "{}", run.text());
    Ok(())
}
