//! Why a request gets no answer.

use hyper::StatusCode;

/// What is wrong with a request. What was asked is never repeated in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is for another host, or for none, or for several.
    Host,
    /// A page from elsewhere sent it.
    Origin,
    /// It would do more than read.
    Method,
    /// It brings something along.
    Body,
    /// It names more than an address of this server.
    Target,
    /// There is nothing at this address.
    Address,
    /// A choice that the page does not offer.
    Choice,
    /// The map has no page of this number.
    Sheet,
    /// There is no picture, because there is no map without errors yet.
    NoPicture,
    /// The picture would have too many pixels.
    TooLarge,
    /// The picture can't be drawn.
    Failed,
}

impl Refusal {
    /// The status that HTTP has for it.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Origin => StatusCode::FORBIDDEN,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Body | Self::Target | Self::Choice => StatusCode::BAD_REQUEST,
            Self::Address | Self::Sheet => StatusCode::NOT_FOUND,
            Self::NoPicture | Self::TooLarge => StatusCode::CONFLICT,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A sentence for whoever reads it.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Host => "This server answers only under the address that it printed.",
            Self::Origin => "Pages from elsewhere may not ask.",
            Self::Method => "Only GET and HEAD are answered.",
            Self::Body => "A request brings nothing along here.",
            Self::Target => "Only paths that begin with one slash are answered.",
            Self::Address => "There is nothing here.",
            Self::Choice => "The page does not offer this choice.",
            Self::Sheet => "The map has no such page.",
            Self::NoPicture => "The map has errors, and there is no picture yet.",
            Self::TooLarge => "A PNG of this map would be too large: watch it with a smaller --scale, or take the SVG.",
            Self::Failed => "The picture can't be drawn.",
        }
    }
}
