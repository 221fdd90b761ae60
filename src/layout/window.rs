//! What one page shows of a strip that is several pages long.
//!
//! Everything that belongs to the page itself (title, lane names, legend, panels) stands in page coordinates already; what
//! belongs to a column is moved from its place on the strip, and paths and curves are cut exactly where the page ends, so
//! that they go on at the same height on the next one.

use super::card::Card;
use super::cells::Cell;
use super::columns::{Columns, PageSpan};
use super::emotion::{self, EmotionLane};
use super::label::Label;
use super::series::Series;
use super::stages::{Head, Stages};
use super::storyboard::Storyboard;
use super::swimlanes::Swimlanes;
use super::{Joints, Lane, Layout};
use crate::geometry::{Point, Rect};
use crate::theme::Metrics;

/// The pages of a strip; the strip itself where it is one page.
pub(super) fn pages(strip: Layout, columns: &Columns) -> Vec<Layout> {
    let [first, .., _] = columns.pages.as_slice() else { return vec![strip] };
    let last = columns.pages.len() - 1;
    let page = |(index, span): (usize, &PageSpan)| {
        let shift = first.x0 - span.x0;
        let joints = Joints { before: (index > 0).then_some(first.x0), after: (index < last).then_some(strip.size.width) };
        Window { span, shift, joints, right: span.right + shift, metrics: &strip.metrics }.layout(&strip)
    };
    columns.pages.iter().enumerate().map(page).collect()
}

/// One page's view of the strip.
struct Window<'a> {
    span: &'a PageSpan,
    /// From strip to page, px.
    shift: f64,
    joints: Joints,
    /// Right edge of the page's last column, px.
    right: f64,
    metrics: &'a Metrics,
}

impl Window<'_> {
    fn layout(&self, strip: &Layout) -> Layout {
        let in_page = |stage: &usize| self.span.stages.contains(stage);
        let separators = strip.separators.iter().filter(|(x, _, _)| self.shows(*x));
        let spans = strip.spans.iter().filter(|(stage, _)| in_page(stage));
        Layout {
            size: strip.size,
            metrics: strip.metrics,
            board: strip.board,
            header: strip.header.clone(),
            stages: self.stages(&strip.stages),
            spans: spans.map(|(stage, (x0, x1))| (*stage, (x0 + self.shift, x1 + self.shift))).collect(),
            separators: separators.map(|(x, top, bottom)| (x + self.shift, *top, *bottom)).collect(),
            lanes: strip.lanes.iter().map(|lane| self.lane(lane)).collect(),
            footer: strip.footer.clone(),
            changes: None, // comparisons are one page
            joints: self.joints,
        }
    }

    /// Whether what stands at `x` px of the strip stands on this page.
    fn shows(&self, x: f64) -> bool {
        (self.joints.before.is_none() || x >= self.span.x0) && (self.joints.after.is_none() || x < self.span.x1)
    }

    /// From where to where the page shows the strip, px of the strip.
    fn bounds(&self) -> (f64, f64) {
        let left = self.joints.before.map_or(f64::NEG_INFINITY, |_| self.span.x0);
        (left, self.joints.after.map_or(f64::INFINITY, |_| self.span.x1))
    }

    fn point(&self, at: Point) -> Point {
        Point::new(at.x + self.shift, at.y)
    }

    fn rect(&self, rect: Rect) -> Rect {
        Rect { x0: rect.x0 + self.shift, x1: rect.x1 + self.shift, ..rect }
    }

    fn label(&self, label: &Label) -> Label {
        Label { x: label.x + self.shift, ..label.clone() }
    }

    /// A panel of the page, which runs off it where the next page goes on.
    fn panel(&self, rect: Rect) -> Rect {
        Rect { x1: self.joints.after.unwrap_or(rect.x1), ..rect }
    }

    fn stages(&self, stages: &Stages) -> Stages {
        let head = |head: &Head| Head {
            rect: self.rect(head.rect),
            name: self.label(&head.name),
            goal: head.goal.as_ref().map(|label| self.label(label)),
            count: head.count.as_ref().map(|label| self.label(label)),
            ..head.clone()
        };
        let phases = stages.phases.iter().filter(|(_, rule)| self.shows(rule.x0));
        Stages {
            phases: phases.map(|(label, rule)| (self.label(label), self.rect(*rule))).collect(),
            heads: stages.heads.iter().filter(|h| self.span.stages.contains(&h.stage)).map(head).collect(),
            ..*stages
        }
    }

    fn lane(&self, lane: &Lane) -> Lane {
        match lane {
            Lane::Swimlanes(lane) => Lane::Swimlanes(self.swimlanes(lane)),
            Lane::Emotions(lane) => Lane::Emotions(self.emotions(lane)),
            Lane::Cells(lane) => {
                let mut lane = lane.clone();
                lane.cells.retain(|cell| self.span.stages.contains(&cell.stage));
                for cell in &mut lane.cells {
                    self.move_cell(cell);
                }
                Lane::Cells(lane)
            }
            Lane::Storyboard(lane) => {
                let frames = lane.frames.iter().filter(|(_, rect)| self.shows(rect.x0));
                let frames = frames.map(|(path, rect)| (path.clone(), self.rect(*rect))).collect();
                Lane::Storyboard(Storyboard { frames, ..lane.clone() })
            }
        }
    }

    fn move_cell(&self, cell: &mut Cell) {
        cell.rect = self.rect(cell.rect);
        for (dot, label) in &mut cell.items {
            *dot = dot.map(|dot| self.point(dot));
            label.x += self.shift;
        }
        for (whole, part) in &mut cell.bars {
            (*whole, *part) = (self.rect(*whole), self.rect(*part));
        }
        for label in &mut cell.muted {
            label.x += self.shift;
        }
    }

    fn swimlanes(&self, lane: &Swimlanes) -> Swimlanes {
        let mut page = Swimlanes {
            rect: self.panel(lane.rect),
            panels: lane.panels.clone(),
            rows: lane.rows.clone(),
            lines: lane.lines.clone(),
            cards: Vec::new(),
            routes: Vec::new(),
            traces: Vec::new(), // comparisons are one page
            parted: lane.parted,
        };
        for panel in &mut page.panels {
            panel.rect = self.panel(panel.rect);
        }
        for line in page.lines.iter_mut().filter(|line| line.runs_to_end) {
            line.x1 = self.joints.after.unwrap_or(line.x1);
        }
        let cards = lane.cards.iter().filter(|card| self.span.columns.contains(&card.column));
        page.cards = cards.map(|card| self.card(card)).collect();
        let (left, right) = self.bounds();
        let seen = Rect::new(left, f64::NEG_INFINITY, right, f64::INFINITY);
        page.routes = lane.routes.iter().filter_map(|route| route.inside(seen)).collect();
        for point in page.routes.iter_mut().flat_map(|route| &mut route.pieces).flat_map(|piece| &mut piece.points) {
            *point = self.point(*point);
        }
        page
    }

    fn card(&self, card: &Card) -> Card {
        Card {
            rect: self.rect(card.rect),
            label: self.label(&card.label),
            duration: card.duration.as_ref().map(|label| self.label(label)),
            icon: card.icon.map(|(at, side)| (self.point(at), side)),
            dots: card.dots.iter().map(|(traveller, center)| (*traveller, self.point(*center))).collect(),
            badge: card.badge.map(|(center, radius)| (self.point(center), radius)),
            link: card.link.map(|(at, side)| (self.point(at), side)),
            ..*card
        }
    }

    fn emotions(&self, lane: &EmotionLane) -> EmotionLane {
        let notes = lane.notes.iter().filter(|note| self.shows(note.label.bounds().center().x));
        let right = self.joints.after.unwrap_or(self.right - self.metrics.unit * 3.0);
        EmotionLane {
            rect: self.panel(lane.rect),
            plot: Rect { x1: right, ..lane.plot },
            series: lane.series.iter().filter_map(|series| self.series(series)).collect(),
            notes: notes.map(|note| super::notes::Note { label: self.label(&note.label), ..*note }).collect(),
            label: lane.label.clone(),
            grid: lane.grid.clone(),
            axis: lane.axis.clone(),
            steps: Vec::new(), // comparisons are one page
            ..*lane
        }
    }

    fn series(&self, series: &Series) -> Option<Series> {
        let (left, right) = self.bounds();
        let cut = |curves: &[super::curve::Curve]| -> Vec<super::curve::Curve> {
            curves.iter().filter_map(|curve| curve.between(left, right)).map(|curve| curve.moved(self.shift)).collect()
        };
        let (curves, expected) = (cut(&series.curves), cut(&series.expected));
        let differences = emotion::differences(&curves, &expected, self.metrics.body * emotion::BAR, series.step);
        let here = |at: &Point| self.shows(at.x);
        (!curves.is_empty() || !expected.is_empty()).then(|| Series {
            curves,
            faces: series.faces.iter().filter(|(at, _)| here(at)).map(|(at, grade)| (self.point(*at), *grade)).collect(),
            expected,
            wishes: series.wishes.iter().filter(|at| here(at)).map(|at| self.point(*at)).collect(),
            differences,
            before: None, // comparisons are one page
            ..*series
        })
    }
}
