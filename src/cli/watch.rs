//! `wayline watch`: a page that shows a map as it is being written.
//!
//! ```text
//! folders ─ something happened ─▶ reader ─ State ─▶ answers ─ events, pictures ─▶ page
//! ```
//!
//! A thread reads the map whenever a file of it changes, one serves, and others draw.

mod address;
mod announce;
mod answer;
mod choices;
mod edition;
mod folders;
mod guard;
mod page;
mod port;
mod reader;
mod refusal;
mod reply;
mod server;
mod signals;
mod source;
mod stamp;
mod state;
mod told;

use super::args::{Format, WatchArgs};
use super::drawing::{Request, TypedTheme};
use super::failure::{Exit, Failure};
use super::input::Input;
use super::messages::Messages;
use super::output;
use super::report::shown_name;
use super::system::{is_open_already, reason};
use answer::Answers;
use source::Source;
use stamp::Stamp;
use state::State;
use std::ffi::OsStr;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, available_parallelism};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// Serves until it is told to end.
pub(super) fn run(args: &WatchArgs, messages: Messages) -> Result<Exit, Failure> {
    let source = begin(args)?;
    let listener = port::listen(args.port)?;
    let (runtime, port) = runtime(&listener).map_err(|error| cant_serve(&error))?;

    let map = source.map().clone();
    let stamps = [Stamp::of(&map)];
    let reading = source.read();
    let known = reader::stamps_of(&reading.files, std::slice::from_ref(&map), &stamps);
    let files = reading.files.clone();
    let (sender, states) = watch::channel(Arc::new(State::after(None, reading)));
    let reader = thread::Builder::new().name("reader".into());
    reader.spawn(move || reader::run(&source, files, known, &sender)).map_err(|error| cant_serve(&error))?;

    let shown = |name: Option<&OsStr>| shown_name(&name.unwrap_or(map.as_os_str()).to_string_lossy());
    let (file, name) = (shown(map.file_name()), shown(map.file_stem()));
    let (guard, page) = (guard::Guard::new(port), page::Page::new());
    let answers = Arc::new(Answers { guard, page, file, name, states: states.clone() });
    runtime.block_on(async {
        let end = signals::listen().map_err(|error| cant_serve(&error))?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| cant_serve(&error))?;
        tokio::spawn(server::serve(listener, answers));
        let address = format!("http://127.0.0.1:{port}/");
        output::stdout(format!("{address}\n").as_bytes())?;
        messages.note("serving", &format!("watching {} at {address}, Ctrl+C ends it", map.display()));
        if args.open
            && let Err(error) = browser::that_detached(&address)
        {
            messages.note("no-browser", &format!("can't start a browser: {}", reason(&error)));
        }
        tokio::spawn(announce::all(states, messages));
        end.notified().await;
        Ok(())
    })?;
    // Who draws just now, or waits for a terminal that has stopped, is not waited for.
    runtime.shutdown_background();
    Ok(Exit::Done)
}

/// What is wrong with the command line, or not there, is told before anything is served.
fn begin(args: &WatchArgs) -> Result<Source, Failure> {
    if is_open_already(&args.map) {
        return Err(Failure::new("can't watch standard input").help("give the file that you edit"));
    }
    let request = Request::of(&args.drawing, &[Format::Svg, Format::Png])?;
    TypedTheme::read(args.drawing.theme.as_deref())?;
    Input::read(&args.map)?.files(args.drawing.root.as_deref())?;
    Ok(Source::of(args, request))
}

/// What serves, and where.
fn runtime(listener: &TcpListener) -> std::io::Result<(Runtime, u16)> {
    listener.set_nonblocking(true)?;
    // one thread more than can draw at a time, for what is told
    let threads = available_parallelism().map_or(2, usize::from).clamp(2, 8) + 1;
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(threads).build()?;
    Ok((runtime, listener.local_addr()?.port()))
}

fn cant_serve(error: &std::io::Error) -> Failure {
    Failure::new(format!("can't serve the page: {}", reason(error)))
}
