//! What a review changed: two revisions of a journey, part by part.
//!
//! ```text
//! two Journeys ─ compare ─▶ Changes ─┬─ words ─▶ text │ Markdown │ JSON
//!                                    └─ overlay ─▶ one Journey with Marks ─ lay out, paint, render ─▶ SVG │ PNG
//! ```

mod assign;
mod compare;
mod feelings;
mod fields;
mod items;
mod line;
pub mod marks;
mod matching;
mod order;
mod overlay;
mod pairs;
mod regroup;
mod similarity;
mod summary;
pub mod wording;

pub use self::compare::compare;
pub use self::items::{Run, items, runs};
pub use self::overlay::{Overlay, overlay};
pub use self::summary::{Counts, feeling, summary};

use crate::journey::LaneId;

/// A touchpoint's place: its stage, and its place among the touchpoints of that stage, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into [`Journey::stages`](crate::journey::Journey::stages).
    pub stage: usize,
    /// Index into [`Stage::touchpoints`](crate::journey::Stage::touchpoints).
    pub index: usize,
}

/// A part of one revision, or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair<T> {
    /// In both revisions, at these places.
    Both {
        /// In the old revision.
        old: T,
        /// In the new one.
        new: T,
    },
    /// In the new revision only.
    Added(T),
    /// In the old revision only.
    Removed(T),
}

/// Which part of the new revision is which of the old one. The order is that of the new revision; what was removed stands
/// behind what it followed in the old one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Indices into [`Journey::personas`](crate::journey::Journey::personas).
    pub personas: Vec<Pair<usize>>,
    /// Indices into [`Journey::channels`](crate::journey::Journey::channels).
    pub channels: Vec<Pair<usize>>,
    /// Indices into [`Journey::own_lanes`](crate::journey::Journey::own_lanes).
    pub own_lanes: Vec<Pair<usize>>,
    /// Indices into [`Journey::stages`](crate::journey::Journey::stages).
    pub stages: Vec<Pair<usize>>,
    /// The touchpoints.
    pub touchpoints: Vec<Pair<Place>>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The map itself: its title, language, review.
    Map,
    /// A persona.
    Persona(Pair<usize>),
    /// A channel.
    Channel(Pair<usize>),
    /// A lane that the file declares.
    OwnLane(Pair<usize>),
    /// A stage.
    Stage(Pair<usize>),
    /// A touchpoint.
    Touchpoint(Pair<Place>),
}

/// What happened to a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere: in another stage or channel, or in another order. Where it was and is, is in the pair. A
    /// touchpoint that only goes with its stage, or stands elsewhere as others came or went, has not moved.
    Moved,
    /// A text, or a list of texts, of it has other words.
    Reworded(Field),
    /// Its feelings, or what was expected of it, are others. The values are written as in the file; a list is a course.
    Felt(Field),
    /// Anything else of it that the map shows is another: an icon, a link, a figure, a sign.
    Changed(Field),
}

/// A field of a part, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in the file: `label`, `pains`, `moment_of_truth`, or the id of a lane that the file declares.
    pub name: String,
    /// The lane that shows it, if one does.
    pub lane: Option<LaneId>,
    /// Its values before; empty where it had none.
    pub old: Vec<String>,
    /// Its values after; empty where it has none.
    pub new: Vec<String>,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Of what.
    pub part: Part,
    /// What happened.
    pub kind: Kind,
}

/// A stage that was split or merged: most of the touchpoints of one of the two come from, or went to, the other.
///
/// In a split the new stage is [`Pair::Added`]; in a merger the old one is [`Pair::Removed`]. Touchpoints that only went
/// along are not [`Kind::Moved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Regrouped {
    /// The stage of the old revision.
    pub old: usize,
    /// The stage of the new revision.
    pub new: usize,
    /// How many touchpoints of the old stage stand in the new one.
    pub touchpoints: usize,
}

/// The lowest point of a journey's feelings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lowest {
    /// Where it is felt: a touchpoint, or a whole stage.
    pub stage: usize,
    /// Which of its touchpoints; `None` for the stage as a whole.
    pub index: Option<usize>,
    /// How low, on the journey's scale.
    pub value: f64,
}

/// All that changed between two revisions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Which parts are the same.
    pub pairs: Pairs,
    /// What happened to them, in the order of [`Pairs`]; the map, personas, channels and lanes first.
    pub list: Vec<Change>,
    /// Which stages were split or merged, in the order of the old revision.
    pub regrouped: Vec<Regrouped>,
    /// By how much the mean of all feelings rose, on the new journey's scale; `None` where one of the two has none.
    pub feeling: Option<f64>,
    /// The lowest points before and after, where a revision has feelings.
    pub lowest: (Option<Lowest>, Option<Lowest>),
}

#[cfg(test)]
mod tests;
