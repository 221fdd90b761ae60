//! Accepting connections, as many as there is room for.

use super::answer::Answers;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// Bytes of a request's first line and headers.
const MOST_HEAD: usize = 16 * 1024;
/// Headers of a request.
const MOST_HEADERS: usize = 64;
/// How long a connection may take for the head of its next request, and be idle.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections at a time. One more, and the oldest that was never let in goes; if there is none such, the oldest.
const MOST_CONNECTIONS: usize = 400;
/// How long to wait when the system gives out no more connections.
const BREATH: Duration = Duration::from_millis(20);

/// A connection that is open.
struct Connection {
    task: AbortHandle,
    /// Whether a request of it was let in.
    is_known: Arc<AtomicBool>,
}

/// Answers for as long as it is asked to.
pub(super) async fn serve(listener: TcpListener, answers: Arc<Answers>) {
    let mut open: Vec<Connection> = Vec::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                make_room(&mut open, MOST_CONNECTIONS);
                let is_known = Arc::new(AtomicBool::new(false));
                let task = tokio::spawn(talk(stream, Arc::clone(&answers), Arc::clone(&is_known))).abort_handle();
                open.push(Connection { task, is_known });
            }
            // the other end has gone already
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) => {}
            // there are no more file descriptors
            Err(_) => {
                let half = open.len() / 2;
                make_room(&mut open, half);
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Ends connections until there are fewer than so many.
fn make_room(open: &mut Vec<Connection>, most: usize) {
    open.retain(|connection| !connection.task.is_finished());
    while open.len() >= most.max(1) {
        let stranger = open.iter().position(|connection| !connection.is_known.load(Ordering::Relaxed));
        open.remove(stranger.unwrap_or(0)).task.abort();
    }
}

/// One connection, from the first request to the last.
async fn talk(stream: TcpStream, answers: Arc<Answers>, is_known: Arc<AtomicBool>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let (answers, is_known) = (Arc::clone(&answers), Arc::clone(&is_known));
        async move {
            let (head, _) = request.into_parts();
            Ok::<_, Infallible>(answers.to(&head, || is_known.store(true, Ordering::Relaxed)).await)
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(MOST_HEAD).max_headers(MOST_HEADERS);
    // nothing that is kept depends on the day
    http.auto_date_header(false);
    // What goes wrong on a connection is the other end's doing, and it has been told.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}
