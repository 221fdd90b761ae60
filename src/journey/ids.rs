//! Ids: given ones are unique, the others are made from names.

use super::Sourced;
use super::nearest::{listed, nearest};
use super::read::Reader;
use crate::diagnostic::{Diagnostic, Diagnostics};
use std::collections::{HashMap, HashSet};

/// One kind of things with ids, each found by its id.
pub(super) struct Ids {
    /// In the order of the file.
    pub list: Vec<String>,
    index: HashMap<String, usize>,
    /// "persona", "channel", "touchpoint" or "lane".
    kind: &'static str,
}

impl Ids {
    /// Gives everything its id: the given one, else a slug of its name, numbered where it is taken. A given id wins over a
    /// derived one wherever it stands; the same id given twice is an error, as is one of the `reserved`.
    pub fn assign<'a>(
        kind: &'static str,
        things: impl Iterator<Item = (Option<&'a Sourced<String>>, &'a str)> + Clone,
        reserved: &[&str],
        found: &mut Diagnostics,
    ) -> Self {
        let mut given: HashMap<&str, &Sourced<String>> = HashMap::new();
        for id in things.clone().filter_map(|(id, _)| id) {
            if reserved.contains(&id.value.as_str()) {
                found.push(
                    Diagnostic::error("reserved-id", format!("`{}` is the name of a built-in {kind}", id.value))
                        .at(id.span.clone())
                        .help("choose another id"),
                );
            }
            match given.get(id.value.as_str()) {
                Some(first) => found.push(
                    Diagnostic::error("duplicate-id", format!("two {kind}s have the id `{}`", id.value))
                        .at(id.span.clone())
                        .label("used again here")
                        .related(first.span.clone(), "first used here"),
                ),
                None => {
                    given.insert(&id.value, id);
                }
            }
        }
        let mut taken: HashSet<String> = given.keys().copied().chain(reserved.iter().copied()).map(str::to_owned).collect();
        let mut next: HashMap<String, usize> = HashMap::new();
        let mut list = Vec::new();
        let mut index = HashMap::new();
        for (id, name) in things {
            let id = match id {
                Some(id) => id.value.clone(),
                None => free(slug(name).unwrap_or_else(|| kind.to_owned()), &mut taken, &mut next),
            };
            index.entry(id.clone()).or_insert(list.len());
            list.push(id);
        }
        Self { list, index, kind }
    }

    /// Finds the thing of this id; an unknown one is noted with the nearest that is known.
    pub fn resolve(&self, name: &Sourced<String>, reader: &mut Reader<'_>) -> Option<usize> {
        let index = self.get(&name.value);
        if index.is_none() {
            reader.push(self.unknown(name, self.list.iter().map(String::as_str), reader));
        }
        index
    }

    /// The thing of this id.
    pub fn get(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The error for an id that nothing has, with the nearest of the known ones.
    pub fn unknown<'a>(
        &self,
        name: &Sourced<String>,
        known: impl Iterator<Item = &'a str> + Clone,
        reader: &Reader<'_>,
    ) -> Diagnostic {
        let kind = self.kind;
        let code = match kind {
            "persona" => "unknown-persona",
            "channel" => "unknown-channel",
            _ => "unknown-lane",
        };
        let error = Diagnostic::error(code, format!("there is no {kind} `{}`", name.value))
            .at(name.span.clone())
            .label(format!("unknown {kind}"));
        let list = listed(known.clone());
        let error = error.help(if list.is_empty() {
            format!("declare it under [[{kind}]]")
        } else {
            format!("write {list}, or declare it under [[{kind}]]")
        });
        match nearest(&name.value, known) {
            Some(near) => error.suggest(name.span.clone(), as_written(near, reader.text(&name.span))),
            None => error,
        }
    }
}

/// An id as it may stand in place of `old`: bare only where the old one was, and where TOML lets it.
fn as_written(id: &str, old: &str) -> String {
    let bare = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare && !old.starts_with(['"', '\'']) { id.to_owned() } else { format!("\"{id}\"") }
}

/// The first of `base`, `base-2`, `base-3` … that is not taken.
fn free(base: String, taken: &mut HashSet<String>, next: &mut HashMap<String, usize>) -> String {
    // Counting on from the last number keeps many equal names from being compared with one another.
    let count = next.entry(base.clone()).or_insert(1);
    loop {
        let id = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
        *count += 1;
        if taken.insert(id.clone()) {
            return id;
        }
    }
}

/// A name in lower case, with one `-` for everything between letters and digits of any script; `None` where nothing is left.
fn slug(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let parts: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assign(things: &[(Option<&str>, &str)]) -> (Vec<String>, Vec<&'static str>) {
        let given: Vec<_> = things.iter().map(|(id, _)| id.map(|id| Sourced { value: id.to_owned(), span: 0..0 })).collect();
        let mut found = Diagnostics::default();
        let pairs = given.iter().zip(things).map(|(id, (_, name))| (id.as_ref(), *name));
        let ids = Ids::assign("lane", pairs, &["goals"], &mut found);
        (ids.list, found.0.iter().map(|d| d.code).collect())
    }

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slug("  Web & App! ").as_deref(), Some("web-app"));
        assert_eq!(slug("Léa Ünal 上海").as_deref(), Some("léa-ünal-上海"));
        assert_eq!(slug("?!"), None);
    }

    #[test]
    fn derived_ids_give_way_to_given_ones() {
        let (ids, errors) = assign(&[(None, "Web"), (None, "web"), (Some("web"), "x"), (None, "Goals"), (None, "!")]);
        assert_eq!(ids, ["web-2", "web-3", "web", "goals-2", "lane"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn given_ids_are_unique() {
        assert_eq!(assign(&[(Some("a"), ""), (Some("a"), ""), (Some("goals"), "")]).1, ["duplicate-id", "reserved-id"]);
    }
}
