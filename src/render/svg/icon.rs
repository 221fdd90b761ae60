//! Icons: as few paths as their paints allow, moved and scaled to their place.

use crate::color::Rgb;
use crate::render::markup::{Tag, push_color};
use crate::render::number::{append_path_data, hundredths, push_number};
use crate::scene::{Icon, IconPaint, IconShape};
use std::borrow::Cow;

/// How a path of an icon is painted.
#[derive(PartialEq)]
struct Look {
    fill: Option<Rgb>,
    stroke: Option<(Rgb, f64)>,
    opacity: f64,
    even_odd: bool,
}

impl Look {
    fn of(shape: &IconShape, icon: &Icon) -> Self {
        let color = |paint: IconPaint| match paint {
            IconPaint::Current => icon.color,
            IconPaint::Fixed(color) => color,
        };
        let stroke = shape.stroke.map(|(paint, width)| (color(paint), width.unwrap_or(icon.stroke_width)));
        let stroke = stroke.filter(|(_, width)| *width > 0.0);
        Self { fill: shape.fill.map(color), stroke, opacity: shape.opacity.clamp(0.0, 1.0), even_odd: shape.even_odd }
    }
}

/// Appends an icon to a run of leaves.
///
/// Neighbouring opaque lines of one colour and width become one path. Filled shapes stay apart: where two of them overlap in
/// opposite directions, one path would show a hole.
pub(super) fn write(out: &mut String, icon: &Icon) {
    // Most icons are one shape: nothing is copied.
    let mut paths: Vec<(Look, Cow<'_, str>)> = Vec::with_capacity(icon.art.shapes.len());
    for shape in &icon.art.shapes {
        let look = Look::of(shape, icon);
        if look.fill.is_none() && look.stroke.is_none() {
            continue;
        }
        match paths.last_mut() {
            Some((last, data)) if look.fill.is_none() && look.opacity == 1.0 && *last == look => {
                append_path_data(data.to_mut(), &shape.path)
            }
            _ => paths.push((look, Cow::Borrowed(shape.path.trim()))),
        }
    }
    let grid = icon.art.grid;
    if !(grid > 0.0 && icon.size > 0.0) {
        return;
    }
    // The scale has two decimals like every number; the centre stays where it was, so that the error is seen nowhere.
    let scale = (hundredths(icon.size / grid).max(1) as f64) / 100.0;
    let slack = (icon.size - scale * grid) / 2.0;
    for (look, data) in &paths {
        let tag = Tag::new(out, "path").text("d", data).with("transform", |out| {
            out.push_str("translate(");
            push_number(out, icon.at.x + slack);
            out.push(' ');
            push_number(out, icon.at.y + slack);
            out.push(')');
            if hundredths(scale) != 100 {
                out.push_str(" scale(");
                push_number(out, scale);
                out.push(')');
            }
        });
        let tag = tag.with("fill", |out| match look.fill {
            Some(color) => push_color(out, color),
            None => out.push_str("none"),
        });
        let tag = tag.maybe("fill-rule", (look.even_odd && look.fill.is_some()).then_some("evenodd"));
        let tag = if look.fill.is_some() { tag.number_unless("fill-opacity", look.opacity, 1.0) } else { tag };
        match look.stroke {
            Some((color, width)) => tag
                .color("stroke", color)
                .number_unless("stroke-width", width, 1.0)
                .number_unless("stroke-opacity", look.opacity, 1.0)
                .end(),
            None => tag.end(),
        }
    }
}
