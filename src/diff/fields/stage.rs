//! What differs between two revisions of a stage, its touchpoints left out.

use super::{Differences, Travellers, map};
use crate::diff::Kind;
use crate::diff::pairs::Known;
use crate::journey::{LaneId, Metric, Stage};

/// Compares two revisions of a stage.
pub(in crate::diff) fn stage(
    old: &Stage,
    new: &Stage,
    known: &Known<'_>,
    travellers: &Travellers,
    differences: &mut Differences<'_>,
) {
    let Stage {
        name,
        continued: _,
        past: _,
        phase,
        goals,
        actions,
        thoughts,
        pains,
        opportunities,
        emotion,
        expected,
        feeling,
        duration,
        image,
        metrics,
        extra: _,
        touchpoints: _,
    } = old;
    differences.text("name", Some(LaneId::Stages), Some(name), Some(&new.name));
    let renamed = phase.as_deref().and_then(|phase| map::renamed_phase(phase, known));
    if renamed.is_none() || renamed != new.phase.as_deref() {
        differences.value("phase", Some(LaneId::Phases), phase.as_deref(), new.phase.as_deref());
    }
    differences.texts("goals", LaneId::Goals, goals, &new.goals);
    differences.texts("actions", LaneId::Actions, actions, &new.actions);
    differences.texts("thoughts", LaneId::Thoughts, thoughts, &new.thoughts);
    differences.texts("pains", LaneId::Pains, pains, &new.pains);
    differences.texts("opportunities", LaneId::Opportunities, opportunities, &new.opportunities);
    let everybody = |_| true;
    differences.feelings("emotion", (emotion, &new.emotion), (&everybody, &everybody), known, travellers);
    differences.feelings("expected", (expected, &new.expected), (&everybody, &everybody), known, travellers);
    differences.text("feeling", Some(LaneId::Emotions), feeling.as_deref(), new.feeling.as_deref());
    differences.value("duration", Some(LaneId::Durations), duration.as_deref(), new.duration.as_deref());
    differences.file("image", Some(LaneId::Images), image, &new.image);
    let written = |metrics: &[Metric]| metrics.iter().map(figure).collect();
    differences.note(Kind::Changed, "metrics", Some(LaneId::Metrics), written(metrics), written(&new.metrics));
    own_lanes(old, new, known, differences);
}

/// The cells of lanes that both revisions have.
fn own_lanes(old: &Stage, new: &Stage, known: &Known<'_>, differences: &mut Differences<'_>) {
    let cells = |stage: &Stage, lane: usize| -> Vec<String> {
        let cells = stage.extra.iter().filter(|(index, _)| *index == lane);
        cells.flat_map(|(_, texts)| texts).cloned().collect()
    };
    for (after, lane) in known.new.journey.own_lanes.iter().enumerate() {
        if let Some(before) = known.own_lanes.old_of(after) {
            differences.texts(&lane.id, LaneId::Own(after), &cells(old, before), &cells(new, after));
        }
    }
}

/// "Visits: 1240 / week (target 1500)", with figures as in the file.
fn figure(metric: &Metric) -> String {
    let Metric { name, value, unit, target } = metric;
    let mut text = format!("{name}: {value}");
    if let Some(unit) = unit {
        text.push_str(&format!(" {unit}"));
    }
    if let Some(target) = target {
        text.push_str(&format!(" (target {target})"));
    }
    text
}
