//! The domain: a customer journey whose names are resolved and whose values are in range.
//!
//! Order in every list is order in the file. Touchpoints, stages, channels and personas refer to each other by index
//! into the lists of their [`Journey`], never by name.

mod characters;
mod divide;
mod filter;
mod gauge;
mod glance;
mod ids;
mod lint;
mod meant;
pub(crate) mod nearest;
mod page;
mod read;
mod review;
mod scalars;
mod spec;
mod totals;
mod validate;
mod values;

pub use divide::divided;
pub use filter::{lane_named, only_personas};
pub use meant::is_meant;
pub use page::{Fit, Page, PageSize};
pub use review::{Review, ReviewNote};
pub use spec::schema;
pub use validate::parse;
pub(crate) use validate::read as read_file;

use crate::color::Rgb;
use crate::diagnostic::Span;
pub use toml::value::Date;

/// A customer journey, ready to be laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    /// What the map is about.
    pub title: String,
    /// The scenario, under the title.
    pub subtitle: Option<String>,
    /// BCP 47 tag; `en` where the file names none.
    pub language: String,
    /// A built-in theme or a path beside the file.
    pub theme: Option<Sourced<String>>,
    /// The scale of every emotion.
    pub scale: Scale,
    /// Which lanes in which order; `None`: every lane that has content.
    pub lanes: Option<Vec<LaneId>>,
    /// How the touchpoints are arranged; never `Auto` after [`parse`].
    pub arrange: Arrange,
    /// The page that the map is made for.
    pub page: Page,
    /// Which version this is and when it is looked at again.
    pub review: Option<Review>,
    /// Whose journey.
    pub personas: Vec<Persona>,
    /// The swimlanes.
    pub channels: Vec<Channel>,
    /// The column groups.
    pub stages: Vec<Stage>,
    /// Lanes that the file declares itself.
    pub own_lanes: Vec<OwnLane>,
}

/// A value with its place in the file, for what is looked up after the file is read (icons, images, themes).
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// The ends of the emotion scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Worst.
    pub min: f64,
    /// Best.
    pub max: f64,
}

impl Scale {
    /// Neither good nor bad: 0 where the scale contains it in its inside, else the middle.
    pub fn neutral(&self) -> f64 {
        if self.min < 0.0 && self.max > 0.0 { 0.0 } else { (self.min + self.max) / 2.0 }
    }

    /// One of five grades, 0 (worst) to 4 (best), by fifths of the scale.
    pub fn grade(&self, value: f64) -> usize {
        let share = (value - self.min) / (self.max - self.min);
        ((share * 5.0).floor().max(0.0) as usize).min(4)
    }
}

/// A lane of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneId {
    /// Bands over consecutive stages.
    Phases,
    /// The stages' names.
    Stages,
    /// What the person wants.
    Goals,
    /// What the person does.
    Actions,
    /// All swimlanes.
    Channels,
    /// The emotion curves.
    Emotions,
    /// What the person thinks or says.
    Thoughts,
    /// Pain points.
    Pains,
    /// What could be better.
    Opportunities,
    /// Figures.
    Metrics,
    /// A storyboard.
    Images,
    /// How long it takes.
    Durations,
    /// The log of reviews: no lane between the others, but the last thing in the footer.
    ReviewNotes,
    /// Index into [`Journey::own_lanes`].
    Own(usize),
}

/// How touchpoints are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrange {
    /// Sequence where any touchpoint has an emotion or personas of its own, else matrix.
    #[default]
    Auto,
    /// A column for each step.
    Sequence,
    /// Cards flow inside their stage × channel cell.
    Matrix,
}

impl LaneId {
    /// The built-in lanes by the names that `lanes` knows, in the order in which they stand by default.
    pub const BUILT_IN: [(&'static str, LaneId); 13] = [
        ("phases", LaneId::Phases),
        ("stages", LaneId::Stages),
        ("goals", LaneId::Goals),
        ("actions", LaneId::Actions),
        ("channels", LaneId::Channels),
        ("emotions", LaneId::Emotions),
        ("thoughts", LaneId::Thoughts),
        ("pains", LaneId::Pains),
        ("opportunities", LaneId::Opportunities),
        ("metrics", LaneId::Metrics),
        ("images", LaneId::Images),
        ("durations", LaneId::Durations),
        ("review-notes", LaneId::ReviewNotes),
    ];
}

/// Somebody who makes the journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Persona {
    /// Unique among personas.
    pub id: String,
    /// Whether the file gives the id; else it is made from the name.
    pub id_given: bool,
    /// What they are called.
    pub name: String,
    /// Who they are.
    pub role: Option<String>,
    /// What they say.
    pub quote: Option<String>,
    /// Name or path of an icon.
    pub icon: Option<Sourced<String>>,
    /// Path of a picture.
    pub image: Option<Sourced<String>>,
    /// Of path and curve; the theme's where absent.
    pub color: Option<Rgb>,
    /// Place among the personas of the file, from 0: it chooses the theme's colour, dashes and shape, which stay the same
    /// where only some personas are shown.
    pub place: usize,
}

/// A swimlane.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Unique among channels.
    pub id: String,
    /// Whether the file gives the id; else it is made from the name.
    pub id_given: bool,
    /// What it is called.
    pub name: String,
    /// Name or path of an icon.
    pub icon: Option<Sourced<String>>,
    /// Its side of the service-blueprint lines.
    pub tier: Option<Tier>,
}

/// Sides of the lines of a service blueprint, from the customer inwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// What the customer does.
    Customer,
    /// What staff or systems do before the customer's eyes.
    Frontstage,
    /// What staff do out of sight.
    Backstage,
    /// What supports the staff.
    Support,
}

/// A column group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// What it is called.
    pub name: String,
    /// Whether it is the rest of the stage before it; never after [`parse`], see [`divided`].
    pub continued: bool,
    /// Whether it is of an older revision only; never after [`parse`], see [`overlay`](crate::diff::overlay).
    pub past: bool,
    /// Consecutive stages with the same phase share one band.
    pub phase: Option<String>,
    /// What the person wants.
    pub goals: Vec<String>,
    /// What the person does.
    pub actions: Vec<String>,
    /// What the person thinks or says.
    pub thoughts: Vec<String>,
    /// What hurts.
    pub pains: Vec<String>,
    /// What could be better.
    pub opportunities: Vec<String>,
    /// For the whole stage, where its touchpoints have none.
    pub emotion: Vec<Feeling>,
    /// What was expected of the whole stage.
    pub expected: Vec<Feeling>,
    /// A word for it.
    pub feeling: Option<String>,
    /// How long it takes.
    pub duration: Option<String>,
    /// Path of a storyboard frame.
    pub image: Option<Sourced<String>>,
    /// Figures.
    pub metrics: Vec<Metric>,
    /// Cells of [`Journey::own_lanes`], by index; each a list of texts.
    pub extra: Vec<(usize, Vec<String>)>,
    /// What happens, in order.
    pub touchpoints: Vec<Touchpoint>,
}

/// How somebody feels: one value, or its course over the width of the stage or touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Feeling {
    /// Index into [`Journey::personas`]; `None` for everybody who comes.
    pub persona: Option<usize>,
    /// On the journey's scale, at least one.
    pub values: Vec<f64>,
}

/// A figure in the metrics lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// What is measured.
    pub name: String,
    /// The figure.
    pub value: f64,
    /// Shown after it.
    pub unit: Option<String>,
    /// What it should be.
    pub target: Option<f64>,
}

/// A moment in which the person meets the brand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Touchpoint {
    /// Unique among touchpoints.
    pub id: String,
    /// Whether it stands here in an older revision only, so that nobody comes; never after [`parse`], see
    /// [`overlay`](crate::diff::overlay).
    pub past: bool,
    /// Whether the file gives the id; else it is made from the label.
    pub id_given: bool,
    /// What happens.
    pub label: String,
    /// Index into [`Journey::channels`].
    pub channel: Option<usize>,
    /// Name or path of an icon; the channel's where absent.
    pub icon: Option<Sourced<String>>,
    /// Who comes here: indices into [`Journey::personas`], ascending. Filled by [`parse`] (those named in `emotion`,
    /// else everybody); empty only when the journey has no persona.
    pub personas: Vec<usize>,
    /// How they feel.
    pub emotion: Vec<Feeling>,
    /// How they expected to feel.
    pub expected: Vec<Feeling>,
    /// A word for it.
    pub feeling: Option<String>,
    /// What they say.
    pub quote: Option<String>,
    /// Whether the brand controls it.
    pub control: Control,
    /// Whether the relationship is decided here.
    pub moment_of_truth: bool,
    /// What hurts here.
    pub pain: Option<String>,
    /// What could be better here.
    pub opportunity: Option<String>,
    /// How long it takes.
    pub duration: Option<String>,
    /// At the same moment as the touchpoint before it.
    pub together: bool,
    /// `http`, `https`, `mailto`, `tel` or relative.
    pub link: Option<String>,
}

/// Whether the brand controls a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Control {
    /// The brand controls it.
    #[default]
    Direct,
    /// Outside the brand's control: drawn with a dashed outline.
    Indirect,
}

/// A lane that the file declares itself.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnLane {
    /// Unique among lanes.
    pub id: String,
    /// Whether the file gives the id; else it is made from the name.
    pub id_given: bool,
    /// What it is called.
    pub name: String,
    /// Name or path of an icon.
    pub icon: Option<Sourced<String>>,
}

#[cfg(test)]
mod tests;
