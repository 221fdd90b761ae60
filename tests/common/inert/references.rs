//! Names of elements and what refers to them.

use roxmltree::Node;
use std::collections::HashSet;

/// Names that HTML pages look up in themselves: an element of that name would stand in for something of the page.
const CLOBBERING: &[&str] = &[
    "location",
    "document",
    "cookie",
    "top",
    "parent",
    "self",
    "window",
    "frames",
    "name",
    "length",
    "closed",
    "history",
    "navigator",
    "forms",
    "images",
    "links",
    "body",
    "head",
    "domain",
    "referrer",
    "title",
    "url",
    "constructor",
    "__proto__",
    "prototype",
    "tostring",
    "valueof",
    "hasownproperty",
];

#[derive(Default)]
pub struct References {
    ids: Vec<String>,
    wanted: Vec<String>,
    /// Names of elements that draw something else by its name.
    nested: Vec<String>,
}

impl References {
    /// A name that an element has.
    pub fn name(&mut self, id: &str) -> Result<(), String> {
        let safe = id.starts_with(|c: char| c.is_ascii_alphabetic())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !safe {
            return Err("characters that an id should not have".to_owned());
        }
        if CLOBBERING.contains(&id.to_ascii_lowercase().as_str()) {
            return Err("a name that pages use themselves".to_owned());
        }
        self.ids.push(id.to_owned());
        Ok(())
    }

    /// A name that is referred to.
    pub fn wants(&mut self, id: &str) {
        self.wanted.push(id.to_owned());
    }

    /// Notes an element with a name that draws others by theirs.
    pub fn owner(&mut self, element: Node<'_, '_>) {
        let Some(id) = element.attribute("id") else { return };
        let mut attributes = element.descendants().flat_map(|node| node.attributes());
        // a picture's own bytes lead nowhere
        let refers = |attribute: roxmltree::Attribute<'_, '_>| {
            attribute.name() == "href" && attribute.value().starts_with('#') || attribute.value().contains("url(")
        };
        if attributes.any(refers) {
            self.nested.push(id.to_owned());
        }
    }

    /// Names are there once, begin alike, and are there where something refers to them.
    pub fn check(&self, found: &mut Vec<String>) {
        let mut once = HashSet::new();
        for id in &self.ids {
            if !once.insert(id.as_str()) {
                found.push(format!("id: {id} stands there twice"));
            }
        }
        for id in &self.wanted {
            if !once.contains(id.as_str()) {
                found.push(format!("id: nothing is called {id}"));
            }
        }
        // Three letters in common keep the names of two pictures in one page apart.
        if let Some(first) = self.ids.first().filter(|_| self.ids.len() > 1)
            && let Some(other) = self.ids.iter().find(|id| id.len() < 3 || id.get(..3) != first.get(..3))
        {
            found.push(format!("id: {other} begins otherwise than {first}"));
        }
        // Outlines, clips and gradients of ours refer to nothing: that keeps cycles and avalanches away.
        found.extend(self.nested.iter().map(|id| format!("id: {id} draws others by their names")));
    }
}
