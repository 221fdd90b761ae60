//! How a language writes figures.

use super::table::Language;

/// A language's way of writing figures, looked up once for many of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    group: &'static str,
    grouped_from: usize,
    decimal: &'static str,
    digits: &'static str,
}

impl Figures {
    pub(super) fn of(language: Language) -> Self {
        Self {
            group: language.entry("group"),
            grouped_from: language.entry("grouped-from").parse().unwrap_or(4),
            decimal: language.entry("decimal"),
            digits: language.entry("digits"),
        }
    }

    /// A figure with at most two decimals.
    pub(super) fn write(&self, value: f64) -> String {
        if !value.is_finite() {
            return value.to_string();
        }
        // most figures are small and whole, and need no search for the shortest decimals
        let text = if value.fract() == 0.0 && value.abs() < 1e6 {
            (value.abs() as u32).to_string()
        } else {
            format!("{:.2}", value.abs())
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let decimals = decimals.trim_end_matches('0');
        let mut out = String::new();
        if value < 0.0 && text.contains(|c: char| ('1'..='9').contains(&c)) {
            out.push('\u{2212}'); // the minus sign is as wide as a figure
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() >= self.grouped_from {
                out.push_str(self.group);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push_str(self.decimal);
            out.push_str(decimals);
        }
        self.own_digits(out)
    }

    /// The text with the language's own digits in place of 0 to 9.
    pub(super) fn own_digits(&self, text: String) -> String {
        if self.digits.starts_with('0') {
            return text;
        }
        text.chars().map(|c| c.to_digit(10).and_then(|d| self.digits.chars().nth(d as usize)).unwrap_or(c)).collect()
    }
}
