//! Files that are wrong in one way each, and what is said about it: `tests/bad/NAME.toml` with `NAME.txt` beside it, and
//! themes in `tests/bad-themes`. What is too long or too much to be kept is made here; what is no text goes through the
//! program.
//!
//! `WAYLINE_BLESS=1` writes what is said now into the `.txt` files; read the difference before you keep it.

use std::path::{Path, PathBuf};
use std::process::Command;
use wayline::cli::report;
use wayline::diagnostic::Diagnostics;

/// Where the bad files are; those that they name are in folders below.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// Every finding about a journey file in the folder of the bad ones.
fn findings(source: &str) -> Diagnostics {
    match wayline::open(source, &folder(), None) {
        Ok((_, findings)) | Err(findings) => findings,
    }
}

/// The same as the command line prints it.
fn said(name: &str, source: &str) -> String {
    let mut out = Vec::new();
    report::print(&findings(source), &format!("{name}.toml"), source, &mut out, false).unwrap();
    // wherever the checkout lies
    String::from_utf8(out).unwrap().replace(&format!("{}/", folder().display()), "")
}

/// The same about a theme file, under its own name.
fn said_of_theme(name: &str, source: &str) -> String {
    let errors = wayline::theme::parse(&format!("{name}.toml"), source).unwrap_err();
    let mut out = Vec::new();
    report::print(&errors, "the map", "", &mut out, false).unwrap();
    String::from_utf8(out).unwrap()
}

/// The files of a folder with their names.
fn kept(folder: &Path) -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let read = |path: PathBuf| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap());
    let mut kept: Vec<_> = files.map(read).collect();
    kept.sort();
    kept
}

/// A sound file, for what is wrong in one place only.
const HEAD: &str = "title = \"A walk\"\n";
const STAGE: &str = "\n[[stage]]\nname = \"Out\"\n";

/// Files that are too long, too deep or too many of something to be kept.
fn made() -> Vec<(String, String)> {
    let stage = |body: &str| format!("{HEAD}{STAGE}{body}\n");
    let listed =
        |kind: &str, count: usize| (1..=count).map(|number| format!("[[{kind}]]\nname = \"{number}\"\n")).collect::<String>();
    let touchpoints = |count: usize| format!("touchpoint = [{}]", "{ label = \"a\" },\n".repeat(count));
    let link = |length: usize| {
        let start = "https://example.org/";
        stage(&format!("touchpoint = [{{ label = \"a\", link = \"{start}{}\" }}]", "x".repeat(length - start.len())))
    };
    let marks = |count: usize| stage(&format!("pains = \"e{}\"", "\u{301}".repeat(count)));
    let nested = |open: &str, close: &str, levels: usize| {
        format!("{HEAD}deep = {}1{}\n{STAGE}", open.repeat(levels), close.repeat(levels))
    };
    [
        ("over-label", stage(&format!("pains = \"{}\"", "a".repeat(10_001)))),
        ("over-label-in-lines", stage(&format!("pains = \"\"\"{}\"\"\"", "ab\n".repeat(3_400)))),
        ("over-label-in-words", stage(&format!("pains = \"{}\"", "два ".repeat(2_600)))),
        ("over-title", format!("title = \"{}\"\n{STAGE}", "a".repeat(10_001))),
        ("over-id", format!("{HEAD}channel = [{{ id = \"{}\", name = \"Shop\" }}]\n{STAGE}", "a".repeat(10_001))),
        ("over-version", format!("{HEAD}review = {{ version = \"{}\" }}\n{STAGE}", "a".repeat(10_001))),
        ("over-link", link(2_049)),
        ("over-marks", marks(65)),
        ("over-stages", format!("{HEAD}{}", listed("stage", 201))),
        ("over-touchpoints", stage(&touchpoints(5_001))),
        ("over-personas", format!("{HEAD}{}{STAGE}", listed("persona", 101))),
        ("over-channels", format!("{HEAD}{}{STAGE}", listed("channel", 101))),
        ("over-lanes", format!("{HEAD}{}{STAGE}", listed("lane", 101))),
        ("over-review-notes", {
            let notes = "{ date = 2026-11-02, text = \"a\" },\n".repeat(1_001);
            format!("{HEAD}review = {{ notes = [{notes}] }}\n{STAGE}")
        }),
        ("over-texts-in-review-notes", {
            let note = format!("{{ date = 2026-11-02, text = \"{}\" }},\n", "a".repeat(1_100));
            format!("{HEAD}review = {{ notes = [{}] }}\n{STAGE}", note.repeat(1_000))
        }),
        ("over-depth-lists", nested("[", "]", 65)),
        ("over-depth-lists-by-far", nested("[", "]", 100_000)),
        ("over-depth-lists-never-closed", nested("[", "", 100_000)),
        ("over-depth-tables", nested("{ a = ", " }", 65)),
        ("over-depth-keys", format!("{HEAD}{} = 1\n{STAGE}", ["a"; 65].join("."))),
        ("over-depth-headers", format!("{HEAD}{STAGE}[{}]\nb = 1\n", ["a"; 66].join("."))),
        ("over-entries", format!("{HEAD}pains = [{}]\n{STAGE}", "0,".repeat(500_001))),
    ]
    .map(|(name, source)| (name.to_owned(), source))
    .into()
}

/// Compares what is said with what is expected, `NAME.txt` of a folder, or writes it; what differs comes back.
fn compare(folder: &Path, all: &[(String, String)]) -> Vec<String> {
    let bless = std::env::var_os("WAYLINE_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for (name, said) in all {
        let beside = folder.join(format!("{name}.txt"));
        if bless {
            std::fs::write(&beside, said).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default().replace("\r\n", "\n");
        if *said != expected {
            wrong.push(format!("--- {} expected\n{expected}--- but said\n{said}", beside.display()));
        }
        if said.is_empty() {
            wrong.push(format!("--- nothing is wrong with {name}\n"));
        }
    }
    wrong
}

#[test]
fn every_bad_file_is_reported_as_expected() {
    let files: Vec<_> = kept(&folder()).into_iter().chain(made()).collect();
    assert!(files.len() >= 120, "where are the files?");
    let said: Vec<_> = files.iter().map(|(name, source)| (name.clone(), said(name, source))).collect();
    let wrong = compare(&folder(), &said);
    assert!(wrong.is_empty(), "{}\n{} of {} reports differ", wrong.join("\n"), wrong.len(), files.len());
    for (name, said) in &said {
        let raw =
            said.chars().find(|&c| c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
        assert_eq!(raw, None, "{name} sends this to the terminal");
    }
}

#[test]
fn every_bad_theme_is_reported_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-themes");
    let themes = kept(&folder);
    assert!(themes.len() > 12, "where are the files?");
    let said: Vec<_> = themes.iter().map(|(name, source)| (name.clone(), said_of_theme(name, source))).collect();
    let wrong = compare(&folder, &said);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files that are no UTF-8 text.
fn other_encodings() -> Vec<(&'static str, Vec<u8>)> {
    let source = format!("title = \"Café\"\n{STAGE}");
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(source.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let latin1 = source.chars().map(|c| u32::from(c) as u8).collect::<Vec<u8>>();
    let with = |bytes: &[u8]| [b"title = \"A walk\"\nsubtitle = \"", bytes, b"\"\n\n[[stage]]\nname = \"Out\"\n"].concat();
    vec![
        ("bytes-utf-16-le", utf16([0xFF, 0xFE], u16::to_le_bytes)),
        ("bytes-utf-16-be", utf16([0xFE, 0xFF], u16::to_be_bytes)),
        ("bytes-utf-16-without-a-mark", source.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("bytes-latin-1", latin1),
        ("bytes-lone-surrogate", with(b"\xED\xA0\xBD")),
        ("bytes-surrogate-pair", with(b"\xED\xA0\xBD\xED\xB8\x80")),
        ("bytes-cut-off", with(b"caf\xC3")),
        ("bytes-overlong", with(b"\xC0\xAF")),
        ("bytes-beyond-unicode", with(b"\xF4\x90\x80\x80")),
        ("bytes-ff", with(b"\xFF")),
        ("bytes-of-a-picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("bytes-zero", vec![0; 64]),
    ]
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let temporary = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for (name, bytes) in other_encodings() {
        let file = format!("{name}.toml");
        std::fs::write(temporary.path().join(&file), bytes).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_wayline")).arg("check").arg(&file).current_dir(&temporary).output().unwrap();
        assert!(matches!(run.status.code(), Some(1 | 2)), "{name}: {:?}", run.status);
        all.push((name.to_owned(), String::from_utf8(run.stderr).unwrap()));
    }
    let wrong = compare(&folder(), &all);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An example that ends early, at places all over it.
#[test]
fn a_file_that_was_cut_off_is_an_error_with_its_place_or_a_smaller_journey() {
    let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/running-shoes.toml")).unwrap();
    let mut refused = 0;
    for part in 0..200 {
        let end = (part * source.len() / 200..).find(|&at| source.is_char_boundary(at)).unwrap();
        let cut = source.get(..end).unwrap();
        let found = findings(cut);
        refused += usize::from(found.has_errors());
        for finding in &found.0 {
            let in_the_file = finding.span.as_ref().is_none_or(|span| cut.get(span.clone()).is_some());
            assert!(in_the_file, "{end}: {finding:?}");
        }
        assert!(found.0.iter().all(|finding| finding.code == "no-stage" || finding.span.is_some()), "{end}: {found}");
        let mut out = Vec::new();
        report::print(&found, "cut.toml", cut, &mut out, false).unwrap();
    }
    assert!(refused >= 40, "only {refused} of 200 are refused");
}

#[test]
fn every_expectation_belongs_to_a_file() {
    let names: Vec<String> = (kept(&folder()).into_iter().chain(made()).map(|(name, _)| name))
        .chain(other_encodings().into_iter().map(|(name, _)| name.to_owned()))
        .collect();
    let texts = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let orphans: Vec<_> = texts.filter(|path| !names.iter().any(|name| path.file_stem().unwrap() == name.as_str())).collect();
    assert!(orphans.is_empty(), "{orphans:?}");
}
