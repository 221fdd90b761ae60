//! What kind of character something is, where that decides how it is measured.

/// How a grapheme is measured without looking at a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruled {
    /// Han, kana and full-width signs: one em in every East Asian face.
    Wide,
    /// Half-width kana and signs: half an em in every East Asian face.
    Half,
    /// Hangul: 0.92 em in Noto Sans KR and Malgun Gothic.
    Hangul,
    /// Emoji and symbols that only symbol faces have.
    Symbol,
}

impl Ruled {
    /// Its advance, em. Emoji are 1.17 to 1.27 em wide in the platforms' faces, so 1.3 is an upper bound.
    pub(super) fn em(self) -> f32 {
        match self {
            Ruled::Wide => 1.0,
            Ruled::Half => 0.5,
            Ruled::Hangul => 0.92,
            Ruled::Symbol => 1.3,
        }
    }
}

/// The rule for East Asian wide characters (<https://www.unicode.org/reports/tr11/>, emoji aside).
pub(super) fn east_asian(c: char) -> Option<Ruled> {
    match u32::from(c) {
        0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0x3200..=0x321E | 0x3260..=0x327F => {
            Some(Ruled::Hangul)
        }
        0x2E80..=0x303E
        | 0x3041..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xA000..=0xA4CF
        | 0xF900..=0xFAFF
        | 0xFE10..=0xFE19
        | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x16FE0..=0x1B2FF
        | 0x20000..=0x3FFFD => Some(Ruled::Wide),
        0xFF61..=0xFFDC | 0xFFE8..=0xFFEE => Some(Ruled::Half),
        _ => None,
    }
}

/// Whether Chinese and Japanese faces make this sign of Western texts one em wide: quotation marks, ellipsis, dash,
/// middle dot.
pub(super) fn is_wide_among_east_asian(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '…' | '—' | '·')
}

/// Whether viewers draw this grapheme with their emoji face: emoji presentation by default or asked for by U+FE0F,
/// flags, keycaps (<https://www.unicode.org/reports/tr51/>).
pub(super) fn is_emoji(grapheme: &str) -> bool {
    let Some(first) = grapheme.chars().next() else { return false };
    let mut rest = grapheme.chars().skip(1);
    match rest.next() {
        Some('\u{FE0F}' | '\u{20E3}') => true,
        Some('\u{FE0E}') => false,
        _ => shown_as_emoji(first) || rest.any(|c| c == '\u{FE0F}'),
    }
}

/// The property `Emoji_Presentation`; of the blocks beyond U+1F000, which text faces lack, all of it.
fn shown_as_emoji(c: char) -> bool {
    matches!(u32::from(c),
        0x231A..=0x231B | 0x23E9..=0x23EC | 0x23F0 | 0x23F3 | 0x25FD..=0x25FE | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267F
        | 0x2693 | 0x26A1 | 0x26AA..=0x26AB | 0x26BD..=0x26BE | 0x26C4..=0x26C5 | 0x26CE | 0x26D4 | 0x26EA | 0x26F2..=0x26F3
        | 0x26F5 | 0x26FA | 0x26FD | 0x2705 | 0x270A..=0x270B | 0x2728 | 0x274C | 0x274E | 0x2753..=0x2755 | 0x2757
        | 0x2795..=0x2797 | 0x27B0 | 0x27BF | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55 | 0x1F000..=0x1FAFF)
}

/// Whether it draws nothing of its own, so that no face needs to have it (the default ignorables in use).
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E
        | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

/// Whether the text may hold anything written from right to left: a byte that starts U+0590 or later, which most
/// text has not. (U+0590 is `D6 90` in UTF-8.) A quick test that saves the bidirectional algorithm.
pub(super) fn may_be_rtl(text: &str) -> bool {
    text.bytes().any(|b| b >= 0xD6)
        && text.chars().any(|c| {
            matches!(u32::from(c),
                0x0590..=0x08FF | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF
                | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
        })
}

/// Whether line breaks need a dictionary: Thai, Lao, Burmese, Khmer and their relatives write no spaces.
pub(super) fn needs_dictionary(text: &str) -> bool {
    text.bytes().any(|b| b >= 0xE0) && text.chars().any(is_of_dictionary)
}

/// Whether it belongs to such a script.
pub(super) fn is_of_dictionary(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F)
}
