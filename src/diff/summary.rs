//! All that changed in one line.

use super::{Change, Changes, Kind, Lowest, Pair, Place};
use crate::journey::{Journey, Scale};
use crate::words;

/// How many parts of a map changed in which way.
///
/// Parts are touchpoints, stages, channels, personas, lanes that the file declares, and the map itself. Each counts once in
/// each of the ways in which it changed: a touchpoint that moved and has two texts in other words is one that moved and one
/// that was reworded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Those that stand elsewhere.
    pub moved: usize,
    /// Those with a text in other words.
    pub reworded: usize,
    /// Those that are felt, or expected, otherwise.
    pub felt: usize,
    /// Those of which anything else is another.
    pub changed: usize,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many parts changed.
    pub fn counts(&self) -> Counts {
        // the list has all changes of a part together
        let of_part = self.list.chunk_by(|one, other| one.part == other.part);
        of_part.fold(Counts::default(), |counts, changes| counts.with(changes))
    }
}

impl Counts {
    fn with(self, of_part: &[Change]) -> Self {
        let any = |is: fn(&Kind) -> bool| usize::from(of_part.iter().any(|change| is(&change.kind)));
        Self {
            added: self.added + any(|kind| matches!(kind, Kind::Added)),
            removed: self.removed + any(|kind| matches!(kind, Kind::Removed)),
            moved: self.moved + any(|kind| matches!(kind, Kind::Moved)),
            reworded: self.reworded + any(|kind| matches!(kind, Kind::Reworded(_))),
            felt: self.felt + any(|kind| matches!(kind, Kind::Felt(_))),
            changed: self.changed + any(|kind| matches!(kind, Kind::Changed(_))),
        }
    }
}

/// "3 added, 1 removed, 2 moved, 4 reworded; feeling +0.4 on average; lowest point: was Checkout (−2), now Delivery (−1)".
///
/// What did not change is left out; "no changes" where nothing did. In English, with figures as the new revision's language
/// writes them; `name` says how the name of a touchpoint or stage is written there.
///
/// ```
/// use wayline::diff::{compare, summary};
/// use wayline::journey::parse;
///
/// let map = |emotion| format!("title = \"Coffee\"\nstage = [{{ name = \"Order\", touchpoint = [{{ label = \"Queues\", emotion = {emotion} }}] }}]");
/// let ((old, _), (new, _)) = (parse(&map(-2))?, parse(&map(-1))?);
/// let line = summary(&compare(&old, &new), &old, &new, str::to_owned);
/// assert_eq!(line, "1 felt differently; feeling +1 on average; lowest point: Queues, was −2, now −1");
/// # Ok::<(), wayline::diagnostic::Diagnostics>(())
/// ```
pub fn summary(changes: &Changes, old: &Journey, new: &Journey, name: impl Fn(&str) -> String) -> String {
    if changes.is_empty() {
        return "no changes".to_owned();
    }
    let Counts { added, removed, moved, reworded, felt, changed } = changes.counts();
    let counts = [
        (added, "added"),
        (removed, "removed"),
        (moved, "moved"),
        (reworded, "reworded"),
        (felt, "felt differently"),
        (changed, "changed otherwise"),
    ];
    let number = |count: usize| words::number(&new.language, count as f64);
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, how)| format!("{} {how}", number(*count))).collect();
    let mut parts = vec![told.join(", ")];
    parts.extend(rise(changes.feeling, &new.language));
    parts.extend(lowest(changes, old, new, name));
    parts.join("; ")
}

/// "feeling +0.4 on average"; nothing where it rounds to nothing.
fn rise(rise: Option<f64>, language: &str) -> Option<String> {
    let rise = rise?;
    // one decimal tells most; a change that it would hide has two
    let tenths = (rise * 10.0).round() / 10.0;
    let shown = if tenths == 0.0 { (rise * 100.0).round() / 100.0 } else { tenths };
    let sign = if shown > 0.0 { "+" } else { "" };
    (shown != 0.0).then(|| format!("feeling {sign}{} on average", words::number(language, shown)))
}

fn lowest(changes: &Changes, old: &Journey, new: &Journey, name: impl Fn(&str) -> String) -> Option<String> {
    let figure = |lowest: Lowest, journey: &Journey| {
        let written = |value: f64| feeling(value, journey.scale, &new.language);
        let ends = || format!(" of {} to {}", written(journey.scale.min), written(journey.scale.max));
        written(lowest.value) + &if old.scale == new.scale { String::new() } else { ends() }
    };
    let named = |lowest: Lowest, journey: &Journey| name(&brief(place_name(lowest, journey).unwrap_or_default()));
    let one = |lowest: Lowest, journey: &Journey| format!("{} ({})", named(lowest, journey), figure(lowest, journey));
    match changes.lowest {
        (None, None) => None,
        (Some(was), None) => Some(format!("lowest point: was {}", one(was, old))),
        (None, Some(now)) => Some(format!("lowest point: now {}", one(now, new))),
        (Some(was), Some(now)) if is_same_place(was, now, changes) => {
            let (before, after) = (figure(was, old), figure(now, new));
            (before != after).then(|| format!("lowest point: {}, was {before}, now {after}", named(now, new)))
        }
        (Some(was), Some(now)) => {
            let (before, after) = (one(was, old), one(now, new));
            // two places of one name are told apart by their stages
            let stage = |lowest: Lowest, journey: &Journey| {
                let stage = journey.stages.get(lowest.stage).filter(|_| before == after);
                stage.map(|stage| format!(" in {}", name(&brief(&stage.name)))).unwrap_or_default()
            };
            Some(format!("lowest point: was {before}{}, now {after}{}", stage(was, old), stage(now, new)))
        }
    }
}

pub(super) fn is_same_place(was: Lowest, now: Lowest, changes: &Changes) -> bool {
    match (was.index, now.index) {
        (Some(before), Some(after)) => changes.pairs.touchpoints.contains(&Pair::Both {
            old: Place { stage: was.stage, index: before },
            new: Place { stage: now.stage, index: after },
        }),
        (None, None) => changes.pairs.stages.contains(&Pair::Both { old: was.stage, new: now.stage }),
        _ => false,
    }
}

pub(super) fn place_name(lowest: Lowest, journey: &Journey) -> Option<&str> {
    let stage = journey.stages.get(lowest.stage)?;
    match lowest.index {
        Some(index) => stage.touchpoints.get(index).map(|touchpoint| touchpoint.label.as_str()),
        None => Some(&stage.name),
    }
}

/// A name in one line, its end left out where it is long.
pub(super) fn brief(name: &str) -> String {
    const MOST: usize = 60;
    let name = name.replace('\n', " ");
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default().trim_end()),
        None => name,
    }
}

/// A value of a feeling as the maps write it: with its sign on a scale that has both.
///
/// ```
/// use wayline::diff::feeling;
/// use wayline::journey::Scale;
///
/// assert_eq!(feeling(1.5, Scale { min: -2.0, max: 2.0 }, "fr"), "+1,5");
/// assert_eq!(feeling(4.0, Scale { min: 1.0, max: 5.0 }, "en"), "4");
/// ```
pub fn feeling(value: f64, scale: Scale, language: &str) -> String {
    let figure = words::number(language, value);
    if value > 0.0 && scale.min < 0.0 { format!("+{figure}") } else { figure }
}
