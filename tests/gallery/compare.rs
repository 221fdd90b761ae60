//! What a viewer's picture has in common with ours: pixels, and text by text and shape by shape what was drawn.

use crate::picture::{Picture, distance};
use crate::probe::{Probe, is_sheer, probes};
use kurbo::Rect;
use wayline::render::{PngSize, png};
use wayline::scene::{Node, Scene, TextLine};

/// Channels may be so far apart before a pixel counts as different.
pub const TOLERANCE: u8 = 32;

/// Our picture of a scene, and what it takes to look for its parts in another.
pub struct Reference {
    /// Our own PNG.
    pub picture: Picture,
    /// The same without text.
    without_text: Picture,
    texts: Vec<TextLine>,
    shapes: Vec<Probe>,
    background: [u8; 3],
}

/// What was found in a viewer's picture.
#[derive(Debug, Default)]
pub struct Findings {
    /// Pixels with a channel more than [`TOLERANCE`] apart.
    pub different: usize,
    /// Words that are not or not wholly there.
    pub lost_texts: Vec<String>,
    /// Shapes that are not there, each by its kind and place.
    pub lost_shapes: Vec<String>,
}

impl Reference {
    /// Draws a scene, whose lines of text have glyphs, at one pixel a px.
    pub fn of(scene: &Scene) -> Self {
        let draw = |scene: &Scene| Picture::decode(&png(scene, PngSize::Scale(1.0)).expect("a PNG")).expect("a PNG");
        let mut texts = Vec::new();
        let mut bare = scene.clone();
        take_texts(&mut bare.nodes, &mut texts);
        let picture = draw(scene);
        let without_text = draw(&bare);
        let mut opaque = scene.clone();
        drop_sheer(&mut opaque.nodes);
        let shapes = probes(&bare.nodes, &picture, &draw(&opaque));
        let page = scene.background;
        Self { picture, without_text, texts, shapes, background: [page.r, page.g, page.b] }
    }

    /// How many lines of text are looked for.
    pub fn texts(&self) -> usize {
        self.texts.len()
    }

    /// How many shapes are looked for.
    pub fn shapes(&self) -> usize {
        self.shapes.len()
    }

    /// Pixels of a picture that are not the page's background.
    pub fn drawn(&self, picture: &Picture) -> usize {
        picture.pixels.iter().filter(|pixel| **pixel != self.background).count()
    }

    /// Looks for everything in a viewer's picture of the same size.
    pub fn look_at(&self, viewed: &Picture) -> Findings {
        let pairs = self.picture.pixels.iter().zip(&viewed.pixels);
        let lost_text = |line: &&TextLine| self.is_lost(line, viewed);
        Findings {
            different: pairs.filter(|(a, b)| distance(**a, **b) > TOLERANCE).count(),
            lost_texts: self.texts.iter().filter(lost_text).map(|line| line.content.clone()).collect(),
            lost_shapes: self.shapes.iter().filter(|shape| shape.is_lost(viewed)).map(|shape| shape.name.clone()).collect(),
        }
    }

    /// Our picture, pale, with what differs in red.
    pub fn difference(&self, viewed: &Picture) -> Picture {
        let pixels = self.picture.pixels.iter().zip(&viewed.pixels).map(|(ours, theirs)| {
            if distance(*ours, *theirs) > TOLERANCE { [220, 0, 60] } else { ours.map(|part| 192 + part / 4) }
        });
        Picture { pixels: pixels.collect(), ..*viewed }
    }

    /// Whether a line has much less ink than in our picture, as a whole or in any stretch of a few letters.
    fn is_lost(&self, line: &TextLine, viewed: &Picture) -> bool {
        let em = line.style.size;
        let all = Rect::new(line.x - 1.0, line.baseline - 0.8 * em, line.x + line.width + 1.0, line.baseline + 0.25 * em);
        let stretches = (all.width() / (2.0 * em)).ceil().max(1.0);
        let step = all.width() / stretches;
        let too_little = |rect: Rect, share: f64| {
            let (ours, theirs) = (self.ink(line, rect, &self.picture), self.ink(line, rect, viewed));
            ours > 3.0 && theirs < share * ours
        };
        let stretch = |i: usize| Rect { x0: all.x0 + step * i as f64, x1: all.x0 + step * (i + 1) as f64, ..all };
        too_little(all, 0.6) || (0..stretches as usize).any(|i| too_little(stretch(i), 0.4))
    }

    /// How many pixels the letters cover: how far the pixels of a picture have come from what is behind the text.
    fn ink(&self, line: &TextLine, rect: Rect, picture: &Picture) -> f64 {
        let color = [line.color.r, line.color.g, line.color.b];
        let mut sum = 0.0;
        for y in rect.y0.floor() as isize..rect.y1.ceil() as isize {
            for x in rect.x0.floor() as isize..rect.x1.ceil() as isize {
                let behind = self.without_text.at(x, y);
                let whole = f64::from(distance(color, behind)).max(24.0);
                sum += (f64::from(distance(picture.at(x, y), behind)) / whole).min(1.0);
            }
        }
        sum
    }
}

/// Moves all lines of text that leave a mark out of a scene.
fn take_texts(nodes: &mut Vec<Node>, texts: &mut Vec<TextLine>) {
    nodes.retain_mut(|node| match node {
        Node::Text(line) => {
            if !line.content.trim().is_empty() && !line.glyphs.is_empty() {
                texts.push(line.clone());
            }
            false
        }
        Node::Group(group) => {
            take_texts(&mut group.children, texts);
            true
        }
        Node::Shape(_) | Node::Icon(_) | Node::Image(_) => true,
    });
}

/// Drops all shapes that something is seen through.
fn drop_sheer(nodes: &mut Vec<Node>) {
    nodes.retain_mut(|node| match node {
        Node::Shape(shape) => !is_sheer(shape),
        Node::Group(group) => {
            drop_sheer(&mut group.children);
            true
        }
        Node::Text(_) | Node::Icon(_) | Node::Image(_) => true,
    });
}
