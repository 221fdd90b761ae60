//! The lane of storyboard frames: a picture for each stage.

use super::columns::Columns;
use super::context::Context;
use super::lane_label::{self, LaneLabel};
use super::lanes;
use crate::geometry::Rect;
use crate::journey::LaneId;

/// The storyboard at its place.
#[derive(Debug, Clone)]
pub struct Storyboard {
    /// Its outline, lane label included.
    pub rect: Rect,
    /// Name and icon.
    pub label: LaneLabel,
    /// Path of each picture, as the journey names it, and where it is drawn.
    pub frames: Vec<(String, Rect)>,
    /// Radius of the pictures' corners, px.
    pub radius: f64,
}

/// Height of a frame by its width, at most.
const TALLEST: f64 = 0.75;

/// Places the frames: one height for all, each as wide as its own proportions allow inside its stage.
pub fn place(context: &mut Context, columns: &Columns, label_width: f64, left: f64, right: f64, top: f64) -> Storyboard {
    let m = context.metrics;
    let name = lanes::name(context, LaneId::Images);
    let label = lane_label::plan(context, name, lanes::icon(context, LaneId::Images), false, label_width);
    let height = height(context, columns);
    let inset = columns.gutter * 0.2;
    let frames = context.journey.stages.iter().enumerate().filter_map(|(stage, facts)| {
        let path = &facts.image.as_ref()?.value;
        let raster = context.assets.image(path)?;
        let (x0, x1) = columns.span(stage);
        let width = (x1 - x0 - 2.0 * inset).min(height * f64::from(raster.width.max(1)) / f64::from(raster.height.max(1)));
        let left = x0 + inset;
        Some((path.clone(), Rect::new(left, top, left + width, top + height)))
    });
    Storyboard {
        rect: Rect::new(left, top, right, top + height),
        frames: frames.collect(),
        label: label.place(left + m.unit * 3.0, top + height / 2.0),
        radius: m.card_radius * 0.6,
    }
}

/// Height of all frames, px: so that the narrowest stage's picture is as wide as the stage, within reason.
pub fn height(context: &Context, columns: &Columns) -> f64 {
    let m = &context.metrics;
    let stages = context.journey.stages.iter().enumerate();
    let narrowest = stages
        .filter(|(_, facts)| facts.image.is_some())
        .map(|(s, _)| columns.span(s).1 - columns.span(s).0)
        .fold(f64::INFINITY, f64::min);
    (narrowest * TALLEST).clamp(m.body * 6.0, m.body * 11.0)
}
