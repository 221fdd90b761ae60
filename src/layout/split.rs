//! A map on several pages: cut between stages, and where its lanes are too high for one page, between lanes too.

use super::Layout;
use super::arrangement::Arrangement;
use super::context::Density;
use super::fit::{Request, Tries};
use super::page::{Band, Extent};
use super::sketch::{Frame, sketch};
use crate::journey::{Journey, LaneId, divided};
use crate::text::Typesetter;
use std::borrow::Cow;
use std::ops::Range;

/// How many larger numbers of pages than the columns need are tried: on wider columns, text has fewer lines.
const MORE_PAGES: usize = 6;

/// How many ways to make one band of all lanes are kept in reserve.
const SPARE: usize = 2;

/// A way to spread the map over pages.
#[derive(Debug, Clone)]
struct Spread {
    /// Lanes of each band and how many pages it takes.
    bands: Vec<(Vec<LaneId>, usize)>,
    density: Density,
}

impl Spread {
    fn pages(&self) -> usize {
        self.bands.iter().map(|(_, across)| across).sum()
    }

    /// Everything on its pages; nothing where more height turns out to be needed than was thought.
    fn place<'a>(&self, request: &Request<'a>, scale: f64, tries: &mut Tries, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
        let strips = |lanes| Strips { request, lanes, density: self.density };
        if let [(_, across)] = self.bands.as_slice() {
            let mut band = strips(None).place(*across, scale, text)?;
            // what is left of the page makes gaps and words larger
            strips(None).enlarge(&mut band, scale, tries, text);
            return Some(vec![band]);
        }
        self.bands.iter().map(|(lanes, across)| strips(Some(lanes.clone())).place(*across, scale, text)).collect()
    }
}

/// The map on the fewest pages that keep its text at the least size; nothing where it can't be cut small enough, because a
/// single lane is higher than a page.
pub(super) fn split<'a>(request: &Request<'a>, tries: &mut Tries, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
    let scale = request.smallest_scale();
    let mut spreads = spreads(request, scale, text);
    // of as many pages, rather all lanes on each
    spreads.sort_by_key(|spread| (spread.pages(), spread.bands.len()));
    spreads.iter().find_map(|spread| spread.place(request, scale, tries, text))
}

/// The same with text that is smaller than it should be, but no smaller than it takes.
pub(super) fn split_smaller<'a>(request: &Request<'a>, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
    let smaller = |share: f64| Request {
        metrics: request.metrics,
        least: request.least * share,
        narrow: request.narrow * share,
        ..*request
    };
    [0.85, 0.72, 0.6, 0.5, 0.4, 0.3].into_iter().find_map(|share| split(&smaller(share), &mut Tries::new(), text))
}

/// What the map needs of a page at the least size of its text.
pub(super) fn extent(request: &Request, text: &mut Typesetter) -> Extent {
    let metrics = request.measures(request.smallest_scale(), Density::Compact);
    let frame = Frame::single(Some(request.page), Density::Compact);
    let sketch = sketch(request.journey, request.assets, metrics, &frame, 1, text);
    let (width, room) = sketch.extent(&metrics, request.page.width);
    let height = (width <= room).then(|| {
        let mut arranged = Arrangement::new(request.journey, request.assets, metrics, &frame, text);
        let (lanes, around) = arranged.heights();
        lanes.iter().map(|(_, height)| height).sum::<f64>() + around
    });
    Extent { width, room, height, page: request.page.height }
}

/// The ways to spread the map at this scale, those that look best of equal ones first.
fn spreads(request: &Request, scale: f64, text: &mut Typesetter) -> Vec<Spread> {
    let strips = |density| Strips { request, lanes: None, density };
    let mut spreads: Vec<Spread> = Vec::new();
    let Some(fewest) = strips(Density::Dense).fewest(scale, text) else { return spreads };
    let step = (fewest / MORE_PAGES).max(1);
    for across in (0..=MORE_PAGES).map(|more| fewest + more * step) {
        // more pages never make fewer of what is one band already; some are kept for words that need more height
        if spreads.iter().filter(|spread| spread.bands.len() == 1).count() > SPARE {
            break;
        }
        let bands = |density, text: &mut Typesetter| {
            let (lanes, around) = strips(density).heights(across, scale, text)?;
            let packed = pack(&lanes, request.page.height - around)?;
            if packed.len() == 1 {
                return Some(packed.into_iter().map(|band| (band, across)).collect::<Vec<_>>());
            }
            let own = |band: Vec<LaneId>| {
                let strips = Strips { request, lanes: Some(band.clone()), density };
                let across = strips.fewest_that_fit(across, scale, text);
                (band, across)
            };
            Some(packed.into_iter().map(own).collect())
        };
        let Some(dense) = bands(Density::Dense, text) else { continue };
        let compact = bands(Density::Compact, text).filter(|bands| bands.len() == dense.len());
        spreads.extend(compact.map(|bands| Spread { bands, density: Density::Compact }));
        spreads.push(Spread { bands: dense, density: Density::Dense });
    }
    spreads
}

/// Lanes in the fewest bands that are no higher than `room` px, and those of about equal height; nothing where a lane alone
/// is higher.
fn pack(lanes: &[(LaneId, f64)], room: f64) -> Option<Vec<Vec<LaneId>>> {
    let mut best = fill(lanes, room)?;
    let (mut low, mut high) = (0.0, room);
    for _ in 0..16 {
        let middle = (low + high) / 2.0;
        match fill(lanes, middle).filter(|bands| bands.len() == best.len()) {
            Some(bands) => (best, high) = (bands, middle),
            None => low = middle,
        }
    }
    Some(best)
}

/// Lanes in bands that are filled one after the other up to `room` px.
fn fill(lanes: &[(LaneId, f64)], room: f64) -> Option<Vec<Vec<LaneId>>> {
    let mut bands: Vec<Vec<LaneId>> = Vec::new();
    let mut left = 0.0;
    for (lane, height) in lanes {
        if *height > room {
            return None;
        }
        match bands.last_mut().filter(|_| *height <= left) {
            Some(band) => band.push(*lane),
            None => {
                bands.push(vec![*lane]);
                left = room;
            }
        }
        left -= height;
    }
    Some(bands)
}

/// Some lanes of the map, as strips of pages.
struct Strips<'r, 'a> {
    request: &'r Request<'a>,
    lanes: Option<Vec<LaneId>>,
    density: Density,
}

impl<'a> Strips<'_, 'a> {
    fn frame(&self, pages: Vec<Range<usize>>) -> Frame {
        Frame { page: Some(self.request.page), pages, density: self.density, lanes: self.lanes.clone(), numbered: true }
    }

    /// The fewest pages on which the columns fit.
    fn fewest(&self, scale: f64, text: &mut Typesetter) -> Option<usize> {
        let Request { journey, assets, page, .. } = *self.request;
        let metrics = self.request.measures(scale, self.density);
        let sketch = sketch(journey, assets, metrics, &self.frame(Vec::new()), 1, text);
        Some(sketch.paginate(journey, &metrics, page.width, None)?.pages.len())
    }

    /// The fewest pages on which these lanes fit: `enough` at most, on which they do.
    fn fewest_that_fit(&self, enough: usize, scale: f64, text: &mut Typesetter) -> usize {
        let fewest = self.fewest(scale, text).unwrap_or(enough);
        let page = self.request.page.height;
        let fits = |across: &usize| {
            let found = self.heights(*across, scale, text);
            found.is_some_and(|(lanes, around)| lanes.iter().map(|(_, height)| height).sum::<f64>() + around <= page)
        };
        (fewest..enough).find(fits).unwrap_or(enough)
    }

    /// The journey with its stages divided, and the stages of each of `across` pages.
    fn paginate(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<(Cow<'a, Journey>, Vec<Range<usize>>)> {
        let Request { journey, assets, page, .. } = *self.request;
        let metrics = self.request.measures(scale, self.density);
        let sketch = sketch(journey, assets, metrics, &self.frame(Vec::new()), across, text);
        let pagination = sketch.paginate(journey, &metrics, page.width, Some(across))?;
        let journey =
            if pagination.cuts.is_empty() { Cow::Borrowed(journey) } else { Cow::Owned(divided(journey, &pagination.cuts)) };
        Some((journey, pagination.pages))
    }

    /// Heights of the lanes on `across` pages, and of everything around them, px; nothing where the columns don't fit.
    fn heights(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<(Vec<(LaneId, f64)>, f64)> {
        let (journey, pages) = self.paginate(across, scale, text)?;
        let metrics = self.request.measures(scale, self.density);
        let mut arranged = Arrangement::new(&journey, self.request.assets, metrics, &self.frame(pages), text);
        (arranged.squeeze() <= 1.0 + 1e-6).then(|| arranged.heights())
    }

    /// The pages at a scale, and how much of their height is used; nothing where they don't fit.
    fn at(&self, journey: &Journey, pages: &[Range<usize>], scale: f64, text: &mut Typesetter) -> Option<(Vec<Layout>, f64)> {
        let metrics = self.request.measures(scale, self.density);
        let arranged = Arrangement::new(journey, self.request.assets, metrics, &self.frame(pages.to_vec()), text);
        if arranged.squeeze() > 1.0 + 1e-6 {
            return None;
        }
        let (layouts, needed) = arranged.finish();
        let height = self.request.page.height;
        let fits = layouts.iter().all(|layout| layout.size.height <= height + 1e-6) && needed <= height + 1e-6;
        fits.then_some((layouts, needed / height))
    }

    /// The band on `across` pages.
    fn place(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Band<'a>> {
        let (journey, pages) = self.paginate(across, scale, text)?;
        let (pages, _) = self.at(&journey, &pages, scale, text)?;
        Some(Band { journey, pages })
    }

    /// Looks for a larger scale with the same stages on each page.
    fn enlarge(&self, band: &mut Band, scale: f64, tries: &mut Tries, text: &mut Typesetter) {
        let pages = stages_of(&band.pages);
        let (mut low, mut high) = (scale, f64::INFINITY);
        let natural = self.request.natural_scale();
        let mut tried = natural;
        while tries.take() && high > low * 1.04 {
            match self.at(&band.journey, &pages, tried, text) {
                Some((layouts, _)) => {
                    (band.pages, low) = (layouts, tried);
                    tried = if high.is_finite() { (low + high) / 2.0 } else { tried * 1.15 };
                }
                None => {
                    high = tried;
                    tried = (low + high) / 2.0;
                }
            }
        }
    }
}

/// The stages that each page shows.
fn stages_of(pages: &[Layout]) -> Vec<Range<usize>> {
    let ends = |layout: &Layout| {
        let stages = &layout.spans;
        stages.first().map_or(0, |(stage, _)| *stage)..stages.last().map_or(0, |(stage, _)| stage + 1)
    };
    pages.iter().map(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_packed_from_top_to_bottom() {
        use LaneId::{Channels, Emotions, Pains, Thoughts};
        let lanes = [(Channels, 60.0), (Emotions, 30.0), (Thoughts, 20.0), (Pains, 40.0)];
        assert_eq!(pack(&lanes, 200.0), Some(vec![vec![Channels, Emotions, Thoughts, Pains]]));
        assert_eq!(fill(&lanes, 120.0), Some(vec![vec![Channels, Emotions, Thoughts], vec![Pains]]));
        assert_eq!(pack(&lanes, 120.0), Some(vec![vec![Channels, Emotions], vec![Thoughts, Pains]]));
        assert_eq!(pack(&lanes, 50.0), None);
    }
}
