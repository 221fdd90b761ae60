//! Colour glyphs made of layers (table `COLR`, both versions), painted into a picture once.

use kurbo::Rect;
use resvg::tiny_skia::{
    BlendMode, Color, FillRule, GradientStop, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Point,
    RadialGradient, Shader, SpreadMode, SweepGradient, Transform,
};
use skrifa::color::{Brush, ColorGlyph, ColorPainter, ColorStop, CompositeMode, Extend};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::BoundingBox;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Pixels of an em: enough for an emoji in a title on a printed page; it is only ever made smaller.
const PPEM: f32 = 136.0;
/// What of the plane is painted, in em from the glyph's origin, y down: somewhat more than emoji faces use.
const WINDOW: Rect = Rect::new(-0.15, -1.25, 1.65, 0.45);

/// The picture of a glyph as a PNG file and where it stands, in em from the glyph's origin, y down. Nothing if a part of it
/// can't be read. Where the font asks for the colour of the text, it is black.
pub(super) fn picture(font: &FontRef, glyph: &ColorGlyph, location: LocationRef, em: f32) -> Option<(Vec<u8>, Rect)> {
    let palette = font.color_palettes();
    let colors = palette
        .get(0)
        .map(|palette| palette.colors().iter().map(|c| Color::from_rgba8(c.red, c.green, c.blue, c.alpha)).collect::<Vec<_>>());
    let size = (f64::from(PPEM) * WINDOW.width()).round() as u32;
    let height = (f64::from(PPEM) * WINDOW.height()).round() as u32;
    let scale = PPEM / em;
    let origin = (-(WINDOW.x0 as f32) * PPEM, -(WINDOW.y0 as f32) * PPEM);
    let mut painter = Painter {
        outlines: font.outline_glyphs(),
        location,
        colors: colors.unwrap_or_default(),
        transforms: vec![Transform::from_row(scale, 0.0, 0.0, -scale, origin.0, origin.1)],
        clips: Vec::new(),
        layers: vec![(Pixmap::new(size, height)?, CompositeMode::SrcOver)],
    };
    glyph.paint(location, &mut painter).ok()?;
    let [(picture, _)] = &painter.layers[..] else { return None };
    Some((picture.encode_png().ok()?, WINDOW))
}

struct Painter<'a> {
    outlines: OutlineGlyphCollection<'a>,
    location: LocationRef<'a>,
    colors: Vec<Color>,
    /// From the font's units to pixels, the current one last; never empty.
    transforms: Vec<Transform>,
    /// The inside of each clip and of all around it.
    clips: Vec<Mask>,
    /// The whole picture first; never empty.
    layers: Vec<(Pixmap, CompositeMode)>,
}

impl Painter<'_> {
    fn transform(&self) -> Transform {
        self.transforms.last().copied().unwrap_or_default()
    }

    fn clip(&mut self, path: Option<Path>) {
        let Some((page, _)) = self.layers.first() else { return };
        let mut mask = match self.clips.last() {
            Some(outer) => outer.clone(),
            None => {
                let Some(mut mask) = Mask::new(page.width(), page.height()) else { return };
                mask.invert();
                mask
            }
        };
        match path {
            Some(path) => mask.intersect_path(&path, FillRule::Winding, true, self.transform()),
            // Nothing is inside of an empty outline.
            None => mask.clear(),
        }
        self.clips.push(mask);
    }

    fn color(&self, index: u16, alpha: f32) -> Color {
        // 0xFFFF is the colour of the text.
        let mut color = self.colors.get(usize::from(index)).copied().unwrap_or(Color::BLACK);
        color.apply_opacity(alpha);
        color
    }

    fn stops(&self, stops: &[ColorStop]) -> Vec<GradientStop> {
        stops.iter().map(|stop| GradientStop::new(stop.offset, self.color(stop.palette_index, stop.alpha))).collect()
    }

    fn shader(&self, brush: &Brush) -> Option<Shader<'static>> {
        let (transform, at) = (self.transform(), |p: &skrifa::raw::types::Point<f32>| Point::from_xy(p.x, p.y));
        match brush {
            Brush::Solid { palette_index, alpha } => Some(Shader::SolidColor(self.color(*palette_index, *alpha))),
            Brush::LinearGradient { p0, p1, color_stops, extend } => {
                LinearGradient::new(at(p0), at(p1), self.stops(color_stops), spread(*extend), transform)
            }
            Brush::RadialGradient { c0, r0, c1, r1, color_stops, extend } => {
                let (r0, r1) = (r0.max(0.0), r1.max(0.0));
                RadialGradient::new(at(c0), r0, at(c1), r1, self.stops(color_stops), spread(*extend), transform)
            }
            Brush::SweepGradient { c0, start_angle, end_angle, color_stops, extend } => {
                // Angles run clockwise as seen, and the font's y axis points upwards.
                let (center, transform) = (Point::from_xy(c0.x, -c0.y), transform.pre_scale(1.0, -1.0));
                let stops = self.stops(color_stops);
                SweepGradient::new(center, *start_angle, *end_angle, stops, spread(*extend), transform)
            }
        }
    }
}

impl ColorPainter for Painter<'_> {
    fn push_transform(&mut self, t: skrifa::color::Transform) {
        let inner = Transform::from_row(t.xx, t.yx, t.xy, t.yy, t.dx, t.dy);
        self.transforms.push(self.transform().pre_concat(inner));
    }

    fn pop_transform(&mut self) {
        self.transforms.pop();
    }

    fn push_clip_glyph(&mut self, id: GlyphId) {
        let mut pen = Outline(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::unscaled(), self.location);
        let drawn = self.outlines.get(id).is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
        self.clip(drawn.then(|| pen.0.finish()).flatten());
    }

    fn push_clip_box(&mut self, b: BoundingBox) {
        let rect = resvg::tiny_skia::Rect::from_ltrb(b.x_min, b.y_min, b.x_max, b.y_max);
        self.clip(rect.map(PathBuilder::from_rect));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn fill(&mut self, brush: Brush<'_>) {
        let Some(shader) = self.shader(&brush) else { return };
        let Some((page, _)) = self.layers.last_mut() else { return };
        let Some(all) = resvg::tiny_skia::Rect::from_xywh(0.0, 0.0, page.width() as f32, page.height() as f32) else { return };
        let paint = Paint { shader, ..Paint::default() };
        page.fill_rect(all, &paint, Transform::identity(), self.clips.last());
    }

    fn push_layer(&mut self, mode: CompositeMode) {
        let layer = self.layers.first().and_then(|(page, _)| Pixmap::new(page.width(), page.height()));
        self.layers.extend(layer.map(|layer| (layer, mode)));
    }

    fn pop_layer(&mut self) {
        if self.layers.len() < 2 {
            return;
        }
        let Some((layer, mode)) = self.layers.pop() else { return };
        let Some((page, _)) = self.layers.last_mut() else { return };
        let paint = PixmapPaint { blend_mode: blend(mode), ..PixmapPaint::default() };
        page.draw_pixmap(0, 0, layer.as_ref(), &paint, Transform::identity(), self.clips.last());
    }
}

fn spread(extend: Extend) -> SpreadMode {
    match extend {
        Extend::Repeat => SpreadMode::Repeat,
        Extend::Reflect => SpreadMode::Reflect,
        _ => SpreadMode::Pad,
    }
}

fn blend(mode: CompositeMode) -> BlendMode {
    match mode {
        CompositeMode::Clear => BlendMode::Clear,
        CompositeMode::Src => BlendMode::Source,
        CompositeMode::Dest => BlendMode::Destination,
        CompositeMode::DestOver => BlendMode::DestinationOver,
        CompositeMode::SrcIn => BlendMode::SourceIn,
        CompositeMode::DestIn => BlendMode::DestinationIn,
        CompositeMode::SrcOut => BlendMode::SourceOut,
        CompositeMode::DestOut => BlendMode::DestinationOut,
        CompositeMode::SrcAtop => BlendMode::SourceAtop,
        CompositeMode::DestAtop => BlendMode::DestinationAtop,
        CompositeMode::Xor => BlendMode::Xor,
        CompositeMode::Plus => BlendMode::Plus,
        CompositeMode::Screen => BlendMode::Screen,
        CompositeMode::Overlay => BlendMode::Overlay,
        CompositeMode::Darken => BlendMode::Darken,
        CompositeMode::Lighten => BlendMode::Lighten,
        CompositeMode::ColorDodge => BlendMode::ColorDodge,
        CompositeMode::ColorBurn => BlendMode::ColorBurn,
        CompositeMode::HardLight => BlendMode::HardLight,
        CompositeMode::SoftLight => BlendMode::SoftLight,
        CompositeMode::Difference => BlendMode::Difference,
        CompositeMode::Exclusion => BlendMode::Exclusion,
        CompositeMode::Multiply => BlendMode::Multiply,
        CompositeMode::HslHue => BlendMode::Hue,
        CompositeMode::HslSaturation => BlendMode::Saturation,
        CompositeMode::HslColor => BlendMode::Color,
        CompositeMode::HslLuminosity => BlendMode::Luminosity,
        _ => BlendMode::SourceOver,
    }
}

struct Outline(PathBuilder);

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colour of the glyph at a place, em from its origin and y up.
    fn pixel(c: char, x: f64, y: f64) -> [u8; 4] {
        let font = FontRef::new(include_bytes!("layers.bin")).unwrap();
        let id = font.charmap().map(c).unwrap();
        let glyph = font.color_glyphs().get(id).unwrap();
        let (png, rect) = picture(&font, &glyph, LocationRef::default(), 1000.0).unwrap();
        let pixmap = Pixmap::decode_png(&png).unwrap();
        let scale = f64::from(pixmap.width()) / rect.width();
        let at = |from: f64, place: f64| ((place - from) * scale) as u32;
        let color = pixmap.pixel(at(rect.x0, x), at(rect.y0, -y)).unwrap();
        [color.red(), color.green(), color.blue(), color.alpha()]
    }

    #[test]
    fn layers_lie_on_each_other() {
        assert_eq!(pixel('\u{1F534}', 0.1, 0.9), [255, 0, 0, 255]);
        assert_eq!(pixel('\u{1F534}', 0.5, 0.5), [0, 0, 255, 255]);
        assert_eq!(pixel('\u{1F534}', 1.2, 0.5), [0; 4]);
        assert_eq!(pixel('\u{1F534}', 0.5, -0.1), [0; 4]);
    }

    #[test]
    fn gradients_and_composites_are_painted() {
        let near = |color: [u8; 4], wanted: [u8; 4]| color.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 12);
        assert!(near(pixel('\u{1F7E2}', 0.02, 0.3), [0, 255, 0, 255]), "{:?}", pixel('\u{1F7E2}', 0.02, 0.3));
        assert!(near(pixel('\u{1F7E2}', 0.98, 0.3), [0, 0, 255, 255]), "{:?}", pixel('\u{1F7E2}', 0.98, 0.3));
        assert!(near(pixel('\u{1F7E2}', 0.5, 0.3), [0, 128, 128, 255]), "{:?}", pixel('\u{1F7E2}', 0.5, 0.3));
        assert_eq!(pixel('\u{1F7E2}', 0.5, 0.8), [0; 4]);
    }
}
