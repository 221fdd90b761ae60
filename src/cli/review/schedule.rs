//! Maps by the urgency of their next review.

use crate::journey::{self, Journey, ReviewNote};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A map and what its file says about reviews.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The file as it was named.
    pub(super) file: String,
    pub(super) title: String,
    pub(super) version: Option<String>,
    pub(super) reviewed: Option<Date>,
    pub(super) next: Option<Date>,
    pub(super) owner: Option<String>,
    /// The newest first.
    pub(super) notes: Vec<Note>,
}

/// What came out of a review.
#[derive(Debug)]
pub(super) struct Note {
    /// A day of the calendar, as every date of a journey is.
    pub(super) date: Option<Date>,
    pub(super) text: String,
}

impl Entry {
    /// What a journey says.
    pub(super) fn new(file: &str, journey: Journey) -> Self {
        let review = journey.review.unwrap_or_default();
        let note = |note: &ReviewNote| Note { date: date(&note.date), text: note.text.clone() };
        Self {
            file: file.to_owned(),
            title: journey.title,
            notes: review.log().into_iter().map(note).collect(),
            version: review.version.filter(|version| !version.trim().is_empty()),
            reviewed: review.reviewed.as_ref().and_then(date),
            next: review.next.as_ref().and_then(date),
            owner: review.owner,
        }
    }
}

fn date(date: &journey::Date) -> Option<Date> {
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

/// When a map is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// So many days ago, at least one.
    Overdue(i32),
    /// Today: there is still time.
    Today,
    /// In so many days, at least one.
    In(i32),
    /// No review is planned.
    Unplanned,
}

impl Due {
    /// When a review is due that is planned for `next`.
    pub(super) fn of(next: Option<Date>, today: Date) -> Self {
        let Some(next) = next else { return Self::Unplanned };
        match (next - today).get_days() {
            0 => Self::Today,
            days if days < 0 => Self::Overdue(-days),
            days => Self::In(days),
        }
    }

    /// In words: "12 days overdue", "today", "in 3 days", "not planned".
    pub(super) fn in_words(self) -> String {
        let days = |count: i32| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
        match self {
            Self::Overdue(count) => format!("{} overdue", days(count)),
            Self::Today => "today".to_owned(),
            Self::In(count) => format!("in {}", days(count)),
            Self::Unplanned => "not planned".to_owned(),
        }
    }

    /// A stable name, for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Overdue(_) => "overdue",
            Self::Today => "today",
            Self::In(_) => "planned",
            Self::Unplanned => "unplanned",
        }
    }

    /// Days that are left, less than none where it is overdue.
    pub(super) fn days(self) -> Option<i32> {
        match self {
            Self::Overdue(count) => Some(-count),
            Self::Today => Some(0),
            Self::In(count) => Some(count),
            Self::Unplanned => None,
        }
    }
}

/// All maps, as urgent as they are on a day.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) today: Date,
    /// The most urgent first, those without a planned review last; then by title and file.
    pub(super) entries: Vec<Entry>,
    /// Files that could not be read or have errors, as they were named.
    pub(super) unlisted: Vec<String>,
}

impl Schedule {
    pub(super) fn new(mut entries: Vec<Entry>, unlisted: Vec<String>, today: Date) -> Self {
        let is_planned = |entry: &Entry| entry.next.is_some();
        entries.sort_by(|a, b| {
            let urgency = |entry: &Entry| (Reverse(is_planned(entry)), entry.next);
            urgency(a).cmp(&urgency(b)).then_with(|| (&a.title, &a.file).cmp(&(&b.title, &b.file)))
        });
        Self { today, entries, unlisted }
    }

    /// Every map with when it is due.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Entry, Due)> {
        self.entries.iter().map(|entry| (entry, Due::of(entry.next, self.today)))
    }

    pub(super) fn has_overdue(&self) -> bool {
        self.iter().any(|(_, due)| matches!(due, Due::Overdue(_)))
    }

    /// "5 maps: 2 overdue, 1 due today, 1 without a planned review", and how many files are not among them.
    pub(super) fn summary(&self) -> String {
        let count = |name: &str| self.iter().filter(|(_, due)| due.name() == name).count();
        let s = |count: usize| if count == 1 { "" } else { "s" };
        let mut parts: Vec<String> = [("overdue", "overdue"), ("today", "due today"), ("unplanned", "without a planned review")]
            .into_iter()
            .map(|(name, words)| (count(name), words))
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if parts.is_empty() && !self.entries.is_empty() {
            parts.push("none is due".to_owned());
        }
        if !self.unlisted.is_empty() {
            parts.push(format!("{} more could not be listed", self.unlisted.len()));
        }
        format!("{} map{}: {}", self.entries.len(), s(self.entries.len()), parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);

    #[test]
    fn today_is_not_overdue() {
        let due = |month, day| Due::of(Some(Date::constant(2026, month, day)), TODAY);
        for (due, words) in [
            (due(11, 21), "1 day overdue"),
            (due(11, 10), "12 days overdue"),
            (due(11, 22), "today"),
            (due(11, 23), "in 1 day"),
            (due(12, 25), "in 33 days"),
            (Due::of(None, TODAY), "not planned"),
        ] {
            assert_eq!(due.in_words(), words);
        }
        assert_eq!(due(11, 10).days(), Some(-12));
    }

    #[test]
    fn the_whole_calendar_is_counted_in_days() {
        let due = Due::of(Some(Date::constant(9999, 12, 31)), Date::constant(0, 1, 1));
        assert_eq!(due, Due::In(3_652_424));
    }

    #[test]
    fn the_most_urgent_is_first_and_the_unplanned_last() {
        let entry = |title: &str, file: &str, next: Option<(i8, i8)>| Entry {
            title: title.into(),
            file: file.into(),
            next: next.map(|(month, day)| Date::constant(2026, month, day)),
            ..Entry::default()
        };
        let entries = vec![
            entry("a", "1", None),
            entry("b", "3", Some((12, 1))),
            entry("b", "2", Some((12, 1))),
            entry("z", "1", Some((11, 1))),
            entry("a", "0", None),
        ];
        let schedule = Schedule::new(entries, vec!["x".into()], TODAY);
        let order: Vec<(&str, &str)> = schedule.entries.iter().map(|e| (e.title.as_str(), e.file.as_str())).collect();
        assert_eq!(order, [("z", "1"), ("b", "2"), ("b", "3"), ("a", "0"), ("a", "1")]);
        assert!(schedule.has_overdue());
        assert_eq!(schedule.summary(), "5 maps: 1 overdue, 2 without a planned review, 1 more could not be listed");
    }
}
