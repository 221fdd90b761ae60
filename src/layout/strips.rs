//! Strips of pages: some lanes of the map on a number of pages beside each other.

use super::Layout;
use super::arrangement::Arrangement;
use super::bands::{Heights, Item, items, pack};
use super::context::{Density, Selection};
use super::fit::{Request, Tries};
use super::page::Band;
use super::sketch::{Frame, Sketch, sketch};
use crate::journey::{Journey, divided};
use crate::text::Typesetter;
use std::borrow::Cow;
use std::ops::Range;

/// Some lanes of the map, as strips of pages.
pub(super) struct Strips<'r, 'a> {
    pub(super) request: &'r Request<'a>,
    pub(super) lanes: Option<Selection>,
    pub(super) density: Density,
}

/// A journey cut into pages.
struct Paginated<'j> {
    /// With its stages divided.
    journey: Cow<'j, Journey>,
    /// The stages of each page.
    pages: Vec<Range<usize>>,
    /// Of the same journey, if there is one.
    sketch: Option<Sketch>,
}

impl<'a> Strips<'_, 'a> {
    fn frame(&self, pages: Vec<Range<usize>>) -> Frame<'a> {
        let (page, lanes, marks) = (Some(self.request.page), self.lanes.clone(), self.request.marks);
        Frame { page, pages, density: self.density, lanes, numbered: true, marks }
    }

    /// The fewest pages on which the columns fit.
    pub(super) fn fewest(&self, scale: f64, text: &mut Typesetter) -> Option<usize> {
        let Request { journey, assets, page, .. } = *self.request;
        let metrics = self.request.measures(scale, self.density);
        let sketch = sketch(journey, assets, metrics, &self.frame(Vec::new()), 1, text);
        Some(sketch.paginate(journey, &metrics, page.width, None)?.pages.len())
    }

    /// Everything on `across` pages, with lanes that are too high for one on pages of their own.
    pub(super) fn bands(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Vec<(Selection, usize)>> {
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
        Some(packed.into_iter().map(own).collect())
    }

    /// How many times higher than a page's room the highest lane or swimlane is that can't be parted, on `across` pages.
    pub(super) fn highest_item(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<f64> {
        let page = self.request.page.height;
        let heights = self.heights(across, scale, text)?;
        Some(items(&heights, page).iter().map(Item::alone).fold(0.0, f64::max) / (page - heights.around))
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

    /// The journey with its stages divided, the stages of each of `across` pages, and the sketch where it is still that of
    /// this journey; nothing where the columns don't fit.
    fn paginate(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Paginated<'a>> {
        let Request { journey, assets, page, .. } = *self.request;
        let metrics = self.request.measures(scale, self.density);
        let sketch = sketch(journey, assets, metrics, &self.frame(Vec::new()), across, text);
        let pagination = sketch.paginate(journey, &metrics, page.width, Some(across))?;
        let pages = pagination.pages;
        Some(if pagination.cuts.is_empty() {
            Paginated { journey: Cow::Borrowed(journey), pages, sketch: Some(sketch) }
        } else {
            Paginated { journey: Cow::Owned(divided(journey, &pagination.cuts)), pages, sketch: None }
        })
    }

    /// Heights on `across` pages; nothing where the columns don't fit.
    pub(super) fn heights(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Heights> {
        let Paginated { journey, pages, sketch } = self.paginate(across, scale, text)?;
        let metrics = self.request.measures(scale, self.density);
        let frame = self.frame(pages);
        let mut arranged = Arrangement::from_sketch(&journey, self.request.assets, metrics, &frame, sketch, text);
        (arranged.squeeze() <= 1.0 + 1e-6).then(|| {
            let (lanes, around) = arranged.heights(self.request.page.height);
            Heights { lanes, rows: arranged.row_heights(), around }
        })
    }

    /// The pages at a scale; nothing where they don't fit.
    fn at(&self, paginated: Paginated, scale: f64, text: &mut Typesetter) -> Option<Vec<Layout>> {
        let metrics = self.request.measures(scale, self.density);
        let Paginated { journey, pages, sketch } = paginated;
        let frame = self.frame(pages);
        let mut arranged = Arrangement::from_sketch(&journey, self.request.assets, metrics, &frame, sketch, text);
        let height = self.request.page.height + 1e-6;
        // most that don't fit are too high before words look for their place
        let (lanes, around) = arranged.heights(0.0);
        if arranged.squeeze() > 1.0 + 1e-6 || lanes.iter().map(|(_, height)| height).sum::<f64>() + around > height {
            return None;
        }
        let (layouts, needed) = arranged.finish();
        (needed <= height && layouts.iter().all(|layout| layout.size.height <= height)).then_some(layouts)
    }

    /// The band on `across` pages.
    pub(super) fn place(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Band<'a>> {
        let paginated = self.paginate(across, scale, text)?;
        let journey = paginated.journey.clone();
        Some(Band { journey, pages: self.at(paginated, scale, text)? })
    }

    /// Looks for a larger scale with the same stages on each page.
    pub(super) fn enlarge(&self, band: &mut Band, scale: f64, tries: &mut Tries, text: &mut Typesetter) {
        let pages = stages_of(&band.pages);
        let (mut low, mut high) = (scale, f64::INFINITY);
        let natural = self.request.natural_scale();
        let mut tried = natural;
        while tries.take() && high > low * 1.04 {
            let paginated = Paginated { journey: Cow::Borrowed(&*band.journey), pages: pages.clone(), sketch: None };
            match self.at(paginated, tried, text) {
                Some(layouts) => {
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
