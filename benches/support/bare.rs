//! The limit of submissions: the same sealing, then one durable row for each body, with nothing checked and
//! no page drawn. Bodies that wait together share one commit (WAL, `synchronous = full`).

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use rusqlite::Connection;
use tokio::sync::oneshot;
use unsaid::domain::{ColumnId, ColumnKey, ColumnSalt, Consent, Letter, MailboxState};
use unsaid::seal::{self, ColumnSecret, ReceiptKeys, SealError};

/// The argument that makes this program the limit.
pub const MODE: &str = "bare";
/// Rows that share one commit at the most.
const BATCH: usize = 256;

type Job = (Vec<u8>, oneshot::Sender<()>);

struct Bare {
    column: ColumnId,
    salt: ColumnSalt,
    key: ColumnKey,
    writer: mpsc::Sender<Job>,
}

/// Serves `POST /ask` into a database file, until it is ended.
pub fn serve(database: &Path) -> anyhow::Result<()> {
    let conn = Connection::open(database)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.execute_batch("create table letter (id integer primary key, body blob)")?;
    let (writer, jobs) = mpsc::channel();
    std::thread::spawn(move || write_all(conn, &jobs));
    let bare = Bare {
        column: ColumnId(seal::random_bytes()),
        salt: ColumnSalt(seal::random_bytes()),
        key: ColumnSecret::generate().public_half(),
        writer,
    };
    let routes = Router::new().route("/ask", post(ask)).with_state(Arc::new(bare));
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

async fn ask(State(bare): State<Arc<Bare>>, body: Bytes) -> StatusCode {
    let Ok(row) = seal(&bare, &body) else { return StatusCode::INTERNAL_SERVER_ERROR };
    let (waiting, written) = oneshot::channel();
    if bare.writer.send((row, waiting)).is_err() || written.await.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    StatusCode::SEE_OTHER
}

/// All that is sealed and derived for one letter.
fn seal(bare: &Bare, body: &[u8]) -> Result<Vec<u8>, SealError> {
    let keys = ReceiptKeys::derive(&bare.salt, &seal::draw_receipt());
    let text = String::from_utf8_lossy(body).into_owned();
    let (mailbox, auth, reader) =
        (keys.lookup().mailbox(), keys.auth().key(), keys.reader().public());
    let mut row = [keys.retry_tag(&text), keys.auth().hash().0].concat();
    let letter = Letter::Question { text, consent: Consent::Print, mailbox, auth, reader };
    let envelope = seal::seal_letter(&bare.column, &bare.key, &keys.envelope_id(), &letter)?;
    let state = seal::seal_state(&bare.column, &reader, &mailbox, &MailboxState::Waiting)?;
    row.extend_from_slice(envelope.as_bytes());
    row.extend_from_slice(state.as_bytes());
    Ok(row)
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
