//! The swimlanes: a row for each channel, its cards, the panels behind them and a service blueprint's lines between.

use super::blueprint::{BlueprintLine, LineKind, blueprint_line, gaps, tier};
use super::card::{self, Card, CardStyle, CardText};
use super::columns::Columns;
use super::context::Context;
use super::lane_label::{self, LaneLabel};
use super::route::{self, Piece, Route};
use crate::geometry::Rect;
use crate::journey::Tier;
use std::collections::BTreeMap;
use std::ops::Range;

/// All swimlanes at their place.
#[derive(Debug, Clone)]
pub struct Swimlanes {
    /// From the panels' top to their bottom, lane labels included.
    pub rect: Rect,
    /// Behind neighbouring lanes of one tier.
    pub panels: Vec<Panel>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Lines of a service blueprint, from top to bottom.
    pub lines: Vec<BlueprintLine>,
    /// In the order of the touchpoints.
    pub cards: Vec<Card>,
    /// One for each traveller who goes from card to card.
    pub routes: Vec<Route>,
    /// From placeholders to the cards that left them, where two revisions are compared.
    pub traces: Vec<Piece>,
    /// Whether further swimlanes above these and under them are on other pages: paths leave for them and come from them.
    pub parted: Parted,
}

/// Whether swimlanes are parted from others, which are on other pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parted {
    /// From some above.
    pub above: bool,
    /// From some below.
    pub below: bool,
}

/// One swimlane.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its channel; none for touchpoints without one.
    pub channel: Option<usize>,
    /// Its side of the blueprint lines.
    pub tier: Option<Tier>,
    /// Its name and icon.
    pub label: Option<LaneLabel>,
    /// Top of the lane, px; half a gutter above its cards.
    pub top: f64,
    /// Bottom of the lane, px; half a gutter under its cards.
    pub bottom: f64,
    /// Whether a faint line parts it from the lane above.
    pub rule_above: bool,
}

/// What stands behind neighbouring lanes of one tier.
#[derive(Debug, Clone, Copy)]
pub struct Panel {
    /// Its outline.
    pub rect: Rect,
    /// Whose colours it has.
    pub tier: Option<Tier>,
}

/// Which channel each row is for, from top to bottom, and the row of each touchpoint.
pub fn rows(context: &Context) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut used: Vec<Option<usize>> = (0..context.journey.channels.len())
        .filter(|c| context.touchpoints.iter().any(|(_, t)| t.channel == Some(*c)))
        .map(Some)
        .collect();
    if context.touchpoints.iter().any(|(_, t)| t.channel.is_none()) {
        used.push(None);
    }
    let place: BTreeMap<Option<usize>, usize> = used.iter().enumerate().map(|(row, channel)| (*channel, row)).collect();
    let of_touchpoint = context.touchpoints.iter().map(|(_, t)| place.get(&t.channel).copied().unwrap_or(0)).collect();
    (used, of_touchpoint)
}

/// The swimlanes' measures, before they have a height on the page.
#[derive(Debug)]
pub struct Plan {
    style: CardStyle,
    channels: Vec<Option<usize>>,
    slots: Vec<Slot>,
    heights: Heights,
    labels: Vec<Option<lane_label::Plan>>,
    /// Space above each row: none, or for a new panel and its blueprint lines.
    above: Vec<(f64, Vec<LineKind>)>,
    /// Space between two cards down the page, px.
    gutter: f64,
    /// Whether something left a trace.
    traced: bool,
    /// The rows that are shown; paths come from the others and go to them.
    shown: Range<usize>,
}

/// Heights of each row's cards, line of cards by line of cards, px.
#[derive(Debug)]
struct Heights(Vec<Vec<f64>>);

impl Heights {
    /// The lines of a row.
    fn of(&self, row: usize) -> &[f64] {
        self.0.get(row).map_or(&[], Vec::as_slice)
    }

    /// Makes a line as high as a card in it.
    fn raise(&mut self, row: usize, line: usize, height: f64) {
        let Some(lines) = self.0.get_mut(row) else { return };
        lines.resize(lines.len().max(line.saturating_add(1)), 0.0);
        if let Some(line) = lines.get_mut(line) {
            *line = line.max(height);
        }
    }

    /// Height of the highest card, px.
    fn tallest(&self) -> f64 {
        self.0.iter().flatten().copied().fold(0.0, f64::max)
    }
}

#[derive(Debug)]
struct Slot {
    text: CardText,
    row: usize,
    column: usize,
    /// Which line of cards inside its row.
    line: usize,
    /// How many cards stand over each other in its cell.
    stack: usize,
}

/// Measures cards and labels for columns whose widths are known.
pub fn plan(context: &mut Context, style: CardStyle, columns: &Columns, label_width: f64) -> Plan {
    let (channels, row_of) = rows(context);
    let gutter = gutter(context, columns);
    let mut slots = Vec::new();
    let mut filled: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, (column, row)) in columns_of(context, columns, &row_of).into_iter().zip(row_of).enumerate() {
        let Some(facts) = context.touchpoint(index) else { break };
        let width = card_width(context, columns, column);
        let text = card::measure(context, &style, facts, width);
        let line = filled.entry((column, row)).or_default();
        slots.push(Slot { text, row, column, line: *line, stack: 0 });
        *line += 1;
    }
    for slot in &mut slots {
        slot.stack = filled.get(&(slot.column, slot.row)).copied().unwrap_or(1);
    }

    let mut heights = Heights(vec![Vec::new(); channels.len()]);
    for slot in &slots {
        heights.raise(slot.row, slot.line, slot.text.height);
    }
    if context.is_dense() {
        level_rows(&mut heights.0, !context.is_matrix());
    } else {
        even_out(&mut heights.0, !context.is_matrix());
    }

    let labels = channels
        .iter()
        .map(|channel| {
            let channel = context.journey.channels.get((*channel)?)?;
            let icon = channel.icon.as_ref().map(|icon| icon.value.as_str());
            let fallback = crate::icon::find_in(&channel.name).is_some();
            Some(lane_label::plan(context, &channel.name, icon, fallback, label_width))
        })
        .collect::<Vec<_>>();
    for (lines, label) in heights.0.iter_mut().zip(&labels) {
        let needed = label.as_ref().map_or(0.0, |l| l.height());
        let total: f64 = lines.iter().sum::<f64>() + gutter * (lines.len().max(1) - 1) as f64;
        if let Some(last) = lines.last_mut() {
            *last += (needed - total).max(0.0);
        }
    }
    let above = gaps(context, &channels);
    let shown = context.wanted.as_ref().and_then(|wanted| wanted.rows.clone()).unwrap_or(0..channels.len());
    Plan { style, channels, slots, heights, labels, above, gutter, traced: context.tracks() > context.travellers(), shown }
}

/// On a page with room to spare, cards get higher by this share of the highest at most.
const TALLER_CARDS: f64 = 0.3;

/// Space that is left free between cards and the paths between them, both sides together, px.
const LEAST_CLEARANCE: f64 = 3.0;

/// Space between two cards down the page, px: room for every traveller's path with some to spare, on a page of fixed
/// height no more.
fn gutter(context: &Context, columns: &Columns) -> f64 {
    let m = &context.metrics;
    let paths = if context.is_matrix() { 0.0 } else { (context.tracks() - 1) as f64 * m.path_offset };
    let spare = if context.is_dense() { m.path_width + LEAST_CLEARANCE } else { m.unit * 3.0 };
    context.space(columns.gutter).max((paths + spare).min(columns.gutter))
}

/// Width of the cards in a column, px: all of it but the gutter; in a sequence no wider than a few words need.
fn card_width(context: &Context, columns: &Columns, column: usize) -> f64 {
    let room = columns.width(column) - columns.gutter;
    // a wide card has fewer lines: worth it where every line counts
    let widest = context.metrics.body * if context.is_dense() { 26.0 } else { 17.0 };
    if context.is_matrix() { room } else { room.min(widest) }
}

/// The column of each touchpoint: its own in a sequence; in a matrix its cell is filled line by line.
fn columns_of(context: &Context, columns: &Columns, row_of: &[usize]) -> Vec<usize> {
    if !context.is_matrix() {
        // columns hold the touchpoints in their order
        let columns = columns.all.iter().enumerate();
        return columns.flat_map(|(index, column)| column.touchpoints.iter().map(move |_| index)).collect();
    }
    let mut filled: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    context
        .touchpoints
        .iter()
        .zip(row_of)
        .map(|((stage, _), row)| {
            let range = columns.of_stage(*stage);
            let count = filled.entry((*stage, *row)).or_default();
            *count += 1;
            range.start + (*count - 1) % range.len().max(1)
        })
        .collect()
}

/// Cards of one height in all lines of a row, where `whole_rows` are wanted.
fn level_rows(heights: &mut [Vec<f64>], whole_rows: bool) {
    for lines in heights.iter_mut().filter(|_| whole_rows) {
        let tallest = lines.iter().copied().fold(0.0, f64::max);
        lines.fill(tallest);
    }
}

/// Cards of one height look calm: all lines of a row in a sequence, and all rows but those that need far more.
fn even_out(heights: &mut [Vec<f64>], whole_rows: bool) {
    level_rows(heights, whole_rows);
    let mut all: Vec<f64> = heights.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let Some(usual) = all.get(all.len() / 2).copied() else { return };
    let common = all.iter().copied().filter(|h| *h <= usual * 1.4).fold(0.0, f64::max);
    heights.iter_mut().flatten().for_each(|h| *h = h.max(common));
}

impl Plan {
    /// How many lines of cards are shown.
    pub fn lines(&self) -> usize {
        self.shown.clone().map(|row| self.heights.of(row).len()).sum()
    }

    /// Padding of a panel above its first and under its last row's own half gutter, px.
    fn edge(&self) -> f64 {
        self.gutter * if self.traced { 0.4 } else { 0.2 }
    }

    fn row_height(&self, row: usize, extra: f64) -> f64 {
        self.heights.of(row).iter().map(|h| h + extra + self.gutter).sum()
    }

    /// Height of a row with what stands above it, px.
    fn full_height(&self, row: usize, extra: f64, edge: f64) -> f64 {
        let gap = self.above.get(row).map_or(0.0, |(gap, _)| *gap);
        self.row_height(row, extra) + if gap > 0.0 { gap + 2.0 * edge } else { 0.0 }
    }

    /// Height of the rows that are shown, px.
    pub fn height(&self) -> f64 {
        self.row_heights().iter().sum::<f64>() + 2.0 * self.edge()
    }

    /// Height of each row that is shown, px; the edges of the panels come to them.
    pub fn row_heights(&self) -> Vec<f64> {
        self.shown.clone().map(|row| self.full_height(row, 0.0, self.edge())).collect()
    }

    /// Puts everything in place between `left` and `right`, `top` downwards; every line of cards is `extra` px higher: cards
    /// by a part of their height, and what is left goes between them.
    pub fn place(mut self, context: &mut Context, columns: &Columns, left: f64, right: f64, top: f64, extra: f64) -> Swimlanes {
        let m = context.metrics;
        let edge = self.edge();
        let tallest = self.heights.tallest();
        let between = (extra - tallest * TALLER_CARDS).max(0.0);
        let extra = extra - between;
        self.gutter += between;
        let (mut rows, mut panels, mut lines): (Vec<Row>, Vec<Panel>, Vec<BlueprintLine>) = Default::default();
        let above: f64 = (0..self.shown.start).map(|row| self.full_height(row, extra, edge)).sum();
        let mut y = top + edge - above;
        let mut heights_of_rows = Vec::new();
        for (((index, channel), (gap, kinds)), label) in self.channels.iter().enumerate().zip(&self.above).zip(&self.labels) {
            if *gap > 0.0 {
                y += edge;
                let step = gap / kinds.len().max(1) as f64;
                for (i, kind) in kinds.iter().enumerate().filter(|_| self.shown.contains(&index)) {
                    lines.push(blueprint_line(context, *kind, y + step * (i as f64 + 0.5), left, right));
                }
                y += gap + edge;
            }
            let tier = tier(context, *channel);
            let bottom = y + self.row_height(index, extra);
            heights_of_rows.push((y, bottom));
            if !self.shown.contains(&index) {
                y = bottom;
                continue;
            }
            let joins = index > self.shown.start && *gap == 0.0;
            match panels.last_mut().filter(|_| joins) {
                Some(panel) => panel.rect.y1 = bottom + edge,
                None => panels.push(Panel { rect: Rect::new(left, y - edge, right, bottom + edge), tier }),
            }
            let label = label.clone().map(|label| label.place(left + m.unit * 3.0, (y + bottom) / 2.0));
            rows.push(Row { channel: *channel, tier, label, top: y, bottom, rule_above: joins });
            y = bottom;
        }

        let mut cards = Vec::new();
        for (index, slot) in self.slots.into_iter().enumerate() {
            let heights = self.heights.of(slot.row);
            let places = (heights_of_rows.get(slot.row), columns.all.get(slot.column), heights.get(slot.line));
            let (Some((row_top, _)), Some(column), Some(height)) = places else { continue };
            let all: f64 = heights.iter().map(|h| h + extra + self.gutter).sum();
            let own: f64 = heights.iter().take(slot.stack).map(|h| h + extra + self.gutter).sum();
            let before: f64 = heights.iter().take(slot.line).map(|h| h + extra + self.gutter).sum();
            let centring = if context.is_matrix() { 0.0 } else { (all - own) / 2.0 };
            let top = row_top + self.gutter / 2.0 + centring + before;
            let half = card_width(context, columns, slot.column) / 2.0;
            let height = height + extra;
            let rect = Rect::new(column.center() - half, top, column.center() + half, top + height);
            let Some(facts) = context.touchpoint(index) else { continue };
            cards.push(card::place(context, &self.style, (index, facts), slot.text, rect, slot.row, slot.column));
        }
        let gutters: Vec<f64> = heights_of_rows.iter().flat_map(|(top, bottom)| [*top, *bottom]).collect();
        let mut routes = if context.is_matrix() { Vec::new() } else { route::all(context, columns, &gutters, &cards) };
        let traces = route::traces(context, columns, &gutters, &cards);
        let bottom = rows.last().map_or(top, |row| row.bottom) + edge;
        if self.shown.len() < self.channels.len() {
            // as much of the paths as is seen between the first row and the last
            let seen = Rect::new(f64::NEG_INFINITY, top, f64::INFINITY, bottom);
            routes = routes.iter().filter_map(|route| route.inside(seen)).collect();
            cards.retain(|card| self.shown.contains(&card.lane));
            cards.iter_mut().for_each(|card| card.lane -= self.shown.start);
        }
        let rect = Rect::new(left, top, right, bottom);
        let parted = Parted { above: self.shown.start > 0, below: self.shown.end < self.channels.len() };
        Swimlanes { rect, panels, rows, lines, cards, routes, traces, parted }
    }
}
