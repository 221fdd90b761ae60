//! The elements and attributes that `src/render` writes, and what may stand in each.

pub const SVG: &str = "http://www.w3.org/2000/svg";
pub const XLINK: &str = "http://www.w3.org/1999/xlink";
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What may stand in an attribute.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text that is shown or read aloud.
    Words,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A finite number.
    Number,
    /// A number that is not negative.
    Size,
    /// From 0 to 1.
    Share,
    /// `#RRGGBB`.
    Color,
    /// A colour, `none` or `url(#id)`.
    Paint,
    /// `url(#id)`.
    Url,
    /// Numbers that are not negative.
    Sizes,
    /// Four numbers.
    ViewBox,
    /// Path data.
    Path,
    /// `translate` and `scale`.
    Transform,
    /// A list of font families.
    Families,
    /// A name of this element.
    Id,
    /// Names of elements.
    Ids,
    /// `#id` of an outline or a picture.
    Drawn,
    /// The bytes of a picture.
    Picture,
    /// Where a click leads.
    Link,
}

use Kind::*;

type Attributes = &'static [(&'static str, Kind)];

const ROOT: Attributes = &[
    ("width", Size),
    ("height", Size),
    ("viewBox", ViewBox),
    ("stroke-linecap", OneOf(&["round"])),
    ("stroke-linejoin", OneOf(&["round"])),
    ("lang", Words),
    ("xml:lang", Words),
    ("role", OneOf(&["graphics-document document"])),
    ("aria-labelledby", Ids),
    ("text-rendering", OneOf(&["geometricPrecision"])),
    ("font-family", Families),
];

const GROUP: Attributes = &[
    ("aria-hidden", OneOf(&["true"])),
    ("aria-label", Words),
    ("clip-path", Url),
    ("data-kind", Words),
    ("role", OneOf(&["img", "group"])),
    // around the outlines of a line
    ("fill", Color),
    ("transform", Transform),
];

const LINK: Attributes = &[("aria-label", Words), ("data-kind", Words), ("href", Link)];

const PATH: Attributes = &[
    ("id", Id),
    ("d", Path),
    ("fill", Paint),
    ("fill-opacity", Share),
    ("stroke", Color),
    ("stroke-width", Size),
    ("stroke-opacity", Share),
    ("stroke-dasharray", Sizes),
    ("transform", Transform),
];

const RECT: Attributes = &[
    ("x", Number),
    ("y", Number),
    ("width", Size),
    ("height", Size),
    ("rx", Size),
    ("fill", Paint),
    ("fill-opacity", Share),
    ("stroke", Color),
    ("stroke-width", Size),
    ("stroke-opacity", Share),
    ("stroke-dasharray", Sizes),
];

const CIRCLE: Attributes = &[
    ("cx", Number),
    ("cy", Number),
    ("r", Size),
    ("fill", Paint),
    ("fill-opacity", Share),
    ("stroke", Color),
    ("stroke-width", Size),
    ("stroke-opacity", Share),
    ("stroke-dasharray", Sizes),
];

const LINE: Attributes = &[
    ("x1", Number),
    ("y1", Number),
    ("x2", Number),
    ("y2", Number),
    ("stroke", Color),
    ("stroke-width", Size),
    ("stroke-opacity", Share),
    ("stroke-dasharray", Sizes),
];

const TEXT: Attributes = &[
    ("x", Number),
    ("y", Number),
    ("font-family", Families),
    ("font-size", Size),
    ("font-weight", Size),
    ("font-style", OneOf(&["italic"])),
    ("letter-spacing", Number),
    ("text-anchor", OneOf(&["middle", "end"])),
    ("fill", Color),
];

const IMAGE: Attributes = &[
    ("id", Id),
    ("x", Number),
    ("y", Number),
    ("width", Size),
    ("height", Size),
    ("preserveAspectRatio", OneOf(&["xMidYMid slice", "none"])),
    ("clip-path", Url),
    ("role", OneOf(&["img"])),
    ("aria-label", Words),
    ("aria-hidden", OneOf(&["true"])),
    ("xlink:href", Picture),
];

const GRADIENT: Attributes =
    &[("id", Id), ("gradientUnits", OneOf(&["userSpaceOnUse"])), ("x1", Number), ("y1", Number), ("x2", Number), ("y2", Number)];

/// The attributes of an element by its local name; `None` for one that we never write.
pub fn attributes(element: &str) -> Option<Attributes> {
    Some(match element {
        "svg" => ROOT,
        "title" | "desc" => &[("id", Id)],
        "style" | "defs" | "metadata" => &[],
        "g" => GROUP,
        "a" => LINK,
        "path" => PATH,
        "rect" => RECT,
        "circle" => CIRCLE,
        "line" => LINE,
        "text" => TEXT,
        "image" => IMAGE,
        "use" => &[("x", Number), ("y", Number), ("transform", Transform), ("xlink:href", Drawn)],
        "clipPath" => &[("id", Id)],
        "linearGradient" => GRADIENT,
        "stop" => &[("offset", Share), ("stop-color", Color), ("stop-opacity", Share)],
        _ => return None,
    })
}
