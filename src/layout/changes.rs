//! What stands on a comparison of two revisions only: tags on the parts that changed, and the list of changes.

pub mod list;

use super::Lane;
use super::card::{self, Card};
use super::cells::CellLane;
use super::context::Context;
use super::header::Header;
use super::lanes;
use super::stages::Stages;
use super::tag::{self, Tag};
use crate::diff::marks::{self, Sign, Spot};
use crate::diff::marks::{FieldName, Note, Subject};
use crate::geometry::{Point, Rect};
use crate::journey::LaneId;
use crate::words::{number, quoted};
use std::collections::BTreeMap;

/// The marks of a comparison at their place.
#[derive(Debug, Clone)]
pub struct Changes {
    /// A tag on each part that changed, in the order of the parts.
    pub tags: Vec<(Spot, Tag)>,
    /// A box around each text that has other words than before, in the order of the parts that they belong to.
    pub fresh: Vec<(Spot, Rect)>,
    /// What changed, item by item.
    pub list: list::List,
}

impl Changes {
    /// The tag of a part.
    pub fn tag(&self, spot: Spot) -> Option<&Tag> {
        let at = self.tags.binary_search_by_key(&spot, |(of, _)| *of).ok()?;
        self.tags.get(at).map(|(_, tag)| tag)
    }

    /// The boxes around the texts of a part that have other words than before.
    pub fn fresh(&self, spot: Spot) -> impl Iterator<Item = Rect> {
        let from = self.fresh.partition_point(|(of, _)| *of < spot);
        self.fresh.iter().skip(from).take_while(move |(of, _)| *of == spot).map(|(_, rect)| *rect)
    }
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
            Spot::Cell(_, stage) if parts.corner(context, *spot).is_none() => {
                // what a touchpoint says there has its tag on the card
                let is_own = |note: &&usize| marks.notes.get(**note).is_some_and(|note| matches!(note.subject, Subject::Cell(_)));
                if !mark.notes.iter().any(|note| is_own(&note)) {
                    continue;
                }
                Spot::Stage(*stage)
            }
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

/// Boxes around the words that are others than before.
pub(super) fn fresh(context: &Context, parts: &Parts) -> Vec<(Spot, Rect)> {
    let Some(marks) = context.marks else { return Vec::new() };
    let mut found = Vec::new();
    for (spot, mark) in &marks.spots {
        let notes = || mark.notes.iter().filter_map(|note| marks.notes.get(*note));
        match spot {
            Spot::Touchpoint(index) if notes().any(is_renamed) => {
                found.extend(
                    parts
                        .card(*index)
                        .filter(|_| !mark.signs.contains(&Sign::MovedAway))
                        .map(|card| (*spot, card.label.bounds())),
                );
            }
            Spot::Map => {
                let title = notes().any(is_renamed).then_some(&parts.header.title);
                let subtitle = FieldName::Named("subtitle".to_owned());
                let subtitle = parts.header.subtitle.as_ref().filter(|_| notes().any(|note| note.tells(&subtitle)));
                found.extend(title.into_iter().chain(subtitle).map(|label| (*spot, label.bounds())));
            }
            Spot::Cell(lane, stage) => {
                let now: Vec<&str> =
                    notes().flat_map(|note| &note.lines).flat_map(|line| &line.now).map(String::as_str).collect();
                for cells in parts.lanes.iter().filter_map(|one| match one {
                    Lane::Cells(cells) if marks::CellLane::of(cells.id) == *lane => Some(cells),
                    _ => None,
                }) {
                    let Some(cell) = cells.cells.iter().find(|cell| cell.stage == *stage) else { continue };
                    let texts = lanes::cell_texts(context, cells.id, *stage);
                    let fresh = |text: &str| now.iter().any(|now| *now == text || quoted(&context.journey.language, now) == text);
                    let items = cell.items.iter().zip(&texts).filter(|(_, text)| fresh(text));
                    found.extend(items.map(|((_, label), _)| (*spot, label.bounds())));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a part that was there before is called otherwise now.
fn is_renamed(note: &Note) -> bool {
    let renamed = note.lines.iter().any(|line| line.field == FieldName::Own && !line.was.is_empty() && !line.now.is_empty());
    renamed && !matches!(note.subject, Subject::Cell(_))
}

impl Parts<'_> {
    fn card(&self, touchpoint: usize) -> Option<&Card> {
        self.lanes.iter().find_map(|lane| match lane {
            Lane::Swimlanes(lane) => card::of(&lane.cards, touchpoint),
            _ => None,
        })
    }

    /// Where the tag of a part begins: across its upper edge, where no words stand.
    fn corner(&self, context: &Context, spot: Spot) -> Option<Point> {
        let m = &context.metrics;
        // across the edge, or over it where what stands inside begins soon
        let raised = |x: f64, y: f64, content: f64| Point::new(x, (y - m.unit * 0.25).min(content - tag::height(m) / 2.0));
        let cells = |wanted: &dyn Fn(LaneId) -> bool| {
            self.lanes.iter().find_map(|lane| match lane {
                Lane::Cells(cells) if wanted(cells.id) => Some(cells),
                _ => None,
            })
        };
        match spot {
            Spot::Map => Some(Point::new(self.header.title.x, self.header.title.top - tag::height(m) / 2.0)),
            Spot::Persona(index) => {
                let card = self.header.personas.iter().find(|card| card.persona == index)?;
                Some(Point::new(card.disc.x - card.radius, card.disc.y - card.radius + m.unit * 0.5))
            }
            Spot::Channel(index) => self.lanes.iter().find_map(|lane| match lane {
                Lane::Swimlanes(lane) => {
                    let row = lane.rows.iter().find(|row| row.channel == Some(index) && row.label.is_some())?;
                    // inside the row where there is room: names of blueprint lines stand above it
                    let label = row.label.as_ref()?;
                    let content = label.icon.as_ref().map_or(label.label.top, |(_, at, _)| at.y.min(label.label.top));
                    let half = tag::height(m) / 2.0;
                    Some(Point::new(lane.rect.x0 + m.unit * 3.0, (content - half).min(row.top + half + m.unit)))
                }
                _ => None,
            }),
            Spot::OwnLane(index) => {
                let lane = cells(&|id| id == LaneId::Own(index))?;
                Some(raised(lane.rect.x0 + m.unit * 2.0, lane.rect.y0, lane.label.label.top))
            }
            Spot::Stage(stage) => {
                let head = self.stages.heads.iter().find(|head| head.stage == stage)?;
                Some(raised(head.rect.x0 + m.unit * 3.0, head.rect.y0, head.name.top))
            }
            Spot::Touchpoint(index) => {
                let card = self.card(index)?;
                let around = |(at, side): (Point, f64)| at.y - (card.disc - side / 2.0).max(0.0);
                let content = card.icon.map_or(card.label.top, around);
                Some(raised(card.rect.x0 + m.unit * 2.0, card.rect.y0, content))
            }
            Spot::Cell(lane, stage) => {
                let lane: &CellLane = cells(&|id| marks::CellLane::of(id) == lane)?;
                let cell = lane.cells.iter().find(|cell| cell.stage == stage)?;
                let words = cell.items.iter().map(|(_, label)| label).chain(&cell.muted);
                let content = words.map(|label| label.top).fold(f64::INFINITY, f64::min);
                Some(raised(cell.rect.x0 + m.unit * 2.0, cell.rect.y0, content))
            }
        }
    }
}
