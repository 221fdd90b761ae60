//! The plain kinds of values: texts, names, numbers, choices, feelings.

use super::nearest::{listed, nearest};
use super::read::{Keyed, Raw, Reader, Value};
use super::{Arrange, Control, Sourced, Tier, characters};
use crate::diagnostic::{Diagnostic, Span};
use crate::limits;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use toml::de::DeValue;

/// A schema that is written where it is used.
macro_rules! inline_schema {
    ($name:ident, $schema:tt) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}
pub(super) use inline_schema;

// ----- Texts -----

/// A text that is shown: a line break in it is kept, other white space is one space. May be empty.
#[derive(Debug)]
pub(super) struct Text(pub String);

/// A text that is shown in one line: white space of any kind is one space. May be empty.
#[derive(Debug)]
pub(super) struct Line(pub String);

/// An id, reference, path or other text that is taken as it is written; never empty.
#[derive(Debug)]
pub(super) struct Name(pub Sourced<String>);

inline_schema!(Text, { "type": "string" });
inline_schema!(Line, { "type": "string" });
inline_schema!(Name, { "type": "string", "minLength": 1 });

impl Value for Text {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let text = string::<Self>(raw, key, reader)?;
        let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']).map(one_line).filter(|line| !line.is_empty());
        Some(Self(lines.map(characters::isolated).collect::<Vec<_>>().join("\n")))
    }

    fn is_blank(&self) -> bool {
        self.0.chars().all(characters::is_invisible)
    }

    fn mended(value: &DeValue<'_>, source: &str) -> Option<String> {
        quoted(value, source)
    }
}

impl Value for Line {
    fn expected() -> Cow<'static, str> {
        Text::expected()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self(characters::isolated(one_line(string::<Self>(raw, key, reader)?))))
    }

    fn is_blank(&self) -> bool {
        self.0.chars().all(characters::is_invisible)
    }

    fn mended(value: &DeValue<'_>, source: &str) -> Option<String> {
        quoted(value, source)
    }
}

impl Value for Name {
    fn expected() -> Cow<'static, str> {
        Text::expected()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let name = string::<Self>(raw, key, reader)?.trim();
        if name.chars().all(characters::is_invisible) {
            reader.push(Diagnostic::error("empty-text", format!("`{key}` must not be empty")).at(raw.span()));
            return None;
        }
        if name.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
            let error = Diagnostic::error("line-break", format!("`{key}` must be one line without tabs"));
            reader.push(error.at(raw.span()));
            return None;
        }
        Some(Self(Sourced { value: name.to_owned(), span: raw.span() }))
    }

    fn mended(value: &DeValue<'_>, source: &str) -> Option<String> {
        quoted(value, source)
    }
}

/// Runs of white space as one space each. Spaces that don't break, which French and others set with care, are no white
/// space here.
fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{3000}');
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A string whose characters and length are right.
pub(super) fn string<'a, T: Value>(raw: &'a Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<&'a str> {
    let Some(text) = raw.get_ref().as_str() else {
        reader.wrong_type::<T>(raw, key);
        return None;
    };
    match characters::check(text, key, raw.span(), reader.text(&raw.span())) {
        Ok(()) => Some(text),
        Err(error) => {
            reader.push(*error);
            None
        }
    }
}

/// A number or the like in quotes.
fn quoted(value: &DeValue<'_>, source: &str) -> Option<String> {
    let plain = matches!(value, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_));
    plain.then(|| format!("\"{source}\""))
}

// ----- Numbers -----

/// A finite number.
#[derive(Debug)]
pub(super) struct Number(pub Sourced<f64>);

inline_schema!(Number, { "type": "number" });

impl Value for Number {
    fn expected() -> Cow<'static, str> {
        "a number".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let value = match raw.get_ref() {
            // Integers beyond 64 bits don't fit any scale; their nearest float is as good.
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|i| i as f64),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                reader.wrong_type::<Self>(raw, key);
                return None;
            }
        };
        let Some(value) = value.filter(|value: &f64| value.is_finite()) else {
            reader.push(Diagnostic::error("not-finite", format!("`{key}` must be a finite number")).at(raw.span()));
            return None;
        };
        if value.abs() > limits::NUMBER {
            let message = format!("`{key}` must be from −{0:e} to {0:e}", limits::NUMBER);
            reader.push(Diagnostic::error("out-of-range", message).at(raw.span()));
            return None;
        }
        Some(Self(Sourced { value, span: raw.span() }))
    }

    fn mended(value: &DeValue<'_>, _source: &str) -> Option<String> {
        let text = value.as_str()?.trim();
        text.parse::<f64>().is_ok_and(f64::is_finite).then(|| text.to_owned())
    }
}

impl Value for bool {
    fn expected() -> Cow<'static, str> {
        "true or false".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let value = raw.get_ref().as_bool();
        if value.is_none() {
            reader.wrong_type::<Self>(raw, key);
        }
        value
    }

    fn mended(value: &DeValue<'_>, _source: &str) -> Option<String> {
        match value.as_str()? {
            yes @ ("true" | "false") => Some(yes.to_owned()),
            _ => None,
        }
    }
}

// ----- Choices -----

/// A value that has a fixed set of names.
pub(super) trait Choice: Copy + 'static {
    /// All of them.
    const NAMES: &'static [(&'static str, Self)];
}

impl Choice for Tier {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("customer", Self::Customer),
        ("frontstage", Self::Frontstage),
        ("backstage", Self::Backstage),
        ("support", Self::Support),
    ];
}

impl Choice for Control {
    const NAMES: &'static [(&'static str, Self)] = &[("direct", Self::Direct), ("indirect", Self::Indirect)];
}

impl Choice for Arrange {
    const NAMES: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("sequence", Self::Sequence), ("matrix", Self::Matrix)];
}

/// One of a fixed set of names, with its place.
#[derive(Debug)]
pub(super) struct Chosen<T>(pub Sourced<T>);

impl<T: Choice> JsonSchema for Chosen<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("_").into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": T::NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>() })
    }
}

impl<T: Choice> Value for Chosen<T> {
    fn expected() -> Cow<'static, str> {
        Text::expected()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let name = string::<Self>(raw, key, reader)?;
        let chosen = T::NAMES.iter().find(|(known, _)| *known == name);
        if chosen.is_none() {
            let names = || T::NAMES.iter().map(|(known, _)| *known);
            reader.push(unknown_value(key, name, raw.span(), names()));
        }
        chosen.map(|(_, value)| Self(Sourced { value: *value, span: raw.span() }))
    }
}

/// The error for a name that is not among the known ones, with the nearest of them.
pub(super) fn unknown_value<'a>(key: &str, name: &str, span: Span, names: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let error = Diagnostic::error("unknown-value", format!("`{name}` is no value of `{key}`")).at(span.clone());
    let error = error.label("unknown value").help(format!("`{key}` is {}", listed(names.clone())));
    match nearest(name, names) {
        Some(near) => error.suggest(span, format!("\"{near}\"")),
        None => error,
    }
}

// ----- Feelings -----

/// One number, or several: the course of a feeling.
#[derive(Debug)]
pub(super) struct Course(pub Vec<Sourced<f64>>);

/// How everybody feels, or each persona.
#[derive(Debug)]
pub(super) enum Feelings {
    /// Everybody who comes.
    All(Course),
    /// By persona's id, in the order of the file.
    Each(Vec<(Sourced<String>, Course)>),
}

inline_schema!(Course, {
    "anyOf": [{ "type": "number" }, { "type": "array", "items": { "type": "number" }, "minItems": 1 }]
});
inline_schema!(Feelings, {
    "anyOf": [
        { "type": "number" },
        { "type": "array", "items": { "type": "number" }, "minItems": 1 },
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "anyOf": [{ "type": "number" }, { "type": "array", "items": { "type": "number" }, "minItems": 1 }]
            }
        }
    ]
});

impl Value for Course {
    fn expected() -> Cow<'static, str> {
        "a number or a list of numbers".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match raw.get_ref() {
            DeValue::Array(items) if items.is_empty() => {
                reader.push(empty_emotion(raw, key));
                None
            }
            DeValue::Array(items) => {
                let values: Option<Vec<_>> = items.iter().map(|item| Number::read(item, key, reader).map(|n| n.0)).collect();
                values.map(Self)
            }
            DeValue::Integer(_) | DeValue::Float(_) => Number::read(raw, key, reader).map(|n| Self(vec![n.0])),
            _ => {
                reader.wrong_type::<Self>(raw, key);
                None
            }
        }
    }

    fn mended(value: &DeValue<'_>, source: &str) -> Option<String> {
        Number::mended(value, source)
    }
}

impl Value for Feelings {
    fn expected() -> Cow<'static, str> {
        "a number, a list of numbers or a table of personas".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match raw.get_ref() {
            DeValue::Table(table) if table.is_empty() => {
                reader.push(empty_emotion(raw, key));
                None
            }
            DeValue::Table(_) => Keyed::read(raw, key, reader).map(|each| Self::Each(each.0)),
            DeValue::Array(_) | DeValue::Integer(_) | DeValue::Float(_) => Course::read(raw, key, reader).map(Self::All),
            _ => {
                reader.wrong_type::<Self>(raw, key);
                None
            }
        }
    }

    fn mended(value: &DeValue<'_>, source: &str) -> Option<String> {
        Number::mended(value, source)
    }

    fn hint(_key: &str) -> Option<String> {
        Some("a feeling in words belongs in `feeling`".to_owned())
    }
}

fn empty_emotion(raw: &Raw<'_>, key: &str) -> Diagnostic {
    Diagnostic::error("empty-emotion", format!("`{key}` names no value"))
        .at(raw.span())
        .help("leave the key out where nothing is known: the curve has a gap there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_do_not_break_are_kept() {
        assert_eq!(one_line(" «\u{A0}Très   bien\u{202F}»\t ! "), "«\u{A0}Très bien\u{202F}» !");
    }
}
