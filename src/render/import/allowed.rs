//! What an icon file may hold, looked at before anything follows its references.

use usvg::roxmltree::{Document, Node};

/// Most elements of an icon file, and most of them inside one another: drawing follows them by recursion.
pub(super) const MOST_NODES: u32 = 2_000;
pub(super) const MOST_DEPTH: usize = 24;

/// Most elements that stand for others: each may hold more of its kind, so that a few lines could stand for millions of
/// outlines. This many make some eighty copies at worst.
pub(super) const MOST_REFERENCES: usize = 12;

/// Most bytes of style sheets: each rule is compared with each element.
const MOST_STYLE: usize = 8 << 10;

/// Most bytes of one `style` attribute, and most attributes of one element: each declaration is compared with all others.
const MOST_DECLARED: usize = 1 << 10;
const MOST_ATTRIBUTES: usize = 200;

/// Most equals signs from one `<` to the next: the parser itself compares each attribute with all others.
const MOST_EQUALS: usize = 1_000;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that outlines come from, and those that draw nothing. A gradient may lie there as long as nothing uses it.
const ALLOWED: [&str; 20] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "clipPath",
    "style",
    "title",
    "desc",
    "metadata",
    "linearGradient",
    "radialGradient",
    "stop",
];

/// Refuses a text that takes long to parse. A `<` begins a tag wherever it stands, because attributes may not hold it.
pub(super) fn check_text(text: &str) -> Result<(), String> {
    if text.contains("<!ENTITY") {
        return Err("it declares entities: save it as plain SVG".to_owned());
    }
    if text.split('<').any(|tag| memchr::memchr_iter(b'=', tag.as_bytes()).take(MOST_EQUALS + 1).count() > MOST_EQUALS) {
        return Err("an element of it has too many attributes".to_owned());
    }
    Ok(())
}

/// Refuses elements that would be lost or could grow without bounds, and references that lead out of the file.
pub(super) fn check(document: &Document<'_>) -> Result<(), String> {
    let mut depths: Vec<usize> = Vec::new();
    let (mut references, mut style) = (0, 0);
    for node in document.descendants() {
        // In the order of the document: a parent's depth is known before its children's.
        let parent = node.parent().and_then(|parent| depths.get(parent.id().get_usize())).copied();
        let depth = parent.map_or(0, |depth| depth + 1);
        depths.push(depth);
        if depth > MOST_DEPTH {
            return Err(format!("more than {MOST_DEPTH} of its elements stand inside one another"));
        }
        // What other programs keep for themselves, such as guides and notes, is not drawn by anybody.
        if !node.is_element() || node.tag_name().namespace() != Some(SVG) {
            continue;
        }
        let name = node.tag_name().name();
        let is_inner = name == "svg" && node != document.root_element();
        if is_inner || !ALLOWED.contains(&name) {
            return Err(refused(name));
        }
        references += usize::from(matches!(name, "use" | "clipPath"));
        if references > MOST_REFERENCES {
            return Err("it has too many repeated or clipped parts: save it with plain paths".to_owned());
        }
        if name == "style" {
            style += node.children().filter_map(|child| child.text()).map(str::len).sum::<usize>();
            if style > MOST_STYLE {
                return Err(format!("its style sheet is larger than {} KiB", MOST_STYLE >> 10));
            }
        }
        let declared = node.attribute("style").map_or(0, str::len);
        if declared > MOST_DECLARED || node.attributes().len() > MOST_ATTRIBUTES {
            return Err(format!("a <{name}> of it has too many attributes"));
        }
        if name == "use" {
            check_target(document, node)?;
        }
    }
    Ok(())
}

/// Refuses a reference that leads to nothing.
fn check_target(document: &Document<'_>, node: Node<'_, '_>) -> Result<(), String> {
    let target = node.attributes().find(|attribute| attribute.name() == "href").map_or("", |attribute| attribute.value());
    let is_there = |id: &str| document.descendants().any(|node| node.attribute("id") == Some(id));
    match target.trim().strip_prefix('#') {
        Some(id) if is_there(id) => Ok(()),
        _ => Err(format!("it repeats `{}`, which is not in it", target.chars().take(100).collect::<String>())),
    }
}

/// That an element is not allowed, and what to do about it.
pub(super) fn refused(name: &str) -> String {
    match name {
        "text" | "tspan" | "textPath" => "it has text: turn it into paths".to_owned(),
        "image" => "it has a picture in it: an icon has outlines only".to_owned(),
        "script" | "foreignObject" => format!("it has a <{name}>: an icon has outlines only"),
        "svg" => "it has another drawing inside: save it with plain paths".to_owned(),
        name => format!("it has a <{}>: save it with plain paths", name.chars().take(40).collect::<String>()),
    }
}
