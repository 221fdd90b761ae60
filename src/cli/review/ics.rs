//! The list as a calendar that other programs import or subscribe to: iCalendar, RFC 5545. Each planned review is an
//! all-day event; what is overdue stays on its day.

use super::super::report::visible;
use super::log;
use super::schedule::{Entry, Schedule};
use jiff::civil::Date;

/// The calendar; descriptions have the newest `notes` of each map.
pub(super) fn write(schedule: &Schedule, notes: usize) -> String {
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//wayline//review//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.line("X-WR-CALNAME", "Reviews of journey maps");
    for entry in &schedule.entries {
        let Some(next) = entry.next else { continue };
        out.line("BEGIN", "VEVENT");
        out.line("UID", &uid(entry));
        // when the event was written; the day is enough, and all that --today says
        out.line("DTSTAMP", &format!("{}T000000Z", basic(schedule.today)));
        out.line("DTSTART;VALUE=DATE", &basic(next));
        // an all-day event ends before the next day; the last day of the calendar has none
        if let Ok(after) = next.tomorrow() {
            out.line("DTEND;VALUE=DATE", &basic(after));
        }
        out.text("SUMMARY", &format!("Review: {}", visible(&entry.title)));
        out.text("DESCRIPTION", &description(entry, notes));
        // nobody is busy on that day because of it
        out.line("TRANSP", "TRANSPARENT");
        out.line("END", "VEVENT");
    }
    out.line("END", "VCALENDAR");
    out.0
}

/// What is known besides the title, line by line.
fn description(entry: &Entry, notes: usize) -> String {
    let mut lines = Vec::new();
    lines.extend(entry.version.as_ref().map(|version| format!("Version: {version}")));
    lines.extend(entry.reviewed.map(|date| format!("Last reviewed: {date}")));
    lines.extend(entry.owner.as_ref().map(|owner| format!("Owner: {owner}")));
    lines.push(format!("File: {}", entry.file));
    let shown = entry.notes.iter().take(notes);
    lines.extend(shown.map(|note| format!("{}: {}", log::date(note), note.text)));
    lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")
}

/// What tells the event of a map from all others. It stays when the dates change, so that a calendar program moves the event
/// that it has; by the title as well as the file, because many folders have a `journey.toml`.
fn uid(entry: &Entry) -> String {
    let file = entry.file.replace('\\', "/");
    let file = file.trim_start_matches("./");
    format!("{:08x}{:08x}@wayline", crc32fast::hash(file.as_bytes()), crc32fast::hash(entry.title.as_bytes()))
}

/// A date without hyphens.
fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Lines that end as the format wants it.
#[derive(Default)]
struct Lines(String);

/// A line is no longer than this, in octets, without its end.
const LONGEST: usize = 75;

impl Lines {
    /// A property whose value has nothing to escape.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in [name, ":", value].iter().flat_map(|part| part.chars()) {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property that is text.
    fn text(&mut self, name: &str, text: &str) {
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        self.line(name, &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"買; ".repeat(40));
        assert!(lines.0.lines().all(|line| line.len() <= LONGEST));
        let unfolded = lines.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "買\\; ".repeat(40)));
    }

    #[test]
    fn an_event_keeps_its_name_when_its_dates_change() {
        let entry = |file: &str, title: &str, next| Entry { file: file.into(), title: title.into(), next, ..Entry::default() };
        let first = uid(&entry("maps/a.toml", "Shoes", None));
        assert_eq!(first, uid(&entry("./maps/a.toml", "Shoes", Some(Date::constant(2026, 11, 2)))));
        assert_ne!(first, uid(&entry("maps/b.toml", "Shoes", None)));
        assert_ne!(first, uid(&entry("maps/a.toml", "Boots", None)));
    }
}
