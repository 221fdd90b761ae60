//! The list as a Markdown table, for an issue, a wiki or a pull request.

use super::super::report::visible;
use super::log;
use super::schedule::{Due, Schedule};

/// The table, under it the newest `notes` of each map and a summary.
pub(super) fn write(schedule: &Schedule, notes: usize) -> String {
    let mut out = String::new();
    if !schedule.entries.is_empty() {
        out.push_str("| Map | Version | Reviewed | Next review | Due | Owner | File |\n|---|---|---|---|---|---|---|\n");
    }
    for (entry, due) in schedule.iter() {
        let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let words = match due {
            Due::Overdue(_) | Due::Today => format!("**{}**", due.in_words()),
            Due::In(_) | Due::Unplanned => due.in_words(),
        };
        let cells = [
            escaped(&entry.title),
            escaped(entry.version.as_deref().unwrap_or_default()),
            date(entry.reviewed),
            date(entry.next),
            words,
            escaped(entry.owner.as_deref().unwrap_or_default()),
            escaped(&entry.file),
        ];
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    for (entry, notes, older) in log::shown(schedule, notes) {
        out.push_str(&format!("\n**{}**\n\n", escaped(&entry.title)));
        for note in notes {
            out.push_str(&format!("- {}: {}\n", log::date(note), escaped(&note.text)));
        }
        if let Some(older) = log::older(older) {
            out.push_str(&format!("- {older}\n"));
        }
    }
    let space = if out.is_empty() { "" } else { "\n" };
    out + space + &schedule.summary() + "\n"
}

/// A text in one line that stands for itself: nothing in it is markup, a cell's end or a mention of somebody.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // what comes after it would be told that it was mentioned
            '@' => out.push_str("@\u{2060}"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '>' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("a|b *c* <d> [e](f) `g`\nh"), "a\\|b \\*c\\* &lt;d\\> \\[e\\](f) \\`g\\` h");
        assert_eq!(escaped("@team"), "@\u{2060}team");
        assert_eq!(escaped("Léa 上海, 3"), "Léa 上海, 3");
    }
}
