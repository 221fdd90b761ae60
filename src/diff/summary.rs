//! How much changed, in one line.

use super::marks::Summary;
use crate::words::Phrases;

impl Summary {
    /// "3 added, 1 removed, 2 moved, 4 reworded; feeling +0.4 on average; lowest point: was Checkout (−2), now Delivery (−1)",
    /// in a language (BCP 47). What did not change is left out.
    ///
    /// ```
    /// use wayline::diff::marks::Summary;
    /// let summary = Summary { added: 3, moved: 1, feeling: Some(0.42), ..Summary::default() };
    /// assert_eq!(summary.line("en"), "3 added, 1 moved; feeling +0.4 on average");
    /// assert_eq!(Summary::default().line("en"), "nothing changed");
    /// ```
    pub fn line(&self, language: &str) -> String {
        let phrases = Phrases::of(language);
        let mut parts = Vec::new();
        let counts = [self.added, self.removed, self.moved, self.reworded];
        let by = self.feeling.map(|by| (by * 10.0).round() / 10.0).filter(|by| *by != 0.0);
        let lowest = self.lowest.as_ref().filter(|(before, after)| before != after);
        if counts != [0; 4] || (by.is_none() && lowest.is_none()) {
            parts.push(phrases.counts(counts));
        }
        parts.extend(by.map(|by| phrases.feeling_by(&signed(&phrases, by, true))));
        let place =
            |(name, value): &(String, f64)| phrases.aside(&name.replace('\n', " "), &signed(&phrases, *value, self.signed));
        parts.extend(lowest.map(|(before, after)| phrases.lowest_was(&place(before), &place(after))));
        parts.join("; ")
    }
}

/// A figure with its sign, where signs tell something.
pub(super) fn signed(phrases: &Phrases, value: f64, with_plus: bool) -> String {
    let figure = phrases.number(value);
    if value > 0.0 && with_plus { format!("+{figure}") } else { figure }
}
