//! Writing to standard output and error.

use super::super::failure::Failure;
use super::super::system::reason;
use super::prepared::is_allowed;
use std::io::{self, ErrorKind, Write};

/// Writes to standard output.
pub(in crate::cli) fn stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = match has_room(bytes.len()) {
        true => out.write_all(bytes).and_then(|()| out.flush()),
        false => Err(ErrorKind::FileTooLarge.into()),
    };
    unless_closed(written, "to standard output")
}

/// How many characters beside each other the terminal shows that standard output is; `None` where it is none.
pub(in crate::cli) fn terminal_width() -> Option<usize> {
    #[cfg(unix)]
    let width = rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col));
    #[cfg(not(unix))]
    let width: Option<usize> = None;
    width.filter(|width| *width > 0)
}

/// What became of writing to a stream. A reader that has gone (`| head`) has read enough: no error.
pub(in crate::cli) fn unless_closed(written: io::Result<()>, name: &str) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("can't write {name}: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Whether the file that standard output goes to may grow by so many bytes; anything else may.
fn has_room(bytes: usize) -> bool {
    #[cfg(unix)]
    let there = {
        use rustix::fs::{FileType, fstat};
        let about = fstat(io::stdout()).ok().filter(|about| FileType::from_raw_mode(about.st_mode).is_file());
        about.map(|about| u64::try_from(about.st_size).unwrap_or_default())
    };
    #[cfg(not(unix))]
    let there: Option<u64> = None;
    there.is_none_or(|there| is_allowed(there.saturating_add(bytes as u64)))
}
