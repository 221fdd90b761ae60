//! From a journey to a page: the scale at which the map fits it.

use super::Layout;
use super::arrangement::{Arrangement, NATURAL_WIDTH};
use crate::assets::Assets;
use crate::geometry::Size;
use crate::journey::{Journey, PageSize};
use crate::text::Typesetter;
use crate::theme::Metrics;

/// How many layouts the search for a page's scale may cost.
const TRIES: usize = 5;
/// Gaps shrink to this share of their natural size before text gets smaller than the journey asks for.
const SMALLEST_GAPS: f64 = 0.6;
/// Text is set no larger than this many times its natural size, however small the map.
const LARGEST_SCALE: f64 = 1.7;

/// Places everything on a page.
///
/// The natural page is as large as comfortable columns and their words need. On a fixed page all measures are scaled
/// together, up to 1.7 times, until the whole map fits, and room that is left goes to the lanes; a map that is far too
/// large for its page gets small words rather than a cut.
pub fn lay_out(journey: &Journey, assets: &Assets, metrics: &Metrics, page: PageSize, text: &mut Typesetter) -> Layout {
    match page {
        PageSize::Natural => Arrangement::new(journey, assets, *metrics, None, text).finish(None).0,
        PageSize::Fixed { width, height, inches } => {
            let least_text = journey.page.min_text / 72.0 * width / inches;
            fit(&Map { journey, assets, metrics }, Size::new(width, height), least_text, text)
        }
    }
}

/// Finds about the largest scale at which the map fits the page with no text under the least; where there is none, the
/// text shrinks with the rest.
fn fit(map: &Map, page: Size, least_text: f64, text: &mut Typesetter) -> Layout {
    let start = page.width / NATURAL_WIDTH;
    search(map, page, least_text, start, text)
        .or_else(|| search(map, page, 0.0, start * 1.15, text))
        .unwrap_or_else(|| smallest(map, page, start, text))
}

/// What is fitted into a page.
struct Map<'a> {
    journey: &'a Journey,
    assets: &'a Assets,
    metrics: &'a Metrics,
}

impl Map<'_> {
    /// The layout at a scale, how many times too high or too wide it is, and whether it fits.
    fn at(&self, scale: f64, page: Size, least_text: f64, text: &mut Typesetter) -> (Layout, f64, bool) {
        let metrics = self.metrics.scaled(scale).with_least_text(least_text);
        let arranged = Arrangement::new(self.journey, self.assets, metrics, Some(page), text);
        let squeeze = arranged.squeeze();
        let (layout, needed) = arranged.finish(Some(page.height));
        let ratio = (needed / page.height).max(squeeze);
        let fits = ratio.max(layout.size.height / page.height) <= 1.0 + 1e-6;
        (layout, ratio, fits)
    }
}

/// Each try corrects the one before by how much it missed.
fn search(map: &Map, page: Size, least_text: f64, start: f64, text: &mut Typesetter) -> Option<Layout> {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut scale = start.min(LARGEST_SCALE);
    let mut best: Option<Layout> = None;
    for _ in 0..TRIES {
        let (layout, ratio, fits) = map.at(scale, page, least_text, text);
        if fits {
            low = scale;
            best = Some(layout);
            if scale >= LARGEST_SCALE || ratio > 0.985 {
                break;
            }
        } else {
            high = scale;
        }
        // heights grow faster than the scale, since wider words need more lines; roots are the same on every machine, other
        // powers may not be
        let root = ratio.sqrt();
        let guess = scale / if ratio > 1.0 { root * root.sqrt() } else { root };
        scale = match (low > 0.0, high.is_finite()) {
            (true, true) if high < low * 1.02 => break,
            (true, true) => guess.clamp(low + (high - low) * 0.15, high - (high - low) * 0.15),
            (true, false) => guess.max(scale * 1.05).min(LARGEST_SCALE),
            // with a least size, text can't give way: gaps alone shrink so far and no further
            _ if least_text > 0.0 && guess < start * SMALLEST_GAPS => return None,
            _ => guess.min(scale * 0.93),
        };
    }
    best
}

/// The last resort for maps that are far too large: as small as it takes.
fn smallest(map: &Map, page: Size, start: f64, text: &mut Typesetter) -> Layout {
    let mut scale = start * 0.5;
    loop {
        let (layout, ratio, fits) = map.at(scale, page, 0.0, text);
        if fits || scale < 0.02 {
            return layout;
        }
        scale /= ratio.max(1.03);
    }
}
