//! A map without errors, and the pictures that were drawn of it.

use super::super::args::Format;
use super::super::drawing::{Request, TypedTheme, sources, stamped};
use super::choices::Choices;
use super::refusal::Refusal;
use super::source::Opened;
use crate::diagnostic::Diagnostics;
use crate::journey::only_personas;
use crate::render::{PngError, SvgOptions};
use crate::theme;
use hyper::body::Bytes;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;

/// Drawings of one edition that are kept; the oldest goes first.
const KEPT: usize = 12;

/// A map as it was read without errors.
#[derive(Debug)]
pub(super) struct Edition {
    /// Which reading it comes from.
    pub(super) number: u64,
    /// What was read.
    pub(super) opened: Opened,
    /// What is drawn already or just now, latest last.
    drawings: Mutex<VecDeque<(Wish, Slot)>>,
}

type Slot = Arc<OnceCell<Result<Arc<Drawing>, Refusal>>>;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    /// How.
    pub(super) choices: Choices,
    /// As what.
    pub(super) form: Form,
}

/// As what a map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// All pages as SVG, for the page: without fonts in them, which it would not let in, and with ids that are nobody else's.
    Shown,
    /// All pages as SVG, as `render` writes them.
    Svg,
    /// One page as PNG, as `render` writes it.
    Png(usize),
}

/// Finished pictures.
#[derive(Debug)]
pub(super) struct Drawing {
    /// One for each page; for a PNG, the page that was asked for, if there is one.
    pub(super) sheets: Vec<Sheet>,
    /// How many pages the map has.
    pub(super) count: usize,
    /// What is found only now: texts that no font can write.
    pub(super) findings: Diagnostics,
    /// How long it took.
    pub(super) took: Duration,
}

/// A page of a map.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The picture.
    pub(super) bytes: Bytes,
    /// px.
    pub(super) width: f64,
    /// px.
    pub(super) height: f64,
}

impl Edition {
    /// Of this reading, with nothing drawn yet.
    pub(super) fn new(number: u64, opened: Opened) -> Self {
        Self { number, opened, drawings: Mutex::default() }
    }

    /// The persona with this id, by its place in the map; `None` where the map has none such.
    fn persona(&self, id: &str) -> Option<usize> {
        self.opened.map.journey.personas.iter().position(|persona| persona.id == id)
    }

    /// Whether the map has what is chosen: a persona may be gone.
    pub(super) fn offers(&self, choices: &Choices) -> bool {
        choices.persona.as_ref().is_none_or(|id| self.persona(id).is_some())
    }

    /// The pictures that are wanted. Whoever asks for the same waits for the same drawing, and nobody for another's: drawing
    /// happens on a thread of its own. `is_wanted` is asked when a thread is free; `None` if it says no by then. What nobody
    /// waits for any more by then is not drawn either.
    pub(super) async fn drawing(
        self: &Arc<Self>,
        wish: Wish,
        is_wanted: impl FnOnce() -> bool + Send + 'static,
    ) -> Option<Result<Arc<Drawing>, Refusal>> {
        let edition = Arc::clone(self);
        let slot = self.slot(&wish);
        let drawn = slot.get_or_try_init(|| async {
            let waiting = Arc::new(());
            let waits = Arc::downgrade(&waiting);
            let is_wanted = move || waits.strong_count() > 0 && is_wanted();
            let drawing = tokio::task::spawn_blocking(move || is_wanted().then(|| edition.draw(&wish))).await;
            drop(waiting);
            drawing.unwrap_or(Some(Err(Refusal::Failed))).ok_or(())
        });
        drawn.await.ok().cloned()
    }

    fn slot(&self, wish: &Wish) -> Slot {
        let mut drawings = self.drawings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = drawings.iter().find(|(known, _)| known == wish) {
            return Arc::clone(slot);
        }
        if drawings.len() >= KEPT {
            drawings.pop_front();
        }
        let slot = Slot::default();
        drawings.push_back((wish.clone(), Arc::clone(&slot)));
        slot
    }

    fn draw(&self, wish: &Wish) -> Result<Arc<Drawing>, Refusal> {
        let start = Instant::now();
        let Opened { map, request, input, typed, files, .. } = &self.opened;
        let mut request = Request::clone(request);
        request.page = wish.choices.page_size().or(request.page);
        if wish.form == Form::Shown {
            // the page's own ids stay its own
            request.svg = SvgOptions { text: request.svg.text, ..SvgOptions::default() };
        }
        let mut journey = Cow::Borrowed(&map.journey);
        if let Some(id) = &wish.choices.persona {
            let chosen = self.persona(id).ok_or(Refusal::Choice)?;
            journey = Cow::Owned(only_personas(map.journey.clone(), |index| index == chosen));
            request.personas = vec![id.clone()];
        }
        let theme = wish.choices.theme.and_then(theme::built_in);
        let theme = theme.as_ref().unwrap_or(&map.theme);
        let chosen = wish.choices.theme.map(|name| TypedTheme::read(Some(name))).transpose().map_err(|_| Refusal::Choice)?;
        let format = if matches!(wish.form, Form::Png(_)) { Format::Png } else { Format::Svg };
        // what is only shown is no file that could go out of date
        let origin =
            (wish.form != Form::Shown).then(|| sources(&request, format, chosen.as_ref().unwrap_or(typed), input, files));
        let (scenes, findings) = request.scenes(&journey, &map.assets, theme, format);
        let count = scenes.len();
        let mut sheets = Vec::new();
        for (index, scene) in scenes.iter().enumerate() {
            if matches!(wish.form, Form::Png(only) if only != index) {
                continue;
            }
            let picture = request.encode(scene, format, index + 1, count).map_err(|error| match error {
                PngError::TooLarge(..) => Refusal::TooLarge,
                PngError::Picture(..) | PngError::Failed(_) => Refusal::Failed,
            })?;
            let picture = match origin {
                Some(origin) => stamped(picture, format, origin, scene, index + 1, count),
                None => picture,
            };
            sheets.push(Sheet { bytes: picture.into(), width: scene.size.width, height: scene.size.height });
        }
        Ok(Arc::new(Drawing { sheets, count, findings, took: start.elapsed() }))
    }
}
