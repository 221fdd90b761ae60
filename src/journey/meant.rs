//! Whether a text is a journey at all.

use super::gauge;
use toml::de::DeTable;

/// Whether a TOML text is meant as a journey, right or wrong: it has a title or stages. Themes and the settings of other
/// programs are not; a text that nobody could read through is taken for a journey, so that somebody looks at it.
///
/// ```
/// use wayline::journey::is_meant;
///
/// assert!(is_meant("title = \"Coffee\""));
/// assert!(is_meant("titel = \"Coffee\"\n[[stage]\nname = \"Order\""));
/// assert!(!is_meant("extends = \"dark\"\n[metrics]\ntitle = 40"));
/// assert!(!is_meant("[package]\nname = \"stage\""));
/// ```
pub fn is_meant(source: &str) -> bool {
    let Ok(readable) = gauge::readable(source) else { return true };
    let (table, mistakes) = DeTable::parse_recoverable(readable);
    let has = |key: &str| table.get_ref().contains_key(key);
    // Below a mistake, keys may be lost; and JSON or YAML is nothing but mistakes.
    has("title") || has("stage") || !mistakes.is_empty() && source.lines().any(begins_stage)
}

/// Whether a line begins with the word `stage`, in brackets or quotation marks or as it is.
fn begins_stage(line: &str) -> bool {
    let word = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '{' | '"' | '\''));
    let rest = word.strip_prefix("stage");
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journey_shows_by_its_keys() {
        for journey in [
            "title = \"t\"",
            "title = ",
            "\u{FEFF}title = \"t\"\r\n",
            "stage = []",
            "[[stage]]",
            "x = [\n[[stage]]",
            "broken\n [[ stage . touchpoint]]",
            "[stage]",
            "{\n  \"title\": \"A walk\",\n  \"stage\": []\n}",
            "title: A walk\nstage:\n  - name: Out",
        ] {
            assert!(is_meant(journey), "{journey}");
        }
        for other in [
            "",
            "# title = \"t\"",
            "[book]\ntitle = \"t\"",
            "[[stages]]\nx = 1",
            "[stage-2]\n",
            "[metrics]\ntitle = \nstage-gap = 3",
            "name = \"stage\"",
        ] {
            assert!(!is_meant(other), "{other}");
        }
    }
}
