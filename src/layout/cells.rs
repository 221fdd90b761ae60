//! Lanes of text: a cell for each stage, with one text or a list of them.

use super::columns::Columns;
use super::context::Context;
use super::label::{Label, font, set};
use super::lane_label::{self, LaneLabel};
use super::lanes;
use crate::geometry::{Point, Rect};
use crate::journey::{LaneId, Metric};
use crate::text::TextBlock;
use crate::theme::Metrics;
use crate::words::{Word, number, say};

/// A lane of text at its place.
#[derive(Debug, Clone)]
pub struct CellLane {
    /// Which lane.
    pub id: LaneId,
    /// From its first cell's top to the bottom, lane label included.
    pub rect: Rect,
    /// Name and icon.
    pub label: LaneLabel,
    /// One for each stage that has something to say, in order.
    pub cells: Vec<Cell>,
}

/// What one stage says in a lane.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Which stage.
    pub stage: usize,
    /// Its outline.
    pub rect: Rect,
    /// Texts, each with the centre of its bullet where it is one of a list.
    pub items: Vec<(Option<Point>, Label)>,
    /// Radius of the bullets, px.
    pub bullet: f64,
    /// A figure's bar: the whole, and the part of it that is reached.
    pub bars: Vec<(Rect, Rect)>,
    /// Labels that are quieter than the rest.
    pub muted: Vec<Label>,
}

/// A lane's measured texts.
#[derive(Debug)]
pub struct Plan {
    id: LaneId,
    label: lane_label::Plan,
    stages: Vec<Texts>,
    /// Free space above and under the texts, px.
    padding: f64,
    /// Free space before and after them, px.
    across: f64,
    gap: f64,
    indent: f64,
    inset: f64,
    metrics: Metrics,
}

/// What one stage says.
#[derive(Debug)]
struct Texts {
    items: Vec<Item>,
    /// Room for the words, px.
    width: f64,
}

#[derive(Debug)]
enum Item {
    Text(TextBlock),
    Figure { name: TextBlock, value: TextBlock, target: Option<TextBlock>, share: Option<f64> },
}

impl Item {
    fn height(&self, gap: f64) -> f64 {
        match self {
            Item::Text(block) => block.height(),
            Item::Figure { name, value, target, share } => {
                let foot = target.as_ref().map_or(0.0, TextBlock::height) + share.map_or(0.0, |_| gap * 1.6);
                name.height() + value.height() + foot
            }
        }
    }
}

/// Whether a lane's items are a list with bullets.
fn has_bullets(lane: LaneId) -> bool {
    matches!(lane, LaneId::Goals | LaneId::Actions | LaneId::Pains | LaneId::Opportunities | LaneId::Own(_))
}

/// Breaks a lane's texts for columns whose widths are known.
pub fn plan(context: &mut Context, columns: &Columns, id: LaneId, label_width: f64) -> Plan {
    let m = context.metrics;
    let name = lanes::name(context, id);
    let label = lane_label::plan(context, name, lanes::icon(context, id), false, label_width);
    let across = m.unit * 2.75;
    let (padding, inset) = (context.space(across), columns.gutter * 0.2);
    let lists = (0..context.journey.stages.len()).any(|s| lanes::cell_texts(context, id, s).len() > 1);
    let always = matches!(id, LaneId::Pains | LaneId::Opportunities);
    let indent = if has_bullets(id) && (lists || always) { m.body * 0.9 } else { 0.0 };
    let room = |stage| columns.span(stage).1 - columns.span(stage).0 - 2.0 * (inset + across) - indent;
    let stages = context.journey.stages.iter().enumerate().map(|(stage, facts)| {
        let width = room(stage);
        if id == LaneId::Metrics {
            let (_, each) = figure_columns(&m, width, facts.metrics.len());
            return Texts { items: facts.metrics.iter().map(|metric| figure(context, metric, each)).collect(), width };
        }
        let texts = lanes::cell_texts(context, id, stage);
        let style = if id == LaneId::Thoughts { context.quote_style(m.body) } else { font(m.body, 400) };
        Texts { items: texts.iter().map(|t| Item::Text(set(context.text, t, style, width, m.leading))).collect(), width }
    });
    Plan { id, label, stages: stages.collect(), padding, across, gap: m.unit, indent, inset, metrics: m }
}

/// How many figures stand beside each other in a cell, and how wide each is, px.
fn figure_columns(m: &Metrics, width: f64, count: usize) -> (usize, f64) {
    let gap = m.unit * 5.0;
    let across = (((width + gap) / (m.body * 10.5 + gap)) as usize).clamp(1, count.max(1));
    let each = (width - gap * (across - 1) as f64) / across as f64;
    (across, each.min(m.body * 18.0))
}

fn figure(context: &mut Context, metric: &Metric, width: f64) -> Item {
    let m = context.metrics;
    let language = &context.journey.language;
    let with_unit = |value: f64| {
        let unit = metric.unit.as_deref().map(|u| format!("\u{a0}{u}")).unwrap_or_default();
        format!("{}{unit}", number(language, value))
    };
    let share = metric.target.filter(|t| *t > 0.0 && metric.value >= 0.0).map(|t| (metric.value / t).min(1.0));
    let target = metric.target.map(|t| format!("{} {}", say(language, Word::Target), with_unit(t)));
    Item::Figure {
        name: set(context.text, &metric.name, font(m.small, 400), width, 1.3),
        value: set(context.text, &with_unit(metric.value), font(m.heading, 600), width, 1.3),
        target: target.map(|words| set(context.text, &words, font(m.small, 400), width, 1.3)),
        share,
    }
}

impl Plan {
    /// Height of a stage's texts, or of its lines of figures, px.
    fn content(&self, texts: &Texts) -> f64 {
        let lines = texts.items.chunks(self.figures(texts).0);
        let gaps = self.gap * lines.len().saturating_sub(1) as f64;
        lines.map(|line| line.iter().map(|i| i.height(self.gap)).fold(0.0, f64::max)).sum::<f64>() + gaps
    }

    /// How many items stand beside each other, at least one, and how wide a figure is, px.
    fn figures(&self, texts: &Texts) -> (usize, f64) {
        let count = if self.id == LaneId::Metrics { texts.items.len() } else { 1 };
        figure_columns(&self.metrics, texts.width, count)
    }

    /// Height of the lane, px.
    pub fn height(&self) -> f64 {
        let tallest = self.stages.iter().map(|texts| self.content(texts)).fold(0.0, f64::max);
        (tallest + 2.0 * self.padding).max(self.label.height() + self.gap)
    }

    /// Puts everything in place, `extra` px higher than needed.
    pub fn place(self, columns: &Columns, left: f64, right: f64, top: f64, extra: f64) -> CellLane {
        let m = self.metrics;
        let height = self.height() + extra;
        let bottom = top + height;
        let contents: Vec<f64> = self.stages.iter().map(|texts| self.content(texts)).collect();
        let tallest = contents.iter().copied().fold(0.0, f64::max);
        // short cells read best in the middle of their lane, long ones from the top
        let centred = tallest <= m.body * m.leading * 2.0 + self.gap + 1.0;
        let mut cells = Vec::new();
        for ((stage, texts), content) in
            self.stages.iter().enumerate().zip(contents).filter(|((_, texts), _)| !texts.items.is_empty())
        {
            let (x0, x1) = columns.span(stage);
            let rect = Rect::new(x0 + self.inset, top, x1 - self.inset, bottom);
            let free = height - 2.0 * self.padding - if centred { content } else { tallest };
            let mut cell = Cell { stage, rect, items: Vec::new(), bullet: m.body * 0.18, bars: Vec::new(), muted: Vec::new() };
            let mut y = top + self.padding + free / 2.0;
            let (across, width) = self.figures(texts);
            let step = (texts.width + m.unit * 5.0) / across as f64;
            for line in texts.items.chunks(across) {
                for (i, item) in line.iter().enumerate() {
                    self.place_item(&mut cell, item, width, Point::new(rect.x0 + self.across + step * i as f64, y));
                }
                y += line.iter().map(|i| i.height(self.gap)).fold(0.0, f64::max) + self.gap;
            }
            cells.push(cell);
        }
        let label = self.label.place(left + m.unit * 3.0, (top + bottom) / 2.0);
        CellLane { id: self.id, rect: Rect::new(left, top, right, bottom), label, cells }
    }

    /// Puts an item with its upper left corner at a point; a figure's bar is `width` px wide.
    fn place_item(&self, cell: &mut Cell, item: &Item, width: f64, Point { x, y }: Point) {
        let body = self.metrics.body;
        match item {
            Item::Text(block) => {
                let baseline = y + block.first_baseline();
                let dot = (self.indent > 0.0).then(|| Point::new(x + body * 0.2, baseline - block.style.size * 0.34));
                cell.items.push((dot, Label::new(block.clone(), x + self.indent, y)));
            }
            Item::Figure { name, value, target, share } => {
                let under_name = y + name.height();
                let mut next = under_name + value.height();
                cell.muted.push(Label::new(name.clone(), x, y));
                cell.items.push((None, Label::new(value.clone(), x, under_name)));
                if let Some(share) = share {
                    let bar = Rect::new(x, next + self.gap * 0.4, x + width, next + self.gap * 1.2);
                    cell.bars.push((bar, Rect { x1: bar.x0 + bar.width() * share, ..bar }));
                    next += self.gap * 1.6;
                }
                if let Some(target) = target {
                    cell.muted.push(Label::new(target.clone(), x, next));
                }
            }
        }
    }
}
