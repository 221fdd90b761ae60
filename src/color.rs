//! Colours: reading, mixing, contrast.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Rgb {
    /// Black.
    pub const BLACK: Rgb = Rgb::new(0, 0, 0);
    /// White.
    pub const WHITE: Rgb = Rgb::new(255, 255, 255);

    /// From its three parts.
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// Reads any CSS colour (`#4F46E5`, `rgb(…)`, `oklch(…)`, `rebeccapurple`). Transparency is refused.
    ///
    /// ```
    /// use wayline::color::Rgb;
    /// assert_eq!(Rgb::parse("#4F46E5"), Some(Rgb::new(0x4F, 0x46, 0xE5)));
    /// assert_eq!(Rgb::parse("no colour"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(hex) = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii()) {
            let value = u32::from_str_radix(hex, 16).ok()?;
            let [_, r, g, b] = value.to_be_bytes();
            return Some(Self { r, g, b });
        }
        let parsed = color::parse_color(text).ok()?.to_alpha_color::<color::Srgb>();
        let rgba = parsed.to_rgba8();
        (rgba.a == 255).then_some(Self { r: rgba.r, g: rgba.g, b: rgba.b })
    }

    /// This colour with `share` (0 to 1) of `other` in it, mixed in sRGB as SVG opacity does.
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
        Rgb { r: part(self.r, other.r), g: part(self.g, other.g), b: part(self.b, other.b) }
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another colour, 1 to 21, as WCAG 2 defines it.
    ///
    /// ```
    /// use wayline::color::Rgb;
    /// assert_eq!(Rgb::BLACK.contrast(Rgb::WHITE).round(), 21.0);
    /// ```
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, moved toward black or white just as far as it takes to reach `ratio` against `background`.
    pub fn readable_on(self, background: Rgb, ratio: f64) -> Rgb {
        let goal = if background.luminance() > 0.18 { Rgb::BLACK } else { Rgb::WHITE };
        (0..=20).map(|step| self.mix(goal, f64::from(step) / 20.0)).find(|c| c.contrast(background) >= ratio).unwrap_or(goal)
    }
}

impl fmt::Display for Rgb {
    /// `#RRGGBB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

impl fmt::Debug for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> serde::Deserialize<'de> for Rgb {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Rgb::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not an opaque CSS colour")))
    }
}
