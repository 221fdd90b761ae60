//! Looking lines up in a sorted text without reading all of it.

use memchr::{memchr, memrchr};

/// What stands after the tab on the line that begins with `key` and a tab. Lines are sorted by the bytes of their keys.
///
/// Some twelve comparisons for a thousand lines, and nothing to prepare.
pub(super) fn find(table: &'static str, key: &str) -> Option<&'static str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memrchr(b'\n', bytes.get(low..middle)?).map_or(low, |at| low + at + 1);
        let rest = bytes.get(start..high)?;
        let tab = memchr(b'\t', rest)?;
        match rest.get(..tab)?.cmp(key.as_bytes()) {
            std::cmp::Ordering::Equal => {
                let value = start + tab + 1;
                return table.get(value..value + memchr(b'\n', bytes.get(value..high)?).unwrap_or(high - value));
            }
            std::cmp::Ordering::Less => low = start + memchr(b'\n', rest).map_or(rest.len(), |at| at + 1),
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
