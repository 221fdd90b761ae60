//! From a request to its answer.

use super::super::args::Format;
use super::address::{Wanted, wanted};
use super::choices::Choices;
use super::edition::{Drawing, Edition, Form, Wish};
use super::guard::Guard;
use super::page::Page;
use super::refusal::Refusal;
use super::reply::{self, Content, INERT};
use super::state::State;
use super::told::Told;
use hyper::Response;
use hyper::body::Bytes;
use hyper::http::request::Parts;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How often an open stream of events says that it is still there.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What it takes to answer.
pub(super) struct Answers {
    /// Who is let in.
    pub(super) guard: Guard,
    /// What they see first.
    pub(super) page: Page,
    /// The name of the journey file, as it may be shown.
    pub(super) file: String,
    /// The same without its ending: what pictures are called that they keep.
    pub(super) name: String,
    /// What is known of the map.
    pub(super) states: watch::Receiver<Arc<State>>,
}

impl Answers {
    /// The answer to a request; `let_in` is called when it may be answered.
    pub(super) async fn to(&self, head: &Parts, let_in: impl FnOnce()) -> Response<Content> {
        let wanted = self.guard.admit(head).and_then(|()| wanted(head.uri.path(), head.uri.query()));
        let answer = match wanted {
            Ok(wanted) => {
                let_in();
                self.give(wanted).await
            }
            Err(refusal) => Err(refusal),
        };
        answer.unwrap_or_else(reply::refuse)
    }

    async fn give(&self, wanted: Wanted) -> Result<Response<Content>, Refusal> {
        match wanted {
            Wanted::Page => {
                let Page { document, policy } = &self.page;
                Ok(reply::whole("text/html; charset=utf-8", policy, document.clone()))
            }
            Wanted::Events => Ok(reply::events(self.subscribe())),
            Wanted::Picture(choices) => self.picture(choices).await,
            Wanted::File { format, choices, sheet } => self.file(format, choices, sheet).await,
        }
    }

    /// What the page shows.
    async fn picture(&self, choices: Choices) -> Result<Response<Content>, Refusal> {
        let (state, drawn) = self.drawn(Wish { choices, form: Form::Shown }).await?;
        let drawn = drawn.as_ref().map(|(edition, drawing)| (edition.as_ref(), drawing.as_ref()));
        let json = serde_json::to_vec(&Told::of(&self.file, &state, drawn)).map_err(|_| Refusal::Failed)?;
        Ok(reply::whole("application/json", INERT, json))
    }

    /// A picture to keep.
    async fn file(&self, format: Format, choices: Choices, sheet: usize) -> Result<Response<Content>, Refusal> {
        let form = if format == Format::Png { Form::Png(sheet) } else { Form::Svg };
        let (_, drawn) = self.drawn(Wish { choices, form }).await?;
        let (_, drawing) = drawn.ok_or(Refusal::NoPicture)?;
        let index = if format == Format::Png { 0 } else { sheet };
        let picture = drawing.sheets.get(index).ok_or(Refusal::Sheet)?.bytes.clone();
        let kind = if format == Format::Png { "image/png" } else { "image/svg+xml" };
        let name = if drawing.count > 1 { format!("{}-{}", self.name, sheet + 1) } else { self.name.clone() };
        Ok(reply::kept_as(reply::whole(kind, INERT, picture), &name, format.ending()))
    }

    /// The pictures of the latest map without errors, of which there may be none. What has become old before its turn to be
    /// drawn is not drawn any more.
    async fn drawn(&self, wish: Wish) -> Result<(Arc<State>, Option<(Arc<Edition>, Arc<Drawing>)>), Refusal> {
        loop {
            let state = Arc::clone(&self.states.borrow());
            let Some(edition) = state.edition.clone() else { return Ok((state, None)) };
            if !edition.offers(&wish.choices) {
                return Err(Refusal::Choice);
            }
            let (states, number) = (self.states.clone(), edition.number);
            let is_latest = move || states.borrow().edition.as_ref().is_some_and(|edition| edition.number == number);
            if let Some(drawing) = edition.drawing(wish.clone(), is_latest).await {
                return Ok((state, Some((edition, drawing?))));
            }
        }
    }

    /// Says which reading is the latest: now, and whenever there is another.
    fn subscribe(&self) -> mpsc::Receiver<Bytes> {
        let mut states = self.states.clone();
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(async move {
            loop {
                let number = states.borrow_and_update().number;
                if sender.send(format!("retry: 500\ndata: {number}\n\n").into()).await.is_err() {
                    return;
                }
                loop {
                    match tokio::time::timeout(HEARTBEAT, states.changed()).await {
                        Ok(Ok(())) => break,
                        Ok(Err(_)) => return,
                        Err(_) if sender.send(Bytes::from_static(b":\n\n")).await.is_err() => return,
                        Err(_) => {}
                    }
                }
            }
        });
        receiver
    }
}
