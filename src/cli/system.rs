//! What the system says and how it names things, in plain words.

use std::io::{self, ErrorKind};
use std::path::Path;

/// Why something failed, without the system's error number.
pub(super) fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a part of the path is a file, not a folder",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "it would be larger than files may be here",
        ErrorKind::InvalidFilename => "the file system takes no such name",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or_default().to_owned()
}

/// Whether a path means something that this process holds open already, as `-`, `/dev/stdin` and a shell's `<(…)` do.
pub(super) fn is_open_already(path: &Path) -> bool {
    const NAMES: [&str; 3] = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];
    const FOLDERS: [&str; 2] = ["/dev/fd", "/proc/self/fd"];
    is_stdio(path)
        || cfg!(unix)
            && (NAMES.iter().any(|name| path == Path::new(name))
                || FOLDERS.iter().any(|folder| path.parent() == Some(Path::new(folder))))
}

/// Whether a path on the command line means standard input or output.
pub(super) fn is_stdio(path: &Path) -> bool {
    path.as_os_str() == "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_no_numbers() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "there is no such file or folder");
        for number in 1..140 {
            let words = reason(&io::Error::from_raw_os_error(number));
            assert!(!words.is_empty() && !words.contains("os error"), "{number}: {words}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_a_shell_hands_over() {
        for open in ["-", "/dev/stdin", "/dev/fd/63", "/proc/self/fd/0"] {
            assert!(is_open_already(Path::new(open)), "{open}");
        }
        for other in ["./-", "stdin", "/dev/null", "/dev/fd", "/dev/fd/a/b", "/dev/shm/a.toml"] {
            assert!(!is_open_already(Path::new(other)), "{other}");
        }
    }
}
