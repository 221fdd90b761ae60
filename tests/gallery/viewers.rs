//! Programs that people open an SVG in, each turning it into a picture of one pixel a px.

use crate::fonts::Fonts;
use crate::picture::Picture;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// A program that shows an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// A screenshot of headless Chromium.
    Chromium,
    /// The crate, as Typst and many command lines use it.
    Resvg,
    /// `rsvg-convert`: GNOME, Wikipedia.
    Librsvg,
    /// `inkscape`.
    Inkscape,
    /// `soffice` makes a PDF and `pdftocairo` a picture of it. (Its own PNG puts each letter on a whole pixel.) Impress
    /// and Writer import an SVG the same way.
    LibreOffice,
}

/// An SVG and how large it is.
pub struct Job {
    /// The file, absolute.
    pub svg: PathBuf,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
}

impl Viewer {
    /// In the order of the table. Chromium is first: the others are measured by what it draws.
    pub const ALL: [Viewer; 5] = [Viewer::Chromium, Viewer::Resvg, Viewer::Librsvg, Viewer::Inkscape, Viewer::LibreOffice];

    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Viewer::Chromium => "Chromium",
            Viewer::Resvg => "resvg",
            Viewer::Librsvg => "librsvg",
            Viewer::Inkscape => "Inkscape",
            Viewer::LibreOffice => "LibreOffice",
        }
    }

    fn program(self) -> &'static str {
        match self {
            Viewer::Chromium => "chromium",
            Viewer::Resvg => "",
            Viewer::Librsvg => "rsvg-convert",
            Viewer::Inkscape => "inkscape",
            Viewer::LibreOffice => "soffice",
        }
    }

    /// Which version is installed; `None` where there is none.
    pub fn version(self, lock: &str) -> Option<String> {
        if self == Viewer::Resvg {
            let after = lock.split("name = \"resvg\"\nversion = \"").nth(1)?;
            return after.split('"').next().map(str::to_owned);
        }
        let output = Command::new(self.program()).arg("--version").stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        text.split_whitespace().find(number).map(str::to_owned)
    }

    /// The picture of an SVG, with Inter installed. `scratch` is a folder of this viewer's own.
    pub fn draw(self, job: &Job, fonts: &Fonts, scratch: &Path) -> Result<Picture, String> {
        if self == Viewer::Resvg {
            return resvg(job, fonts);
        }
        std::fs::create_dir_all(scratch).map_err(|error| error.to_string())?;
        let out = scratch.join("out.png");
        let _ = std::fs::remove_file(&out);
        let mut command = Command::new(self.program());
        command.env("FONTCONFIG_FILE", &fonts.config).stdin(Stdio::null());
        match self {
            Viewer::Resvg => {}
            Viewer::Chromium => {
                // The window is higher than the page, because a headless window may keep some rows for itself.
                command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]);
                command.arg(format!("--user-data-dir={}", scratch.join("profile").display()));
                command.args(["--force-device-scale-factor=1", &format!("--window-size={},{}", job.width, job.height + 200)]);
                command.arg(format!("--screenshot={}", out.display())).arg(format!("file://{}", job.svg.display()));
            }
            Viewer::Librsvg => {
                command.arg("--unlimited").arg("-o").arg(&out).arg(&job.svg);
            }
            Viewer::Inkscape => {
                command.env("INKSCAPE_PROFILE_DIR", scratch.join("profile"));
                command.arg("--export-type=png").arg("-o").arg(&out).arg(&job.svg);
            }
            Viewer::LibreOffice => {
                command.arg(format!("-env:UserInstallation=file://{}", scratch.join("profile").display()));
                command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(scratch).arg(&job.svg);
            }
        }
        let output = command.output().map_err(|error| error.to_string())?;
        if self == Viewer::LibreOffice {
            let name = job.svg.with_extension("pdf");
            let mut command = Command::new("pdftocairo");
            command.args(["-png", "-singlefile", "-r", "96"]).arg(scratch.join(name.file_name().unwrap_or_default()));
            command.arg(out.with_extension("")).output().map_err(|error| format!("pdftocairo: {error}"))?;
        }
        let picture = Picture::read(&out).map_err(|e| format!("{e}\n{}", String::from_utf8_lossy(&output.stderr)))?;
        // LibreOffice measures pages in hundredths of a millimetre and may give one pixel more.
        let near = |a: usize, b: usize| self == Viewer::Chromium || a.abs_diff(b) <= 1;
        if !near(picture.width, job.width) || !near(picture.height, job.height) {
            return Err(format!("{} × {} pixels, not {} × {}", picture.width, picture.height, job.width, job.height));
        }
        Ok(picture.cropped(job.width, job.height))
    }
}

fn resvg(job: &Job, fonts: &Fonts) -> Result<Picture, String> {
    use resvg::{tiny_skia::Pixmap, tiny_skia::Transform, usvg};
    let source = std::fs::read_to_string(&job.svg).map_err(|error| error.to_string())?;
    let mut known = usvg::fontdb::Database::new();
    known.load_fonts_dir(&fonts.folder);
    known.load_system_fonts();
    let options = usvg::Options { fontdb: Arc::new(known), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&source, &options).map_err(|error| error.to_string())?;
    let mut pixmap = Pixmap::new(job.width as u32, job.height as u32).ok_or("no size")?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    Ok(Picture { width: job.width, height: job.height, pixels })
}
