//! `wayline icons`: the built-in icons as a list or on a sheet.

use super::args::{Format, IconsArgs};
use super::drawing::{encode, no_png};
use super::failure::{Exit, Failure};
use super::output;
use crate::geometry::{Point, Size};
use crate::icon;
use crate::pipeline::DEFAULT_THEME;
use crate::render::{PngSize, SvgOptions};
use crate::scene::{Anchor, FontStyle, Icon, Node, Scene};
use crate::text::Typesetter;
use crate::theme::{self, Palette};

/// An icon's name and its synonyms.
type Entry = (&'static str, Vec<&'static str>);

/// Prints or draws those that the filter lets through.
pub(super) fn run(args: &IconsArgs) -> Result<Exit, Failure> {
    let filter = args.filter.as_deref().unwrap_or("").to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&filter);
    let found: Vec<Entry> = icon::all().filter(|(name, synonyms)| says(name) || synonyms.iter().any(|s| says(s))).collect();
    if found.is_empty() {
        let failure = Failure::new(format!("no icon has to do with `{filter}`"));
        return Err(match icon::nearest(&filter) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`wayline icons` lists them all"),
        });
    }
    let Some(path) = &args.output else {
        output::stdout(list(&found).as_bytes())?;
        return Ok(Exit::Done);
    };
    let (target, format) = output::target(path, Some(path), None)?;
    target.suits(format)?;
    let theme = theme::built_in(DEFAULT_THEME).ok_or_else(|| Failure::new("the default theme is missing"))?;
    let scene = sheet(&found, &theme.palette, format == Format::Png);
    let picture = encode(&scene, format, &SvgOptions::default(), PngSize::Scale(1.0)).map_err(|error| no_png(&error))?;
    output::write(&[target], &[picture])?;
    Ok(Exit::Done)
}

fn list(icons: &[Entry]) -> String {
    let widest = icons.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    icons.iter().fold(String::new(), |all, (name, synonyms)| {
        let line = format!("{name:widest$}  {}", synonyms.join(", "));
        all + line.trim_end() + "\n"
    })
}

/// Width of a cell, px: room for the longest names.
const CELL_WIDTH: f64 = 150.0;
/// Height of a cell, px.
const CELL_HEIGHT: f64 = 84.0;
/// Around all cells, px.
const MARGIN: f64 = 32.0;
/// Side of an icon, px.
const ICON: f64 = 28.0;
/// Cells beside each other.
const COLUMNS: usize = 10;

/// A grid of icons over their names.
fn sheet(icons: &[Entry], palette: &Palette, outlines: bool) -> Scene {
    let text = Typesetter::new("en");
    let mut text = if outlines { text.with_outlines() } else { text };
    let style = FontStyle { size: 12.0, weight: 400, italic: false, tracking: 0.0 };
    let columns = icons.len().clamp(1, COLUMNS);
    let rows = icons.len().div_ceil(columns);
    let mut nodes = Vec::with_capacity(icons.len() * 2);
    for (i, (name, _)) in icons.iter().enumerate() {
        let middle = MARGIN + ((i % columns) as f64 + 0.5) * CELL_WIDTH;
        let top = MARGIN + (i / columns) as f64 * CELL_HEIGHT;
        if let Some(art) = icon::find(name) {
            let at = Point::new(middle - ICON / 2.0, top + 12.0);
            nodes.push(Node::Icon(Icon { art, at, size: ICON, color: palette.accent, stroke_width: 2.0 }));
        }
        let line = text.line(name, style);
        let left = middle - line.width / 2.0;
        nodes.push(Node::Text(line.place(left, top + 12.0 + ICON + 20.0, Anchor::Middle, style, palette.text)));
    }
    Scene {
        size: Size::new(2.0 * MARGIN + columns as f64 * CELL_WIDTH, 2.0 * MARGIN + rows as f64 * CELL_HEIGHT),
        title: "Icons".into(),
        description: format!("{} built-in icons with their names.", icons.len()),
        language: "en".into(),
        background: palette.page,
        nodes,
        faces: text.faces(),
        system_fonts: text.has_asked_system(),
    }
}
