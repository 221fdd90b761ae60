//! A typed reader over parsed TOML that notes every error with its place and goes on.
//!
//! A table of the file is declared once, by [`table!`]: the struct's fields are the known keys, their types say how each
//! value is read, and their comments are the descriptions in the schema.

use super::Sourced;
use super::nearest::{listed, nearest};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::limits;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::collections::HashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
pub(super) type Raw<'a> = Spanned<DeValue<'a>>;

/// What is read from, and where findings go.
pub(super) struct Reader<'s> {
    /// The file.
    pub source: &'s str,
    /// Findings so far.
    pub found: Diagnostics,
    /// Keys of the current table that stand there misspelt: they are not missing as well.
    pub misspelt: Vec<&'static str>,
}

impl Reader<'_> {
    /// Notes a finding, as long as anybody could want to hear of one more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.found.0.len() < limits::NOTED.most {
            self.found.push(diagnostic);
        }
    }

    /// The source text at a place; empty where the place is none.
    pub fn text(&self, span: &Span) -> &str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    /// Notes that the value of `key` is of the wrong type.
    pub fn wrong_type<T: Value>(&mut self, raw: &Raw<'_>, key: &str) {
        let found = match raw.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(moment) if moment.date.is_none() => "a time",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let mut error = Diagnostic::error("wrong-type", format!("`{key}` must be {}, not {found}", T::expected()))
            .at(raw.span())
            .label(format!("expected {}", T::expected()));
        if let Some(mended) = T::mended(raw.get_ref(), self.text(&raw.span())) {
            error = error.suggest(raw.span(), mended);
        } else if let Some(help) = T::hint(key) {
            error = error.help(help);
        }
        self.push(error);
    }
}

/// Something that can be the value of a key.
pub(super) trait Value: Sized {
    /// What it is called in "must be …", with its article.
    fn expected() -> Cow<'static, str>;

    /// Reads it; `None` after an error was noted.
    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self>;

    /// Whether it says nothing, as an empty string does: taken as if the key were not there.
    fn is_blank(&self) -> bool {
        false
    }

    /// Source text that would do in place of a value of the wrong type.
    fn mended(_value: &DeValue<'_>, _source: &str) -> Option<String> {
        None
    }

    /// Help for a value of the wrong type.
    fn hint(_key: &str) -> Option<String> {
        None
    }
}

/// A table with a known set of keys.
pub(super) trait Table: Sized {
    /// Its keys.
    const KEYS: &'static [&'static str];
    /// What the table is called in messages, with its article.
    const WHAT: &'static str;

    /// Reads every key.
    fn read_table(table: &DeTable<'_>, span: Span, reader: &mut Reader<'_>) -> Self;
}

/// What a key without a value becomes.
pub(super) trait Slot: Sized {
    /// Reads the value, if there is one.
    fn fill(raw: Option<&Raw<'_>>, key: &'static str, what: &str, table: &Span, reader: &mut Reader<'_>) -> Self;
}

impl<T: Value> Slot for Option<T> {
    fn fill(raw: Option<&Raw<'_>>, key: &'static str, _what: &str, _table: &Span, reader: &mut Reader<'_>) -> Self {
        T::read(raw?, key, reader).filter(|value| !value.is_blank())
    }
}

/// The value of a key that must be there; `None` only after an error was noted.
#[derive(Debug)]
pub(super) struct Required<T>(pub Option<T>);

impl<T: Value> Slot for Required<T> {
    fn fill(raw: Option<&Raw<'_>>, key: &'static str, what: &str, table: &Span, reader: &mut Reader<'_>) -> Self {
        let Some(raw) = raw else {
            if reader.misspelt.contains(&key) {
                return Self(None);
            }
            reader.push(
                Diagnostic::error("missing-key", format!("{what} needs `{key}`"))
                    .at(table.clone())
                    .label(format!("`{key}` is missing")),
            );
            return Self(None);
        };
        let value = T::read(raw, key, reader);
        if value.as_ref().is_some_and(Value::is_blank) {
            reader.push(Diagnostic::error("empty-text", format!("`{key}` of {what} must not be empty")).at(raw.span()));
            return Self(None);
        }
        Self(value)
    }
}

/// Declares a table of the file: a struct, its keys, how it is read and its schema.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident ($title:tt, $what:literal) { $($(#[$about:meta])* $key:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, schemars::JsonSchema)]
        #[schemars(rename = $title, deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$about])* pub $key: $type,)*
            /// Where the table begins.
            #[schemars(skip)]
            #[allow(dead_code)]
            pub span: $crate::diagnostic::Span,
        }

        impl $crate::journey::read::Table for $name {
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];
            const WHAT: &'static str = $what;

            fn read_table(
                table: &toml::de::DeTable<'_>,
                span: $crate::diagnostic::Span,
                reader: &mut $crate::journey::read::Reader<'_>,
            ) -> Self {
                let misspelt = $crate::journey::read::unknown_keys::<Self>(table, reader);
                $(
                    // Tables inside this one have misspelt keys of their own.
                    reader.misspelt.clone_from(&misspelt);
                    let $key = $crate::journey::read::Slot::fill(
                        table.get(stringify!($key)), stringify!($key), Self::WHAT, &span, reader,
                    );
                )*
                reader.misspelt = misspelt;
                Self { $($key,)* span }
            }
        }

        impl $crate::journey::read::Value for $name {
            fn expected() -> std::borrow::Cow<'static, str> {
                "a table".into()
            }

            fn read(
                raw: &$crate::journey::read::Raw<'_>,
                key: &str,
                reader: &mut $crate::journey::read::Reader<'_>,
            ) -> Option<Self> {
                let Some(table) = raw.get_ref().as_table() else {
                    reader.wrong_type::<Self>(raw, key);
                    return None;
                };
                Some(<Self as $crate::journey::read::Table>::read_table(table, raw.span(), reader))
            }
        }
    };
}
pub(super) use table;

/// What people write for a key that is called otherwise here.
const OTHERWISE: &[(&str, &str)] = &[
    ("name", "label"),
    ("label", "name"),
    ("title", "name"),
    ("title", "label"),
    ("name", "title"),
    ("pain", "pains"),
    ("pains", "pain"),
    ("lang", "language"),
    ("persona", "personas"),
    ("url", "link"),
    ("href", "link"),
    ("sentiment", "emotion"),
    ("mood", "emotion"),
    ("score", "emotion"),
    ("colour", "color"),
    ("picture", "image"),
    ("swimlane", "channel"),
    ("step", "touchpoint"),
    ("steps", "touchpoint"),
    ("day", "date"),
    ("note", "text"),
    ("responsible", "owner"),
];

/// Notes every key that the table doesn't know; the known ones that they were probably meant to be.
pub(super) fn unknown_keys<T: Table>(table: &DeTable<'_>, reader: &mut Reader<'_>) -> Vec<&'static str> {
    let mut meant = Vec::new();
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        if T::KEYS.contains(&name) {
            continue;
        }
        let mut error =
            Diagnostic::error("unknown-key", format!("{} has no key `{name}`", T::WHAT)).at(key.span()).label("unknown key");
        let otherwise =
            || OTHERWISE.iter().find(|(said, meant)| *said == name && T::KEYS.contains(meant)).map(|(_, meant)| *meant);
        if let Some(near) = otherwise().or_else(|| nearest(name, T::KEYS.iter().copied())) {
            error = error.suggest(key.span(), near);
            meant.push(near);
        } else if T::WHAT != super::spec::File::WHAT && super::spec::File::KEYS.contains(&name) {
            error = error.help(format!("`{name}` belongs to the whole file: put it above the first table in [brackets]"));
        }
        if error.help.is_none() {
            error = error.help(format!("its keys are {}", listed(T::KEYS.iter().copied()).replace(" or ", " and ")));
        }
        reader.push(error);
    }
    meant
}

impl<T: Value> Value for Vec<T> {
    fn expected() -> Cow<'static, str> {
        if T::expected() == "a table" { "a list of tables".into() } else { "a list".into() }
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(items) = raw.get_ref().as_array() else {
            reader.wrong_type::<Self>(raw, key);
            return None;
        };
        Some(items.iter().filter_map(|item| T::read(item, key, reader)).filter(|item| !item.is_blank()).collect())
    }

    fn hint(key: &str) -> Option<String> {
        let within = match key {
            "touchpoint" | "metrics" => "stage.",
            "notes" => "review.",
            _ => "",
        };
        (T::expected() == "a table").then(|| format!("write two pairs of brackets, as in [[{within}{key}]]"))
    }
}

/// One value or a list of them.
#[derive(Debug)]
pub(super) struct OneOrMany<T>(pub Vec<T>);

impl<T: Value> Value for OneOrMany<T> {
    fn expected() -> Cow<'static, str> {
        format!("{} or a list", T::expected()).into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        match raw.get_ref() {
            DeValue::Array(_) => Vec::read(raw, key, reader).map(Self),
            _ => {
                let one = T::read(raw, key, reader);
                if one.is_none()
                    && let Some(last) = reader.found.0.last_mut().filter(|d| d.code == "wrong-type")
                {
                    // a list would have been right as well
                    let (item, either) = (T::expected(), Self::expected());
                    last.message = last.message.replacen(&*item, &either, 1);
                    last.label = last.label.take().map(|label| label.replacen(&*item, &either, 1));
                }
                one.map(|one| Self(if one.is_blank() { Vec::new() } else { vec![one] }))
            }
        }
    }
}

/// A table whose keys are names that the file itself declares; in the order of the file.
#[derive(Debug)]
pub(super) struct Keyed<T>(pub Vec<(Sourced<String>, T)>);

impl<T: Value> Value for Keyed<T> {
    fn expected() -> Cow<'static, str> {
        "a table".into()
    }

    fn read(raw: &Raw<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = raw.get_ref().as_table() else {
            reader.wrong_type::<Self>(raw, key);
            return None;
        };
        let mut entries: Vec<_> = table
            .iter()
            .filter_map(|(name, value)| {
                let name = Sourced { value: name.get_ref().to_string(), span: name.span() };
                T::read(value, &format!("{key}.{}", name.value), reader).map(|value| (name, value))
            })
            .collect();
        // The parser sorts tables by key; what we make of them follows the file.
        entries.sort_by_key(|(name, _)| name.span.start);
        Some(Self(entries))
    }
}

// ----- Schemas of the wrappers: those of what they wrap -----

macro_rules! schema_of_inner {
    ($name:ident, |$generator:ident, $inner:ident| $schema:expr) => {
        impl<$inner: JsonSchema> JsonSchema for $name<$inner> {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                format!("{}_{}", stringify!($name), $inner::schema_name()).into()
            }
            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema_of_inner!(Required, |generator, T| generator.subschema_for::<T>());
schema_of_inner!(Sourced, |generator, T| generator.subschema_for::<T>());
schema_of_inner!(OneOrMany, |generator, T| {
    let inner = generator.subschema_for::<T>();
    json_schema!({ "anyOf": [inner, { "type": "array", "items": inner }] })
});
schema_of_inner!(Keyed, |generator, T| {
    let inner = generator.subschema_for::<T>();
    json_schema!({ "type": "object", "additionalProperties": inner })
});

/// Notes values that stand in a list twice.
pub(super) fn repeated<'a>(items: impl Iterator<Item = &'a Sourced<String>>, key: &str, reader: &mut Reader<'_>) {
    let mut seen: HashMap<&str, &Span> = HashMap::new();
    for item in items {
        if let Some(first) = seen.insert(&item.value, &item.span) {
            reader.push(
                Diagnostic::error("duplicate-value", format!("`{}` stands in `{key}` twice", item.value))
                    .at(item.span.clone())
                    .related(first.clone(), "first here"),
            );
        }
    }
}
