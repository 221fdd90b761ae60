//! Which families viewers and systems have for a script.

use super::unicode::Ruled;
use std::borrow::Cow;
use std::fmt::Write;
use unicode_script::Script;

/// CSS families of a line that the embedded Latin face covers.
pub(super) const LATIN: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// Whose shapes of Han characters are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    Simplified,
    Traditional,
    Japan,
    Korea,
}

impl Region {
    /// The region of a language (BCP 47) that is written with Han characters.
    pub(super) fn of_language(language: &str) -> Option<Self> {
        let mut parts = language.split(['-', '_']).map(str::to_ascii_lowercase);
        match parts.next()?.as_str() {
            "ja" => Some(Region::Japan),
            "ko" => Some(Region::Korea),
            "yue" => Some(Region::Traditional),
            "zh" if parts.any(|part| ["hant", "tw", "hk", "mo"].contains(&part.as_str())) => Some(Region::Traditional),
            "zh" => Some(Region::Simplified),
            _ => None,
        }
    }

    /// The likeliest region of a text whose language says nothing: kana are Japanese, Hangul is Korean.
    pub(super) fn of_text(text: &str) -> Self {
        let has = |first: char, last: char| text.chars().any(|c| (first..=last).contains(&c));
        if has('\u{3041}', '\u{30FF}') {
            Region::Japan
        } else if has('\u{AC00}', '\u{D7AF}') {
            Region::Korea
        } else {
            Region::Simplified
        }
    }
}

/// A group of characters that one list of families draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Latin, Greek, Cyrillic and signs: the embedded Inter.
    Inter,
    /// Han, kana and Hangul.
    EastAsian(Region),
    /// Emoji and symbols.
    Symbol,
    /// A script of its own.
    Script(Script),
}

impl Family {
    /// The family of a grapheme that is measured by rule.
    pub(super) fn of_rule(rule: Ruled, region: Region) -> Self {
        match rule {
            Ruled::Wide | Ruled::Half => Family::EastAsian(region),
            Ruled::Hangul => Family::EastAsian(Region::Korea),
            Ruled::Symbol => Family::Symbol,
        }
    }

    /// What people call its characters.
    pub(super) fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Family::Inter => "Latin characters",
            Family::EastAsian(Region::Simplified | Region::Traditional) => "Chinese characters",
            Family::EastAsian(Region::Japan) => "Japanese characters",
            Family::EastAsian(Region::Korea) => "Korean characters",
            Family::Symbol => "emoji or symbols",
            Family::Script(Script::Common | Script::Inherited | Script::Unknown) => "other characters",
            Family::Script(script) => return Cow::Owned(format!("{} characters", script.full_name().replace('_', " "))),
        })
    }

    /// The font that would draw it, by the name it has on Linux.
    pub(super) fn to_install(self) -> Cow<'static, str> {
        let known = match self {
            // The first is Google's name for the web.
            Family::EastAsian(_) => self.stack().get(1),
            _ => self.stack().first(),
        };
        known.map_or_else(|| self.noto(), |name| Cow::Borrowed(*name))
    }

    /// The Debian packages that have it, any of which will do.
    pub(super) fn packages(self) -> &'static [&'static str] {
        use Script::*;
        match self {
            Family::EastAsian(_) => &["fonts-noto-cjk"],
            Family::Symbol => &["fonts-noto-color-emoji"],
            Family::Script(Thai) => &["fonts-noto-core", "fonts-thai-tlwg"],
            Family::Script(Lao) => &["fonts-noto-core", "fonts-lao"],
            Family::Script(Khmer) => &["fonts-noto-core", "fonts-khmeros"],
            Family::Script(Myanmar) => &["fonts-noto-core", "fonts-sil-padauk"],
            Family::Script(Hebrew) => &["fonts-noto-core", "culmus"],
            Family::Script(Ethiopic) => &["fonts-noto-core", "fonts-sil-abyssinica"],
            Family::Script(Tibetan) => &["fonts-noto-core", "fonts-tibetan-machine"],
            Family::Script(Devanagari | Bengali | Gurmukhi | Gujarati | Oriya | Tamil | Telugu | Kannada | Malayalam) => {
                &["fonts-noto-core", "fonts-indic"]
            }
            Family::Script(_) | Family::Inter => &["fonts-noto-core"],
        }
    }

    /// The family of Noto that is made for a script.
    fn noto(self) -> Cow<'static, str> {
        match self {
            Family::Script(Script::Common | Script::Inherited | Script::Unknown) => Cow::Borrowed("Noto Sans"),
            Family::Script(script) => Cow::Owned(format!("Noto Sans {}", script.full_name().replace('_', " "))),
            _ => Cow::Borrowed("Noto Sans"),
        }
    }

    /// Families by preference: what viewers name in CSS and what the system is asked for.
    pub(super) fn stack(self) -> &'static [&'static str] {
        use Script::*;
        match self {
            Family::Inter => &[],
            Family::EastAsian(Region::Simplified) => &["Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"],
            Family::EastAsian(Region::Traditional) => &["Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei"],
            Family::EastAsian(Region::Japan) => &["Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Meiryo"],
            Family::EastAsian(Region::Korea) => &["Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"],
            Family::Symbol => &["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol"],
            Family::Script(Latin | Greek | Cyrillic) => &["Noto Sans", "Segoe UI", "Helvetica Neue"],
            Family::Script(Arabic) => &["Noto Sans Arabic", "Geeza Pro", "Segoe UI", "Tahoma"],
            Family::Script(Hebrew) => &["Noto Sans Hebrew", "Arial Hebrew", "Segoe UI", "Arial"],
            Family::Script(Thai) => &["Noto Sans Thai", "Thonburi", "Leelawadee UI", "Tahoma"],
            Family::Script(Lao) => &["Noto Sans Lao", "Lao Sangam MN", "Leelawadee UI"],
            Family::Script(Khmer) => &["Noto Sans Khmer", "Khmer Sangam MN", "Leelawadee UI", "Khmer UI"],
            Family::Script(Myanmar) => &["Noto Sans Myanmar", "Myanmar Sangam MN", "Myanmar Text", "Padauk"],
            Family::Script(Devanagari) => &["Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Mangal"],
            Family::Script(Bengali) => &["Noto Sans Bengali", "Kohinoor Bangla", "Nirmala UI", "Vrinda"],
            Family::Script(Gurmukhi) => &["Noto Sans Gurmukhi", "Gurmukhi MN", "Nirmala UI", "Raavi"],
            Family::Script(Gujarati) => &["Noto Sans Gujarati", "Kohinoor Gujarati", "Nirmala UI", "Shruti"],
            Family::Script(Oriya) => &["Noto Sans Oriya", "Oriya Sangam MN", "Nirmala UI", "Kalinga"],
            Family::Script(Tamil) => &["Noto Sans Tamil", "Tamil Sangam MN", "Nirmala UI", "Latha"],
            Family::Script(Telugu) => &["Noto Sans Telugu", "Kohinoor Telugu", "Nirmala UI", "Gautami"],
            Family::Script(Kannada) => &["Noto Sans Kannada", "Kannada Sangam MN", "Nirmala UI", "Tunga"],
            Family::Script(Malayalam) => &["Noto Sans Malayalam", "Malayalam Sangam MN", "Nirmala UI", "Kartika"],
            Family::Script(Sinhala) => &["Noto Sans Sinhala", "Sinhala Sangam MN", "Nirmala UI", "Iskoola Pota"],
            Family::Script(Tibetan) => &["Noto Serif Tibetan", "Kailasa", "Microsoft Himalaya"],
            Family::Script(Georgian) => &["Noto Sans Georgian", "Helvetica Neue", "Segoe UI"],
            Family::Script(Armenian) => &["Noto Sans Armenian", "Mshtakan", "Segoe UI"],
            Family::Script(Ethiopic) => &["Noto Sans Ethiopic", "Kefa", "Ebrima"],
            Family::Script(Mongolian) => &["Noto Sans Mongolian", "Mongolian Baiti"],
            Family::Script(Thaana) => &["Noto Sans Thaana", "MV Boli"],
            Family::Script(Syriac) => &["Noto Sans Syriac", "Estrangelo Edessa"],
            Family::Script(Canadian_Aboriginal) => &["Noto Sans Canadian Aboriginal", "Euphemia UCAS", "Gadugi"],
            Family::Script(Cherokee) => &["Noto Sans Cherokee", "Plantagenet Cherokee", "Gadugi"],
            Family::Script(Tifinagh) => &["Noto Sans Tifinagh", "Ebrima"],
            Family::Script(Nko) => &["Noto Sans NKo", "Ebrima"],
            Family::Script(_) => &[],
        }
    }
}

/// The CSS list of a line: Inter, what its other characters need in order of appearance, a generic one.
///
/// Families that many viewers have and that hold no other script stand behind Inter: Latin words of a Chinese line look
/// like those of a Latin line. Where `own_first`, the families of the other characters stand before Inter.
pub(super) fn css(families: impl Iterator<Item = Family>, own_first: bool) -> Cow<'static, str> {
    let (mut seen, mut latin_too) = (Vec::new(), false);
    for family in families {
        latin_too |= family == Family::Inter;
        if family != Family::Inter && !seen.contains(&family) {
            seen.push(family);
        }
    }
    if seen.is_empty() {
        return Cow::Borrowed(LATIN);
    }
    // `usvg` takes the first family that is there for the whole line, and for what it lacks the first face that has it, in
    // whatever weight and region: an East Asian line without Latin names its own families first.
    let own_first = own_first || !latin_too && seen.iter().all(|family| matches!(family, Family::EastAsian(_)));
    let mut names: Vec<Cow<str>> = Vec::new();
    let latin = ["Inter", "Helvetica Neue", "Arial"].into_iter().map(Cow::Borrowed);
    if !own_first {
        // Arial has Arabic and Hebrew too, and would draw these.
        let of_arial = |family: &Family| matches!(family, Family::Script(Script::Arabic | Script::Hebrew));
        names.extend(latin.clone().take(if seen.iter().any(of_arial) { 1 } else { 3 }));
    }
    for family in &seen {
        match family.stack() {
            [] => names.push(family.noto()),
            stack => names.extend(stack.iter().copied().map(Cow::Borrowed)),
        }
    }
    names.extend(latin);
    let mut list = String::new();
    for (number, name) in names.iter().enumerate() {
        if names.iter().take(number).any(|earlier| earlier == name) {
            continue;
        }
        // Writing to a string can't fail.
        let _ = if name.contains(' ') { write!(list, "'{name}', ") } else { write!(list, "{name}, ") };
    }
    list.push_str("sans-serif");
    Cow::Owned(list)
}
