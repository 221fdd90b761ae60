//! Everything measured for one width, and stacked from top to bottom.

use super::card::CardStyle;
use super::columns::{self, Columns};
use super::context::Context;
use super::{Lane, Layout};
use super::{blueprint, cells, emotion, footer, header, lane_label, lanes, stages, storyboard, swimlanes};
use crate::assets::Assets;
use crate::geometry::Size;
use crate::journey::{Journey, LaneId};
use crate::text::Typesetter;
use crate::theme::Metrics;

/// Width that a natural map of ten to fifteen steps comes near to, px.
pub(super) const NATURAL_WIDTH: f64 = 1920.0;
/// No natural map is narrower than this, px.
const NARROWEST: f64 = 680.0;

/// A lane that is measured but has no place yet.
enum Measured {
    Swimlanes(swimlanes::Plan),
    Emotions(emotion::Plan),
    Cells(cells::Plan),
    Storyboard(f64),
}

impl Measured {
    fn height(&self) -> f64 {
        match self {
            Measured::Swimlanes(plan) => plan.height(),
            Measured::Emotions(plan) => plan.height(),
            Measured::Cells(plan) => plan.height(),
            Measured::Storyboard(height) => *height,
        }
    }

    /// How much higher than needed it may get on a page with room to spare, px.
    fn stretch(&self) -> f64 {
        match self {
            Measured::Swimlanes(plan) => plan.height() * 0.3,
            Measured::Emotions(plan) => plan.height() * 0.9,
            Measured::Cells(plan) => plan.height() * 0.2,
            Measured::Storyboard(_) => 0.0,
        }
    }
}

/// Everything measured for one width.
pub(super) struct Arrangement<'a> {
    context: Context<'a>,
    columns: Columns,
    measured: Vec<Measured>,
    label_width: f64,
    left: f64,
    right: f64,
    width: f64,
    /// How many times wider than the page the narrowest columns are.
    squeeze: f64,
}

impl<'a> Arrangement<'a> {
    pub(super) fn new(
        journey: &'a Journey,
        assets: &'a Assets,
        metrics: Metrics,
        page: Option<Size>,
        text: &'a mut Typesetter,
    ) -> Self {
        let mut context = Context::new(journey, assets, metrics, page.is_some(), text);
        let m = metrics;
        let present = lanes::present(&context);
        let (channels, row_of) = swimlanes::rows(&context);
        let has_cards = present.contains(&LaneId::Channels);

        let mut names: Vec<&str> = Vec::new();
        if has_cards {
            names.extend(channels.iter().flatten().map(|c| journey.channels[*c].name.as_str()));
        }
        names.extend(present.iter().filter(|l| **l != LaneId::Channels).map(|l| lanes::name(&context, *l)));
        let mut label_width = lane_label::column_width(&mut context, &names);
        if present.contains(&LaneId::Emotions) && lanes::has_curves(&context) {
            label_width += m.body * 1.9; // the faces of the scale
        }

        if has_cards {
            label_width = label_width.max(blueprint::line_names_width(&mut context, &channels));
        }

        let style = CardStyle::of(&context);
        let natural = NATURAL_WIDTH * m.body / 13.0;
        let target = page.map_or(natural, |p| p.width) - 2.0 * m.margin - label_width;
        let plan = if context.is_matrix() {
            let page = Size::new(natural, natural * page.map_or(9.0 / 16.0, |p| p.height / p.width));
            columns::matrix(&mut context, &style, &row_of, page, label_width)
        } else {
            columns::sequence(&mut context, &style, target)
        };
        let between = if context.is_board() { m.unit * 5.0 } else { 0.0 };
        let gaps = between * (journey.stages.len() - 1) as f64;
        let wanted = plan.ideal() + gaps;
        let narrowest = plan.least() + gaps + label_width + 2.0 * m.margin;
        let width = match page {
            Some(page) => page.width,
            None => (wanted + label_width + 2.0 * m.margin).max(NARROWEST * m.body / 13.0).ceil(),
        };
        let (left, right) = (m.margin, width - m.margin);
        // the cards of a board stand on the margin itself
        let bleed = if context.is_board() && label_width == 0.0 { plan.gutter() / 2.0 } else { 0.0 };
        let columns = plan.place(left + label_width - bleed, right + bleed, between);

        let measured = present
            .iter()
            .map(|lane| match lane {
                LaneId::Channels => Measured::Swimlanes(swimlanes::plan(&mut context, style, &columns, label_width)),
                LaneId::Emotions if lanes::has_curves(&context) => {
                    Measured::Emotions(emotion::plan(&mut context, &columns, label_width))
                }
                LaneId::Images => Measured::Storyboard(storyboard::height(&context, &columns)),
                _ => Measured::Cells(cells::plan(&mut context, &columns, *lane, label_width)),
            })
            .collect();
        Self { context, columns, measured, label_width, left, right, width, squeeze: narrowest / width }
    }

    /// How many times wider than the page the map is when its columns are as narrow as their words allow.
    pub(super) fn squeeze(&self) -> f64 {
        self.squeeze
    }

    /// Stacks everything from top to bottom; where the page is higher than needed, the room is shared out. Beside the
    /// layout comes the height that it needs, px.
    pub(super) fn finish(mut self, page_height: Option<f64>) -> (Layout, f64) {
        let m = self.context.metrics;
        let (left, right) = (self.left, self.right);
        let margin = self.context.space(m.margin);
        let header = header::place(&mut self.context, left, right, margin);
        let under_header = header.bottom + self.context.space(m.unit * 5.0);
        let stages = stages::place(&mut self.context, &self.columns, under_header);
        let gap = self.context.space(m.unit * 3.0);
        let footer_gap = self.context.space(m.unit * 6.0);

        if page_height.is_some() {
            self.settle_words();
        }
        let needed: f64 = self.measured.iter().map(|l| l.height() + gap).sum();
        let shown = footer::Shown {
            cards: self.measured.iter().any(|l| matches!(l, Measured::Swimlanes(_))),
            curves: self.measured.iter().any(|l| matches!(l, Measured::Emotions(_))),
        };
        let foot = footer::place(&mut self.context, shown, left, right, 0.0).bottom;
        // what stands under the lanes: the footer with its spaces, or just the margin
        let under = if foot > 0.0 { footer_gap + foot + margin * 0.75 } else { margin };
        let whole = stages.bottom + needed + under;
        let free = page_height.map_or(0.0, |page| page - whole);
        let stretch: f64 = self.measured.iter().map(Measured::stretch).sum();
        let share = if stretch > 0.0 { (free / stretch).clamp(0.0, 1.0) } else { 0.0 };

        let mut y = stages.bottom + gap;
        let top_of_lanes = stages.bottom;
        let mut lanes = Vec::new();
        let context = &mut self.context;
        for lane in self.measured {
            let extra = lane.stretch() * share;
            let lane = match lane {
                Measured::Swimlanes(plan) => {
                    let extra = extra / plan.lines().max(1) as f64;
                    Lane::Swimlanes(plan.place(context, &self.columns, left, right, y, extra))
                }
                Measured::Emotions(plan) => Lane::Emotions(plan.place(context, &self.columns, left, right, y, extra)),
                Measured::Cells(plan) => Lane::Cells(plan.place(&self.columns, left, right, y, extra)),
                Measured::Storyboard(_) => {
                    Lane::Storyboard(storyboard::place(context, &self.columns, self.label_width, left, right, y))
                }
            };
            let bottom = match &lane {
                Lane::Swimlanes(lane) => lane.rect.y1,
                Lane::Emotions(lane) => lane.rect.y1,
                Lane::Cells(lane) => lane.rect.y1,
                Lane::Storyboard(lane) => lane.rect.y1,
            };
            y = bottom + gap;
            lanes.push(lane);
        }

        let board = context.is_board();
        let bottom_of_lanes = y - gap;
        let separators =
            if board { Vec::new() } else { separators(&self.columns, top_of_lanes + gap * 0.5, bottom_of_lanes + gap * 0.5) };
        let natural = bottom_of_lanes + under;
        let height = page_height.map_or(natural, |page| page.max(natural));
        let footer = footer::place(context, shown, left, right, height - margin * 0.75 - foot);
        let spans = (0..context.journey.stages.len()).map(|s| self.columns.span(s)).collect();
        let size = Size::new(self.width, height.ceil());
        (Layout { size, metrics: m, board, header, stages, spans, separators, lanes, footer }, whole)
    }

    /// Finds out how much the emotion lane grows by words that find no place beside their points.
    fn settle_words(&mut self) {
        for lane in &mut self.measured {
            if let Measured::Emotions(plan) = lane {
                let trial = plan.clone().place(&mut self.context, &self.columns, self.left, self.right, 0.0, 0.0);
                plan.grow_to(trial.rect.height());
            }
        }
    }
}

/// Between neighbouring stages, through all lanes.
fn separators(columns: &Columns, top: f64, bottom: f64) -> Vec<(f64, f64, f64)> {
    (1..columns.stages.len()).map(|stage| (columns.span(stage).0, top, bottom)).collect()
}
