//! What a picture was made from, told in the picture itself.
//!
//! A finished picture is stamped with a digest of all that it was made from and a checksum of its own bytes. Whoever has
//! the sources can then tell, without drawing and without keeping a cache, whether the picture is the one that they would
//! give now, and whole. An SVG has the stamp in its `<metadata>`, a PNG in a `tEXt` chunk named `wayline`:
//!
//! ```text
//! wayline 0.1.0 page 1/3 from 9f0c… fonts 51d2… picture 07b4…
//! ```
//!
//! `fonts` stands there only where fonts of the machine were asked for. The checksum finds accidents and edits, not
//! forgers: it has no secret.
//!
//! ```
//! use wayline::origin::{Origin, Sources};
//!
//! let mut sources = Sources::new();
//! sources.text("title = \"Coffee\"");
//! let origin = Origin { sources: sources.digest(), fonts: None, page: 1, pages: 1 };
//!
//! let picture = origin.stamp_svg("<svg><title>Coffee</title><desc>A cup.</desc></svg>".to_owned());
//! assert_eq!(Origin::of(picture.as_bytes()), Some(origin));
//! assert_eq!(Origin::of(picture.replace("cup", "mug").as_bytes()), None);
//! ```

mod digest;
mod stamp;

pub use digest::{Digest, Sources};

/// What a picture was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Of everything that comes from files and options, and of this version of wayline.
    pub sources: Digest,
    /// Of the machine's fonts, where they were asked for.
    pub fonts: Option<Digest>,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages the map has.
    pub pages: usize,
}

impl Origin {
    /// Puts the stamp into an SVG of [`svg`](fn@crate::render::svg), after its description. Any other text comes back as
    /// it is.
    pub fn stamp_svg(&self, svg: String) -> String {
        stamp::svg(svg, &self.words())
    }

    /// Puts the stamp into a PNG, before its pixels. Any other bytes come back as they are.
    pub fn stamp_png(&self, png: Vec<u8>) -> Vec<u8> {
        stamp::png(png, &self.words())
    }

    /// What the stamp of a picture says; `None` where it has none, or is not what was stamped. The line ends of an SVG may
    /// have become those of another system.
    pub fn of(picture: &[u8]) -> Option<Self> {
        Self::from_words(&stamp::read(picture)?)
    }

    /// The stamp but for the checksum.
    fn words(&self) -> String {
        let fonts = self.fonts.map(|fonts| format!(" fonts {fonts}")).unwrap_or_default();
        format!("wayline {} page {}/{} from {}{fonts}", env!("CARGO_PKG_VERSION"), self.page, self.pages, self.sources)
    }

    fn from_words(words: &str) -> Option<Self> {
        let mut words = words.split(' ');
        let mut value = |name: &str| words.next().filter(|word| *word == name).and_then(|_| words.next());
        let _version = value("wayline")?;
        let (page, pages) = value("page")?.split_once('/')?;
        let sources = value("from")?.parse().ok()?;
        let fonts = value("fonts").map(str::parse).transpose().ok()?;
        Some(Self { sources, fonts, page: page.parse().ok()?, pages: pages.parse().ok()? })
    }
}

#[cfg(test)]
mod tests;
