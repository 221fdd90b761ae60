//! How much changed, in one line and in the map's own language.

use super::marks::{Lowest, Summary};
use crate::words::{Changed, Phrases, signed};

impl Summary {
    /// "3 added, 1 removed, 2 moved, 4 reworded; feeling +0.4 on average; lowest point: was Checkout (−2), now Delivery (−1)",
    /// in a language (BCP 47). What did not change is left out.
    ///
    /// ```
    /// use wayline::diff::Counts;
    /// use wayline::diff::marks::Summary;
    ///
    /// let counts = Counts { added: 3, moved: 1, ..Counts::default() };
    /// let summary = Summary { counts, feeling: Some(0.42), ..Summary::default() };
    /// assert_eq!(summary.line("en"), "3 added, 1 moved; feeling +0.4 on average");
    /// assert_eq!(Summary::default().line("en"), "no changes");
    /// ```
    pub fn line(&self, language: &str) -> String {
        let phrases = Phrases::of(language);
        let counts = self.counts;
        let told = phrases.counts(&[
            (Changed::Added, counts.added),
            (Changed::Removed, counts.removed),
            (Changed::Moved, counts.moved),
            (Changed::Reworded, counts.reworded),
            (Changed::Felt, counts.felt),
            (Changed::Otherwise, counts.changed),
        ]);
        let rise = self.feeling.map(shown).filter(|by| *by != 0.0).map(|by| phrases.feeling_by(&signed(language, by)));
        let lowest = self.lowest.as_ref().and_then(|(before, after)| self.lowest_point(&phrases, language, before, after));
        [Some(told), rise, lowest].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn lowest_point(&self, phrases: &Phrases, language: &str, before: &Lowest, after: &Lowest) -> Option<String> {
        let figure = |lowest: &Lowest| match self.scale.min < 0.0 {
            true => signed(language, lowest.value),
            false => phrases.number(lowest.value),
        };
        if self.same_lowest {
            let (was, now) = (figure(before), figure(after));
            return (was != now).then(|| phrases.lowest_here(&after.name, &was, &now));
        }
        let place = |lowest: &Lowest| phrases.aside(&lowest.name, &figure(lowest));
        Some(phrases.lowest_was(&place(before), &place(after)))
    }
}

/// One decimal tells most; a change that it would hide has two.
fn shown(by: f64) -> f64 {
    let tenths = (by * 10.0).round() / 10.0;
    if tenths == 0.0 { (by * 100.0).round() / 100.0 } else { tenths }
}
