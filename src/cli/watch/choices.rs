//! What can be chosen on the page.

use super::refusal::Refusal;
use crate::journey::PageSize;
use crate::theme;

/// What somebody chose; what is `None` is as the command line or the map says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// A built-in theme.
    pub(super) theme: Option<&'static str>,
    /// A page by its name.
    pub(super) page: Option<&'static str>,
    /// The id of a persona. Whether there is one is for the map to say.
    pub(super) persona: Option<String>,
}

/// The pages that are offered. Sizes in px are for the command line: this list has an end.
pub(super) const PAGES: [&str; 11] = [
    "natural",
    "16:9",
    "16:9-portrait",
    "4:3",
    "4:3-portrait",
    "a4",
    "a4-portrait",
    "a3",
    "a3-portrait",
    "letter",
    "letter-portrait",
];

impl Choices {
    /// Takes over a parameter of an address; `Ok(false)` where it is none of these.
    pub(super) fn take(&mut self, name: &str, value: &str) -> Result<bool, Refusal> {
        match name {
            "theme" => once(&mut self.theme, known(&theme::BUILT_IN, value)?),
            "page" => once(&mut self.page, known(&PAGES, value)?),
            "persona" => once(&mut self.persona, value.to_owned()),
            _ => return Ok(false),
        }?;
        Ok(true)
    }

    /// The page that was chosen.
    pub(super) fn page_size(&self) -> Option<PageSize> {
        self.page.and_then(PageSize::named)
    }
}

/// A name of a list, as it is spelt there.
fn known(names: &[&'static str], value: &str) -> Result<&'static str, Refusal> {
    names.iter().find(|name| **name == value).copied().ok_or(Refusal::Choice)
}

/// Fills what is empty.
pub(super) fn once<T>(place: &mut Option<T>, value: T) -> Result<(), Refusal> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(Refusal::Choice),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_that_is_offered_is_one() {
        for name in PAGES {
            assert!(PageSize::named(name).is_some(), "{name}");
        }
        for name in PageSize::NAMES {
            assert!(PAGES.contains(&name), "{name}");
        }
    }
}
