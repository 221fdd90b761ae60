//! A map on several pages: cut between stages, and where its lanes are too high for one page, between lanes too.

use super::Layout;
use super::arrangement::Arrangement;
use super::context::{Density, Selection};
use super::fit::{Request, Tries};
use super::page::{Band, Extent};
use super::sketch::{Frame, sketch};
use crate::journey::{Journey, LaneId, divided};
use crate::text::Typesetter;
use std::borrow::Cow;
use std::ops::Range;

/// How many more pages than the columns need are tried to have all lanes on each: on wider columns, text has fewer lines.
const MORE_PAGES: usize = 6;
/// How many more of those are tried where words beside the curves turn out to need more height than was thought.
const SPARE: usize = 2;

/// A way to spread the map over pages.
#[derive(Debug, Clone)]
struct Spread {
    /// What each band shows and how many pages it takes.
    bands: Vec<(Selection, usize)>,
}

impl Spread {
    fn pages(&self) -> usize {
        self.bands.iter().map(|(_, across)| across).sum()
    }

    /// Everything on its pages, with as much space as there is; nothing where more height turns out to be needed than was
    /// thought.
    fn place<'a>(&self, request: &Request<'a>, scale: f64, tries: &mut Tries, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
        if let [(_, across)] = self.bands.as_slice() {
            let fits = |density: Density, text: &mut Typesetter| {
                let strips = Strips { request, lanes: None, density };
                let heights = strips.heights(*across, scale, text)?;
                (heights.all() <= request.page.height)
                    .then(|| strips.place(*across, scale, text))
                    .flatten()
                    .map(|band| (strips, band))
            };
            let (strips, mut band) = fits(Density::Compact, text).or_else(|| fits(Density::Dense, text))?;
            // what is left of the page makes gaps and words larger
            strips.enlarge(&mut band, scale, tries, text);
            return Some(vec![band]);
        }
        let place = |(band, across): &(Selection, usize)| {
            Strips { request, lanes: Some(band.clone()), density: Density::Dense }.place(*across, scale, text)
        };
        self.bands.iter().map(place).collect()
    }
}

/// The map on the fewest pages that keep its text at the least size; nothing where it can't be cut small enough, because a
/// single swimlane or lane of texts is higher than a page.
pub(super) fn split<'a>(request: &Request<'a>, tries: &mut Tries, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
    let scale = request.smallest_scale();
    let dense = Strips { request, lanes: None, density: Density::Dense };
    let fewest = dense.fewest(scale, text)?;
    let mut spreads: Vec<Spread> = dense.bands(fewest, scale, text).into_iter().collect();
    // lanes on pages of their own are worth it only if they take fewer pages than all lanes on each
    let step = (fewest / MORE_PAGES).max(1);
    let most = fewest + MORE_PAGES * step;
    let most = spreads.first().map_or(most, |spread| spread.pages().min(most));
    if spreads.first().is_none_or(|spread| spread.bands.len() > 1) {
        let (mut low, mut high) = (fewest + 1, most + 1);
        while low < high {
            let middle = (low + high) / 2;
            let fits = dense.heights(middle, scale, text).is_some_and(|heights| heights.all() <= request.page.height);
            (low, high) = if fits { (low, middle) } else { (middle + 1, high) };
        }
        let bands = if low <= most { dense.bands(low, scale, text) } else { None };
        spreads.splice(0..0, bands);
    }
    // a few wider columns may spare a whole band
    let mut across = fewest + step;
    while across <= most && spreads.iter().all(|spread| across + 1 < spread.pages()) {
        spreads.extend(dense.bands(across, scale, text));
        across += step;
    }
    // of as many pages, rather all lanes on each
    spreads.sort_by_key(|spread| (spread.pages(), spread.bands.len()));
    let found = spreads.iter().find_map(|spread| spread.place(request, scale, tries, text));
    let single = spreads.iter().filter(|spread| spread.bands.len() == 1).map(Spread::pages).min();
    found.or_else(|| {
        let mut more = single.into_iter().flat_map(|pages| pages + 1..=pages + SPARE);
        more.find_map(|pages| dense.bands(pages, scale, text)?.place(request, scale, tries, text))
    })
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
        let (lanes, around) = arranged.heights(request.page.height);
        lanes.iter().map(|(_, height)| height).sum::<f64>() + around
    });
    Extent { width, room, height, page: request.page.height }
}

/// Something that stands on one page: a lane, or a swimlane of those that are too high together.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Item {
    lane: LaneId,
    /// Which swimlane.
    row: Option<usize>,
    /// px.
    height: f64,
    /// What comes to it where no other of its lane stands above it, px.
    edges: f64,
}

/// The lanes as they may be parted between pages that are `page` px high.
fn items(heights: &Heights, page: f64) -> Vec<Item> {
    let mut items = Vec::new();
    for (lane, height) in &heights.lanes {
        if *lane == LaneId::Channels && *height > page - heights.around && heights.rows.len() > 1 {
            let edges = height - heights.rows.iter().sum::<f64>();
            let row = |(row, height): (usize, &f64)| Item { lane: *lane, row: Some(row), height: *height, edges };
            items.extend(heights.rows.iter().enumerate().map(row));
        } else {
            items.push(Item { lane: *lane, row: None, height: *height, edges: 0.0 });
        }
    }
    items
}

/// Lanes in the fewest bands that are no higher than `room` px, and those of about equal height; nothing where an item alone
/// is higher.
fn pack(items: &[Item], room: f64) -> Option<Vec<Selection>> {
    let mut best = fill(items, room)?;
    let (mut low, mut high) = (0.0, room);
    for _ in 0..16 {
        let middle = (low + high) / 2.0;
        match fill(items, middle).filter(|bands| bands.len() == best.len()) {
            Some(bands) => (best, high) = (bands, middle),
            None => low = middle,
        }
    }
    Some(best)
}

/// Lanes in bands that are filled one after the other up to `room` px.
fn fill(items: &[Item], room: f64) -> Option<Vec<Selection>> {
    let mut bands: Vec<Selection> = Vec::new();
    let mut left = 0.0;
    for item in items {
        if item.height + item.edges > room {
            return None;
        }
        let joins = bands.last().is_some_and(|band| band.lanes.last() == Some(&item.lane));
        let needed = item.height + if joins { 0.0 } else { item.edges };
        if bands.is_empty() || needed > left {
            bands.push(Selection { lanes: Vec::new(), rows: None });
            left = room - item.height - item.edges;
        } else {
            left -= needed;
        }
        let Some(band) = bands.last_mut() else { continue };
        if band.lanes.last() != Some(&item.lane) {
            band.lanes.push(item.lane);
        }
        if let Some(row) = item.row {
            let first = band.rows.as_ref().map_or(row, |rows| rows.start);
            band.rows = Some(first..row + 1);
        }
    }
    Some(bands)
}

/// Some lanes of the map, as strips of pages.
struct Strips<'r, 'a> {
    request: &'r Request<'a>,
    lanes: Option<Selection>,
    density: Density,
}

/// What decides how many bands there are, px.
struct Heights {
    lanes: Vec<(LaneId, f64)>,
    /// Of the swimlanes, one by one.
    rows: Vec<f64>,
    /// Of everything around the lanes.
    around: f64,
}

impl Heights {
    fn all(&self) -> f64 {
        self.lanes.iter().map(|(_, height)| height).sum::<f64>() + self.around
    }
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

    /// Everything on `across` pages, with lanes that are too high for one on pages of their own.
    fn bands(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Spread> {
        let page = self.request.page.height;
        let heights = self.heights(across, scale, text)?;
        let packed = pack(&items(&heights, page), page - heights.around)?;
        let several = packed.len() > 1;
        let own = |band: Selection| {
            // the rows of swimlanes stand under each other on all pages
            let alone = several && band.rows.is_none();
            let strips = Strips { request: self.request, lanes: Some(band.clone()), density: self.density };
            let across = if alone { strips.fewest_that_fit(across, scale, text) } else { across };
            (band, across)
        };
        Some(Spread { bands: packed.into_iter().map(own).collect() })
    }

    /// The fewest pages on which these lanes fit: `enough` at most, on which they do.
    fn fewest_that_fit(&self, enough: usize, scale: f64, text: &mut Typesetter) -> usize {
        let fewest = self.fewest(scale, text).unwrap_or(enough);
        let page = self.request.page.height;
        let fits = |across: &usize| {
            let found = self.heights(*across, scale, text);
            found.is_some_and(|heights| heights.all() <= page)
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

    /// Heights on `across` pages; nothing where the columns don't fit.
    fn heights(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Heights> {
        let (journey, pages) = self.paginate(across, scale, text)?;
        let metrics = self.request.measures(scale, self.density);
        let mut arranged = Arrangement::new(&journey, self.request.assets, metrics, &self.frame(pages), text);
        (arranged.squeeze() <= 1.0 + 1e-6).then(|| {
            let (lanes, around) = arranged.heights(self.request.page.height);
            Heights { lanes, rows: arranged.row_heights(), around }
        })
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

    fn lanes(heights: &[(LaneId, f64)]) -> Vec<Item> {
        heights.iter().map(|(lane, height)| Item { lane: *lane, row: None, height: *height, edges: 0.0 }).collect()
    }

    fn bands(bands: Option<Vec<Selection>>) -> Option<Vec<Vec<LaneId>>> {
        Some(bands?.into_iter().map(|band| band.lanes).collect())
    }

    #[test]
    fn lanes_are_packed_from_top_to_bottom() {
        use LaneId::{Channels, Emotions, Pains, Thoughts};
        let lanes = lanes(&[(Channels, 60.0), (Emotions, 30.0), (Thoughts, 20.0), (Pains, 40.0)]);
        assert_eq!(bands(pack(&lanes, 200.0)), Some(vec![vec![Channels, Emotions, Thoughts, Pains]]));
        assert_eq!(bands(fill(&lanes, 120.0)), Some(vec![vec![Channels, Emotions, Thoughts], vec![Pains]]));
        assert_eq!(bands(pack(&lanes, 120.0)), Some(vec![vec![Channels, Emotions], vec![Thoughts, Pains]]));
        assert_eq!(pack(&lanes, 50.0), None);
    }

    #[test]
    fn swimlanes_that_are_too_high_together_are_parted() {
        let heights =
            Heights { lanes: vec![(LaneId::Channels, 130.0), (LaneId::Pains, 20.0)], rows: vec![40.0; 3], around: 50.0 };
        let packed = pack(&items(&heights, 150.0), 100.0).unwrap();
        let rows: Vec<_> = packed.iter().map(|band| band.rows.clone()).collect();
        assert_eq!(rows, [Some(0..2), Some(2..3)]);
        assert_eq!(packed[1].lanes, [LaneId::Channels, LaneId::Pains]);
        let whole = pack(&items(&heights, 250.0), 200.0).unwrap();
        assert_eq!(whole, [Selection { lanes: vec![LaneId::Channels, LaneId::Pains], rows: None }]);
    }
}
