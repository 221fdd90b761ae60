//! The valid name that a misspelt one was probably meant to be.

/// The candidate nearest to `word`, if any is near enough to be proposed: at most a third of the word's letters (and at
/// least one) differ, two swapped neighbours counting as one difference (Damerau–Levenshtein). Case doesn't count.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance <= allowed && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// "`a`, `b` or `c`", for help; a long list is cut.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 20;
    let mut names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [.., _] if names.len() > MOST => {
            let (shown, rest) = names.split_at(MOST);
            format!("{} and {} more", shown.join(", "), rest.len())
        }
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
    }

    #[test]
    fn lists_read_as_prose() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
