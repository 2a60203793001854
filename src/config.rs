//! Every option of the program: a flag or an environment variable, read once into one typed struct.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::domain::{AccountName, ExitUrl, NAME_CHARS_MAX, Name, SiteUrl, is_host};

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
    /// Print a link that lets a new browser sign in past strangers who keep the door busy; for the running
    /// program, on its own machine.
    Admit(Admit),
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
    /// Where "Leave this page now" leads: an https page of another site that nobody minds being seen with.
    #[arg(long, env = "UNSAID_EXIT", value_name = "URL", default_value_t, global = true, value_parser = exit)]
    pub exit: ExitUrl,
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
    /// Letters that the column takes in an hour; beyond them people are asked to wait, and nobody is refused.
    #[arg(long, env = "UNSAID_LETTERS_PER_HOUR", value_name = "COUNT", default_value_t = 600, global = true,
          value_parser = within::<u32>(1, 1_000_000))]
    pub letters_per_hour: u32,
    /// Letters that one network (an IPv4 /24 or an IPv6 /48) may send in an hour before the same happens.
    #[arg(long, env = "UNSAID_LETTERS_PER_NETWORK", value_name = "COUNT", default_value_t = 10, global = true,
          value_parser = within::<u32>(1, 1_000_000))]
    pub letters_per_network: u32,
    /// The address of a proxy that stands before this program and says in X-Forwarded-For whom it stands for.
    /// May be given several times, or as a list with commas.
    #[arg(long, env = "UNSAID_PROXY", value_name = "IP", global = true, value_delimiter = ',', value_parser = proxy)]
    pub proxy: Vec<IpAddr>,
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
pub struct Admit {
    /// The account that will sign in.
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

fn proxy(text: &str) -> Result<IpAddr, String> {
    text.trim().parse().map_err(|_| {
        "write its IP address alone, as 10.0.0.2 (set --proxy or UNSAID_PROXY)".to_owned()
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

fn exit(text: &str) -> Result<ExitUrl, String> {
    text.parse().map_err(|why| format!("{why} (set --exit or UNSAID_EXIT)"))
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
    fn proxies_are_a_list_or_several() {
        for line in [
            &["unsaid", "--proxy", "10.0.0.2, ::1"][..],
            &["unsaid", "--proxy", "10.0.0.2", "--proxy", "::1"],
        ] {
            let proxies = Config::try_parse_from(line).unwrap().serve.proxy;
            let expected: [IpAddr; 2] = ["10.0.0.2".parse().unwrap(), "::1".parse().unwrap()];
            assert_eq!(proxies, expected);
        }
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
        let text = refused(&["unsaid", "--exit", "http://weather.example"]);
        assert!(text.contains("--exit") && text.contains("https://"), "{text}");
        let text = refused(&["unsaid", "--idle-minutes", "0"]);
        assert!(text.contains("--idle-minutes") && text.contains("from 1 to 1440"), "{text}");
        let text = refused(&["unsaid", "--letters-per-hour", "0"]);
        assert!(
            text.contains("--letters-per-hour") && text.contains("from 1 to 1000000"),
            "{text}"
        );
        let text = refused(&["unsaid", "--proxy", "10.0.0.2,10.0.0.0/8"]);
        assert!(text.contains("--proxy") && text.contains("'10.0.0.0/8'"), "{text}");
    }
}
