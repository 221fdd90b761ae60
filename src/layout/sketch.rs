//! What decides how many pages a map takes: columns whose widths are known, before anything has a place.

use super::card::CardStyle;
use super::columns;
use super::context::{Context, Density, Selection};
use super::pagination::Pagination;
use super::{blueprint, lane_label, lanes, swimlanes};
use crate::assets::Assets;
use crate::diff::marks::Marks;
use crate::geometry::Size;
use crate::journey::{Journey, LaneId};
use crate::text::Typesetter;
use crate::theme::Metrics;
use std::ops::Range;

/// Width that a natural map of ten to fifteen steps comes near to, px.
pub(super) const NATURAL_WIDTH: f64 = 1920.0;

/// What an arrangement is made for.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    /// Size of a page, px; as large as the map wants where absent.
    pub(super) page: Option<Size>,
    /// The stages of each page, in order; all on one where empty.
    pub(super) pages: Vec<Range<usize>>,
    /// How dear space is.
    pub(super) density: Density,
    /// Which lanes of those that the journey has; all where absent.
    pub(super) lanes: Option<Selection>,
    /// Whether the footer keeps room for the page's number.
    pub(super) numbered: bool,
    /// What the parts have gone through, where two revisions are compared.
    pub(super) marks: Option<&'a Marks>,
}

impl<'a> Frame<'a> {
    /// One page for everything.
    pub(super) fn single(page: Option<Size>, density: Density, marks: Option<&'a Marks>) -> Self {
        Self { page, pages: Vec::new(), density, lanes: None, numbered: false, marks }
    }
}

/// Space before the first column of a page that goes on, in spacing units: enough to see where a path or curve comes from.
pub(super) const LEAD: f64 = 4.0;

/// The part of an arrangement that decides how many pages it takes: columns without a place.
pub(super) struct Sketch {
    pub(super) plan: columns::Plan,
    pub(super) style: CardStyle,
    /// Width of the column of lane names, px.
    pub(super) label_width: f64,
    /// Between two stages, px.
    pub(super) between: f64,
}

impl Sketch {
    /// For `pages` pages of this size.
    pub(super) fn new(context: &mut Context, page: Option<Size>, pages: usize) -> Self {
        let m = context.metrics;
        let present = lanes::present(context);
        let (channels, row_of) = swimlanes::rows(context);
        let has_cards = present.contains(&LaneId::Channels);

        let journey = context.journey;
        let mut names: Vec<&str> = Vec::new();
        if has_cards {
            names.extend(channels.iter().flatten().filter_map(|c| journey.channels.get(*c)).map(|channel| channel.name.as_str()));
        }
        names.extend(present.iter().filter(|l| **l != LaneId::Channels).map(|l| lanes::name(context, *l)));
        let mut label_width = lane_label::column_width(context, &names);
        if present.contains(&LaneId::Emotions) && lanes::has_curves(context) {
            label_width += m.body * 1.9; // the faces of the scale
        }
        if has_cards {
            label_width = label_width.max(blueprint::line_names_width(context, &channels));
        }

        let style = CardStyle::of(context);
        let natural = NATURAL_WIDTH * m.body / 13.0;
        let count = pages.max(1) as f64;
        let target = (page.map_or(natural, |p| p.width) - 2.0 * m.margin - label_width) * count;
        let plan = if context.is_matrix() {
            let shape = page.map_or(9.0 / 16.0, |p| p.height / p.width);
            columns::matrix(context, &style, &row_of, Size::new(natural * count, natural * shape), label_width)
        } else {
            columns::sequence(context, &style, target)
        };
        let between = if context.is_board() { m.unit * 5.0 } else { 0.0 };
        Self { plan, style, label_width, between }
    }

    /// Width of the whole map when its columns are as wide as they like, px.
    pub(super) fn natural_width(&self, m: &Metrics) -> f64 {
        let stages = self.plan.stages();
        let gaps = self.between * (stages.saturating_sub(1)) as f64;
        self.plan.ideal(&(0..stages)) + gaps + self.label_width + 2.0 * m.margin
    }

    /// Width of the columns on a page that is `width` px wide, px.
    fn room(&self, m: &Metrics, width: f64) -> f64 {
        width - 2.0 * m.margin - self.label_width - LEAD * m.unit
    }

    /// How the stages stand on `count` pages, if they fit that many; with `None` on the fewest.
    pub(super) fn paginate(&self, journey: &Journey, m: &Metrics, width: f64, count: Option<usize>) -> Option<Pagination> {
        let units = self.plan.units();
        let touchpoints: Vec<usize> = journey.stages.iter().map(|stage| stage.touchpoints.len()).collect();
        let room = self.room(m, width);
        let count = count.unwrap_or_else(|| Pagination::fewest(&units, &touchpoints, room, self.between));
        Pagination::new(&units, &touchpoints, count, room, self.between)
    }

    /// Width of all columns when they are as narrow as their words allow, and the room that a page has for them, px.
    pub(super) fn extent(&self, m: &Metrics, width: f64) -> (f64, f64) {
        let stages = self.plan.stages();
        let gaps = self.between * (stages.saturating_sub(1)) as f64;
        (self.plan.least(&(0..stages)) + gaps, self.room(m, width) + LEAD * m.unit)
    }
}

/// The columns of a journey before it is decided how many pages they take.
pub(super) fn sketch(
    journey: &Journey,
    assets: &Assets,
    metrics: Metrics,
    frame: &Frame,
    pages: usize,
    text: &mut Typesetter,
) -> Sketch {
    let mut context = Context::new(journey, assets, metrics, frame.density, text);
    context.wanted.clone_from(&frame.lanes);
    context.marks = frame.marks;
    Sketch::new(&mut context, frame.page, pages)
}
