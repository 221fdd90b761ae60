//! What the page is told: the pictures, what was found, and what can be chosen.

use super::super::report::{Item, items, shown};
use super::choices::PAGES;
use super::edition::{Drawing, Edition};
use super::state::{State, Trouble};
use crate::diagnostic::Severity;
use crate::theme;
use serde::Serialize;

/// Findings that the page is told; nobody reads more at once.
const MOST_ITEMS: usize = 100;

/// Everything that the page shows.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    /// Which reading this is from.
    number: u64,
    /// Whether the pictures are from an earlier reading, because this one found errors.
    is_earlier: bool,
    /// The name of the journey file.
    file: &'a str,
    /// What the map is called.
    title: Option<&'a str>,
    /// One for each page; none as long as there was no map without errors.
    sheets: Vec<Sheet<'a>>,
    /// What was found, errors first.
    items: Vec<Item>,
    /// How many more there are.
    more: usize,
    /// What can be chosen.
    offer: Offer<'a>,
}

#[derive(Debug, Serialize)]
struct Sheet<'a> {
    svg: &'a str,
    width: f64,
    height: f64,
}

#[derive(Debug, Serialize)]
struct Offer<'a> {
    themes: &'static [&'static str],
    pages: &'static [&'static str],
    personas: Vec<Persona<'a>>,
}

#[derive(Debug, Serialize)]
struct Persona<'a> {
    id: &'a str,
    name: &'a str,
}

impl<'a> Told<'a> {
    /// What a state and a drawing of its edition come to.
    pub(super) fn of(file: &'a str, state: &State, drawn: Option<(&'a Edition, &'a Drawing)>) -> Self {
        let (mut items, more) = found(state, drawn);
        items.sort_by_key(|item| ["error", "warning"].iter().position(|severity| *severity == item.severity).unwrap_or(2));
        let sheets = drawn.into_iter().flat_map(|(_, drawing)| &drawing.sheets).map(|sheet| Sheet {
            svg: std::str::from_utf8(&sheet.bytes).unwrap_or_default(),
            width: sheet.width,
            height: sheet.height,
        });
        let personas = drawn.into_iter().flat_map(|(edition, _)| &edition.opened.map.journey.personas);
        Self {
            number: state.number,
            file,
            is_earlier: state.trouble.is_some(),
            title: drawn.map(|(edition, _)| edition.opened.map.journey.title.as_str()),
            sheets: sheets.collect(),
            items,
            more,
            offer: Offer {
                themes: &theme::BUILT_IN,
                pages: &PAGES,
                personas: personas.map(|persona| Persona { id: &persona.id, name: &persona.name }).collect(),
            },
        }
    }
}

/// What is wrong with the map, or what was found in it on the way to its pictures.
fn found(state: &State, drawn: Option<(&Edition, &Drawing)>) -> (Vec<Item>, usize) {
    let (input, findings) = match (&state.trouble, drawn) {
        (Some(Trouble::Failure(failure)), _) => {
            let item = Item {
                severity: "error",
                code: failure.code(),
                message: shown(failure.message()).into_owned(),
                help: failure.advice().map(|help| shown(help).into_owned()),
                perhaps: None,
                file: None,
                place: None,
            };
            return (vec![item], 0);
        }
        (Some(Trouble::Errors(input, findings)), _) => (input, findings.clone()),
        (None, Some((edition, drawing))) => {
            let mut findings = edition.opened.findings.clone();
            findings.0.extend(drawing.findings.0.iter().cloned());
            (&edition.opened.input, findings.sorted())
        }
        (None, None) => return (Vec::new(), 0),
    };
    items(&input.located(findings, Severity::Advice), &input.name, &input.source, MOST_ITEMS)
}
