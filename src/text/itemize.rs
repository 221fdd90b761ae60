//! Splits a text into runs of one face, script and direction.

use super::families::{Family, Region};
use super::fonts::{Choice, Fonts, Variant};
use super::unicode::{Ruled, east_asian, is_wide_among_east_asian};
use unicode_bidi::Level;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// A piece of a text that is shaped at once, in logical order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Bytes of the text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) choice: Choice,
    pub(super) family: Family,
    pub(super) script: Script,
    /// Embedding level: odd for right to left.
    pub(super) level: u8,
}

/// The runs of a text, and where its graphemes start (told to `grapheme`).
pub(super) fn itemize(
    text: &str,
    levels: Option<&[Level]>,
    variant: Variant,
    region: Option<Region>,
    fonts: &mut Fonts,
    mut grapheme_at: impl FnMut(usize),
) -> Vec<Run> {
    if text.is_ascii() && levels.is_none() {
        (0..text.len()).for_each(grapheme_at);
        let (choice, family) = fonts.choose("a", Script::Latin, variant, Region::Simplified);
        return vec![Run { start: 0, end: text.len(), choice, family, script: Script::Latin, level: 0 }];
    }
    // Elsewhere, a quoted Chinese word stands between the quotation marks of its sentence.
    let wide_signs = matches!(region, Some(Region::Simplified | Region::Traditional | Region::Japan));
    let region = region.unwrap_or_else(|| Region::of_text(text));
    let mut runs: Vec<Run> = Vec::new();
    let mut context = Script::Common;
    for (start, grapheme) in text.grapheme_indices(true) {
        grapheme_at(start);
        let end = start + grapheme.len();
        let script = grapheme.chars().next().map_or(Script::Common, |c| c.script());
        let is_common = matches!(script, Script::Common | Script::Inherited);
        if !is_common {
            context = script;
        }
        let wide = wide_signs && is_wide_sign(text, start, end, runs.last());
        let (choice, family) = match wide {
            true => fonts.ruled(Ruled::Wide, grapheme, variant, region),
            false => fonts.choose(grapheme, context, variant, region),
        };
        let level = levels.and_then(|levels| levels.get(start)).map_or(0, |level| level.number());
        if let Some(run) = runs.last_mut()
            && (run.choice, run.family, run.level) == (choice, family, level)
            && (is_common || run.script == Script::Common || run.script == script)
        {
            run.end = end;
            if run.script == Script::Common && !is_common {
                run.script = script;
            }
            continue;
        }
        let script = if is_common { Script::Common } else { script };
        runs.push(Run { start, end, choice, family, script, level });
    }
    runs
}

/// Whether a sign stands beside a Han character, kana or full-width sign, and is as wide as these.
fn is_wide_sign(text: &str, start: usize, end: usize, before: Option<&Run>) -> bool {
    let character = |text: Option<&str>| text.and_then(|text| text.chars().find(|&c| !is_wide_among_east_asian(c)));
    text.get(start..end).is_some_and(|sign| sign.chars().all(is_wide_among_east_asian))
        && (before.is_some_and(|run| matches!(run.choice, Choice::Ruled(Ruled::Wide, _)))
            || character(text.get(end..)).and_then(east_asian) == Some(Ruled::Wide))
}
