//! The lines of a service blueprint: where swimlanes of one tier end and those of the next begin.

use super::context::Context;
use super::label::{Label, font, room, set};
use crate::journey::Tier;
use crate::scene::Anchor;
use crate::words::{Word, say};

/// Which line of a service blueprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Between the customer and the frontstage.
    Interaction,
    /// Between the frontstage and the backstage.
    Visibility,
    /// Between the backstage and its support.
    InternalInteraction,
}

/// A line of a service blueprint.
#[derive(Debug, Clone)]
pub struct BlueprintLine {
    /// Which one.
    pub kind: LineKind,
    /// Height, px.
    pub y: f64,
    /// Where it starts, px.
    pub x0: f64,
    /// Where it ends, px: before its name, if that stands there.
    pub x1: f64,
    /// Whether nothing stands at its end, so that it may go on on the next page.
    pub runs_to_end: bool,
    /// Its name.
    pub label: Label,
}

/// The tier of a row.
pub(super) fn tier(context: &Context, channel: Option<usize>) -> Option<Tier> {
    context.journey.channels.get(channel?)?.tier
}

/// Space above each row, and the blueprint lines that stand in it.
pub(super) fn gaps(context: &Context, channels: &[Option<usize>]) -> Vec<(f64, Vec<LineKind>)> {
    use LineKind::{Interaction, InternalInteraction, Visibility};
    let m = &context.metrics;
    let mut seen: Option<Tier> = None;
    let mut drawn: Vec<LineKind> = Vec::new();
    let mut gaps = Vec::new();
    let mut above: Option<Option<Tier>> = None;
    for channel in channels {
        let here = tier(context, *channel);
        let mut lines = Vec::new();
        if let (Some(before), Some(here)) = (seen, here) {
            for (kind, border) in
                [(Interaction, Tier::Customer), (Visibility, Tier::Frontstage), (InternalInteraction, Tier::Backstage)]
            {
                if before <= border && here > border && !drawn.contains(&kind) {
                    lines.push(kind);
                    drawn.push(kind);
                }
            }
        }
        seen = here.or(seen);
        let new_panel = above.replace(here).is_some_and(|above| above != here);
        let gap = match lines.len() {
            0 if new_panel => m.unit * 2.0,
            0 => 0.0,
            n => m.unit * 2.0 + n as f64 * m.small * 1.7,
        };
        gaps.push((gap, lines));
    }
    gaps
}

/// What a line of a service blueprint is called.
fn line_name<'a>(context: &Context<'a>, kind: LineKind) -> &'a str {
    let word = match kind {
        LineKind::Interaction => Word::LineOfInteraction,
        LineKind::Visibility => Word::LineOfVisibility,
        LineKind::InternalInteraction => Word::LineOfInternalInteraction,
    };
    say(&context.journey.language, word)
}

/// Width that the column of lane names needs for the names of blueprint lines, px: they stand there where paths cross
/// the lines, and at the end of the lines elsewhere.
pub fn line_names_width(context: &mut Context, channels: &[Option<usize>]) -> f64 {
    let m = context.metrics;
    let kinds: Vec<LineKind> = gaps(context, channels).into_iter().flat_map(|(_, kinds)| kinds).collect();
    if kinds.is_empty() || names_at_end(context) {
        return 0.0;
    }
    let names = kinds.into_iter().map(|kind| room(context.text, line_name(context, kind), font(m.small, 600)));
    names.fold(0.0, f64::max) + m.unit * 6.0
}

/// Whether the names of blueprint lines stand at their end: no path and no trace comes there.
fn names_at_end(context: &Context) -> bool {
    context.is_matrix() && context.tracks() == context.travellers()
}

/// A line at its height, with its name where no path crosses it.
pub(super) fn blueprint_line(context: &mut Context, kind: LineKind, y: f64, left: f64, right: f64) -> BlueprintLine {
    let m = context.metrics;
    let block = set(context.text, line_name(context, kind), font(m.small, 600), right - left, 1.2);
    let (taken, top) = (block.width() * 1.06 + m.unit * 3.0, y - block.height() / 2.0);
    if names_at_end(context) {
        let label = Label::new(block, right, top).anchored(Anchor::Right);
        return BlueprintLine { kind, y, x0: left, x1: right - taken, runs_to_end: false, label };
    }
    BlueprintLine { kind, y, x0: left + taken, x1: right, runs_to_end: true, label: Label::new(block, left, top) }
}
