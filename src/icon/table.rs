//! Looking lines up in a sorted text without reading all of it.

/// What stands after the tab on the line that begins with `key` and a tab. Lines are sorted by the bytes of their keys.
///
/// Some twelve comparisons for a thousand lines, and nothing to prepare.
pub(super) fn find(table: &'static str, key: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        // The library's search for a character looks at many bytes at once, and wants to start at a whole one.
        let middle = (low..=low + (high - low) / 2).rev().find(|&at| table.is_char_boundary(at))?;
        let start = table.get(low..middle)?.rfind('\n').map_or(low, |at| low + at + 1);
        let rest = table.get(start..high)?;
        let (found, _) = rest.split_once('\t')?;
        match found.as_bytes().cmp(key.as_bytes()) {
            std::cmp::Ordering::Equal => return rest.split_once('\n').map_or(rest, |(line, _)| line).get(found.len() + 1..),
            std::cmp::Ordering::Less => low = start + rest.find('\n').map_or(rest.len(), |at| at + 1),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        const TABLE: &str = "a\t1\nab\t2\nb\t3\nécran\t4\n電話\t5\n";
        for (key, value) in [("a", "1"), ("ab", "2"), ("b", "3"), ("écran", "4"), ("電話", "5")] {
            assert_eq!(find(TABLE, key), Some(value), "{key}");
        }
        for key in ["", "0", "aa", "c", "écra", "電", "電話機", "\n", "a\t1"] {
            assert_eq!(find(TABLE, key), None, "{key}");
        }
        assert_eq!(find("", "a"), None);
        assert_eq!(find("a\t1", "a"), Some("1"));
    }
}
