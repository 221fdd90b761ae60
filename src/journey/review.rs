//! The map as a living document: when it is looked at, and what came of it.

use super::Date;
use std::cmp::Reverse;

/// The map as a living document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// Free text.
    pub version: Option<String>,
    /// When it was looked at.
    pub reviewed: Option<Date>,
    /// When it will be looked at again (given, or `reviewed` plus `every`).
    pub next: Option<Date>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// What came out of reviews.
    pub notes: Vec<ReviewNote>,
}

/// What came out of a review.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewNote {
    /// When.
    pub date: Date,
    /// What was found, decided or changed.
    pub text: String,
}

impl Review {
    /// The notes as a log is read: the newest first; those of one day in the order of the file.
    ///
    /// ```
    /// let file = r#"
    /// title = "Morning coffee"
    /// stage = [{ name = "Order" }]
    ///
    /// [review]
    /// notes = [{ date = 2026-08-03, text = "First draft" }, { date = 2026-11-02, text = "Payment is a stage of its own" }]
    /// "#;
    /// let (journey, _) = wayline::journey::parse(file)?;
    /// let review = journey.review.expect("the file has one");
    /// assert_eq!(review.log()[0].text, "Payment is a stage of its own");
    /// # Ok::<(), wayline::diagnostic::Diagnostics>(())
    /// ```
    pub fn log(&self) -> Vec<&ReviewNote> {
        let mut log: Vec<&ReviewNote> = self.notes.iter().collect();
        log.sort_by_key(|note| Reverse((note.date.year, note.date.month, note.date.day)));
        log
    }
}
