//! What stands on a comparison of two revisions only: tags on the parts that changed, and the list of changes.

pub mod list;

use super::Lane;
use super::cells::CellLane;
use super::context::Context;
use super::header::Header;
use super::stages::Stages;
use super::tag::{self, Tag};
use crate::diff::marks::{self, Sign, Spot};
use crate::geometry::Point;
use crate::journey::LaneId;
use crate::words::number;
use std::collections::BTreeMap;

/// The marks of a comparison at their place.
#[derive(Debug, Clone)]
pub struct Changes {
    /// A tag on each part that changed, and what it says of which part.
    pub tags: Vec<(Spot, Tag)>,
    /// What changed, item by item.
    pub list: list::List,
}

/// More numbers than this stand as a range.
const MOST_NUMBERS: usize = 3;

/// The numbers of some notes: "3", "3 5", "3–9". Numbers count from 1.
pub(super) fn numbers(language: &str, notes: &[usize]) -> String {
    let one = |note: &usize| number(language, (note + 1) as f64);
    match notes {
        [first, .., last] if notes.len() > MOST_NUMBERS => format!("{}–{}", one(first), one(last)),
        _ => notes.iter().map(one).collect::<Vec<_>>().join(" "),
    }
}

/// What is shown of the map, for tags to stand on.
pub(super) struct Parts<'a> {
    pub(super) header: &'a Header,
    pub(super) stages: &'a Stages,
    pub(super) lanes: &'a [Lane],
}

/// The tags. What has no place of its own stands on its stage; what has none there either is told by the list alone.
pub(super) fn tags(context: &mut Context, parts: &Parts) -> Vec<(Spot, Tag)> {
    let Some(marks) = context.marks else { return Vec::new() };
    let mut standing: BTreeMap<Spot, (Vec<Sign>, Vec<usize>)> = BTreeMap::new();
    for (spot, mark) in &marks.spots {
        let spot = match spot {
            Spot::Cell(_, stage) if parts.corner(context, *spot).is_none() => Spot::Stage(*stage),
            spot => *spot,
        };
        let (signs, notes) = standing.entry(spot).or_default();
        signs.extend(&mark.signs);
        notes.extend(&mark.notes);
        signs.sort_unstable();
        signs.dedup();
        notes.sort_unstable();
        notes.dedup();
    }
    let mut tags = Vec::new();
    for (spot, (signs, notes)) in standing {
        let Some(corner) = parts.corner(context, spot) else { continue };
        let words = numbers(&context.journey.language, &notes);
        let plan = tag::plan(context, &signs, &words);
        tags.push((spot, plan.place(corner.x, corner.y)));
    }
    tags
}

impl Parts<'_> {
    /// Where the tag of a part begins: across its upper edge, where no words stand.
    fn corner(&self, context: &Context, spot: Spot) -> Option<Point> {
        let m = &context.metrics;
        let raised = |x: f64, y: f64| Point::new(x, y - m.unit * 0.25);
        let cells = |wanted: &dyn Fn(LaneId) -> bool| {
            self.lanes.iter().find_map(|lane| match lane {
                Lane::Cells(cells) if wanted(cells.id) => Some(cells),
                _ => None,
            })
        };
        match spot {
            Spot::Map => Some(Point::new(self.header.title.x, self.header.title.top - m.small * 0.7)),
            Spot::Persona(index) => {
                let card = self.header.personas.iter().find(|card| card.persona == index)?;
                Some(Point::new(card.disc.x - card.radius, card.disc.y - card.radius + m.unit * 0.5))
            }
            Spot::Channel(index) => self.lanes.iter().find_map(|lane| match lane {
                Lane::Swimlanes(lane) => {
                    let row = lane.rows.iter().find(|row| row.channel == Some(index) && row.label.is_some())?;
                    Some(Point::new(lane.rect.x0 + m.unit * 3.0, row.top))
                }
                _ => None,
            }),
            Spot::OwnLane(index) => {
                let lane = cells(&|id| id == LaneId::Own(index))?;
                Some(raised(lane.rect.x0 + m.unit * 2.0, lane.rect.y0))
            }
            Spot::Stage(stage) => {
                let head = self.stages.heads.iter().find(|head| head.stage == stage)?;
                Some(raised(head.rect.x0 + m.unit * 3.0, head.rect.y0))
            }
            Spot::Touchpoint(index) => self.lanes.iter().find_map(|lane| match lane {
                Lane::Swimlanes(lane) => {
                    let card = lane.cards.iter().find(|card| card.touchpoint == index)?;
                    Some(raised(card.rect.x0 + m.unit * 2.0, card.rect.y0))
                }
                _ => None,
            }),
            Spot::Cell(lane, stage) => {
                let lane: &CellLane = cells(&|id| marks::CellLane::of(id) == lane)?;
                let cell = lane.cells.iter().find(|cell| cell.stage == stage)?;
                Some(raised(cell.rect.x0 + m.unit * 2.0, cell.rect.y0))
            }
        }
    }
}
