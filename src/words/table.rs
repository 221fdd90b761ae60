//! Finding an entry of `words.toml`, without parsing what isn't asked for.

use memchr::memmem;
use std::sync::OnceLock;

/// The data, one table for each language.
const WORDS: &str = include_str!("words.toml");

/// The language that has every entry.
const COMPLETE: &str = "en";

/// What a language says.
#[derive(Debug)]
struct Table {
    /// Its tag.
    tag: &'static str,
    /// Its lines of the data.
    lines: &'static str,
    /// Keys and what stands under them, read when the first one is asked for.
    entries: OnceLock<Vec<(&'static str, &'static str)>>,
}

impl Table {
    fn entry(&self, key: &str) -> Option<&'static str> {
        let split = |line: &'static str| {
            let (key, rest) = line.split_once(" = \"")?;
            Some((key, rest.trim_end().strip_suffix('"')?))
        };
        let entries = self.entries.get_or_init(|| self.lines.lines().filter_map(split).collect());
        // a short list is searched faster than anything is hashed
        entries.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
    }
}

/// Where the table of each language stands: found once (some 10 µs).
fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let starts: Vec<usize> = memmem::find_iter(WORDS.as_bytes(), "\n[").map(|at| at + "\n[".len()).collect();
        let ends = starts.iter().skip(1).map(|next| next - "\n[".len()).chain([WORDS.len()]);
        let table = |(start, end): (&usize, usize)| {
            let (tag, lines) = WORDS.get(*start..end)?.split_once("]\n")?;
            Some(Table { tag, lines, entries: OnceLock::new() })
        };
        starts.iter().zip(ends).filter_map(table).collect()
    })
}

/// An entry in this language, else in its base language, else in English; empty if nobody has it.
pub(super) fn entry(language: &str, key: &str) -> &'static str {
    Language::of(language).entry(key)
}

/// The tables of a language, found once for many entries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Language([Option<&'static Table>; 3]);

impl Language {
    /// Its own table, that of its base language and the complete one, where there are such.
    pub(super) fn of(language: &str) -> Self {
        let language = canonical(language);
        let base = language.split('-').next().unwrap_or_default();
        Self([language.as_str(), base, COMPLETE].map(table))
    }

    /// An entry of the first table that has it; empty if none has.
    pub(super) fn entry(&self, key: &str) -> &'static str {
        self.0.iter().flatten().find_map(|table| table.entry(key)).unwrap_or_default()
    }
}

/// The table of a tag.
fn table(tag: &str) -> Option<&'static Table> {
    tables().iter().find(|table| table.tag == tag)
}

/// The tag under which the table has a language. Chinese is told apart by script, or by the region that uses it; regions
/// count where they stand behind the language (`es-MX`), and Latin America writes figures as Mexico does.
fn canonical(language: &str) -> String {
    let mut parts = language.split(['-', '_']).map(str::to_ascii_lowercase);
    let base = parts.next().unwrap_or_default();
    let rest: Vec<String> = parts.collect();
    let has = |wanted: &[&str]| rest.iter().any(|part| wanted.contains(&part.as_str()));
    if matches!(base.as_str(), "zh" | "yue" | "cmn") {
        let traditional = has(&["hant"]) || !has(&["hans"]) && (base == "yue" || has(&["tw", "hk", "mo"]));
        return if traditional { "zh-Hant" } else { "zh-Hans" }.to_owned();
    }
    if base == "es" && has(&["mx", "us", "gt", "hn", "ni", "pa", "pr", "do", "sv", "419"]) {
        return "es-MX".to_owned();
    }
    let region = rest.iter().find(|part| part.len() == 2).map(|part| part.to_ascii_uppercase());
    // the tag that Hebrew had before 1989
    let base = if base == "iw" { "he".to_owned() } else { base };
    region.map_or(base.clone(), |region| format!("{base}-{region}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_reading_is_what_toml_says() {
        let parsed: toml::Table = toml::from_str(WORDS).expect("words.toml is TOML");
        assert_eq!(parsed.len(), tables().len());
        for (tag, table) in &parsed {
            for (key, value) in table.as_table().expect("a table") {
                let entry_in = |tag: &str| super::table(tag)?.entry(key);
                assert_eq!(entry_in(tag), value.as_str(), "{tag} {key}");
                assert!(entry_in(COMPLETE).is_some(), "{tag} has {key}, which English has not");
            }
        }
    }

    #[test]
    fn languages_are_complete_but_for_regions() {
        // these have no names of months, or write figures and dates as English does
        let optional = ["version", "months", "grouped-from", "digits"];
        let count = |tag: &str| {
            let table = table(tag).expect("a table");
            table.lines.lines().filter(|line| optional.iter().all(|key| !line.starts_with(key))).count()
        };
        for Table { tag, .. } in tables() {
            let region = tag.split_once('-').is_some_and(|(_, rest)| rest.len() == 2);
            assert!(region || count(tag) == count(COMPLETE), "{tag}");
        }
    }

    #[test]
    fn tags_lead_to_tables() {
        for (tag, found) in [
            ("zh", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh_HK", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("ZH-hant", "zh-Hant"),
            ("fr-CA", "fr-CA"),
            ("es-419", "es-MX"),
            ("en-Latn-us", "en-US"),
            ("iw", "he"),
            ("", ""),
        ] {
            assert_eq!(canonical(tag), found, "{tag}");
        }
    }
}
