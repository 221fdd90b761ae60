//! What may be shown of a text that somebody else wrote: nothing that a terminal obeys, and no more than fits a screen.

use std::borrow::Cow;

/// Characters that a terminal obeys instead of showing, and those that reorder what stands around them.
pub(super) fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

/// A text in one line, with such characters written out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push(' '),
            c if is_obeyed(c) => shown.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A source text with such characters replaced by visible ones of as many bytes, so that every place stays where it is.
/// Line ends and tabs are left to the renderer.
pub(super) fn same_length(source: String) -> String {
    let is_replaced = |c: char| is_obeyed(c) && !matches!(c, '\n' | '\r' | '\t');
    if !source.chars().any(is_replaced) {
        return source;
    }
    let shown = |c: char| match c {
        c if !is_replaced(c) => c,
        c if c.len_utf8() == 1 => '?',
        c if c.len_utf8() == 2 => '\u{BF}',
        _ => '\u{FFFD}',
    };
    source.chars().map(shown).collect()
}

/// Characters of a name that a message quotes from the input; its middle is left out beyond.
const NAME: usize = 100;
/// Characters of a whole message, however it is made.
const MESSAGE: usize = 3_000;

/// A message with the middle of long names left out. Names stand between two `` ` ``.
pub(super) fn brief(message: &str) -> Cow<'_, str> {
    if message.len() <= NAME {
        return Cow::Borrowed(message);
    }
    let parts: Vec<Cow<'_, str>> = message
        .split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { without_middle(part, NAME) } else { Cow::Borrowed(part) })
        .collect();
    Cow::Owned(without_middle(&parts.join("`"), MESSAGE).into_owned())
}

/// A message or label, brief and in one line.
pub fn shown(text: &str) -> Cow<'_, str> {
    match brief(text) {
        Cow::Borrowed(text) => visible(text),
        Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
    }
}

/// A name or argument, brief and in one line.
pub fn shown_name(name: &str) -> String {
    visible(&without_middle(name, NAME)).into_owned()
}

/// The beginning and the end of a text of more than `most` characters.
fn without_middle(text: &str, most: usize) -> Cow<'_, str> {
    let beyond = |characters: usize| text.char_indices().nth(characters).map(|(at, _)| at);
    if text.len() <= most || beyond(most).is_none() {
        return Cow::Borrowed(text);
    }
    let tail = most / 3;
    let head = beyond(most - tail - 1).and_then(|end| text.get(..end)).unwrap_or_default();
    let tail = text.char_indices().rev().nth(tail.saturating_sub(1)).and_then(|(at, _)| text.get(at..)).unwrap_or_default();
    Cow::Owned(format!("{head}…{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(visible("a\u{1b}[31m\n\u{9b}\u{202e}\u{61c}é"), "a\\u{1B}[31m \\u{9B}\\u{202E}\\u{61C}é");
        assert!(matches!(visible("Léa 上海"), Cow::Borrowed("Léa 上海")));
    }

    #[test]
    fn places_in_a_source_stay() {
        assert_eq!(same_length("\u{1b}\u{9b}\u{202e}\té\r\n".into()), "?\u{BF}\u{FFFD}\té\r\n");
    }

    #[test]
    fn the_middle_of_a_long_name_is_left_out() {
        let name = format!("{}{}", "é".repeat(5_000), "z".repeat(5_000));
        let message = brief(&format!("there is no channel `{name}` here")).into_owned();
        let shown = message.split('`').nth(1).unwrap();
        assert_eq!(shown.chars().count(), NAME);
        assert!(shown.starts_with("éé") && shown.contains("é…z") && shown.ends_with("zz"), "{shown}");
        assert!(message.starts_with("there is no channel `") && message.ends_with("` here"));
        let short = format!("there is no channel `{}`", "x".repeat(NAME));
        assert_eq!(brief(&short), short);
    }

    #[test]
    fn a_message_has_an_end_whatever_it_quotes() {
        for message in ["`a".repeat(10_000), "a`".repeat(10_000), "a".repeat(10_000)] {
            assert_eq!(brief(&message).chars().count(), MESSAGE);
        }
    }
}
