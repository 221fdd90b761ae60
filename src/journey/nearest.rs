//! The valid name that a misspelt one was probably meant to be.

/// The candidate nearest to `word`, if any is near enough to be proposed: at most a third of the word's letters (and at
/// least one) differ, two swapped neighbours counting as one difference (Damerau–Levenshtein). Case doesn't count.
///
/// Comparing takes time that grows with the product of the lengths: words of more than 100 letters have no nearest one.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 4 * LONGEST || word.chars().count() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().take(length + allowed + 1).count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance <= allowed && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Longest word that a nearest one is looked for, in characters.
const LONGEST: usize = 100;

/// "`a`, `b` or `c`", for help; a long list is cut, and so is a long name.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 20;
    const NAME: usize = 40;
    let quoted = |name: &str| match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("`{}…`", name.get(..end).unwrap_or_default()),
        None => format!("`{name}`"),
    };
    let mut names = names.into_iter();
    let mut shown: Vec<_> = names.by_ref().take(MOST).map(quoted).collect();
    shown.dedup();
    let rest = names.count();
    match shown.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        all if rest > 0 => format!("{} and {rest} more", all.join(", ")),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_proposed_and_far_ones_are_not() {
        let names = ["goals", "channels", "pains"];
        assert_eq!(nearest("chanels", names), Some("channels"));
        assert_eq!(nearest("Pains", names), Some("pains"));
        assert_eq!(nearest("paisn", names), Some("pains"));
        assert_eq!(nearest("weather", names), None);
        assert_eq!(nearest("x", ["y"]), None, "a letter is no likeness");
        let long = "a".repeat(100);
        assert_eq!(nearest(&format!("{long}a"), [long.as_str()]), None, "too long to compare");
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` or `c`");
        let names: Vec<String> = (0..5000).map(|i| format!("{i}{}", "x".repeat(9000))).collect();
        let list = listed(names.iter().map(String::as_str));
        assert!(list.ends_with("…` and 4980 more") && list.len() < 1000, "{list}");
    }
}
