//! Who is let in: whoever opened the address that was printed, and no page from elsewhere in the same browser.
//!
//! A browser lets any page send requests to this machine, even under a host name of its own that it has made to mean this
//! machine (DNS rebinding). What it does not let a page do is lie about the host and about where the page is from.

use super::refusal::Refusal;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, ORIGIN, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{Method, Uri};

/// Where in a browser a request is from, and what for.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// The port that browsers leave out.
const HTTP: u16 = 80;

/// The names that this server goes by.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: Vec<String>,
}

impl Guard {
    /// For a server on a port of the loopback interface.
    pub(super) fn new(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == HTTP {
            hosts.extend(names.map(str::to_owned));
        }
        Self { hosts }
    }

    /// Whether a request may be answered.
    pub(super) fn admit(&self, head: &Parts) -> Result<(), Refusal> {
        let host = only(&head.headers, &HOST).filter(|host| self.hosts.iter().any(|own| own == host)).ok_or(Refusal::Host)?;
        self.is_from_here(head, host)?;
        if head.method != Method::GET && head.method != Method::HEAD {
            return Err(Refusal::Method);
        }
        brings_nothing(&head.headers)?;
        is_path(&head.uri)
    }

    /// A page of this very server, or nobody's page: what was typed, a bookmark, another program. A link that was followed
    /// may lead to the page, which tells nothing to where the link was.
    fn is_from_here(&self, head: &Parts, host: &str) -> Result<(), Refusal> {
        if head.headers.contains_key(ORIGIN) {
            let origin = only(&head.headers, &ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
            if origin != Some(host) {
                return Err(Refusal::Origin);
            }
        }
        if !head.headers.contains_key(SITE) {
            return Ok(()); // no browser, or an old one
        }
        match only(&head.headers, &SITE) {
            Some("same-origin" | "none") => Ok(()),
            Some(_) if head.uri.path() == "/" && is_navigation(&head.headers) => Ok(()),
            _ => Err(Refusal::Origin),
        }
    }
}

/// Whether a browser will show the answer as a whole window, not in another page's frame.
fn is_navigation(headers: &HeaderMap) -> bool {
    only(headers, &MODE) == Some("navigate") && only(headers, &DESTINATION) == Some("document")
}

/// The value of a header that is there exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    value.to_str().ok()
}

/// A body that one reader sees and another doesn't is a second request to one of them: there is none.
fn brings_nothing(headers: &HeaderMap) -> Result<(), Refusal> {
    let is_none = |value: &hyper::header::HeaderValue| value.as_bytes() == b"0";
    let has_body = headers.contains_key(TRANSFER_ENCODING) || !headers.get_all(CONTENT_LENGTH).iter().all(is_none);
    if has_body { Err(Refusal::Body) } else { Ok(()) }
}

/// `/path`, not `http://host/path`, which names a host a second time.
fn is_path(uri: &Uri) -> Result<(), Refusal> {
    let is_path = uri.scheme().is_none() && uri.authority().is_none() && uri.path().starts_with('/');
    if is_path { Ok(()) } else { Err(Refusal::Target) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn asked(method: &str, target: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Guard::new(4000).admit(&request.body(()).unwrap().into_parts().0)
    }

    fn with(headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let host = [("host", "127.0.0.1:4000")];
        asked("GET", "/", &[&host, headers].concat())
    }

    #[test]
    fn hosts_are_those_that_were_printed() {
        for right in ["127.0.0.1:4000", "localhost:4000"] {
            assert_eq!(asked("GET", "/", &[("host", right)]), Ok(()), "{right}");
        }
        let wrong = [
            "evil.example:4000",
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost",
            "LOCALHOST:4000",
            "localhost.:4000",
            "[::1]:4000",
            "0.0.0.0:4000",
            "127.1:4000",
            "2130706433:4000",
            "127.0.0.1:4000@evil.example",
            "a@127.0.0.1:4000",
            "127.0.0.1:04000",
            "127.0.0.1:4000, evil.example",
            "",
        ];
        for wrong in wrong {
            assert_eq!(asked("GET", "/", &[("host", wrong)]), Err(Refusal::Host), "{wrong}");
        }
        assert_eq!(asked("GET", "/", &[]), Err(Refusal::Host));
        assert_eq!(with(&[("host", "127.0.0.1:4000")]), Err(Refusal::Host), "twice");
        assert!(Guard::new(80).hosts.iter().any(|host| host == "localhost"));
    }

    #[test]
    fn origins_are_the_page_s_own() {
        assert_eq!(with(&[("origin", "http://127.0.0.1:4000")]), Ok(()));
        let wrong =
            ["null", "http://localhost:4000", "https://127.0.0.1:4000", "http://127.0.0.1:4001", "http://evil.example", ""];
        for wrong in wrong {
            assert_eq!(with(&[("origin", wrong)]), Err(Refusal::Origin), "{wrong}");
        }
        let twice = [("origin", "http://127.0.0.1:4000"), ("origin", "http://127.0.0.1:4000")];
        assert_eq!(with(&twice), Err(Refusal::Origin));
    }

    #[test]
    fn other_sites_may_only_link() {
        for right in ["same-origin", "none"] {
            assert_eq!(with(&[("sec-fetch-site", right)]), Ok(()), "{right}");
        }
        for site in ["cross-site", "same-site", "new-word"] {
            let link = [("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
            assert_eq!(with(&link), Ok(()), "{site}");
            let frame = [("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
            assert_eq!(with(&frame), Err(Refusal::Origin), "{site}");
            let host = [("host", "127.0.0.1:4000")];
            assert_eq!(asked("GET", "/map.svg", &[&host[..], &link].concat()), Err(Refusal::Origin), "{site}");
        }
    }

    #[test]
    fn nothing_but_reading() {
        let host = [("host", "127.0.0.1:4000")];
        assert_eq!(asked("HEAD", "/", &host), Ok(()));
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "PROPFIND"] {
            assert_eq!(asked(method, "/", &host), Err(Refusal::Method), "{method}");
        }
        for body in [("content-length", "1"), ("transfer-encoding", "chunked"), ("content-length", "00"), ("content-length", "")]
        {
            assert_eq!(with(&[body]), Err(Refusal::Body), "{body:?}");
        }
        assert_eq!(with(&[("content-length", "0")]), Ok(()));
        assert_eq!(asked("GET", "http://127.0.0.1:4000/", &host), Err(Refusal::Target));
        assert_eq!(asked("GET", "*", &host), Err(Refusal::Target));
    }
}
