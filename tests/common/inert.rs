//! The oracle for pictures: an SVG of ours is inert, whatever the journey said.
//!
//! It reads the file again and allows only what `src/render` is meant to write, with values of the right kind: no script,
//! no event attribute, nothing from outside, no number that is none, no reference that leads nowhere, no character that
//! could reach beyond its text. Shared by the tests and the fuzz targets.

#[path = "inert/references.rs"]
mod references;
#[path = "inert/text.rs"]
mod text;
#[path = "inert/values.rs"]
mod values;
#[path = "inert/vocabulary.rs"]
mod vocabulary;

use roxmltree::{Document, Node, NodeType, ParsingOptions};
use vocabulary::{SVG, XLINK, XML};

/// Most elements of a picture; librsvg reads no more.
const MOST_ELEMENTS: u32 = 1_000_000;
/// Most elements inside one another; ours are a handful, and libxml2 refuses 256.
const MOST_DEPTH: usize = 32;

/// Everything that is wrong with an SVG, each as "rule: words"; nothing if it is inert.
pub fn violations(svg: &str) -> Vec<String> {
    // `<` stands for itself nowhere in our files: these begin what an SVG has no need of.
    for (rule, start) in [("declaration", "<!"), ("instruction", "<?")] {
        if svg.contains(start) {
            return vec![format!("{rule}: {start} stands in the file")];
        }
    }
    let options = ParsingOptions { nodes_limit: 4 * MOST_ELEMENTS, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(svg, options) {
        Ok(document) => document,
        Err(error) => return vec![format!("xml: {error}")],
    };
    let mut check = Check { found: Vec::new(), elements: 0, references: references::References::default() };
    let root = document.root_element();
    check.size(root);
    check.element(root, 1);
    check.references.check(&mut check.found);
    check.found
}

/// Panics with everything that is wrong.
#[track_caller]
pub fn hold(svg: &str) {
    let found = violations(svg);
    assert!(found.is_empty(), "{}\n{svg}", found.join("\n"));
}

struct Check {
    found: Vec<String>,
    elements: u32,
    references: references::References,
}

impl Check {
    fn fault(&mut self, rule: &str, words: impl std::fmt::Display) {
        self.found.push(format!("{rule}: {words}"));
    }

    /// The picture has a size that viewers can take.
    fn size(&mut self, root: Node<'_, '_>) {
        if root.tag_name().name() != "svg" {
            self.fault("element", "the root is no <svg>");
        }
        let side = |name: &str| root.attribute(name).and_then(values::number).unwrap_or(0.0);
        let (width, height) = (side("width"), side("height"));
        if !(width > 0.0 && height > 0.0) {
            self.fault("size", format!("{width} × {height}"));
        }
        if root.attribute("viewBox").is_none() {
            self.fault("size", "no viewBox");
        }
    }

    fn element(&mut self, element: Node<'_, '_>, depth: usize) {
        let name = element.tag_name().name();
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || depth > MOST_DEPTH {
            return self.fault("size", "too many elements, or too deep");
        }
        let known = (element.tag_name().namespace() == Some(SVG)).then(|| vocabulary::attributes(name)).flatten();
        let Some(known) = known else { return self.fault("element", format!("<{name}>")) };
        for attribute in element.attributes() {
            let full = match attribute.namespace() {
                None => attribute.name().to_owned(),
                Some(XLINK) => format!("xlink:{}", attribute.name()),
                Some(XML) => format!("xml:{}", attribute.name()),
                Some(other) => format!("{other}:{}", attribute.name()),
            };
            let value = attribute.value();
            match known.iter().find(|(known, _)| *known == full) {
                None => self.fault("attribute", format!("{full}={value:?} on <{name}>")),
                Some((_, kind)) => {
                    if let Err(why) = values::check(kind, value, &mut self.references) {
                        self.fault("value", format!("{full}={value:?} on <{name}>: {why}"));
                    }
                }
            }
            if let Err(why) = text::check(value) {
                self.fault("text", format!("{full}={value:?} on <{name}>: {why}"));
            }
        }
        self.references.owner(element);
        for child in element.children() {
            match child.node_type() {
                NodeType::Element => self.element(child, depth + 1),
                NodeType::Text => self.words(name, child.text().unwrap_or_default()),
                kind => self.fault("node", format!("{kind:?}")),
            }
        }
    }

    fn words(&mut self, parent: &str, words: &str) {
        let checked = match parent {
            "text" | "title" | "desc" => text::check(words),
            "style" => values::style_sheet(words),
            "metadata" => values::stamp(words),
            _ if words.trim().is_empty() => Ok(()),
            _ => Err("words where none are shown".to_owned()),
        };
        if let Err(why) = checked {
            self.fault(if parent == "style" { "style" } else { "text" }, format!("{words:?} in <{parent}>: {why}"));
        }
    }
}
