//! What is too much: every limit of wayline in one table, [`ALL`].
//!
//! They are far beyond any map that a person could read, and keep memory and time in bounds whoever wrote the file. Each
//! is checked before what it measures takes up memory.
//!
//! ```
//! use wayline::limits;
//!
//! assert_eq!(limits::STAGES.most, 200);
//! assert_eq!(limits::FILE.to_string(), "8 MiB");
//! assert_eq!(limits::PNG_PIXELS.to_string(), "100 million pixels");
//! ```

use std::fmt;

/// The most that there may be of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What it is that may not be larger, longer or more: "a journey file".
    pub what: &'static str,
    /// The largest value that is still right.
    pub most: usize,
    /// What is counted.
    pub unit: Unit,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes, shown as KiB or MiB.
    Bytes,
    /// Pixels of a picture, shown in millions.
    Pixels,
    /// Anything else, by its name in the plural.
    Things(&'static str),
}

impl Limit {
    /// Whether so much is too much.
    pub fn is_exceeded_by(&self, size: usize) -> bool {
        size > self.most
    }
}

impl fmt::Display for Limit {
    /// The figure with its unit: "8 MiB", "16 million pixels", "10,000 characters".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const KIB: usize = 1024;
        const MIB: usize = 1024 * KIB;
        match self.unit {
            Unit::Bytes if self.most >= MIB => write!(f, "{} MiB", self.most / MIB),
            Unit::Bytes => write!(f, "{} KiB", self.most / KIB),
            Unit::Pixels => write!(f, "{} million pixels", self.most / 1_000_000),
            Unit::Things(name) => write!(f, "{} {name}", grouped(self.most)),
        }
    }
}

/// A number with commas between its thousands: "12,345".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

macro_rules! limits {
    ($($(#[$about:meta])* $name:ident: $what:literal, $most:expr, $unit:expr;)*) => {
        $($(#[$about])* pub const $name: Limit = Limit { what: $what, most: $most, unit: $unit };)*

        /// All of them, in the order of the README's table.
        pub const ALL: &[Limit] = &[$($name),*];
    };
}

/// The largest number that a file may name, above or below zero: beyond it, figures are no longer exact.
pub const NUMBER: f64 = 1e15;

limits! {
    /// A journey file.
    FILE: "a journey file", 8 << 20, Unit::Bytes;
    /// Tables and lists of a file inside one another.
    NESTING: "tables and lists inside one another", 64, Unit::Things("levels");
    /// Parts of a file, for which reading takes memory: each word, sign, space and line end of TOML is one, each table 20.
    PARTS: "words, signs, spaces and line ends of a file, each table counted as 20", 560_000, Unit::Things("parts");
    /// Stages of a journey.
    STAGES: "stages", 200, Unit::Things("stages");
    /// Touchpoints of a journey.
    TOUCHPOINTS: "touchpoints", 5_000, Unit::Things("touchpoints");
    /// Personas of a journey.
    PERSONAS: "personas", 100, Unit::Things("personas");
    /// Channels of a journey.
    CHANNELS: "channels", 100, Unit::Things("channels");
    /// Lanes that a file declares itself.
    LANES: "lanes of a file's own", 100, Unit::Things("lanes");
    /// Notes of reviews: one a week for twenty years.
    NOTES: "notes of reviews", 1_000, Unit::Things("notes of reviews");
    /// Personas at touchpoints: who comes to the first, who to the second, and so on, added up. Each is a dot and a stretch
    /// of a path.
    VISITS: "visits of personas to touchpoints", 20_000, Unit::Things("visits of personas to touchpoints");
    /// Values of all feelings and expectations, counted for each persona who has them. Each is a point of a curve.
    FEELINGS: "feelings of all personas", 20_000, Unit::Things("feelings of all personas");
    /// Lines of all texts of a journey, as the file breaks them.
    LINES: "lines of all texts", 50_000, Unit::Things("lines of text");
    /// All texts of a journey, in UTF-8. Letters outside ASCII weigh four times as much: most of them are shaped, and some
    /// are shaped again for each line that they stand in. Notes of reviews weigh twice as much: a footer is not cut into
    /// pages, and what stands in it is measured for every page that is tried.
    TEXTS: "all texts of a map, bytes outside ASCII counted as 4, notes of reviews twice", 2 << 20, Unit::Bytes;
    /// Pages of a map that is too large for one; with more, text is set smaller.
    PAGES: "pages of a map", 300, Unit::Things("pages");
    /// Any text that is shown, in characters (Unicode scalar values).
    LABEL: "a label or any other text", 10_000, Unit::Things("characters");
    /// Combining marks on one letter: more than any language has, and few enough not to cover its neighbours.
    MARKS: "combining marks on one letter", 64, Unit::Things("marks");
    /// A link.
    LINK: "a link", 2 << 10, Unit::Bytes;
    /// A theme file.
    THEME_FILE: "a theme file", 256 << 10, Unit::Bytes;
    /// A list in a theme, such as the colours of personas.
    THEME_LIST: "a list in a theme", 64, Unit::Things("entries");
    /// An icon file.
    ICON_FILE: "an icon file", 256 << 10, Unit::Bytes;
    /// All icon files of a journey.
    ICON_FILES: "all icon files of a map", 4 << 20, Unit::Bytes;
    /// The outlines of an icon file: far more than fine drawing needs, and few enough to be on thousands of cards.
    ICON: "an icon's outlines", 5_000, Unit::Things("points");
    /// The outlines of all icons from files, in every place where one stands.
    ICONS: "all icons of a map that come from files", 200_000, Unit::Things("points");
    /// A picture file.
    IMAGE_FILE: "a picture file", 8 << 20, Unit::Bytes;
    /// A picture, by its header, before it is decoded.
    IMAGE: "a picture", 16_000_000, Unit::Pixels;
    /// All picture files of a journey.
    IMAGE_FILES: "all picture files of a map", 32 << 20, Unit::Bytes;
    /// All pictures of a journey.
    IMAGES: "all pictures of a map", 64_000_000, Unit::Pixels;
    /// A side of a page, in px of the map.
    PAGE_SIDE: "a side of a page", 16_384, Unit::Things("px");
    /// A side of a PNG that is drawn.
    PNG_SIDE: "a side of a PNG", 16_384, Unit::Things("pixels");
    /// A PNG that is drawn.
    PNG_PIXELS: "a PNG", 100_000_000, Unit::Pixels;
    /// Findings that are noted of a file.
    NOTED: "findings noted of a file", 10_000, Unit::Things("findings");
    /// Findings that are printed for a file; the rest is counted.
    FINDINGS: "findings shown for a file", 1_000, Unit::Things("findings");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_at_a_glance() {
        assert_eq!(LINK.to_string(), "2 KiB");
        assert_eq!(TOUCHPOINTS.to_string(), "5,000 touchpoints");
        assert_eq!(PARTS.to_string(), "560,000 parts");
        assert_eq!(NESTING.to_string(), "64 levels");
    }

    #[test]
    fn the_largest_value_is_still_right() {
        assert!(!STAGES.is_exceeded_by(200));
        assert!(STAGES.is_exceeded_by(201));
    }
}
