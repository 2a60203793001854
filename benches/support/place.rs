//! Who runs on which core: the server on the first, whoever asks it on the second, so that they do not
//! push each other about. Where `taskset` is missing the system decides.

use std::path::Path;
use std::process::{Command, Stdio};

const SERVER_CORE: &str = "0";
const CLIENT_CORE: &str = "1";

/// A command that runs on the server's core.
pub fn server_command(program: &Path) -> Command {
    if has_two_cores() && taskset(&["-c", SERVER_CORE, "true"]) {
        let mut command = Command::new("taskset");
        command.args(["-c", SERVER_CORE]).arg(program);
        return command;
    }
    Command::new(program)
}

/// Puts this thread, and those that it starts, on the other core.
pub fn stay_beside_the_server() {
    let id = std::process::id().to_string();
    if !(has_two_cores() && taskset(&["-p", "-c", CLIENT_CORE, &id])) {
        println!("not pinned to cores; expect more noise");
    }
}

fn has_two_cores() -> bool {
    // Asked of the system, since this process may be bound to one of them already.
    std::fs::read_to_string("/proc/cpuinfo")
        .is_ok_and(|text| text.matches("processor\t").count() > 1)
}

fn taskset(arguments: &[&str]) -> bool {
    let silent = Command::new("taskset")
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    silent.is_ok_and(|status| status.success())
}
