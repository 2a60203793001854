//! The command line: reads the options, wires the parts together, prints.

use std::io::{BufRead, IsTerminal};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use clap::Parser;
use tokio::net::TcpListener;
use tokio::sync::watch;
use unsaid::config::{self, Command, Config, Serve};
use unsaid::domain::{Moment, Name, judge_password};
use unsaid::service::{
    Folder, FolderError, GateLimits, KdfParams, NewColumn, Options, Recovery, Service, Token,
};
use unsaid::{control, jobs, web};
use zeroize::Zeroizing;

#[path = "main/process.rs"]
mod process;

use process::{close_to_others, runtime, start_log, until, until_told_to_end};

/// Freed memory is wiped: what was decrypted does not linger behind a locked desk.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Seconds in a minute.
const MINUTE: i64 = 60;
/// The demo's desk does not lock itself: a year.
const DEMO_IDLE_SECONDS: i64 = 365 * 86_400;
const DEMO_ACCOUNT: &str = "columnist";

fn main() -> anyhow::Result<()> {
    let config = Config::parse();
    start_log();
    close_to_others();
    runtime().context("cannot start the runtime")?.block_on(run(config))
}

async fn run(config: Config) -> anyhow::Result<()> {
    match config.command {
        None | Some(Command::Serve) => serve(&config.data, &config.serve).await,
        Some(Command::Setup(ref wanted)) => set_up(&config, wanted).await,
        Some(Command::Recover(ref wanted)) => recover(&config, wanted).await,
        Some(Command::Backup(ref wanted)) => back_up(&config, &wanted.file).await,
        Some(Command::Admit(ref wanted)) => admit(&config, wanted),
        Some(Command::Demo) => demo(&config.serve).await,
    }
}

async fn serve(data: &Path, options: &Serve) -> anyhow::Result<()> {
    let listener = listen(options).await?;
    let service = open(data, options).await?;
    let setup = service.site().is_err().then(Token::generate);
    let base = base(options, listener.local_addr()?);
    let socket = bind_control(data);
    println!("Unsaid serves {base}");
    if let Some(token) = &setup {
        println!(
            "There is no column yet. Open this link to set it up:\n{base}/desk/setup?token={}",
            *token.as_text()
        );
    }
    serve_on(service, socket, options, listener, setup).await
}

/// Serves until the program is told to end; then everything acknowledged is on disk and the vault closed.
async fn serve_on(
    service: Service,
    socket: Option<control::Socket>,
    options: &Serve,
    listener: TcpListener,
    setup: Option<Token>,
) -> anyhow::Result<()> {
    let (end, ended) = watch::channel(false);
    tokio::spawn(async move {
        until_told_to_end().await;
        // Nobody listening any more means that the end has come by another way.
        let _ = end.send(true);
    });
    let pages = web::Options {
        url: options.url.clone(),
        onion: options.onion.clone(),
        connections: usize::from(options.connections),
        exit: options.exit.clone(),
        proxies: options.proxy.clone(),
        limits: GateLimits::per_hour(options.letters_per_hour, options.letters_per_network),
    };
    let app = web::App::new(service.clone(), pages, Arc::new(now), setup);
    let jobs = tokio::spawn(jobs::run(service.clone(), now, until(ended.clone())));
    let (for_control, control_end) = (service.clone(), until(ended.clone()));
    let control = tokio::spawn(async move {
        match socket {
            Some(socket) => socket.serve(for_control, control_end).await,
            None => Ok(()),
        }
    });
    web::serve(app, listener, until(ended)).await?;
    if let Err(error) = service.write_views().await {
        tracing::error!("how often posts were opened today is lost: {error}");
    }
    // Between two batches of a move: the mover finds the desk locked then, and ends too.
    let locked = service.lock(now()).await;
    jobs.await?;
    control.await?.context("cannot remove the control socket")?;
    locked.context("cannot close the vault cleanly")
}

/// The socket for commands. A program that commands cannot reach serves readers all the same.
fn bind_control(data: &Path) -> Option<control::Socket> {
    let bound = control::Socket::bind(data);
    bound
        .inspect_err(|error| {
            tracing::warn!("`unsaid backup` will not reach this program: {error}");
        })
        .ok()
}

async fn set_up(config: &Config, wanted: &config::SetUp) -> anyhow::Result<()> {
    let service = open(&config.data, &config.serve).await?;
    if service.site().is_ok() {
        bail!(
            "there is a column in {} already; choose another folder with --data",
            config.data.display()
        );
    }
    let columnist =
        wanted.columnist.clone().map_or_else(|| Name::parse(wanted.account.as_str()), Ok)?;
    let password = read_secret("New password: ")?;
    let known = [wanted.account.as_str(), wanted.column.as_str(), columnist.as_str()];
    judge_password(&password, &known).context("the password was not taken")?;
    let new = NewColumn {
        column: wanted.column.clone(),
        columnist,
        account: wanted.account.clone(),
        password,
    };
    let set_up = service.set_up(new, now()).await?;
    eprintln!("The column is set up. Print this recovery code and keep it away from this machine:");
    println!("{}", set_up.recovery);
    Ok(service.lock(now()).await?)
}

async fn recover(config: &Config, wanted: &config::Recover) -> anyhow::Result<()> {
    if !config.data.exists() {
        bail!("there is no folder {}; name it with --data", config.data.display());
    }
    let service = open(&config.data, &config.serve).await?;
    if service.site().is_err() {
        bail!("there is no column in {}; name its folder with --data", config.data.display());
    }
    let code = read_secret("Recovery code: ")?;
    let password = read_secret("New password: ")?;
    let account = wanted.account.as_str();
    service.recover(Recovery { account, code: &code, password: &password }).await?;
    eprintln!("The account {account} has a new password.");
    Ok(())
}

async fn back_up(config: &Config, file: &Path) -> anyhow::Result<()> {
    let file =
        std::path::absolute(file).with_context(|| format!("cannot use {}", file.display()))?;
    let failed = || format!("cannot write the backup {}", file.display());
    if !config.data.exists() {
        bail!("there is no folder {}; name it with --data", config.data.display());
    }
    match Folder::take(&config.data) {
        Ok(folder) => {
            let service = Service::open(folder, service_options(&config.serve)).await?;
            service.back_up(&file).await.with_context(failed)?;
        }
        Err(FolderError::InUse { .. }) => {
            control::back_up(&config.data, &file).with_context(failed)?
        }
        Err(error) => return Err(error.into()),
    }
    eprintln!("Wrote {}. To restore it, unpack it into an empty folder.", file.display());
    Ok(())
}

fn admit(config: &Config, wanted: &config::Admit) -> anyhow::Result<()> {
    let mark =
        control::admit(&config.data, &wanted.account).context("cannot admit a new browser")?;
    let base = base(&config.serve, config.serve.listen);
    eprintln!(
        "Open this link in the browser that is to sign in. Whoever has it still needs the password."
    );
    println!("{base}/desk/admit?mark={mark}");
    Ok(())
}

async fn demo(options: &Serve) -> anyhow::Result<()> {
    let listener = listen(options).await?;
    let data = tempfile::tempdir().context("cannot make a temporary folder")?;
    let kdf_and_more = Options { idle_seconds: DEMO_IDLE_SECONDS, ..service_options(options) };
    let service = Service::open(Folder::take(data.path())?, kdf_and_more).await?;
    let password = Zeroizing::new(service.draw_receipt().to_string());
    let new = NewColumn {
        column: Name::parse("Ask the SEXpert")?,
        columnist: Name::parse("Mara")?,
        account: unsaid::domain::AccountName::parse(DEMO_ACCOUNT)?,
        password: password.clone(),
    };
    let set_up = service.set_up(new, now()).await?;
    service.fill_demo(&set_up.token, now()).await?;
    service.sign_out(&set_up.token, now()).await?;
    let base = base(options, listener.local_addr()?);
    let socket = bind_control(data.path());
    println!("A column to try, gone when this ends:");
    println!("  site      {}", base);
    println!("  desk      {}/desk", base);
    println!("  account   {DEMO_ACCOUNT}");
    println!("  password  {}", *password);
    serve_on(service, socket, options, listener, None).await
}

async fn open(data: &Path, options: &Serve) -> anyhow::Result<Service> {
    let folder = Folder::take(data)?;
    let opened = Service::open(folder, service_options(options)).await;
    opened.with_context(|| format!("cannot open the stores in {}", data.display()))
}

fn service_options(options: &Serve) -> Options {
    Options {
        store_mib: options.store_mib,
        idle_seconds: i64::from(options.idle_minutes) * MINUTE,
        kdf: KdfParams::DEFAULT,
    }
}

async fn listen(options: &Serve) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(options.listen).await;
    listener.with_context(|| {
        format!("cannot listen on {} (set --listen or UNSAID_LISTEN)", options.listen)
    })
}

/// The address that people use: the one that was set, or the one that is listened on.
fn base(options: &Serve, mut listening: SocketAddr) -> String {
    if let Some(url) = &options.url {
        return url.to_string();
    }
    // Without an address set, this machine alone is answered, by whatever it listens on.
    if listening.ip().is_unspecified() {
        listening.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    format!("http://{listening}")
}

/// Reads one line without its end. Where a person types, it is asked for and not shown.
fn read_secret(prompt: &str) -> anyhow::Result<Zeroizing<String>> {
    if std::io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password(prompt).context("cannot read the terminal")?.into());
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).context("cannot read standard input")?;
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
