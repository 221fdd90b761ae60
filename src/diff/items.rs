//! What differs inside a field: which of its items, and which words of a text.

use super::matching::{Matching, in_common};
use super::order::merged;
use super::similarity::{Text, likeness};
use super::{Pair, assign};
use unicode_segmentation::UnicodeSegmentation;

/// Texts that are less alike are two.
const LEAST: f64 = 0.55;

/// Texts with less in common are told as they are, without what they share.
const SHARED: f64 = 0.4;

/// Which items of two lists of texts are the same: those with the same words, then the likest. In the order of the new list;
/// the removed stand behind what they followed.
///
/// ```
/// use wayline::diff::{Pair, items};
///
/// let old = ["Queue at the till".to_owned(), "No chair".to_owned()];
/// let new = ["Long queue at the till".to_owned(), "No receipt by e-mail".to_owned()];
/// assert_eq!(items(&old, &new), [Pair::Both { old: 0, new: 0 }, Pair::Removed(1), Pair::Added(1)]);
/// ```
pub fn items(old: &[String], new: &[String]) -> Vec<Pair<usize>> {
    let mut matching = Matching::new(old.len(), new.len());
    matching.pair_equal(|index| old.get(index), |index| new.get(index));
    let ready = |list: &[String], free: Vec<usize>| -> Vec<(usize, Text)> {
        // more than anybody lists in a cell; the rest are two where they are not the same
        const COMPARED: usize = 100;
        free.into_iter().take(COMPARED).filter_map(|index| Some((index, Text::of(list.get(index)?)))).collect()
    };
    let (olds, news) = (ready(old, matching.free_olds()), ready(new, matching.free_news()));
    let mut candidates = Vec::new();
    for (before, one) in &olds {
        for (after, other) in &news {
            candidates.extend(assign::candidate(*before, *after, one.likeness(other), LEAST));
        }
    }
    for (before, after) in assign::best(&candidates) {
        matching.pair(before, after);
    }
    let (olds, news): (Vec<usize>, Vec<usize>) = ((0..old.len()).collect(), (0..new.len()).collect());
    merged(&olds, &news, |after| matching.old_of(after), |before| matching.new_of(before))
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its letters.
    pub text: String,
    /// Whether the other text has other words in its place.
    pub differs: bool,
}

/// Two texts in runs of words that they share and words that differ; each as one run that does not differ where they have
/// too little in common for that to say anything.
///
/// Words are those of Unicode (UAX #29): in Chinese and Japanese each character.
///
/// ```
/// use wayline::diff::runs;
///
/// let (_, new) = runs("Pays at till", "Pays at the till");
/// let differs: Vec<&str> = new.iter().filter(|run| run.differs).map(|run| run.text.as_str()).collect();
/// assert_eq!(differs, ["the "]);
/// ```
pub fn runs(old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
    /// Beyond, comparing takes longer than reading both.
    const LONGEST: usize = 2_000;
    let whole = |text: &str| vec![Run { text: text.to_owned(), differs: false }];
    if old.len().max(new.len()) > LONGEST || likeness(old, new) < SHARED {
        return (whole(old), whole(new));
    }
    let (olds, news): (Vec<&str>, Vec<&str>) = (old.split_word_bounds().collect(), new.split_word_bounds().collect());
    let common = in_common(&olds, &news);
    let joined = |words: &[&str], is_common: &dyn Fn(usize) -> bool| {
        let mut runs: Vec<Run> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let differs = !is_common(index);
            match runs.last_mut().filter(|run| run.differs == differs) {
                Some(run) => run.text.push_str(word),
                None => runs.push(Run { text: (*word).to_owned(), differs }),
            }
        }
        runs
    };
    let is_old = |index: usize| common.binary_search_by_key(&index, |(old, _)| *old).is_ok();
    let is_new = |index: usize| common.binary_search_by_key(&index, |(_, new)| *new).is_ok();
    (joined(&olds, &is_old), joined(&news, &is_new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let (old, new) = runs(old, new);
        let marked = |runs: Vec<Run>| -> String {
            let run = |run: Run| if run.differs { format!("[{}]", run.text) } else { run.text };
            runs.into_iter().map(run).collect()
        };
        format!("{} > {}", marked(old), marked(new))
    }

    #[test]
    fn words_that_differ_are_marked() {
        assert_eq!(marked("Pays by card", "Pays by phone or card"), "Pays by card > Pays by [phone or ]card");
        assert_eq!(marked("店内で試着する", "店内で試着した"), "店内で試着[する] > 店内で試着[した]");
        assert_eq!(marked("يدفع في الفرع", "يدفع نقدا في الفرع"), "يدفع في الفرع > يدفع [نقدا ]في الفرع");
        assert_eq!(marked("Pays", "Reads a book"), "Pays > Reads a book");
    }

    #[test]
    fn items_keep_their_order() {
        let list = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let pairs = items(&list("One way|Another way|Third"), &list("Third|New|One way!"));
        assert_eq!(pairs, [Pair::Both { old: 2, new: 0 }, Pair::Added(1), Pair::Both { old: 0, new: 2 }, Pair::Removed(1)]);
    }
}
