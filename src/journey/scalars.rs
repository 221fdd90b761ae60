//! Values that are written as a string or a date and mean something particular: colours, languages, links, pages, dates.

use super::characters::is_invisible;
use super::read::{Raw, Reader, Value};
use super::values::{inline_schema, string, unknown_value};
use super::{Date, PageSize, Sourced};
use crate::color::Rgb;
use crate::diagnostic::Diagnostic;
use crate::limits;
use std::borrow::Cow;
use toml::de::DeValue;

/// An opaque CSS colour.
#[derive(Debug)]
pub(super) struct Color(pub Rgb);

inline_schema!(Color, { "type": "string", "examples": ["#4F46E5"] });

impl Value for Color {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let text = string::<Self>(raw, key, reader)?;
        let color = Rgb::parse(text.trim());
        if color.is_none() {
            let error = Diagnostic::error("bad-color", format!("`{text}` is not an opaque CSS colour"));
            reader.push(error.at(raw.span()).help("write it as in \"#4F46E5\", \"teal\" or \"oklch(60% 0.2 280)\""));
        }
        color.map(Self)
    }
}

/// A BCP 47 language tag.
#[derive(Debug)]
pub(super) struct Language(pub String);

inline_schema!(Language, { "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" });

impl Value for Language {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let tag = string::<Self>(raw, key, reader)?.trim();
        if is_language(tag) {
            return Some(Self(tag.to_owned()));
        }
        let mut error = Diagnostic::error("bad-language", format!("`{tag}` is not a language tag"))
            .at(raw.span())
            .help("a tag is a BCP 47 code such as \"en\", \"pt-BR\" or \"zh-Hant\"");
        let dashed = tag.replace('_', "-");
        if is_language(&dashed) {
            error = error.suggest(raw.span(), format!("\"{dashed}\""));
        }
        reader.push(error);
        None
    }
}

/// Whether a text has the shape of a BCP 47 tag (RFC 5646, section 2.1, without looking the subtags up).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Where a click may lead.
#[derive(Debug)]
pub(super) struct Link(pub String);

inline_schema!(Link, { "type": "string", "format": "uri-reference" });

/// Schemes that can't run anything.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Value for Link {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let link = string::<Self>(raw, key, reader)?.trim();
        if limits::LINK.is_exceeded_by(link.len()) {
            let message = format!("`{key}` has {} bytes, and a link at most {}", link.len(), limits::LINK);
            reader.push(Diagnostic::error("over-limit", message).at(raw.span()));
            return None;
        }
        if let Err(why) = check_link(link) {
            let error = Diagnostic::error("bad-link", format!("`{key}` {why}")).at(raw.span());
            reader.push(error.help("a link is http:, https:, mailto:, tel: or a path beside the map"));
            return None;
        }
        Some(Self(link.to_owned()))
    }

    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

/// Splits the scheme off as RFC 3986, section 3.1 has it and refuses what a browser would run or guess at.
fn check_link(link: &str) -> Result<(), String> {
    if let Some(c) = link.chars().find(|c| *c == '\\' || is_invisible(*c)) {
        let c = if c.is_ascii_graphic() { format!("`{c}`") } else { format!("U+{:04X}", u32::from(c)) };
        return Err(format!("must not contain {c}"));
    }
    if link.starts_with("//") {
        return Err("must name its scheme, as in https://".to_owned());
    }
    let head = link.split(['/', '?', '#']).next().unwrap_or_default();
    // Programs that fold characters of compatibility (NFKC) read these as a colon too.
    let Some((scheme, _)) = head.split_once([':', '\u{FF1A}', '\u{FE55}', '\u{FE13}', '\u{A789}', '\u{2236}']) else {
        return Ok(());
    };
    let rest = link.get(scheme.len()..).unwrap_or_default().strip_prefix(':');
    let Some(rest) = rest.filter(|_| SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))) else {
        return Err(format!("must not begin with `{scheme}:`"));
    };
    let is_web = ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    let host = if is_web { rest.strip_prefix("//") } else { Some(rest) };
    match host {
        None => Err(format!("must have two slashes after `{scheme}:`")),
        Some(host) if host.is_empty() || is_web && host.starts_with(['/', '?', '#']) => Err("leads nowhere".to_owned()),
        Some(_) => Ok(()),
    }
}

/// A page by name, or its width and height in px.
#[derive(Debug)]
pub(super) struct Size(pub PageSize);

inline_schema!(Size, {
    "anyOf": [
        { "enum": [
            "natural", "16:9", "4:3", "a4", "a3", "letter",
            "16:9-portrait", "4:3-portrait", "a4-portrait", "a3-portrait", "letter-portrait"
        ] },
        { "type": "string", "pattern": "^[0-9]+x[0-9]+$" },
        { "type": "array", "items": { "type": "number", "minimum": 100, "maximum": 16384 }, "minItems": 2, "maxItems": 2 }
    ]
});

impl Value for Size {
    fn expected() -> Cow<'static, str> {
        "a name or [width, height]".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match raw.get_ref() {
            DeValue::String(name) => {
                let size = PageSize::named(name);
                if size.is_none() {
                    reader.push(unknown_value(key, name, raw.span(), PageSize::NAMES.into_iter()));
                }
                size.map(Self)
            }
            DeValue::Array(_) => {
                let sides = Vec::<super::values::Number>::read(raw, key, reader)?;
                if let [width, height] = sides.as_slice()
                    && let Some(size) = PageSize::px(width.0.value, height.0.value)
                {
                    return Some(Self(size));
                }
                let (least, most) = (PageSize::SIDES.start(), PageSize::SIDES.end());
                let error = Diagnostic::error("bad-size", format!("`{key}` must be two numbers from {least} to {most}"));
                reader.push(error.at(raw.span()).help("width and height in px, as in [1920, 1080]"));
                None
            }
            _ => {
                reader.wrong_type::<Self>(raw, key);
                None
            }
        }
    }
}

/// A version: any short text, or a number as it is written.
#[derive(Debug)]
pub(super) struct Version(pub String);

inline_schema!(Version, { "type": ["string", "number"] });

impl Value for Version {
    fn expected() -> Cow<'static, str> {
        "a string or a number".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match raw.get_ref() {
            // As written: 1.10 is not 1.1.
            DeValue::Integer(_) | DeValue::Float(_) => Some(Self(reader.text(&raw.span()).to_owned())),
            DeValue::String(_) => super::values::Line::read(raw, key, reader).map(|line| Self(line.0)),
            _ => {
                reader.wrong_type::<Self>(raw, key);
                None
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

/// A day.
#[derive(Debug)]
pub(super) struct Day(pub Sourced<Date>);

inline_schema!(Day, { "type": "string", "format": "date" });

impl Value for Day {
    fn expected() -> Cow<'static, str> {
        "a date".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(date) = raw.get_ref().as_datetime().and_then(|moment| moment.date) else {
            reader.wrong_type::<Self>(raw, key);
            return None;
        };
        Some(Self(Sourced { value: date, span: raw.span() }))
    }

    fn mended(value: &DeValue<'_>, _source: &str) -> Option<String> {
        let text = value.as_str()?.trim();
        text.parse::<jiff::civil::Date>().is_ok().then(|| text.to_owned())
    }

    fn hint(_key: &str) -> Option<String> {
        Some("write it as 2026-11-02, without quotes".to_owned())
    }
}

/// A time between reviews, in whole days or longer units.
#[derive(Debug)]
pub(super) struct Every(pub Sourced<jiff::Span>);

inline_schema!(Every, { "type": "string", "examples": ["3 months", "2 weeks", "1 year"] });

impl Value for Every {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let text = string::<Self>(raw, key, reader)?;
        let every = text.trim().parse::<jiff::Span>().ok().filter(|span| span.is_positive() && is_whole_days(span));
        if every.is_none() {
            let error = Diagnostic::error("bad-duration", format!("`{text}` is no time between two reviews"));
            reader.push(error.at(raw.span()).help("write it as in \"3 months\", \"2 weeks\" or \"1 year\""));
        }
        every.map(|value| Self(Sourced { value, span: raw.span() }))
    }
}

fn is_whole_days(span: &jiff::Span) -> bool {
    span.get_hours() == 0
        && span.get_minutes() == 0
        && span.get_seconds() == 0
        && span.get_milliseconds() == 0
        && span.get_microseconds() == 0
        && span.get_nanoseconds() == 0
}

/// `from` plus a time; `None` beyond the calendar's end.
pub(super) fn later(from: Date, by: jiff::Span) -> Option<Date> {
    let year = i16::try_from(from.year).ok()?;
    let date = jiff::civil::Date::new(year, i8::try_from(from.month).ok()?, i8::try_from(from.day).ok()?).ok()?;
    let date = date.checked_add(by).ok()?;
    Some(Date {
        year: u16::try_from(date.year()).ok()?,
        month: u8::try_from(date.month()).ok()?,
        day: u8::try_from(date.day()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_run_something_are_refused() {
        for good in ["https://a.org/b?c#d", "HTTP://a", "mailto:a@b", "tel:+49", "a/b.html", "#part", "/x:y", "?q=a:b", ""] {
            assert_eq!(check_link(good), Ok(()), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc",
            "//a.org",
            "java script:x",
            "https://",
            "\\\\a",
            "https:a",
            "http:///?x",
            "javascript\u{FF1A}x",
            "java\u{AD}script:x",
            "https://a/\u{202A}b",
        ] {
            assert!(check_link(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn languages() {
        assert!(["en", "zh-Hant", "pt-BR", "x-klingon"].map(is_language) == [true, true, true, false]);
        assert!(!is_language("zh_Hant") && !is_language("") && !is_language("en-"));
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let months = "1 month".parse().unwrap();
        assert_eq!(later(Date { year: 2026, month: 1, day: 31 }, months), Some(Date { year: 2026, month: 2, day: 28 }));
        assert_eq!(later(Date { year: 9999, month: 12, day: 31 }, months), None);
    }
}
