//! From places and colours to a [`Scene`].

mod cards;
mod changes;
mod emotions;
mod footer;
mod groups;
mod header;
mod lanes;
mod mirror;
mod sign;
mod stages;
mod swimlanes;

use crate::assets::Assets;
use crate::color::Rgb;
use crate::diff::Overlay;
use crate::diff::marks::Marks;
use crate::geometry::{BezPath, Point, Rect};
use crate::icon;
use crate::journey::{Journey, Sourced};
use crate::layout::label::Label;
use crate::layout::{Lane, Layout};
use crate::narration::{Narrator, Shown};
use crate::scene::{Fill, Geometry, Icon, IconArt, Node, Scene, Shape, Stroke, TextLine};
use crate::text::Typesetter;
use crate::theme::{Metrics, Palette};
use crate::words;
use std::sync::Arc;

/// Paints a layout. A right-to-left language gets its mirror image.
///
/// The scene is in reading order: title and personas; what spans the stages (lanes' names, paths, curves); each stage with
/// all that belongs to it; the legend. What lies behind comes first, so the order from back to front is the same.
pub fn paint(layout: &Layout, journey: &Journey, assets: &Assets, palette: &Palette, text: &Typesetter) -> Scene {
    paint_page(layout, journey, assets, palette, text, (1, 1))
}

/// Paints the layout of one page of several: its number, from 1, and how many there are.
///
/// The description tells the stages that the page shows; otherwise it is as [`paint`].
pub fn paint_page(
    layout: &Layout,
    journey: &Journey,
    assets: &Assets,
    palette: &Palette,
    text: &Typesetter,
    page: (usize, usize),
) -> Scene {
    paint_marked(layout, journey, None, (assets, palette), text, page)
}

/// Paints the overlay of two revisions.
pub fn paint_overlay(layout: &Layout, overlay: &Overlay, assets: &Assets, palette: &Palette, text: &Typesetter) -> Scene {
    paint_marked(layout, &overlay.journey, Some(&overlay.marks), (assets, palette), text, (1, 1))
}

fn paint_marked(
    layout: &Layout,
    journey: &Journey,
    marks: Option<&Marks>,
    (assets, palette): (&Assets, &Palette),
    text: &Typesetter,
    page: (usize, usize),
) -> Scene {
    let narrator = Narrator::new(journey);
    let heads = &layout.stages.heads;
    let stages = heads.first().map_or(0, |head| head.stage)..heads.last().map_or(0, |head| head.stage + 1);
    let shown = Shown { stages, page };
    let description = match marks {
        Some(marks) => narrator.comparison(&shown, &marks.summary),
        None => narrator.description(&shown),
    };
    let painter = Painter { layout, journey, marks, assets, palette, narrator, m: &layout.metrics };
    let mut scene = Scene {
        size: layout.size,
        title: journey.title.clone(),
        description,
        language: journey.language.clone(),
        background: palette.page,
        nodes: painter.map(),
        faces: text.faces(),
        system_fonts: text.has_asked_system(),
    };
    if words::is_rtl(&journey.language) {
        mirror::mirror(&mut scene);
    }
    scene
}

/// Everything that the parts of the picture are painted from.
struct Painter<'a> {
    layout: &'a Layout,
    journey: &'a Journey,
    /// What the parts have gone through, where two revisions are compared.
    marks: Option<&'a Marks>,
    assets: &'a Assets,
    palette: &'a Palette,
    narrator: Narrator<'a>,
    m: &'a Metrics,
}

impl Painter<'_> {
    /// All of the map, from back to front and in reading order.
    fn map(&self) -> Vec<Node> {
        let mut behind = Vec::new();
        for lane in &self.layout.lanes {
            self.lane_background(lane, &mut behind);
        }
        self.separators(&mut behind);
        let mut nodes = vec![self.header(), groups::decoration("background", behind)];
        nodes.extend(self.phases());
        nodes.extend(self.layout.lanes.iter().map(|lane| self.lane(lane)));
        self.stage_by_stage(&mut nodes);
        self.tags(&mut nodes);
        if let (Some(changes), Some(marks)) = (&self.layout.changes, self.marks) {
            nodes.push(self.changes(&changes.list, marks));
        }
        self.footer(&mut nodes);
        nodes
    }

    /// The colour of a traveller's path and curve, dark or light enough to be seen.
    fn traveller(&self, index: usize) -> Rgb {
        let theme = if self.journey.personas.is_empty() {
            self.palette.accent
        } else {
            let place = self.place(index);
            self.palette.personas.get(place % self.palette.personas.len().max(1)).copied().unwrap_or(self.palette.accent)
        };
        let own = self.journey.personas.get(index).and_then(|p| p.color);
        own.map_or(theme, |color| color.readable_on(self.palette.plot, 3.0))
    }

    /// A traveller's place in the file, whoever else is shown.
    fn place(&self, index: usize) -> usize {
        self.journey.personas.get(index).map_or(index, |persona| persona.place)
    }

    /// The dashes of a traveller's curve, px.
    fn dashes(&self, index: usize) -> Vec<f64> {
        let all = &self.palette.persona_dashes;
        let scale = self.m.body / 13.0;
        all.get(self.place(index) % all.len().max(1)).into_iter().flatten().map(|d| d * scale).collect()
    }

    /// The lines of a block.
    fn text(&self, label: &Label, color: Rgb) -> impl Iterator<Item = Node> {
        text_lines(label, color).map(Node::Text)
    }

    fn icon(&self, art: Arc<IconArt>, at: Point, size: f64, color: Rgb) -> Node {
        // small icons need a slightly heavier line to look the same
        let stroke_width = if size < self.m.body * 1.2 { 2.2 } else { 1.9 };
        Node::Icon(Icon { art, at, size, color, stroke_width })
    }

    /// An icon by the name or path that the file uses.
    fn named_icon(&self, name: &str) -> Option<Arc<IconArt>> {
        self.assets.icon(name).cloned().or_else(|| icon::find(name))
    }

    fn sourced_icon(&self, name: Option<&Sourced<String>>) -> Option<Arc<IconArt>> {
        self.named_icon(&name?.value)
    }

    fn lane_background(&self, lane: &Lane, nodes: &mut Vec<Node>) {
        match lane {
            Lane::Swimlanes(swimlanes) => self.panels(swimlanes, nodes),
            Lane::Emotions(emotions) => nodes.push(shape(
                self.ground(emotions.rect),
                Some(self.palette.plot),
                Some(Stroke::new(self.palette.plot_border, self.m.outline)),
            )),
            Lane::Cells(_) | Lane::Storyboard(_) => {}
        }
    }

    /// What is behind a lane: with round corners, but where it runs off the page because it goes on on the next one.
    fn ground(&self, rect: Rect) -> Geometry {
        let radius = self.m.panel_radius;
        if self.layout.joints.after.is_none_or(|edge| edge > rect.x1) {
            return Geometry::Rect { rect, radius };
        }
        let mut path = BezPath::new();
        path.move_to((rect.x1, rect.y0));
        path.line_to((rect.x0 + radius, rect.y0));
        path.quad_to((rect.x0, rect.y0), (rect.x0, rect.y0 + radius));
        path.line_to((rect.x0, rect.y1 - radius));
        path.quad_to((rect.x0, rect.y1), (rect.x0 + radius, rect.y1));
        path.line_to((rect.x1, rect.y1)); // left open: no line where it goes on
        Geometry::Path(path)
    }

    /// What of a lane spans the stages.
    fn lane(&self, lane: &Lane) -> Node {
        let children = match lane {
            Lane::Swimlanes(swimlanes) => self.swimlanes(swimlanes),
            Lane::Emotions(emotions) => self.emotions(emotions),
            // each of their cells tells the lane's name
            Lane::Cells(cells) => return groups::decoration("lane", self.lane_label(&cells.label, self.cell_ink(cells.id))),
            Lane::Storyboard(board) => {
                return groups::decoration("lane", self.lane_label(&board.label, self.palette.lane_icon));
            }
        };
        match lane {
            // a board has cards, but neither names of lanes nor lines between them
            Lane::Swimlanes(swimlanes) if swimlanes.lines.is_empty() && swimlanes.rows.iter().all(|row| row.label.is_none()) => {
                groups::decoration("lane", children)
            }
            _ => groups::container("lane", self.narrator.lane(lane.id()).to_owned(), children),
        }
    }

    fn separators(&self, nodes: &mut Vec<Node>) {
        let dash = self.m.unit * 0.5;
        for (x, top, bottom) in &self.layout.separators {
            let stroke = Stroke::new(self.palette.line, self.m.outline).dashed(&[dash, dash * 2.5]);
            nodes.push(line((*x, *top), (*x, *bottom), stroke));
        }
    }
}

/// The lines of a block as text at its final place.
fn text_lines(label: &Label, color: Rgb) -> impl Iterator<Item = TextLine> {
    label
        .block
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.content.is_empty())
        .map(move |(i, line)| line.place(label.line_left(line.width), label.baseline(i), label.anchor, label.block.style, color))
}

fn shape(geometry: Geometry, fill: Option<Rgb>, stroke: Option<Stroke>) -> Node {
    Node::Shape(Shape { geometry, fill: fill.map(Fill::solid), stroke })
}

fn circle(center: Point, radius: f64, fill: Option<Rgb>, stroke: Option<Stroke>) -> Node {
    shape(Geometry::Circle { center, radius }, fill, stroke)
}

fn line(from: impl Into<Point>, to: impl Into<Point>, stroke: Stroke) -> Node {
    shape(Geometry::Line { from: from.into(), to: to.into() }, None, Some(stroke))
}

fn curve(path: BezPath, stroke: Stroke) -> Node {
    shape(Geometry::Path(path), None, Some(stroke))
}

fn boxed(rect: Rect, radius: f64, fill: Rgb) -> Node {
    shape(Geometry::Rect { rect, radius }, Some(fill), None)
}
