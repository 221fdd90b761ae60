//! The bytes of a journey file, and never more than there may be.

use super::super::failure::Failure;
use super::super::system::{is_open_already, is_stdio, reason};
use crate::limits;
use std::fs::{self, File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// What was read.
pub(super) enum Bytes {
    /// All that there is.
    All(Vec<u8>),
    /// More than a journey file may have.
    TooMany,
}

/// Reads a regular file, or what the process was handed open: `-`, `/dev/stdin`, `/dev/fd/63`. Anything else could wait, or
/// go on, for ever.
pub(super) fn read(path: &Path, name: &str) -> Result<Bytes, Failure> {
    let cant_read = |why: &str| Failure::new(format!("can't read {name}: {why}"));
    let failed = |error: io::Error| {
        let failure = cant_read(&reason(&error));
        match error.kind() {
            ErrorKind::NotFound => failure.help("`wayline new > journey.toml` makes a first map"),
            _ => failure,
        }
    };
    if is_stdio(path) {
        return up_to_limit(io::stdin().lock(), 0).map_err(failed);
    }
    if is_open_already(path) {
        return File::open(path).and_then(|file| up_to_limit(file, 0)).map_err(failed);
    }
    let refused = |kind| cant_read(&format!("it is {}", what(kind))).help("give a file, or - for standard input");
    // before it is opened, which some devices take for a command
    let kind = fs::metadata(path).map_err(failed)?.file_type();
    if !kind.is_file() {
        return Err(refused(kind));
    }
    let file = open(path).map_err(failed)?;
    // and again, now that nobody can put another in its place
    let about = file.metadata().map_err(failed)?;
    if !about.is_file() {
        return Err(refused(about.file_type()));
    }
    if about.len() > limits::FILE.most as u64 {
        return Ok(Bytes::TooMany);
    }
    up_to_limit(file, about.len()).map_err(failed)
}

/// All that comes, and no more than there may be; `expected` is how many bytes there should be.
fn up_to_limit(from: impl Read, expected: u64) -> io::Result<Bytes> {
    // one byte more tells the end without asking for more room
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default().saturating_add(1));
    from.take(limits::FILE.most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if limits::FILE.is_exceeded_by(bytes.len()) { Bytes::TooMany } else { Bytes::All(bytes) })
}

/// Opens a file. If it has become a pipe meanwhile, this does not wait for its other end.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// What kind of thing it is that is no regular file.
fn what(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() { "a folder" } else { "a device" }
}
