//! A small HTTP/1.1 client that keeps its connection, so that the program's own time is what is measured.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Bytes of an answer that are read at once.
const READ_BYTES: usize = 64 * 1_024;

pub struct Client {
    stream: TcpStream,
    address: String,
    /// Name and value, once signed in.
    cookie: Option<String>,
    buffer: Vec<u8>,
}

/// A request as it goes over the line, with more lines for its head, and a form for its body where that is not empty.
pub fn request(address: &str, method: &str, path: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\n{head}");
    if !body.is_empty() {
        request.push_str(&format!(
            "origin: http://{address}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n",
            body.len()
        ));
    }
    [request.as_bytes(), b"\r\n", body].concat()
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Client {
    pub async fn connect(address: &str) -> anyhow::Result<Self> {
        let stream =
            TcpStream::connect(address).await.with_context(|| format!("cannot reach {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            address: address.to_owned(),
            cookie: None,
            buffer: Vec::with_capacity(READ_BYTES),
        })
    }

    /// Gets a page; anything but 200 is an error.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = self.request("GET", path, "");
        let answer = self.send(&request).await?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        Ok(answer)
    }

    /// How long a page takes.
    pub async fn time(&mut self, path: &str) -> anyhow::Result<Duration> {
        let begun = Instant::now();
        self.get(path).await?;
        Ok(begun.elapsed())
    }

    /// Signs in and keeps the session.
    pub async fn sign_in(&mut self, account: &str, password: &str) -> anyhow::Result<()> {
        let request =
            self.request("POST", "/desk/login", &format!("account={account}&password={password}"));
        let answer = self.send(&request).await?;
        ensure!(answer.status == 303, "signing in answered {}", answer.status);
        let cookie =
            answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: unsaid-session="));
        let value =
            cookie.and_then(|cookie| cookie.split(';').next()).context("no session's cookie")?;
        self.cookie = Some(format!("unsaid-session={value}"));
        Ok(())
    }

    /// A request as it goes over the line.
    pub fn request(&self, method: &str, path: &str, form: &str) -> Vec<u8> {
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n"));
        request(&self.address, method, path, &cookie.unwrap_or_default(), form.as_bytes())
    }

    /// A request of a script at the desk, whose answer is JSON.
    pub fn post_as_script(&self, path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let (address, cookie) = (&self.address, self.cookie.as_deref().unwrap_or_default());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\n\
             accept: application/json\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = loop {
            self.fill().await?;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = String::from_utf8(self.buffer[..head_end].to_vec())?.to_ascii_lowercase();
        let status =
            head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.context("an answer without its length")?.trim().parse()?;
        while self.buffer.len() < head_end + length {
            self.fill().await?;
        }
        // One that is encoded is none of our business.
        let body = String::from_utf8_lossy(&self.buffer[head_end..]).into_owned();
        Ok(Answer { status, head, body })
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        let read = self.stream.read_buf(&mut self.buffer).await?;
        ensure!(read > 0, "the connection ended within an answer");
        Ok(())
    }
}
