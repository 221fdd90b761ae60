//! Where everything stands: pure geometry, time from left to right. The picture of a right-to-left language is mirrored
//! as a whole when it is painted.

mod arrangement;
pub mod blueprint;
pub mod card;
pub mod cells;
pub mod check;
pub mod columns;
pub mod context;
pub mod curve;
pub mod emotion;
mod feelings;
pub mod footer;
pub mod header;
pub mod label;
pub mod lane_label;
pub mod lanes;
pub mod notes;
mod page;
pub mod route;
pub mod series;
pub mod stages;
pub mod storyboard;
pub mod swimlanes;

pub use check::check;
pub use page::lay_out;

use crate::geometry::Size;
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
    /// Left and right edge of each stage, px.
    pub spans: Vec<(f64, f64)>,
    /// Faint lines between stages: x, top and bottom, px.
    pub separators: Vec<(f64, f64, f64)>,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Legend and review line.
    pub footer: footer::Footer,
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
