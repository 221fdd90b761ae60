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
        PageSize::Fixed { width, height, .. } => fit(journey, assets, metrics, Size::new(width, height), text),
    }
}

/// Finds about the largest scale at which the map fits the page: each try corrects the one before by how much it missed.
fn fit(journey: &Journey, assets: &Assets, metrics: &Metrics, page: Size, text: &mut Typesetter) -> Layout {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut scale = (page.width / NATURAL_WIDTH * 1.15).min(LARGEST_SCALE);
    let mut best: Option<Layout> = None;
    for _ in 0..TRIES {
        let arranged = Arrangement::new(journey, assets, metrics.scaled(scale), Some(page), text);
        let squeeze = arranged.squeeze();
        let (layout, needed) = arranged.finish(Some(page.height));
        let ratio = (needed / page.height).max(squeeze);
        if ratio.max(layout.size.height / page.height) <= 1.0 + 1e-6 {
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
            _ => guess.min(scale * 0.93),
        };
    }
    best.unwrap_or_else(|| smallest(journey, assets, metrics, page, scale, text))
}

/// The last resort for maps that are far too large: the natural map, as a whole as small as the page asks for.
fn smallest(journey: &Journey, assets: &Assets, metrics: &Metrics, page: Size, start: f64, text: &mut Typesetter) -> Layout {
    let mut scale = start;
    loop {
        let arranged = Arrangement::new(journey, assets, metrics.scaled(scale), Some(page), text);
        let squeeze = arranged.squeeze();
        let (layout, needed) = arranged.finish(Some(page.height));
        let ratio = (needed.max(layout.size.height) / page.height).max(squeeze);
        if ratio <= 1.0 + 1e-6 || scale < 0.02 {
            return layout;
        }
        scale /= ratio.max(1.03);
    }
}
