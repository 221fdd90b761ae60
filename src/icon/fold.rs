//! One spelling for all spellings of a name: no case, no accents, no separators.

/// Folds a name: "Téléphone", "telephone" and "tele-phone" become the same text.
///
/// Letters of the Latin blocks lose their accents, Arabic letters their variants; everything that is neither letter nor
/// digit is left out. `build.py` folds the index in the same way.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'þ' => out.push_str("th"),
            _ if c.is_ascii() => {}
            _ => out.extend(plain(c).filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// The letter without its accent; nothing for marks that stand alone.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        // alef with hamza or madda, final alef, final heh, hamza on its seats
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        // combining accents, Arabic vowel signs and the stretching line
        '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{640}' => return None,
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spelling_does_not_matter() {
        for (given, folded) in [
            ("Téléphone", "telephone"),
            ("TE\u{301}LE\u{301}PHONE", "telephone"),
            ("credit_card", "creditcard"),
            ("Credit Card", "creditcard"),
            ("e-mail", "email"),
            ("cœur", "coeur"),
            ("Größe", "grosse"),
            ("رِسَالَة", "رساله"),
            ("電話", "電話"),
            ("--- !", ""),
        ] {
            assert_eq!(fold(given), folded, "{given}");
        }
    }

    #[test]
    fn the_index_is_folded_alike() {
        let mut expected = Vec::new();
        for line in super::super::ICONS.lines() {
            let (name, synonyms) = line.split_once('\t').expect("a tab");
            expected.extend([name].into_iter().chain(synonyms.split(", ")).map(|n| format!("{}\t{name}", fold(n))));
        }
        expected.sort();
        expected.dedup();
        assert_eq!(expected, super::super::INDEX.lines().collect::<Vec<_>>());
    }
}
