//! How a command reaches the program that owns the folder: a socket in it, which only its owner can open.
//!
//! The only module that knows of that socket. One line asks, one line answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, unix::SocketAddr};

use crate::domain::AccountName;
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
const ADMIT: &str = "admit ";
/// Before the answer to a command that was carried out.
const OK: &str = "ok ";

/// Why a command did not reach the running program, or what that answered.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    #[error("Unsaid is not running on the folder {}, or cannot be reached there: {error}", folder.display())]
    Unreachable { folder: PathBuf, error: std::io::Error },
    #[error("{0}")]
    Refused(String),
}

/// The socket of a folder, on which commands wait from the moment it is bound.
pub struct Socket {
    listener: UnixListener,
    path: PathBuf,
}

impl Socket {
    /// Makes the socket.
    ///
    /// # Errors
    ///
    /// * What the system answers, as when the folder's path is longer than it allows.
    pub fn bind(folder: &Path) -> std::io::Result<Self> {
        let path = folder.join(SOCKET);
        // The lock of the folder says that nobody else serves this one, so it is a left-over.
        if path.exists() {
            std::fs::remove_file(&path)?;
        }
        let listener = UnixListener::bind(&path)?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        Ok(Self { listener, path })
    }

    /// Answers commands until `shutdown` is done. One at a time: a backup waits for the one before.
    ///
    /// # Errors
    ///
    /// * When the socket cannot be removed.
    pub async fn serve(
        self,
        service: Service,
        shutdown: impl Future<Output = ()>,
    ) -> std::io::Result<()> {
        tokio::pin!(shutdown);
        loop {
            let accepted: std::io::Result<(tokio::net::UnixStream, SocketAddr)> = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = &mut shutdown => break,
            };
            if let Ok((stream, _)) = accepted {
                // A command that has gone needs no answer.
                let _ = answer(&service, stream).await;
            }
        }
        std::fs::remove_file(&self.path)
    }
}

async fn answer(service: &Service, mut stream: tokio::net::UnixStream) -> std::io::Result<()> {
    let (read, mut write) = stream.split();
    let mut line = String::new();
    let mut asked = tokio::io::BufReader::new(read.take(LINE_BYTES_MAX));
    tokio::time::timeout(ASKING_TIMEOUT, asked.read_line(&mut line)).await??;
    let answer = match carry_out(service, line.trim_end()).await {
        Ok(answer) => format!("{OK}{answer}"),
        Err(why) => why.replace('\n', " "),
    };
    write.write_all(format!("{answer}\n").as_bytes()).await
}

/// Carries a command out; what it answers, or why not.
async fn carry_out(service: &Service, line: &str) -> Result<String, String> {
    if let Some(file) = line.strip_prefix(BACKUP) {
        let backed_up = service.back_up(Path::new(file)).await;
        return backed_up.map(|()| String::new()).map_err(|error| error.to_string());
    }
    let Some(account) = line.strip_prefix(ADMIT) else { return Err("unknown command".to_owned()) };
    let account = AccountName::parse(account).map_err(|error| error.to_string())?;
    let mark = service.admit(&account).await.map_err(|error| error.to_string())?;
    mark.ok_or_else(|| format!("there is no account {}", account.as_str()))
}

/// Asks the program that owns `folder` to write a backup to `file`, an absolute path.
///
/// # Errors
///
/// * [`ControlError::Unreachable`] when nobody listens.
/// * [`ControlError::Refused`] with what the program says, or when the path cannot be written on one line.
pub fn back_up(folder: &Path, file: &Path) -> Result<(), ControlError> {
    match file.to_str() {
        Some(name) if !name.contains('\n') => ask(folder, &format!("{BACKUP}{name}")).map(drop),
        Some(_) | None => {
            Err(ControlError::Refused("name the file in UTF-8, without a line break".to_owned()))
        }
    }
}

/// Asks the program that owns `folder` for the mark that lets a new browser of an account into the known lane.
///
/// # Errors
///
/// * [`ControlError::Unreachable`] when nobody listens.
/// * [`ControlError::Refused`] when there is no such account.
pub fn admit(folder: &Path, account: &AccountName) -> Result<String, ControlError> {
    ask(folder, &format!("{ADMIT}{}", account.as_str()))
}

fn ask(folder: &Path, command: &str) -> Result<String, ControlError> {
    let exchanged = exchange(folder, command);
    let answer = exchanged
        .map_err(|error| ControlError::Unreachable { folder: folder.to_owned(), error })?;
    match answer.strip_prefix(OK) {
        Some(told) => Ok(told.to_owned()),
        None => Err(ControlError::Refused(answer)),
    }
}

/// One line there, one line back.
fn exchange(folder: &Path, command: &str) -> std::io::Result<String> {
    let mut stream = UnixStream::connect(folder.join(SOCKET))?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
    stream.write_all(format!("{command}\n").as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream.take(LINE_BYTES_MAX)).read_line(&mut answer)?;
    Ok(answer.trim_end_matches('\n').to_owned())
}
