//! Places by which a shape is recognised in a picture.

use crate::picture::{Picture, distance};
use kurbo::{Affine, BezPath, ParamCurve as _, ParamCurveArclen as _, Point, Rect, Shape as _};
use wayline::color::Rgb;
use wayline::scene::{Fill, Geometry, Icon, IconPaint, Node, Shape};

/// A shape of a scene by some of its pixels in our picture.
pub struct Probe {
    /// Its kind and place, for people.
    pub name: String,
    spots: Vec<Spot>,
}

/// A pixel of a shape.
struct Spot {
    x: isize,
    y: isize,
    /// As we draw it.
    color: [u8; 3],
    /// A viewer's pixel may be so far from it.
    tolerance: u8,
    /// Whether a neighbour of the pixel will do: lines are drawn a little thinner here and there.
    near: bool,
}

impl Probe {
    /// Whether more than half of it is not there.
    pub fn is_lost(&self, viewed: &Picture) -> bool {
        let lost = |spot: &&Spot| {
            let reach = isize::from(spot.near);
            let neighbours = (-reach..=reach).flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy)));
            let closest = neighbours.map(|(dx, dy)| distance(viewed.at(spot.x + dx, spot.y + dy), spot.color)).min();
            closest.unwrap_or(0) > spot.tolerance
        };
        2 * self.spots.iter().filter(lost).count() > self.spots.len()
    }
}

/// Whether something is seen through a shape.
pub fn is_sheer(shape: &Shape) -> bool {
    match &shape.fill {
        Some(Fill::Linear { stops, .. }) => stops.iter().any(|(_, _, opacity)| *opacity < 1.0),
        Some(Fill::Solid { opacity, .. }) => *opacity < 1.0,
        None => false,
    }
}

/// Every shape, icon and picture that can be told from what is around it in our `picture` or, for sheer shapes, from what
/// is behind it: `ground` is the picture without them.
pub fn probes(nodes: &[Node], picture: &Picture, ground: &Picture) -> Vec<Probe> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Group(group) => found.extend(probes(&group.children, picture, ground)),
            Node::Shape(shape) => found.extend(of_shape(shape, picture, ground)),
            Node::Icon(icon) => found.extend(of_icon(icon, picture)),
            Node::Image(image) => {
                found.extend(probe("picture", image.rect, inside(&image.rect.to_path(0.1), picture, 48)));
            }
            Node::Text(_) => {}
        }
    }
    found
}

fn of_shape(shape: &Shape, picture: &Picture, ground: &Picture) -> Vec<Probe> {
    let path = match &shape.geometry {
        Geometry::Rect { rect, radius } => rect.abs().to_rounded_rect(*radius).to_path(0.05),
        Geometry::Circle { center, radius } => kurbo::Circle::new(*center, *radius).to_path(0.05),
        Geometry::Line { from, to } => kurbo::Line::new(*from, *to).to_path(0.05),
        Geometry::Path(path) => path.clone(),
    };
    let bounds = path.bounding_box();
    let mut found = Vec::new();
    let area = match &shape.fill {
        None => Vec::new(),
        Some(_) if is_sheer(shape) => {
            let mut spots = inside(&path, picture, 0);
            // Some draw gradients in steps: half of the way to the ground will do.
            spots.iter_mut().for_each(|spot| spot.tolerance = distance(spot.color, ground.at(spot.x, spot.y)) / 2);
            spots.retain(|spot| spot.tolerance >= 4);
            spots
        }
        Some(Fill::Linear { .. }) => inside(&path, picture, 24),
        Some(Fill::Solid { .. }) => inside(&path, picture, 3),
    };
    found.extend(probe("area", bounds, area));
    if let Some(stroke) = shape.stroke.as_ref().filter(|stroke| stroke.width > 0.0 && stroke.opacity > 0.0) {
        found.extend(probe("line", bounds, along(&path, stroke.color, picture)));
    }
    found
}

fn of_icon(icon: &Icon, picture: &Picture) -> Option<Probe> {
    let place = Affine::translate(icon.at.to_vec2()) * Affine::scale(icon.size / icon.art.grid);
    let spots = icon.art.shapes.iter().filter_map(|shape| {
        let path = place * BezPath::from_svg(&shape.path).ok()?;
        let color = |paint| if let IconPaint::Fixed(color) = paint { color } else { icon.color };
        Some(match shape.stroke {
            Some((paint, _)) => along(&path, color(paint), picture),
            None => inside(&path, picture, 24),
        })
    });
    probe("icon", Rect::from_origin_size(icon.at, (icon.size, icon.size)), spots.flatten().collect())
}

/// Nothing where too few places tell the shape from its surroundings.
fn probe(kind: &str, bounds: Rect, spots: Vec<Spot>) -> Option<Probe> {
    let name = format!("{kind} {:.0} × {:.0} at {:.0}, {:.0}", bounds.width(), bounds.height(), bounds.x0, bounds.y0);
    (spots.len() >= 4).then_some(Probe { name, spots })
}

/// Pixels inside an outline, in a part of it that has one colour.
fn inside(path: &BezPath, picture: &Picture, tolerance: u8) -> Vec<Spot> {
    let bounds = path.bounding_box();
    let step = (bounds.area() / 400.0).sqrt().max(1.0);
    let mut spots = Vec::new();
    let mut at = Point::new(bounds.x0 + step / 2.0, bounds.y0 + step / 2.0);
    while at.y < bounds.y1 {
        let (x, y) = (at.x.floor() as isize, at.y.floor() as isize);
        let color = picture.at(x, y);
        let on_page = x > 0 && y > 0 && x + 1 < picture.width as isize && y + 1 < picture.height as isize;
        let even = (-1..=1).all(|dy| (-1..=1).all(|dx| distance(picture.at(x + dx, y + dy), color) <= 2));
        if on_page && even && path.contains(at) {
            spots.push(Spot { x, y, color, tolerance, near: false });
        }
        at.x += step;
        if at.x >= bounds.x1 {
            at = Point::new(bounds.x0 + step / 2.0, at.y + step);
        }
    }
    spots
}

/// Pixels along a line, where its ink stands out from what is around it; not those in the gaps between dashes.
fn along(path: &BezPath, ink: Rgb, picture: &Picture) -> Vec<Spot> {
    const STEP: f64 = 1.5;
    let ink = [ink.r, ink.g, ink.b];
    let mut spots = Vec::new();
    for segment in path.segments() {
        let length = segment.arclen(0.1);
        let count = (length / STEP).ceil().max(1.0) as usize;
        for i in 0..=count {
            let at = segment.eval(i as f64 / count as f64);
            let (x, y) = (at.x.floor() as isize, at.y.floor() as isize);
            if x < 0 || y < 0 || x >= picture.width as isize || y >= picture.height as isize {
                continue;
            }
            let color = picture.at(x, y);
            let around = (-4..=4).flat_map(|dy| (-4..=4).map(move |dx| (dx, dy)));
            let ground = around.map(|(dx, dy)| picture.at(x + dx, y + dy)).max_by_key(|other| distance(*other, color));
            let ground = ground.unwrap_or(color);
            let contrast = distance(ground, color);
            if contrast >= 8 && distance(color, ink).saturating_add(contrast / 2) < distance(ground, ink) {
                spots.push(Spot { x, y, color, tolerance: contrast / 2, near: true });
            }
        }
    }
    spots
}
