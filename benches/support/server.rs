//! A server as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process};

use super::{bare, place};

/// Longer than tidying a store of half a gigabyte takes.
const REST: Duration = Duration::from_secs(4);

/// The most that the program takes. A tenth of it may come at once from this machine.
const LETTERS_PER_HOUR: &str = "1000000";

/// Ended when dropped, gracefully.
pub struct Server {
    child: Child,
    /// `host:port`.
    pub address: String,
    /// Held, so that the process can go on printing.
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts the program over a data folder, with its default settings but for the port, and for the number of
    /// letters after which people are asked to wait.
    pub fn unsaid(data: &Path) -> anyhow::Result<Self> {
        let mut command = place::server_command(Path::new(env!("CARGO_BIN_EXE_unsaid")));
        command.arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]);
        command.args(["--letters-per-hour", LETTERS_PER_HOUR]);
        Self::start(command)
    }

    /// Starts the limit over a fresh database file.
    pub fn bare(database: &Path) -> anyhow::Result<Self> {
        let mut command = place::server_command(&std::env::current_exe()?);
        command.arg(bare::MODE).arg(database);
        Self::start(command)
    }

    fn start(mut command: std::process::Command) -> anyhow::Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut output = BufReader::new(child.stdout.take().context("no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let address = line.trim().rsplit("http://").next().filter(|address| !address.is_empty());
        let address = address.context("the server did not say where it is")?.to_owned();
        Ok(Self { child, address, _output: output })
    }

    /// Waits until it has tidied its store, as it does after each start.
    pub async fn rest(&self) {
        tokio::time::sleep(REST).await;
    }

    /// Time that its core has spent on it so far; none where the system hides it.
    pub fn busy(&self) -> Option<Duration> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // Behind the program's name, which may hold anything; user and system time in hundredths of a second.
        let (_, numbers) = text.rsplit_once(')')?;
        let ticks = numbers.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks = ticks.sum::<Result<u64, _>>().ok()?;
        Some(Duration::from_millis(ticks * 10))
    }

    /// Memory of the process in MiB, shared pages by their share (PSS); none where the system hides it.
    pub fn memory(&self) -> Option<f64> {
        self.mib("smaps_rollup", "Pss:")
    }

    /// The most memory that the process has had, in MiB; none where the system hides it.
    pub fn peak(&self) -> Option<f64> {
        self.mib("status", "VmHWM:")
    }

    /// What a file of the system says of the process behind `label`, in KiB.
    fn mib(&self, file: &str, label: &str) -> Option<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(label))?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kib / 1_024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // Gone already is as good.
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}
