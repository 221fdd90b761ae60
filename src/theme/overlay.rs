//! Laying a user's theme over a built-in one. The built-in one is complete, so it also tells which keys there are.

use super::load::Problem;
use serde::Deserialize;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// More entries than this in one list are refused.
const LONGEST: usize = 64;

/// Replaces in `base` what `own` says: tables key by key, everything else as a whole.
///
/// # Errors
///
/// The first key that `base` has not, the first value out of range, the first list without entries.
pub(super) fn lay<'i>(base: &mut DeTable<'i>, own: DeTable<'i>) -> Result<(), Problem> {
    for (key, value) in own {
        let Some(slot) = base.get_mut(key.get_ref().as_ref()) else { return Err(unknown_key(key.get_ref(), key.span(), base)) };
        match (slot.get_mut(), value) {
            (DeValue::Table(inner), value) if value.get_ref().is_table() => {
                if let DeValue::Table(own) = value.into_inner() {
                    lay(inner, own)?;
                }
            }
            (old, value) => {
                check(key.get_ref(), old, &value)?;
                *slot = value;
            }
        }
    }
    Ok(())
}

/// Whether a value may stand under this key. Types are left to deserialisation.
fn check(key: &str, old: &DeValue<'_>, value: &Spanned<DeValue<'_>>) -> Result<(), Problem> {
    if let (Some(old), Some(list)) = (old.as_array(), value.get_ref().as_array()) {
        return check_list(key, old, list, value.span());
    }
    in_range(key, value, range(key))
}

fn check_list(key: &str, old: &DeArray<'_>, list: &DeArray<'_>, span: Range<usize>) -> Result<(), Problem> {
    if list.is_empty() || list.len() > LONGEST {
        let message = format!("`{key}` has {} entries", list.len());
        return Err(Problem { message, span, help: Some(format!("give it 1 to {LONGEST}")) });
    }
    let shape = old.first().and_then(|first| first.get_ref().as_table());
    for item in list {
        if let (Some(shape), Some(table)) = (shape, item.get_ref().as_table())
            && let Some(unknown) = table.keys().find(|key| !shape.contains_key(key.get_ref().as_ref()))
        {
            return Err(unknown_key(unknown.get_ref(), unknown.span(), shape));
        }
        // the lengths of a line's dashes
        for length in item.get_ref().as_array().into_iter().flatten() {
            in_range("a dash", length, 0.1..=200.0)?;
        }
        if item.get_ref().as_array().is_some_and(|dashes| dashes.len() > LONGEST) {
            return Err(Problem { message: format!("more than {LONGEST} dashes"), span: item.span(), help: None });
        }
    }
    Ok(())
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

fn in_range(key: &str, value: &Spanned<DeValue<'_>>, range: RangeInclusive<f64>) -> Result<(), Problem> {
    if !(value.get_ref().is_integer() || value.get_ref().is_float()) {
        return Ok(());
    }
    let number = f64::deserialize(ValueDeserializer::from(value.clone()))?;
    if range.contains(&number) {
        return Ok(());
    }
    let name = if key.contains(' ') { key.to_owned() } else { format!("`{key}`") };
    let help = format!("give it {} to {}", range.start(), range.end());
    Err(Problem { message: format!("{name} is {number}, which is out of range"), span: value.span(), help: Some(help) })
}

fn unknown_key(key: &str, span: Range<usize>, base: &DeTable<'_>) -> Problem {
    let mut known: Vec<&str> = base.keys().map(|key| key.get_ref().as_ref()).collect();
    if base.contains_key("palette") {
        known.push("extends");
    }
    Problem { message: format!("there is no `{key}` here in a theme"), span, help: Some(meant(key, &known, "keys are")) }
}

/// "did you mean `x`?", or all names where none is near.
pub(super) fn meant(name: &str, known: &[&str], are: &str) -> String {
    let near = known
        .iter()
        .map(|known| (strsim::osa_distance(&name.to_lowercase(), known), known))
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((distance, known)) if distance * 3 <= name.chars().count().max(3) => format!("did you mean `{known}`?"),
        _ => format!("{are} {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}
