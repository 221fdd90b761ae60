//! Who may import whom: the rooms of the library form a one-way street, and this test reads the `crate::…` paths of the
//! source to hold it. Also what must stay single or licensed.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Rooms of `src/` and the rooms that each may name. `room::{a, b}` allows only these items. What a room is not listed
/// with, it does not see; tests inside `src/` are not read.
const ALLOWED: &[(&str, &[&str])] = &[
    // leaves
    ("geometry", &[]),
    ("color", &[]),
    ("diagnostic", &[]),
    ("limits", &[]),
    ("origin", &[]),
    ("files", &["limits", "origin::Digest"]),
    ("scene", &["color"]),
    // comparing
    ("diff", &["color", "journey", "words"]),
    // reading
    ("journey", &["color", "diagnostic", "limits"]),
    ("theme", &["color", "diagnostic", "files", "limits"]),
    ("words", &["journey::{Date, LaneId, Review}"]),
    ("icon", &["scene::{IconArt, IconPaint, IconShape}"]),
    ("text", &["color", "diagnostic", "origin::{Digest, Sources}", "scene", "words::is_rtl"]),
    ("assets", &["diagnostic", "files", "icon", "journey", "limits", "render::import_icon", "scene::{IconArt, Raster}"]),
    // drawing: layout measures text in the scene's font styles, and knows nothing else of it
    (
        "layout",
        &[
            "assets",
            "diff::{Overlay, marks, wording}",
            "geometry",
            "icon",
            "journey",
            "limits",
            "scene::{Anchor, FontStyle}",
            "text",
            "theme::Metrics",
            "words",
        ],
    ),
    ("narration", &["diff::marks", "journey", "words"]),
    (
        "paint",
        &[
            "assets",
            "color",
            "diff::{Overlay, marks, wording}",
            "geometry",
            "icon",
            "journey",
            "layout",
            "narration",
            "scene",
            "text::Typesetter",
            "theme",
            "words",
        ],
    ),
    ("render", &["color", "geometry", "limits", "scene"]),
    (
        "pipeline",
        &[
            "assets",
            "diagnostic",
            "diff::Overlay",
            "files",
            "journey",
            "layout",
            "paint::{paint_overlay, paint_page}",
            "scene::Scene",
            "text::Typesetter",
            "theme",
        ],
    ),
    // the command line sees what every user of the library sees
    (
        "cli",
        &[
            "Map",
            "draw",
            "open",
            "assets",
            "color",
            "diagnostic",
            "diff",
            "files",
            "geometry",
            "icon",
            "journey",
            "layout",
            "limits",
            "narration",
            "origin",
            "paint",
            "pipeline",
            "render",
            "scene",
            "text",
            "theme",
            "words",
        ],
    ),
];

/// What the command line shares with the library although it is not public.
const SHARED_WITH_CLI: &[&str] = &["journey::nearest"];

/// Crates that few files may name.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("svg", &["render/svg.rs", "render/svg/"]),
    ("usvg", &["render/"]),
    ("resvg", &["render/"]),
    ("png", &["render/png.rs", "render/png/"]),
    ("gif", &["render/png/", "assets/picture.rs"]),
    ("zune_jpeg", &["render/png/"]),
    ("image_webp", &["render/png/"]),
    ("rustix", &["files/", "cli/input/", "cli/output/"]),
    ("harfrust", &["text/"]),
    ("skrifa", &["text/", "render/"]),
    ("skera", &["render/"]),
    ("fontdb", &["text/"]),
    ("sha2", &["origin/", "cli/watch/"]),
    ("hyper", &["cli/watch/"]),
    ("hyper_util", &["cli/watch/"]),
    ("tokio", &["cli/watch.rs", "cli/watch/"]),
    ("notify", &["cli/watch/"]),
    ("clap", &["cli/"]),
    ("annotate_snippets", &["cli/"]),
    ("toml", &["journey/", "theme/"]),
    ("toml_parser", &["journey/gauge.rs"]),
    ("pathfinding", &["diff/assign.rs"]),
    ("similar", &["diff/"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
    found.sort();
}

/// Source files by their path under `src/`, without comments, doc tests and unit tests, each on one line.
fn sources() -> Vec<(String, String)> {
    let folder = common::root().join("src");
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
    let rust =
        paths.iter().map(|path| (name(path), path)).filter(|(name, _)| name.ends_with(".rs") && !name.ends_with("tests.rs"));
    rust.map(|(name, path)| (name, code(&std::fs::read_to_string(path).unwrap()))).collect()
}

fn code(source: &str) -> String {
    let mut lines = Vec::new();
    let mut source = source.lines().peekable();
    while let Some(line) = source.next() {
        let bare = line.trim();
        if bare == "#[cfg(test)]" && source.peek().is_some_and(|next| next.starts_with("mod tests {")) {
            break; // unit tests are the end of their file
        }
        let bare = bare.split("//").next().unwrap_or_default();
        lines.push(bare.replace("$crate::", "crate::"));
    }
    lines.join(" ")
}

/// The room that a file belongs to.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// What a file names after `crate::`, as `room::item`, each item of a `{…}` list on its own.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        for path in spread(rest) {
            found.insert(path);
        }
    }
    found
}

/// The paths at the start of `rest`, of two segments at most.
fn spread(rest: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    if let Some(list) = rest.strip_prefix('{') {
        return split(list).iter().flat_map(|part| spread(part)).collect();
    }
    let first = word(rest);
    let Some(next) = rest[first.len()..].strip_prefix("::") else { return vec![first] };
    let items = match next.strip_prefix('{') {
        Some(list) => split(list),
        None => vec![next.to_owned()],
    };
    items.iter().map(|item| word(item.trim())).map(|item| format!("{first}::{item}")).collect()
}

/// The parts of a list up to its closing brace.
fn split(list: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                parts.last_mut().unwrap().push(c);
            }
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Whether a rule of [`ALLOWED`] covers a path.
fn covers(rule: &str, path: &str) -> bool {
    let (room, item) = path.split_once("::").unwrap_or((path, "self"));
    let Some((allowed, items)) = rule.split_once("::") else { return rule == room };
    let items = items.trim_matches(['{', '}']);
    allowed == room && items.split(',').any(|one| one.trim() == item)
}

#[test]
fn rooms_import_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    let mut rooms = BTreeSet::new();
    for (file, code) in sources() {
        let here = room(&file).to_owned();
        if ["lib", "main"].contains(&here.as_str()) {
            continue;
        }
        rooms.insert(here.clone());
        let Some(rules) = allowed.get(here.as_str()) else {
            wrong.push(format!("{file}: no rule for the room `{here}`"));
            continue;
        };
        for path in named(&code) {
            let is_own = path == here || path.starts_with(&format!("{here}::"));
            match rules.iter().find(|rule| covers(rule, &path)) {
                Some(rule) => drop(used.insert((here.clone(), rule.to_string()))),
                None if is_own => {}
                None => wrong.push(format!("{file} names crate::{path}")),
            }
        }
    }
    for (here, rules) in ALLOWED {
        if !rooms.contains(*here) {
            wrong.push(format!("the room `{here}` is gone"));
        }
        // an edge that nobody uses any more is not kept open, except to leaves and from the command line
        let is_free = |rule: &str| *here == "cli" || ["geometry", "color", "diagnostic"].contains(&rule);
        let stale = rules.iter().filter(|rule| !is_free(rule) && !used.contains(&(here.to_string(), rule.to_string())));
        wrong.extend(stale.map(|rule| format!("{here} no longer needs {rule}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_line_uses_only_what_is_public() {
    let sources = sources();
    let mut hidden = BTreeSet::new();
    for (file, code) in sources.iter().filter(|(file, _)| file.ends_with("/mod.rs") || !file.contains('/')) {
        let words: Vec<&str> = code.split_whitespace().collect();
        for three in words.windows(3).filter(|three| three[1] == "mod" && three[0] != "pub") {
            let name = three[2].trim_end_matches(';');
            // a public function may have its private module's name
            if !code.contains(&format!("::{name}::{{")) {
                hidden.insert(format!("{}::{name}", room(file)));
            }
        }
    }
    assert!(hidden.contains("journey::spec"), "{hidden:?}");
    let cli = sources.iter().filter(|(file, _)| room(file) == "cli");
    let wrong: Vec<String> = cli
        .flat_map(|(file, code)| named(code).into_iter().map(move |path| (file, path)))
        .filter(|(_, path)| hidden.contains(path) && !SHARED_WITH_CLI.contains(&path.as_str()))
        .map(|(file, path)| format!("{file} names crate::{path}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn few_files_name_the_crates_of_formats() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        for (krate, homes) in OUTSIDE {
            let names = code.match_indices(&format!("{krate}::")).any(|(at, _)| {
                let before = code[..at].trim_end_matches(' ');
                // `::svg::…` or `use svg::…`; `render::svg` and `crate::svg` are our own
                let absolute =
                    before.ends_with("::") && !before.trim_end_matches("::").ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let bare = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') || before.ends_with("use");
                // a room's own module of that name needs no crate
                let own = (*krate == "svg" || *krate == "png")
                    && !absolute
                    && !code.contains(&format!("use {krate}::"))
                    && room(&file) != "render";
                (absolute || bare) && !own
            });
            if names && !homes.iter().any(|home| file.starts_with(home)) {
                wrong.push(format!("{file} names {krate}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A picture is the same whenever it is drawn, and a list of reviews wherever the day is given. How long something takes is
/// another matter (`Instant`), and so is what a file system says about its files.
#[test]
fn one_file_reads_the_calendar_s_clock() {
    let readers: Vec<String> = sources()
        .into_iter()
        .filter(|(_, code)| {
            let words = |clock: &&str| code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == *clock);
            code.contains("SystemTime::now") || ["Zoned", "Timestamp", "UNIX_EPOCH", "OffsetDateTime", "Utc"].iter().any(words)
        })
        .map(|(file, _)| file)
        .collect();
    assert_eq!(readers, ["cli/review/clock.rs"]);
    let code = sources().into_iter().filter(|(file, code)| file != "cli/review.rs" && code.contains("clock::"));
    assert_eq!(code.map(|(file, _)| file).collect::<Vec<_>>(), [""; 0], "only `review` asks it");
}

#[test]
fn one_copy_of_what_measures_and_draws() {
    let lock: toml::Table = std::fs::read_to_string(common::root().join("Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    for name in ["harfrust", "skrifa", "read-fonts", "fontdb", "kurbo", "tiny-skia", "usvg", "resvg", "png", "toml"] {
        let versions: Vec<&str> =
            packages.iter().filter(|p| p["name"].as_str() == Some(name)).filter_map(|p| p["version"].as_str()).collect();
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
}

#[test]
fn vendored_fonts_and_icons_have_their_licences() {
    let mut all = Vec::new();
    files(&common::root().join("src"), &mut all);
    let names: Vec<String> = all.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let has_text = |name: &str| {
        let file = all.iter().find(|path| path.file_name().is_some_and(|n| n.to_string_lossy() == name));
        file.is_some_and(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains("opyright")))
    };
    let fonts: Vec<&String> = names.iter().filter(|n| [".ttf", ".otf", ".woff2"].iter().any(|end| n.ends_with(end))).collect();
    assert!(!fonts.is_empty());
    for font in fonts {
        let family = font.split(['-', '.']).next().unwrap();
        assert!(has_text(&format!("{family}-OFL.txt")), "{font} lies there without {family}-OFL.txt");
    }
    assert!(names.iter().any(|name| name == "paths.txt"), "where are the icons?");
    assert!(has_text("LICENSE-LUCIDE"), "the icons lie there without their licence");
    let manifest: toml::Table = std::fs::read_to_string(common::root().join("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(manifest["package"]["license"].as_str(), Some("MIT OR Apache-2.0"));
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(common::root().join(file).is_file(), "{file} is missing");
    }
}
