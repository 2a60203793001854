//! The real program: started, watched, ended kindly or not.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Instant;

use super::{ACCOUNT, COLUMNIST, Client, DEADLINE, PASSWORD};

/// The program as `cargo` built it.
pub const BINARY: &str = env!("CARGO_BIN_EXE_unsaid");

/// A program that serves; killed when dropped.
pub struct Program {
    /// Where it listens, as `http://127.0.0.1:4321`.
    pub base: String,
    child: Child,
    out: Captured,
    err: Captured,
}

/// A command that has ended.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// What a program writes, while it writes it.
#[derive(Clone, Default)]
struct Captured {
    shared: Arc<(Mutex<Written>, Condvar)>,
}

#[derive(Default)]
struct Written {
    text: String,
    ended: bool,
}

impl Program {
    /// Serves `data` on a free port; answers when this returns.
    pub fn serve(data: &Path) -> Self {
        Self::start(data, &[])
    }

    /// As [`Program::serve`], with further arguments.
    pub fn start(data: &Path, arguments: &[&str]) -> Self {
        let mut command = plain();
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).args(arguments);
        Self::follow(command)
    }

    /// Serves `data` at the address that a program before it had, `http://127.0.0.1:4321`.
    pub fn again(data: &Path, base: &str) -> Self {
        let mut command = plain();
        command.args(["--listen", base.trim_start_matches("http://"), "--data"]).arg(data);
        Self::follow(command)
    }

    /// Serves by a command made of [`plain`].
    pub fn follow(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).spawn().unwrap();
        let out = Captured::follow(child.stdout.take().unwrap());
        let err = Captured::follow(child.stderr.take().unwrap());
        let line = out.wait_for(|line| line.contains("http://127.0.0.1:"), &err);
        let base = format!("http://127.0.0.1:{}", port(&line));
        Self { base, child, out, err }
    }

    /// Somebody's browser.
    pub fn client(&self) -> Client {
        Client::new(&self.base, None)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The path of the setup link that it printed.
    pub fn setup_path(&self) -> String {
        let line = self.out.wait_for(|line| line.contains("/desk/setup?token="), &self.err);
        line.split_once(&self.base).unwrap().1.trim().to_owned()
    }

    /// All that it has written so far: standard output, then standard error.
    pub fn written(&self) -> String {
        format!("{}{}", self.out.text(), self.err.text())
    }

    /// `kill -9`; gives all that it had written.
    pub fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.out.wait_for_end();
        self.err.wait_for_end();
        self.written()
    }

    /// Asks it to end, waits until it has, and gives all that it wrote.
    pub fn terminate(mut self) -> Finished {
        let id = i32::try_from(self.child.id()).unwrap();
        let id = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
        let status = self.child.wait().unwrap();
        self.out.wait_for_end();
        self.err.wait_for_end();
        Finished { status, stdout: self.out.text(), stderr: self.err.text() }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sets a column up in `data` by the command line; gives the recovery code.
pub fn set_up(data: &Path) -> String {
    let data = data.to_str().unwrap();
    let arguments = ["setup", "--data", data, "--account", ACCOUNT, "--columnist", COLUMNIST];
    let done = run(&arguments, &format!("{PASSWORD}\n"));
    assert!(done.status.success(), "{done:?}");
    done.stdout.trim().to_owned()
}

/// Runs a command to its end with this on its standard input.
pub fn run(arguments: &[&str], input: &str) -> Finished {
    let mut child = plain().args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    Finished {
        status: done.status,
        stdout: String::from_utf8(done.stdout).unwrap(),
        stderr: String::from_utf8(done.stderr).unwrap(),
    }
}

/// The program with none of the settings of whoever runs the tests.
pub fn plain() -> Command {
    let mut command = Command::new(BINARY);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("UNSAID_")) {
        command.env_remove(name);
    }
    // A load is no flood.
    command.env("UNSAID_LETTERS_PER_HOUR", "1000000").env("UNSAID_LETTERS_PER_NETWORK", "1000000");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn port(line: &str) -> u16 {
    let behind = line.split_once("http://127.0.0.1:").unwrap().1;
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

impl Captured {
    fn follow(source: impl Read + Send + 'static) -> Self {
        let captured = Self::default();
        let writing = captured.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(source).lines() {
                let Ok(line) = line else { break };
                writing.change(|written| {
                    written.text.push_str(&line);
                    written.text.push('\n');
                });
            }
            writing.change(|written| written.ended = true);
        });
        captured
    }

    fn change(&self, change: impl FnOnce(&mut Written)) {
        change(&mut self.shared.0.lock().unwrap());
        self.shared.1.notify_all();
    }

    fn text(&self) -> String {
        self.shared.0.lock().unwrap().text.clone()
    }

    /// Waits for a line; when the program ends without it, says what it wrote to `err`.
    fn wait_for(&self, wanted: impl Fn(&str) -> bool, err: &Self) -> String {
        let begun = Instant::now();
        let mut written = self.shared.0.lock().unwrap();
        loop {
            if let Some(line) = written.text.lines().find(|line| wanted(line)) {
                return line.to_owned();
            }
            let left = DEADLINE.checked_sub(begun.elapsed()).filter(|_| !written.ended);
            let Some(left) = left else {
                drop(written);
                panic!("the program did not get so far: {}", err.text());
            };
            written = self.shared.1.wait_timeout(written, left).unwrap().0;
        }
    }

    fn wait_for_end(&self) {
        let written = self.shared.0.lock().unwrap();
        drop(self.shared.1.wait_while(written, |written| !written.ended).unwrap());
    }
}
