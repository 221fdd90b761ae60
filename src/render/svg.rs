//! SVG that looks the same in every viewer.

use crate::scene::Scene;

/// Choices for [`svg`].
#[derive(Debug, Clone, Default)]
pub struct SvgOptions {
    /// Put before every id; derived from the picture's content where absent.
    pub id_prefix: Option<String>,
}

/// The scene as an SVG document.
pub fn svg(_scene: &Scene, _options: &SvgOptions) -> String {
    todo!()
}
