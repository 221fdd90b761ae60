//! Strips of pages: some lanes of the map on a number of pages beside each other.

use super::Layout;
use super::arrangement::Arrangement;
use super::bands::{Heights, items, pack};
use super::context::{Density, Selection};
use super::fit::{Request, Tries};
use super::page::Band;
use super::sketch::{Frame, sketch};
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

impl<'a> Strips<'_, 'a> {
    fn frame(&self, pages: Vec<Range<usize>>) -> Frame {
        Frame { page: Some(self.request.page), pages, density: self.density, lanes: self.lanes.clone(), numbered: true }
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
    pub(super) fn heights(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Heights> {
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
    pub(super) fn place(&self, across: usize, scale: f64, text: &mut Typesetter) -> Option<Band<'a>> {
        let (journey, pages) = self.paginate(across, scale, text)?;
        let (pages, _) = self.at(&journey, &pages, scale, text)?;
        Some(Band { journey, pages })
    }

    /// Looks for a larger scale with the same stages on each page.
    pub(super) fn enlarge(&self, band: &mut Band, scale: f64, tries: &mut Tries, text: &mut Typesetter) {
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
