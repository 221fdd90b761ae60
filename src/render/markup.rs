//! Text and tags that are safe inside XML.

use super::number::push_number;
use crate::color::Rgb;
use std::borrow::Cow;

/// One element, written straight into a string. An element of the `svg` crate costs some 2 µs and two dozen
/// allocations, six times as much; a map has many hundreds.
pub(super) struct Tag<'a> {
    out: &'a mut String,
    name: &'static str,
}

impl<'a> Tag<'a> {
    /// Begins an element on a line of its own.
    pub(super) fn new(out: &'a mut String, name: &'static str) -> Self {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push('<');
        out.push_str(name);
        Self { out, name }
    }

    fn begin(&mut self, attribute: &str) {
        self.out.push(' ');
        self.out.push_str(attribute);
        self.out.push_str("=\"");
    }

    /// An attribute that is a number.
    pub(super) fn number(mut self, attribute: &str, value: f64) -> Self {
        self.begin(attribute);
        push_number(self.out, value);
        self.out.push('"');
        self
    }

    /// An attribute that is a number, left out where it is `default` after rounding.
    pub(super) fn number_unless(self, attribute: &str, value: f64, default: f64) -> Self {
        if super::number::hundredths(value) == super::number::hundredths(default) { self } else { self.number(attribute, value) }
    }

    /// An attribute that is a colour, as `#RRGGBB`.
    pub(super) fn color(mut self, attribute: &str, color: Rgb) -> Self {
        self.begin(attribute);
        push_color(self.out, color);
        self.out.push('"');
        self
    }

    /// An attribute that is any text.
    pub(super) fn text(mut self, attribute: &str, value: &str) -> Self {
        self.begin(attribute);
        push_escaped(self.out, value, true);
        self.out.push('"');
        self
    }

    /// An attribute that is any text, where there is one.
    pub(super) fn maybe(self, attribute: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(attribute, value),
            None => self,
        }
    }

    /// An attribute whose value is written by `write` and needs no escaping.
    pub(super) fn with(mut self, attribute: &str, write: impl FnOnce(&mut String)) -> Self {
        self.begin(attribute);
        write(self.out);
        self.out.push('"');
        self
    }

    /// Ends the element, which has no content.
    pub(super) fn end(self) {
        self.out.push_str("/>");
    }

    /// Ends the element around the elements that `write` appends, if any.
    pub(super) fn around(self, write: impl FnOnce(&mut String)) {
        let Self { out, name } = self;
        let before = out.len();
        out.push('>');
        write(out);
        if out.len() == before + 1 {
            out.truncate(before);
            return out.push_str("/>");
        }
        out.push_str("\n</");
        out.push_str(name);
        out.push('>');
    }

    /// Ends the element around a text.
    pub(super) fn end_with(self, content: &str) {
        self.out.push('>');
        push_escaped(self.out, content, false);
        self.out.push_str("</");
        self.out.push_str(self.name);
        self.out.push('>');
    }
}

/// Writes `#RRGGBB`.
pub(super) fn push_color(out: &mut String, color: Rgb) {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0').to_ascii_uppercase();
    out.push('#');
    for part in [color.r, color.g, color.b] {
        out.push(digit(part >> 4));
        out.push(digit(part & 15));
    }
}

/// Writes text with XML's special characters escaped; quotes only where they could end an attribute.
fn push_escaped(out: &mut String, text: &str, quotes: bool) {
    // Hardly any text has one of them. Looking at every byte without leaving early can be done many bytes at once.
    let special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if !text.bytes().fold(false, |found, byte| found | special(byte)) {
        return out.push_str(text);
    }
    const ESCAPES: [(char, &str); 4] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;")];
    let escapes = || ESCAPES.iter().filter(|(special, _)| quotes || *special != '"');
    for piece in text.split_inclusive(['&', '<', '>', '"']) {
        let split = escapes().find_map(|(special, escape)| Some((piece.strip_suffix(*special)?, *escape)));
        let (plain, escape) = split.unwrap_or((piece, ""));
        out.push_str(plain);
        out.push_str(escape);
    }
}

/// The text without what XML forbids or what would reach beyond its line.
///
/// Control characters and noncharacters become U+FFFD, white space becomes a space; overrides of the writing direction
/// (U+202D, U+202E) are dropped, and every other change of direction that the text begins ends with it.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) || !text.chars().any(doubtful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{202D}' | '\u{202E}' => {}
            '\u{202A}' | '\u{202B}' => {
                open.push('\u{202C}');
                out.push(c);
            }
            '\u{2066}'..='\u{2068}' => {
                open.push('\u{2069}');
                out.push(c);
            }
            '\u{202C}' | '\u{2069}' => {
                if open.last() == Some(&c) {
                    open.pop();
                    out.push(c);
                }
            }
            c if doubtful(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out.extend(open.iter().rev());
    Cow::Owned(out)
}

fn doubtful(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFB}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The link as it may be written: relative, `http`, `https`, `mailto` or `tel`; nothing else leads anywhere.
///
/// The reading of a link follows what browsers do: spaces and controls around it, and tabs and line breaks within it,
/// do not count; a backslash is a slash.
pub(super) fn safe_link(link: &str) -> Option<String> {
    let link: String = link.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let link = clean(&link).into_owned();
    let head = link.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // Characters that look like a colon count as one: some programs read them so.
    let Some((scheme, _)) = head.split_once([':', '：', '﹕', '︓']) else {
        let network = link.strip_prefix(['/', '\\']).is_some_and(|rest| rest.starts_with(['/', '\\']));
        return (!link.is_empty() && !network).then_some(link);
    };
    let rest = link.get(scheme.len() + 1..)?;
    let allowed = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|host| {
            !host.starts_with(|c: char| matches!(c, '/' | '?' | '#') || c.is_whitespace()) && !host.is_empty()
        }),
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    };
    (allowed && link.as_bytes().get(scheme.len()) == Some(&b':')).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        let mut out = String::new();
        Tag::new(&mut out, "text").text("data-x", "\"'><").end_with("</text><script>alert('&')</script>");
        assert_eq!(out, "<text data-x=\"&quot;'&gt;&lt;\">&lt;/text&gt;&lt;script&gt;alert('&amp;')&lt;/script&gt;</text>");
    }

    #[test]
    fn forbidden_characters_are_replaced() {
        assert_eq!(clean("a\0b\u{8}c\u{FFFE}d\u{7F}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}");
        assert_eq!(clean("two\nlines\tand a tab"), "two lines and a tab");
        assert!(matches!(clean("naïve 日本 🙂"), Cow::Borrowed(_)));
    }

    #[test]
    fn directions_end_with_the_text() {
        assert_eq!(clean("a\u{202E}b\u{202C}c"), "abc");
        assert_eq!(clean("a\u{2067}b"), "a\u{2067}b\u{2069}");
        assert_eq!(clean("b\u{2069}c"), "bc");
    }

    #[test]
    fn only_harmless_links_are_written() {
        for link in
            ["https://example.com/a?b#c", "http://x", "mailto:a@example.com", "tel:+331", "a/b.html", "#part", "?q=a:b", "../x:y"]
        {
            assert_eq!(safe_link(link).as_deref(), Some(link));
        }
        for link in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "//evil.example",
            "\\\\evil",
            "/\\evil",
            "",
            "https:x",
            "https://",
            "http:///x",
            "mailto:",
            "file:///etc",
            "javascript：x",
            "vbscript:x",
        ] {
            assert_eq!(safe_link(link), None, "{link:?}");
        }
    }
}
