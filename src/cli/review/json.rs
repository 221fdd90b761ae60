//! The list for programs: one JSON document. The names of its members stay.

use super::log;
use super::schedule::{Due, Entry, Schedule};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    today: String,
    maps: Vec<Map<'a>>,
    unlisted: &'a [String],
}

#[derive(Serialize)]
struct Map<'a> {
    file: &'a str,
    title: &'a str,
    version: Option<&'a str>,
    reviewed: Option<String>,
    next: Option<String>,
    status: &'static str,
    days: Option<i32>,
    owner: Option<&'a str>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    date: String,
    text: &'a str,
}

/// The document, with every note.
pub(super) fn write(schedule: &Schedule) -> String {
    let maps = schedule.iter().map(|(entry, due)| map(entry, due)).collect();
    let document = Document { today: schedule.today.to_string(), maps, unlisted: &schedule.unlisted };
    // plain data of texts and numbers can't fail
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn map(entry: &Entry, due: Due) -> Map<'_> {
    Map {
        file: &entry.file,
        title: &entry.title,
        version: entry.version.as_deref(),
        reviewed: entry.reviewed.map(|date| date.to_string()),
        next: entry.next.map(|date| date.to_string()),
        status: due.name(),
        days: due.days(),
        owner: entry.owner.as_deref(),
        notes: entry.notes.iter().map(|note| Note { date: log::date(note), text: &note.text }).collect(),
    }
}
