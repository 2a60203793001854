//! Listening: how many connections, how long a head may take, how long a connection lives, how it all ends.

use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::peer::Peer;
use super::{App, guard, router};

/// How long the head of a request may take to arrive.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 32 * 1_024;
/// How long a connection may be used; then it is closed behind the answer that is under way.
const CONNECTION_AGE_MAX: Duration = Duration::from_secs(300);
/// How long an answer under way may still take when its connection is to close.
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
    app.listen_on(listener.local_addr()?);
    let most = app.options.connections.max(1);
    let places = Arc::new(Semaphore::new(most));
    let (end, ended) = watch::channel(());
    let routes = router(app.clone());
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut shutdown => break,
        };
        if let Some((stream, place)) = accepted {
            tokio::spawn(converse(stream, place, app.clone(), routes.clone(), ended.clone()));
        }
    }
    drop(listener);
    drop(end);
    // All places free again means that nobody is talking any more. Who hangs longer is cut off.
    let all = u32::try_from(most).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(CLOSING_TIMEOUT, places.acquire_many(all)).await;
    Ok(())
}

/// Waits for a free place, then for a connection.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
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

/// Serves one connection until it closes, grows old, or the program ends.
async fn converse(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    app: App,
    routes: Router,
    mut ended: watch::Receiver<()>,
) {
    let place = Arc::new(place);
    // The address is looked at here and nowhere else.
    let address = stream.peer_addr().map(|address| address.ip());
    let peer = address.map_or_else(|_| Peer::default(), |ip| Peer::at(ip, &app.options.proxies));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        let peer = peer.of_request(request.headers(), &app.options.proxies);
        request.extensions_mut().insert(peer);
        finish(app.clone(), routes.clone(), request, Arc::clone(&place))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HEAD_BYTES_MAX);
    let mut connection = std::pin::pin!(http.serve_connection(TokioIo::new(stream), service));
    let closed = tokio::select! {
        // A client that breaks off is no news, and who it was is nobody's business.
        _ = connection.as_mut() => true,
        () = tokio::time::sleep(CONNECTION_AGE_MAX) => false,
        _ = ended.changed() => false,
    };
    if !closed {
        connection.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(CLOSING_TIMEOUT, connection).await;
    }
}

/// Answers one request, to its end whoever hangs up: half of a decision is never carried out, and what work is
/// still going on keeps its place. A fault in the program is an answer too. What is ready at once, as a page that is
/// kept, needs no task of its own, which takes a tenth of the time of such a page.
async fn finish(
    app: App,
    routes: Router,
    request: hyper::Request<Incoming>,
    place: Arc<OwnedSemaphorePermit>,
) -> Result<Response, Infallible> {
    let mut answer = Box::pin(async move {
        let answer = guard::answer(&app, routes, request.map(Body::new)).await;
        drop(place);
        answer
    });
    let begun = poll_fn(|context| {
        Poll::Ready(catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))))
    });
    let answered = match begun.await {
        Ok(Poll::Ready(answer)) => Some(answer),
        Ok(Poll::Pending) => tokio::spawn(answer).await.ok(),
        Err(_) => None,
    };
    Ok(answered.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
}
