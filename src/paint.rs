//! From places and colours to a [`Scene`].

use crate::assets::Assets;
use crate::journey::Journey;
use crate::layout::Layout;
use crate::scene::Scene;
use crate::text::Typesetter;
use crate::theme::Palette;

/// Paints a layout.
pub fn paint(_layout: &Layout, _journey: &Journey, _assets: &Assets, _palette: &Palette, _text: &Typesetter) -> Scene {
    todo!()
}
