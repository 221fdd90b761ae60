//! From a journey to its pages.

use super::fit::{Request, Tries};
use super::{Layout, fit, footer, split};
use crate::assets::Assets;
use crate::diff::Overlay;
use crate::diff::marks::Marks;
use crate::geometry::Size;
use crate::journey::{Fit, Journey, PageSize};
use crate::text::Typesetter;
use crate::theme::Metrics;
use std::borrow::Cow;

/// A map on its pages.
#[derive(Debug, Clone)]
pub struct Pages<'a> {
    /// From top to bottom: one, but where the lanes are too high for one page.
    pub bands: Vec<Band<'a>>,
    /// How much there is to show, where a page's size was asked for.
    pub extent: Option<Extent>,
    /// The scale of a map that in its natural size would be larger than programs can show.
    pub reduced: Option<f64>,
}

/// Lanes that stand on the same pages.
#[derive(Debug, Clone)]
pub struct Band<'a> {
    /// The journey as it is laid out: stages that are too wide for a page are divided.
    pub journey: Cow<'a, Journey>,
    /// In the order of time; put beside each other they are one strip.
    pub pages: Vec<Layout>,
}

/// How much a map needs of a page when its text has its least size and everything is as close together as may be, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Width of the columns.
    pub width: f64,
    /// Width that a page has for columns.
    pub room: f64,
    /// Height of everything on one page, where the columns fit one.
    pub height: Option<f64>,
    /// Height of a page.
    pub page: f64,
}

impl Pages<'_> {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.bands.iter().map(|band| band.pages.len()).sum()
    }

    /// Every page with its journey, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Journey, &Layout)> {
        self.bands.iter().flat_map(|band| band.pages.iter().map(|layout| (&*band.journey, layout)))
    }

    /// The first page: the only one of a natural map.
    pub fn first(&self) -> Option<&Layout> {
        self.bands.first()?.pages.first()
    }

    /// Leaves the log of reviews to the last page. On the others its room stays free: paths and curves go on at the same
    /// height from page to page.
    fn keep_last_log(&mut self) {
        let mut layouts = self.bands.iter_mut().flat_map(|band| &mut band.pages).rev();
        layouts.next();
        layouts.for_each(|layout| layout.footer.log = None);
    }

    /// Writes into the corner of each of several pages which it is.
    fn write_numbers(&mut self, text: &mut Typesetter) {
        let of = self.count();
        let mut number = 0;
        for band in &mut self.bands {
            for layout in &mut band.pages {
                number += 1;
                if of > 1 {
                    let right = layout.size.width - layout.metrics.margin;
                    let language = &band.journey.language;
                    footer::write_number(text, &layout.metrics, language, &mut layout.footer, right, number, of);
                }
            }
        }
    }
}

/// Places everything on its pages.
///
/// The natural page is as large as comfortable columns and their words need, up to 65,535 px a side: beyond that,
/// everything is set smaller. On a page of fixed size, all measures are
/// scaled together, up to 2.4 times, until the whole map fits; gaps give way before words do. Where the map does not fit
/// with text of the least size that the journey allows, `fit` says what happens: it is cut into the fewest pages, or set
/// smaller, or put on a larger page of the same shape.
pub fn lay_out<'a>(
    journey: &'a Journey,
    assets: &'a Assets,
    metrics: &'a Metrics,
    page: PageSize,
    fit: Fit,
    text: &mut Typesetter,
) -> Pages<'a> {
    place(journey, assets, metrics, None, (page, fit), text)
}

/// Places the overlay of two revisions with its marks on one page: on a larger one of the same shape where the map is
/// asked to be split and is too large.
pub fn lay_out_overlay<'a>(
    overlay: &'a Overlay,
    assets: &'a Assets,
    metrics: &'a Metrics,
    page: PageSize,
    fit: Fit,
    text: &mut Typesetter,
) -> Pages<'a> {
    let fit = if fit == Fit::Split { Fit::OnePage } else { fit };
    place(&overlay.journey, assets, metrics, Some(&overlay.marks), (page, fit), text)
}

fn place<'a>(
    journey: &'a Journey,
    assets: &'a Assets,
    metrics: &'a Metrics,
    marks: Option<&'a Marks>,
    (page, fit): (PageSize, Fit),
    text: &mut Typesetter,
) -> Pages<'a> {
    let PageSize::Fixed { width, height, inches } = page else {
        let (mut pages, reduced) = fit::natural(journey, assets, metrics, marks, text);
        pages.truncate(1);
        return Pages { bands: vec![Band { journey: Cow::Borrowed(journey), pages }], extent: None, reduced };
    };
    let least = journey.page.min_text / 72.0 * width / inches;
    let page = Size::new(width, height);
    let request = Request { journey, assets, metrics, marks, page, least, narrow: fit::SMALLEST_GAPS };
    let mut tries = Tries::new();
    let single = |layout| Band { journey: Cow::Borrowed(journey), pages: vec![layout] };
    if let Some(layout) = fit::whole(&request, &mut tries, text) {
        return Pages { bands: vec![single(layout)], extent: None, reduced: None };
    }
    let bands = match fit {
        Fit::Split => split::split(&request, &mut tries, text).or_else(|| split::split_smaller(&request, text)),
        Fit::Shrink => None,
        Fit::OnePage => {
            let (small, scale) = fit::shrunk(&request, text);
            // never a smaller page than asked for, even where text may be as small as it likes
            let factor = (least / small.metrics.small).max(1.0);
            Some(vec![single(fit::grown(&request, scale, factor, text))])
        }
    };
    let bands = bands.unwrap_or_else(|| vec![single(fit::shrunk(&request, text).0)]);
    let mut pages = Pages { bands, extent: Some(split::extent(&request, text)), reduced: None };
    pages.write_numbers(text);
    pages.keep_last_log();
    pages
}
