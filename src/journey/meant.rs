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
    let (table, _) = DeTable::parse_recoverable(readable);
    let has = |key: &str| table.get_ref().contains_key(key);
    // Below a mistake, keys may be lost.
    has("title") || has("stage") || source.lines().any(begins_stage)
}

/// Whether a line begins a stage, however the rest of it goes on.
fn begins_stage(line: &str) -> bool {
    let heading = line.trim_start().strip_prefix('[').unwrap_or_default();
    heading
        .trim_start_matches('[')
        .trim_start()
        .strip_prefix("stage")
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')))
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
        ] {
            assert!(is_meant(journey), "{journey}");
        }
        for other in ["", "# title = \"t\"", "[book]\ntitle = \"t\"", "[[stages]]\nx = 1", "[stage-2]\n", "name = \"stage\""] {
            assert!(!is_meant(other), "{other}");
        }
    }
}
