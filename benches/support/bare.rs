//! The limits of submissions: one durable row for each body, with nothing checked and no page drawn. Bodies that wait
//! together share one commit (WAL, `synchronous = full`). And the limit of pages: one, as constant bytes.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use rusqlite::Connection;
use tokio::sync::oneshot;
use unsaid::domain::{ColumnId, ColumnSalt};
use unsaid::seal::{self, ColumnSecret, SealError};

use super::sealed::{self, Column};

/// The argument that makes this program the limit.
pub const MODE: &str = "bare";
/// Where a body is a text: it is sealed as the program does it, and its row is what that gives.
pub const TEXTS: &str = "/texts";
/// Where a body is its row.
pub const ROWS: &str = "/rows";
/// Where the page is, and the files beside the database that it is read from when the server starts.
pub const PAGE: &str = "/page";
pub const PAGE_FILE: &str = "page.html";
pub const PAGE_GZIP_FILE: &str = "page.html.gz";
/// Rows that share one commit at the most.
const BATCH: usize = 256;

type Job = (Vec<u8>, oneshot::Sender<()>);

struct Bare {
    column: Column,
    writer: mpsc::Sender<Job>,
    plain: Bytes,
    gzip: Bytes,
}

/// Serves both addresses into a database file, until it is ended.
pub fn serve(database: &Path) -> anyhow::Result<()> {
    let conn = Connection::open(database)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.execute_batch("create table letter (id integer primary key, body blob)")?;
    let (writer, jobs) = mpsc::channel();
    std::thread::spawn(move || write_all(conn, &jobs));
    let column = Column {
        id: ColumnId(seal::random_bytes()),
        salt: ColumnSalt(seal::random_bytes()),
        key: ColumnSecret::generate().public_half(),
    };
    let file = |name| std::fs::read(database.with_file_name(name)).unwrap_or_default().into();
    let bare = Bare { column, writer, plain: file(PAGE_FILE), gzip: file(PAGE_GZIP_FILE) };
    let routes = Router::new()
        .route(TEXTS, post(text))
        .route(ROWS, post(row))
        .route(PAGE, get(page))
        .with_state(Arc::new(bare));
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        Ok(axum::serve(listener, routes).await?)
    })
}

/// Rows that the limit has written.
pub fn count(database: &Path) -> anyhow::Result<u64> {
    Ok(Connection::open(database)?
        .query_row("select count(*) from letter", [], |row| row.get(0))?)
}

async fn text(State(bare): State<Arc<Bare>>, body: Bytes) -> StatusCode {
    match seal(&bare, &body) {
        Ok(row) => write(&bare, row).await,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

async fn row(State(bare): State<Arc<Bare>>, body: Bytes) -> StatusCode {
    write(&bare, body.to_vec()).await
}

async fn page(State(bare): State<Arc<Bare>>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let gzip = accepted.is_some_and(|accepted| accepted.contains("gzip"));
    let mut response = if gzip { &bare.gzip } else { &bare.plain }.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

async fn write(bare: &Bare, row: Vec<u8>) -> StatusCode {
    let (waiting, written) = oneshot::channel();
    if bare.writer.send((row, waiting)).is_err() || written.await.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    StatusCode::SEE_OTHER
}

/// A row of all that is sealed and derived for one letter.
fn seal(bare: &Bare, text: &[u8]) -> Result<Vec<u8>, SealError> {
    let text = String::from_utf8_lossy(text);
    let letter = sealed::seal(&bare.column, &seal::draw_receipt(), &text)?;
    Ok(letter.row())
}

/// Writes every waiting row in one transaction, then tells their requests.
fn write_all(mut conn: Connection, jobs: &mpsc::Receiver<Job>) -> rusqlite::Result<()> {
    while let Ok(first) = jobs.recv() {
        let tx = conn.transaction()?;
        let mut done = Vec::new();
        for (row, waiting) in std::iter::once(first).chain(jobs.try_iter().take(BATCH - 1)) {
            tx.prepare_cached("insert into letter (body) values (?1)")?.execute([row])?;
            done.push(waiting);
        }
        tx.commit()?;
        for waiting in done {
            let _ = waiting.send(());
        }
    }
    Ok(())
}
