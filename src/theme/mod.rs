//! A theme is data: measures, which layout sees, and colours, which paint sees. The built-in ones stand in `themes/`.

mod check;
mod load;
mod nearest;
mod overlay;

pub use load::{BUILT_IN, built_in, load, load_from, parse};

use crate::color::Rgb;
use serde::Deserialize;

/// How a map looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Its name, for messages.
    pub name: String,
    /// What it is for, one line.
    pub about: String,
    /// Seen by layout.
    pub metrics: Metrics,
    /// Seen by paint.
    pub palette: Palette,
}

/// Every measure of a map, and what of it is there. px at the natural size; a page may scale all of them together.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Metrics {
    /// The spacing unit; gaps are multiples of it, px.
    pub unit: f64,
    /// Free space around the map, px.
    pub margin: f64,
    /// Size of the title, px.
    pub title: f64,
    /// Size of the subtitle, px.
    pub subtitle: f64,
    /// Size of stage and persona names, px.
    pub heading: f64,
    /// Size of lane labels, px.
    pub label: f64,
    /// Size of cards, lists and quotes, px.
    pub body: f64,
    /// Size of phases, captions and the legend, px.
    pub small: f64,
    /// Line height as a multiple of the size.
    pub leading: f64,
    /// Radius of cards' corners, px.
    pub card_radius: f64,
    /// Radius of lanes' and panels' corners, px.
    pub panel_radius: f64,
    /// Free space inside a card, px.
    pub card_padding: f64,
    /// Between two cards, across and down; paths run in its middle, px.
    pub gutter: f64,
    /// Width of a persona's path, px.
    pub path_width: f64,
    /// Distance of parallel paths, centre to centre, px.
    pub path_offset: f64,
    /// Width of an emotion curve, px.
    pub curve_width: f64,
    /// Width of outlines, px.
    pub outline: f64,
    /// Whether the log of reviews stands in the footer of maps that ask for no lanes.
    pub review_notes: bool,
}

/// Every colour of a map.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Palette {
    /// Behind everything.
    pub page: Rgb,
    /// Titles, names and card labels.
    pub text: Rgb,
    /// Subtitles, captions, legend, review line.
    pub text_muted: Rgb,
    /// Rules over phases, axes.
    pub line: Rgb,
    /// Fainter lines: between lanes and stages, grid.
    pub hairline: Rgb,
    /// Behind the swimlanes.
    pub panel: Rgb,
    /// Behind the emotion curves.
    pub plot: Rgb,
    /// Around the emotion lane.
    pub plot_border: Rgb,
    /// The inside of a touchpoint card.
    pub card: Rgb,
    /// Around a card.
    pub card_border: Rgb,
    /// Around a card outside the brand's control; dashed.
    pub card_indirect: Rgb,
    /// Icons on cards, and paths and curves where there is no persona.
    pub accent: Rgb,
    /// Icons of lanes.
    pub lane_icon: Rgb,
    /// Stage headers from the first to the last; colours between them are mixed.
    pub stages: Vec<Rgb>,
    /// Names on stage headers.
    pub stage_text: Rgb,
    /// Goals and counts on stage headers.
    pub stage_text_muted: Rgb,
    /// Stages of a board (a matrix without channels): each in its own colour, taken in turn.
    pub boards: Vec<Board>,
    /// Personas, taken in turn where they have no colour of their own.
    pub personas: Vec<Rgb>,
    /// Dashes of each persona's path and curve, taken in turn; lengths in px, empty for an unbroken line.
    pub persona_dashes: Vec<Vec<f64>>,
    /// How strongly a persona's colour tints the disc behind its icon, 0 to 1.
    pub persona_tint: f64,
    /// Faces and curve areas, from worst to best.
    pub grades: [Rgb; 5],
    /// Strongest opacity of the tint between a curve and its zero line, 0 to 1.
    pub area_opacity: f64,
    /// How that area is filled.
    pub area: AreaStyle,
    /// The moment-of-truth badge.
    pub moment: Rgb,
    /// The star on it.
    pub moment_icon: Rgb,
    /// Lanes of pain points.
    pub pains: Cell,
    /// Lanes of opportunities.
    pub opportunities: Cell,
    /// All other lanes of text.
    pub plain: Cell,
    /// Around a card that hurts.
    pub pain_border: Rgb,
    /// Swimlanes of a service blueprint.
    pub tiers: Tiers,
}

/// How the area between a curve and its zero line is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaStyle {
    /// Toward the feeling's colour.
    Tint,
    /// With lines: rising above the neutral line, falling below it.
    Hatch,
}

/// Colours of one stage of a board.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Board {
    /// The stage's header.
    pub header: Rgb,
    /// Icons of its cards.
    pub icon: Rgb,
    /// The disc behind them.
    pub disc: Rgb,
}

/// Colours of a cell in a lane of text.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cell {
    /// Behind the text.
    pub fill: Rgb,
    /// Around the cell; equal to `fill` where none is wanted.
    pub border: Rgb,
    /// Bullets and the lane's icon.
    pub mark: Rgb,
}

/// Colours of the tiers of a service blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tiers {
    /// What the customer does.
    pub customer: TierColors,
    /// What is done before the customer's eyes.
    pub frontstage: TierColors,
    /// What is done out of sight.
    pub backstage: TierColors,
    /// What supports the staff.
    pub support: TierColors,
}

/// Colours of one tier.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TierColors {
    /// Behind its swimlanes.
    pub panel: Rgb,
    /// Around its cards.
    pub border: Rgb,
    /// Its icon, and the blueprint line under it with its name.
    pub ink: Rgb,
}

impl Metrics {
    /// The same with no text smaller than `least` px; the order of the sizes stays, and lines grow some of the way with
    /// the words.
    pub fn with_least_text(&self, least: f64) -> Metrics {
        let lines = (self.body.max(least) / self.body).sqrt();
        Metrics {
            path_width: self.path_width * lines,
            path_offset: self.path_offset * lines,
            curve_width: self.curve_width * lines,
            outline: self.outline * lines,
            card_radius: self.card_radius * lines,
            title: self.title.max(least * 1.85),
            subtitle: self.subtitle.max(least * 1.05),
            heading: self.heading.max(least * 1.05),
            label: self.label.max(least),
            body: self.body.max(least),
            small: self.small.max(least),
            ..*self
        }
    }

    /// All lengths times `factor` (a map set larger or smaller as a whole).
    pub fn scaled(&self, factor: f64) -> Metrics {
        let f = factor;
        Metrics {
            unit: self.unit * f,
            margin: self.margin * f,
            title: self.title * f,
            subtitle: self.subtitle * f,
            heading: self.heading * f,
            label: self.label * f,
            body: self.body * f,
            small: self.small * f,
            leading: self.leading,
            card_radius: self.card_radius * f,
            panel_radius: self.panel_radius * f,
            card_padding: self.card_padding * f,
            gutter: self.gutter * f,
            path_width: self.path_width * f,
            path_offset: self.path_offset * f,
            curve_width: self.curve_width * f,
            outline: self.outline * f,
            review_notes: self.review_notes,
        }
    }
}
