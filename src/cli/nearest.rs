//! What to say about an unknown name on the command line.

use crate::journey::nearest::listed;
pub(super) use crate::journey::nearest::nearest;

/// The name that was probably meant, and all of them.
pub(super) fn advice<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    let all = listed(candidates.clone());
    match nearest(name, candidates) {
        Some(near) => format!("did you mean `{near}`? There is {all}"),
        None => format!("there is {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_name_comes_first() {
        let themes = ["light", "dark", "print"];
        assert_eq!(advice("prin", themes), "did you mean `print`? There is `light`, `dark` or `print`");
        assert_eq!(advice("solarized", themes), "there is `light`, `dark` or `print`");
    }
}
