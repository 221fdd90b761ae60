//! Characters: what no text may hold, and what must end with it.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::char::canonical_combining_class;

/// Most combining marks on one letter.
const MOST_MARKS: usize = 64;

/// No control characters, noncharacters or overrides of the direction; whatever direction a text begins ends with it, no
/// letter under a heap of marks.
pub fn check(text: &str) -> Result<(), String> {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Ok(());
    }
    let mut open = Vec::new();
    let mut marks = 0;
    for c in text.chars() {
        let bad = |what: &str| Err(format!("{what} U+{:04X}", u32::from(c)));
        match c {
            '\t' | '\n' | '\r' => {}
            _ if c.is_control() => return bad("control character"),
            '\u{FDD0}'..='\u{FDEF}' => return bad("noncharacter"),
            _ if u32::from(c) & 0xFFFE == 0xFFFE => return bad("noncharacter"),
            '\u{FFF9}'..='\u{FFFB}' => return bad("interlinear annotation"),
            '\u{202D}' | '\u{202E}' => return bad("override of the direction"),
            '\u{202A}' | '\u{202B}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' | '\u{2069}' if open.pop() != Some(c) => return bad("nothing is open before"),
            _ => {}
        }
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            return Err(format!("more than {MOST_MARKS} combining marks on one letter"));
        }
    }
    if open.is_empty() { Ok(()) } else { Err("a change of direction goes on beyond the text".to_owned()) }
}

/// Marks that take no room of their own (Unicode's categories Mn and Me), and whatever else combines.
fn is_mark(c: char) -> bool {
    bidi_class(c) == BidiClass::NSM || canonical_combining_class(c) != 0
}
