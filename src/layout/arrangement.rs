//! Everything measured for one width, stacked from top to bottom, and cut into pages.

use super::columns::{Columns, PageSpan, Room};
use super::context::Context;
use super::sketch::{Frame, LEAD, Sketch};
use super::{Joints, Lane, Layout};
use super::{cells, changes, emotion, footer, header, lanes, stages, storyboard, swimlanes, window};
use crate::assets::Assets;
use crate::geometry::Size;
use crate::journey::{Journey, LaneId};
use crate::text::Typesetter;
use crate::theme::Metrics;
use std::ops::Range;

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

    /// How much higher than needed it may get on a page with room to spare, px: at first, and where that is not enough.
    fn stretch(&self) -> (f64, f64) {
        match self {
            Measured::Swimlanes(plan) => (plan.height() * 0.3, plan.height() * 0.7),
            Measured::Emotions(plan) => (plan.height() * 0.9, plan.height() * 1.2),
            Measured::Cells(plan) => (plan.height() * 0.2, plan.height() * 0.8),
            Measured::Storyboard(_) => (0.0, 0.0),
        }
    }
}

/// How room to spare is shared out on a page: each a share of what may be had, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spare {
    /// Of each lane's first stretch.
    first: f64,
    /// Of each lane's second stretch.
    second: f64,
    /// Added to each gap between lanes, px.
    gaps: f64,
    /// Left free between the header and the stages, px.
    above: f64,
}

impl Spare {
    /// Shares out `free` px among lanes: what makes them a little higher first, then wider gaps and higher lanes, and what is
    /// left goes above the stages and under the lanes in about equal parts.
    fn new(free: f64, lanes: &[Measured], gap: f64) -> Self {
        let (first, second) = lanes.iter().map(Measured::stretch).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        let share = |free: f64, room: f64| if room > 0.0 { (free / room).clamp(0.0, 1.0) } else { 0.0 };
        let little = share(free, first);
        let free = free - little * first;
        let gaps = gap * WIDEST_GAP * lanes.len() as f64;
        let more = share(free, second + gaps);
        let left = (free - more * (second + gaps)).max(0.0);
        Self { first: little, second: more, gaps: more * gap * WIDEST_GAP, above: left * 0.4 }
    }

    /// What a lane gets, px.
    fn of(&self, lane: &Measured) -> f64 {
        let (first, second) = lane.stretch();
        first * self.first + second * self.second
    }
}

/// Share of the room to spare that stages without any lane under them take.
const ALONE: f64 = 0.88;

/// Gaps between lanes grow by this many times their width at most.
const WIDEST_GAP: f64 = 1.5;

/// What stands above and under the lanes.
struct Surroundings {
    header: header::Header,
    stages: stages::Stages,
    shown: footer::Shown,
    /// What changed, where two revisions are compared.
    list: Option<changes::list::Plan>,
    /// Height of the footer, px.
    foot: f64,
    /// Height of the list and the footer with their spaces, px.
    under: f64,
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
    page: Option<Size>,
    /// Which lanes are measured, in order.
    lanes: Vec<LaneId>,
    numbered: bool,
    /// How many times wider than its page the narrowest columns are.
    squeeze: f64,
    /// How many times wider than its page comfortable columns are.
    comfort: f64,
}

impl<'a> Arrangement<'a> {
    pub(super) fn new(
        journey: &'a Journey,
        assets: &'a Assets,
        metrics: Metrics,
        frame: &Frame<'a>,
        text: &'a mut Typesetter,
    ) -> Self {
        Self::from_sketch(journey, assets, metrics, frame, None, text)
    }

    /// The same from a sketch of the same journey for as many pages, which is then not made again.
    pub(super) fn from_sketch(
        journey: &'a Journey,
        assets: &'a Assets,
        metrics: Metrics,
        frame: &Frame<'a>,
        sketch: Option<Sketch>,
        text: &'a mut Typesetter,
    ) -> Self {
        let mut context = Context::new(journey, assets, metrics, frame.density, text);
        context.wanted.clone_from(&frame.lanes);
        context.marks = frame.marks;
        let m = metrics;
        let sketch = sketch.unwrap_or_else(|| Sketch::new(&mut context, frame.page, frame.pages.len()));
        let Sketch { plan, style, label_width, between } = sketch;
        let present = lanes::present(&context);

        let all = 0..journey.stages.len();
        let pages = if frame.pages.is_empty() { vec![all.clone()] } else { frame.pages.clone() };
        let gaps = |stages: &Range<usize>| between * (stages.len().saturating_sub(1)) as f64;
        let wanted = plan.ideal(&all) + gaps(&all);
        let width = match frame.page {
            Some(page) => page.width,
            None => (wanted + label_width + 2.0 * m.margin).max(NARROWEST * m.body / 13.0).ceil(),
        };
        let (left, right) = (m.margin, width - m.margin);
        // the cards of a board stand on the margin itself
        let bleed = if context.is_board() && label_width == 0.0 { plan.gutter() / 2.0 } else { 0.0 };
        let room = Room {
            left: left + label_width - bleed,
            right: right + bleed,
            edge: width,
            between,
            lead: if context.is_board() { 0.0 } else { LEAD * m.unit },
        };
        let columns = plan.place(&pages, room);
        let narrowest = |(index, stages): (usize, &Range<usize>)| {
            plan.least(stages) + gaps(stages) + label_width + 2.0 * m.margin + if index > 0 { room.lead } else { 0.0 }
        };
        let squeeze = pages.iter().enumerate().map(narrowest).fold(0.0, f64::max) / width;
        // the cards of a board have no path between them: they may stand close
        let comfort = if context.is_board() { 0.0 } else { (wanted + label_width + 2.0 * m.margin) / width };

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
        Self {
            context,
            columns,
            measured,
            label_width,
            left,
            right,
            width,
            page: frame.page,
            lanes: present,
            numbered: frame.numbered,
            squeeze,
            comfort,
        }
    }

    /// Heights of the lanes, each with the gap after it, and of everything around them when nothing is stretched, px: what
    /// decides how many pages there are.
    ///
    /// Words beside curves are placed only to see whether everything is within `page` px, which without them it must be.
    pub(super) fn heights(&mut self, page: f64) -> (Vec<(LaneId, f64)>, f64) {
        let gap = self.gap();
        if self.measured.iter().map(|lane| lane.height() + gap).sum::<f64>() < page {
            self.settle_words();
        }
        let lanes = self.lanes.iter().zip(&self.measured).map(|(id, lane)| (*id, lane.height() + gap)).collect();
        let around = self.surroundings();
        (lanes, around.stages.bottom + around.under)
    }

    /// Heights of the swimlanes, one by one, px.
    pub(super) fn row_heights(&self) -> Vec<f64> {
        let rows = self.measured.iter().map(|lane| match lane {
            Measured::Swimlanes(plan) => plan.row_heights(),
            Measured::Emotions(_) | Measured::Cells(_) | Measured::Storyboard(_) => Vec::new(),
        });
        rows.flatten().collect()
    }

    /// How many times wider than the page the map is when its columns are as narrow as their words allow.
    pub(super) fn squeeze(&self) -> f64 {
        self.squeeze
    }

    /// How many times wider than the page the map is when its columns are comfortable.
    pub(super) fn comfort(&self) -> f64 {
        self.comfort
    }

    /// Stacks everything from top to bottom and cuts it into its pages; where a page is higher than needed, the room is
    /// shared out. Beside the pages comes the height that each needs, px.
    pub(super) fn finish(mut self) -> (Vec<Layout>, f64) {
        let (left, right) = (self.left, self.right);
        if self.page.is_some() {
            self.settle_words();
        }
        let Surroundings { header, stages, shown, list, foot, under } = self.surroundings();
        let above_list = self.above_list();
        let gap = self.gap();
        let m = self.context.metrics;
        let margin = self.context.space(m.margin);
        let page_height = self.page.map(|page| page.height);
        let needed: f64 = self.measured.iter().map(|l| l.height() + gap).sum();
        let whole = stages.bottom + needed + under;
        let free = page_height.map_or(0.0, |page| page - whole);
        let spare = Spare::new(free, &self.measured, gap);
        let gap = gap + spare.gaps;
        let stages = match self.measured.is_empty() {
            true => stages.grown(free.max(0.0) * ALONE).moved_down(free.max(0.0) * (1.0 - ALONE) / 2.0),
            false => stages.moved_down(spare.above),
        };

        let mut y = stages.bottom + gap;
        let top_of_lanes = stages.bottom;
        let mut lanes = Vec::new();
        let context = &mut self.context;
        for lane in self.measured {
            let extra = spare.of(&lane);
            let lane = match lane {
                Measured::Swimlanes(plan) => {
                    let extra = extra / plan.lines().max(1) as f64;
                    Lane::Swimlanes(plan.place(context, &self.columns, left, right, y, extra))
                }
                Measured::Emotions(plan) => {
                    Lane::Emotions(place_emotions(&plan, context, &self.columns, (left, right), y, extra))
                }
                Measured::Cells(plan) => Lane::Cells(plan.place(&self.columns, left, right, y, extra)),
                Measured::Storyboard(_) => {
                    Lane::Storyboard(storyboard::place(context, &self.columns, self.label_width, left, right, y))
                }
            };
            y = lane.rect().y1 + gap;
            lanes.push(lane);
        }

        let board = context.is_board();
        let bottom_of_lanes = y - gap;
        let separators =
            if board { Vec::new() } else { separators(&self.columns, top_of_lanes + gap * 0.5, bottom_of_lanes + gap * 0.5) };
        let natural = bottom_of_lanes + under;
        let height = page_height.map_or(natural, |page| page.max(natural));
        let top_of_footer = height - margin * 0.75 - foot;
        let parts = changes::Parts { header: &header, stages: &stages, lanes: &lanes };
        let tags = changes::tags(context, &parts);
        let fresh = changes::fresh(context, &parts);
        let changes = list.map(|list| {
            let list = list.place(left, right, bottom_of_lanes + above_list);
            changes::Changes { tags, fresh, list }
        });
        let footer = footer::place(context, shown, self.numbered, left, right, top_of_footer);
        let spans = (0..context.journey.stages.len()).map(|s| (s, self.columns.span(s))).collect();
        // what adds up to the page is not one px more by a rounding error
        let size = Size::new(self.width, (height - 1e-6).ceil());
        let strip = Layout {
            size,
            metrics: m,
            board,
            header,
            stages,
            spans,
            separators,
            lanes,
            footer,
            joints: Joints::default(),
            changes,
        };
        (window::pages(strip, &self.columns), whole)
    }

    /// What stands above and under the lanes.
    fn surroundings(&mut self) -> Surroundings {
        let m = self.context.metrics;
        let (left, right) = (self.left, self.right);
        let margin = self.context.space(m.margin);
        let header = header::place(&mut self.context, left, right, margin);
        let under_header = header.bottom + self.context.space(m.unit * 5.0).max(self.context.tag_room());
        let stages = stages::place(&mut self.context, &self.columns, under_header);
        let shown = footer::Shown {
            cards: self.measured.iter().any(|l| matches!(l, Measured::Swimlanes(_))),
            curves: self.measured.iter().any(|l| matches!(l, Measured::Emotions(_))),
        };
        let foot = footer::place(&mut self.context, shown, self.numbered, left, right, 0.0).bottom;
        // what stands under the lanes: the footer with its spaces, or just the margin
        let under = if foot > 0.0 { self.context.space(m.unit * 6.0) + foot + margin * 0.75 } else { margin };
        let list = changes::list::plan(&mut self.context, left, right);
        let under = under + list.as_ref().map_or(0.0, |list| self.above_list() + list.height());
        Surroundings { header, stages, shown, list, foot, under }
    }

    /// Space between two lanes, px.
    fn gap(&self) -> f64 {
        let m = self.context.metrics;
        // tags stand across the edges of a comparison's cells
        let least = self.context.marks.map_or(0.0, |_| m.small);
        self.context.space(m.unit * 3.0).max(least)
    }

    /// Space between the lanes and the list of changes, px.
    fn above_list(&self) -> f64 {
        self.context.space(self.context.metrics.unit * 6.0)
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

/// The emotion lane, `extra` px higher than needed. On another height words may find other places, or none: where the
/// lane would get too high by that, it gets less of the extra height, and in the end none.
fn place_emotions(
    plan: &emotion::Plan,
    context: &mut Context,
    columns: &Columns,
    (left, right): (f64, f64),
    top: f64,
    extra: f64,
) -> emotion::EmotionLane {
    let wanted = plan.height() + extra;
    let mut place = |extra: f64| plan.clone().place(context, columns, left, right, top, extra);
    let lane = place(extra);
    let over = lane.rect.height() - wanted;
    if over <= 0.0 || extra <= 0.0 {
        return lane;
    }
    let lane = place((extra - over).max(0.0));
    if lane.rect.height() <= wanted { lane } else { place(0.0) }
}

/// Between neighbouring stages of a page, through all lanes.
fn separators(columns: &Columns, top: f64, bottom: f64) -> Vec<(f64, f64, f64)> {
    let inside = |page: &PageSpan| page.stages.start + 1..page.stages.end;
    columns.pages.iter().flat_map(inside).map(|stage| (columns.span(stage).0, top, bottom)).collect()
}
