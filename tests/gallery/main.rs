//! The same map in the viewers that people use, compared with wayline's own PNG.
//!
//! `cargo test --test gallery -- --ignored --nocapture` opens every example, with live text and with text as outlines, in
//! the viewers that are installed. `target/gallery/table.md` says what differs; beside it lie the pictures (ours, the
//! viewer's, the difference). `WAYLINE_GALLERY=coffee,clinic-ar` opens only these examples.

mod compare;
#[path = "../common/mod.rs"]
mod common;
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
        let (scene, _) = input.open(None).draw(true);
        let reference = Reference::of(&scene);
        reference.picture.write(&folder.join(format!("{}.png", input.name)));
        for (mode, mode_name) in [(TextMode::Live, "live"), (TextMode::Paths, "paths")] {
            let file = folder.join(format!("{}-{mode_name}.svg", input.name));
            std::fs::write(&file, svg(&scene, &SvgOptions { text: mode, ..SvgOptions::default() })).unwrap();
            let job = Job { svg: file, width: reference.picture.width, height: reference.picture.height };
            let mut drawn = 0;
            for (viewer, viewed) in draw_all(&viewers, &job, &fonts, &folder) {
                if viewer == Viewer::Chromium {
                    drawn = reference.drawn(&viewed);
                }
                let name = format!("{}-{mode_name}-{}.png", input.name, viewer.name().to_lowercase());
                let sheet = Picture::beside([&reference.picture, &viewed, &reference.difference(&viewed)]);
                sheet.write(&folder.join(name));
                let findings = reference.look_at(&viewed);
                let (texts, shapes) = (reference.texts(), reference.shapes());
                table.push(Row { example: input.name.clone(), mode, viewer, drawn, findings, texts, shapes });
            }
        }
    }
    let versions: Vec<_> = viewers.iter().map(|viewer| format!("{} {}", viewer.name(), version(root, *viewer))).collect();
    let text = format!("{}\n\n{}", versions.join(" · "), table.markdown());
    std::fs::write(folder.join("table.md"), &text).unwrap();
    println!("{text}");
    let misses = table.misses();
    assert!(misses.is_empty(), "{}", misses.join("\n"));
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
