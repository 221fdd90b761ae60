//! What is told where the arguments are wrong, or ask for help. The words are clap's; what they quote is ours to watch.

use super::args::MessageFormat;
use super::failure::{Exit, Failure};
use super::messages::Messages;
use super::output::unless_closed;
use super::report::{shown_name, visible};
use clap::ValueEnum;
use clap::error::{ContextKind, ContextValue};
use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{Write, stdout};

/// Prints help to standard output, or what is wrong to standard error.
pub(super) fn tell(mut help_or_error: clap::Error) -> Exit {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let arguments: Vec<Cow<'_, str>> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let format = asked(&arguments);
    let messages = Messages::new(format);
    if !help_or_error.use_stderr() {
        let printed = help_or_error.print().and_then(|()| stdout().flush());
        return match unless_closed(printed, "to standard output") {
            Ok(()) => Exit::Done,
            Err(failure) => messages.failure(&failure),
        };
    }
    let is_plain = arguments.iter().all(|argument| shown_name(argument) == **argument);
    if is_plain && format == MessageFormat::Text {
        // Where standard error is closed there is nobody left to tell.
        let _ = help_or_error.print();
        return Exit::CouldNotRun;
    }
    make_visible(&mut help_or_error);
    let text = help_or_error.render().to_string();
    match format {
        MessageFormat::Text => messages.usage(&text),
        MessageFormat::Json => drop(messages.failure(&failure(&text))),
    }
    Exit::CouldNotRun
}

/// The form that messages are wanted in, as far as that can be told from arguments that are wrong.
fn asked(arguments: &[Cow<'_, str>]) -> MessageFormat {
    const OPTION: &str = "--message-format";
    let words = || arguments.iter().take_while(|word| *word != "--");
    let joined = words().filter_map(|word| word.strip_prefix(OPTION)?.strip_prefix('='));
    let apart = words().zip(words().skip(1)).filter(|(word, _)| *word == OPTION).map(|(_, value)| value.as_ref());
    joined.chain(apart).find_map(|value| MessageFormat::from_str(value, false).ok()).unwrap_or(MessageFormat::Text)
}

/// Writes out what a terminal would obey in whatever the message quotes.
fn make_visible(error: &mut clap::Error) {
    let shown = |value: &ContextValue| match value {
        ContextValue::String(text) => Some(ContextValue::String(shown_name(text))),
        ContextValue::Strings(texts) => Some(ContextValue::Strings(texts.iter().map(|text| shown_name(text)).collect())),
        _ => None,
    };
    let quoted: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, shown(value)?))).collect();
    // a styled tip that would repeat the argument as it is
    error.remove(ContextKind::Suggested);
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
}

/// What is wrong, and what would be right, from clap's text: "error: …", tips, the usage and where to read on, each after an
/// empty line.
fn failure(text: &str) -> Failure {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraphs = text.split("\n\n").map(words).filter(|part| !part.is_empty());
    let message = paragraphs.next().unwrap_or_default();
    let help = paragraphs.collect::<Vec<_>>().join("; ");
    let failure = Failure::usage(visible(&message));
    if help.is_empty() { failure } else { failure.help(visible(&help)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_seen_among_wrong_arguments() {
        let form = |arguments: &str| asked(&arguments.split(' ').map(Cow::Borrowed).collect::<Vec<_>>());
        for json in ["--message-format json", "check --message-format=json --wrong", "--message-format json x"] {
            assert_eq!(form(json), MessageFormat::Json, "{json}");
        }
        for text in ["", "check", "--message-format", "--message-format xml", "-- --message-format json"] {
            assert_eq!(form(text), MessageFormat::Text, "{text}");
        }
    }

    #[test]
    fn clap_s_paragraphs_are_message_and_help() {
        let failure =
            failure("error: unexpected argument '--x'\n\n  tip: an argument\n\nUsage: wayline\n\nFor more, '--help'.\n");
        assert_eq!(failure.message(), "unexpected argument '--x'");
        assert_eq!(failure.advice(), Some("tip: an argument; Usage: wayline; For more, '--help'."));
    }
}
