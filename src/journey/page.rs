//! The page that a map is made for.

use crate::limits;
use std::ops::RangeInclusive;

/// What becomes of a map that is too large for its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// As many pages as it takes for its text to have its least size.
    #[default]
    Split,
    /// One page: everything gets smaller, the text too.
    Shrink,
    /// One page of the same shape that grows until the text has its least size.
    OnePage,
}

/// The page that the map is made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Its size.
    pub size: PageSize,
    /// No text smaller than this many points on the page.
    pub min_text: f64,
}

/// A page's size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PageSize {
    /// As large as the map wants.
    Natural,
    /// This many px wide and high. `inches` is the width of the printed page (13.33 for 1920 px of a 16:9 slide).
    Fixed {
        /// px.
        width: f64,
        /// px.
        height: f64,
        /// Printed width in inches.
        inches: f64,
    },
}

impl PageSize {
    /// The names that [`PageSize::named`] knows, portrait variants left out.
    pub const NAMES: [&str; 6] = ["natural", "16:9", "4:3", "a4", "a3", "letter"];

    /// A page by its name: `natural`, `16:9`, `4:3`, `a4`, `a3`, `letter` (landscape), each but the first also with
    /// `-portrait`, or `WIDTHxHEIGHT` in px (96 px an inch; each of [`PageSize::SIDES`]).
    pub fn named(name: &str) -> Option<Self> {
        if name == "natural" {
            return Some(Self::Natural);
        }
        let (base, portrait) = name.strip_suffix("-portrait").map_or((name, false), |base| (base, true));
        let (width, height, inches) = match base {
            "16:9" => (1920.0, 1080.0, 40.0 / 3.0),
            "4:3" => (1440.0, 1080.0, 10.0),
            "a4" => (1587.0, 1122.0, 297.0 / 25.4),
            "a3" => (2245.0, 1587.0, 420.0 / 25.4),
            "letter" => (1496.0, 1156.0, 11.0),
            _ => {
                let (w, h) = base.split_once('x').filter(|_| !portrait)?;
                let (w, h) = (w.parse::<u32>().ok()?, h.parse::<u32>().ok()?);
                return Self::px(f64::from(w), f64::from(h));
            }
        };
        Some(if portrait {
            Self::Fixed { width: height, height: width, inches: inches * height / width }
        } else {
            Self::Fixed { width, height, inches }
        })
    }

    /// What a side of a page may be, px. Programs that show SVG have no room for more.
    pub const SIDES: RangeInclusive<f64> = 100.0..=limits::PAGE_SIDE.most as f64;

    /// A page in px, printed at 96 px an inch; `None` unless both are in [`PageSize::SIDES`].
    pub fn px(width: f64, height: f64) -> Option<Self> {
        let is_right = [width, height].iter().all(|side| Self::SIDES.contains(side));
        is_right.then_some(Self::Fixed { width, height, inches: width / 96.0 })
    }
}
