//! What stands at which address of the server. Nothing here looks at the disk: a path is compared, never opened.

use super::super::args::Format;
use super::choices::{Choices, once};
use super::refusal::Refusal;

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page itself: `/`.
    Page,
    /// What the page is told of changes: `/events`.
    Events,
    /// What the page shows, as JSON: `/picture`.
    Picture(Choices),
    /// A picture to keep, one page of the map: `/map.svg`, `/map.png`.
    File {
        /// Of this format.
        format: Format,
        /// Drawn like this.
        choices: Choices,
        /// Which page, from 0.
        sheet: usize,
    },
}

/// What stands at an address, if anything does.
pub(super) fn wanted(path: &str, query: Option<&str>) -> Result<Wanted, Refusal> {
    let mut choices = Choices::default();
    let mut sheet = None;
    let parameters = query.map(|query| parameters(query, &mut choices, &mut sheet));
    let wanted = match path {
        "/" => Wanted::Page,
        "/events" => Wanted::Events,
        "/picture" => Wanted::Picture(choices),
        "/map.svg" => Wanted::File { format: Format::Svg, choices, sheet: sheet.unwrap_or(0) },
        "/map.png" => Wanted::File { format: Format::Png, choices, sheet: sheet.unwrap_or(0) },
        _ => return Err(Refusal::Address),
    };
    let takes_none = matches!(wanted, Wanted::Page | Wanted::Events) && query.is_some();
    if takes_none || matches!(wanted, Wanted::Picture(_)) && sheet.is_some() {
        return Err(Refusal::Choice);
    }
    parameters.unwrap_or(Ok(()))?;
    Ok(wanted)
}

/// Reads `theme=…&page=…&persona=…&sheet=…`, each at most once and nothing else.
fn parameters(query: &str, choices: &mut Choices, sheet: &mut Option<usize>) -> Result<(), Refusal> {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if choices.take(&name, &value)? {
            continue;
        }
        if name != "sheet" {
            return Err(Refusal::Choice);
        }
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let number = value.parse::<usize>().ok().filter(|number| is_number && *number > 0).ok_or(Refusal::Choice)?;
        once(sheet, number - 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses() {
        assert_eq!(wanted("/", None), Ok(Wanted::Page));
        assert_eq!(wanted("/events", None), Ok(Wanted::Events));
        let choices = Choices { theme: Some("dark"), page: Some("16:9"), persona: Some("léa b".into()) };
        assert_eq!(wanted("/picture", Some("theme=dark&page=16%3A9&persona=l%C3%A9a+b")), Ok(Wanted::Picture(choices)));
        let third = Wanted::File { format: Format::Png, choices: Choices::default(), sheet: 2 };
        assert_eq!(wanted("/map.png", Some("sheet=3")), Ok(third));
    }

    #[test]
    fn and_no_others() {
        let paths =
            ["//", "/.", "/..", "/index.html", "/map.toml", "/map.svg/", "/MAP.svg", "/%6dap.svg", "/..%2f..%2fetc%2fpasswd"];
        for path in paths {
            assert_eq!(wanted(path, None), Err(Refusal::Address), "{path}");
        }
    }

    #[test]
    fn parameters_are_known_and_given_once() {
        let queries = [
            "theme=../../etc/passwd",
            "theme=Dark",
            "theme=",
            "theme",
            "page=1x1",
            "page=800x600",
            "page=a4%00",
            "theme=dark&theme=dark",
            "other=1",
            "sheet=0",
            "sheet=-1",
            "sheet=+1",
            "sheet=1&sheet=1",
            "sheet=99999999999999999999999",
            "Theme=dark",
        ];
        for query in queries {
            assert_eq!(wanted("/map.svg", Some(query)), Err(Refusal::Choice), "{query}");
        }
        assert_eq!(wanted("/picture", Some("sheet=1")), Err(Refusal::Choice));
        assert_eq!(wanted("/", Some("a=b")), Err(Refusal::Choice));
        assert_eq!(wanted("/nothing", Some("theme=x")), Err(Refusal::Address));
    }
}
