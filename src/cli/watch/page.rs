//! The page: one document, with all that it needs in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use sha2::{Digest, Sha256};

const MARKUP: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = concat!(
    "\n",
    include_str!("page/main.js"),
    include_str!("page/choices.js"),
    include_str!("page/follow.js"),
    include_str!("page/picture.js"),
    include_str!("page/findings.js"),
    include_str!("page/zoom.js"),
    include_str!("page/moving.js"),
    include_str!("page/keys.js"),
    include_str!("page/start.js"),
);

/// The page as it is sent.
#[derive(Debug)]
pub(super) struct Page {
    /// The document.
    pub(super) document: Bytes,
    /// What it may do: run its own script, use its own style, ask its own server, show pictures that are in the map. A map
    /// that held a script could not run it.
    pub(super) policy: String,
}

impl Page {
    /// Puts it together.
    pub(super) fn new() -> Self {
        let document = MARKUP.replace("{{style}}", STYLE).replace("{{script}}", SCRIPT);
        let policy = format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; connect-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'",
            digest(SCRIPT),
            digest(STYLE),
        );
        Self { document: document.into(), policy }
    }
}

/// The name that a policy knows the text between two tags by.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_whole_and_names_nothing_outside() {
        let page = Page::new();
        let text = std::str::from_utf8(&page.document).unwrap();
        assert!(text.starts_with("<!doctype html>") && text.ends_with("</html>\n"));
        assert_eq!(text.matches("<script>").count(), 1);
        assert_eq!(text.matches("</script>").count(), 1);
        assert_eq!(text.matches("<style>").count(), 1);
        assert!(text.contains(&format!("<style>{STYLE}</style>")) && text.contains(&format!("<script>{SCRIPT}</script>")));
        let outside = text.replace("http://www.w3.org/2000/svg", "");
        for word in ["http:", "https:", "//cdn", "@import", " style=\"", "onclick", "innerHTML", "eval("] {
            assert!(!outside.contains(word), "{word}");
        }
    }

    #[test]
    fn what_may_run_is_named_by_digest() {
        assert_eq!(digest("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        let policy = Page::new().policy;
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
}
