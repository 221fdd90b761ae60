//! The list as a table for a terminal. What is overdue is so in words; colour only repeats it.

use super::super::output::{self, Target};
use super::super::report::visible;
use super::columns::{cut, filled, width, wrapped};
use super::log;
use super::schedule::{Due, Entry, Schedule};
use std::borrow::Cow;
use std::io;

/// What the table is shown on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether it has colours.
    colored: bool,
    /// Characters beside each other.
    columns: usize,
}

/// Columns that most terminals have, and as many as are still read with ease.
const COLUMNS: (usize, usize) = (80, 120);

impl Terminal {
    /// Where a list goes that is meant for people.
    pub(super) fn of(target: &Target) -> Self {
        let is_stdout = *target == Target::Stdout;
        let colored = is_stdout && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        let width = output::terminal_width().filter(|_| is_stdout);
        Self { colored, columns: width.map_or(COLUMNS.0, |width| width.clamp(COLUMNS.0, COLUMNS.1)) }
    }
}

/// Between two columns.
const GAP: &str = "  ";
/// Titles are cut to no less than this, and owners and versions to no more.
const LEAST_TITLE: usize = 12;
const MOST_OWNER: usize = 16;
const MOST_VERSION: usize = 12;

const HEADINGS: [&str; 6] = ["Map", "Version", "Reviewed", "Next", "Due", "Owner"];
/// The column of [`HEADINGS`] that says how urgent a map is.
const DUE: usize = 4;

const RESET: &str = "\x1b[0m";

/// The table, under it the newest `notes` of each map and a summary.
pub(super) fn write(schedule: &Schedule, notes: usize, terminal: Terminal) -> String {
    let mut out = String::new();
    if !schedule.entries.is_empty() {
        table(schedule, terminal, &mut out);
        out.push('\n');
    }
    for (entry, notes, older) in log::shown(schedule, notes) {
        let (title, file) = (visible(&entry.title), visible(&entry.file));
        let between = if width(&title) + width(&file) + 3 > terminal.columns { '\n' } else { ' ' };
        out.push_str(&format!("{}{between}({file})\n", wrapped(&title, terminal.columns).join("\n")));
        for note in notes {
            let date = log::date(note);
            let room = terminal.columns.saturating_sub(2 + date.len() + GAP.len());
            for (index, line) in wrapped(&shown_lines(&note.text), room).iter().enumerate() {
                let before = if index == 0 { date.clone() } else { " ".repeat(date.len()) };
                out.push_str(&format!("  {before}{GAP}{line}\n"));
            }
        }
        if let Some(older) = log::older(older) {
            out.push_str(&format!("  {older}\n"));
        }
        out.push('\n');
    }
    out + &schedule.summary() + "\n"
}

/// A text whose line breaks stay and whose other controls are written out.
fn shown_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<Cow<'_, str>>>().join("\n")
}

fn table(schedule: &Schedule, terminal: Terminal, out: &mut String) {
    let rows: Vec<([String; 6], Due)> = schedule.iter().map(|(entry, due)| (cells(entry, due), due)).collect();
    let widest = |column: usize| rows.iter().filter_map(|(row, _)| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0);
    // a column that says nothing is left out
    let mut widths: [usize; 6] = std::array::from_fn(|column| match widest(column) {
        0 => 0,
        cells => cells.max(HEADINGS.get(column).map_or(0, |heading| width(heading))),
    });
    let others: usize = widths.iter().skip(1).filter(|width| **width > 0).map(|width| width + GAP.len()).sum();
    let [title, ..] = &mut widths;
    *title = (*title).min(terminal.columns.saturating_sub(others).max(LEAST_TITLE));
    let line = |cells: &[&str], style: Option<&str>| {
        let mut line = String::new();
        let mut end = 0;
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate().filter(|(_, (_, width))| *width > 0) {
            let cell = cut(cell, width);
            let space = filled("", width - self::width(&cell));
            let gap = if line.is_empty() { "" } else { GAP };
            match style.filter(|_| column == DUE && !cell.is_empty()) {
                Some(style) => line.push_str(&format!("{gap}{style}{cell}{RESET}")),
                None => line.push_str(&format!("{gap}{cell}")),
            }
            if !cell.is_empty() {
                end = line.len();
            }
            line.push_str(&space);
        }
        line.truncate(end);
        line + "\n"
    };
    out.push_str(&line(&HEADINGS, None));
    for (cells, due) in &rows {
        let style = if terminal.colored { style(*due) } else { None };
        out.push_str(&line(&cells.each_ref().map(String::as_str), style));
    }
}

fn cells(entry: &Entry, due: Due) -> [String; 6] {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let short = |text: &Option<String>, most: usize| cut(&visible(text.as_deref().unwrap_or_default()), most);
    [
        visible(&entry.title).into_owned(),
        short(&entry.version, MOST_VERSION),
        date(entry.reviewed),
        date(entry.next),
        due.in_words(),
        short(&entry.owner, MOST_OWNER),
    ]
}

/// How a terminal shows what is urgent: overdue red, due today yellow, unplanned faint.
fn style(due: Due) -> Option<&'static str> {
    match due {
        Due::Overdue(_) => Some("\x1b[1;31m"),
        Due::Today => Some("\x1b[1;33m"),
        Due::In(_) => None,
        Due::Unplanned => Some("\x1b[2m"),
    }
}
