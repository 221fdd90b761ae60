//! What the parts of an overlay have gone through: plain data for whoever lays out, paints and tells the comparison.

use super::Counts;
use crate::journey::{LaneId, Review, Scale};
use std::collections::BTreeMap;

/// A part of an overlay that can carry a mark. Indices are those of the overlay's journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The map itself, at its title.
    Map,
    /// A persona.
    Persona(usize),
    /// A channel, at its swimlane's name.
    Channel(usize),
    /// A lane that the file declares, at its name.
    OwnLane(usize),
    /// A stage, at its header.
    Stage(usize),
    /// A touchpoint, counted over all stages.
    Touchpoint(usize),
    /// What a stage says in a lane.
    Cell(CellLane, usize),
}

/// A lane as part of a [`Spot`], which has an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellLane(usize);

impl CellLane {
    /// The lane's own place in that order.
    pub fn of(lane: LaneId) -> Self {
        let built_in = LaneId::BUILT_IN.iter().position(|(_, id)| *id == lane);
        Self(match lane {
            LaneId::Own(index) => LaneId::BUILT_IN.len() + index,
            _ => built_in.unwrap_or(0),
        })
    }
}

/// What a mark says, in the order in which several stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// New.
    Added,
    /// Gone: it stands where it stood.
    Removed,
    /// It stood elsewhere.
    Moved,
    /// It stands elsewhere now.
    MovedAway,
    /// Other words, or anything else of it that the map shows.
    Reworded,
    /// Feels better.
    Risen,
    /// Feels worse.
    Fallen,
}

/// What happened at one spot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    /// In their order, each once.
    pub signs: Vec<Sign>,
    /// The notes that tell it: indices into [`Marks::notes`], ascending.
    pub notes: Vec<usize>,
}

/// One item of the list of changes: all that happened to one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Under which stage it is told; `None` for what belongs to the whole map.
    pub stage: Option<usize>,
    /// What happened.
    pub signs: Vec<Sign>,
    /// Of what.
    pub subject: Subject,
    /// What it was and is, line by line.
    pub lines: Vec<Line>,
}

impl Note {
    /// Whether a line of it is about this field.
    pub fn tells(&self, field: &FieldName) -> bool {
        self.lines.iter().any(|line| line.field == *field)
    }
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// The map as a whole.
    Map,
    /// Something with a name of its own: a touchpoint, a channel, a persona, a lane.
    Named(String),
    /// The stage under which the note stands.
    Stage,
    /// What the stage says in a lane.
    Cell(LaneId),
}

/// Before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What of the part.
    pub field: FieldName,
    /// Before; empty where there was nothing.
    pub was: Vec<String>,
    /// After; empty where there is nothing.
    pub now: Vec<String>,
}

/// What of a part a line is about.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldName {
    /// What the part is called, or what it says.
    Own,
    /// Where it stands.
    Place,
    /// A field by its name in the file.
    Named(String),
    /// What somebody feels: the field's name in the file, with the id of a persona behind a dot where it is one's own.
    Felt(String),
    /// What a lane shows of it.
    Lane(LaneId),
}

/// Something moved from one card's place to another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// The placeholder: a touchpoint of the overlay, counted over all stages.
    pub from: usize,
    /// Where it stands now, counted likewise.
    pub to: usize,
}

/// What one traveller felt in the old revision, in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Felt {
    /// A touchpoint or a stage of the overlay.
    pub at: Spot,
    /// On the new journey's scale; none where the curve is broken.
    pub values: Vec<f64>,
}

/// A feeling that rose or fell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Whose: a persona, or 0 where there is none.
    pub traveller: usize,
    /// A touchpoint or a stage of the overlay.
    pub at: Spot,
    /// Mean before, on the new journey's scale.
    pub was: f64,
    /// Mean after.
    pub now: f64,
}

/// How much changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many parts changed, and how.
    pub counts: Counts,
    /// By how much the mean of all feelings rose; `None` where one revision has none.
    pub feeling: Option<f64>,
    /// The lowest point before and after; `None` where one revision has none.
    pub lowest: Option<(Lowest, Lowest)>,
    /// Whether both are at the same touchpoint or stage.
    pub same_lowest: bool,
    /// The scale of both values.
    pub scale: Scale,
}

/// The lowest point of a revision's feelings.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowest {
    /// What the touchpoint or stage is called, in one line.
    pub name: String,
    /// On the new journey's scale.
    pub value: f64,
}

impl Default for Summary {
    fn default() -> Self {
        let scale = Scale { min: -2.0, max: 2.0 };
        Self { counts: Counts::default(), feeling: None, lowest: None, same_lowest: false, scale }
    }
}

/// All that an overlay shows beside the journey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Version and review of the old revision.
    pub old: Option<Review>,
    /// How much changed.
    pub summary: Summary,
    /// What happened where.
    pub spots: BTreeMap<Spot, Mark>,
    /// The list of changes; the whole map's come first, then stage by stage.
    pub notes: Vec<Note>,
    /// What moved, from where to where.
    pub traces: Vec<Trace>,
    /// What each traveller of the new journey felt in the old one; empty for those who were not there.
    pub felt: Vec<Vec<Felt>>,
    /// Feelings that differ.
    pub steps: Vec<Step>,
}

impl Marks {
    /// What happened at a spot.
    pub fn at(&self, spot: Spot) -> Option<&Mark> {
        self.spots.get(&spot)
    }

    /// Whether a sign stands anywhere.
    pub fn uses(&self, sign: Sign) -> bool {
        self.spots.values().any(|mark| mark.signs.contains(&sign))
    }
}
