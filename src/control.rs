//! How a command reaches the program that owns the folder: a socket in it, which only its owner can open.
//!
//! The only module that knows of that socket. One line asks, one line answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, unix::SocketAddr};

use crate::service::Service;

/// The socket's name in the data folder.
const SOCKET: &str = "control";
/// Bytes of a request, which is a word and a path.
const LINE_BYTES_MAX: u64 = 8 * 1_024;
/// How long a command may take to say what it wants.
const ASKING_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a command waits for the answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3_600);
const BACKUP: &str = "backup ";
const OK: &str = "ok";

/// Why a command did not reach the running program, or what that answered.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    #[error("the running program cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    #[error("{0}")]
    Refused(String),
}

/// Answers commands until `shutdown` is done. One at a time: a backup waits for the one before.
///
/// # Errors
///
/// * When the socket cannot be made, as when the folder's path is longer than the system allows.
pub async fn serve(
    service: Service,
    folder: &Path,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let path = folder.join(SOCKET);
    // The lock of the folder says that nobody else serves this one, so it is a left-over.
    if path.exists() {
        std::fs::remove_file(&path)?;
    }
    let listener = UnixListener::bind(&path)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    tokio::pin!(shutdown);
    loop {
        let accepted: std::io::Result<(tokio::net::UnixStream, SocketAddr)> = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        if let Ok((stream, _)) = accepted {
            // A command that has gone needs no answer.
            let _ = answer(&service, stream).await;
        }
    }
    std::fs::remove_file(&path)
}

async fn answer(service: &Service, mut stream: tokio::net::UnixStream) -> std::io::Result<()> {
    let (read, mut write) = stream.split();
    let mut line = String::new();
    let mut asked = tokio::io::BufReader::new(read.take(LINE_BYTES_MAX));
    tokio::time::timeout(ASKING_TIMEOUT, asked.read_line(&mut line)).await??;
    let answer = match line.trim_end().strip_prefix(BACKUP) {
        Some(file) => match service.back_up(Path::new(file)).await {
            Ok(()) => OK.to_owned(),
            Err(error) => error.to_string().replace('\n', " "),
        },
        None => "unknown command".to_owned(),
    };
    write.write_all(format!("{answer}\n").as_bytes()).await
}

/// Asks the program that owns `folder` to write a backup to `file`, an absolute path.
///
/// # Errors
///
/// * [`ControlError::Unreachable`] when nobody listens.
/// * [`ControlError::Refused`] with what the program says.
pub fn back_up(folder: &Path, file: &Path) -> Result<(), ControlError> {
    let mut stream = UnixStream::connect(folder.join(SOCKET))?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
    stream.write_all(format!("{BACKUP}{}\n", file.display()).as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream.take(LINE_BYTES_MAX)).read_line(&mut answer)?;
    match answer.trim_end() {
        OK => Ok(()),
        refused => Err(ControlError::Refused(refused.to_owned())),
    }
}
