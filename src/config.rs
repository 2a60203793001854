//! Every option of the program: a flag or an environment variable, read once into one typed struct.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::domain::{AccountName, NAME_CHARS_MAX, Name, SiteUrl, is_host};

/// An anonymous question box and answering desk for advice columns.
#[derive(Debug, Parser)]
#[command(version, about, after_help = AFTER_HELP)]
pub struct Config {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
    /// The folder that holds everything; made if it is not there.
    #[arg(long, env = "UNSAID_DATA", value_name = "DIR", default_value = "data", global = true)]
    pub data: PathBuf,
}

const AFTER_HELP: &str = "Without a command the site and the desk are served. The first start prints a link \
                          that sets the column up.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site and the desk (what happens without a command).
    Serve,
    /// Set the column up without a browser: the password is read from standard input, the recovery code
    /// is written to standard output.
    Setup(SetUp),
    /// Choose a new password by the recovery code: the code, then the password, are read from standard
    /// input, a line each.
    Recover(Recover),
    /// Write a backup of everything to a new file, whether the program is running or not.
    Backup(Backup),
    /// Serve a temporary column full of life, and print how to sign in. Nothing of it is kept.
    Demo,
}

/// How the pages are served.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// The address and port to listen on.
    #[arg(long, env = "UNSAID_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", global = true, value_parser = listen)]
    pub listen: SocketAddr,
    /// The address that people use, as https://column.example. Without it, only this machine is answered.
    #[arg(long, env = "UNSAID_URL", value_name = "URL", global = true, value_parser = url)]
    pub url: Option<SiteUrl>,
    /// The onion host that leads here too, as abc….onion.
    #[arg(long, env = "UNSAID_ONION", value_name = "HOST", global = true, value_parser = onion)]
    pub onion: Option<String>,
    /// Minutes without a request after which the desk locks itself.
    #[arg(long, env = "UNSAID_IDLE_MINUTES", value_name = "MINUTES", default_value_t = 30, global = true,
          value_parser = within::<u16>(1, 1_440))]
    pub idle_minutes: u16,
    /// Size that the public store may grow to, in MiB.
    #[arg(long, env = "UNSAID_STORE_MIB", value_name = "MIB", default_value_t = 1_024, global = true,
          value_parser = within::<u32>(16, 1_048_576))]
    pub store_mib: u32,
    /// Connections that may be open at once.
    #[arg(long, env = "UNSAID_CONNECTIONS", value_name = "COUNT", default_value_t = 1_024, global = true,
          value_parser = within::<u16>(16, u32::from(u16::MAX)))]
    pub connections: u16,
}

#[derive(Debug, Args)]
pub struct SetUp {
    /// The name to sign in with.
    #[arg(long, env = "UNSAID_ACCOUNT", value_name = "NAME", value_parser = account)]
    pub account: AccountName,
    /// The column's name.
    #[arg(long, env = "UNSAID_COLUMN", value_name = "NAME", default_value = "Ask the SEXpert", value_parser = name)]
    pub column: Name,
    /// Who answers, as readers see it; the account's name if it is not given.
    #[arg(long, env = "UNSAID_COLUMNIST", value_name = "NAME", value_parser = name)]
    pub columnist: Option<Name>,
}

#[derive(Debug, Args)]
pub struct Recover {
    /// The account that gets a new password.
    #[arg(long, env = "UNSAID_ACCOUNT", value_name = "NAME", value_parser = account)]
    pub account: AccountName,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write, a tar archive. It must not exist yet.
    pub file: PathBuf,
}

/// Reads a whole number between two others, both allowed.
fn within<T: TryFrom<u32>>(least: u32, most: u32) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| {
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        let number = number.and_then(|number| T::try_from(number).ok());
        number.ok_or_else(|| format!("write a whole number from {least} to {most}"))
    }
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "write it as an address and a port, as 127.0.0.1:8080 (set --listen or UNSAID_LISTEN)"
            .to_owned()
    })
}

fn url(text: &str) -> Result<SiteUrl, String> {
    SiteUrl::parse(text).map_err(|why| format!("{why} (set --url or UNSAID_URL)"))
}

fn onion(text: &str) -> Result<String, String> {
    let host = text.to_ascii_lowercase();
    if is_host(&host) && host.ends_with(".onion") {
        Ok(host)
    } else {
        Err("write the host alone, ending in .onion (set --onion or UNSAID_ONION)".to_owned())
    }
}

fn account(text: &str) -> Result<AccountName, String> {
    AccountName::parse(text).map_err(|why| format!("{why} (set --account or UNSAID_ACCOUNT)"))
}

fn name(text: &str) -> Result<Name, String> {
    Name::parse(text).map_err(|why| format!("{why}; write one of 1 to {NAME_CHARS_MAX} characters"))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Config::command().debug_assert();
    }

    #[test]
    fn a_wrong_option_names_itself_its_value_and_the_fix() {
        let refused = |line: &[&str]| Config::try_parse_from(line).unwrap_err().to_string();
        let text = refused(&["unsaid", "--listen", "localhost"]);
        assert!(
            text.contains("--listen")
                && text.contains("'localhost'")
                && text.contains("127.0.0.1:8080"),
            "{text}"
        );
        let text = refused(&["unsaid", "--url", "column.example"]);
        assert!(text.contains("'column.example'") && text.contains("https://"), "{text}");
        let text = refused(&["unsaid", "--idle-minutes", "0"]);
        assert!(text.contains("--idle-minutes") && text.contains("from 1 to 1440"), "{text}");
    }
}
