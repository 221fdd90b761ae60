//! The valid name that a misspelt one was probably meant to be.

/// The known name that differs from `name` in at most a third of its letters, and least; two swapped neighbours count as
/// one difference.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    // Comparing takes as long as both lengths multiplied.
    const LONGEST: usize = 40;
    let length = name.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let near = known.iter().map(|known| (strsim::osa_distance(&name, known), *known)).min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, _)| distance * 3 <= length.max(3)).map(|(_, known)| known)
}

/// "did you mean `x`?", or all names where none is near.
pub(super) fn meant(name: &str, known: &[&str], are: &str) -> String {
    nearest(name, known).map_or_else(|| format!("{are} {}", listed(known)), |near| format!("did you mean `{near}`?"))
}

/// "`a`, `b` and `c`".
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        few => few.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_proposed_and_far_ones_are_not() {
        let names = ["accent", "text", "page"];
        assert_eq!(nearest("Acent", &names), Some("accent"));
        assert_eq!(nearest("paeg", &names), Some("page"));
        assert_eq!(nearest("weather", &names), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), &names), None);
        assert_eq!(meant("x", &names, "keys are"), "keys are `accent`, `text` and `page`");
    }
}
