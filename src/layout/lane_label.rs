//! The name and icon at the start of a lane.

use super::context::Context;
use super::label::{Label, font, room, set, word_room};
use crate::geometry::Point;
use crate::text::TextBlock;
use crate::theme::Metrics;

/// A lane's name at its place.
#[derive(Debug, Clone)]
pub struct LaneLabel {
    /// Its words.
    pub label: Label,
    /// Its icon: name, upper left corner, side in px.
    pub icon: Option<(IconSource, Point, f64)>,
}

/// Where a lane's icon comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IconSource {
    /// By the name or path that the file gives.
    Named(String),
    /// By what the lane itself is called.
    Guessed(String),
}

/// A lane's measured name.
#[derive(Debug, Clone)]
pub struct Plan {
    block: TextBlock,
    icon: Option<IconSource>,
    side: f64,
    gap: f64,
}

/// Side of a lane's icon, px.
fn side(m: &Metrics) -> f64 {
    m.label * 1.5
}

/// Width of the column of lane names, its padding included, for these names; 0 where there are none, px.
pub fn column_width(context: &mut Context, names: &[&str]) -> f64 {
    let m = context.metrics;
    if names.is_empty() {
        return 0.0;
    }
    let style = font(m.label, 600);
    let word = names.iter().map(|n| word_room(context.text, n, style)).fold(0.0, f64::max);
    let full = names.iter().map(|n| room(context.text, n, style)).fold(0.0, f64::max);
    let text = word.max(full.min(m.label * 8.4)).min(m.label * 13.0);
    m.unit * 3.0 + side(&m) + m.unit * 3.0 + text + m.unit * 3.0
}

/// Breaks a lane's name for a column of `width` px.
pub fn plan(context: &mut Context, name: &str, icon: Option<&str>, guess: bool, width: f64) -> Plan {
    let m = context.metrics;
    let room = width - m.unit * 9.0 - side(&m);
    let block = set(context.text, name, font(m.label, 600), room, 1.28);
    let icon = match icon {
        Some(name) => Some(IconSource::Named(name.to_owned())),
        None => guess.then(|| IconSource::Guessed(name.to_owned())),
    };
    Plan { block, icon, side: side(&m), gap: m.unit * 3.0 }
}

impl Plan {
    /// Height, px.
    pub fn height(&self) -> f64 {
        self.block.height().max(self.side)
    }

    /// From `left`, in the middle around `center`.
    pub fn place(self, left: f64, center: f64) -> LaneLabel {
        let icon = self.icon.map(|source| (source, Point::new(left, center - self.side / 2.0), self.side));
        let x = left + self.side + self.gap;
        let top = center - self.block.height() / 2.0;
        LaneLabel { label: Label::new(self.block, x, top), icon }
    }
}
