//! The command as its users start it.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub type Test = Result<(), Box<dyn Error>>;

/// Two touchpoints, nothing to complain about.
pub const MAP: &str = r#"
title = "Small"

[[stage]]
name = "Start"

  [[stage.touchpoint]]
  label = "Alpha"
  emotion = 1

  [[stage.touchpoint]]
  label = "Omega"
  emotion = -1
"#;

/// One mistake.
pub const BROKEN: &str = "title = \"Broken\"\ncolour = \"red\"\n[[stage]]\nname = \"Start\"\n";

/// Four stages on a page that has room for two of them.
pub fn several_pages() -> String {
    let mut map = "title = \"Long\"\n[page]\nsize = [500, 300]\n".to_owned();
    for stage in 0..4 {
        map += &format!("[[stage]]\nname = \"Stage {stage}\"\n");
        for step in 0..3 {
            map += &format!("[[stage.touchpoint]]\nlabel = \"Step {stage}{step} of the way\"\nemotion = {}\n", step - 1);
        }
    }
    map
}

/// The command, without input and without the variables that colours depend on.
pub fn wayline<A: AsRef<std::ffi::OsStr>>(args: &[A], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayline"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// A line for `sh`, in which `$wayline` is the command.
pub fn shell(line: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).stdin(Stdio::null()).env("wayline", env!("CARGO_BIN_EXE_wayline"));
    command
}

/// What came of a command.
pub struct Run {
    pub status: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

impl Run {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// With this exit status; all that was said, if not.
    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout:\n{}\nstderr:\n{}", self.text(), self.err);
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "`{words}` is not in:\n{}", self.err);
        self
    }

    #[track_caller]
    pub fn silently(self) -> Self {
        assert_eq!(self.err, "");
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run { status: output.status.code(), out: output.stdout, err: String::from_utf8_lossy(&output.stderr).into_owned() }
    }
}

pub fn run(args: &[&str], folder: &Path) -> Result<Run, Box<dyn Error>> {
    Ok(wayline(args, folder).output()?.into())
}

/// With a text on standard input. That nobody reads it all is no error here.
pub fn run_with(args: &[&str], folder: &Path, input: impl AsRef<[u8]>) -> Result<Run, Box<dyn Error>> {
    let mut child = wayline(args, folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let _ = child.stdin.take().ok_or("no stdin")?.write_all(input.as_ref());
    Ok(child.wait_with_output()?.into())
}

/// A folder with one journey file in it.
pub fn folder(source: &str) -> Result<tempfile::TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("map.toml"), source)?;
    Ok(folder)
}

/// What is in a folder, by name.
pub fn files(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Whether a program is there; says that the test is skipped where it isn't.
pub fn has(program: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()));
    if !found {
        eprintln!("skipped: no {program}");
    }
    found
}

/// Whether this runs as somebody whom no permission stops, as root.
#[cfg(unix)]
pub fn is_all_mighty() -> Result<bool, Box<dyn Error>> {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555))?;
    Ok(std::fs::write(folder.path().join("a"), "").is_ok())
}
