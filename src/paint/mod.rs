//! From places and colours to a [`Scene`].

mod cards;
mod emotions;
mod footer;
mod header;
mod lanes;
mod mirror;
mod sign;
mod swimlanes;

use crate::assets::Assets;
use crate::color::Rgb;
use crate::geometry::{BezPath, Point, Rect};
use crate::icon;
use crate::journey::{Journey, Sourced};
use crate::layout::label::Label;
use crate::layout::{Lane, Layout};
use crate::scene::{Fill, Geometry, Group, Icon, IconArt, Node, Scene, Shape, Stroke, TextLine};
use crate::text::Typesetter;
use crate::theme::{Metrics, Palette};
use crate::words;
use std::sync::Arc;

/// Paints a layout. A right-to-left language gets its mirror image.
pub fn paint(layout: &Layout, journey: &Journey, assets: &Assets, palette: &Palette, text: &Typesetter) -> Scene {
    let painter = Painter { layout, journey, assets, palette, m: &layout.metrics };
    let mut nodes = Vec::new();
    nodes.push(painter.header());
    painter.stages(&mut nodes);
    for lane in &layout.lanes {
        painter.lane_background(lane, &mut nodes);
    }
    painter.separators(&mut nodes);
    for lane in &layout.lanes {
        nodes.push(painter.lane(lane));
    }
    painter.footer(&mut nodes);
    let mut scene = Scene {
        size: layout.size,
        title: journey.title.clone(),
        description: describe(journey),
        language: journey.language.clone(),
        background: palette.page,
        nodes,
        faces: text.faces(),
    };
    if words::is_rtl(&journey.language) {
        mirror::mirror(&mut scene);
    }
    scene
}

/// What a screen reader tells of the map before its parts.
fn describe(journey: &Journey) -> String {
    let mut sentences = Vec::new();
    sentences.extend(journey.subtitle.clone());
    let stages: Vec<String> = journey
        .stages
        .iter()
        .map(|stage| match stage.touchpoints.len() {
            0 => stage.name.clone(),
            _ => {
                let steps: Vec<&str> = stage.touchpoints.iter().map(|t| t.label.as_str()).collect();
                format!("{}: {}", stage.name, steps.join("; "))
            }
        })
        .collect();
    sentences.push(stages.join(". "));
    sentences.join(". ")
}

/// Everything that the parts of the picture are painted from.
struct Painter<'a> {
    layout: &'a Layout,
    journey: &'a Journey,
    assets: &'a Assets,
    palette: &'a Palette,
    m: &'a Metrics,
}

impl Painter<'_> {
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
        path.line_to((rect.x1, rect.y1));
        path.close_path();
        Geometry::Path(path)
    }

    fn lane(&self, lane: &Lane) -> Node {
        let (name, children) = match lane {
            Lane::Swimlanes(swimlanes) => (words::Word::Channels, self.swimlanes(swimlanes)),
            Lane::Emotions(emotions) => (words::Word::Emotions, self.emotions(emotions)),
            Lane::Cells(cells) => return self.cells(cells),
            Lane::Storyboard(board) => (words::Word::Images, self.storyboard(board)),
        };
        let label = words::say(&self.journey.language, name).to_owned();
        Node::Group(Group { label: Some(label), kind: Some("lane"), children, ..Group::default() })
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
