//! The same map in the viewers that people use, compared with wayline's own PNG.
//!
//! `cargo test --test gallery -- --ignored --nocapture` opens every example, with live text and with text as outlines, in
//! the viewers that are installed. `target/gallery/table.md` says what differs; beside it lie the pictures (ours, the
//! viewer's, the difference). `WAYLINE_GALLERY=coffee,clinic-ar` opens only these examples.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod fonts;
mod picture;
mod probe;
mod self_test;
mod table;
mod viewers;

use compare::Reference;
use fonts::Fonts;
use picture::Picture;
use std::path::Path;
use table::{Row, Table};
use viewers::{Job, Viewer};
use wayline::render::{SvgOptions, TextMode, svg};
use wayline::scene::Scene;

#[test]
#[ignore = "opens programs; see the top of the file"]
fn every_viewer_shows_what_we_draw() {
    let root = common::root();
    let folder = root.join("target/gallery");
    std::fs::create_dir_all(&folder).unwrap();
    let fonts = Fonts::install(root, &folder);
    let viewers = installed(root);
    assert!(viewers.contains(&Viewer::Chromium), "shares are measured by what Chromium draws, and it is not installed");

    let wanted = std::env::var("WAYLINE_GALLERY").ok();
    let chosen = |name: &str| wanted.as_ref().is_none_or(|list| list.split(',').any(|one| one == name));
    let mut table = Table::default();
    for input in common::journeys(&root.join("examples")).into_iter().filter(|input| chosen(&input.name)) {
        let (pages, _) = input.open(None).draw(true);
        for (page, scene) in pages.iter().enumerate() {
            let name = if pages.len() > 1 { format!("{}-{}", input.name, page + 1) } else { input.name.clone() };
            show(&name, scene, &viewers, &fonts, &folder, &mut table);
        }
    }
    let versions: Vec<_> = viewers.iter().map(|viewer| format!("{} {}", viewer.name(), version(root, *viewer))).collect();
    let text = format!("{}\n\n{}", versions.join(" · "), table.markdown());
    std::fs::write(folder.join("table.md"), &text).unwrap();
    println!("{text}");
    let misses = table.misses();
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

/// Opens one picture everywhere, with both kinds of text.
fn show(name: &str, scene: &Scene, viewers: &[Viewer], fonts: &Fonts, folder: &Path, table: &mut Table) {
    let reference = Reference::of(scene);
    reference.picture.write(&folder.join(format!("{name}.png")));
    for mode in [TextMode::Live, TextMode::Paths] {
        let text = table::word(mode);
        let file = folder.join(format!("{name}-{text}.svg"));
        std::fs::write(&file, svg(scene, &SvgOptions { text: mode, ..SvgOptions::default() })).unwrap();
        let job = Job { svg: file, width: reference.picture.width, height: reference.picture.height };
        let mut drawn = 0;
        for (viewer, viewed) in draw_all(viewers, &job, fonts, folder) {
            if viewer == Viewer::Chromium {
                drawn = reference.drawn(&viewed);
            }
            let sheet = Picture::beside([&reference.picture, &viewed, &reference.difference(&viewed)]);
            sheet.write(&folder.join(format!("{name}-{text}-{}.png", viewer.name().to_lowercase())));
            let findings = reference.look_at(&viewed);
            let (texts, shapes) = (reference.texts(), reference.shapes());
            table.push(Row { example: name.to_owned(), mode, viewer, drawn, findings, texts, shapes });
        }
    }
}

fn version(root: &Path, viewer: Viewer) -> String {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    viewer.version(&lock).unwrap_or_default()
}

/// The viewers at hand; says which are not.
fn installed(root: &Path) -> Vec<Viewer> {
    let (found, missing): (Vec<_>, Vec<_>) = Viewer::ALL.into_iter().partition(|viewer| !version(root, *viewer).is_empty());
    for viewer in missing {
        println!("skipped: {} is not installed", viewer.name());
    }
    found
}

/// What the viewers make of a file, side by side, Chromium's picture first.
fn draw_all(viewers: &[Viewer], job: &Job, fonts: &Fonts, folder: &Path) -> Vec<(Viewer, Picture)> {
    let draw = |viewer: Viewer| {
        let scratch = folder.join("scratch").join(viewer.name());
        let drawn = viewer.draw(job, fonts, &scratch);
        (viewer, drawn.unwrap_or_else(|error| panic!("{} in {}: {error}", job.svg.display(), viewer.name())))
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = viewers.iter().map(|viewer| scope.spawn(|| draw(*viewer))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a viewer")).collect()
    })
}
