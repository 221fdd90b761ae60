//! What attributes may say.

use super::references::References;
use super::vocabulary::Kind;
use unicode_normalization::UnicodeNormalization;

type Checked = Result<(), String>;

/// The largest number: beyond it viewers lose precision, or the picture.
const LARGEST: f64 = 1e6;

/// Whether a value is of its kind; names and references are noted.
pub fn check(kind: &Kind, value: &str, references: &mut References) -> Checked {
    let wants = |id: Option<&str>, references: &mut References| match id {
        Some(id) => {
            references.wants(id);
            Ok(())
        }
        None => wrong("no reference"),
    };
    match kind {
        Kind::Words => Ok(()),
        Kind::OneOf(names) if names.contains(&value) => Ok(()),
        Kind::OneOf(names) => wrong(&format!("not {}", names.join(", "))),
        Kind::Number => finite(value).map(drop),
        Kind::Size => size(value),
        Kind::Share if finite(value).is_ok_and(|share| (0.0..=1.0).contains(&share)) => Ok(()),
        Kind::Share => wrong("not from 0 to 1"),
        Kind::Color => color(value),
        Kind::Paint if value == "none" => Ok(()),
        Kind::Paint if value.starts_with('#') => color(value),
        Kind::Paint | Kind::Url => wants(value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')), references),
        Kind::Sizes => value.split(' ').try_for_each(size),
        Kind::ViewBox if value.split(' ').count() == 4 => value.split(' ').try_for_each(|part| finite(part).map(drop)),
        Kind::ViewBox => wrong("not four numbers"),
        Kind::Path => path(value),
        Kind::Transform => value.split_inclusive(')').try_for_each(transform),
        Kind::Families => families(value),
        Kind::Id => references.name(value),
        Kind::Ids => {
            value.split(' ').for_each(|id| references.wants(id));
            Ok(())
        }
        Kind::Drawn => wants(value.strip_prefix('#'), references),
        Kind::Picture => picture(value),
        Kind::Link => link(value),
    }
}

fn wrong(why: &str) -> Checked {
    Err(why.to_owned())
}

/// A number as SVG writes it: no `inf`, no `NaN`.
pub fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse().ok().filter(|_| plain)
}

fn finite(text: &str) -> Result<f64, String> {
    match number(text) {
        Some(value) if value.abs() <= LARGEST => Ok(value),
        Some(_) => Err(format!("{text} is too large")),
        None => Err(format!("{text} is no number")),
    }
}

fn size(text: &str) -> Checked {
    if finite(text)? < 0.0 { wrong("negative") } else { Ok(()) }
}

fn color(text: &str) -> Checked {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { Ok(()) } else { wrong("not #RRGGBB") }
}

/// `translate(x y)` or `scale(s)`, with white space before.
fn transform(call: &str) -> Checked {
    let (name, rest) = call.trim_start().split_once('(').ok_or("no transform")?;
    let values: Vec<&str> = rest.strip_suffix(')').ok_or("no transform")?.split(' ').collect();
    match (name, values.len()) {
        ("translate", 1 | 2) | ("scale", 1 | 2) => values.into_iter().try_for_each(|value| finite(value).map(drop)),
        _ => wrong("an unknown transform"),
    }
}

/// Path data (SVG 1.1, section 8.3): every command has the numbers that it takes.
fn path(data: &str) -> Checked {
    let mut rest = data.trim_matches(is_gap);
    if !rest.starts_with(['M', 'm']) {
        return wrong("begins without M");
    }
    while let Some(command) = rest.chars().next() {
        let count = match command.to_ascii_uppercase() {
            'M' | 'L' | 'T' => 2,
            'H' | 'V' => 1,
            'S' | 'Q' => 4,
            'C' => 6,
            'A' => 7,
            'Z' => 0,
            _ => return Err(format!("unknown command {command}")),
        };
        rest = rest.strip_prefix(command).unwrap_or_default().trim_start_matches(is_gap);
        let mut given = 0_usize;
        while rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
            let is_flag = command.eq_ignore_ascii_case(&'A') && matches!(given % 7, 3 | 4);
            let end = if is_flag { 1 } else { number_end(rest) };
            let (token, after) = rest.split_at(end);
            if is_flag && !matches!(token, "0" | "1") {
                return wrong("a flag that is neither 0 nor 1");
            }
            finite(token)?;
            given += 1;
            rest = after.trim_start_matches(is_gap);
        }
        let fits = if count == 0 { given == 0 } else { given > 0 && given.is_multiple_of(count) };
        if !fits {
            return Err(format!("{given} numbers after {command}"));
        }
    }
    Ok(())
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | ',' | '\n')
}

/// Where the number ends that a text begins with; numbers may follow each other without a gap.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let mut dot = false;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => end += 1,
            b'.' if !dot => {
                dot = true;
                end += 1;
            }
            b'e' | b'E' if matches!(bytes.get(end + 1), Some(b'0'..=b'9' | b'-' | b'+')) => {
                end += 2;
                while bytes.get(end).is_some_and(u8::is_ascii_digit) {
                    end += 1;
                }
                return end;
            }
            _ => break,
        }
    }
    end
}

/// Names of fonts, some in single quotes.
fn families(list: &str) -> Checked {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '\'' | '-' | '_' | '.');
    let even = list.matches('\'').count().is_multiple_of(2);
    if !list.is_empty() && even && list.chars().all(plain) { Ok(()) } else { wrong("no list of families") }
}

/// The bytes of a picture inside the file.
fn picture(uri: &str) -> Checked {
    let (media_type, data) = embedded(uri)?;
    let begins = |start: &[u8]| data.starts_with(start);
    let right = match media_type {
        "image/png" => begins(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => begins(b"\xFF\xD8\xFF"),
        "image/gif" => begins(b"GIF8"),
        "image/webp" => begins(b"RIFF"),
        _ => false,
    };
    if right { Ok(()) } else { Err(format!("{media_type} that is none")) }
}

/// The media type of a data URI and the first bytes of what it holds.
fn embedded(uri: &str) -> Result<(&str, Vec<u8>), String> {
    let rest = uri.strip_prefix("data:").ok_or("leads out of the file")?;
    let (media_type, data) = rest.split_once(";base64,").ok_or("not base64")?;
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let body = data.trim_end_matches('=');
    if !data.len().is_multiple_of(4) || data.len() - body.len() > 2 || body.bytes().any(|byte| digit(byte).is_none()) {
        return Err("not base64".to_owned());
    }
    let digits: Vec<u32> = body.bytes().take(12).filter_map(digit).map(u32::from).collect();
    let start = digits.chunks_exact(4).flat_map(|four| {
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | digit);
        bits.to_be_bytes().into_iter().skip(1)
    });
    Ok((media_type, start.collect()))
}

/// Style sheets hold fonts of the picture's own and nothing else.
pub fn style_sheet(css: &str) -> Checked {
    for rule in css.split_inclusive('}') {
        let body = rule.trim().strip_prefix("@font-face{").and_then(|rest| rest.strip_suffix('}')).ok_or("no @font-face")?;
        let (head, source) = body.split_once(";src:url(").ok_or("a font without a source")?;
        if head.contains(['(', '\\', '@', '<', '{', '/']) {
            return wrong("more than the name of a font");
        }
        let (uri, format) = source.split_once(')').ok_or("a source without an end")?;
        if format != "format(\"woff\")" {
            return Err(format!("{format} after a source"));
        }
        let (media_type, start) = embedded(uri)?;
        if media_type != "font/woff" || !start.starts_with(b"wOFF") {
            return wrong("a source that is no font");
        }
    }
    Ok(())
}

/// A stamp of ours holds numbers and digests and nothing else.
pub fn stamp(words: &str) -> Checked {
    let is_made_of = |word: &str, these: &str| !word.is_empty() && word.chars().all(|c| these.contains(c));
    let words: Vec<&str> = words.split(' ').collect();
    for pair in words.chunks(2) {
        let digits = match pair {
            ["wayline", version] if is_made_of(version, "0123456789.") => continue,
            ["page", page] if is_made_of(page, "0123456789/") => continue,
            ["from" | "fonts", digest] if digest.len() == 64 => digest,
            ["picture", sum] if sum.len() == 16 => sum,
            _ => return Err(format!("{pair:?} in a stamp")),
        };
        if !is_made_of(digits, "0123456789abcdef") {
            return Err(format!("{digits} is no digest"));
        }
    }
    Ok(())
}

/// A link as browsers read it: controls and white space around it, tabs and line breaks in it do not count, a backslash is
/// a slash; and as cautious programs do, for which characters that look like a colon are one.
fn link(link: &str) -> Checked {
    let read: String = link
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| if c == '\\' { '/' } else { c })
        .collect();
    if read.is_empty() {
        return wrong("leads nowhere");
    }
    if read.starts_with("//") {
        return wrong("leads to another host in the page's own scheme");
    }
    let disguised: String = read.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
    let scheme = |link: &str| {
        let head = link.split(['/', '?', '#']).next().unwrap_or_default();
        head.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())
    };
    match (scheme(&read), scheme(&disguised)) {
        (None, None) => Ok(()),
        (Some(plain), _) if ["http", "https"].contains(&plain.as_str()) => {
            let host = read.get(plain.len() + 1..).and_then(|rest| rest.strip_prefix("//"));
            if host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '?', '#'])) {
                Ok(())
            } else {
                wrong("a web address without a host")
            }
        }
        (Some(plain), _) if ["mailto", "tel"].contains(&plain.as_str()) => Ok(()),
        (plain, disguised) => Err(format!("scheme {}", plain.or(disguised).unwrap_or_default())),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
