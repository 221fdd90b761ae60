//! Being told to end.

use std::future::Future;
use std::io;
use std::sync::Arc;
use tokio::sync::Notify;

/// Is notified by Ctrl+C and by being told to end. What comes when a terminal goes away is left as it is: `nohup` has it
/// ignored.
pub(super) fn listen() -> io::Result<Arc<Notify>> {
    let end = Arc::new(Notify::new());
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let mut signal = signal(kind)?;
            then_notify(&end, async move { signal.recv().await });
        }
    }
    #[cfg(windows)]
    {
        use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close};
        let (mut interrupt, mut terminate, mut close) = (ctrl_c()?, ctrl_break()?, ctrl_close()?);
        then_notify(&end, async move { interrupt.recv().await });
        then_notify(&end, async move { terminate.recv().await });
        then_notify(&end, async move { close.recv().await });
    }
    Ok(end)
}

fn then_notify(end: &Arc<Notify>, signal: impl Future<Output = Option<()>> + Send + 'static) {
    let end = Arc::clone(end);
    tokio::spawn(async move {
        signal.await;
        end.notify_one();
    });
}
