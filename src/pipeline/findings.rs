//! What there is to say of a map that does not fit its page.

use crate::diagnostic::{Diagnostic, Severity};
use crate::journey::{Journey, PageSize};
use crate::layout::{Extent, Layout, Pages};

/// What to do about a map that is too large for its page.
const HELP: &str = "choose a larger page, fewer lanes or personas, or the natural size";

/// A warning where text is smaller on the printed page than the journey asks for, or advice where the map takes several
/// pages.
pub(super) fn of_pages(pages: &Pages, journey: &Journey, page: PageSize) -> Option<Diagnostic> {
    if let Some(scale) = pages.reduced {
        let words = format!("the map is drawn at {:.0} % of its size, in which no program could show it", scale * 100.0);
        return Some(Diagnostic::warning("small-text", words).help("choose a page: the map is then cut into several of them"));
    }
    let (Some(extent), PageSize::Fixed { inches, .. }) = (&pages.extent, page) else { return None };
    let points = |(_, layout): (_, &Layout)| layout.metrics.small / layout.size.width * inches * 72.0;
    let smallest = pages.iter().map(points).fold(f64::INFINITY, f64::min);
    let wanted = journey.page.min_text;
    if smallest < wanted - 0.01 {
        let words = format!("the smallest text is {smallest:.1} points high on this page, less than the {wanted} of `min_text`");
        return Some(Diagnostic::warning("small-text", because(words, reason(extent, journey))).help(HELP));
    }
    let count = pages.count();
    let words = format!("the map takes {count} pages");
    let advice = Diagnostic::warning("several-pages", because(words, reason(extent, journey))).help(HELP);
    (count > 1).then_some(Diagnostic { severity: Severity::Advice, ..advice })
}

fn because(what: String, reason: Option<String>) -> String {
    match reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what,
    }
}

/// What makes the map too large for one page.
fn reason(extent: &Extent, journey: &Journey) -> Option<String> {
    // the sum makes a plain nought of a negative one
    let px = |length: f64| format!("{:.0} px", length.ceil().max(0.0) + 0.0);
    let least = journey.page.min_text;
    if extent.width > extent.room {
        let widest = journey.stages.iter().max_by_key(|stage| stage.touchpoints.len());
        let widest = widest.filter(|stage| stage.touchpoints.len() > 1);
        let widest =
            widest.map(|stage| format!("; the longest stage is “{}” with {} touchpoints", stage.name, stage.touchpoints.len()));
        let (width, room) = (px(extent.width), px(extent.room));
        let widest = widest.unwrap_or_default();
        return Some(format!("with text of {least} points its columns are {width} wide, and a page has room for {room}{widest}"));
    }
    let height = extent.height.filter(|height| *height > extent.page)?;
    let (height, page) = (px(height), px(extent.page));
    Some(format!("with text of {least} points its lanes are {height} high in all, and a page has {page}"))
}
