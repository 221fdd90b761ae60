//! The known name that somebody probably meant.

/// The candidate that `name` is most like, unless it is like none of them.
pub(super) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&name, &candidate.to_lowercase()), candidate))
        // The first of several equally near ones: candidates come in a meaningful order.
        .fold(None, |best: Option<(f64, &str)>, this| if best.is_some_and(|b| b.0 >= this.0) { best } else { Some(this) })
        .filter(|(likeness, _)| *likeness >= 0.5)
        .map(|(_, candidate)| candidate)
}

/// What to say about an unknown name: the nearest one, and all of them.
pub(super) fn advice<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let all = candidates.clone().into_iter().collect::<Vec<_>>().join(", ");
    match nearest(name, candidates) {
        Some(near) => format!("did you mean `{near}`? Known: {all}"),
        None => format!("known: {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_name_wins() {
        let themes = ["light", "dark", "print"];
        assert_eq!(nearest("drak", themes), Some("dark"));
        assert_eq!(nearest("Light", themes), Some("light"));
        assert_eq!(nearest("solarized", themes), None);
        assert_eq!(advice("prin", themes), "did you mean `print`? Known: light, dark, print");
    }
}
