//! Where everything stands: pure geometry.

use crate::assets::Assets;
use crate::journey::Journey;
use crate::journey::PageSize;
use crate::text::Typesetter;
use crate::theme::Metrics;

/// Where everything stands.
#[derive(Debug)]
pub struct Layout {}

/// Places everything.
pub fn lay_out(_journey: &Journey, _assets: &Assets, _metrics: &Metrics, _page: PageSize, _text: &mut Typesetter) -> Layout {
    todo!()
}
