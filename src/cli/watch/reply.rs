//! What is answered, and what the browser may do with it.

use super::refusal::Refusal;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::Receiver;

/// What a picture may do that somebody opens by its address: nothing. Its style is its own, and so are its images.
pub(super) const INERT: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/// The bytes of an answer.
pub(super) enum Content {
    /// All of them.
    Whole(Option<Bytes>),
    /// As they come, until the other end goes away.
    Events(Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let frame = |bytes| Ok(Frame::data(bytes));
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(frame)),
            Self::Events(events) => events.poll_recv(context).map(|bytes| bytes.map(frame)),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

/// An answer of this type, to be kept by nobody, read by this server's page alone and taken for nothing else.
pub(super) fn reply(status: StatusCode, kind: &'static str, policy: &str, content: Content) -> Response<Content> {
    let fixed: [(HeaderName, &'static str); 8] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("x-dns-prefetch-control"), "off"),
    ];
    let mut response = Response::new(content);
    *response.status_mut() = status;
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// An answer of these bytes.
pub(super) fn whole(kind: &'static str, policy: &str, bytes: impl Into<Bytes>) -> Response<Content> {
    reply(StatusCode::OK, kind, policy, Content::Whole(Some(bytes.into())))
}

/// An answer that goes on for as long as somebody listens.
pub(super) fn events(events: Receiver<Bytes>) -> Response<Content> {
    reply(StatusCode::OK, "text/event-stream", INERT, Content::Events(events))
}

/// Says no, and ends the connection: what comes after a strange request is not looked at.
pub(super) fn refuse(refusal: Refusal) -> Response<Content> {
    let text = Bytes::from(format!("{}\n", refusal.sentence()));
    let mut response = reply(refusal.status(), "text/plain; charset=utf-8", INERT, Content::Whole(Some(text)));
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    if refusal == Refusal::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// A picture under the name that a browser keeps it by: the ASCII letters, digits, `-` and `_` of a name, and all of it for
/// those that know more.
pub(super) fn kept_as(mut response: Response<Content>, name: &str, ending: &str) -> Response<Content> {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    let plain = if plain.trim_matches('-').is_empty() { "map" } else { plain.as_str() };
    let mut value = format!("attachment; filename=\"{plain}.{ending}\"");
    if !name.is_ascii() {
        let byte = |byte: u8| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        };
        let shown: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
        value += &format!("; filename*=UTF-8''{}.{ending}", shown.bytes().map(byte).collect::<String>());
    }
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disposition(name: &str) -> String {
        let response = kept_as(whole("image/svg+xml", INERT, "x"), name, "svg");
        response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned()
    }

    #[test]
    fn names_are_quoted_by_nothing() {
        assert_eq!(disposition("running-shoes"), "attachment; filename=\"running-shoes.svg\"");
        assert_eq!(disposition("a\"; filename=\"b.exe\r\nX: y"), "attachment; filename=\"a---filename--b-exe--X--y.svg\"");
        assert_eq!(disposition("../../etc"), "attachment; filename=\"------etc.svg\"");
        assert_eq!(disposition("été 上"), "attachment; filename=\"-t---.svg\"; filename*=UTF-8''%C3%A9t%C3%A9-%E4%B8%8A.svg");
        assert_eq!(disposition("上"), "attachment; filename=\"map.svg\"; filename*=UTF-8''%E4%B8%8A.svg");
    }
}
