//! A map on several pages: cut between stages, and where its lanes are too high for one page, between lanes too.

use super::arrangement::Arrangement;
use super::context::{Density, Selection};
use super::fit::{Request, Tries};
use super::page::{Band, Extent};
use super::sketch::{Frame, sketch};
use super::strips::Strips;
use crate::limits::PAGES;
use crate::text::Typesetter;

/// How many more pages than the columns need are tried to have all lanes on each: on wider columns, text has fewer lines.
const MORE_PAGES: usize = 6;
/// How many more of those are tried where words beside the curves turn out to need more height than was thought.
const SPARE: usize = 2;

/// A lane that is estimated to be this many times higher than its page will not fit it.
const FAR_TOO_HIGH: f64 = 1.5;
/// How many larger numbers of pages are tried to spare a band.
const WIDER: usize = 2;

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
    let fewest = dense.fewest(scale, text).filter(|fewest| !PAGES.is_exceeded_by(*fewest))?;
    let spread = |across, text: &mut Typesetter| {
        let spread = Spread { bands: dense.bands(across, scale, text)? };
        (!PAGES.is_exceeded_by(spread.pages())).then_some(spread)
    };
    let mut spreads: Vec<Spread> = spread(fewest, text).into_iter().collect();
    if spreads.is_empty() && dense.highest_item(most_across(fewest), scale, text).is_none_or(|share| share > 1.0) {
        return None; // too high on the widest columns, too high on all
    }
    // lanes on pages of their own are worth it only if they take fewer pages than all lanes on each
    let step = step(fewest);
    let most = most_across(fewest);
    let most = spreads.first().map_or(most, |spread| spread.pages().min(most));
    let fits = |across, text: &mut Typesetter| {
        dense.heights(across, scale, text).is_some_and(|heights| heights.all() <= request.page.height)
    };
    let several = spreads.first().is_none_or(|spread| spread.bands.len() > 1);
    if several && most > fewest && fits(most, text) {
        let (mut low, mut high) = (fewest + 1, most);
        while low < high {
            let middle = (low + high) / 2;
            (low, high) = if fits(middle, text) { (low, middle) } else { (middle + 1, high) };
        }
        spreads.extend(spread(low, text));
    }
    // a few wider columns may spare a whole band
    let mut across = fewest + step;
    while across <= fewest + WIDER * step && spreads.iter().all(|spread| across + 1 < spread.pages()) {
        spreads.extend(spread(across, text));
        across += step;
    }
    // of as many pages, rather all lanes on each
    spreads.sort_by_key(|spread| (spread.pages(), spread.bands.len()));
    let found = spreads.iter().find_map(|spread| spread.place(request, scale, tries, text));
    let single = spreads.iter().filter(|spread| spread.bands.len() == 1).map(Spread::pages).min();
    found.or_else(|| {
        let mut more = single.into_iter().flat_map(|pages| pages + 1..=pages + SPARE);
        more.find_map(|pages| spread(pages, text)?.place(request, scale, tries, text))
    })
}

/// From one number of pages that is tried to the next.
fn step(fewest: usize) -> usize {
    (fewest / MORE_PAGES).max(1)
}

/// The most pages that are tried where the columns need at least so many.
fn most_across(fewest: usize) -> usize {
    fewest + MORE_PAGES * step(fewest)
}

/// The same with text that is smaller than it should be, but no smaller than it takes.
pub(super) fn split_smaller<'a>(request: &Request<'a>, text: &mut Typesetter) -> Option<Vec<Band<'a>>> {
    let scale = request.smallest_scale();
    let dense = Strips { request, lanes: None, density: Density::Dense };
    let fewest = dense.fewest(scale, text);
    let highest = fewest.and_then(|fewest| dense.highest_item(most_across(fewest), scale, text));
    // Smaller text takes about the square of its share of the height; what is far from enough is not tried.
    let may_do = |share: &f64| highest.is_none_or(|highest| highest * share * share < FAR_TOO_HIGH);
    let smaller = |share: f64| Request { least: request.least * share, narrow: request.narrow * share, ..*request };
    let shares = [0.85, 0.72, 0.6, 0.5, 0.4, 0.3].into_iter().filter(may_do);
    shares.into_iter().find_map(|share| split(&smaller(share), &mut Tries::new(), text))
}

/// What the map needs of a page at the least size of its text.
pub(super) fn extent(request: &Request, text: &mut Typesetter) -> Extent {
    let metrics = request.measures(request.smallest_scale(), Density::Compact);
    let frame = Frame::single(Some(request.page), Density::Compact, request.marks);
    let sketch = sketch(request.journey, request.assets, metrics, &frame, 1, text);
    let (width, room) = sketch.extent(&metrics, request.page.width);
    let height = (width <= room).then(|| {
        let mut arranged = Arrangement::new(request.journey, request.assets, metrics, &frame, text);
        let (lanes, around) = arranged.heights(request.page.height);
        lanes.iter().map(|(_, height)| height).sum::<f64>() + around
    });
    Extent { width, room, height, page: request.page.height }
}
