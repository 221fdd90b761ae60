//! The map stage by stage: what belongs to one stage alone is one group, in the order in which it is read.

use super::Painter;
use super::groups::{container, decoration, symbol};
use crate::diff::marks::{self, Spot};
use crate::geometry::Point;
use crate::layout::Lane;
use crate::layout::cells::CellLane;
use crate::layout::emotion::EmotionLane;
use crate::layout::notes::Note;
use crate::layout::storyboard::Storyboard;
use crate::layout::swimlanes::Swimlanes;
use crate::scene::{Group, Image, Node, Role};
use crate::words::Word;

/// What has been painted of each stage that the picture shows, in their order.
struct Stages<'a> {
    heads: &'a [crate::layout::stages::Head],
    children: Vec<Vec<Node>>,
}

impl Stages<'_> {
    /// Where the parts of a stage go. One that has no header on this page shares the first one's place.
    fn of(&mut self, stage: usize) -> Option<&mut Vec<Node>> {
        let at = self.heads.iter().position(|head| head.stage == stage).unwrap_or(0);
        self.children.get_mut(at)
    }

    /// Which of the stages shown stands at this place.
    fn at(&self, at: Point) -> usize {
        self.heads.partition_point(|head| head.rect.x0 <= at.x).saturating_sub(1)
    }
}

impl Painter<'_> {
    /// One group for each stage: its header, then what stands under it, lane by lane.
    pub(super) fn stage_by_stage(&self, nodes: &mut Vec<Node>) {
        let heads = &self.layout.stages.heads;
        let mut stages = Stages { heads, children: heads.iter().map(|head| self.head(head)).collect() };
        for lane in &self.layout.lanes {
            match lane {
                Lane::Swimlanes(swimlanes) => self.cards(swimlanes, &mut stages),
                Lane::Emotions(emotions) => self.feelings(emotions, &mut stages),
                Lane::Cells(cells) => self.cells_of(cells, &mut stages),
                Lane::Storyboard(board) => self.frames(board, &mut stages),
            }
        }
        let groups = heads.iter().zip(stages.children);
        nodes.extend(groups.map(|(head, children)| container("stage", self.narrator.stage(head.stage), children)));
    }

    fn cards(&self, swimlanes: &Swimlanes, stages: &mut Stages) {
        let touchpoints: Vec<_> =
            self.journey.stages.iter().enumerate().flat_map(|(i, s)| s.touchpoints.iter().map(move |t| (i, t))).collect();
        for card in &swimlanes.cards {
            let Some((stage, facts)) = touchpoints.get(card.touchpoint) else { continue };
            let tier = swimlanes.rows.get(card.lane).and_then(|row| row.tier);
            if let Some(place) = stages.of(*stage) {
                place.push(self.card(card, *stage, facts, tier));
            }
        }
    }

    /// Faces and words beside them. What cards tell already is not told again.
    fn feelings(&self, lane: &EmotionLane, stages: &mut Stages) {
        let mut parts: Vec<Vec<Node>> = vec![Vec::new(); stages.children.len()];
        for series in lane.series.iter().rev() {
            for (center, grade) in &series.faces {
                if let Some(part) = parts.get_mut(stages.at(*center)) {
                    part.extend(self.face(*center, series.radius, *grade));
                }
            }
        }
        let of_note = |note: &Note, stages: &Stages| stages.at(note.label.bounds().center());
        for tag in &lane.steps {
            if let Some(part) = parts.get_mut(stages.at(tag.rect.center())) {
                part.extend(self.tag(tag));
            }
        }
        for note in &lane.notes {
            if let Some(part) = parts.get_mut(of_note(note, stages)) {
                part.push(self.note_ground(note));
            }
        }
        for note in &lane.notes {
            let color = if note.quote { self.palette.text_muted } else { self.palette.text };
            if let Some(part) = parts.get_mut(of_note(note, stages)) {
                part.extend(self.text(&note.label, color));
            }
        }
        for ((head, place), part) in stages.heads.iter().zip(&mut stages.children).zip(parts) {
            match self.narrator.feelings(head.stage) {
                Some(said) => place.push(symbol("feelings", said, part)),
                None if part.is_empty() => {}
                None => place.push(decoration("feelings", part)),
            }
        }
    }

    fn cells_of(&self, lane: &CellLane, stages: &mut Stages) {
        for cell in &lane.cells {
            if let Some(place) = stages.of(cell.stage) {
                let told = self.told(Spot::Cell(marks::CellLane::of(lane.id), cell.stage));
                let name = self.narrator.cell(lane.id, cell.stage);
                let children = self.cell(lane, cell);
                place.push(match told {
                    Some(told) => Node::Group(Group {
                        label: Some(self.narrator.with(&name, &told)),
                        role: Role::Symbol,
                        kind: Some("cell"),
                        tooltip: Some(told),
                        children,
                        ..Group::default()
                    }),
                    None => symbol("cell", name, children),
                });
            }
        }
    }

    fn frames(&self, board: &Storyboard, stages: &mut Stages) {
        for (path, rect) in &board.frames {
            let Some(raster) = self.assets.image(path) else { continue };
            let at = stages.at(rect.center());
            if let Some(place) = stages.children.get_mut(at) {
                let label = Some(self.narrator.word(Word::Images).to_owned());
                place.push(Node::Image(Image { raster: raster.clone(), rect: *rect, radius: board.radius, label }));
            }
        }
    }
}
