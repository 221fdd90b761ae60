//! What came out of reviews, as much of it as is wanted.

use super::schedule::{Entry, Note, Schedule};

/// The maps that have notes, each with the newest `most` of them and how many older ones there are.
pub(super) fn shown(schedule: &Schedule, most: usize) -> impl Iterator<Item = (&Entry, &[Note], usize)> {
    let with_notes = schedule.entries.iter().filter(move |entry| most > 0 && !entry.notes.is_empty());
    with_notes.map(move |entry| {
        let notes = entry.notes.get(..most).unwrap_or(&entry.notes);
        (entry, notes, entry.notes.len() - notes.len())
    })
}

/// "and 2 older notes"; `None` where there are none.
pub(super) fn older(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("and 1 older note".to_owned()),
        count => Some(format!("and {count} older notes")),
    }
}

/// A note's date as ISO 8601 has it.
pub(super) fn date(note: &Note) -> String {
    note.date.map(|date| date.to_string()).unwrap_or_default()
}
