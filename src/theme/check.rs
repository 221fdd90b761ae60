//! What is wrong with a user's theme, all of it in one pass. The theme that it extends is complete, and so tells which keys
//! there are and what each of them holds.

use super::load::{BUILT_IN, source};
use super::nearest::{listed, nearest};
use crate::color::Rgb;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::limits;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

type Raw<'i> = Spanned<DeValue<'i>>;

/// What `area` may be.
const AREAS: [&str; 2] = ["tint", "hatch"];
/// How many entries `grades` has.
const GRADES: usize = 5;

/// Everything that is wrong with the table of a theme file, by the table of a complete theme. `text` is what it was read
/// from.
pub(super) fn theme(own: &DeTable<'_>, complete: &DeTable<'_>, text: &str) -> Diagnostics {
    let mut check = Check { text, found: Diagnostics::default() };
    check.table("", own, complete);
    check.found
}

/// The built-in theme that `extends` names.
pub(super) fn base(value: &Raw<'_>) -> Result<&'static str, Box<Diagnostic>> {
    let Some(name) = value.get_ref().as_str() else {
        return Err(Box::new(wrong_type("`extends`", "the name of a built-in theme", value)));
    };
    source(name).ok_or_else(|| {
        let error = Diagnostic::error("unknown-theme", format!("there is no built-in theme `{name}`")).at(value.span());
        Box::new(match nearest(name, &BUILT_IN) {
            Some(near) => error.label("unknown theme").suggest(value.span(), format!("\"{near}\"")),
            None => error.label("unknown theme").help(format!("themes are {}", listed(&BUILT_IN))),
        })
    })
}

/// The mistakes of TOML itself, and what was found above the first of them: below it, keys may seem to be in tables that
/// they are not in.
pub(super) fn syntax(errors: &[toml::de::Error], mut found: Diagnostics, text: &str) -> Diagnostics {
    let start = errors.iter().filter_map(|error| error.span()).map(|span| span.start).min().unwrap_or(0);
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    found.0.retain(|finding| finding.code != "missing-key" && finding.span.as_ref().is_some_and(|span| span.end <= line));
    for error in errors {
        let (message, expected) = match error.message().split_once(", expected ") {
            Some((message, expected)) => (message, Some(format!("expected {expected}"))),
            None => (error.message(), None),
        };
        let at = text.get(error.span().unwrap_or_default()).unwrap_or_default();
        let mut diagnostic = match message {
            "duplicate key" => Diagnostic::error("syntax", format!("`{at}` is given twice in the same table")),
            _ => Diagnostic::error("syntax", message),
        };
        diagnostic.span = error.span();
        diagnostic.label = expected;
        found.push(diagnostic);
    }
    found
}

struct Check<'s> {
    text: &'s str,
    found: Diagnostics,
}

impl Check<'_> {
    /// A table, `path` being its heading.
    fn table(&mut self, path: &str, own: &DeTable<'_>, complete: &DeTable<'_>) {
        let what = if path.is_empty() { "a theme".to_owned() } else { format!("`[{path}]`") };
        for (key, value) in own {
            let name = key.get_ref().as_ref();
            match complete.get(name) {
                Some(known) => {
                    let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                    self.value(&path, name, value, known.get_ref());
                }
                None => self.unknown_key(&what, name, key.span(), complete),
            }
        }
    }

    fn unknown_key(&mut self, what: &str, name: &str, at: Span, complete: &DeTable<'_>) {
        let mut known: Vec<&str> = complete.keys().map(|key| key.get_ref().as_ref()).collect();
        if complete.contains_key("palette") {
            known.push("extends");
        }
        let error = Diagnostic::error("unknown-key", format!("{what} has no key `{name}`")).at(at.clone()).label("unknown key");
        self.found.push(match nearest(name, &known) {
            Some(near) => error.suggest(at, near),
            None => error.help(format!("its keys are {}", listed(&known))),
        });
    }

    /// What stands under a key, where the complete theme has `known`.
    fn value(&mut self, path: &str, key: &str, value: &Raw<'_>, known: &DeValue<'_>) {
        let name = format!("`{key}`");
        match known {
            DeValue::Table(complete) => match value.get_ref().as_table() {
                Some(own) => self.table(path, own, complete),
                None => self.found.push(wrong_type(&name, "a table", value).help(format!("write it as [{path}]"))),
            },
            DeValue::Array(complete) => match value.get_ref().as_array() {
                Some(own) => self.list(key, own, value.span(), complete),
                None => self.found.push(wrong_type(&name, "a list", value)),
            },
            DeValue::Integer(_) | DeValue::Float(_) => self.number(&name, value, range(key)),
            DeValue::Boolean(_) => self.flag(&name, value),
            _ if matches!(path, "name" | "about") => self.line(&name, value),
            _ if path == "palette.area" => self.area(value),
            _ => self.color(&name, value),
        }
    }

    fn list(&mut self, key: &str, own: &DeArray<'_>, at: Span, complete: &DeArray<'_>) {
        let most = limits::THEME_LIST.most;
        let (least, most) = if key == "grades" { (GRADES, GRADES) } else { (1, most) };
        if !(least..=most).contains(&own.len()) {
            let wanted = if least == most { most.to_string() } else { format!("{least} to {most}") };
            let message = format!("`{key}` must have {wanted} entries, not {}", own.len());
            self.found.push(Diagnostic::error("bad-length", message).at(at));
        }
        let shape = complete.first().map(Spanned::get_ref);
        let name = format!("an entry of `{key}`");
        for entry in own.iter().take(most) {
            match shape {
                Some(DeValue::Table(complete)) => self.entry(&name, entry, complete),
                Some(DeValue::Array(_)) => self.dashes(&name, entry),
                _ => self.color(&name, entry),
            }
        }
    }

    /// A table in a list: nothing is laid over another, so all of it must be there.
    fn entry(&mut self, name: &str, entry: &Raw<'_>, complete: &DeTable<'_>) {
        let Some(own) = entry.get_ref().as_table() else {
            self.found.push(wrong_type(name, "a table", entry));
            return;
        };
        let mut misspelt = Vec::new();
        for (key, value) in own {
            let key_name = key.get_ref().as_ref();
            if complete.contains_key(key_name) {
                self.color(&format!("`{key_name}`"), value);
            } else {
                self.unknown_key(name, key_name, key.span(), complete);
                misspelt.extend(self.found.0.last().and_then(|finding| finding.suggestion.clone()).map(|(_, near)| near));
            }
        }
        for key in complete.keys().map(|key| key.get_ref().as_ref()) {
            // what stands there misspelt is not missing as well
            if !own.contains_key(key) && !misspelt.iter().any(|near| near == key) {
                let error = Diagnostic::error("missing-key", format!("{name} needs `{key}`"));
                self.found.push(error.at(entry.span()).label(format!("`{key}` is missing")));
            }
        }
    }

    /// The lengths of a line's dashes.
    fn dashes(&mut self, name: &str, entry: &Raw<'_>) {
        let Some(lengths) = entry.get_ref().as_array() else {
            self.found.push(wrong_type(name, "a list of lengths", entry));
            return;
        };
        let most = limits::THEME_LIST.most;
        if lengths.len() > most {
            let message = format!("{name} must have at most {most} lengths, not {}", lengths.len());
            self.found.push(Diagnostic::error("bad-length", message).at(entry.span()));
        }
        for length in lengths.iter().take(most) {
            self.number("a dash", length, 0.1..=200.0);
        }
    }

    fn number(&mut self, name: &str, value: &Raw<'_>, range: RangeInclusive<f64>) {
        let number = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse::<f64>().ok(),
            // what is too long for 64 bits is too large for any key
            DeValue::Integer(integer) => {
                Some(i64::from_str_radix(integer.as_str(), integer.radix()).map_or(f64::MAX, |number| number as f64))
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                let error = wrong_type(name, "a number", value);
                let bare = value.get_ref().as_str().map(str::trim).filter(|text| text.parse().is_ok_and(f64::is_finite));
                self.found.push(match bare {
                    Some(bare) => error.suggest(value.span(), bare),
                    None => error,
                });
                return;
            }
        };
        let Some(number) = number.filter(|number| !number.is_nan()) else {
            self.found.push(Diagnostic::error("not-finite", format!("{name} must be a finite number")).at(value.span()));
            return;
        };
        if !range.contains(&number) {
            let message = format!("{name} must be between {} and {}", range.start(), range.end());
            self.found.push(Diagnostic::error("out-of-range", message).at(value.span()).label("out of range"));
        }
    }

    fn flag(&mut self, name: &str, value: &Raw<'_>) {
        if value.get_ref().as_bool().is_none() {
            let error = wrong_type(name, "true or false", value);
            self.found.push(match value.get_ref().as_str().map(str::trim) {
                Some(bare @ ("true" | "false")) => error.suggest(value.span(), bare),
                _ => error,
            });
        }
    }

    fn color(&mut self, name: &str, value: &Raw<'_>) {
        let Some(text) = value.get_ref().as_str() else {
            self.found.push(wrong_type(name, "a colour in quotation marks", value));
            return;
        };
        if Rgb::parse(text).is_none() {
            let error = Diagnostic::error("bad-color", format!("`{text}` is not an opaque CSS colour")).at(value.span());
            self.found.push(error.help("write it as in \"#4F46E5\", \"teal\" or \"oklch(60% 0.2 280)\""));
        }
    }

    fn area(&mut self, value: &Raw<'_>) {
        let Some(text) = value.get_ref().as_str() else {
            self.found.push(wrong_type("`area`", "a string", value));
            return;
        };
        if AREAS.contains(&text) {
            return;
        }
        let error = Diagnostic::error("unknown-value", format!("`{text}` is no value of `area`")).at(value.span());
        let error = error.label("unknown value").help("`area` is `tint` or `hatch`");
        self.found.push(match nearest(text, &AREAS) {
            Some(near) => error.suggest(value.span(), format!("\"{near}\"")),
            None => error,
        });
    }

    /// What the theme is called, and what it is for.
    fn line(&mut self, name: &str, value: &Raw<'_>) {
        let Some(text) = value.get_ref().as_str() else {
            self.found.push(wrong_type(name, "a string", value));
            return;
        };
        let is_forbidden = |c: &char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}');
        if let Some(bad) = text.chars().find(is_forbidden) {
            // Literal characters are shown where they are; escaped ones by their whole string.
            let span = value.span();
            let written = self.text.get(span.clone()).unwrap_or_default().find(bad);
            let at = written.map_or(span.clone(), |offset| span.start + offset..span.start + offset + bad.len_utf8());
            let code = u32::from(bad);
            let message = match bad.is_control() {
                true => format!("{name} contains the control character U+{code:04X}"),
                false => format!("{name} contains U+{code:04X}, which makes text read otherwise than it is written"),
            };
            self.found.push(Diagnostic::error("forbidden-character", message).at(at).help("remove it"));
        }
        if limits::LABEL.is_exceeded_by(text.chars().count()) {
            self.found.push(Diagnostic::error("over-limit", format!("{name} is longer than {}", limits::LABEL)).at(value.span()));
        }
    }
}

/// What a number may be: px but for `leading` and for opacities.
fn range(key: &str) -> RangeInclusive<f64> {
    match key {
        "title" | "subtitle" | "heading" | "label" | "body" | "small" | "unit" => 1.0..=200.0,
        "leading" => 1.0..=3.0,
        "path-width" | "curve-width" | "outline" => 0.1..=50.0,
        "area-opacity" | "persona-tint" => 0.0..=1.0,
        _ => 0.0..=200.0,
    }
}

fn wrong_type(name: &str, expected: &str, value: &Raw<'_>) -> Diagnostic {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Diagnostic::error("wrong-type", format!("{name} must be {expected}, not {found}"))
        .at(value.span())
        .label(format!("expected {expected}"))
}
