//! How alike two texts are, in any script.

use std::cmp::Ordering;

/// Characters of a text that are looked at: what two labels are about stands at their beginning.
const LETTERS: usize = 160;

/// Texts of at most so many letters are compared letter by letter too: they have too few pairs of letters to tell.
const SHORT: usize = 12;

/// A text made ready for comparing it with many others: its letters and figures in lower case, and their pairs.
#[derive(Debug, Clone)]
pub(super) struct Text {
    letters: String,
    count: usize,
    pairs: Vec<(char, char)>,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let lower = || text.chars().flat_map(char::to_lowercase).take(LETTERS);
        let mut letters: Vec<char> = lower().filter(|c| c.is_alphanumeric()).collect();
        if letters.is_empty() {
            letters = lower().collect();
        }
        let mut pairs: Vec<(char, char)> = letters.iter().copied().zip(letters.iter().copied().skip(1)).collect();
        pairs.sort_unstable();
        Self { count: letters.len(), letters: letters.into_iter().collect(), pairs }
    }

    /// From 0, nothing in common, to 1, the same letters.
    ///
    /// It is the share of common pairs of letters (Sørensen and Dice), which lets words change places and holds for scripts
    /// without spaces; a text that is part of another, and a few letters that differ in short ones, are seen as well.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        const PART: f64 = 0.6;
        if self.letters == other.letters {
            return 1.0;
        }
        let mut likeness = share(&self.pairs, &other.pairs);
        let (shorter, longer) = if self.count <= other.count { (self, other) } else { (other, self) };
        if longer.count <= SHORT {
            likeness = likeness.max(strsim::normalized_damerau_levenshtein(&self.letters, &other.letters));
        }
        // what has no pair in common is no part
        let may_be_part = likeness > 0.0 && likeness < PART && shorter.count >= 2;
        if may_be_part && longer.letters.contains(&shorter.letters) {
            likeness = PART;
        }
        likeness
    }
}

/// How many items two sorted lists have in common.
fn common<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut ours, mut theirs) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0;
    while let (Some(one), Some(two)) = (ours.peek(), theirs.peek()) {
        match one.cmp(two) {
            Ordering::Less => drop(ours.next()),
            Ordering::Greater => drop(theirs.next()),
            Ordering::Equal => {
                common += 1;
                ours.next();
                theirs.next();
            }
        }
    }
    common
}

/// The share of items that two sorted lists have in common, from 0 to 1 (Sørensen and Dice).
pub(super) fn share<T: Ord>(one: &[T], other: &[T]) -> f64 {
    2.0 * common(one, other) as f64 / (one.len() + other.len()).max(1) as f64
}

/// [`Text::likeness`] of two texts that are compared once.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    Text::of(one).likeness(&Text::of(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_other_words_is_alike() {
        for (one, other) in [
            ("Pays at till", "Pays at the till"),
            ("Pays", "Pays at the till, by card"),
            ("Site internet", "Site web / internet"),
            ("網站", "網站（電子商務部分）"),
            ("店内で試着する", "店内で試着し、相談する"),
            ("يدفع في الفرع", "يدفع ببطاقة في الفرع"),
            ("Покупает билет", "Покупает билет онлайн"),
            ("PAY!", "pay"),
        ] {
            assert!(likeness(one, other) >= 0.6, "{one} / {other}: {}", likeness(one, other));
        }
    }

    #[test]
    fn other_things_are_not() {
        for (one, other) in [
            ("Pays at the till", "Searches for running shoes"),
            ("網站", "店內活動"),
            ("Waits for delivery", "Reads reviews online"),
            ("a", "b"),
            ("Обслуживание", "Парковка"),
        ] {
            assert!(likeness(one, other) <= 0.3, "{one} / {other}: {}", likeness(one, other));
        }
    }

    #[test]
    fn likeness_has_no_direction_and_ends() {
        for (one, other) in [("", ""), ("!", "?"), ("a", ""), ("Pays at till", "Pays"), ("ab", "ba")] {
            let (there, back) = (likeness(one, other), likeness(other, one));
            assert!(there == back && (0.0..=1.0).contains(&there), "{one} / {other}: {there}, {back}");
        }
        let long = "word ".repeat(5_000);
        assert_eq!(likeness(&long, &long), 1.0);
    }
}
