//! The line between a reader's browser and the server, as whoever ends TLS before the server would hear it.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::common::program::Program;

/// Bytes that are passed on at once, at the most.
const PIECE: usize = 16 * 1024;

/// It passes everything on both ways, and keeps what the browser says.
pub struct Wire {
    /// The address that the browser is given.
    pub base: String,
    heard: Arc<Mutex<Vec<u8>>>,
    task: JoinHandle<()>,
}

impl Wire {
    pub async fn before(program: &Program) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::<Mutex<Vec<u8>>>::default();
        let server = program.base.trim_start_matches("http://").to_owned();
        let task = tokio::spawn(listen(listener, server, Arc::clone(&heard)));
        Self { base, heard, task }
    }

    /// All that the browser has said so far.
    pub fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(listener: TcpListener, server: String, heard: Arc<Mutex<Vec<u8>>>) {
    while let Ok((browser, _)) = listener.accept().await {
        let Ok(server) = TcpStream::connect(&server).await else { continue };
        let (from_browser, mut to_browser) = browser.into_split();
        let (mut from_server, to_server) = server.into_split();
        tokio::spawn(hear(from_browser, to_server, Arc::clone(&heard)));
        tokio::spawn(async move { copy(&mut from_server, &mut to_browser).await });
    }
}

/// Passes one connection's words on until either side ends it.
async fn hear(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, heard: Arc<Mutex<Vec<u8>>>) {
    let mut piece = vec![0; PIECE];
    while let Ok(bytes @ 1..) = from.read(&mut piece).await {
        heard.lock().unwrap().extend(&piece[..bytes]);
        if to.write_all(&piece[..bytes]).await.is_err() {
            return;
        }
    }
}
