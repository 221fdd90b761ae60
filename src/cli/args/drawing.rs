//! How maps are drawn: the same options for every command that draws.

use super::{Fit, Text, page};
use crate::journey::PageSize;
use clap::Args;
use std::path::PathBuf;

/// What `render` and its kin take beside maps, formats and places.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct DrawingArgs {
    /// A built-in theme (see `wayline themes`), or a theme file ending in .toml, wherever it is; wins over the map's own
    #[arg(long, value_name = "NAME|FILE")]
    pub(in crate::cli) theme: Option<String>,

    /// The folder that pictures, icons and themes may come from; the map lies in it, and paths still start at the map's
    /// folder. Default: the map's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) root: Option<PathBuf>,

    /// Page: natural, 16:9, 4:3, a4, a3, letter (each but the first also with -portrait), or WIDTHxHEIGHT in px; wins
    /// over the map's own
    #[arg(long, value_name = "SIZE", value_parser = page)]
    pub(in crate::cli) page: Option<PageSize>,

    /// What becomes of a map that is too large for its page
    #[arg(long, value_enum, default_value_t = Fit::Split)]
    pub(in crate::cli) fit: Fit,

    /// Width of the PNG in pixels, 16 to 16384; its height follows
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(16..=16_384), conflicts_with = "scale")]
    pub(in crate::cli) width: Option<u32>,

    /// Pixels of the PNG for each px of the map, 0.1 to 16. Default: 1
    #[arg(long, value_name = "N", value_parser = scale)]
    pub(in crate::cli) scale: Option<f64>,

    /// Draw the journey of this persona only, by id; may be given several times
    #[arg(long = "persona", value_name = "ID")]
    pub(in crate::cli) personas: Vec<String>,

    /// Draw these lanes only, in this order, separated by commas; names as in the file: goals, actions, channels,
    /// emotions, thoughts, pains, opportunities, metrics, images, durations, the id of a lane of its own, or review-notes
    /// for the log in the footer
    #[arg(long, value_name = "LANE,...", value_delimiter = ',')]
    pub(in crate::cli) lanes: Vec<String>,

    /// How the text of an SVG is written. Default: live
    #[arg(long, value_enum)]
    pub(in crate::cli) text: Option<Text>,

    /// Put the glyphs of Inter and Noto Sans Arabic that an SVG uses into it, 6 to 9 KB for each weight; browsers then
    /// draw its text with them wherever it is opened
    #[cfg(feature = "embed-font")]
    #[arg(long)]
    pub(in crate::cli) embed_font: bool,

    /// Begin every id of an SVG with this; each picture in one web page needs its own. Default: made from the picture’s
    /// words
    #[arg(long, value_name = "PREFIX", value_parser = id_prefix)]
    pub(in crate::cli) id_prefix: Option<String>,
}

/// Reads `--scale`.
fn scale(text: &str) -> Result<f64, String> {
    text.parse::<f64>().ok().filter(|n| (0.1..=16.0).contains(n)).ok_or_else(|| "a number between 0.1 and 16 is wanted".into())
}

/// Reads `--id-prefix`: what XML, CSS and links all take for an id without escapes.
fn id_prefix(text: &str) -> Result<String, String> {
    let is_right = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if is_right { Ok(text.to_owned()) } else { Err("a letter from A to Z is wanted, then letters, digits, - and _".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_finite_and_moderate() {
        assert_eq!(scale("2.5"), Ok(2.5));
        for wrong in ["0", "-1", "NaN", "inf", "17", "two"] {
            assert!(scale(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn prefixes_need_no_escapes() {
        for right in ["a", "Map-2_b", "x9"] {
            assert_eq!(id_prefix(right).as_deref(), Ok(right));
        }
        for wrong in ["", "2a", "-a", "_a", "a b", "é", "a.b", "a:b", "a#", "aé", "a\"b"] {
            assert!(id_prefix(wrong).is_err(), "{wrong}");
        }
    }
}
