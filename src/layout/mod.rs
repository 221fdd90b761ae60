//! Where everything stands: pure geometry, time from left to right. The picture of a right-to-left language is mirrored
//! as a whole when it is painted.

mod arrangement;
mod bands;
pub mod before;
pub mod blueprint;
pub mod card;
pub mod cells;
pub mod changes;
pub mod check;
pub mod columns;
pub mod context;
pub mod curve;
pub mod emotion;
mod feelings;
mod fit;
pub mod footer;
pub mod header;
pub mod label;
pub mod lane_label;
pub mod lanes;
pub mod log;
pub mod notes;
mod page;
mod pagination;
pub mod route;
pub mod series;
mod sketch;
mod split;
pub mod stages;
pub mod storyboard;
mod strips;
pub mod swimlanes;
pub mod tag;
mod window;

pub use check::check;
pub use page::{Band, Extent, Pages, lay_out, lay_out_overlay};

use crate::geometry::{Rect, Size};
use crate::journey::LaneId;
use crate::theme::Metrics;

/// Where everything stands.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The page, px.
    pub size: Size,
    /// The measures at the page's scale.
    pub metrics: Metrics,
    /// Whether it is a matrix without swimlanes.
    pub board: bool,
    /// Title and personas.
    pub header: header::Header,
    /// Phases and stages.
    pub stages: stages::Stages,
    /// Each stage that it shows, with its left and right edge, px; in order.
    pub spans: Vec<(usize, (f64, f64))>,
    /// Faint lines between stages: x, top and bottom, px.
    pub separators: Vec<(f64, f64, f64)>,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Legend, review line and log of reviews.
    pub footer: footer::Footer,
    /// Where it is joined to other pages.
    pub joints: Joints,
    /// What stands on a comparison of two revisions only.
    pub changes: Option<changes::Changes>,
}

/// Where paths and curves come from the page before and leave for the next one; nothing where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Joints {
    /// Left end of what comes from the page before, px.
    pub before: Option<f64>,
    /// Right end of what goes on on the next page, px: the edge of the page.
    pub after: Option<f64>,
}

/// A lane at its place.
#[derive(Debug, Clone)]
pub enum Lane {
    /// All swimlanes.
    Swimlanes(swimlanes::Swimlanes),
    /// The emotion curves.
    Emotions(emotion::EmotionLane),
    /// Texts.
    Cells(cells::CellLane),
    /// Pictures.
    Storyboard(storyboard::Storyboard),
}

impl Lane {
    /// Its outline, lane label included.
    pub fn rect(&self) -> Rect {
        match self {
            Lane::Swimlanes(lane) => lane.rect,
            Lane::Emotions(lane) => lane.rect,
            Lane::Cells(lane) => lane.rect,
            Lane::Storyboard(lane) => lane.rect,
        }
    }

    /// Which lane it is.
    pub fn id(&self) -> LaneId {
        match self {
            Lane::Swimlanes(_) => LaneId::Channels,
            Lane::Emotions(_) => LaneId::Emotions,
            Lane::Cells(lane) => lane.id,
            Lane::Storyboard(_) => LaneId::Images,
        }
    }
}
