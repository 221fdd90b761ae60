//! What every part of the layout looks at.

use crate::assets::Assets;
use crate::journey::{Arrange, Feeling, Journey, Touchpoint};
use crate::scene::FontStyle;
use crate::text::Typesetter;
use crate::theme::Metrics;

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
    /// Whether space down the page is dear: a page of fixed height, on which words grow when gaps shrink.
    pub compact: bool,
    /// All touchpoints in order, each with its stage.
    pub touchpoints: Vec<(usize, &'a Touchpoint)>,
}

impl<'a> Context<'a> {
    /// For one layout of `journey`.
    pub fn new(journey: &'a Journey, assets: &'a Assets, metrics: Metrics, compact: bool, text: &'a mut Typesetter) -> Self {
        let touchpoints =
            journey.stages.iter().enumerate().flat_map(|(i, stage)| stage.touchpoints.iter().map(move |t| (i, t))).collect();
        Self { journey, assets, metrics, text, compact, touchpoints }
    }

    /// A space down the page: as it is on a page of its own height, less on a fixed page.
    pub fn space(&self, natural: f64) -> f64 {
        if self.compact { natural * 0.7 } else { natural }
    }

    /// Whether cards stand in cells instead of columns of their own.
    pub fn is_matrix(&self) -> bool {
        self.journey.arrange == Arrange::Matrix
    }

    /// Whether the map is a board: a matrix without swimlanes, each stage in its own colour.
    pub fn is_board(&self) -> bool {
        self.is_matrix() && !self.touchpoints.is_empty() && self.touchpoints.iter().all(|(_, t)| t.channel.is_none())
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
        self.journey.personas.is_empty() || touchpoint.personas.binary_search(&traveller).is_ok()
    }
}

/// What this traveller feels, of a list that may name personas or speak for everybody.
pub fn felt_by(feelings: &[Feeling], traveller: usize) -> Option<&[f64]> {
    let own = feelings.iter().find(|f| f.persona == Some(traveller));
    own.or_else(|| feelings.iter().find(|f| f.persona.is_none())).map(|f| f.values.as_slice())
}
