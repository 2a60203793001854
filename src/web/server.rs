//! Listening: how many connections, how long a head may take, and how it all ends.

use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::{App, guard::Peer, router};

/// How long the head of a request may take to arrive.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 32 * 1_024;
/// How long open requests may take to finish when the program ends.
const CLOSING_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait after a connection could not be accepted, as when no file handle is left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Why serving ended early.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("the listener failed: {0}")]
    Listener(#[from] std::io::Error),
}

/// Serves until `shutdown` is done, then lets open requests finish.
///
/// # Errors
///
/// * [`ServeError::Listener`] when the listener has no address.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    listener.local_addr()?;
    let places = Arc::new(Semaphore::new(app.options.connections.max(1)));
    let router = router(app);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HEAD_BYTES_MAX);
    let open = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut shutdown => break,
        };
        let Some((stream, place)) = accepted else { continue };
        let peer = Peer(stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback()));
        let service = router.clone().layer(axum::Extension(peer));
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off is no news, and who it was is nobody's business.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Requests that hang longer than that are cut off.
    let _ = tokio::time::timeout(CLOSING_TIMEOUT, open.shutdown()).await;
    Ok(())
}

/// Waits for a free place, then for a connection.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // A page is one write; waiting to fill a packet only delays it.
            let _ = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(_) => {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}
