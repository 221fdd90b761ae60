//! What every part of the layout looks at.

use super::log::Log;
use super::tag;
use crate::assets::Assets;
use crate::diff::marks::Marks;
use crate::journey::{Arrange, Feeling, Journey, LaneId, Touchpoint};
use crate::scene::FontStyle;
use crate::text::Typesetter;
use crate::theme::Metrics;
use std::ops::Range;

/// Some of the lanes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Which.
    pub lanes: Vec<LaneId>,
    /// Which swimlanes of [`LaneId::Channels`], counted from the top; all where absent.
    pub rows: Option<Range<usize>>,
}

/// Traces of what moved share this many tracks at most.
const MOST_TRACES: usize = 2;

/// How dear space down the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// A page of its own height.
    Natural,
    /// A page of fixed height, on which words grow when gaps shrink.
    Compact,
    /// A page that is hardly high enough: icons stand beside the words, and every row is only as high as it must be.
    Dense,
}

/// The journey, the measures and the typesetter, handed from part to part.
pub struct Context<'a> {
    /// What is laid out.
    pub journey: &'a Journey,
    /// Its icons and pictures.
    pub assets: &'a Assets,
    /// Measures at the page's scale.
    pub metrics: Metrics,
    /// Measures text.
    pub text: &'a mut Typesetter,
    /// How dear space down the page is.
    pub density: Density,
    /// What is wanted of the lanes that the journey has; all where absent.
    pub wanted: Option<Selection>,
    /// What the parts have gone through, where two revisions are compared.
    pub marks: Option<&'a Marks>,
    /// The log of reviews between these edges, px, as it was measured last; see [`log::place`](super::log::place).
    pub log: Option<((f64, f64), Option<Log>)>,
    /// All touchpoints in order, each with its stage.
    pub touchpoints: Vec<(usize, &'a Touchpoint)>,
}

impl<'a> Context<'a> {
    /// For one layout of `journey`.
    pub fn new(journey: &'a Journey, assets: &'a Assets, metrics: Metrics, density: Density, text: &'a mut Typesetter) -> Self {
        let touchpoints =
            journey.stages.iter().enumerate().flat_map(|(i, stage)| stage.touchpoints.iter().map(move |t| (i, t))).collect();
        Self { journey, assets, metrics, text, density, wanted: None, marks: None, log: None, touchpoints }
    }

    /// The touchpoint of this index among all of them.
    pub fn touchpoint(&self, index: usize) -> Option<&'a Touchpoint> {
        self.touchpoints.get(index).map(|(_, touchpoint)| *touchpoint)
    }

    /// A space down the page: as it is on a page of its own height, less where space is dear.
    pub fn space(&self, natural: f64) -> f64 {
        let share = match self.density {
            Density::Natural => 1.0,
            Density::Compact => 0.7,
            Density::Dense => 0.5,
        };
        natural * share
    }

    /// Whether space down the page is dear.
    pub fn is_compact(&self) -> bool {
        self.density > Density::Natural
    }

    /// Whether space down the page is very dear.
    pub fn is_dense(&self) -> bool {
        self.density == Density::Dense
    }

    /// Whether cards stand in cells instead of columns of their own.
    pub fn is_matrix(&self) -> bool {
        self.journey.arrange == Arrange::Matrix
    }

    /// Whether the map is a board: a matrix without swimlanes, each stage in its own colour.
    pub fn is_board(&self) -> bool {
        self.is_matrix() && !self.touchpoints.is_empty() && self.touchpoints.iter().all(|(_, t)| t.channel.is_none())
    }

    /// Space above what may carry a tag, px; none where no revisions are compared.
    pub fn tag_room(&self) -> f64 {
        self.marks.map_or(0.0, |_| tag::height(&self.metrics))
    }

    /// Paths and curves to draw: one for each persona, or a single nameless one.
    pub fn travellers(&self) -> usize {
        self.journey.personas.len().max(1)
    }

    /// How quotes are set: slanted where the map's script knows a slant, else upright.
    pub fn quote_style(&self, size: f64) -> FontStyle {
        let base = self.journey.language.split('-').next().unwrap_or_default();
        let upright = ["ar", "fa", "he", "ur", "ps", "ja", "zh", "ko", "th", "hi"].contains(&base);
        FontStyle { size, weight: 400, italic: !upright, tracking: 0.0 }
    }

    /// Whether this traveller comes to a touchpoint.
    pub fn visits(&self, traveller: usize, touchpoint: &Touchpoint) -> bool {
        !touchpoint.past && (self.journey.personas.is_empty() || touchpoint.personas.binary_search(&traveller).is_ok())
    }

    /// How many paths may run beside each other: one for each traveller, and some for what moved.
    pub fn tracks(&self) -> usize {
        self.travellers() + self.marks.map_or(0, |marks| marks.traces.len().min(MOST_TRACES))
    }
}

/// What this traveller feels, of a list that may name personas or speak for everybody.
pub fn felt_by(feelings: &[Feeling], traveller: usize) -> Option<&[f64]> {
    let own = feelings.iter().find(|f| f.persona == Some(traveller));
    own.or_else(|| feelings.iter().find(|f| f.persona.is_none())).map(|f| f.values.as_slice())
}
