//! Columns: how many a stage has, how wide they are.

mod matrix;

pub use matrix::matrix;

use super::card::{self, CardStyle};
use super::context::Context;
use super::label::{font, room, word_room};
use super::lanes;
use crate::journey::LaneId;
use std::ops::Range;

/// A column of the map.
#[derive(Debug, Clone)]
pub struct Column {
    /// The stage that it belongs to.
    pub stage: usize,
    /// What happens in it, in a sequence: several only where they happen together.
    pub touchpoints: Vec<usize>,
    /// Left edge, px. Half a gutter is inside the column at each side.
    pub x0: f64,
    /// Right edge, px.
    pub x1: f64,
}

impl Column {
    /// Its middle, px.
    pub fn center(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

/// All columns at their place: on one long strip, however many pages it is cut into.
#[derive(Debug, Clone)]
pub struct Columns {
    /// From the start to the end.
    pub all: Vec<Column>,
    /// Which of them a stage spans.
    pub stages: Vec<Range<usize>>,
    /// What each page shows, at least one.
    pub pages: Vec<PageSpan>,
    /// Left edge of the first, px.
    pub left: f64,
    /// Right edge of the last, px.
    pub right: f64,
    /// Space between two cards, px.
    pub gutter: f64,
}

/// What one page shows of a long strip.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSpan {
    /// Its stages.
    pub stages: Range<usize>,
    /// Their columns.
    pub columns: Range<usize>,
    /// Where it begins on the strip, px: where paths and curves come from the page before.
    pub x0: f64,
    /// Right edge of its last column, px.
    pub right: f64,
    /// Where it ends on the strip, px: where the next page goes on.
    pub x1: f64,
}

/// Where the columns of every page stand, px.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Left edge of the first column.
    pub left: f64,
    /// Right edge of the last column.
    pub right: f64,
    /// Where paths and curves leave for the next page.
    pub edge: f64,
    /// Between stages.
    pub between: f64,
    /// From where paths and curves come in to the first column of a page that goes on.
    pub lead: f64,
}

impl Columns {
    /// Whether a page begins with this stage.
    pub fn begins_page(&self, stage: usize) -> bool {
        self.pages.iter().any(|page| page.stages.start == stage)
    }

    /// The page that shows what stands at `x` px of the strip.
    pub fn page_at(&self, x: f64) -> Option<&PageSpan> {
        self.pages.get(self.pages.partition_point(|page| page.x1 <= x)).or(self.pages.last())
    }

    /// Which columns a stage spans.
    pub fn of_stage(&self, stage: usize) -> Range<usize> {
        self.stages.get(stage).cloned().unwrap_or_default()
    }

    /// Width of a column with its share of the gutters, px; 0 where there is none.
    pub fn width(&self, column: usize) -> f64 {
        self.all.get(column).map_or(0.0, |c| c.x1 - c.x0)
    }

    /// Left and right edge of a stage, px.
    pub fn span(&self, stage: usize) -> (f64, f64) {
        let range = self.of_stage(stage);
        let left = self.all.get(range.start).map_or(self.left, |c| c.x0);
        let right = range.end.checked_sub(1).and_then(|i| self.all.get(i)).map_or(self.right, |c| c.x1);
        (left, right)
    }
}

/// Columns whose widths are not decided yet.
#[derive(Debug, Clone)]
pub struct Plan {
    columns: Vec<Planned>,
    stages: Vec<Range<usize>>,
    gutter: f64,
}

#[derive(Debug, Clone)]
struct Planned {
    stage: usize,
    touchpoints: Vec<usize>,
    /// No narrower, or words break, px.
    least: f64,
    /// Comfortable, px.
    ideal: f64,
}

/// Space between two cards: wide enough for every traveller's path with half a gutter left free, px.
fn gutter(context: &Context) -> f64 {
    let m = &context.metrics;
    if context.is_matrix() {
        return m.gutter * 0.7;
    }
    let paths = (context.tracks() - 1) as f64 * m.path_offset;
    // the head of a trace's arrow stands in the gutter, too
    let head = if context.tracks() > context.travellers() { m.unit * 1.5 } else { 0.0 };
    let paths = paths + head;
    let least = if context.is_compact() { m.gutter * 0.85 } else { m.gutter };
    (m.gutter * 0.7 + paths).clamp(least, m.gutter * 2.2)
}

/// Plans a column for each step.
pub fn sequence(context: &mut Context, style: &CardStyle, target: f64) -> Plan {
    let gutter = gutter(context);
    let mut columns: Vec<Planned> = Vec::new();
    let mut stages = Vec::new();
    let mut next = 0;
    for (stage, facts) in context.journey.stages.iter().enumerate() {
        let first = columns.len();
        for touchpoint in &facts.touchpoints {
            match columns.last_mut().filter(|c| touchpoint.together && c.stage == stage) {
                Some(column) => column.touchpoints.push(next),
                None => columns.push(Planned { stage, touchpoints: vec![next], least: 0.0, ideal: 0.0 }),
            }
            next += 1;
        }
        if columns.len() == first {
            columns.push(Planned { stage, touchpoints: Vec::new(), least: 0.0, ideal: 0.0 });
        }
        stages.push(first..columns.len());
    }

    let em = style.size;
    let comfortable = target / columns.len() as f64;
    let cards = lanes::present(context).contains(&LaneId::Channels);
    if !cards {
        // nothing stands in the columns but the points of a curve
        for column in &mut columns {
            column.least = em * 3.0;
            column.ideal = comfortable.clamp(em * 4.0, em * 14.0);
        }
        widen_for_stages(context, &mut columns, &stages);
        return Plan { columns, stages, gutter };
    }
    let base = roomy(context, style, &columns, comfortable.clamp(em * 9.6, em * 14.0), gutter);
    for column in &mut columns {
        let words = column.touchpoints.iter().filter_map(|t| {
            let facts = context.touchpoint(*t)?;
            Some(card::least_width(context, style, facts))
        });
        let words = words.fold(em * 6.5, f64::max).min(em * 13.0);
        column.least = words + gutter;
        column.ideal = base.max(column.least);
    }
    widen_for_stages(context, &mut columns, &stages);
    Plan { columns, stages, gutter }
}

/// Widens columns step by step until nine cards of ten have four lines at most.
fn roomy(context: &mut Context, style: &CardStyle, columns: &[Planned], start: f64, gutter: f64) -> f64 {
    let em = style.size;
    let inner = |column: f64| column - gutter - 2.0 * style.padding;
    let mut rooms: Vec<f64> = Vec::new();
    for t in columns.iter().flat_map(|c| &c.touchpoints) {
        let Some(facts) = context.touchpoint(*t) else { continue };
        rooms.push(card::full_width(context, style, facts) - 2.0 * style.padding);
    }
    rooms.sort_by(f64::total_cmp);
    let Some(long) = rooms.get(rooms.len() * 9 / 10) else { return start };
    // broken lines are about a fifth shorter than their room
    let wanted = long / (4.0 * 0.82);
    (start + (wanted - inner(start)).clamp(0.0, em * 5.0)).min(start.max(em * 16.0))
}

/// Widens the columns of stages whose name or lanes of text need it.
fn widen_for_stages(context: &mut Context, columns: &mut [Planned], stages: &[Range<usize>]) {
    let lanes = text_lanes(context);
    for ((stage, facts), range) in context.journey.stages.iter().enumerate().zip(stages) {
        let name = name_room(context, &lanes, stage, &facts.name);
        let wanted = stage_room(context, &lanes, stage, &facts.name).max(name);
        let own: f64 = columns.get(range.clone()).unwrap_or_default().iter().map(|c| c.ideal).sum();
        let least: f64 = columns.get(range.clone()).unwrap_or_default().iter().map(|c| c.least).sum();
        let count = range.len().max(1) as f64;
        for column in columns.get_mut(range.clone()).unwrap_or_default() {
            column.ideal += (wanted - own).max(0.0) / count;
            column.least += (name - least).max(0.0) / count;
            column.ideal = column.ideal.max(column.least);
        }
    }
}

/// Width of a stage in which no word of its name or lanes is broken, px.
fn name_room(context: &mut Context, lanes: &[LaneId], stage: usize, name: &str) -> f64 {
    let m = context.metrics;
    let name = word_room(context.text, name, font(m.heading, 600)).min(m.heading * 12.0) + m.heading * 2.6;
    let mut texts: f64 = 0.0;
    for lane in lanes {
        for words in lanes::cell_texts(context, *lane, stage) {
            texts = texts.max(word_room(context.text, &words, font(m.body, 400)));
        }
    }
    name.max(texts.min(m.body * 12.0) + m.body * 3.4)
}

/// Width that a stage would like for its name in two lines and its texts in about seven, px.
fn stage_room(context: &mut Context, lanes: &[LaneId], stage: usize, name: &str) -> f64 {
    let m = context.metrics;
    let mut wanted = room(context.text, name, font(m.heading, 600)) / 1.9 + m.heading * 2.6;
    for lane in lanes {
        let style = font(m.body, 400);
        let texts = lanes::cell_texts(context, *lane, stage);
        let total: f64 = texts.iter().map(|t| room(context.text, t, style)).sum();
        wanted = wanted.max(total / 5.0 + m.body * 3.4);
    }
    wanted.min(m.body * 21.0)
}

/// Lanes whose words a stage has to be wide enough for.
fn text_lanes(context: &Context) -> Vec<LaneId> {
    let curves = lanes::has_curves(context);
    let is_text = |lane: &LaneId| !matches!(lane, LaneId::Channels | LaneId::Images) && (*lane != LaneId::Emotions || !curves);
    let mut lanes: Vec<LaneId> = lanes::present(context).into_iter().filter(is_text).collect();
    if lanes::goals_in_headers(context) {
        lanes.push(LaneId::Goals);
    }
    lanes
}

impl Plan {
    /// Space between two cards, px.
    pub fn gutter(&self) -> f64 {
        self.gutter
    }

    /// How many stages there are.
    pub fn stages(&self) -> usize {
        self.stages.len()
    }

    /// Comfortable width of the columns of some stages, px.
    pub fn ideal(&self, stages: &Range<usize>) -> f64 {
        self.of(stages).iter().map(|c| c.ideal).sum()
    }

    /// Width under which words break in the columns of some stages, px.
    pub fn least(&self, stages: &Range<usize>) -> f64 {
        self.of(stages).iter().map(|c| c.least).sum()
    }

    fn of(&self, stages: &Range<usize>) -> &[Planned] {
        self.columns.get(self.columns_of(stages)).unwrap_or_default()
    }

    fn columns_of(&self, stages: &Range<usize>) -> Range<usize> {
        let end = |stage: usize| self.stages.get(stage).map_or(self.columns.len(), |range| range.start);
        end(stages.start)..end(stages.end)
    }

    /// The parts between which a page may end, in order.
    pub fn units(&self) -> Vec<Unit> {
        let unit = |(stage, range): (usize, &Range<usize>)| {
            let columns = self.columns.get(range.clone()).unwrap_or_default();
            let columns = columns.iter().map(|c| (c.least, c.ideal, c.touchpoints.len())).collect();
            Unit { stage, columns }
        };
        self.stages.iter().enumerate().map(unit).collect()
    }

    /// Gives each column its place on the page that shows its stage; pages stand beside each other on one long strip.
    pub fn place(&self, pages: &[Range<usize>], room: Room) -> Columns {
        let mut all = Vec::new();
        let mut spans = Vec::new();
        for (page, stages) in pages.iter().enumerate() {
            let x0 = room.left + page as f64 * (room.edge - room.left);
            let x1 = x0 + room.edge - room.left;
            let left = if page == 0 { x0 } else { x0 + room.lead };
            let first = all.len();
            self.place_page(stages, left, x0 + room.right - room.left, room.between, &mut all);
            let right = all.last().map_or(left, |c: &Column| c.x1);
            spans.push(PageSpan { stages: stages.clone(), columns: first..all.len(), x0, right, x1 });
        }
        let right = spans.last().map_or(room.right, |page| page.right);
        Columns { all, stages: self.stages.clone(), pages: spans, left: room.left, right, gutter: self.gutter }
    }

    /// Gives the columns of one page their place between `left` and `right`: wider or narrower than comfortable in equal
    /// measure, but never under their least.
    fn place_page(&self, stages: &Range<usize>, left: f64, right: f64, between: f64, all: &mut Vec<Column>) {
        let gaps = between * (stages.len().saturating_sub(1)) as f64;
        let (ideal, least, room) = (self.ideal(stages), self.least(stages), right - left - gaps);
        let columns = self.of(stages);
        let width = |c: &Planned| {
            if room >= ideal {
                // spread what is left over evenly, so that narrow columns gain most
                c.ideal + (room - ideal) / columns.len() as f64
            } else if ideal > least {
                c.least + (c.ideal - c.least) * ((room - least) / (ideal - least)).max(0.0)
            } else {
                c.least
            }
        };
        let mut x = left;
        let mut before = None;
        for column in columns {
            if before.replace(column.stage).is_some_and(|stage| stage != column.stage) {
                x += between;
            }
            let x1 = x + width(column);
            all.push(Column { stage: column.stage, touchpoints: column.touchpoints.clone(), x0: x, x1 });
            x = x1;
        }
    }
}

/// A stage, and the columns between which a page may end where the whole stage is too wide for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Which stage.
    pub stage: usize,
    /// Least and comfortable width, px, and number of touchpoints of each column. Columns of a matrix hold none of their
    /// own.
    pub columns: Vec<(f64, f64, usize)>,
}
