//! A whole map on one page: the scale at which it fits.

use super::Layout;
use super::arrangement::Arrangement;
use super::context::Density;
use super::sketch::{Frame, NATURAL_WIDTH, sketch};
use crate::assets::Assets;
use crate::diff::marks::Marks;
use crate::geometry::Size;
use crate::journey::Journey;
use crate::text::Typesetter;
use crate::theme::Metrics;

/// How many layouts the search for a page's scale may cost.
const TRIES: usize = 5;
/// Gaps shrink to this share of their natural size before text gets smaller than the journey asks for.
pub(super) const SMALLEST_GAPS: f64 = 0.6;
/// Text grows over its natural size until columns are this many times narrower than comfortable.
const UNCOMFORTABLE: f64 = 1.15;
/// Text is set no larger than this many times its natural size, however small the map.
const LARGEST_SCALE: f64 = 2.4;

/// Browsers and others show no SVG with a longer side, px.
const LONGEST_SIDE: f64 = 65_535.0;
/// Nor one of more px in all: 1 GiB of colours.
const LARGEST_AREA: f64 = 268_435_456.0;

/// What is left of such a scale, because words break otherwise at another size.
const NEARLY: f64 = 0.99;

/// How many times as large a picture may be at most.
fn room(size: Size) -> f64 {
    (LONGEST_SIDE / size.width).min(LONGEST_SIDE / size.height).min((LARGEST_AREA / size.area()).sqrt())
}

/// The map in its natural size, and the scale that it has where that would be larger than programs can show.
pub(super) fn natural(
    journey: &Journey,
    assets: &Assets,
    metrics: &Metrics,
    marks: Option<&Marks>,
    text: &mut Typesetter,
) -> (Vec<Layout>, Option<f64>) {
    let frame = Frame::single(None, Density::Natural, marks);
    let sketched = sketch(journey, assets, *metrics, &frame, 1, text);
    // Most maps that are too large are too wide, which is known before anything has a place.
    let share = LONGEST_SIDE / sketched.natural_width(metrics);
    let scale = (share < 1.0).then_some(share * NEARLY);
    let arranged = match scale {
        Some(scale) => Arrangement::new(journey, assets, metrics.scaled(scale), &frame, text),
        None => Arrangement::from_sketch(journey, assets, *metrics, &frame, Some(sketched), text),
    };
    let (layouts, _) = arranged.finish();
    let share = layouts.first().map_or(1.0, |layout| room(layout.size));
    if share >= 1.0 {
        return (layouts, scale);
    }
    let scale = scale.unwrap_or(1.0) * share * NEARLY;
    (Arrangement::new(journey, assets, metrics.scaled(scale), &frame, text).finish().0, Some(scale))
}

/// How many more layouts a search may cost.
#[derive(Debug)]
pub(super) struct Tries(usize);

impl Tries {
    /// As many as a search may cost.
    pub(super) fn new() -> Self {
        Self(TRIES)
    }

    /// Takes one, if there is one.
    pub(super) fn take(&mut self) -> bool {
        let left = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        left
    }
}

/// What is to be fitted into a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) journey: &'a Journey,
    pub(super) assets: &'a Assets,
    pub(super) metrics: &'a Metrics,
    /// What the parts have gone through, where two revisions are compared.
    pub(super) marks: Option<&'a Marks>,
    /// px.
    pub(super) page: Size,
    /// No text is smaller, px.
    pub(super) least: f64,
    /// Gaps and columns are no smaller than this many times their natural size; text that must be smaller than it should
    /// has gaps to match.
    pub(super) narrow: f64,
}

impl Request<'_> {
    /// The scale at which a natural map is about as wide as the page.
    pub(super) fn natural_scale(&self) -> f64 {
        self.page.width / NATURAL_WIDTH
    }

    /// The smallest scale at which text of the least size still looks well set.
    pub(super) fn smallest_scale(&self) -> f64 {
        self.natural_scale() * self.narrow
    }

    /// The measures at a scale, with text of the least size.
    pub(super) fn measures(&self, scale: f64, density: Density) -> Metrics {
        let m = self.metrics.scaled(scale).with_least_text(self.least);
        match density {
            // rows are as high as their cards and the paths between them
            Density::Dense => Metrics { path_offset: m.path_offset * 0.75, path_width: m.path_width * 0.85, ..m },
            Density::Natural | Density::Compact => m,
        }
    }

    /// Whether the columns fit the page at a scale.
    fn columns_fit(&self, scale: f64, text: &mut Typesetter) -> bool {
        let metrics = self.measures(scale, Density::Compact);
        let frame = Frame::single(Some(self.page), Density::Compact, self.marks);
        let (width, room) = sketch(self.journey, self.assets, metrics, &frame, 1, text).extent(&metrics, self.page.width);
        width <= room + 1e-6
    }

    /// Whether the columns fit the page at a scale, and as far as can be told before anything has a place, the lanes too.
    fn may_fit(&self, scale: f64, density: Density, text: &mut Typesetter) -> bool {
        let frame = Frame::single(Some(self.page), density, self.marks);
        let mut arranged = Arrangement::new(self.journey, self.assets, self.measures(scale, density), &frame, text);
        let (lanes, around) = arranged.heights(self.page.height);
        let height = lanes.iter().map(|(_, height)| height).sum::<f64>() + around;
        arranged.squeeze() <= 1.0 && height <= self.page.height
    }

    /// The layout at a scale, how many times too high or too wide it is, and whether it fits.
    fn at(&self, scale: f64, density: Density, text: &mut Typesetter) -> (Layout, f64, bool) {
        let frame = Frame::single(Some(self.page), density, self.marks);
        let arranged = Arrangement::new(self.journey, self.assets, self.measures(scale, density), &frame, text);
        let squeeze = if scale > self.natural_scale() {
            // words grow as long as their columns are about comfortable
            arranged.squeeze().max(arranged.comfort() / UNCOMFORTABLE)
        } else {
            arranged.squeeze()
        };
        let (mut pages, needed) = arranged.finish();
        let layout = pages.swap_remove(0);
        let ratio = (needed / self.page.height).max(squeeze);
        let fits = ratio.max(layout.size.height / self.page.height) <= 1.0 + 1e-6;
        (layout, ratio, fits)
    }
}

/// About the largest scale at which the map fits the page with no text under the least.
pub(super) fn whole(request: &Request, tries: &mut Tries, text: &mut Typesetter) -> Option<Layout> {
    let smallest = request.smallest_scale();
    if !request.columns_fit(smallest, text) {
        return None;
    }
    search(request, tries, text).or_else(|| {
        // icons beside the words are the last that can be done for one page
        let dense = request.may_fit(smallest, Density::Dense, text) && tries.take();
        let (layout, _, fits) = dense.then(|| request.at(smallest, Density::Dense, text))?;
        fits.then_some(layout)
    })
}

/// The whole map on the page, however small its text has to be; and its scale.
pub(super) fn shrunk(request: &Request, text: &mut Typesetter) -> (Layout, f64) {
    let request = Request { least: 0.0, ..*request };
    let mut scale = request.natural_scale() * 0.9;
    let mut tries = Tries::new();
    let mut fitting: Option<(Layout, f64)> = None;
    loop {
        let (layout, ratio, fits) = request.at(scale, Density::Compact, text);
        let close = fits && ratio > 0.95;
        if fits && fitting.as_ref().is_none_or(|(_, best)| scale > *best) {
            fitting = Some((layout.clone(), scale));
        }
        let more = tries.take();
        match fitting {
            Some(found) if close || !more => return found,
            None if scale < 0.02 => return (layout, scale),
            _ => {}
        }
        scale = match &fitting {
            Some((_, best)) if !fits => (best + scale) / 2.0,
            _ if fits => scale * ratio.sqrt().recip().min(1.2),
            // far too large: the ratio is of an area, nearly
            _ => scale / ratio.sqrt().max(1.03),
        };
    }
}

/// The map on a page `factor` times as large as asked for, or as large as programs can show, at `scale` times that factor.
pub(super) fn grown(request: &Request, scale: f64, factor: f64, text: &mut Typesetter) -> Layout {
    let factor = factor.min(room(request.page));
    let page = Size::new(request.page.width * factor, request.page.height * factor);
    Request { page, least: 0.0, ..*request }.at(scale * factor, Density::Compact, text).0
}

/// Each try corrects the one before by how much it missed.
fn search(request: &Request, tries: &mut Tries, text: &mut Typesetter) -> Option<Layout> {
    let smallest = request.smallest_scale();
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut scale = request.natural_scale().min(LARGEST_SCALE);
    let mut best: Option<Layout> = None;
    while tries.take() {
        let (layout, ratio, fits) = request.at(scale, Density::Compact, text);
        if fits {
            low = scale;
            best = Some(layout);
            if scale >= LARGEST_SCALE || ratio > 0.985 {
                break;
            }
        } else if high.is_infinite() && best.is_none() && !request.may_fit(smallest, Density::Compact, text) {
            // text can't give way: gaps alone shrink so far and no further
            return None;
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
            _ if scale <= smallest => return None,
            _ => guess.min(scale * 0.93).max(smallest),
        };
    }
    best
}
