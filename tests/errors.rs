//! Files that are wrong in one way each, and what is said about it: `tests/bad/NAME.toml` with `NAME.txt` beside it, and
//! themes in `tests/bad-themes`. `WAYLINE_BLESS=1` writes what is said now into the `.txt` files; read the difference before you keep it.

use std::path::Path;
use wayline::assets::Assets;
use wayline::cli::report;
use wayline::diagnostic::Diagnostics;

/// Everything that is said about a journey file, as the command line prints it.
fn said(path: &Path) -> String {
    let source = std::fs::read_to_string(path).unwrap();
    let findings = match wayline::journey::parse(&source) {
        Err(errors) => errors,
        Ok((journey, warnings)) => {
            let (_, missing) = Assets::load(&journey, path.parent().unwrap());
            Diagnostics([warnings.0, missing.0].concat()).sorted()
        }
    };
    let mut out = Vec::new();
    let name = path.file_name().unwrap().to_str().unwrap();
    report::print(&findings, name, &source, &mut out, false).unwrap();
    String::from_utf8(out).unwrap()
}

/// Everything that is said about a theme file, under its own name.
fn said_of_theme(path: &Path) -> String {
    let name = path.file_name().unwrap().to_str().unwrap();
    let errors = wayline::theme::parse(name, &std::fs::read_to_string(path).unwrap()).unwrap_err();
    let mut out = Vec::new();
    report::print(&errors, "the map", "", &mut out, false).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares what is said of each file of a folder with what stands beside it.
fn compare(folder: &str, least: usize, said: impl Fn(&Path) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(files.len() > least, "where are the files?");
    let mut wrong = Vec::new();
    for path in &files {
        let said = said(path);
        let beside = path.with_extension("txt");
        if bless {
            std::fs::write(&beside, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n");
        if said != expected {
            wrong.push(format!("--- {} expected\n{expected}--- but said\n{said}", path.display()));
        }
        assert!(!said.is_empty(), "nothing is wrong with {}", path.display());
    }
    assert!(wrong.is_empty(), "{}\n{} of {} reports differ", wrong.join("\n"), wrong.len(), files.len());
}

#[test]
fn every_bad_file_is_reported_as_expected() {
    compare("tests/bad", 30, said);
}

#[test]
fn every_bad_theme_is_reported_as_expected() {
    compare("tests/bad-themes", 12, said_of_theme);
}
